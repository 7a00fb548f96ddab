from pathlib import Path

import pytest

from builders import a_capability, a_firm
from enishi.adapters.lexical import LexicalIndex
from enishi.adapters.lexical.index import LexicalSearch
from enishi.domain.errors import IndexUnavailableError
from enishi.domain.firm import Firm, FirmKind
from enishi.domain.query import Filters
from networks import ANALYZER, entries

NOTHING = Filters()


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    return LexicalIndex.create(tmp_path / "lexical", ANALYZER)


def holding(index: LexicalIndex, *firms: Firm) -> LexicalSearch:
    index.add(entries(*firms))
    index.commit()
    return index.reader()


def rows(reader: LexicalSearch, text: str, filters: Filters = NOTHING) -> list[int]:
    return list(reader.search(text, filters, 100))


@pytest.mark.parametrize(
    "firm",
    [
        *(a_firm("ステンレスの研磨"), a_firm(summary="研磨が得意です")),
        a_firm(can=[a_capability(None, description="手で研磨します")]),
        *(a_firm(can=[a_capability("x", **{name: "研磨"})]) for name in ("processes", "materials")),
        a_firm(can=[a_capability("x", equipment="研磨盤の研磨")]),
    ],
    ids=["title", "summary", "description", "processes", "materials", "equipment"],
)
def test_a_word_is_found_wherever_in_the_profile_it_stands(index, firm):
    assert rows(holding(index, a_firm("木工"), firm), "研磨") == [1]


def test_the_name_of_a_firm_is_no_part_of_what_it_can_do(index):
    assert rows(holding(index, a_firm("木工", name="研磨工業")), "研磨") == []


def test_a_word_in_the_title_weighs_more_than_in_the_description(index):
    in_description = a_firm(can=[a_capability("部品", description="研磨")])
    in_title = a_firm(can=[a_capability("研磨", description="部品")])

    assert rows(holding(index, in_description, in_title), "研磨") == [1, 0]


def test_a_compound_weighs_more_than_its_parts_apart(index):
    apart, together = a_firm("クロムと硬質の板"), a_firm("硬質クロムの板と")

    scores = holding(index, apart, together).search("硬質クロム", NOTHING, 9)

    assert scores[1] > scores[0]


def test_a_rare_word_weighs_more_than_a_common_one(index):
    firms = [a_firm("切削") for _ in range(9)] + [a_firm("放電")]

    assert rows(holding(index, *firms), "切削と放電")[0] == 9


def test_a_firm_without_a_shared_term_is_not_found(index):
    assert rows(holding(index, a_firm("木工"), a_firm("印刷")), "研磨") == []


def test_a_text_without_terms_finds_nothing(index):
    reader = holding(index, a_firm("木工"), a_firm("印刷"))

    assert reader.search("。、！", NOTHING, 9) == {}
    assert reader.scores("。、！", [0, 1]) == {}
    assert reader.background("。、！") == [0.0, 0.0]
    assert reader.coverage("。、！") == 0.0


def test_unknown_words_are_met_by_pairs_of_their_letters(index):
    assert rows(holding(index, a_firm("木工"), a_firm("防錆油の塗布")), "錆油") == [1]


PLACES = [
    a_firm("研磨", cluster="諏訪", prefecture="長野県", certified="ISO9001"),
    a_firm("研磨", cluster="諏訪", prefecture="長野県", kind=FirmKind.PUBLIC_RESEARCH),
    a_firm("研磨", cluster="燕三条", prefecture="新潟県", certified=("ISO 9001", "JISQ9100")),
    a_firm("研磨"),
]


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(), {0, 1, 2, 3}),
        (Filters(clusters=("諏訪",)), {0, 1}),
        (Filters(clusters=("諏訪", "燕三条")), {0, 1, 2}),
        (Filters(prefectures=("新潟県",)), {2}),
        (Filters(certifications=("ＩＳＯ９００１",)), {0, 2}),
        (Filters(certifications=("JIS Q 9100", "ISO9001")), {0, 2}),
        (Filters(kinds=(FirmKind.PUBLIC_RESEARCH,)), {1}),
        (Filters(clusters=("諏訪",), certifications=("ISO9001",)), {0}),
        (Filters(clusters=("諏訪",), prefectures=("新潟県",)), set()),
        (Filters(exclude_clusters=("諏訪",)), {2, 3}),
        (Filters(exclude_clusters=("諏訪", "燕三条")), {3}),
        (Filters(clusters=("諏訪", "燕三条"), exclude_clusters=("諏訪",)), {2}),
        (Filters(clusters=("鯖江",)), set()),
    ],
)
def test_facets_are_or_inside_a_group_and_and_between_groups(index, filters, passing):
    assert set(rows(holding(index, *PLACES), "研磨", filters)) == passing


def test_a_filter_does_not_change_a_score(index):
    reader = holding(index, *PLACES)

    everybody = reader.search("研磨", NOTHING, 9)
    some = reader.search("研磨", Filters(clusters=("諏訪",), certifications=("ISO9001",)), 9)

    assert some == {0: everybody[0]}


TRADES = ["ステンレスの研磨", "鉄の研磨とめっき", "木工", "銅の研磨", "研磨", "めっきと研磨"]


def test_the_scores_of_given_rows_are_those_of_the_search(index):
    reader = holding(index, *map(a_firm, TRADES))

    found = reader.search("ステンレスの研磨とめっき", NOTHING, 9)

    assert len(found) == 5
    for some in ([0], [1, 2, 5], range(6)):
        expected = {row: score for row, score in found.items() if row in some}
        assert reader.scores("ステンレスの研磨とめっき", list(some)) == expected


def test_no_more_rows_than_the_limit_are_found_and_they_are_the_best(index):
    reader = holding(index, *map(a_firm, TRADES))

    everybody = reader.search("めっきと研磨", NOTHING, 9)
    best = reader.search("めっきと研磨", NOTHING, 2)

    assert list(best.items()) == list(everybody.items())[:2]


def test_the_background_has_the_score_of_every_firm_of_the_sample(index):
    reader = holding(index, *map(a_firm, TRADES))

    scores = reader.search("めっきと研磨", NOTHING, 9).values()

    assert sorted(reader.background("めっきと研磨")) == sorted([*scores, 0.0])


def test_firms_outside_the_sample_are_no_background(index):
    index.add(entries(a_firm("研磨")))
    index.add(entries(a_firm("研磨"), first_row=1, total=10**15))
    index.commit()

    assert len(index.reader().search("研磨", NOTHING, 9)) == 2
    assert len(index.reader().background("研磨")) == 1


def test_a_changed_firm_is_found_under_its_new_row_only(index):
    before = a_firm("木工", ref="F1")
    holding(index, before, a_firm("印刷"))

    index.remove(["F1"])
    index.add(entries(a_firm("研磨", ref="F1"), first_row=2))
    index.commit()

    assert rows(index.reader(), "研磨") == [2]
    assert rows(index.reader(), "木工") == []
    assert len(index.reader()) == 2


def test_a_firm_that_is_removed_is_gone_from_the_background_too(index):
    holding(index, *(a_firm("研磨", ref=f"F{number}") for number in range(5)))

    index.remove(["F0", "F1"])
    index.commit()

    assert set(rows(index.reader(), "研磨")) == {2, 3, 4}
    assert len(index.reader().background("研磨")) == 3
    assert len(index.reader().background("木工")) == 3


def test_a_firm_changed_again_and_again_stays_one_firm(index):
    holding(index, a_firm("木工"), a_firm("研磨", ref="F1"))

    for row in range(2, 30):
        index.remove(["F1"])
        index.add(entries(a_firm("研磨", ref="F1"), first_row=row))
        index.commit()

    reader = index.reader()
    assert rows(reader, "研磨") == [29]
    assert len(reader.background("研磨")) == 2
    assert reader.rarity(["研磨"])["研磨"] > 0


def test_a_reader_does_not_see_later_commits(index):
    reader = holding(index, a_firm("研磨", ref="F1"))
    before = reader.search("研磨", NOTHING, 9)

    index.remove(["F1"])
    index.add(entries(a_firm("研磨と研磨"), first_row=1))
    index.commit()

    assert reader.search("研磨", NOTHING, 9) == before
    assert len(reader) == 1


def test_what_is_not_committed_is_not_seen(index):
    index.add(entries(a_firm("研磨")))

    assert rows(index.reader(), "研磨") == []


def test_a_closed_index_is_opened_again_as_it_was(index, tmp_path):
    found = holding(index, *map(a_firm, TRADES)).search("研磨", NOTHING, 9)
    index.close()

    again = LexicalIndex.open(tmp_path / "lexical", ANALYZER).reader()

    assert again.search("研磨", NOTHING, 9) == found


def test_the_rarest_term_has_the_highest_rarity_be_it_word_or_compound(index):
    firms = [a_firm("クロムめっき"), *(a_firm("めっき") for _ in range(9))]

    rarity = holding(index, *firms).rarity(["鍍金", "クロム鍍金", "鋳造"])

    assert rarity["クロム鍍金"] > rarity["鍍金"] > 0
    assert rarity["鋳造"] == 0.0


def test_coverage_is_the_share_of_the_words_that_somebody_uses(index):
    reader = holding(index, *map(a_firm, TRADES))

    assert reader.coverage("研磨とめっき") == 1.0
    assert reader.coverage("鋳造") == 0.0
    assert 0.0 < reader.coverage("研磨と鋳造") < 0.5


def test_an_empty_index_answers_with_nothing(index):
    index.commit()
    reader = index.reader()

    assert reader.search("研磨", NOTHING, 9) == {}
    assert reader.background("研磨") == []
    assert reader.coverage("研磨") == 0.0


def test_a_long_text_is_looked_up_by_its_most_frequent_terms(index):
    reader = holding(index, a_firm("研磨"), a_firm("木工"))
    long = "、".join(f"SUS{number}" for number in range(600))

    assert rows(reader, f"研磨、{long}、研磨") == [0]


def test_a_folder_that_is_no_index_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(IndexUnavailableError):
            LexicalIndex.open(folder, ANALYZER)


def test_an_index_that_lost_a_file_is_refused(index, tmp_path):
    holding(index, *map(a_firm, TRADES))
    index.close()
    segments = [path for path in (tmp_path / "lexical").iterdir() if "-" not in path.name]
    files = [path for path in segments if path.suffix in {".term", ".idx", ".fast", ".store"}]
    assert len(files) >= 4

    for path in files:
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(IndexUnavailableError):
            LexicalIndex.open(tmp_path / "lexical", ANALYZER).reader()
        path.write_bytes(content)
