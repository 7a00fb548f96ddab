"""Partners without a need: whom a firm is told of, whom not, and who may ask."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from builders import a_concept, a_firm, a_lexicon, a_need, a_tie
from builders_suggestions import a_round, a_suggestion, an_audit
from enishi.adapters.solver import ScipyTransport
from enishi.domain.access import ANONYMOUS, LOCAL_OPERATOR, Caller
from enishi.domain.chamber import Region
from enishi.domain.disclosure import TIES, Disclosure, Visibility
from enishi.domain.errors import (
    InvalidValueError,
    NotFoundError,
    NotPermittedError,
    NotSignedInError,
)
from enishi.domain.firm import Firm
from enishi.domain.introduction import Side
from enishi.domain.match_response import MatchAnswer, MatchResponse
from enishi.domain.membership import Membership, Role
from enishi.domain.need import NeedKind
from enishi.domain.suggestion import SuggestionAnswer
from enishi.services.joint_development.partners import PartnerService
from enishi.services.joint_development.shelf import KnowledgeShelf
from enishi.services.joint_development.wording import joint_words
from enishi.services.ranker import Ranker
from enishi.services.showing import ReadLog
from networks import Network, a_question

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = NOW.date()
LEXICON = a_lexicon(
    a_concept("めっき", "treatment", english="plating"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    *(a_concept(name) for name in ("研磨", "溶接", "鋳造", "切削", "鍛造", "旋削", "製紙")),
    a_concept("ISO9001", "certification"),
)
OWN = a_firm("めっきと研磨と溶接", ref="OWN", cluster="燕三条", certified="ISO9001")
TWIN = a_firm("めっきと研磨と溶接", ref="TWIN", cluster="諏訪")
PARTNER = a_firm("めっきと鋳造と切削", ref="PARTNER", cluster="諏訪")
NEIGHBOUR = a_firm("研磨と鍛造と旋削", ref="NEIGHBOUR", cluster="燕三条")
FOREIGN = a_firm("製紙", ref="FOREIGN", cluster="諏訪", certified="ISO9001")
FIRMS = (OWN, TWIN, PARTNER, NEIGHBOUR, FOREIGN)


def of_firm(ref: str) -> Caller:
    return Caller(f"P-{ref}", (Membership(f"P-{ref}", Role.FIRM_MEMBER, firm_ref=ref),))


def coordinator(cluster: str) -> Caller:
    member = Membership("P-C", Role.COORDINATOR, chamber_ref="C")
    return Caller("P-C", (member,), regions=(Region(clusters=(cluster,)),))


OWNER = of_firm("OWN")


@pytest.fixture
def network(tmp_path: Path) -> Network:
    network = Network(tmp_path / "indexes", lexicon=LEXICON).publish(*FIRMS)
    network.rebuild()
    return network


def service(network: Network) -> PartnerService:
    return PartnerService(
        network.database,
        network.live,
        KnowledgeShelf(ScipyTransport()),
        ReadLog(network.database, network.live.guards),
        now=lambda: NOW,
    )


def partners(network: Network, by: Caller = OWNER, firm: Firm = OWN, limit: int = 10) -> list[str]:
    found = service(network).partners(str(firm.id), by=by, limit=limit)
    return [item.firm.ref for item in found.partners]


def met(network: Network, other: str, on: date, *, accepted: bool = True) -> None:
    with network.database.begin() as work:
        work.ties.put_many([a_tie("OWN", other, on=on.isoformat(), accepted=accepted)])


def test_a_firm_is_told_who_knows_much_else_and_enough_of_the_same(network):
    assert partners(network) == ["PARTNER", "NEIGHBOUR"]


def test_among_equals_the_firm_of_another_cluster_comes_first_and_only_among_equals(network):
    found = service(network).partners(str(OWN.id), by=OWNER)

    scores = [item.joint.rank for item in found.partners]
    assert scores[0] == scores[1]
    assert [item.is_other_cluster for item in found.partners] == [True, False]


def test_whoever_was_met_in_three_years_is_no_news(network):
    met(network, "PARTNER", TODAY - timedelta(days=3 * 365 - 1))
    met(network, "NEIGHBOUR", TODAY - timedelta(days=3 * 365))

    found = service(network).partners(str(OWN.id), by=OWNER)

    assert [item.firm.ref for item in found.partners] == ["NEIGHBOUR"]
    assert (found.compared, found.known) == (4, 1)


def test_a_coordinator_cannot_tell_by_the_list_whom_a_firm_met_that_keeps_its_ties(network):
    met(network, "PARTNER", TODAY)
    with network.database.begin() as work:
        work.disclosures.put_firm("OWN", Disclosure(paths={TIES: Visibility.PRIVATE}))

    assert partners(network) == ["NEIGHBOUR"]
    found = service(network).partners(str(OWN.id), by=coordinator("燕三条"))
    assert [item.firm.ref for item in found.partners] == ["PARTNER", "NEIGHBOUR"]
    assert found.known == 0


def test_that_a_coordinator_was_told_by_a_firms_ties_is_in_its_log(network):
    met(network, "PARTNER", TODAY)

    assert partners(network) == partners(network, coordinator("燕三条")) == ["NEIGHBOUR"]

    with network.database.read() as work:
        read = [act.entry for act in work.audit.page(before=None, limit=9, owner_ref="OWN")]
    assert [entry.fields for entry in read if entry.actor_ref == "P-C"] == [(TIES,)]


def test_a_no_is_remembered_for_a_year_and_not_told_as_an_acquaintance(network):
    met(network, "PARTNER", TODAY - timedelta(days=364), accepted=False)
    met(network, "NEIGHBOUR", TODAY - timedelta(days=365), accepted=False)

    found = service(network).partners(str(OWN.id), by=OWNER)

    assert [item.firm.ref for item in found.partners] == ["NEIGHBOUR"]
    assert found.known == 0


@pytest.mark.parametrize("answer", [MatchAnswer.KNOWS, MatchAnswer.DOES_NOT_FIT])
@pytest.mark.parametrize(("seeker", "found"), [("OWN", "PARTNER"), ("PARTNER", "OWN")])
def test_an_answer_to_a_match_counts_whoever_sought(network, answer, seeker, found):
    with network.database.begin() as work:
        work.needs.put_many([a_need("鋳造", ref="N1", by=seeker)])
        work.match_responses.put(MatchResponse("N1", found, Side.SEEKER, answer, NOW, "P"))

    assert partners(network) == ["NEIGHBOUR"]


@pytest.mark.parametrize(("viewer", "shown"), [("OWN", "PARTNER"), ("PARTNER", "OWN")])
def test_a_firm_that_was_suggested_and_does_not_fit_is_no_partner_of_either(network, viewer, shown):
    suggestion = a_suggestion(viewer, shown)
    refused = SuggestionAnswer(suggestion.ref, MatchAnswer.DOES_NOT_FIT, NOW, "P")
    with network.database.begin() as work:
        work.suggestions.add_round(a_round(), [suggestion], an_audit())
        work.suggestions.put_answer(refused)

    assert partners(network) == ["NEIGHBOUR"]


def test_whoever_hides_from_a_firm_or_has_withdrawn_is_not_among_its_partners(network):
    with network.database.begin() as work:
        work.disclosures.put_firm("PARTNER", Disclosure(hide_from=frozenset({"OWN"})))
    network.live.close()
    assert partners(network) == ["NEIGHBOUR"]
    with pytest.raises(NotFoundError):
        service(network).compare(str(OWN.id), str(PARTNER.id), by=OWNER)

    network.withdraw(NEIGHBOUR)
    network.live.catch_up()

    assert partners(network) == []


def test_partners_are_for_the_firm_and_the_coordinators_of_its_region(network):
    for by in (OWNER, coordinator("燕三条"), LOCAL_OPERATOR):
        assert partners(network, by) == ["PARTNER", "NEIGHBOUR"]
    for by in (of_firm("TWIN"), coordinator("諏訪")):
        with pytest.raises(NotPermittedError):
            partners(network, by)
    with pytest.raises(NotSignedInError):
        partners(network, ANONYMOUS)


def test_two_firms_can_be_compared_also_where_they_know_each_other_or_nothing_of_each_other(
    network,
):
    met(network, "TWIN", TODAY)
    compare = service(network).compare

    twin = compare(str(OWN.id), str(TWIN.id), by=OWNER).joint
    foreign = compare(str(OWN.id), str(FOREIGN.id), by=OWNER).joint

    assert (twin.has_contact, twin.size_neutral) == (True, 0)
    assert (foreign.has_contact, foreign.size_neutral) == (False, 0)  # a certificate is no contact
    assert "接点不足" in joint_words(foreign).text


def test_a_firm_is_not_compared_with_itself_and_lists_have_an_end(network):
    with pytest.raises(InvalidValueError):
        service(network).compare(str(OWN.id), str(OWN.id), by=OWNER)
    for limit in (0, 51):
        with pytest.raises(InvalidValueError):
            partners(network, limit=limit)
    assert partners(network, limit=1) == ["PARTNER"]


def test_the_words_tell_the_shares_the_aim_and_what_either_lacks(network):
    words = joint_words(service(network).compare(str(OWN.id), str(PARTNER.id), by=OWNER).joint)

    assert "目安は33%です" in words.text
    assert "あなたに足りないのは、切削、鋳造です" in words.text
    assert "相手に足りないのは、溶接、研磨です" in words.text
    assert "the aim is 33%" in words.text_en
    assert "12回" in words.forecast
    assert "5%" in words.forecast


def test_a_model_without_a_scale_is_told_of_in_both_languages(network):
    joint = service(network).compare(str(OWN.id), str(PARTNER.id), by=OWNER).joint

    assert joint.setting.version.endswith(".unfitted")
    assert "用語だけで数えています" in joint_words(joint).text
    assert "no scale of nearness was fitted" in joint_words(joint).text_en


def test_nobody_is_told_to_be_short_of_a_fault(tmp_path: Path):
    lexicon = a_lexicon(a_concept("研磨"), a_concept("絞り"), a_concept("しわ", "defect"))
    network = Network(tmp_path / "indexes", lexicon=lexicon).publish(
        a_firm("研磨", ref="OWN"), a_firm("研磨と絞り、しわを出さない", ref="PARTNER")
    )
    network.rebuild()

    joint = KnowledgeShelf(ScipyTransport()).of(network.view).score("OWN", "PARTNER")

    assert joint is not None
    assert [concept.name for concept in joint.only_partner] == ["絞り"]


def test_a_score_is_the_same_from_both_sides_and_kept(network):
    knowledge = KnowledgeShelf(ScipyTransport()).of(network.view)

    one, other = knowledge.score("OWN", "PARTNER"), knowledge.score("PARTNER", "OWN")

    assert one is not None
    assert other is not None
    assert one.rank == other.rank
    assert one.only_own == other.only_partner
    assert knowledge.score("OWN", "PARTNER") is one
    assert knowledge.score("OWN", "nobody") is None
    assert knowledge.nearest_aim("nobody", 5) == []


def test_the_knowledge_of_a_view_is_made_once_and_of_another_view_anew(network):
    shelf = KnowledgeShelf(ScipyTransport())
    before = shelf.of(network.view)
    assert shelf.of(network.view) is before

    network.publish(a_firm("鋳造", ref="NEW"))
    network.live.catch_up()

    assert shelf.of(network.view) is not before
    assert shelf.of(network.view).score("OWN", "NEW") is not None


def test_a_joint_development_of_a_known_firm_tells_the_score_and_counts_it(network):
    ranker = Ranker(network.encoder, knowledge=KnowledgeShelf(ScipyTransport()).of)
    asked = a_question("めっき", purpose=NeedKind.JOINT_DEVELOPMENT, seeker_ref="OWN")

    found = ranker.rank(asked, network.view, ranker.encode(asked))

    by_ref = {candidate.firm.ref: candidate for candidate in found}
    part = {part.name: part for part in by_ref["PARTNER"].parts}["joint"]
    assert by_ref["PARTNER"].joint is not None
    assert part.value == pytest.approx(by_ref["PARTNER"].joint.size_neutral / 100, abs=1e-4)
    assert part.weight > 0
    for purpose, seeker in ((NeedKind.SOURCING, "OWN"), (NeedKind.JOINT_DEVELOPMENT, None)):
        asked = a_question("めっき", purpose=purpose, seeker_ref=seeker)
        others = ranker.rank(asked, network.view, ranker.encode(asked))
        assert [item.joint for item in others] == [None] * len(others)
