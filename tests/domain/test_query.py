import pytest

from builders import a_need
from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import LIST_ITEMS, NAME, QUERY
from enishi.domain.need import NeedKind
from enishi.domain.query import Conditions, Filters, Query


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "　"])
def test_a_question_without_words_is_refused(text):
    with pytest.raises(InvalidValueError) as refusal:
        Query(text)
    assert refusal.value.field == "q"


@pytest.mark.parametrize("text", ["長" * (QUERY + 1), "a\0b", "a\ud800"])
def test_a_question_that_no_search_box_takes_is_refused(text):
    with pytest.raises(InvalidValueError) as refusal:
        Query(text)
    assert refusal.value.field == "q"


def test_a_question_may_be_as_long_as_the_box():
    assert Query("長" * QUERY).text == "長" * QUERY


def test_a_need_asks_by_its_text_for_its_own_firm_with_its_conditions():
    need = a_need(
        "長尺の研磨", description="2メートル", by="F1", kind=NeedKind.ALTERNATIVE_SOURCING, lot=3
    )

    query = Query.of(need)

    assert query.text == need.text
    assert query.seeker_ref == "F1"
    assert query.purpose is NeedKind.ALTERNATIVE_SOURCING
    assert query.constraints == Constraints(lot=3)
    assert query.conditions is Conditions.PENALTY


def test_a_very_long_need_asks_by_its_beginning():
    need = a_need("研磨", description="長" * 10_000)

    assert Query.of(need).text == need.text[:QUERY]


def test_the_same_question_in_other_words_keeps_everything_else():
    query = Query("研磨", seeker_ref="F1", conditions=Conditions.GATE)

    other = query.asking("切削")

    assert other == Query("切削", seeker_ref="F1", conditions=Conditions.GATE)


def test_the_same_question_may_be_put_within_other_facets_and_under_other_conditions():
    query = Query("研磨", filters=Filters(clusters=("諏訪",)), constraints=Constraints(lot=1))

    assert query.within(Filters()) == Query("研磨", constraints=Constraints(lot=1))
    assert query.under(Constraints()) == Query("研磨", filters=Filters(clusters=("諏訪",)))


def test_facets_without_a_choice_are_false():
    assert not Filters()
    for group in ("clusters", "prefectures", "certifications", "kinds", "exclude_clusters"):
        assert Filters(**{group: ("x",)})


def test_where_nothing_is_stated_what_the_text_says_is_asked():
    query = Query("研磨", constraints=Constraints(lot=5), read=Constraints(lot=30, tolerance_um=5))

    assert query.all_constraints == Constraints(lot=5, tolerance_um=5)
    assert query.constraints == Constraints(lot=5)


def test_only_what_was_stated_may_leave_a_firm_out_and_a_lack_of_room_always():
    read = Constraints(lot=30, certifications=("ISO9001",))

    assert Query("研磨", read=read).stated == {"availability"}
    query = Query("研磨", constraints=Constraints(max_lead_time_days=0, prefectures=("新潟県",)))
    assert query.stated == {"max_lead_time_days", "prefectures", "availability"}


def test_the_same_question_in_other_facets_keeps_what_was_read_and_what_is_ignored():
    query = Query("研磨", read=Constraints(lot=30), ignored=("錆び",))

    for other in (query.within(Filters(clusters=("諏訪",))), query.under(Constraints(lot=1))):
        assert (other.read, other.ignored) == (query.read, query.ignored)


@pytest.mark.parametrize(
    ("ignored", "field"),
    [
        (("錆び", ""), "ignore[1]"),
        (("　",), "ignore[0]"),
        (("長" * (NAME + 1),), "ignore[0]"),
        (("a\0b",), "ignore[0]"),
        (("錆び",) * (LIST_ITEMS + 1), "ignore"),
    ],
)
def test_what_no_reading_can_name_cannot_be_ignored(ignored, field):
    with pytest.raises(InvalidValueError) as refusal:
        Query("研磨", ignored=ignored)
    assert refusal.value.field == field


def test_what_was_not_read_may_be_ignored():
    assert Query("研磨", ignored=("何もない",)).ignored == ("何もない",)
