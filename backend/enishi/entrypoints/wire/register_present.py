"""Turns what the register's services answer into wire bodies; decides nothing."""

from enishi.domain.completeness import Completeness
from enishi.domain.consent import TERMS_VERSION
from enishi.domain.contact import Contact
from enishi.domain.disclosure import Disclosure
from enishi.domain.draft import Draft
from enishi.domain.network_role import StatedRole
from enishi.domain.succession import Succession
from enishi.entrypoints.wire import register_answers as answers
from enishi.entrypoints.wire.present import firm_brief, firm_out, match_out
from enishi.services.contacts import contact_record
from enishi.services.ports import Stored
from enishi.services.proxy_registrations import ProxyRegistration
from enishi.services.silent_firms import SilentFirm
from enishi.services.successions import SuccessionRisk
from enishi.services.verifications import VerificationLadder


def contact_out(contact: Contact) -> answers.ContactOut:
    """Whom to call."""
    return answers.ContactOut(**contact_record(contact))


def succession_out(said: Succession) -> answers.SuccessionOut:
    """What a firm says of its future."""
    return answers.SuccessionOut(
        plan=said.plan,
        label=said.plan.label,
        closing_year=said.closing_year,
        note=said.note,
        asked_on=said.asked_on,
        asked_by=said.asked_by,
    )


def risk_out(risk: SuccessionRisk) -> answers.SuccessionRiskOut:
    """A firm that may be lost."""
    return answers.SuccessionRiskOut(
        firm=firm_brief(risk.firm),
        succession=succession_out(risk.succession),
        years_left=risk.years_left,
        dependents=[
            answers.DependentOut(
                firm=firm_brief(item.firm),
                last_on=item.last_on,
                kinds=list(item.kinds),
                times=item.times,
                is_its_only_partner=item.is_its_only_partner,
            )
            for item in risk.dependents
        ],
        alternates=None
        if risk.alternates is None
        else [match_out(match, explain=False) for match in risk.alternates],
    )


def network_role_out(stated: StatedRole) -> answers.NetworkRoleOut:
    """What a firm is held to be."""
    return answers.NetworkRoleOut(
        role=stated.role,
        label=stated.role.label,
        said_by=stated.said_by,
        said_on=stated.said_on,
        note=stated.note,
    )


def verification_out(ladder: VerificationLadder) -> answers.VerificationOut:
    """Where a firm stands."""
    return answers.VerificationOut.model_validate(
        {
            "rung": ladder.rung.word,
            "label": ladder.rung.label,
            "number": ladder.number,
            "number_label": ladder.number.label,
            "steps": [
                {
                    "rung": step.rung.word,
                    "label": step.rung.label,
                    "confirmed_on": step.confirmed_on,
                    "expires_on": step.expires_on,
                    "counts": step.counts,
                    "means": step.means,
                    "chamber": step.chamber,
                    "note": step.note,
                }
                for step in ladder.steps
            ],
        }
    )


def draft_out(draft: Draft) -> answers.DraftOut:
    """An entry that waits for its firm."""
    return answers.DraftOut.model_validate(
        {
            "draft_ref": draft.ref,
            "firm": firm_out(Stored(draft.firm, 1, draft.drafted_at)),
            "contact": contact_out(draft.contact) if draft.contact else None,
            "visibility": _visibility(draft.disclosure),
            "consent": {
                "means": draft.consent.means,
                "given_at": draft.consent.given_at,
                "said_by": draft.consent.said_by,
                "terms_version": draft.consent.terms_version,
            },
            "chamber_ref": draft.chamber_ref,
            "drafted_by": draft.drafted_by,
            "drafted_at": draft.drafted_at,
            "link_expires_at": draft.link.expires_at,
        }
    )


def registration_out(registered: ProxyRegistration) -> answers.ProxyRegistrationOut:
    """What entering a firm led to."""
    secret = registered.secret
    return answers.ProxyRegistrationOut(
        draft=draft_out(registered.draft),
        published=firm_out(registered.published) if registered.published else None,
        secret=secret,
        confirmation_path=f"/api/v1/confirmations/{secret}" if secret else None,
    )


def confirmation_out(draft: Draft) -> answers.ConfirmationOut:
    """What the firm sees behind its link."""
    return answers.ConfirmationOut.model_validate(
        {
            "firm": firm_out(Stored(draft.firm, 1, draft.drafted_at)),
            "contact": contact_out(draft.contact) if draft.contact else None,
            "visibility": _visibility(draft.disclosure),
            "terms_version": TERMS_VERSION,
            "expires_at": draft.link.expires_at,
        }
    )


def completeness_out(item: Completeness) -> answers.CompletenessOut:
    """What an entry lacks."""
    return answers.CompletenessOut(
        firm=firm_brief(item.firm),
        score=item.score,
        missing=[
            answers.MissingOut(
                name=rule.name,
                weight=rule.weight,
                say=rule.say,
                say_en=rule.say_en,
                why=rule.why,
            )
            for rule in item.missing
        ],
    )


def silent_firm_out(item: SilentFirm) -> answers.SilentFirmOut:
    """A firm of which nothing was heard."""
    return answers.SilentFirmOut(
        firm=firm_brief(item.firm),
        heard_at=item.heard_at,
        sign=item.sign,
        sign_label=item.sign.label,
        days=item.days,
    )


def _visibility(disclosure: Disclosure) -> dict[str, str]:
    return {path: level.name.lower() for path, level in disclosure.paths.items()}
