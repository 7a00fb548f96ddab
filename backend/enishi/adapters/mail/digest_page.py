"""Writes digests: MJML for mail programmes, and a twin in plain text that says the same."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from mjml import mjml2html

from enishi.adapters.mail.digest_lines import one_line
from enishi.adapters.mail.digest_text import plain_text
from enishi.adapters.mail.digest_words import DigestWords, words_of
from enishi.domain.digest import Digest, DigestItem
from enishi.domain.match_response import MatchAnswer
from enishi.services.digests.writing import DigestLinks, WrittenDigest

# A name in a line beside others; the page that it leads to has all of it.
_NAME, _SENTENCE = 60, 160
# Of a subject a telephone shows thirty characters, a computer some seventy.
_SUBJECT_NAME, _SUBJECT = 24, 70


class MjmlDigestWriter:
    """Puts digests onto a page.

    No picture and no script stands in it, and nothing is fetched when it is read: whether
    somebody has opened a letter is theirs to tell.
    """

    def write(self, digest: Digest, links: DigestLinks) -> WrittenDigest:
        """Return the written digest; every text of the network is escaped, and on one line."""
        words, shown = words_of(digest.language), _in_lines(digest)
        page = self._template.render(
            digest=shown,
            words=words,
            links=links,
            answers=list(MatchAnswer),
            preheader=_preheader(shown.items, words),
        )
        return WrittenDigest(
            subject=subject_of(shown, words),
            html=mjml2html(page),
            text=plain_text(shown, links, words),
        )

    @cached_property
    def _template(self) -> Template:
        source = (files(__package__) / "digest.mjml.j2").read_text("utf-8")
        surroundings = Environment(
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        return surroundings.from_string(source)


def subject_of(digest: Digest, words: DigestWords) -> str:
    """Return the subject: the first item in its own words, and how many more there are."""
    first, *others = digest.items
    name = one_line(first.firm_name or words.nameless, _SUBJECT_NAME)
    if words.lang == "ja":
        more = f" ほか{len(others)}件" if others else ""
        said = (
            f"新しい探しもの「{first.headline}」" if first.is_need else f"{name}：{first.headline}"
        )
        return f"【縁】{one_line(said, _SUBJECT - len(more))}{more}"
    more = f" (+{len(others)})" if others else ""
    said = f"New need: {first.headline}" if first.is_need else f"{name}: {first.headline}"
    return f"[Enishi] {one_line(said, _SUBJECT - len(more))}{more}"


def _preheader(items: Iterable[DigestItem], words: DigestWords) -> str:
    """Return what a list of letters shows after the subject: who else is in it."""
    names = (one_line(item.firm_name or words.nameless, _SUBJECT_NAME) for item in items)
    return " / ".join(dict.fromkeys(names))


def _in_lines(digest: Digest) -> Digest:
    """Return the digest with every text on one line, and of a length that can be read."""
    return replace(
        digest,
        firm_name=one_line(digest.firm_name, _NAME),
        person_name=_line(digest.person_name),
        chamber_name=_line(digest.chamber_name),
        chamber_phone=_line(digest.chamber_phone),
        chamber_fax=_line(digest.chamber_fax),
        items=tuple(
            replace(
                item,
                firm_name=_line(item.firm_name),
                headline=one_line(item.headline, _SENTENCE),
                place=_line(item.place),
                why=tuple(one_line(text, _SENTENCE) for text in item.why),
                missing=tuple(one_line(text, _SENTENCE) for text in item.missing),
            )
            for item in digest.items
        ),
    )


def _line(text: str | None) -> str | None:
    return None if text is None else one_line(text, _NAME)
