"""What may stand in for what: never in general, always on a material and for a purpose."""

from dataclasses import dataclass

from enishi.domain.limits import NAME, bounded, bounded_list


@dataclass(frozen=True, slots=True)
class Replacement:
    """`concept` can be used in place of `replaced`, on a material, keeping some properties.

    One direction only: 硬質クロムめっき can be replaced by 無電解ニッケルめっき on steel
    where 耐摩耗性 is what counts, which says nothing of the reverse.
    """

    concept: str
    replaced: str
    on_material: str | None = None  # None: on any
    keeps: tuple[str, ...] = ()  # properties that survive the change
    note: str | None = None

    def __post_init__(self) -> None:
        bounded(self.concept, "concept", NAME, required=True)
        bounded(self.replaced, "can_replace", NAME, required=True)
        bounded(self.on_material, "on_material", NAME)
        bounded_list(self.keeps, "keeps")
        bounded(self.note, "note", NAME)
