"""Proxy registrations (代理登録): firms that do not come to the web, entered for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from hashlib import sha256
from secrets import token_hex, token_urlsafe
from typing import Any

from enishi.domain.access import ANONYMOUS, Caller, Scope
from enishi.domain.audit import AuditAction, AuditEntry
from enishi.domain.consent import TERMS_VERSION, Consent, ConsentMeans
from enishi.domain.disclosure import Disclosure, Visibility, must_name_fields_of_firm
from enishi.domain.draft import LINK_VALID, ConfirmationLink, Draft
from enishi.domain.errors import ConflictError, InvalidValueError, NotFoundError
from enishi.domain.firm import Firm
from enishi.domain.japan_time import JAPAN, day_in_japan
from enishi.services.contacts import contact_of
from enishi.services.fields import Fields
from enishi.services.firms import put_on
from enishi.services.ports import Database, Stored, UnitOfWork
from enishi.services.records import firm_of
from enishi.services.register import (
    act_on_firm,
    chamber_named,
    is_in_charge,
    must_be_in_charge,
    past_day,
)

Record = Mapping[str, Any]
Edit = Callable[[Firm], Firm]

_LEVELS = {level.name.lower(): level for level in Visibility}


@dataclass(frozen=True, slots=True)
class ProxyRegistration:
    """What entering a firm led to: a draft with its link, or a published firm."""

    draft: Draft
    secret: str | None  # of the link, shown this once
    published: Stored[Firm] | None


@dataclass(frozen=True)
class ProxyRegistrationService:
    """Enters firms for them; nothing is public before the firm, or its recorded word, says so."""

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def register(self, said: Record, *, by: Caller) -> ProxyRegistration:
        """Write down a firm with the consent that it gave by telephone, FAX, paper or in person.

        With `publish` it goes on the network at once, on the strength of that consent.
        Raises InvalidValueError naming the field, NotPermittedError outside the region, and
        ConflictError where the firm or its draft is there already.
        """
        by.must_have(Scope.WRITE)
        by.must_be_of_a_chamber()
        now = self.now()
        draft, secret = _drafted(said, by, now)
        must_be_in_charge(by, draft.firm)
        with self.database.begin() as work:
            _must_be_new(work, draft.firm)
            work.audit.add(
                act_on_firm(by, AuditAction.WRITTEN, now, draft.firm.ref, draft_ref=draft.ref)
            )
            if Fields(said).flag("publish"):
                published = _publish(work, draft, (draft.consent,), by, now)
                return ProxyRegistration(draft, None, published)
            work.drafts.put(draft)
        return ProxyRegistration(draft, secret, None)

    def waiting(self, *, by: Caller, chamber_ref: str | None) -> list[Draft]:
        """Return the drafts of the caller's region, the longest waiting first."""
        by.must_have(Scope.READ)
        by.must_be_of_a_chamber()
        with self.database.begin() as work:
            chamber = chamber_named(work, chamber_ref)
            found = [
                draft
                for draft in work.drafts.all()
                if is_in_charge(by, draft.firm)
                and (chamber is None or chamber.region.covers(draft.firm))
            ]
            work.audit.add(*(_reading(draft, by, self.now()) for draft in found))
            return found

    def get(self, ref: str, *, by: Caller) -> Draft:
        """Return one draft; raises NotFoundError, also outside the caller's region."""
        by.must_have(Scope.READ)
        with self.database.begin() as work:
            draft = draft_in_charge(work, ref, by)
            work.audit.add(_reading(draft, by, self.now()))
            return draft

    def discard(self, ref: str, *, by: Caller) -> None:
        """Forget a draft whose firm did not want it; raises NotFoundError."""
        by.must_have(Scope.WRITE)
        with self.database.begin() as work:
            draft = draft_in_charge(work, ref, by)
            work.drafts.remove(draft.ref)
            work.audit.add(
                act_on_firm(by, AuditAction.ERASED, self.now(), draft.firm.ref, draft_ref=draft.ref)
            )

    def renew_link(self, ref: str, *, by: Caller) -> ProxyRegistration:
        """Give the draft a new link; the one before opens nothing any more."""
        by.must_have(Scope.WRITE)
        now = self.now()
        link, secret = _link(now)
        with self.database.begin() as work:
            draft = replace(draft_in_charge(work, ref, by), link=link)
            work.drafts.put(draft)
            work.audit.add(
                act_on_firm(by, AuditAction.WRITTEN, now, draft.firm.ref, draft_ref=draft.ref)
            )
        return ProxyRegistration(draft, secret, None)

    def take_slip(self, ref: str, said: Record, edit: Edit, *, by: Caller) -> Stored[Firm]:
        """Publish a draft whose slip came back signed, with what was corrected on it.

        Raises InvalidValueError naming the field, and NotFoundError.
        """
        by.must_have(Scope.WRITE)
        now = self.now()
        with self.database.begin() as work:
            draft = draft_in_charge(work, ref, by)
            corrected = _corrected(draft, said, edit)
            consent = _recorded_consent(said, draft.firm.ref, by, now)
            return _publish(work, corrected, (draft.consent, consent), by, now)

    def opened(self, secret: str) -> Draft:
        """Return the draft that a link shows; looking confirms nothing. Raises NotFoundError."""
        with self.database.read() as work:
            return _by_link(work, secret, self.now())

    def confirm(self, secret: str, said: Record, edit: Edit) -> Stored[Firm]:
        """Publish the draft on the firm's own word, with what it corrected; the link is used up.

        Raises NotFoundError, and InvalidValueError where it did not agree, or not to the
        terms of today.
        """
        now = self.now()
        fields = Fields(said)
        with self.database.begin() as work:
            draft = _by_link(work, secret, now)
            _must_agree(fields)
            consent = Consent(
                ref=f"c{token_hex(8)}",
                terms_version=TERMS_VERSION,
                given_at=now,
                means=ConsentMeans.WEB,
                firm_ref=draft.firm.ref,
                said_by=fields.text("name"),
            )
            corrected = _corrected(draft, said, edit)
            return _publish(work, corrected, (draft.consent, consent), ANONYMOUS, now)


def draft_in_charge(work: UnitOfWork, ref: str, by: Caller) -> Draft:
    """Return a draft for a coordinator of its region; for anybody else there is none."""
    by.must_be_signed_in()
    draft = work.drafts.get(ref)
    if draft is None or not is_in_charge(by, draft.firm):
        raise NotFoundError("その代理登録は見つかりません", english="no such proxy registration")
    return draft


def disclosure_of(said: Record, before: Disclosure, firm: Firm) -> Disclosure:
    """Read who may see which field; raises InvalidValueError. Others stay as they were."""
    paths = dict(before.paths)
    for path, word in (said.get("visibility") or {}).items():
        if word not in _LEVELS:
            raise InvalidValueError(
                f"{'・'.join(_LEVELS)} のどれかを指定してください",
                field="visibility",
                english=f"must be one of {', '.join(_LEVELS)}",
            )
        paths[path] = _LEVELS[word]
    decided = replace(before, paths=paths)
    try:
        must_name_fields_of_firm(decided, firm)
    except InvalidValueError as error:
        raise InvalidValueError(error.message, field="visibility", english=error.english) from None
    return decided


def _drafted(said: Record, by: Caller, now: datetime) -> tuple[Draft, str]:
    record = dict(said.get("firm") or {})
    record["firm_ref"] = record.get("firm_ref") or f"f{token_hex(8)}"
    try:
        firm = firm_of(record)
    except InvalidValueError as error:
        raise error.at("firm") from None
    link, secret = _link(now)
    return Draft(
        ref=f"d{token_hex(8)}",
        firm=firm,
        consent=_recorded_consent(said, firm.ref, by, now),
        contact=Fields(said).one("contact", lambda told: contact_of(told, firm.ref)),
        disclosure=disclosure_of(said, Disclosure(), firm),
        chamber_ref=min(by.chamber_refs, default=None),
        drafted_by=by.person_ref or "",
        drafted_at=now,
        link=link,
    ), secret


def _link(now: datetime) -> tuple[ConfirmationLink, str]:
    secret = token_urlsafe(32)  # 256 bits: nobody guesses one, and its digest needs no salt
    return ConfirmationLink(_digest(secret), now + LINK_VALID), secret


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _by_link(work: UnitOfWork, secret: str, now: datetime) -> Draft:
    draft = work.drafts.by_link(_digest(secret))
    if draft is None or not draft.link.opens_at(now):
        raise NotFoundError(
            "このリンクは使えません。すでに確認が済んだか、期限（30日）が切れています。"
            "お手数ですが、商工会議所にお問い合わせください",
            english="this link is used up or has expired; please ask your chamber",
        )
    return draft


def _must_be_new(work: UnitOfWork, firm: Firm) -> None:
    number = firm.corporate_number
    holder = work.firms.holder_of(number) if number else None
    for ref in (firm.ref if work.firms.existing([firm.ref]) else None, holder):
        if ref is not None:
            raise ConflictError(f"この企業は登録済みです（{ref}）", english=f"{ref} exists already")
    for draft in work.drafts.all():
        if draft.firm.ref == firm.ref or (number and draft.firm.corporate_number == number):
            raise ConflictError(
                f"この企業の代理登録は確認待ちです（{draft.ref}）",
                english=f"a draft of this firm is waiting: {draft.ref}",
            )


def _recorded_consent(said: Record, firm_ref: str, by: Caller, now: datetime) -> Consent:
    def read(told: Record) -> Consent:
        fields = Fields(told)
        means = fields.choice("means", ConsentMeans)
        if means in (None, ConsentMeans.WEB):
            raise InvalidValueError(
                "電話・FAX・書面・訪問のどれで同意を得たかを指定してください",
                field="means",
                english="say whether consent was given by phone, fax, paper or visit",
            )
        assert means is not None
        today = day_in_japan(now)
        said_on = past_day(fields, "said_on", today)
        noon = datetime.combine(said_on, time(12), JAPAN).astimezone(UTC)
        return Consent(
            ref=f"c{token_hex(8)}",
            terms_version=TERMS_VERSION,
            given_at=now if said_on == today else noon,
            means=means,
            firm_ref=firm_ref,
            recorded_by=by.person_ref,
            said_by=fields.text("said_by"),
        )

    consent = Fields(said).one("consent", read)
    if consent is None:
        raise InvalidValueError("必須の項目が空です", field="consent", english="required")
    return consent


def _must_agree(said: Fields) -> None:
    if said.flag("agrees") is not True:
        raise InvalidValueError(
            "掲載に同意する場合だけ、確認してください",
            field="agrees",
            english="confirm only if you agree to the listing",
        )
    if said.text("terms_version") != TERMS_VERSION:
        raise InvalidValueError(
            f"利用規約の版が違います（いまの版は {TERMS_VERSION}）。読み直してください",
            field="terms_version",
            english=f"the terms are now {TERMS_VERSION}; please read them again",
        )


def _corrected(draft: Draft, said: Record, edit: Edit) -> Draft:
    ref = draft.firm.ref
    try:
        firm = replace(edit(draft.firm), ref=ref)
    except InvalidValueError as error:
        raise error.at("firm") from None
    corrected = draft.corrected(
        firm=firm,
        contact=Fields(said).one("contact", lambda told: contact_of(told, ref)),
    )
    return corrected.corrected(disclosure=disclosure_of(said, corrected.disclosure, corrected.firm))


def _publish(
    work: UnitOfWork, draft: Draft, consents: Sequence[Consent], by: Caller, now: datetime
) -> Stored[Firm]:
    """Put the firm on the network with all that was said; who had left has agreed anew."""
    firm = draft.firm
    numbers = [firm.corporate_number] if firm.corporate_number else []
    for withdrawal in work.withdrawals.of([firm.ref], numbers):
        work.withdrawals.remove(withdrawal.firm_ref)
    stored = put_on(work, firm)
    for consent in consents:
        work.consents.put(consent)
    if draft.contact is not None:
        work.contacts.put(draft.contact)
    work.disclosures.put_firm(firm.ref, draft.disclosure)
    work.drafts.remove(draft.ref)
    work.audit.add(
        act_on_firm(by, AuditAction.WRITTEN, now, firm.ref, "consent", draft_ref=draft.ref)
    )
    return stored


def _reading(draft: Draft, by: Caller, now: datetime) -> AuditEntry:
    return act_on_firm(by, AuditAction.READ, now, draft.firm.ref, draft_ref=draft.ref)
