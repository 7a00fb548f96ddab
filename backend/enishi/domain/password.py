"""Which passwords are worth having."""

import re
import unicodedata

from enishi.domain.errors import InvalidValueError
from enishi.domain.person import Person
from enishi.domain.text import well_formed

SHORTEST = 12
# Hashing takes longer for longer texts; no memory and no password manager needs more.
LONGEST = 200
# What is left when the guessable parts are struck out must still take long to guess.
_LEAST_LEFT = 6
_LEAST_DIFFERENT = 4
# Parts of a name or an address shorter than this are in many a word by chance.
_LEAST_PART = 3

# What people choose most, in leaks all over the world and in Japan. Most are shorter than a
# password may be, so they count as parts: password1234 is two of them and nothing else.
_WORDS = (
    "password passw0rd p@ssword p@ssw0rd passwort motdepasse 123456789 12345678 1234567",
    "123456 12345 1234 123321 112233 121212 123123 654321 666666 696969 777777 888888",
    "987654321 000000 111111 222222 555555 999999 qwertyuiop qwerty qwert azerty asdfghjkl",
    "asdfgh asdf zxcvbnm zxcvb zxcv 1qaz2wsx 1q2w3e4r qazwsx q1w2e3r4 zaq12wsx abcdefgh",
    "abcdef abcd1234 abcd abc123 abc iloveyou loveyou letmein welcome admin administrator",
    "root user guest login master default changeme secret test testtest sample monkey dragon",
    "sunshine princess football baseball superman batman starwars pokemon shadow michael",
    "jordan charlie freedom whatever trustno1 hello computer internet google samsung toyota",
    "honda nissan sony nintendo sakura himawari takahashi yamada suzuki tanaka watanabe sato",
    "nippon japan tokyo osaka nagoya doraemon pikachu kaisha shacho kaigisho enishi",
)
COMMON = frozenset(word for line in _WORDS for word in line.split())
_LONGEST_FIRST = re.compile("|".join(map(re.escape, sorted(COMMON, key=lambda word: -len(word)))))


def must_be_worth_having(password: str, person: Person) -> str:
    """Return the password as it is kept: in one spelling, whichever keyboard wrote it.

    Raises InvalidValueError where it is too short, or where little is left of it without common
    passwords and the person's own name and address.
    """
    spelled = one_spelling(password)
    if len(spelled) < SHORTEST:
        raise _refusal(
            f"パスワードは{SHORTEST}文字以上にしてください",
            f"a password needs at least {SHORTEST} characters",
        )
    if len(spelled) > LONGEST:
        raise _refusal(
            f"パスワードは{LONGEST}文字までです", f"a password has at most {LONGEST} characters"
        )
    left = _LONGEST_FIRST.sub("", spelled.casefold())
    for part in sorted(_own_parts(person), key=len, reverse=True):
        left = left.replace(part, "")
    if len(left) < _LEAST_LEFT or len(set(left)) < _LEAST_DIFFERENT:
        raise _refusal(
            "よく使われる言葉、同じ文字の繰り返し、お名前やメールアドレスを除くと、"
            "ほとんど残りません。別のパスワードにしてください",
            "little is left of it without common passwords, repetitions and your own name or "
            "address; choose another one",
        )
    return spelled


def one_spelling(password: str) -> str:
    """Return the password as it is hashed: full and half width are one (NFKC)."""
    try:
        return unicodedata.normalize("NFKC", well_formed(password))
    except InvalidValueError as error:
        raise error.at("password") from None


def _own_parts(person: Person) -> set[str]:
    words = re.split(r"[@.\-_+\s]+", f"{person.email.text} {person.name.casefold()}")
    whole = person.email.text, person.email.text.partition("@")[0]
    return {
        unicodedata.normalize("NFKC", word) for word in (*words, *whole) if len(word) >= _LEAST_PART
    }


def _refusal(japanese: str, english: str) -> InvalidValueError:
    return InvalidValueError(japanese, field="password", english=english)
