"""Who may see what of a firm or of a need: each field decided by its owner.

A path names a field as the interchange files do: `employees`, `capabilities/F001-1`,
`capabilities/F001-1/lead_time_days`, `facilities/F001-A`. What holds for a path holds for
everything below it; of several that hold, the strictest counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import IntEnum
from hashlib import sha256
from itertools import accumulate
from types import MappingProxyType
from typing import Any, TypeVar

from enishi.domain.access import Audience, Caller
from enishi.domain.capability import Capability
from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.firm import Facility, Firm
from enishi.domain.limits import LIST_ITEMS, NAME, bounded
from enishi.domain.need import Need


class Visibility(IntEnum):
    """The widest circle that sees a field; the greater, the stricter."""

    PUBLIC = 0
    MEMBERS = 1
    COORDINATORS = 2
    PRIVATE = 3

    @property
    def label(self) -> str:
        """Japanese name."""
        return ("公開", "会員まで", "コーディネーターまで", "自社だけ")[self]

    def admits(self, audience: Audience) -> bool:
        """Whether a reader of that circle sees it."""
        return audience >= self


RecordT = TypeVar("RecordT", Firm, Need, Capability, Facility, Constraints)
Sees = Callable[[str], bool]  # whether a path is seen

# Fields that are not part of the published profile, and never public unless somebody says so.
CONTACT, SUCCESSION, TIES = "contact", "succession", "ties"
_GUARDED = dict.fromkeys((CONTACT, SUCCESSION, TIES), Visibility.COORDINATORS)
# Of whose need it is: anything but public makes the need anonymous (名前を伏せる).
SEEKER = "firm_ref"

_FIRM = frozenset(item.name for item in fields(Firm)) - {"ref", "name", "kind"}
_CAPABILITY = frozenset(item.name for item in fields(Capability)) - {"ref"}
_FACILITY = frozenset(item.name for item in fields(Facility)) - {"ref"}
_CONSTRAINTS = frozenset(item.name for item in fields(Constraints))
_NEED = frozenset({"description", "query", "constraints", SEEKER})
# Firms and needs that hide from more than this many others hide from everybody.
_MOST_HIDDEN = 500


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What one owner decided; the default is an open profile."""

    listing: Visibility = Visibility.PUBLIC  # who sees that it is there at all, and its name
    paths: Mapping[str, Visibility] = field(default_factory=dict)
    hide_from: frozenset[str] = frozenset()  # firm_refs: 取引先・競合

    def __post_init__(self) -> None:
        if len(self.paths) > LIST_ITEMS * 4:
            raise InvalidValueError(
                f"公開範囲の指定は{LIST_ITEMS * 4}件までです",
                field="fields",
                english=f"at most {LIST_ITEMS * 4} fields",
            )
        for path in self.paths:
            bounded(path, "fields", NAME * 3, required=True)
        if len(self.hide_from) > _MOST_HIDDEN:
            raise InvalidValueError(
                f"見せない相手は{_MOST_HIDDEN}社までです",
                field="hide_from",
                english=f"at most {_MOST_HIDDEN} firms to hide from",
            )
        known = {path: level for path, level in self.paths.items() if level != _default(path)}
        object.__setattr__(self, "paths", MappingProxyType(dict(sorted(known.items()))))

    @property
    def revision(self) -> int:
        """A number that is the same for the same decision, of at most 17 digits."""
        levels = [(path, int(level)) for path, level in self.paths.items()]
        said = repr((int(self.listing), levels, sorted(self.hide_from)))
        return int(sha256(said.encode()).hexdigest()[:14], 16)

    def __bool__(self) -> bool:
        """Whether it keeps anything back that an open profile shows."""
        return bool(self.listing or self.paths or self.hide_from)

    def of(self, path: str) -> Visibility:
        """Return who sees a field."""
        above = accumulate(path.split("/"), lambda whole, step: f"{whole}/{step}")
        return max(self.listing, *(self.paths.get(step, _default(step)) for step in above))

    def posted_by(self, firm: "Disclosure") -> "Disclosure":
        """Return what holds for a need on which this was decided, when a firm posts it.

        A need does not say more of its firm than the firm itself does: for whom the firm is
        not listed the need is anonymous, and from whom the firm hides, its needs hide.
        """
        named = max(self.of(SEEKER), firm.listing)
        return Disclosure(
            self.listing, {**self.paths, SEEKER: named}, self.hide_from | firm.hide_from
        )

    def without(self, paths: frozenset[str]) -> "Disclosure":
        """Return what is left when some paths were opened to somebody."""
        if not paths:
            return self
        opened = dict.fromkeys(paths, Visibility.PUBLIC)
        return replace(self, paths={**self.paths, **opened})

    def audience_of(self, reader: Caller, owner_ref: str | None) -> Audience | None:
        """Return from which circle somebody reads this; None where it is not there for them.

        A record that hides from anybody is not there for those who do not say who they are:
        they could be the ones. Coordinators mediate, and nothing is hidden from them.
        """
        if reader.belongs_to(owner_ref):
            return Audience.OWNER
        audience = reader.audience
        if not self.listing.admits(audience):
            return None
        if self.hide_from and audience < Audience.COORDINATORS:
            is_unknown = audience is Audience.ANYONE
            if is_unknown or not self.hide_from.isdisjoint(reader.firm_refs):
                return None
        return audience


def _default(path: str) -> Visibility:
    return _GUARDED.get(path, Visibility.PUBLIC)


OPEN = Disclosure()


def disclosed_firm(firm: Firm, disclosure: Disclosure, audience: Audience) -> Firm:
    """Return the firm as a circle sees it: what is kept back is as if it had never been said."""
    if not disclosure.paths or audience is Audience.OWNER:
        return firm

    def sees(path: str) -> bool:
        return disclosure.of(path).admits(audience)

    facilities = tuple(
        _kept(item, f"facilities/{item.ref}", _FACILITY, sees)
        for item in firm.facilities
        if sees(f"facilities/{item.ref}")
    )
    known = {item.ref for item in facilities}
    capabilities = (
        _kept_capability(item, known, sees)
        for item in firm.capabilities
        if sees(f"capabilities/{item.ref}")
    )
    shown = _kept(firm, None, _FIRM - {"facilities", "capabilities"}, sees)
    return replace(
        shown,
        facilities=facilities,
        capabilities=tuple(item for item in capabilities if item is not None),
    )


def disclosed_need(need: Need, disclosure: Disclosure, audience: Audience) -> Need:
    """Return the need as a circle sees it; where its firm is kept back it has none."""
    if not disclosure.paths or audience is Audience.OWNER:
        return need

    def sees(path: str) -> bool:
        return disclosure.of(path).admits(audience)

    constraints = (
        _kept(need.constraints, "constraints", _CONSTRAINTS, sees)
        if sees("constraints")
        else Constraints()
    )
    return replace(_kept(need, None, _NEED - {"constraints"}, sees), constraints=constraints)


def value_at(record: Firm | Need, path: str) -> object:
    """Return what a firm or a need says under a path; None where it says nothing."""
    name, _, rest = path.partition("/")
    if name == "constraints" and rest:
        return getattr(getattr(record, name, None), rest, None)
    if name not in ("capabilities", "facilities") or not rest:
        return getattr(record, name, None)
    for part in getattr(record, name):
        if rest == part.ref:
            return part
        if rest.startswith(f"{part.ref}/"):
            return getattr(part, rest.removeprefix(f"{part.ref}/"), None)
    return None


def must_name_fields_of_firm(disclosure: Disclosure, firm: Firm) -> None:
    """Refuse a path that the firm does not have; raises InvalidValueError."""
    parts = {f"capabilities/{item.ref}" for item in firm.capabilities}
    places = {f"facilities/{item.ref}" for item in firm.facilities}
    known = _FIRM | _GUARDED.keys() | parts | places
    known |= {f"{part}/{name}" for part in parts for name in _CAPABILITY}
    known |= {f"{place}/{name}" for place in places for name in _FACILITY}
    _must_be_among(disclosure.paths, known)


def must_name_fields_of_need(disclosure: Disclosure) -> None:
    """Refuse a path that needs do not have; raises InvalidValueError."""
    _must_be_among(disclosure.paths, _NEED | {f"constraints/{name}" for name in _CONSTRAINTS})


def _must_be_among(paths: Mapping[str, Visibility], known: frozenset[str] | set[str]) -> None:
    for path in paths:
        if path not in known:
            raise InvalidValueError(
                f"公開範囲を決められる項目にありません（{path[:80]}）",
                field="fields",
                english=f"not a field whose visibility can be set: {path[:80]}",
            )


def _kept(record: RecordT, prefix: str | None, names: frozenset[str], sees: Sees) -> RecordT:
    """Return the record with the fields emptied that are not seen."""
    emptied: dict[str, Any] = {}
    for name in names:
        value = getattr(record, name)
        if value not in (None, ()) and not sees(f"{prefix}/{name}" if prefix else name):
            emptied[name] = () if isinstance(value, tuple) else None
    return replace(record, **emptied) if emptied else record


def _kept_capability(item: Capability, facilities: set[str], sees: Sees) -> Capability | None:
    prefix = f"capabilities/{item.ref}"
    if not any(
        getattr(item, name) and sees(f"{prefix}/{name}") for name in ("title", "description")
    ):
        return None  # nothing is left that says what it is
    # A free machine of no date says nothing, and a date by itself says that there was one.
    pair = ("availability", "availability_as_of")
    if not all(sees(f"{prefix}/{name}") for name in pair):
        item = replace(item, availability=None, availability_as_of=None)
    kept = _kept(item, prefix, _CAPABILITY, sees)
    return kept if kept.facility_ref in (None, *facilities) else replace(kept, facility_ref=None)
