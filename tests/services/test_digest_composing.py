from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import a_capability, a_firm, a_need, a_tie
from digest_worlds import PERSON, WEEK, DigestWorld
from enishi.domain.access import Caller
from enishi.domain.chamber import Region
from enishi.domain.digest import DigestItem, DigestItemKind
from enishi.domain.disclosure import SEEKER, TIES, Disclosure, Visibility
from enishi.domain.errors import NotFoundError
from enishi.domain.japan_time import day_in_japan
from enishi.domain.match_response import MatchAnswer
from enishi.domain.membership import Membership, Role
from enishi.domain.person import PreferredLanguage
from enishi.domain.release import Release
from enishi.domain.suggestion import SuggestionAnswer, SuggestionGround, SuggestionPause

OWN = a_firm("チタンの微細切削加工", ref="OWN", name="燕プレス", cluster="燕三条")
SUWA = [a_firm("精密研削", ref=f"S{n}", name=f"諏訪{n}", cluster="諏訪") for n in range(4)]
NEAR = [a_firm("磨き", ref=f"N{n}", name=f"燕{n}", cluster="燕三条") for n in range(6)]
# Met within three years.
LATELY = str(WEEK.before(4).monday)


@pytest.fixture
def world(tmp_path: Path) -> DigestWorld:
    return DigestWorld(OWN, tmp_path / "index")


def names(items: tuple[DigestItem, ...]) -> list[str | None]:
    return [item.firm_name for item in items]


def test_suggestions_stand_in_their_order_with_all_that_a_reader_decides_by(world: DigestWorld):
    world.publish(*SUWA[:1], *NEAR[:1])
    world.suggest(SUWA[0], NEAR[0])

    first, second = world.items()

    assert (first.firm_name, second.firm_name) == ("諏訪0", "燕0")
    assert first.kind is DigestItemKind.SUGGESTION
    assert first.why == ("諏訪0の知識の24%が共通です",)
    assert first.missing == ("納期が分かりません",)
    assert first.path == f"/firms/{SUWA[0].id}"
    assert first.can_be_answered
    assert first.place == "諏訪"
    assert first.headline == "「精密研削」の会社です。共同開発に、違いが役に立ちそうです"


def test_where_there_is_nothing_to_say_there_are_no_items(world: DigestWorld):
    assert not world.compose()


def test_at_most_five_items_stand_in_it_and_the_rest_is_counted(world: DigestWorld):
    world.publish(*NEAR)
    world.suggest(*NEAR)

    digest = world.compose()

    assert names(digest.items) == ["燕0", "燕1", "燕2", "燕3", "燕4"]
    assert digest.left_over == 1


def test_two_at_most_come_from_clusters_not_seen_for_eight_weeks(world: DigestWorld):
    world.publish(*NEAR, *SUWA)
    world.suggest(NEAR[5], week=WEEK.before())
    world.suggest(*SUWA, *NEAR[:5])

    items = world.items()

    assert names(items) == ["諏訪0", "諏訪1", "燕0", "燕1", "燕2"]
    assert items[0].why[1] == "諏訪の会社は、この8週間おすすめしていません"


def test_one_comes_from_such_a_cluster_where_there_is_any(world: DigestWorld):
    world.publish(*NEAR, *SUWA)
    world.suggest(NEAR[5], week=WEEK.before())
    world.suggest(*NEAR[:5], SUWA[0])

    assert names(world.items()) == ["燕0", "燕1", "燕2", "燕3", "諏訪0"]


def test_to_whom_nobody_was_shown_yet_no_cluster_is_newer_than_another(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(*SUWA)

    items = world.items()

    assert len(items) == 4
    assert all("8週間" not in sentence for item in items for sentence in item.why)


def test_a_cluster_that_was_shown_within_eight_weeks_is_not_new(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(SUWA[0], week=WEEK.before(8))
    world.suggest(*SUWA[1:])

    items = world.items()

    assert names(items) == ["諏訪1", "諏訪2", "諏訪3"]
    assert all("8週間" not in sentence for item in items for sentence in item.why)


def test_nobody_is_shown_twice_within_eight_weeks(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(SUWA[0], week=WEEK.before(3))
    world.suggest(*SUWA[:2])

    assert names(world.items()) == ["諏訪1"]


def test_whom_a_firm_knows_by_now_is_no_suggestion(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(*SUWA[:3])
    declined = replace(a_tie(OWN, SUWA[1], on=LATELY), accepted=False)
    long_ago = a_tie(OWN, SUWA[2], on=str(WEEK.before(4 * 52).monday))
    with world.database.begin() as work:
        work.ties.put_many([a_tie(OWN, SUWA[0], on=LATELY), long_ago, declined])

    assert names(world.items()) == ["諏訪1", "諏訪2"]


def test_who_pauses_and_what_was_answered_is_left_out(world: DigestWorld):
    world.publish(*SUWA)
    made = world.suggest(*SUWA[:3])
    now = datetime.now(UTC)
    with world.database.begin() as work:
        work.suggestion_pauses.put(SuggestionPause(SUWA[0].ref, now))
        work.suggestions.put_answer(
            SuggestionAnswer(made[1].ref, MatchAnswer.NOT_NOW, now, by="P-COLLEAGUE")
        )

    assert names(world.items()) == ["諏訪2"]


def test_a_firm_that_pauses_gets_no_suggestions(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(*SUWA)
    with world.database.begin() as work:
        work.suggestion_pauses.put(SuggestionPause(OWN.ref, datetime.now(UTC)))

    assert world.items() == ()


def test_a_firm_that_hides_or_has_gone_since_is_not_told_of(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(*SUWA)
    world.keep_back(SUWA[0], Disclosure(hide_from=frozenset({OWN.ref})))
    world.keep_back(SUWA[1], Disclosure(listing=Visibility.COORDINATORS))
    world.network.withdraw(SUWA[2])

    assert names(world.items()) == ["諏訪3"]


def test_reasons_are_not_repeated_once_what_they_speak_of_was_changed(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(SUWA[0])
    world.keep_back(SUWA[0], Disclosure(paths={"capabilities": Visibility.PRIVATE}))

    (item,) = world.items()

    assert all("24%" not in sentence for sentence in item.why)
    assert item.missing == ()


def test_no_suggestion_gives_away_whose_anonymous_need_it_is(world: DigestWorld):
    world.publish(*SUWA)
    need = a_need("微細な電極", by=SUWA[0])
    world.post(need, Disclosure(paths={SEEKER: Visibility.COORDINATORS}))
    world.suggest(SUWA[0], ground=SuggestionGround.THEIR_NEED, need_ref=need.ref)

    assert "諏訪0" not in names(world.items())


def test_a_need_that_the_firm_can_answer_is_news_once(world: DigestWorld):
    world.publish(*SUWA)
    need = a_need("チタンの微細切削加工", by=SUWA[0])
    world.post(need)
    world.post(a_need("木の椅子を運ぶ船の塗り替え", by=SUWA[1]))

    (item,) = world.items()

    assert item.kind is DigestItemKind.NEED
    assert item.headline == "チタンの微細切削加工"
    assert item.firm_name == "諏訪0"
    assert item.path == f"/needs/{need.id}"
    assert item.why[0] == "御社の「チタンの微細切削加工」で応えられそうです"
    assert world.items(week=WEEK.after()) == ()
    assert world.items(week=WEEK.after(), since=WEEK.before()) == (item,)


def test_of_an_anonymous_need_the_firm_is_kept_back(world: DigestWorld):
    world.publish(*SUWA)
    need = a_need("チタンの微細切削加工", by=SUWA[0])
    world.post(need, Disclosure(paths={SEEKER: Visibility.COORDINATORS}))

    (item,) = world.items()

    assert (item.firm_name, item.place) == (None, None)
    assert "諏訪" not in repr(item)


def test_ones_own_need_and_one_that_others_keep_back_are_no_news(world: DigestWorld):
    world.publish(*SUWA)
    world.post(a_need("チタンの微細切削加工", by=OWN))
    hidden = a_need("チタンの微細切削加工", by=SUWA[0])
    world.post(hidden, Disclosure(hide_from=frozenset({OWN.ref})))

    assert world.items() == ()


def test_a_need_whose_conditions_the_firm_fails_is_not_told(world: DigestWorld):
    world.publish(*SUWA)
    world.post(a_need("チタンの微細切削加工", by=SUWA[0], exclude_clusters="燕三条"))

    assert world.items() == ()


def test_what_a_partner_can_do_newly_is_named(world: DigestWorld):
    world.publish(*SUWA[:2])
    with world.database.begin() as work:
        work.ties.put_many([a_tie(OWN, SUWA[0], on=LATELY)])
    world.network.change(
        replace(SUWA[0], capabilities=(*SUWA[0].capabilities, a_capability("電解研磨")))
    )
    world.network.change(
        replace(SUWA[1], capabilities=(*SUWA[1].capabilities, a_capability("塗装")))
    )

    (item,) = world.items()

    assert item.kind is DigestItemKind.CHANGE
    assert item.headline == "「電解研磨」を新しく登録しました"
    assert item.why == ("お付き合いのある会社です",)


def test_whom_the_firm_turned_down_is_not_told_of_in_the_next_weeks(world: DigestWorld):
    world.publish(*SUWA[:2])
    made = world.suggest(*SUWA[:2], week=WEEK.before())
    no = SuggestionAnswer(made[0].ref, MatchAnswer.DOES_NOT_FIT, datetime.now(UTC), by="P-1")
    with world.database.begin() as work:
        work.suggestions.put_answer(no)
    for firm in SUWA[:2]:
        world.network.change(replace(firm, capabilities=(*firm.capabilities, a_capability("塗装"))))

    assert names(world.items()) == ["諏訪1"]


def test_a_new_capability_that_members_may_not_see_is_not_told(world: DigestWorld):
    new = a_capability("電解研磨", ref="C-NEW")
    partner = a_firm(can=[new], ref="PARTNER", cluster="諏訪")
    world.network.publish(partner)
    world.keep_back(partner, Disclosure(paths={"capabilities/C-NEW": Visibility.COORDINATORS}))
    with world.database.begin() as work:
        work.ties.put_many([a_tie(OWN, partner, on=LATELY)])

    assert world.items() == ()


def test_a_partner_with_room_is_told_of_in_the_week_after_it_says_so(world: DigestWorld):
    today = day_in_japan(datetime.now(UTC))
    free = a_capability("めっき", availability="◎", availability_as_of=today)
    partner = a_firm(can=[free], ref="PARTNER", name="東大阪鍍金")
    world.publish(partner)
    with world.database.begin() as work:
        work.ties.put_many([a_tie(OWN, partner, on=LATELY)])

    (item,) = world.items()

    assert item.headline.startswith("「めっき」に空きがあります（◎、")
    assert world.items(week=WEEK.after()) == ()


def test_the_same_digest_comes_out_however_often_it_is_composed(world: DigestWorld):
    world.publish(*SUWA, *NEAR)
    world.suggest(*NEAR[:3], *SUWA)
    world.post(a_need("チタンの微細切削加工", by=SUWA[0]))

    assert world.items() == world.items()


def test_it_names_the_chamber_of_the_firms_region(world: DigestWorld):
    world.chamber("燕三条")
    world.publish(*SUWA)
    world.suggest(SUWA[0])

    digest = world.compose()

    assert (digest.chamber_name, digest.chamber_phone) == ("燕三条商工会議所", "0256")
    assert digest.person_name == PERSON.name


def test_a_reader_of_english_gets_english_sentences(world: DigestWorld):
    world.publish(*SUWA)
    world.suggest(SUWA[0], why_en=("24% in common",))

    (item,) = world.items(person=replace(PERSON, language=PreferredLanguage.ENGLISH))

    assert item.why[0] == "24% in common"
    assert item.headline.startswith("does “精密研削”")


def test_who_is_not_of_the_firm_gets_no_digest_of_it(world: DigestWorld):
    world.publish(*SUWA)

    with pytest.raises(NotFoundError):
        world.composer.compose(WEEK, PERSON, SUWA[0].ref)


def test_what_not_everybody_sees_goes_into_the_audit_log(world: DigestWorld):
    world.publish(*SUWA[:2])
    world.keep_back(SUWA[0], Disclosure(listing=Visibility.MEMBERS))
    world.suggest(*SUWA[:2])

    world.compose()

    with world.database.read() as work:
        entries = [item.entry for item in work.audit.recorded if item.entry.door == "mail"]
    assert [(item.subject_ref, item.actor_ref) for item in entries] == [("S0", PERSON.ref)]


def coordinator() -> Caller:
    own = Membership("P-C", Role.COORDINATOR, chamber_ref="CH")
    return Caller("P-C", (own,), (Region(clusters=("燕三条",)),))


def test_a_coordinator_looks_at_a_firms_digest_without_what_was_released_to_it_alone(
    world: DigestWorld,
):
    world.publish(*SUWA)
    need = a_need("チタンの微細切削加工", by=SUWA[0])
    world.post(need, Disclosure(paths={SEEKER: Visibility.PRIVATE}))
    with world.database.begin() as work:
        work.releases.put(Release(need.ref, SEEKER, OWN.ref, datetime.now(UTC), by="P-X"))
    composer = world.composer

    own = composer.compose(WEEK, PERSON, OWN.ref)
    looked_at = composer.compose_for_firm(WEEK, OWN.ref, by=coordinator())

    assert names(own.items) == ["諏訪0"]
    assert names(looked_at.items) == [None]
    assert looked_at.person_name is None


def test_a_coordinator_sees_what_a_member_sees_and_no_more(world: DigestWorld):
    world.publish(*SUWA)
    world.keep_back(SUWA[0], Disclosure(listing=Visibility.COORDINATORS))
    world.suggest(*SUWA[:2])

    digest = world.composer.compose_for_firm(WEEK, OWN.ref, by=coordinator())

    assert names(digest.items) == ["諏訪1"]


def test_a_coordinator_is_not_told_whom_a_firm_knows_that_keeps_its_ties(world: DigestWorld):
    world.publish(*SUWA[:2])
    with world.database.begin() as work:
        work.ties.put_many([a_tie(OWN, firm, ref=firm.ref) for firm in SUWA[:2]])
    for firm in SUWA[:2]:
        world.network.change(replace(firm, capabilities=(*firm.capabilities, a_capability("塗装"))))
    world.keep_back(SUWA[0], Disclosure(paths={TIES: Visibility.PRIVATE}))
    composer = world.composer

    assert set(names(composer.compose(WEEK, PERSON, OWN.ref).items)) == {"諏訪0", "諏訪1"}
    looked_at = composer.compose_for_firm(WEEK, OWN.ref, by=coordinator())
    assert names(looked_at.items) == ["諏訪1"]


def test_a_coordinator_reads_no_reasons_from_a_part_of_a_need_that_is_kept_back(
    world: DigestWorld,
):
    world.publish(*SUWA[:1])
    need = replace(a_need("加工", by=OWN), description="極秘の試作")
    world.post(need, Disclosure(paths={"description": Visibility.PRIVATE}))
    world.suggest(
        SUWA[0],
        ground=SuggestionGround.OWN_NEED,
        need_ref=need.ref,
        why=("「極秘」が両方の文にあります",),
    )
    composer = world.composer

    assert "極秘" in str(composer.compose(WEEK, PERSON, OWN.ref).items)
    (item,) = composer.compose_for_firm(WEEK, OWN.ref, by=coordinator()).items
    assert "極秘" not in str(item)
    assert item.why[0].startswith("理由には、この企業だけが見られる内容")
