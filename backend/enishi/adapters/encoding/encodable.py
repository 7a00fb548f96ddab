"""What an encoder accepts as text."""

from enishi.domain.errors import InvalidValueError

# Hardly a token spans more than eight characters, so this cuts nothing that would be encoded,
# and a megabyte of text costs no more than a page.
_CHARACTERS_A_TOKEN = 8


def encodable(text: str, max_tokens: int) -> str:
    """Return the part of a text that can reach the model.

    Raises InvalidValueError when a NUL or a lone surrogate stands anywhere in the text.
    """
    if "\0" in text or not _is_unicode(text):
        raise InvalidValueError(
            "文字として読めない符号(NUL または片割れのサロゲート)が含まれています。",
            english="The text holds a NUL or a lone surrogate, which stand for no character.",
        )
    return text[: max_tokens * _CHARACTERS_A_TOKEN]


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
