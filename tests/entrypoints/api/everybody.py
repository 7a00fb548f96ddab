"""One of everybody and one of everything, to see who may do what to what.

The world of the authorization test: a firm that somebody belongs to (`own`), one that is
somebody else's (`other`), one that hides from the first (`hidden`) and one that does not exist
(`missing`), each with its need, its introduction, its webhook; and a person in every role.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pyotp import TOTP

from builders import a_firm, a_need, a_tie
from builders_filed import a_filed_case
from builders_introductions import a_case, a_case_at, then
from builders_register import a_contact, a_draft, a_succession
from builders_suggestions import WEEK, a_round, a_suggestion, an_audit
from enishi.adapters.db.database import SqlDatabase, SqlUnitOfWork
from enishi.adapters.lexical import MecabAnalyzer
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR, Scope
from enishi.domain.bia.job import Job
from enishi.domain.chamber import Chamber, Region
from enishi.domain.cluster import Cluster
from enishi.domain.consent import TERMS_VERSION, ConsentMeans
from enishi.domain.digest_token import TapToken, stop_token
from enishi.domain.disclosure import Disclosure
from enishi.domain.draft import LINK_VALID, ConfirmationLink
from enishi.domain.email_address import EmailAddress
from enishi.domain.events import EventKind
from enishi.domain.firm import firm_id
from enishi.domain.gathering import Gathering, GatheringKind, GatheringRound, GatheringTable
from enishi.domain.introduction import (
    HandOverProposed,
    Hearing,
    Introduction,
    Released,
    Stage,
)
from enishi.domain.iso_week import IsoWeek
from enishi.domain.membership import PLATFORM, Role
from enishi.domain.need import NeedKind, need_id
from enishi.domain.network_role import NetworkRole, StatedRole
from enishi.domain.webhook import Webhook, new_secret
from enishi.services.bia.jobs import JobService
from enishi.services.proxy_registrations import _digest
from entrypoints.api.accounts import Browser, register
from entrypoints.conftest import an_application, filled_application, opened, with_a_fake_encoder
from fake_accounts import Postbox
from services.bia.hand_pool import HandPool

PASSWORD = "四月の雨と錆びない取っ手"
HOOK = "http://127.0.0.1:9/"  # the discard port: nobody listens
NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where a request is aimed at."""

    name: str
    firm: str
    partner: str
    chamber: str
    cluster: str
    organisation: str

    @property
    def need(self) -> str:
        """The need that the firm posts."""
        return f"N-{self.name}"


OWN = Place("own", "F燕三条-01", "F燕三条-02", "C-tsubame", "燕三条", "F燕三条-01")
OTHER = Place("other", "F諏訪-01", "F諏訪-03", "C-suwa", "諏訪", "F諏訪-01")
PLACES = {
    "own": OWN,
    "other": OTHER,
    "hidden": Place("hidden", "F諏訪-02", "F諏訪-03", "C-suwa", "諏訪", "F諏訪-02"),
    "missing": Place("missing", "F-none", "F-none", "C-none", "無い産地", "F-none"),
    "chamber": Place("chamber", "F燕三条-01", "F燕三条-02", "C-tsubame", "燕三条", "C-tsubame"),
    "empty": Place("empty", "F-none", "F-none", "C-empty", "無い産地", "C-empty"),
    "platform": Place("platform", "F燕三条-01", "F燕三条-02", "C-tsubame", "燕三条", PLATFORM),
}

# Which of them a path is tried with, by what it names.
_AIMS = {
    "firm_id": ("own", "other", "hidden", "missing"),
    "need_id": ("own", "other", "hidden", "missing"),
    "organisation_ref": ("own", "other", "chamber", "platform", "missing"),
    "chamber_ref": ("own", "other", "missing"),
    "introduction_ref": ("own", "other", "missing"),
    "gathering_ref": ("own", "other", "missing"),
    "draft_ref": ("own", "other", "missing"),
    "webhook_ref": ("own", "other", "missing"),
    "suggestion_ref": ("own", "other", "missing"),
    "key_ref": ("own", "other", "missing"),
    "case_id": ("own", "other", "missing"),
    "job_id": ("own", "other", "missing"),
    "session_ref": ("own", "other", "missing"),
    "secret": ("own", "missing"),
    "name": ("own", "other", "missing"),
    "cluster": ("own", "other", "missing"),
    "tie_ref": ("own", "other", "missing"),
}
# What a coordinator has to do, narrowed to a chamber.
_WORKBENCH = (
    *("listCompleteness", "listSilentFirms", "listSuccessionRisks"),
    *("listProxyRegistrations", "listIntroductions"),
)
# Operations that name what they are for in the body, or in the question.
_AIMED_OTHERWISE = {
    "createFirm": ("own", "other"),
    "createCluster": ("own", "other"),
    "deleteChamber": ("own", "other", "empty", "missing"),
    "createNeed": ("own", "other", "hidden", "missing"),
    "createProxyRegistration": ("own", "other"),
    "createIntroduction": ("own", "other"),
    "digestReport": ("own", "other"),
    "createTie": ("own", "other", "hidden", "missing"),
    "planGathering": ("own", "other"),
    "createWebhook": ("own", "other", "chamber", "missing"),
    "createCase": ("own", "other", "chamber", "missing"),
    "listWebhooks": ("own", "other", "chamber", "missing"),
    "createKey": ("own", "other"),
    "yearlyReport": ("own", "other"),
    **dict.fromkeys(_WORKBENCH, ("own", "other", "missing")),
}

# role → where they are at home; the last is the key of an operator that only reads.
_HOMES: dict[str, tuple[Role, str] | None] = {
    "nobody": None,
    "member": (Role.FIRM_MEMBER, OWN.firm),
    "administrator": (Role.FIRM_ADMINISTRATOR, OWN.firm),
    "stranger": (Role.FIRM_ADMINISTRATOR, OTHER.firm),
    "coordinator": (Role.COORDINATOR, OWN.chamber),
    "chamber": (Role.CHAMBER_ADMINISTRATOR, OWN.chamber),
    "elsewhere": (Role.CHAMBER_ADMINISTRATOR, OTHER.chamber),
    "operator": (Role.OPERATOR, PLATFORM),
}
READER = "reader"


def aims(operation_id: str, path: str) -> tuple[str, ...]:
    """Return with which targets an operation is tried."""
    if operation_id in _AIMED_OTHERWISE:
        return _AIMED_OTHERWISE[operation_id]
    return next((names for part, names in _AIMS.items() if f"{{{part}" in path), ("",))


class _UndoneError(Exception):
    pass


class Rehearsal:
    """A database in which nothing that is done stays done: every request meets the same world."""

    def __init__(self, kept: SqlDatabase) -> None:
        self._kept = kept
        self.read = kept.read

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Open a transaction that is undone in any case."""
        with suppress(_UndoneError), self._kept.begin() as work:
            yield work
            raise _UndoneError

    begin_durably = begin


@dataclass
class Everybody:
    """Who is there, by what they show of themselves, and the refs of what is theirs."""

    shown: dict[str, dict[str, str]]
    sessions: dict[str, str]
    keys: dict[str, str]
    invitations: dict[str, str]
    spare: dict[str, str]
    links: dict[str, str]
    factor: str

    def path_values(self, place: Place, role: str, operation_id: str) -> dict[str, str]:
        """Return what a path is filled with."""
        is_missing = place.name == "missing"
        keepers = {"chamber": "coordinator", "platform": "operator", "own": "member"}
        keeper = keepers.get(place.name, "stranger")
        mine = role if place.name == "own" and "Organisation" not in operation_id else keeper
        return {
            "firm_id": str(firm_id(place.firm)),
            "other_id": str(firm_id(place.partner)),
            "need_id": str(need_id(place.need)),
            "capability_ref": f"{place.firm}-1",
            "chamber_ref": place.chamber,
            "organisation_ref": place.organisation,
            "person_ref": self.spare.get(place.organisation, "p-none"),
            "invitation_ref": self.invitations.get(place.organisation, "i-none"),
            "key_ref": "K0000000000000000"
            if is_missing
            else self.keys.get(mine, self.keys[keeper]),
            "session_ref": "s-none"
            if is_missing
            else self.sessions.get(mine, self.sessions[keeper]),
            "introduction_ref": f"I-{place.name}-{_CASES.get(operation_id, 'met')}",
            "gathering_ref": f"g-{place.name}",
            "draft_ref": f"d-{place.name}",
            "webhook_ref": f"w-{place.name}",
            "suggestion_ref": f"s-{place.name}",
            "week": str(WEEK),
            "case_id": f"b-{place.name}",
            "job_id": f"j-{place.name}",
            "secret": f"secret-{place.name}",
            "name": _name(operation_id, place),
            "cluster": place.cluster,
            "tie_ref": f"t-{place.name}",
        }


def _name(operation_id: str, place: Place) -> str:
    if "Example" in operation_id:
        return "seed" if place is OWN else "無い例"
    if "Concept" in operation_id:
        return {"own": "型鍛造", "other": "冷間鍛造"}.get(place.name, "無い用語")
    return f"空の{place.cluster}"


# The case that an operation can do something with.
_CASES = {
    "answerIntroduction": "approached",
    "moveIntroduction": "proposed",
    "settleTerm": "joint",
    "recordReadiness": "alternative",
    "acceptIntroduction": "offered",
    "releaseField": "approached",
    "revokeRelease": "released",
}


def _cases(place: Place) -> Iterator[Introduction]:
    def fresh(name: str, **known: Any) -> Introduction:
        ref = f"I-{place.name}-{name}"
        known.setdefault("chamber", place.chamber)
        return a_case(place.firm, place.partner, need=None, ref=ref, is_anonymous=True, **known)

    yield fresh("proposed")
    yield a_case_at(Stage.APPROACHED, case=fresh("approached"))
    yield a_case_at(Stage.MET, case=fresh("met"))
    yield a_case_at(Stage.MET, case=fresh("joint", purpose=NeedKind.JOINT_DEVELOPMENT))
    alternative = fresh("alternative", purpose=NeedKind.ALTERNATIVE_SOURCING)
    yield a_case_at(Stage.AGREED, case=alternative)
    giver = {"own": "C-suwa", "other": "C-tsubame"}[place.name]
    heard = Hearing(ConsentMeans.PHONE, "山田社長")
    yield then(a_case_at(Stage.APPROACHED, case=fresh("released")), Released("firm_ref", heard))
    yield then(fresh("offered", chamber=giver), HandOverProposed(place.chamber))


@contextmanager
def rehearsing(
    server: FastAPI, home: Path, analyzer: MecabAnalyzer
) -> Iterator[tuple[TestClient, Everybody]]:
    """Open the API over a world in which every request finds everything as it was."""
    with filled_application(home, analyzer) as kept, opened(server, kept) as api:
        everybody = settle(kept, api)
    rehearsed = with_a_fake_encoder(an_application(home, webhook_http_hosts="127.0.0.1"))
    parts = {
        "analyzer": analyzer,
        "mailer": Postbox(),
        "database": Rehearsal(rehearsed.database),
    }
    vars(rehearsed).update(parts)
    vars(rehearsed.bia)["jobs"] = _computations()
    with opened(server, rehearsed) as api:
        yield TestClient(api.app, raise_server_exceptions=False), everybody
    rehearsed._engine.dispose()


def settle(application: Application, api: TestClient) -> Everybody:
    """Put everybody and everything into an application's database."""
    vars(application)["mailer"] = postbox = Postbox()
    with application.database.begin() as work:
        for place, label in ((OWN, "燕"), (OTHER, "諏訪")):
            clusters = (place.cluster, f"空の{place.cluster}", f"新しい{place.cluster}")
            region = Region(clusters=clusters)
            work.clusters.put(Cluster(f"空の{place.cluster}"))
            work.chambers.put(Chamber(place.chamber, f"{label}商工会議所", region))
        work.chambers.put(Chamber("C-empty", "だれもいない会議所"))
        for place in (OWN, OTHER, PLACES["hidden"]):
            work.needs.put_many([a_need("取っ手の鍛造", ref=place.need, by=place.firm)])
            work.contacts.put(a_contact(place.firm))
            work.successions.put(a_succession(place.firm))
            work.network_roles.put(StatedRole(place.firm, NetworkRole.LINKER, "P-co", NOON.date()))
        work.disclosures.put_firm(
            PLACES["hidden"].firm, Disclosure(hide_from=frozenset({OWN.firm}))
        )
        for place in (OWN, OTHER):
            for case in _cases(place):
                work.introductions.put(case)
            work.webhooks.put(_webhook(place))
            work.ties.put_many([a_tie(place.firm, place.partner, ref=f"t-{place.name}")])
            work.gatherings.put(_gathering(place))
            work.cases.put(a_filed_case(place.firm, ref=f"b-{place.name}"))
        shown = [
            a_suggestion(place.firm, place.partner, ref=f"s-{place.name}") for place in (OWN, OTHER)
        ]
        work.suggestions.add_round(a_round(), shown, an_audit())
        # Made already, so that whoever asks for it need not wait for it.
        current = IsoWeek.of(datetime.now(UTC))
        if current != WEEK:
            work.suggestions.add_round(a_round(week=current), [], an_audit(week=current))
    application.lexicons.put("型鍛造", _CONCEPT, by=LOCAL_OPERATOR)
    refs = {
        role: register(application, f"{role}@enishi.example", *home)
        for role, home in _HOMES.items()
        if home is not None
    }
    refs["nobody"] = register(application, "nobody@enishi.example", Role.OPERATOR)
    with application.database.begin() as work:
        work.memberships.remove(refs["nobody"], PLATFORM)
        for place in (OWN, OTHER):
            _draft(work, place)
    return _let_in(application, api, refs, postbox)


def _gathering(place: Place) -> Gathering:
    firms = (place.firm, place.partner)
    rounds = (GatheringRound(1, (GatheringTable(1, firms),)),)
    kind, day = GatheringKind.WORKING_GROUP, date(2026, 4, 1)
    return Gathering(f"g-{place.name}", kind, "円卓", day, place.chamber, firms, rounds)


def _webhook(place: Place) -> Webhook:
    return Webhook(
        ref=f"w-{place.name}",
        firm_ref=place.firm,
        chamber_ref=None,
        url=HOOK,
        kinds=frozenset({EventKind.FIRM_PUBLISHED}),
        secret=new_secret(bytes(32)),
        created_at=NOON,
        position=0,
    )


def _computations() -> JobService:
    """Return a computation of each place; further ones wait for ever."""
    jobs = JobService(HandPool())
    for place in (OWN, OTHER):
        ref = f"j-{place.name}"
        jobs._jobs[ref] = Job(ref, f"b-{place.name}", NOON)
    return jobs


def _draft(work: SqlUnitOfWork, place: Place) -> None:
    now = datetime.now(UTC)
    link = ConfirmationLink(_digest(f"secret-{place.name}"), now + LINK_VALID)
    firm = a_firm("漆塗り", ref=f"F-drafted-{place.name}", cluster=place.cluster)
    work.drafts.put(a_draft(firm, ref=f"d-{place.name}", link=link, chamber_ref=place.chamber))


def _let_in(
    application: Application, api: TestClient, refs: dict[str, str], postbox: Postbox
) -> Everybody:
    shown: dict[str, dict[str, str]] = {"anonymous": {}}
    sessions, keys, factor = {}, {}, ""
    for role, ref in refs.items():
        browser = Browser(api, application).sign_in(f"{role}@enishi.example")
        if role == "member":
            assert browser.ask("PUT", "/me/password", {"password": PASSWORD}).is_success
            factor = browser.ask("POST", "/me/second-factor").json()["secret"]
        if role == "stranger":
            secret = browser.ask("POST", "/me/second-factor").json()["secret"]
            code = TOTP(secret).now()
            assert browser.ask("PUT", "/me/second-factor", {"code": code}).is_success
        shown[role] = {
            "Cookie": f"enishi={browser.client.cookies['enishi']}",
            "X-Enishi-CSRF": str(browser.csrf),
        }
        sessions[role] = browser.ask("GET", "/me/sessions").json()["items"][0]["session_ref"]
        home = _HOMES[role]
        if home is not None:
            issued = application.api_keys.issue(
                name="鍵",
                organisation_ref=home[1],
                scopes=[Scope.READ],
                person_ref=ref,
                by=LOCAL_OPERATOR,
            )
            keys[role] = issued.held.key.ref
            if role == "operator":
                shown[READER] = {"Authorization": f"Bearer {issued.secret}"}
    shown["coordinator's key"] = _a_key(application, refs["coordinator"], OWN.chamber)
    keys[READER], sessions[READER] = keys["operator"], sessions["operator"]
    invitations, spare = {}, {}
    for ref, role in (
        (OWN.firm, Role.FIRM_MEMBER),
        (OTHER.firm, Role.FIRM_MEMBER),
        (OWN.chamber, Role.COORDINATOR),
        (PLATFORM, Role.OPERATOR),
    ):
        address = EmailAddress(f"invited-{len(spare)}@enishi.example")
        invitation = application.invitations.invite(address, role, ref, by=LOCAL_OPERATOR)
        invitations[ref] = invitation.ref
        spare[ref] = register(application, f"spare-{len(spare)}@enishi.example", role, ref)
    link = application.sign_in.new_link(EmailAddress("member@enishi.example"), by=LOCAL_OPERATOR)
    until = datetime.now(UTC) + timedelta(days=1)
    key, member = application.digests.key.get(), refs["member"]
    links = {
        "invitation": postbox.token,
        "link": link.partition("#")[2],
        "tap": TapToken(member, WEEK, "s-own", until).signed(key),
        "stop": stop_token(member, key),
    }
    return Everybody(shown, sessions, keys, invitations, spare, links, factor)


def _a_key(application: Application, person_ref: str, organisation_ref: str) -> dict[str, str]:
    """Return what somebody shows whose key may do whatever they may do themselves."""
    scopes = [Scope.READ, Scope.WRITE, Scope.INTRODUCE]
    issued = application.api_keys.issue(
        name="鍵",
        organisation_ref=organisation_ref,
        scopes=scopes,
        person_ref=person_ref,
        by=LOCAL_OPERATOR,
    )
    return {"Authorization": f"Bearer {issued.secret}"}


def question(operation_id: str, place: Place, everybody: Everybody) -> dict[str, str]:
    """Return the parameters that a question is asked with."""
    asked = {
        "search": {"q": "冷間鍛造"},
        "getTap": {"token": everybody.links["tap"]},
        "stopDigestByMailbox": {"token": everybody.links["stop"]},
        "previewFirm": {"audience": "members"},
        "listWebhooks": {"organisation_ref": place.organisation},
        "createCase": {"organisation_ref": place.organisation},
        "findAlternatives": {"product_ref": "A", "step_ref": "3"},
        **{name: {"format": "json"} for name in ("getPlan", "getProposal", "writePlan")},
        "yearlyReport": {"year": "2026", "chamber": place.chamber},
        "digestReport": {"chamber": place.chamber},
        "revokeRelease": {"path": "firm_ref"},
        **{name: {"chamber": place.chamber} for name in _WORKBENCH},
    }
    return asked.get(operation_id, {})


def body(operation_id: str, place: Place, role: str, everybody: Everybody) -> Any:
    """Return what is sent: something that is done where the sender may."""
    # A firm speaks for itself; anybody else says whom they heard.
    told = {"side": "seeker", "heard": {"means": "phone", "said_by": "山田社長"}}
    heard = {} if role in ("member", "administrator", "stranger") else told
    consent = {"means": "phone", "said_by": "縁側 一郎"}
    firm = {"firm_ref": "F-new", "name": "新規精機", "cluster": place.cluster}
    partner_of = {"own": "F燕三条-03", "other": "F諏訪-04"}
    bodies: dict[str, Any] = {
        "searchNeed": {"text": "冷間鍛造"},
        "createFirm": firm,
        "updateFirm": {"summary": "新しい紹介文"},
        "createCapability": {"capability_ref": "new", "title": "研磨"},
        "updateCapability": {"title": "研磨と洗浄"},
        "createNeed": {"kind": "sourcing", "title": "取っ手", "firm_ref": place.firm},
        "updateNeed": {"title": "取っ手の鍛造と研磨"},
        "putFirmDisclosure": {"fields": {"employees": "members"}},
        "putNeedDisclosure": {"fields": {"description": "members"}},
        "createCluster": {"name": f"新しい{place.cluster}"},
        "updateCluster": {"summary": "精密機械の産地"},
        "putConcept": _CONCEPT,
        "createCorrection": {
            **{"question": "鍛造", "purpose": "sourcing", "firm_ref": OWN.firm, "verdict": "right"},
            **dict.fromkeys(("index_version", "model_version", "ranker_version"), "1"),
        },
        "askForLink": {"email": "member@enishi.example"},
        "redeemLink": {"token": everybody.links["link"]},
        "putDigestPreference": {"frequency": "monthly"},
        "answerTap": {"token": everybody.links["tap"], "answer": "not_now"},
        "stopDigest": {"token": everybody.links["stop"]},
        "signInByPassword": {"email": "member@enishi.example", "password": PASSWORD},
        "showSecondFactor": {"code": "123456"},
        "acceptInvitation": {"token": everybody.links["invitation"], "name": "新人"},
        "updateMe": {"name": "佐藤 花"},
        "agreeToTerms": {"terms_version": TERMS_VERSION},
        "setPassword": {"password": PASSWORD},
        "confirmSecondFactor": {"code": TOTP(everybody.factor).now()},
        "invitePerson": {"email": "new@enishi.example", "role": _role_in(place)},
        "updateRole": {"role": _role_in(place)},
        "createChamber": {"name": "新しい会議所"},
        "updateChamber": {"phone": "0256-00-0009"},
        "createKey": {"name": "鍵", "organisation_ref": place.firm, "scopes": ["read"]},
        "rotateKey": {},
        "putContact": {"phone": "0256-00-0009"},
        "putSuccession": {"plan": "closing"},
        "putNetworkRole": {"role": "linker"},
        "createVerification": {"rung": "coordinator", "means": "phone"},
        "withdrawConsent": {"means": "phone"},
        "createProxyRegistration": {"firm": firm, "consent": consent},
        "recordReturnedSlip": {"consent": consent},
        "confirmRegistration": {"agrees": True, "terms_version": TERMS_VERSION},
        "createIntroduction": {
            **{"candidate_ref": partner_of.get(place.name), "seeker_ref": place.firm},
            **{"purpose": "sourcing", "title": "取っ手"},
        },
        "planGathering": {
            **{"kind": "working_group", "title": "円卓", "date": "2026-12-01"},
            "chamber_ref": place.chamber,
            "firm_refs": [place.firm, place.partner, partner_of.get(place.name, place.firm)],
        },
        "holdGathering": {"absent_refs": [place.partner]},
        "updateIntroduction": {"note": "電話した"},
        "moveIntroduction": {"stage": "approached"},
        "answerIntroduction": {"wants_to_meet": True, **heard},
        "settleTerm": {"term": "cost", "sentence": "試作費は折半する。"},
        "recordReadiness": {"rung": "agreed", "evidence": [_MEMORANDUM]},
        "handOverIntroduction": {"chamber_ref": "C-suwa" if place is OWN else "C-tsubame"},
        "acceptIntroduction": {},
        "recordOutcome": {"after_days": 30, "items": ["technical.none"], **heard},
        "releaseField": {"path": "firm_ref", "heard": heard.get("heard")},
        "respondToMatch": {"firm_ref": partner_of.get(place.name, "F諏訪-04"), "answer": "knows"},
        "searchNeeds": {"needs": [{"text": "冷間鍛造"}]},
        "createWebhook": {
            **{"organisation_ref": place.organisation, "url": HOOK, "kinds": ["firm_published"]},
        },
        "updateWebhook": {"is_active": False},
        "createTie": {
            **{"date": "2026-11-02", "kind": "meeting"},
            "firm_refs": [place.firm, place.partner],
        },
        "tryTies": {"ties": [[place.firm, place.partner]]},
        **dict.fromkeys(("assessCase", "writePlan", "createCase", "replaceCase"), _CASE),
        "askWhatIf": {"product_ref": "A", "scenario_ref": "quake"},
        "takeAlternative": {"firm_ref": "F燕三条-03", "product_ref": "A", "covers": ["3"]},
        "postCaseNeed": {"product_ref": "A", "covers": ["3"]},
        "startPortfolio": {},
        "answerSuggestion": {"answer": "knows"},
        "pauseSuggestions": {"is_paused": True},
        "makeSuggestions": {"week": str(WEEK)},
    }
    return bodies.get(operation_id)


_CONCEPT = {"kind": "process", "names": ["型打ち"], "broader": ["冷間鍛造"]}
_CASE = {"title": "分析", "firm_name": "例示工業", "finance": {"annual_sales": 1, "margin": 0}}
_MEMORANDUM = {"kind": "memorandum", "text": "覚書", "on": "2026-04-01", "person": "佐藤"}


def _role_in(place: Place) -> str:
    return {"chamber": "coordinator", "platform": "operator"}.get(place.name, "firm_member")
