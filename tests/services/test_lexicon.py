"""A chamber amends the lexicon, and what would break it is refused."""

from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest

from builders import a_concept, a_lexicon
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import InvalidValueError, NotFoundError
from enishi.domain.events import Event, EventKind
from enishi.domain.lexicon import ConceptKind, Lexicon, Replacement
from enishi.domain.lexicon.amendment import Origin
from enishi.services.amendments import concept_record
from enishi.services.lexicon import LexiconService
from enishi.services.ports import Database
from fakes import MemoryDatabase

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
BASE = a_lexicon(
    a_concept(
        "めっき", "treatment", names="鍍金|メッキ", english="plating", gives_function="耐食性"
    ),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("塗装", "treatment", gives_function="耐食性", must_not_confuse="めっき"),
    a_concept("耐食性", "property"),
    a_concept("旋削", "process", uses="NC旋盤"),
    a_concept("NC旋盤", "equipment"),
    replacements=(Replacement("塗装", "めっき", keeps=("耐食性",)),),
)
SPRAYING = {
    "kind": "treatment",
    "names": ["サーマルスプレー", "金属溶射"],
    "english": ["thermal spraying"],
    "gives_function": ["耐食性"],
    "note": "大物に向く",
    "replacements": [{"can_replace": "めっき", "keeps": ["耐食性"], "note": "寸法が大きいとき"}],
}


@pytest.fixture(params=["memory", "sqlite"])
def database(request: pytest.FixtureRequest) -> Database:
    """Kept in memory and on SQLite alike."""
    if request.param == "memory":
        return MemoryDatabase()
    found: Database = request.getfixturevalue("sqlite_database")
    return found


@pytest.fixture
def lexicons(database: Database) -> LexiconService:
    return a_service(database)


def a_service(database: Database, base: Lexicon = BASE) -> LexiconService:
    return LexiconService(database, lambda: base, now=lambda: NOON)


def names(lexicons: LexiconService, **asked) -> list[str]:
    everything = {"after": None, "limit": 100, "q": None, "kind": None}
    return [entry.concept.name for entry in lexicons.page(**(everything | asked))]


def events(lexicons: LexiconService) -> list[Event]:
    with lexicons.database.read() as work:
        return [item.event for item in work.outbox.since(0, 100)]


def refusal(lexicons: LexiconService, name: str, /, **said: object) -> InvalidValueError:
    before = lexicons.lexicon()
    with pytest.raises(InvalidValueError) as refused:
        lexicons.put(name, said, by=LOCAL_OPERATOR)
    assert lexicons.lexicon() == before
    assert events(lexicons) == []
    return refused.value


def test_before_anything_is_amended_the_lexicon_is_its_files(lexicons: LexiconService):
    assert lexicons.lexicon() == BASE
    assert lexicons.status().version == BASE.version
    assert lexicons.get("旋削").origin is Origin.BASE
    assert lexicons.get("旋削").amended_at is None


def test_a_new_concept_is_kept_with_everything_that_was_said(lexicons: LexiconService):
    entry = lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR)

    assert lexicons.get("溶射") == entry
    assert (entry.origin, entry.amended_at) == (Origin.ADDED, NOON)
    assert entry.concept.kind is ConceptKind.TREATMENT
    assert entry.concept.spellings == (
        "溶射",
        "サーマルスプレー",
        "金属溶射",
        "thermal spraying",
    )
    assert entry.replacements == (
        Replacement("溶射", "めっき", keeps=("耐食性",), note="寸法が大きいとき"),
    )
    assert lexicons.lexicon().concepts == (*BASE.concepts, entry.concept)


def test_a_concept_of_the_files_is_written_over(lexicons: LexiconService):
    entry = lexicons.put(
        "亜鉛めっき",
        {"kind": "treatment", "broader": ["めっき"], "names": ["Zn"]},
        by=LOCAL_OPERATOR,
    )

    assert entry.origin is Origin.AMENDED
    assert lexicons.lexicon().by_name["亜鉛めっき"].names == ("Zn",)


def test_what_is_not_said_is_empty_from_then_on(lexicons: LexiconService):
    entry = lexicons.put("塗装", {"kind": "treatment", "broader": ["めっき"]}, by=LOCAL_OPERATOR)

    assert entry.concept == a_concept("塗装", "treatment", broader="めっき")
    assert entry.replacements == ()


def test_what_is_read_may_be_sent_back_as_it_is(lexicons: LexiconService):
    entry = lexicons.get("塗装")

    again = lexicons.put(
        "塗装", concept_record(entry.concept, entry.replacements), by=LOCAL_OPERATOR
    )

    assert (again.concept, again.replacements) == (entry.concept, entry.replacements)
    assert lexicons.lexicon().version == BASE.version
    assert events(lexicons) == []  # nothing that an index would have to follow


def test_each_change_is_an_event_of_the_concept(lexicons: LexiconService):
    lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR)
    lexicons.restore("溶射", by=LOCAL_OPERATOR)
    lexicons.leave_out("亜鉛めっき", by=LOCAL_OPERATOR)

    assert events(lexicons) == [
        Event(EventKind.LEXICON_AMENDED, name) for name in ("溶射", "溶射", "亜鉛めっき")
    ]


def test_a_concept_that_nothing_needs_is_left_out_and_restored(lexicons: LexiconService):
    lexicons.leave_out("亜鉛めっき", by=LOCAL_OPERATOR)

    assert "亜鉛めっき" not in names(lexicons)
    assert lexicons.status().left_out == ("亜鉛めっき",)
    with pytest.raises(NotFoundError, match="restore"):
        lexicons.get("亜鉛めっき")

    lexicons.restore("亜鉛めっき", by=LOCAL_OPERATOR)

    assert lexicons.lexicon() == BASE
    assert lexicons.status().amendments == 0


def test_an_added_concept_that_is_left_out_leaves_nothing_behind(lexicons: LexiconService):
    lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR)

    lexicons.leave_out("溶射", by=LOCAL_OPERATOR)

    assert lexicons.status().amendments == 0
    assert lexicons.lexicon() == BASE


def test_a_concept_that_was_left_out_may_be_said_anew(lexicons: LexiconService):
    lexicons.leave_out("亜鉛めっき", by=LOCAL_OPERATOR)

    entry = lexicons.put(
        "亜鉛めっき", {"kind": "treatment", "broader": ["めっき"]}, by=LOCAL_OPERATOR
    )

    assert entry.origin is Origin.AMENDED
    assert lexicons.lexicon() == BASE


def test_what_the_chamber_never_amended_cannot_be_restored(lexicons: LexiconService):
    with pytest.raises(NotFoundError, match="変更されていません"):
        lexicons.restore("旋削", by=LOCAL_OPERATOR)


@pytest.mark.parametrize("name", ["溶射", "", "長" * 2_000, "a\0"])
def test_what_is_not_there_is_not_shown_and_not_left_out(lexicons: LexiconService, name: str):
    for act in (lexicons.get, partial(lexicons.leave_out, by=LOCAL_OPERATOR)):
        with pytest.raises(NotFoundError, match="辞書にありません") as refused:
            act(name)
        assert len(refused.value.message) < 100


def test_an_amendment_outlives_its_service_and_follows_new_files(database: Database):
    a_service(database).put("溶射", SPRAYING, by=LOCAL_OPERATOR)

    newer = Lexicon((*BASE.concepts, a_concept("研削", uses="NC旋盤")), BASE.replacements)

    assert names(a_service(database, newer)) == sorted({*BASE.by_name, "溶射", "研削"})


def test_a_relation_to_what_is_unknown_is_refused_in_both_languages(lexicons: LexiconService):
    refused = refusal(lexicons, "溶射", kind="treatment", broader=["表面処理"], uses=["溶射ガン"])

    for unknown in ("表面処理", "溶射ガン"):
        assert f"「{unknown}」がありません" in refused.message
        assert f"the unknown {unknown}" in refused.english


def test_a_replacement_of_what_is_unknown_is_refused(lexicons: LexiconService):
    unknown = {"can_replace": "窒化", "on_material": "鋼", "keeps": ["硬さ"]}

    refused = refusal(lexicons, "亜鉛めっき", **SPRAYING | {"replacements": [unknown]})

    assert all(f"「{name}」がありません" in refused.message for name in ("窒化", "鋼", "硬さ"))


def test_a_concept_broader_than_itself_by_a_detour_is_refused(lexicons: LexiconService):
    refused = refusal(lexicons, "めっき", kind="treatment", broader=["亜鉛めっき"])

    assert "「めっき」の上位をたどると自分に戻ります" in refused.message
    assert "broader than itself" in refused.english


@pytest.mark.parametrize("taken", ["鍍金", "メッキ", "PLATING", "めっき"])
def test_a_name_that_another_concept_of_its_kind_has_is_refused(
    lexicons: LexiconService, taken: str
):
    refused = refusal(lexicons, "溶射", **SPRAYING | {"names": [taken]})

    assert "のどれですか" in refused.message


def test_a_concept_that_is_related_to_nothing_is_refused(lexicons: LexiconService):
    assert "どの用語ともつながっていません" in refusal(lexicons, "溶射", kind="treatment").message


def test_kin_that_must_not_be_confused_are_refused(lexicons: LexiconService):
    said = {"kind": "treatment", "broader": ["めっき"], "must_not_confuse": ["めっき"]}

    assert "混同禁止" in refusal(lexicons, "亜鉛めっき", **said).message


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"broader": ["溶射"]}, "broader"),
        ({"replacements": [{"can_replace": "溶射"}]}, "replacements[0].can_replace"),
        ({"replacements": [{"can_replace": " "}]}, "replacements[0].can_replace"),
        ({"replacements": ["めっき"]}, "replacements[0]"),
        ({"kind": None}, "kind"),
        ({"kind": "craft"}, "kind"),
        ({"names": "メッキ"}, "names"),
        ({"names": ["x\0"]}, "names[0]"),
        ({"names": ["長" * 2_000]}, "names[0]"),
        ({"names": [f"名{number}" for number in range(201)]}, "names"),
        ({"note": "長" * 201}, "note"),
        ({"name": "めっき"}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(
    lexicons: LexiconService, said: dict[str, object], field: str
):
    assert refusal(lexicons, "溶射", **SPRAYING | said).field == field


@pytest.mark.parametrize("name", ["", " ", "長" * 2_000, "溶射\0", "\x07"])
def test_a_name_that_is_none_is_refused(lexicons: LexiconService, name: str):
    assert refusal(lexicons, name, **SPRAYING).field == "concept"


def test_what_others_still_need_is_not_left_out(lexicons: LexiconService):
    with pytest.raises(InvalidValueError) as refused:
        lexicons.leave_out("めっき", by=LOCAL_OPERATOR)

    assert "「亜鉛めっき」の broader にある「めっき」がありません" in refused.value.message
    assert lexicons.lexicon() == BASE
    assert events(lexicons) == []


def test_what_others_still_need_is_not_restored_to_nothing(lexicons: LexiconService):
    lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR)
    lexicons.put("アーク溶射", {"kind": "treatment", "broader": ["溶射"]}, by=LOCAL_OPERATOR)

    with pytest.raises(InvalidValueError, match="アーク溶射"):
        lexicons.restore("溶射", by=LOCAL_OPERATOR)

    assert "溶射" in names(lexicons)


def test_of_hundreds_of_findings_the_first_are_told_and_the_rest_counted(database: Database):
    many = (a_concept(f"めっき{number:03}", "treatment", broader="めっき") for number in range(120))
    lexicons = a_service(database, Lexicon((*BASE.concepts, *many)))

    with pytest.raises(InvalidValueError) as refused:
        lexicons.leave_out("めっき", by=LOCAL_OPERATOR)

    assert refused.value.message.endswith("。ほか72件")
    assert refused.value.english.endswith("; 72 more")


def test_faults_that_the_files_had_before_keep_nobody_from_amending(database: Database):
    faulty = Lexicon((*BASE.concepts, a_concept("彫金", broader="金工"), a_concept("編組")))

    entry = a_service(database, faulty).put("溶射", SPRAYING, by=LOCAL_OPERATOR)

    assert entry.origin is Origin.ADDED


def test_the_status_counts_what_is_there(lexicons: LexiconService):
    lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR)
    lexicons.leave_out("亜鉛めっき", by=LOCAL_OPERATOR)

    status = lexicons.status()

    assert status.version == lexicons.lexicon().version != BASE.version
    assert (status.concepts, status.names, status.replacements) == (6, 12, 2)
    assert (status.amendments, status.left_out) == (2, ("亜鉛めっき",))


def test_the_pages_go_by_name_and_show_each_concept_once(lexicons: LexiconService):
    lexicons.put("CAD/CAM", {"kind": "process", "uses": ["NC旋盤"]}, by=LOCAL_OPERATOR)

    seen: list[str] = []
    while page := names(lexicons, after=seen[-1] if seen else None, limit=2):
        seen += page

    assert seen == sorted({*BASE.by_name, "CAD/CAM"})


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("めっき", ["めっき", "亜鉛めっき"]),
        ("鍍", ["めっき"]),
        ("PLAT", ["めっき"]),
        ("ｎｃ", ["NC旋盤"]),
        ("無い", []),
        ("　", sorted(BASE.by_name)),
    ],
)
def test_a_concept_is_found_by_a_part_of_any_spelling(
    lexicons: LexiconService, q: str, found: list[str]
):
    assert names(lexicons, q=q) == found


def test_one_kind_is_listed(lexicons: LexiconService):
    assert names(lexicons, kind=ConceptKind.EQUIPMENT) == ["NC旋盤"]
    assert names(lexicons, kind=ConceptKind.EQUIPMENT, q="旋削") == []


def test_a_clock_elsewhere_gives_the_time_in_utc(database: Database):
    tokyo = timezone(timedelta(hours=9))
    lexicons = LexiconService(database, lambda: BASE, now=lambda: NOON.astimezone(tokyo))

    amended_at = lexicons.put("溶射", SPRAYING, by=LOCAL_OPERATOR).amended_at

    assert amended_at is not None
    assert amended_at.isoformat() == "2026-11-25T12:00:00+00:00"
