"""Between what is said of a concept over the API and the amendment (追補) that it makes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Amendment, Concept, ConceptKind, Relation, Replacement
from enishi.services.fields import Fields

Record = Mapping[str, Any]

CONCEPT_LISTS = ("names", "english", "chinese", *(relation.value for relation in Relation))


def amendment_of(name: str, said: Record, *, amended_at: datetime) -> Amendment:
    """Read what is said of a concept; raises InvalidValueError naming the field."""
    fields = Fields({**said, "concept": name})
    concept = fields.text("concept") or ""
    if (fields.text("name") or concept) != concept:
        raise InvalidValueError(
            f"アドレスの用語（{concept}）と違います。見出しは変えられません",
            field="name",
            english=f"the address says {concept}; a concept keeps its name",
        )
    kind = fields.choice("kind", ConceptKind)
    if kind is None:
        raise InvalidValueError("必須の項目が空です", field="kind", english="required")
    lists = {field: fields.texts(field) for field in CONCEPT_LISTS}
    return Amendment(
        concept,
        Concept(concept, kind, **lists, note=fields.text("note")),
        fields.each("replacements", lambda item: _replacement_of(concept, item)),
        amended_at,
    )


def concept_record(concept: Concept, replacements: Sequence[Replacement]) -> dict[str, Any]:
    """Write what the lexicon says of a concept; `amendment_of` reads it back."""
    return {
        "name": concept.name,
        "kind": concept.kind.value,
        **{field: list(getattr(concept, field)) for field in CONCEPT_LISTS},
        "note": concept.note,
        "replacements": [
            {
                "can_replace": item.replaced,
                "on_material": item.on_material,
                "keeps": list(item.keeps),
                "note": item.note,
            }
            for item in replacements
        ],
    }


def _replacement_of(concept: str, said: Record) -> Replacement:
    fields = Fields(said)
    return Replacement(
        concept,
        fields.text("can_replace") or "",
        on_material=fields.text("on_material"),
        keeps=fields.texts("keeps"),
        note=fields.text("note"),
    )
