"""The bulk file of gBizINFO (経済産業省, 法人基本情報) as records of firms.

Its columns changed their names over the years; one table knows all spellings. A registry
row cannot be corrected by the one who loads it, so what is only odd in it (an unreadable
year, a number of employees in words) reads as unknown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from enishi.adapters.interchange.addresses import (
    PREFECTURES,
    municipality_code,
    municipality_of,
    prefecture_of,
)
from enishi.adapters.interchange.business_items import items_in
from enishi.adapters.interchange.cells import undefused
from enishi.adapters.interchange.rows import CsvRows, Row
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import FirmKind
from enishi.domain.limits import NAME
from enishi.services.interchange import LeftOutError, Line

# Ours → theirs: the file of today first, then older ones.
_COLUMNS = {
    "number": ("法人番号",),
    "name": ("商号または名称", "商号又は名称", "法人名", "名称"),
    "kana": ("商号または名称（カナ）", "商号又は名称（カナ）", "法人名ふりがな", "法人名フリガナ"),
    "closed_on": ("登記記録の閉鎖等年月日",),
    "closed_why": ("登記記録の閉鎖等の事由",),
    "status": ("状態", "ステータス"),
    "address": ("登記住所", "本社所在地", "本店所在地", "所在地"),
    "prefecture": ("都道府県",),
    "prefecture_code": ("都道府県コード",),
    "municipality": ("市区町村（郡）", "市区町村"),
    "municipality_code": ("市区町村コード",),
    "body": ("組織種別", "法人種別"),
    "employees": ("従業員数",),
    "founded": ("創業年",),
    "established": ("設立年月日",),
    "summary": ("事業概要",),
    "trades": ("事業種目",),
    "items": ("全省庁統一資格-営業品目", "営業品目リスト", "営業品目"),
}
_THEIRS_TO_OURS = {
    normalize("NFKC", theirs): ours for ours, names in _COLUMNS.items() for theirs in names
}
_REQUIRED = ("number", "name")

_CLOSING = {
    "01": "清算の結了等",
    "11": "合併による解散等",
    "21": "登記官による閉鎖",
    "31": "その他の清算の結了等",
}
_GOVERNMENT = frozenset(("101", "201"))  # 国の機関, 地方公共団体

_YEAR = re.compile(r"(\d{4})(?:$|[-/.年]|\d{4}$)", re.ASCII)
_PEOPLE = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.0)?[人名]?", re.ASCII)


class RegistryColumns:
    """Where each column stands in one file."""

    def __init__(self, table: CsvRows) -> None:
        """Find the columns; raises InvalidValueError where it is another file."""
        self._places: dict[str, int] = {}
        for place, theirs in enumerate(table.header):
            ours = _THEIRS_TO_OURS.get(theirs)
            if ours is not None:
                self._places.setdefault(ours, place)
        for ours in _REQUIRED:
            if ours not in self._places:
                raise table.file.refuse(
                    "gBizINFO の法人基本情報ではありません"
                    f"（見出しに {_COLUMNS[ours][0]} がありません）",
                    f"not the basic file of gBizINFO: no column {_COLUMNS[ours][0]}",
                )

    def lines(self, table: CsvRows) -> Iterator[Line]:
        """Yield the records of the file."""
        for row in table.rows():
            try:
                if row.error is not None:
                    raise row.error
                record = _record(self._read(row))
            except InvalidValueError as error:
                yield Line(row.number, row.raw, error=error, end=row.end)
            else:
                yield Line(row.number, row.raw, record=record, end=row.end)

    def _read(self, row: Row) -> dict[str, str]:
        """Return what the row says, without the dashes that stand for nothing."""
        said = ((ours, undefused(row.cells[at]).strip()) for ours, at in self._places.items())
        return {ours: text for ours, text in said if text not in ("", "-", "－", "―")}


def _record(row: Mapping[str, str]) -> dict[str, Any]:
    _must_exist(row)
    number = _number(row)
    address = "".join(row.get("address", "").split())
    prefecture = row.get("prefecture") or prefecture_of(address)
    place = row.get("municipality") or address.removeprefix(prefecture or "")
    return {
        "firm_ref": number,
        "name": row.get("name"),
        "name_kana": row.get("kana"),
        "kind": FirmKind.SUPPORT_BODY if row.get("body") in _GOVERNMENT else None,
        "corporate_number": number,
        "prefecture": prefecture,
        "municipality": municipality_of(place) or row.get("municipality"),
        "municipality_code": _municipality_code(row, prefecture),
        "employees": _people(row.get("employees", "")),
        "founded": _year(row.get("founded", "")) or _year(row.get("established", "")),
        "summary": row.get("summary"),
        "capabilities": _capabilities(row, number),
    }


def _must_exist(row: Mapping[str, str]) -> None:
    closed = row.get("closed_on"), row.get("closed_why"), row.get("status") == "閉鎖"
    if any(closed):
        why = row.get("closed_why", "")
        why = _CLOSING.get(why.zfill(2), why)
        told = "、".join(part for part in (row.get("closed_on"), why) if part)
        told = f"（{told}）" if told else ""
        raise LeftOutError(
            f"登記が閉鎖された法人です{told}",
            field="登記記録の閉鎖等年月日",
            english=f"the registration is closed{told}",
        )


def _number(row: Mapping[str, str]) -> str:
    try:
        return str(CorporateNumber(row.get("number", "")))
    except InvalidValueError as error:
        raise InvalidValueError(error.message, field="法人番号", english=error.english) from None


def _municipality_code(row: Mapping[str, str], prefecture: str | None) -> str | None:
    of_prefecture = row.get("prefecture_code")
    if of_prefecture is None and prefecture in PREFECTURES:
        of_prefecture = str(PREFECTURES.index(prefecture) + 1)
    return municipality_code(of_prefecture or "", row.get("municipality_code", ""))


def _people(text: str) -> int | None:
    found = _PEOPLE.fullmatch(normalize("NFKC", text))
    return int(found[1].replace(",", "")) if found else None


def _year(text: str) -> int | None:
    found = _YEAR.match(normalize("NFKC", text))
    return int(found[1]) if found and int(found[1]) else None


def _capabilities(row: Mapping[str, str], number: str) -> Sequence[dict[str, str | None]]:
    items = items_in(row.get("trades", "")) or items_in(row.get("items", ""))
    title, summary = _title(items), row.get("summary")
    if not (title or summary):
        return ()
    return ({"capability_ref": f"{number}-1", "title": title, "description": summary},)


def _title(items: Sequence[str]) -> str | None:
    """Return as many of the items as a title has room for."""
    title = ""
    for item in items:
        longer = f"{title}、{item}" if title else item
        if len(longer) > NAME:
            break
        title = longer
    return title or (items[0][:NAME] if items else None)
