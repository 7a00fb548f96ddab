"""Cuts Japanese text into terms with MeCab and UniDic."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from threading import Lock
from typing import Any

import fugashi
import unidic_lite

from enishi.domain.reason import Span
from enishi.domain.term import Term, TermKind
from enishi.domain.text import NormalisedText, fold

# Two analyzers of the same version give the same terms; an index built by another is rebuilt.
ANALYZER_VERSION = "unidic-lite-1.0.8/2"

# Profiles are shown again and again; their terms take about 6 kB each.
_REMEMBERED = 5_000

# A designation: letters with digits (SUS304, JIS Q 9100, A5052P-H34, M6, Ra0.2), a sign with
# a number (φ20, ±0.01, #400, t0.5). Normalised text only, so half width throughout.
_SYMBOL = re.compile(
    r"(?<![A-Za-z])(?:JIS|ISO|IATF|AS|EN|ASTM|NAS)[ -]?(?:[A-Z][ -]?)?\d{2,6}(?:-\d{1,2})?"
    r"|(?<![A-Za-z0-9])[A-Za-z]{1,6}-?\d+(?:\.\d+)?(?:[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)"
    r"|[φΦ⌀]\s?\d+(?:\.\d+)?"
    r"|[±]\s?\d+(?:\.\d+)?"
    r"|[#]\d+"
)
_LETTERS = re.compile(r"^[a-z]{2,}")

# Nouns that carry no content of their own (形式名詞 and polite fillers).
_EMPTY_WORDS = frozenset(
    "所 事 物 為 方 時 様 等 程 訳 筈 儘 中 上 下 内 他 分 件 際 点 社 当社 弊社 私 此方 其 此 "  # noqa: SIM905
    "何 何処 誰 御 さん 様々 色々 可能 対応 相談 願い 御座る 下さる 頂く 致す 出来る 御願い".split()
)

_U_TO_I = str.maketrans("うくぐすつぬぶむる", "いきぎしちにびみり")


@dataclass(frozen=True, slots=True)
class _Token:
    """One morpheme with its place in the normalised text."""

    start: int
    end: int
    surface: str
    feature: Any
    is_unknown: bool

    @property
    def joins(self) -> bool:
        """Whether it can be part of a compound noun."""
        pos = self.feature.pos1
        if pos == "名詞":
            return str(self.feature.pos2) != "助動詞語幹"
        return pos in ("接頭辞", "形状詞") or (pos == "接尾辞" and self.feature.pos2 == "名詞的")

    @property
    def word(self) -> str | None:
        """The content word in a form that spelling and inflection do not change."""
        pos, sub = self.feature.pos1, self.feature.pos2
        if pos == "名詞" and sub not in ("数詞", "助動詞語幹"):
            word = self._lemma
        elif pos == "動詞" and sub != "非自立可能":
            word = self._as_noun
        elif pos in ("形容詞", "形状詞", "副詞"):
            word = self._lemma
        else:
            return None
        return None if word in _EMPTY_WORDS or not any(map(str.isalnum, word)) else word

    @property
    def _lemma(self) -> str:
        """UniDic's lemma: めっき・メッキ・鍍金 are one; loan words come as プレス-press.

        What UniDic takes for a name it gives by its reading (半田 → ハンダ, which is also 判田);
        written, it meets the はんだ of solder, whose lemma is 半田.
        """
        is_name = self.feature.pos2 == "固有名詞"
        lemma = None if is_name else self.feature.lemma
        return _folded(lemma.split("-")[0] if lemma else self.surface)

    @property
    def _as_noun(self) -> str:
        """A verb as its 連用形, which is also the noun: 磨く → 磨き, 錆びる → 錆び."""
        lemma, conjugation = self._lemma, self.feature.cType or ""
        if "一段" in conjugation and lemma.endswith("る"):
            return lemma[:-1]
        if conjugation.startswith("五段"):
            return lemma[:-1] + lemma[-1].translate(_U_TO_I)
        return lemma


class MecabAnalyzer:
    """Terms of a text: words, compounds beside their parts, and designations kept whole."""

    version = ANALYZER_VERSION

    def __init__(self) -> None:
        # One tagger for all threads: each would map the 250 MB dictionary anew, and a parse
        # takes a tenth of a millisecond.
        self._tagger = fugashi.Tagger(f"-d {unidic_lite.DICDIR}")
        self._parsing = Lock()
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._terms)

    def terms(self, text: str) -> tuple[Term, ...]:
        """Return the terms in order of their place; spans are offsets into `text` itself."""
        return self._remembered(text)

    def reading(self, text: str) -> str:
        """Return how a text is read aloud, in katakana; what UniDic does not know stays."""
        tokens = self._tokens(NormalisedText.of(text).text)
        return "".join(token.feature.kana or token.surface for token in tokens)

    def _terms(self, text: str) -> tuple[Term, ...]:
        normalised = NormalisedText.of(text)
        found = sorted(
            self._cut(normalised.text), key=lambda term: (term.span.start, term.span.end)
        )
        return tuple(
            Term(term.text, term.kind, Span(*normalised.original_span(*_ends(term.span))))
            for term in found
        )

    def _cut(self, text: str) -> Iterator[Term]:
        symbols = [match.span() for match in _SYMBOL.finditer(text)]
        for start, end in symbols:
            whole = _designation(text[start:end])
            yield Term(whole, TermKind.SYMBOL, Span(start, end))
            if letters := _LETTERS.match(text[start:end].casefold()):
                yield Term(letters.group(), TermKind.WORD, Span(start, start + letters.end()))
        tokens = [token for token in self._tokens(text) if not _overlaps(token, symbols)]
        for token in tokens:
            if word := token.word:
                yield Term(word, TermKind.WORD, Span(token.start, token.end))
        for run in _noun_runs(tokens):
            yield from _compounds(run)

    def _tokens(self, text: str) -> list[_Token]:
        tokens: list[_Token] = []
        end = 0
        with self._parsing:  # the next parse overwrites what these nodes point to
            for node in self._tagger(text):
                start = end + len(node.white_space)
                end = start + len(node.surface)
                tokens.append(_Token(start, end, node.surface, node.feature, node.is_unk))
        return tokens


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """Fold one word; a language has few, a corpus repeats them."""
    return fold(word)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _designation(text: str) -> str:
    """One form for all spellings: SUS-304 = sus304, JIS Q 9100 = jisq9100, Φ20 = φ20."""
    return re.sub(r"[\s-]", "", text.casefold()).replace("⌀", "φ")


def _overlaps(token: _Token, symbols: Sequence[tuple[int, int]]) -> bool:
    return any(token.start < end and start < token.end for start, end in symbols)


def _noun_runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Yield runs of two or more nouns that touch one another."""
    run: list[_Token] = []
    for token in tokens:
        if run and (not token.joins or token.start != run[-1].end):
            if len(run) > 1:
                yield run
            run = []
        if token.joins:
            run.append(token)
    if len(run) > 1:
        yield run


def _compounds(run: Sequence[_Token]) -> Iterator[Term]:
    """Yield each pair of neighbours, and the whole run where it is longer."""
    groups = list(pairwise(run))
    if len(run) > 2:
        groups.append(tuple(run))  # type: ignore[arg-type]
    for group in groups:
        parts = [token.word or _folded(token.surface) for token in group]
        yield Term("".join(parts), TermKind.COMPOUND, Span(group[0].start, group[-1].end))
