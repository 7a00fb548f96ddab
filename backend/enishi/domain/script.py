"""In which script a text is written, where that decides how it is read."""

import re

_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_KANJI = re.compile("[\u3400-\u9fff々]")
_LATIN = re.compile("[A-Za-z]")
# A sentence in kana still counts in kanji: 月500個.
_KANJI_AT_MOST = 0.15
# ねじ is a word like any other; two words in kana are a way of writing.
_KANA_AT_LEAST = 5


def is_in_kana(text: str) -> bool:
    """Tell whether a text is written in kana where others would write kanji."""
    kana, kanji = len(_KANA.findall(text)), len(_KANJI.findall(text))
    return kana >= _KANA_AT_LEAST and kanji <= _KANJI_AT_MOST * (kana + kanji)


def is_in_latin(text: str) -> bool:
    """Tell whether a text holds Latin letters and no Japanese, as English does."""
    return bool(_LATIN.search(text)) and not (_KANA.search(text) or _KANJI.search(text))
