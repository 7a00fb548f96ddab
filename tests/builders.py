"""Makes nouns of which a test names only what matters.

    a_firm("航空機部品の切削", certified="JISQ9100")
    a_firm(can=[a_capability("精密研削", tolerance_um="0.5")], cluster="諏訪")
    a_need("航空機部品の切削", certified="JISQ9100", exclude_clusters="燕三条")
    a_tie(firm, another, on="2025-04-01")
    a_lexicon("研磨", a_concept("電解研磨", "treatment", broader="研磨"))

Refs and names differ from one to the next unless a test names them.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from enishi.domain.capability import Availability, Capability
from enishi.domain.constraint import Constraints
from enishi.domain.corporate_number import CorporateNumber
from enishi.domain.firm import Coordinates, Facility, Firm, FirmKind
from enishi.domain.lexicon import Concept, ConceptKind, Lexicon, Replacement
from enishi.domain.need import Need, NeedKind
from enishi.domain.tie import Tie, TieKind

_numbers = count(1)

_EXACT = {"max_size_mm", "tolerance_um", "capacity_per_month"}
_LISTS = {
    *("certifications", "processes", "materials", "equipment"),
    *("exclude_clusters", "prefectures"),
}
_ASKED = {field.name for field in fields(Constraints)}

Texts = str | Iterable[str]


def a_firm(*does: str, certified: Texts = (), can: Iterable[Capability] = (), **known: Any) -> Firm:
    """Return a firm with a capability for each thing it does, and those it `can`."""
    known.setdefault("ref", f"F{next(_numbers):05}")
    known.setdefault("name", f"{known['ref']}製作所")
    if isinstance(known.get("corporate_number"), str):
        known["corporate_number"] = CorporateNumber(known["corporate_number"])
    known["facilities"] = tuple(known.get("facilities", ()))
    return Firm(
        certifications=_texts(certified),
        capabilities=(*map(a_capability, does), *can),
        **known,
    )


def a_full_firm(**known: Any) -> Firm:
    """Return a firm of which everything is known."""
    ref = known.get("ref", f"F{next(_numbers):05}")
    own = {
        "ref": ref,
        "name": "株式会社笈ヶ島絞工",
        "name_kana": "カブシキガイシャオイガシマシボリコウ",
        "kind": FirmKind.COMPANY,
        "corporate_number": a_corporate_number(next(_numbers)),
        "cluster": "燕三条",
        "prefecture": "新潟県",
        "municipality": "燕市",
        "municipality_code": "15213",
        "coordinates": Coordinates(37.664, 138.892),
        "employees": 43,
        "founded": 1962,
        "certified": ("ISO9001", "JISQ9100"),
        "summary": "ステンレス器物の深絞り・へら絞り。\n𠮷田・髙橋も使う工場です。",
        "facilities": (
            a_facility(f"{ref}-本社", name="本社工場", river_system="信濃川水系"),
            a_facility(f"{ref}-第二", coordinates=Coordinates(37.7, 138.9), power_area="東北電力"),
        ),
        "can": (
            a_capability(
                "ステンレス深絞り",
                description="板厚0.4〜2.0、ﾌﾟﾚｽ 300t",
                processes=("深絞り", "プレス"),
                materials="SUS304",
                equipment="油圧プレス 300t",
                max_size_mm="420.50",
                tolerance_um="0.005",
                lot_min=1,
                lot_max=2**40,
                lead_time_days=30,
                facility_ref=f"{ref}-第二",
                capacity_per_month="1E+4",
                availability="△",
                availability_as_of="2026-10-06",
            ),
            a_capability(None, description="へら絞り"),
        ),
    }
    return a_firm(**(own | known))


def a_capability(title: str | None = "切削加工", **known: Any) -> Capability:
    """Return a capability; numbers may be written as texts, `availability` as its sign."""
    known.setdefault("ref", f"C{next(_numbers):05}")
    if isinstance(known.get("availability"), str):
        known["availability"] = Availability(known["availability"])
        known.setdefault("availability_as_of", date(2026, 11, 1))
    if isinstance(known.get("availability_as_of"), str):
        known["availability_as_of"] = date.fromisoformat(known["availability_as_of"])
    return Capability(title=title, **_typed(known))


def a_facility(ref: str | None = None, **known: Any) -> Facility:
    """Return a place of work of which nothing is known but its ref."""
    return Facility(ref or f"P{next(_numbers):05}", **known)


def a_need(
    title: str = "切削加工の依頼",
    *,
    kind: NeedKind = NeedKind.SOURCING,
    by: Firm | str | None = None,
    certified: Texts = (),
    **known: Any,
) -> Need:
    """Return a need; the names of constraints are taken as its constraints."""
    asked = {name: value for name, value in known.items() if name in _ASKED}
    own = {name: value for name, value in known.items() if name not in _ASKED}
    own.setdefault("ref", f"N{next(_numbers):05}")
    return Need(
        title=title,
        kind=kind,
        firm_ref=by.ref if isinstance(by, Firm) else by,
        constraints=Constraints(**_typed({"certifications": certified} | asked)),
        **own,
    )


def a_tie(
    *firms: Firm | str, on: str = "2025-04-01", kind: TieKind = TieKind.MEETING, **known: Any
) -> Tie:
    """Return a contact among the firms."""
    known.setdefault("ref", f"T{next(_numbers):05}")
    refs = tuple(firm.ref if isinstance(firm, Firm) else firm for firm in firms)
    return Tie(date=date.fromisoformat(on), kind=kind, firm_refs=refs, **known)


def a_concept(name: str, kind: ConceptKind | str = ConceptKind.PROCESS, **known: Any) -> Concept:
    """Return a concept; a list of one may be written as a text, of several with `|`."""
    note = known.pop("note", None)
    lists = {
        key: tuple(value.split("|")) if isinstance(value, str) else tuple(value)
        for key, value in known.items()
    }
    return Concept(name, ConceptKind(kind), note=note, **lists)


def a_lexicon(*concepts: Concept | str, replacements: tuple[Replacement, ...] = ()) -> Lexicon:
    """Return a lexicon; a name alone is a process with no relations."""
    made = (a_concept(item) if isinstance(item, str) else item for item in concepts)
    return Lexicon(tuple(made), replacements)


def a_corporate_number(number: int) -> CorporateNumber:
    """Return the 法人番号 of twelve digits `number` with its check digit before it."""
    base = f"{number:012}"
    weighed = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(base)))
    return CorporateNumber(f"{9 - weighed % 9}{base}")


def _typed(known: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in known.items()}


def _value(name: str, value: Any) -> Any:
    if name in _LISTS:
        return _texts(value)
    if name in _EXACT and value is not None:
        return Decimal(str(value))
    return value


def _texts(value: Texts) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
