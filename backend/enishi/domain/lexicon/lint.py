"""What a careful editor would question in a lexicon."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enishi.domain.lexicon.concept import Concept, ConceptKind, Relation
from enishi.domain.lexicon.graph import Lexicon

# A list of thirty machines is an index, not the way something is usually made.
_TOO_MANY = 24
# Kinds that only mean something through what they are related to.
_NEEDS_RELATION = frozenset({ConceptKind.SYMPTOM, ConceptKind.DEFECT, ConceptKind.PROPERTY})


class Fault(StrEnum):
    """What is wrong."""

    TWICE = "twice"  # two concepts of one preferred name
    UNKNOWN = "unknown"  # a relation to a concept that is not there
    ORPHAN = "orphan"  # related to nothing, and nothing is related to it
    CYCLE = "cycle"  # broader than itself, by a detour
    CLASH = "clash"  # one name for two concepts of one kind
    CONTRADICTION = "contradiction"  # not to be confused, yet one is a kind of the other
    CROWDED = "crowded"  # more relations of one kind than anybody keeps true


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, in a sentence."""

    fault: Fault
    concept: str
    text: str
    text_en: str


def lint(lexicon: Lexicon) -> tuple[Finding, ...]:
    """Return every finding, in the order of faults and then of the lexicon."""
    checks = (_twice, _unknown, _orphans, _cycles, _clashes, _contradictions, _crowded)
    return tuple(finding for check in checks for finding in check(lexicon))


def _twice(lexicon: Lexicon) -> Iterator[Finding]:
    seen: set[str] = set()
    for concept in lexicon.concepts:
        if concept.name in seen:
            yield Finding(
                Fault.TWICE,
                concept.name,
                f"「{concept.name}」が2回あります",
                f"{concept.name} is defined twice",
            )
        seen.add(concept.name)


def _unknown(lexicon: Lexicon) -> Iterator[Finding]:
    targets = [
        (concept.name, relation.value, other)
        for concept in lexicon.concepts
        for relation, other in concept.relations()
    ]
    for item in lexicon.replacements:
        targets += [(item.concept, "can_replace", other) for other in (item.concept, item.replaced)]
        if item.on_material:
            targets.append((item.concept, "on_material", item.on_material))
        targets += [(item.concept, "keeps", kept) for kept in item.keeps]
    for name, relation, other in targets:
        if other not in lexicon.by_name:
            yield Finding(
                Fault.UNKNOWN,
                name,
                f"「{name}」の {relation} にある「{other}」がありません",
                f"{name}: {relation} names the unknown {other}",
            )


def _orphans(lexicon: Lexicon) -> Iterator[Finding]:
    met = {other for concept in lexicon.concepts for _, other in concept.relations()}
    met |= {name for item in lexicon.replacements for name in (item.concept, item.replaced)}
    for concept in lexicon.concepts:
        is_alone = not any(concept.relations()) and concept.name not in met
        if is_alone or (concept.kind in _NEEDS_RELATION and not _leads_on(concept, met)):
            yield Finding(
                Fault.ORPHAN,
                concept.name,
                f"「{concept.name}」はどの用語ともつながっていません",
                f"{concept.name} is related to nothing",
            )


def _leads_on(concept: Concept, met: set[str]) -> bool:
    related = (relation for relation, _ in concept.relations() if relation is not Relation.BROADER)
    return concept.name in met or any(related)


def _cycles(lexicon: Lexicon) -> Iterator[Finding]:
    for concept in lexicon.concepts:
        if concept.name in lexicon.ancestors(concept.name):
            yield Finding(
                Fault.CYCLE,
                concept.name,
                f"「{concept.name}」の上位をたどると自分に戻ります",
                f"{concept.name} is broader than itself",
            )


def _clashes(lexicon: Lexicon) -> Iterator[Finding]:
    owners: defaultdict[tuple[str, ConceptKind], list[str]] = defaultdict(list)
    for concept in lexicon.concepts:
        for key in concept.keys:
            owners[key, concept.kind].append(concept.name)
    for (key, _), names in owners.items():
        if len(set(names)) > 1:
            joined = "」「".join(dict.fromkeys(names))
            yield Finding(
                Fault.CLASH,
                names[0],
                f"「{key}」は「{joined}」のどれですか",
                f"{key} names {', '.join(dict.fromkeys(names))}",
            )


def _contradictions(lexicon: Lexicon) -> Iterator[Finding]:
    for concept in lexicon.concepts:
        for other in concept.must_not_confuse:
            if other in lexicon.ancestors(concept.name) or concept.name in lexicon.ancestors(other):
                yield Finding(
                    Fault.CONTRADICTION,
                    concept.name,
                    f"「{concept.name}」と「{other}」は上位と下位なのに、混同禁止です",
                    f"{concept.name} and {other} are kin, and marked as not to be confused",
                )


def _crowded(lexicon: Lexicon) -> Iterator[Finding]:
    for concept in lexicon.concepts:
        for relation in Relation:
            count = len(getattr(concept, relation.value))
            if count > _TOO_MANY:
                yield Finding(
                    Fault.CROWDED,
                    concept.name,
                    f"「{concept.name}」の {relation} が {count} 個あります",
                    f"{concept.name} has {count} of {relation}",
                )
