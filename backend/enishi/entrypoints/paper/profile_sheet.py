"""The profile sheet as an A4 page with a return slip: one HTML file, every text escaped."""

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from importlib.resources import files
from string import Template

from enishi.domain.capability import Capability
from enishi.domain.chamber import Chamber
from enishi.domain.consent import TERMS_VERSION
from enishi.domain.contact import Contact
from enishi.domain.disclosure import CONTACT, Disclosure, Visibility
from enishi.domain.firm import Facility, Firm, FirmKind
from enishi.services.profile_sheets import ProfileSheet

_PAGE = Template((files(__package__) / "profile_sheet.html").read_text("utf-8"))
_MARKS = dict(zip(Visibility, ("公", "会", "コ", "自"), strict=True))

# field, label, whether it takes the whole width
_FIRM = (
    ("name_kana", "名称のフリガナ", False),
    ("corporate_number", "法人番号（13桁）", False),
    ("cluster", "産地（産業集積）", False),
    ("prefecture", "都道府県", False),
    ("municipality", "市区町村", False),
    ("employees", "従業員数（人）", False),
    ("founded", "創業の年（西暦）", False),
    ("certifications", "認証（ISO9001 など）", False),
    ("summary", "紹介文", True),
)
_CONTACT = (
    ("name", "ご担当者", False),
    ("phone", "電話", False),
    ("fax", "FAX", False),
    ("email", "メール", False),
    ("address", "郵便の宛先", False),
    ("best_time", "つながりやすい時間", False),
)
_WORDS = (("title", "題名", True), ("description", "内容", True))
_NUMBERS = (
    ("max_size_mm", "最大寸法（mm）", False),
    ("tolerance_um", "精度（μm）", False),
    ("lot_min", "最小ロット（個）", False),
    ("lot_max", "最大ロット（個）", False),
    ("lead_time_days", "納期（日）", False),
    ("capacity_per_month", "月産能力（個）", False),
    ("availability", "空き状況（◎○△×）", False),
    ("availability_as_of", "空き状況を確かめた日", False),
)
# What each kind of organisation is asked: a laboratory has no lot, a bank no tolerance.
_CAPABILITY = {
    FirmKind.COMPANY: (
        *_WORDS,
        ("processes", "工程", False),
        ("materials", "材料", False),
        ("equipment", "設備", True),
        *_NUMBERS,
    ),
    FirmKind.UNIVERSITY: (
        *_WORDS,
        ("processes", "研究・試験の手法", False),
        ("materials", "扱う材料・対象", False),
        ("equipment", "共同利用できる装置", True),
    ),
    FirmKind.PUBLIC_RESEARCH: (
        *_WORDS,
        ("processes", "試験・分析・加工", False),
        ("materials", "扱う材料・対象", False),
        ("equipment", "開放機器", True),
        ("max_size_mm", "試料の最大寸法（mm）", False),
        ("lead_time_days", "結果までの日数", False),
    ),
    FirmKind.SUPPORT_BODY: _WORDS,
}
_OFFERS = {
    FirmKind.COMPANY: "できること",
    FirmKind.UNIVERSITY: "研究・相談できること",
    FirmKind.PUBLIC_RESEARCH: "受けられる試験・支援",
    FirmKind.SUPPORT_BODY: "支援の内容",
}
_HIGH = {"summary", "description"}


def profile_sheet(sheet: ProfileSheet) -> str:
    """Return the whole page."""
    firm = sheet.firm
    return _PAGE.substitute(
        name=escape(firm.name),
        printed_on=sheet.printed_on.isoformat(),
        reference=escape(sheet.draft_ref or firm.ref),
        chamber=_chamber(sheet.chamber),
        return_to=_return_to(sheet.chamber),
        sections="\n".join(_sections(sheet)),
        terms_version=escape(TERMS_VERSION),
    )


def _sections(sheet: ProfileSheet) -> Iterable[str]:
    firm, decided = sheet.firm, sheet.disclosure
    own = (
        _field(label, _said(firm, name), decided.of(name), name, wide=wide)
        for name, label, wide in _FIRM
    )
    yield _section(f"{firm.kind.label}のこと（名称と種類はいつも公開）", own)
    yield _section("連絡先", _contact(sheet.contact, decided))
    offers = _OFFERS[firm.kind]
    for number, item in enumerate(firm.capabilities, start=1):
        yield _section(f"{offers} {number}", _capability(item, firm.kind, decided))
    yield _section(f"{offers}（書き足すとき）", _capability(None, firm.kind, decided))
    if firm.facilities:
        yield _section("事業所", (_facility(item, decided) for item in firm.facilities))


def _contact(contact: Contact | None, decided: Disclosure) -> Iterable[str]:
    for name, label, wide in _CONTACT:
        said = _said(contact, name) if contact else ""
        yield _field(label, said, decided.of(CONTACT), name, wide=wide)


def _capability(item: Capability | None, kind: FirmKind, decided: Disclosure) -> Iterable[str]:
    for name, label, wide in _CAPABILITY[kind]:
        said = _said(item, name) if item else ""
        level = decided.of(f"capabilities/{item.ref}/{name}" if item else "capabilities")
        yield _field(label, said, level, name, wide=wide)


def _facility(item: Facility, decided: Disclosure) -> str:
    said = "　".join(
        part
        for part in (item.name, item.municipality_code, item.power_area, item.river_system)
        if part
    )
    label = "名称・市区町村コード・電力管内・水系"
    return _field(label, said, decided.of(f"facilities/{item.ref}"), "facility", wide=True)


def _section(title: str, fields: Iterable[str]) -> str:
    return f'<h2>{escape(title)}</h2>\n<div class="fields">\n{"".join(fields)}</div>'


def _field(label: str, said: str, level: Visibility, name: str, *, wide: bool) -> str:
    shape = " ".join(["field", *(["wide"] if wide else []), *(["high"] if name in _HIGH else [])])
    who = " ".join(f"{'☑' if at is level else '☐'}{mark}" for at, mark in _MARKS.items())
    return (
        f'<div class="{shape}"><span class="label">{escape(label)}</span>'
        f'<span class="who">{who}</span><span class="value">{escape(said)}</span></div>\n'
    )


def _said(noun: Firm | Contact | Capability, name: str) -> str:
    value = getattr(noun, name)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _chamber(chamber: Chamber | None) -> str:
    if chamber is None:
        return ""
    known = [chamber.name, *(f"電話 {number}" for number in [chamber.phone] if number)]
    return "<br>".join(map(escape, known))


def _return_to(chamber: Chamber | None) -> str:
    if chamber is None:
        return "届いた窓口へお返しください。"
    by_fax = f"FAX {chamber.fax}" if chamber.fax else None
    ways = "　".join(way for way in (by_fax, chamber.address) if way)
    return escape(f"宛先　{chamber.name}　{ways}".rstrip())
