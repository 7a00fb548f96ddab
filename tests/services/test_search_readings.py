"""What a search does with what it reads in the text: conditions, steps, and what is not meant."""

import pytest

from builders import a_capability, a_concept, a_firm, a_lexicon, a_need
from enishi.domain.constraint import Outcome
from enishi.domain.match import Cover, Match
from enishi.services.matches import MatchService
from enishi.services.needs import NeedService
from networks import Network, gated, refs

LEXICON = a_lexicon(
    a_concept("切削加工", names="切削"),
    a_concept("旋削", names="旋盤加工", broader="切削加工", uses="NC旋盤"),
    a_concept("NC旋盤", "equipment"),
    a_concept("めっき", "treatment"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("鋳造", must_not_confuse="鍛造"),
    a_concept("鍛造"),
    a_concept("鏡面研磨", "treatment"),
    a_concept("ISO9001", "certification"),
)
OTHERS = "醤油の醸造 絹の染色 木型の彫刻 電線の被覆 紙箱の印刷 瓦の焼成 畳の縫製 氷の販売".split()  # noqa: SIM905
POLISHING = "ステンレスの鏡面研磨"
STATED = f"{POLISHING}を月30本、±5μmで"
WORK = "軸の旋削と亜鉛めっき"


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Polishers of four kinds, and a chain of turners and platers, among forty others."""
    found = Network(tmp_path_factory.mktemp("network") / "indexes", lexicon=LEXICON)
    for ref, numbers, certified in (
        ("FAILS", {"lot_min": 1, "lot_max": 10, "tolerance_um": 1}, ()),
        ("MEETS", {"lot_min": 1, "lot_max": 99, "tolerance_um": 1}, "ISO9001"),
        ("COARSE", {"lot_min": 1, "lot_max": 99, "tolerance_um": 50}, "ISO14001"),
        ("SILENT", {}, ()),
    ):
        found.publish(
            a_firm(can=[a_capability(POLISHING, **numbers)], certified=certified, ref=ref)
        )
    found.publish(
        a_firm("軸の旋削と亜鉛めっき", ref="BOTH", cluster="諏訪"),
        a_firm("軸の旋削", ref="TURNS", cluster="燕三条"),
        a_firm("軸の亜鉛めっき", ref="PLATES", cluster="燕三条"),
        a_firm("軸のためのNC旋盤", ref="LATHE", cluster="諏訪"),
        a_firm("軸の切削。めっきは行っておりません", ref="CUTS", cluster="諏訪"),
        a_firm("軸の鋳造", ref="CASTS"),
        a_firm("軸の鍛造", ref="FORGES"),
    )
    found.publish(*(a_firm(f"{trade}（{number}番町）") for number, trade in enumerate(OTHERS * 5)))
    found.rebuild()
    return found


def verdicts(match: Match) -> dict[str, str]:
    return {verdict.name: verdict.outcome for verdict in match.verdicts}


def by_ref(matches: tuple[Match, ...]) -> dict[str, Match]:
    return {match.firm.ref: match for match in matches}


def test_firms_that_fail_what_the_text_states_sink_and_say_why(network):
    found = network.find(STATED).matches

    assert refs(found)[0] == "MEETS"
    assert refs(found).index("SILENT") < min(map(refs(found).index, ("FAILS", "COARSE")))
    failing = by_ref(found)["FAILS"]
    assert verdicts(failing) == {"tolerance_um": Outcome.MET, "lot": Outcome.NOT_MET}
    assert [v.text for v in failing.failed] == ["最大ロット 10 個（必要 30 個）"]


def test_a_condition_that_was_only_read_leaves_nobody_out_behind_a_gate(network):
    found = network.find(gated(STATED))

    assert set(refs(found.matches)) == {"MEETS", "FAILS", "COARSE", "SILENT"}
    assert refs(found.matches)[0] == "MEETS"
    assert found.near_misses == ()


def test_a_condition_that_was_stated_leaves_out_though_the_text_says_another(network):
    found = network.find(gated(STATED, lot=50))

    assert set(refs(found.matches)) == {"MEETS", "COARSE", "SILENT"}
    assert refs(found.near_misses) == ["FAILS"]
    assert "（必要 50 個）" in found.near_misses[0].failed[0].text


def test_whoever_fails_one_stated_condition_is_a_near_miss_whatever_else_was_read(network):
    found = network.find(gated(f"{POLISHING}を±5μmで", lot=5, tolerance_um=100, max_size_mm=10))

    assert found.near_misses == ()
    found = network.find(gated(f"{POLISHING}を±0.1μmで", lot=30))
    assert refs(found.near_misses) == ["FAILS"]
    assert len(found.near_misses[0].failed) == 2


def test_a_posted_need_is_answered_by_firms_that_fail_what_its_text_says_too(network):
    need = a_need(POLISHING, description="月30本、±5μm", ref="N1")
    with network.database.begin() as work:
        work.needs.put_many([need])

    _, found = MatchService(NeedService(network.database), network.search).for_need(str(need.id))

    assert set(refs(found.matches)) == {"MEETS", "FAILS", "COARSE", "SILENT"}
    assert refs(found.matches)[0] == "MEETS"


def test_what_is_ignored_is_held_against_nobody(network):
    found = network.find(STATED, ignored=("lot",))

    for match in found.matches:
        assert "lot" not in verdicts(match)
        assert "tolerance_um" in verdicts(match)
    assert found.reading.ignored == ("lot",)


def test_a_certificate_that_is_needed_is_held_against_firms_and_one_that_is_hoped_for_is_not(
    network,
):
    needed = by_ref(network.find(f"{POLISHING}、ISO9001が必須").matches)
    wished = by_ref(network.find(f"{POLISHING}、ISO9001があれば助かる").matches)

    assert {ref: verdicts(match)["certifications"] for ref, match in needed.items()} == {
        "MEETS": Outcome.MET,
        "COARSE": Outcome.NOT_MET,
        "FAILS": Outcome.UNKNOWN,
        "SILENT": Outcome.UNKNOWN,
    }
    assert {tuple(verdicts(match)) for match in wished.values()} == {()}


def test_a_number_of_nothing_is_no_reason_to_refuse_a_question(network):
    assert "MEETS" in network.refs(f"{POLISHING}、不良0個で")


def test_no_relaxation_is_offered_for_what_was_only_read(network):
    strict = network.find(gated(STATED, max_size_mm=1, certifications=("ISO9001",)))

    assert {offer.drop for offer in strict.relaxations} <= {"max_size_mm", "certification"}


def test_the_pages_of_a_question_with_conditions_in_its_text_follow_one_another(network):
    whole = network.refs(STATED)
    first = network.find(STATED, limit=2)

    second = network.find(STATED, limit=100, cursor=first.next_cursor)

    assert refs(first.matches) + refs(second.matches) == whole


def test_several_kinds_of_work_are_steps_and_each_firm_says_which_it_covers(network):
    found = network.find(WORK)

    assert found.reading.steps == ("旋削", "亜鉛めっき")
    matches = by_ref(found.matches)
    assert matches["BOTH"].covers == (Cover("旋削", "旋削"), Cover("亜鉛めっき", "亜鉛めっき"))
    assert matches["TURNS"].covers == (Cover("旋削", "旋削"), Cover("亜鉛めっき", None))
    assert matches["PLATES"].covers == (Cover("旋削", None), Cover("亜鉛めっき", "亜鉛めっき"))


def test_a_step_is_covered_by_the_machine_and_never_by_wider_or_denied_work(network):
    lathe = by_ref(network.find("軸のためのNC旋盤で旋削と亜鉛めっき").matches)["LATHE"]
    cuts = by_ref(network.find("軸の切削、旋削と亜鉛めっき").matches)["CUTS"]

    assert lathe.covers == (Cover("旋削", "NC旋盤"), Cover("亜鉛めっき", None))
    assert cuts.covers == (Cover("旋削", None), Cover("亜鉛めっき", None))


def test_one_kind_of_work_has_neither_covers_nor_links(network):
    found = network.find("軸の旋削")

    assert found.reading.steps == found.links == ()
    assert {match.covers for match in found.matches} == {()}


def test_for_each_step_the_links_offer_firms_that_speak_of_it(network):
    links = {link.step: [firm.ref for firm in link.firms] for link in network.find(WORK).links}

    assert list(links) == ["旋削", "亜鉛めっき"]
    assert links["旋削"][:2] == ["BOTH", "TURNS"]
    assert links["亜鉛めっき"] == ["BOTH", "PLATES"]


def test_a_link_offers_no_more_than_three_firms(network):
    (turning, _) = network.find(WORK).links

    assert len(turning.firms) == 3


def test_links_leave_out_the_seeker_and_stay_within_the_filters(network):
    seeking = {link.step: link.firms for link in network.find(WORK, seeker_ref="BOTH").links}
    within = {link.step: link.firms for link in network.find(WORK, clusters=("燕三条",)).links}

    assert [firm.ref for firm in seeking["亜鉛めっき"]] == ["PLATES"]
    assert {firm.ref for firms in within.values() for firm in firms} == {"TURNS", "PLATES"}


def test_a_filter_does_not_take_firms_from_a_link_that_stand_behind_many_others(tmp_path):
    crowd = [a_firm("旋削、旋削、旋削", cluster="諏訪") for _ in range(40)]
    network = Network(tmp_path / "indexes", lexicon=LEXICON)
    network.publish(*crowd, a_firm("旋削", ref="A", cluster="燕三条"), a_firm("めっき")).rebuild()

    turning, _ = network.find("旋削とめっき", clusters=("燕三条",)).links

    assert [firm.ref for firm in turning.firms] == ["A"]


def test_a_link_never_offers_a_forger_for_a_casting(network):
    casting, _ = network.find("軸の鋳造と亜鉛めっき").links

    assert [firm.ref for firm in casting.firms] == ["CASTS"]


def test_a_step_that_nobody_speaks_of_has_an_empty_link(network):
    links = {link.step: link.firms for link in network.find("軸の旋削と鏡面研磨").links}
    assert links["鏡面研磨"]

    alone = network.find("軸の旋削と鏡面研磨", clusters=("燕三条",))
    assert {link.step: len(link.firms) for link in alone.links} == {"旋削": 1, "鏡面研磨": 0}


def test_ignored_work_is_no_step(network):
    found = network.find(WORK, ignored=("亜鉛めっき",))

    assert found.reading.steps == found.links == ()
    assert {match.covers for match in found.matches} == {()}
