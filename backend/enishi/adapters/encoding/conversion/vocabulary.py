"""Which pieces of a multilingual vocabulary serve Japanese industry, and a tokenizer of only those.

A Unigram tokenizer picks the likeliest split of a word. A split whose pieces are all kept stays
the likeliest, so texts made of kept pieces are cut as before, token for token.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from tokenizers import Tokenizer

_SPACE = "▁"
_LARGE = 100_000  # pieces; below that pruning saves less memory than it is worth
_OTHER_ALPHABETS = re.compile("[\u0370-\u04ff]")  # Greek, Cyrillic
_LAST_LATIN = "\u024f"


def pruned(
    tokenizer: Tokenizer, seen_texts: Iterable[str], english: frozenset[str]
) -> tuple[Tokenizer, list[int]]:
    """Return the tokenizer of the kept pieces, and the former row of each.

    Kept are the special tokens, Japanese, `english`, model symbols (SUS304, 0.05, IoT's I) and
    every token of `seen_texts`. A small vocabulary, and any other than Unigram, is kept whole.
    """
    content = json.loads(tokenizer.to_str())
    content |= {"truncation": None, "padding": None}
    if content["model"]["type"] != "Unigram" or tokenizer.get_vocab_size() < _LARGE:
        return Tokenizer.from_str(json.dumps(content)), list(range(tokenizer.get_vocab_size()))

    seen = _token_ids(tokenizer, seen_texts) | {token["id"] for token in content["added_tokens"]}
    pieces = content["model"]["vocab"]
    rows = [
        row
        for row, (piece, _score) in enumerate(pieces)
        if row in seen or piece in english or _is_japanese_or_symbol(piece)
    ]
    _keep_rows(content, rows)
    return Tokenizer.from_str(json.dumps(content)), rows


def _is_japanese_or_symbol(piece: str) -> bool:
    """Tell whether a Japanese keyboard types the piece, foreign words aside.

    Shift_JIS decides: it holds Japan's kanji and kana, not the characters of Beijing and Seoul.
    """
    text = piece.removeprefix(_SPACE)
    if len(text) <= 1 and text <= _LAST_LATIN:
        return True
    if text.isascii():
        return text == text.upper()
    if len(text) > 1 and _OTHER_ALPHABETS.search(text):
        return False
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _token_ids(tokenizer: Tokenizer, texts: Iterable[str]) -> set[int]:
    return {row for text in texts for row in tokenizer.encode(text).ids}


def _keep_rows(content: dict[str, Any], rows: list[int]) -> None:
    """Renumber a tokenizer's content so that row k becomes the former row `rows[k]`."""
    model = content["model"]
    renumbered = {model["vocab"][row][0]: k for k, row in enumerate(rows)}
    model["unk_id"] = renumbered[model["vocab"][model["unk_id"]][0]]
    model["vocab"] = [model["vocab"][row] for row in rows]
    for token in content["added_tokens"]:
        token["id"] = renumbered[token["content"]]
    for token in content["post_processor"]["special_tokens"].values():
        token["ids"] = [renumbered[name] for name in token["tokens"]]
