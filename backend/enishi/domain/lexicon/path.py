"""A way through the lexicon from what is asked to what is offered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One relation, in the direction it was walked from the asked to the offered concept."""

    NARROWER = "narrower"  # asked めっき, offered 亜鉛めっき
    BROADER = "broader"  # asked 亜鉛めっき, offered めっき
    MADE_BY = "made_by"  # asked 歯車, offered ホブ切り; asked 指紋防止, offered 梨地仕上げ
    MAKES = "makes"  # asked ホブ切り, offered 歯車
    USES = "uses"  # asked 旋削, offered NC旋盤
    USED_FOR = "used_for"  # asked NC旋盤, offered 旋削
    NEEDS_PROPERTY = "needs_property"  # asked 船舶金物, offered 耐塩水性
    GIVEN_BY = "given_by"  # asked 耐食性, offered 電解研磨
    GIVES_FUNCTION = "gives_function"  # asked 電解研磨, offered 耐食性
    PREVENTED_BY = "prevented_by"  # asked 錆び, offered 不動態化処理
    PREVENTS_SYMPTOM = "prevents_symptom"  # asked 耐食性, offered 錆び
    REPLACED_BY = "replaced_by"  # asked 硬質クロムめっき, offered 無電解ニッケルめっき


@dataclass(frozen=True, slots=True)
class Path:
    """The strongest way found from one concept to another; no step means the same concept."""

    concepts: tuple[str, ...]  # from the asked to the offered
    steps: tuple[Step, ...]  # one fewer
    strength: float  # 0 to 1; 1 for the same concept

    @property
    def offered(self) -> str:
        """Where the path ends."""
        return self.concepts[-1]


# How a walk came to where it stands: from which concept, by which step, and how it came there.
Trail = tuple[str, Step, "Trail"] | None


class Paths(Mapping[str, Path]):
    """The strongest path to every concept within reach, the strongest first.

    Strengths are at hand; the path itself is put together when somebody wants to read it.
    """

    def __init__(self, strengths: Mapping[str, float], trails: Mapping[str, Trail]) -> None:
        order = sorted(strengths, key=lambda name: (-strengths[name], _length(trails[name])))
        self.strengths = {name: strengths[name] for name in order}
        self._trails = trails

    def __getitem__(self, offered: str) -> Path:
        concepts, steps = [offered], []
        trail = self._trails[offered]
        while trail is not None:
            before, step, trail = trail
            concepts.append(before)
            steps.append(step)
        return Path(tuple(reversed(concepts)), tuple(reversed(steps)), self.strengths[offered])

    def __contains__(self, offered: object) -> bool:
        return offered in self.strengths

    def __iter__(self) -> Iterator[str]:
        return iter(self.strengths)

    def __len__(self) -> int:
        return len(self.strengths)


def _length(trail: Trail) -> int:
    return 0 if trail is None else 1 + _length(trail[2])
