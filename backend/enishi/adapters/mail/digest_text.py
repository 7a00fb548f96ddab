"""The plain text of a digest: read aloud well, and printed by a FAX machine without harm."""

from collections.abc import Iterator, Sequence

from enishi.adapters.mail.digest_lines import wrapped
from enishi.adapters.mail.digest_words import DigestWords
from enishi.domain.digest import Digest, DigestItem
from enishi.services.digests.writing import DigestLinks

_INDENT = "   "


def plain_text(digest: Digest, links: DigestLinks, words: DigestWords) -> str:
    """Return the digest as text: at most 38 full-width characters a line, links on their own."""
    lines = [
        words.addressee(digest),
        "",
        f"{words.title}　{words.week(digest)}".strip(),
        "",
    ]
    for number, item in enumerate(digest.items, 1):
        lines += [*_item(number, item, links, words), ""]
    if digest.left_over:
        lines += [words.left_over(digest.left_over), links.suggestions(), ""]
    lines += ["-- ", *_foot(digest, links, words)]
    return "\n".join(part for line in lines for part in _fitted(line)) + "\n"


def _item(number: int, item: DigestItem, links: DigestLinks, words: DigestWords) -> Iterator[str]:
    yield from wrapped(words.kind(item), _INDENT, f"{number}. ")
    place = f"（{item.place}）" if item.place else ""
    who = f"{item.firm_name or words.nameless}{place}"
    # Of a need the first thing to know is what is looked for, of the others who it is.
    for line in (item.headline, who) if item.is_need else (who, item.headline):
        yield from wrapped(line, _INDENT)
    yield from _listed(words.why, item.why)
    yield from _listed(words.missing, item.missing)
    if item.can_be_answered:
        yield from wrapped(words.answer, _INDENT)
        yield links.answer(item)
    yield from wrapped(words.read_on, _INDENT)
    yield links.page(item)


def _listed(label: str, sentences: Sequence[str]) -> Iterator[str]:
    if sentences:
        yield from wrapped(f"{label}：", _INDENT)
    for sentence in sentences:
        yield from wrapped(sentence, _INDENT + "  ", f"{_INDENT}・")


def _foot(digest: Digest, links: DigestLinks, words: DigestWords) -> Iterator[str]:
    yield words.because(digest)
    if sender := words.sender(digest):
        yield sender
    yield words.preferences
    yield links.preferences()
    yield words.stop
    yield links.stop()


def _fitted(line: str) -> list[str]:
    """Return a line as it is where it is a link, or was fitted already; else in as many as fit."""
    is_kept = line.startswith(("http://", "https://", " ", "-- "))
    return [line] if is_kept or not line else wrapped(line)
