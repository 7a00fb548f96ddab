"""What the search understood of a text: 「こう読み取りました」."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from enishi.domain.constraint import Constraints, certification_key
from enishi.domain.lexicon import ConceptKind, Lexicon, Mention
from enishi.domain.quantity import (
    Quantity,
    lead_time_days,
    lot,
    read_quantities,
    size_mm,
    tolerance_um,
)
from enishi.domain.reason import Span
from enishi.services.concepts import is_left_out
from enishi.services.retrieval import Analyzer, CatalogueReader, ConceptFinder

# How each number that a text states becomes a condition, and what a chip calls it.
_PICKS: dict[str, tuple[Callable[[Iterable[Quantity]], Decimal | int | None], str, str]] = {
    "max_size_mm": (size_mm, "寸法 {:,f} mm", "size {:,f} mm"),
    "tolerance_um": (tolerance_um, "精度 {:,f} μm", "tolerance {:,f} μm"),
    "lot": (lot, "ロット {:,} 個", "lot of {:,}"),
    "max_lead_time_days": (lead_time_days, "納期 {:,} 日以内", "within {:,} days"),
}
_CERTIFICATE = "certifications"
_WORK = frozenset({ConceptKind.PROCESS, ConceptKind.TREATMENT})


@dataclass(frozen=True, slots=True)
class ReadConcept:
    """A concept that the text speaks of, and how it says it."""

    concept: str
    concept_en: str
    kind: ConceptKind
    text: str
    span: Span
    is_denied: bool
    is_wish: bool


@dataclass(frozen=True, slots=True)
class ReadCondition:
    """A condition that the text states."""

    name: str  # the constraint's field, as in needs.jsonl
    asked: Decimal | int | str
    text: str
    span: Span
    label: str
    label_en: str

    @property
    def value(self) -> str:
        """What is asked, as a chip and an `ignore` name it."""
        return str(self.asked)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood, each in the order of the text.

    What the reader took back stays among the concepts and conditions, and is named in
    `ignored`, so that it can be taken up again.
    """

    processes: tuple[str, ...]
    constraints: tuple[str, ...]
    concepts: tuple[ReadConcept, ...] = ()
    conditions: tuple[ReadCondition, ...] = ()
    steps: tuple[str, ...] = ()  # where several kinds of work are asked for
    ignored: tuple[str, ...] = ()

    @property
    def held(self) -> Constraints:
        """The conditions that firms are held against: those read, less those taken back."""
        return _held(self.conditions, self.ignored)


@dataclass(frozen=True)
class Reader:
    """Reads what a text asks for: work, things, properties, and numbers with their units."""

    analyzer: Analyzer
    _terms: dict[str, frozenset[str]] = field(default_factory=dict)  # of processes seen before

    def read(
        self,
        text: str,
        catalogue: CatalogueReader,
        finder: ConceptFinder,
        ignored: Collection[str] = (),
    ) -> Reading:
        """Read a text; a published process counts when all of its words stand in the text."""
        mentions = finder.mentions(text)
        meant = [item for item in mentions if item.concept not in ignored]
        return Reading(
            processes=self._processes(text, catalogue),
            constraints=tuple(
                dict.fromkeys(text[slice(*item.span)].strip() for item in read_quantities(text))
            ),
            concepts=tuple(_concepts(text, mentions, finder.lexicon)),
            conditions=tuple(conditions_in(text, catalogue, finder)),
            steps=_steps(meant, finder.lexicon),
            ignored=tuple(ignored),
        )

    def constraints(
        self,
        text: str,
        catalogue: CatalogueReader,
        finder: ConceptFinder,
        ignored: Collection[str] = (),
    ) -> Constraints:
        """Return the conditions that a text states, less those that are not meant."""
        return _held(conditions_in(text, catalogue, finder), ignored)

    def _processes(self, text: str, catalogue: CatalogueReader) -> tuple[str, ...]:
        said: dict[str, int] = {}
        for place, term in enumerate(self.analyzer.terms(text)):
            said.setdefault(term.text, place)
        found = [
            process
            for process in catalogue.processes()
            if (words := self._words(process)) and words <= said.keys()
        ]
        found.sort(key=lambda process: min(said[word] for word in self._words(process)))
        return tuple(self._longest(found))

    def _words(self, process: str) -> frozenset[str]:
        if process not in self._terms:
            terms = self.analyzer.terms(process)
            self._terms[process] = frozenset(term.text for term in terms)
        return self._terms[process]

    def _longest(self, found: Collection[str]) -> list[str]:
        """Drop a process whose words are part of another's: 鍛造 beside 冷間鍛造."""
        return [
            process
            for process in found
            if not any(self._words(process) < self._words(other) for other in found)
        ]


def _held(conditions: Iterable[ReadCondition], ignored: Collection[str]) -> Constraints:
    meant = [item for item in conditions if item.name not in ignored and item.value not in ignored]
    numbers: dict[str, Any] = {item.name: item.asked for item in meant if item.name in _PICKS}
    certificates = (item.value for item in meant if item.name == _CERTIFICATE)
    return Constraints(certifications=tuple(certificates), **numbers)


def conditions_in(
    text: str, catalogue: CatalogueReader, finder: ConceptFinder
) -> Iterator[ReadCondition]:
    """Yield the conditions that a text states: numbers, then certificates that are needed."""
    yield from _numbers(text)
    yield from _certificates(text, catalogue, finder)


def _numbers(text: str) -> Iterator[ReadCondition]:
    quantities = read_quantities(text)
    for name, (pick, label, label_en) in _PICKS.items():
        value = pick(quantities)
        if value is None or (value == 0 and name != "max_lead_time_days"):
            continue  # 不良0個 orders nothing
        source = _source(quantities, pick, value)
        yield ReadCondition(
            name,
            value,
            text[source.start : source.end].strip(),
            source,
            label.format(value),
            label_en.format(value),
        )


def _source(
    quantities: Sequence[Quantity],
    pick: Callable[[Iterable[Quantity]], Decimal | int | None],
    value: Decimal | int,
) -> Span:
    """Return where the number stands that alone gives the value."""
    found = next((item for item in quantities if pick((item,)) == value), quantities[0])
    return Span(*found.span)


def _certificates(
    text: str, catalogue: CatalogueReader, finder: ConceptFinder
) -> Iterator[ReadCondition]:
    """Yield each certificate once that is needed and that somebody lists.

    A word such as 認証 or ミルシート stands in no list, and would rule out whoever has one.
    """
    listed = set(map(certification_key, catalogue.values("certification")))
    seen: set[str] = set()
    for mention in finder.mentions(text):
        name = mention.concept
        is_certificate = finder.lexicon.by_name[name].kind is ConceptKind.CERTIFICATION
        if not is_certificate or mention.is_denied or mention.is_wish or name in seen:
            continue
        if certification_key(name) in listed:
            seen.add(name)
            yield ReadCondition(
                _CERTIFICATE,
                name,
                text[mention.span.start : mention.span.end],
                mention.span,
                f"認証 {name}",
                f"certified: {name}",
            )


def _concepts(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[ReadConcept]:
    seen: set[str] = set()
    for mention in mentions:
        if mention.concept in seen:
            continue
        seen.add(mention.concept)
        concept = lexicon.by_name[mention.concept]
        yield ReadConcept(
            concept.name,
            concept.english_name,
            concept.kind,
            text[mention.span.start : mention.span.end],
            mention.span,
            is_left_out(mention),
            mention.is_wish,
        )


def _steps(mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the kinds of work asked for, a wider word left out beside a narrower one."""
    work = dict.fromkeys(
        mention.concept
        for mention in mentions
        if not is_left_out(mention) and lexicon.by_name[mention.concept].kind in _WORK
    )
    implied = {parent for name in work for parent in lexicon.ancestors(name)}
    steps = tuple(name for name in work if name not in implied)
    return steps if len(steps) > 1 else ()


def covered_by(
    steps: Sequence[str], concepts: Mapping[str, int], lexicon: Lexicon, *, least: float
) -> Mapping[str, str | None]:
    """Return for each step the concept by which a firm covers it, None where it does not."""
    covers: dict[str, str | None] = {}
    for step in steps:
        strengths = lexicon.paths(step).strengths
        known = [name for name in concepts if strengths.get(name, 0.0) >= least]
        covers[step] = max(known, key=lambda name: (strengths[name], name), default=None)
    return covers
