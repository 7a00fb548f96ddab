"""What a firm's entry lacks that matters for being found and called: one table of rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from enishi.domain.consent import TERMS_VERSION, Consent
from enishi.domain.contact import Contact
from enishi.domain.firm import Firm, FirmKind
from enishi.domain.verification import VerificationRung

# An order book turns over in a quarter: an older word on free capacity says nothing.
FRESH = timedelta(days=90)
# Below this a description repeats its title.
_SHORTEST_DESCRIPTION = 20

_NUMBERS = ("max_size_mm", "tolerance_um", "lot_min", "lot_max", "lead_time_days")
_EVERYBODY = frozenset(FirmKind)
_MAKERS = frozenset({FirmKind.COMPANY})
# Whoever has machines that others may use; a bank or a foundation has none.
_EQUIPPED = _EVERYBODY - {FirmKind.SUPPORT_BODY}


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What is known of one firm, as those see it who look for partners or call."""

    firm: Firm
    contact: Contact | None
    consent: Consent | None  # the newest that stands
    rung: VerificationRung


@dataclass(frozen=True, slots=True)
class CompletenessRule:
    """One thing that may be missing, how much it matters and what to say on the telephone."""

    name: str
    weight: int  # 115 in all for a company
    kinds: frozenset[FirmKind]
    is_missing: Callable[[KnownEntry, date], bool]
    say: str
    say_en: str
    why: str


def _lacks_capability(entry: KnownEntry, _: date) -> bool:
    return not entry.firm.capabilities


def _lacks_description(entry: KnownEntry, _: date) -> bool:
    texts = [item.description or "" for item in entry.firm.capabilities]
    return max(map(len, texts), default=0) < _SHORTEST_DESCRIPTION


def _lacks_numbers(entry: KnownEntry, _: date) -> bool:
    return not any(
        getattr(item, name) is not None for item in entry.firm.capabilities for name in _NUMBERS
    )


def _lacks_equipment(entry: KnownEntry, _: date) -> bool:
    return not any(item.equipment for item in entry.firm.capabilities)


def _lacks_fresh_availability(entry: KnownEntry, today: date) -> bool:
    return not any(
        item.availability_as_of is not None and today - item.availability_as_of <= FRESH
        for item in entry.firm.capabilities
        if item.availability is not None
    )


def _lacks_contact(entry: KnownEntry, _: date) -> bool:
    return entry.contact is None or not entry.contact.can_be_called


def _lacks_consent(entry: KnownEntry, _: date) -> bool:
    return entry.consent is None


def _consent_is_outdated(entry: KnownEntry, _: date) -> bool:
    return entry.consent is not None and entry.consent.terms_version != TERMS_VERSION


def _lacks_verification(entry: KnownEntry, _: date) -> bool:
    return entry.rung is VerificationRung.UNVERIFIED


def _lacks_number(entry: KnownEntry, _: date) -> bool:
    return entry.firm.corporate_number is None


def _lacks_place(entry: KnownEntry, _: date) -> bool:
    return not (entry.firm.prefecture and entry.firm.municipality)


RULES: tuple[CompletenessRule, ...] = (
    CompletenessRule(
        "capability",
        25,
        _EVERYBODY,
        _lacks_capability,
        say="どんなお仕事・お手伝いができるか、一言で教えていただけますか。",
        say_en="Could you tell me in a sentence what you can do for others?",
        why="できることが1つもなければ、どの検索にも出ません",
    ),
    CompletenessRule(
        "description",
        10,
        _EVERYBODY,
        _lacks_description,
        say="得意なお仕事を、材料や用途も含めてもう少し詳しく教えていただけますか。",
        say_en="Could you tell me a little more of what you are good at, with materials and uses?",
        why="題名だけでは、意味の近さで見つかりません",
    ),
    CompletenessRule(
        "numbers",
        15,
        _MAKERS,
        _lacks_numbers,
        say="加工できる大きさ、精度、個数、納期のうち、分かるものを教えていただけますか。",
        say_en="What sizes, tolerances, quantities or lead times can you tell me?",
        why="数がなければ、条件つきの探しものではすべて「不明」になります",
    ),
    CompletenessRule(
        "equipment",
        5,
        _EQUIPPED,
        _lacks_equipment,
        say="主な設備や装置の名前を教えていただけますか。",
        say_en="What are your main machines or instruments?",
        why="設備の名前で探す人がいます",
    ),
    CompletenessRule(
        "contact",
        15,
        _EVERYBODY,
        _lacks_contact,
        say="ご担当の方のお名前と、お電話かメールを教えていただけますか。",
        say_en="Whom may we call or write to?",
        why="見つかっても、話を取り次げません",
    ),
    CompletenessRule(
        "consent",
        10,
        _EVERYBODY,
        _lacks_consent,
        say="掲載についてご説明し、ご同意をいただいてもよろしいでしょうか。",
        say_en="May I explain the listing and ask for your consent?",
        why="同意の記録がない掲載です",
    ),
    CompletenessRule(
        "terms",
        5,
        _EVERYBODY,
        _consent_is_outdated,
        say="利用規約が新しくなりました。改めてご同意をいただけますか。",
        say_en="The terms have changed. Do you agree to the new version?",
        why="同意は前の版の規約に対するものです",
    ),
    CompletenessRule(
        "availability",
        10,
        _MAKERS,
        _lacks_fresh_availability,
        say="いまお仕事の空きは、◎○△×のどれでしょうか。",
        say_en="How much room do you have at the moment?",
        why="90日を過ぎた空き状況は当てになりません",
    ),
    CompletenessRule(
        "verification",
        10,
        _EVERYBODY,
        _lacks_verification,
        say="一度お伺いするか、お電話で会社の様子を確かめさせていただけますか。",
        say_en="May we visit you, or make sure of some facts by telephone?",
        why="未確認の企業は、問い合わせをためらわれます",
    ),
    CompletenessRule(
        "corporate_number",
        5,
        _EVERYBODY,
        _lacks_number,
        say="法人番号（13桁）を教えていただけますか。",
        say_en="What is your corporate number (13 digits)?",
        why="同じ名前の企業と取り違えられます",
    ),
    CompletenessRule(
        "place",
        5,
        _EVERYBODY,
        _lacks_place,
        say="所在地の都道府県と市区町村を教えていただけますか。",
        say_en="In which prefecture and municipality are you?",
        why="地域で絞ると外れます",
    ),
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """How whole one entry is: 100 where nothing is missing."""

    firm: Firm
    score: int
    missing: tuple[CompletenessRule, ...]  # the weightiest first


def completeness_of(entry: KnownEntry, today: date) -> Completeness:
    """Weigh what an entry lacks against all that its kind of organisation could say.

    score = 100 · (1 − Σ weights missing / Σ weights that apply), rounded; a bank that has no
    tolerance to state loses nothing by it.
    """
    applying = [rule for rule in RULES if entry.firm.kind in rule.kinds]
    missing = [rule for rule in applying if rule.is_missing(entry, today)]
    lost = sum(rule.weight for rule in missing)
    score = round(100 * (1 - lost / sum(rule.weight for rule in applying)))
    in_order = sorted(missing, key=lambda rule: -rule.weight)
    return Completeness(entry.firm, score, tuple(in_order))
