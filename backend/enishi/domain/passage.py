"""Passages: the pieces of a firm's profile that are compared in meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from enishi.domain.capability import Capability
from enishi.domain.firm import Firm
from enishi.domain.reason import Place, Span

# Two or three sentences: long enough to say what is done to what, short enough that one
# remark does not drown in the others.
LONGEST = 240

# Every character belongs to one: stops that nothing comes before are part of what follows.
_SENTENCE = re.compile(r"[。！？!?\n]*[^。！？!?\n]+[。！？!?\n]*|[。！？!?\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text as the encoder sees it, and where it stands in the profile."""

    text: str
    place: Place


def passages(firm: Firm) -> tuple[Passage, ...]:
    """Return the passages of a firm, in a fixed order; at least one where it says anything.

    A capability gives one passage, or several where its description is long, each under
    its title and followed by its processes and materials. The summary comes last.
    """
    found = [passage for item in firm.capabilities for passage in _of_capability(item)]
    if firm.summary:
        found += [
            Passage(firm.summary[span.start : span.end], Place("summary", span))
            for span in pieces(firm.summary)
        ]
    return tuple(found)


def _of_capability(capability: Capability) -> Iterator[Passage]:
    title, description = capability.title, capability.description
    attributes = "、".join((*capability.processes, *capability.materials, *capability.equipment))
    if not description:
        assert title is not None
        place = Place("title", Span(0, len(title)), capability.ref)
        yield Passage(_joined(title, attributes), place)
        return
    for span in pieces(description):
        text = description[span.start : span.end]
        place = Place("description", span, capability.ref)
        yield Passage(_joined(title, text, attributes), place)


def _joined(*parts: str | None) -> str:
    return "。".join(part.rstrip("。") for part in parts if part)


def pieces(text: str) -> tuple[Span, ...]:
    """Cut a text at sentence ends into spans of at most LONGEST characters.

    The spans cover the text in order; a single sentence longer than that is cut hard.
    """
    spans: list[Span] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if spans and end - spans[-1].start <= LONGEST:
            spans[-1] = Span(spans[-1].start, end)
            continue
        spans += [Span(cut, min(cut + LONGEST, end)) for cut in range(start, end, LONGEST)]
    return tuple(spans)
