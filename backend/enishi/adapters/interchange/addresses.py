"""Splits a Japanese address into prefecture (都道府県) and municipality (市区町村)."""

import re

# In the order of JIS X 0401: the place in this row, from 1, is the code.
PREFECTURES = (
    *("北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県"),
    *("栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県"),
    *("石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県"),
    *("滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県"),
    *("岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県"),
    *("佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県"),
)

# Cities of wards (政令指定都市).
_WARDED = (
    "札幌|仙台|さいたま|千葉|横浜|川崎|相模原|新潟|静岡|浜松|名古屋|京都|大阪|堺|神戸|岡山|広島"
    "|北九州|福岡|熊本"
)
# A name ends at its first 市, 郡, 町 or 村, except in these, which hold one inside.
_CITIES = (
    "四日市|廿日市|野々市|町田|大町|十日町|村山|東村山|武蔵村山|村上|羽村|田村|大村"
    "|蒲郡|大和郡山|小郡"
)
_TOWNS = "玉村|大町|余市|上市|下市"
_MUNICIPALITY = re.compile(
    rf"""
      (?:{_CITIES})市
    | (?:{_TOWNS})町
    | (?:{_WARDED})市(?:中村|[^市町村]{{1,4}}?)区
    | (?:余市|高市|[^市]{{1,4}}?)郡(?P<in_district>(?:{_TOWNS})町|.{{1,6}}?[町村])
    | [^市町村]{{1,4}}?区
    | [^町村]{{1,7}}?市
    | .{{1,6}}?[町村]
    """,
    re.VERBOSE,
)


def prefecture_of(address: str) -> str | None:
    """Return the prefecture that the address begins with."""
    return next((name for name in PREFECTURES if address.startswith(name)), None)


def municipality_of(address: str) -> str | None:
    """Return the municipality of an address without its prefecture.

    A ward of a large city stays with its city (新潟市西蒲区), a district is left out
    (西蒲原郡弥彦村 → 弥彦村), as municipalities call themselves.
    """
    found = _MUNICIPALITY.match(address)
    return found and (found["in_district"] or found.group())


def municipality_code(prefecture: str, municipality: str) -> str | None:
    """Return the five-digit code from the codes of a registry row; None where they say none.

    `prefecture` has two digits and `municipality` three (JIS X 0401 and 0402), with the zeros
    in front that spreadsheets take off; a municipality code that is whole already, with or
    without its check digit, stands for itself.
    """
    if not (municipality.isascii() and municipality.isdigit()):
        return None
    if len(municipality) <= 3:
        if not (prefecture.isascii() and prefecture.isdigit() and len(prefecture) <= 2):
            return None
        return prefecture.zfill(2) + municipality.zfill(3)
    return municipality[:5] if len(municipality) in (5, 6) else None
