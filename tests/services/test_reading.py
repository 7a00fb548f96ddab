"""What is understood of a question, and what of it becomes a condition."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_concept, a_firm, a_lexicon
from enishi.domain.constraint import Constraints
from enishi.domain.lexicon import ConceptKind
from enishi.services.reading import ReadConcept, ReadCondition, Reading, covered_by
from networks import Network
from strategies import texts

LEXICON = a_lexicon(
    a_concept("切削加工", names="切削", english="machining"),
    a_concept("旋削", names="旋盤加工", broader="切削加工", uses="NC旋盤", english="turning"),
    a_concept("NC旋盤", "equipment"),
    a_concept("研磨", "treatment"),
    a_concept("電解研磨", "treatment", broader="研磨", english="electropolishing"),
    a_concept("めっき", "treatment", english="plating"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("ステンレス鋼", "material", names="ステンレス", english="stainless steel"),
    a_concept("耐食性", "property", names="錆びない", english="corrosion resistance"),
    a_concept("認証", "certification"),
    *(
        a_concept(name, "certification")
        for name in ("ISO9001", "JISQ9100", "ISO14001", "ミルシート")
    ),
)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Firms that hold every certificate of the lexicon but ISO14001."""
    found = Network(tmp_path_factory.mktemp("network") / "indexes", lexicon=LEXICON)
    found.publish(a_firm("切削", certified=("ISO 9001", "JIS Q 9100"))).rebuild()
    return found


@pytest.fixture
def read(network):
    """Reads a text, less what is ignored."""

    def reading(text: str, *ignored: str) -> Reading:
        view = network.view
        return network.search.reader.read(text, view.catalogue, view.concepts, ignored)

    return reading


@pytest.fixture
def held(network):
    """Returns the conditions that firms are held to by a text, less what is ignored."""

    def constraints(text: str, *ignored: str) -> Constraints:
        view = network.view
        return network.search.reader.constraints(text, view.catalogue, view.concepts, ignored)

    return constraints


def concepts(reading: Reading) -> list[str]:
    return [item.concept for item in reading.concepts]


def conditions(reading: Reading) -> dict[str, str]:
    return {item.name: item.value for item in reading.conditions}


def test_a_concept_is_read_where_the_text_says_it_in_its_own_words(read):
    (concept,) = read("塩水で錆びない取っ手").concepts

    assert concept.concept == "耐食性"
    assert concept.concept_en == "corrosion resistance"
    assert concept.kind is ConceptKind.PROPERTY
    assert (concept.text, concept.span.start, concept.span.end) == ("錆びない", 3, 7)
    assert (concept.is_denied, concept.is_wish) == (False, False)


def test_concepts_are_read_once_each_in_the_order_of_the_text(read):
    reading = read("ステンレスを電解研磨。切削したステンレスで、電解研磨は鏡のように")

    assert concepts(reading) == ["ステンレス鋼", "電解研磨", "切削加工"]


def test_what_is_to_be_left_out_is_read_as_denied_and_what_is_hoped_for_as_a_wish(read):
    found = {item.concept: item for item in read("めっき以外で。できれば電解研磨").concepts}

    assert (found["めっき"].is_denied, found["めっき"].is_wish) == (True, False)
    assert (found["電解研磨"].is_denied, found["電解研磨"].is_wish) == (False, True)


def test_what_the_asker_cannot_do_is_what_it_asks_for(read):
    (concept,) = read("当社ではめっきを行っておりません").concepts

    assert concept.concept == "めっき"
    assert not concept.is_denied


def test_a_text_of_no_trade_is_read_as_nothing(read):
    assert read("よろしくお願いします") == Reading((), ())


def test_numbers_of_the_text_become_conditions(read):
    lot, tolerance = sorted(read("軸を月30本、±5μmで").conditions, key=lambda item: item.name)

    assert (lot.name, lot.value, lot.text) == ("lot", "30", "月30本")
    assert (lot.label, lot.label_en) == ("ロット 30 個", "lot of 30")
    assert (tolerance.name, tolerance.value, tolerance.text) == ("tolerance_um", "5", "±5μm")
    assert (tolerance.label, tolerance.label_en) == ("精度 5 μm", "tolerance 5 μm")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2mの軸を300本", {"max_size_mm": "2000", "lot": "300"}),
        (
            "直径300mm、公差±0.01mmを500個",
            {"max_size_mm": "300", "tolerance_um": "10", "lot": "500"},
        ),
        ("納期2週間で", {"max_lead_time_days": "14"}),
        ("納期0日", {"max_lead_time_days": "0"}),
        ("ロット1,500個", {"lot": "1500"}),
        ("角を丸く", {}),
    ],
)
def test_each_kind_of_number_becomes_its_own_condition(read, text, expected):
    assert conditions(read(text)) == expected


def test_a_condition_is_shown_as_people_write_numbers(read):
    (size, lot) = read("長さ2mの軸をロット12,000個").conditions

    assert (size.label, size.label_en) == ("寸法 2,000 mm", "size 2,000 mm")
    assert (lot.label, lot.label_en) == ("ロット 12,000 個", "lot of 12,000")


@pytest.mark.parametrize("text", ["不良0個で", "公差±0μm", "0mmの段差"])
def test_a_number_of_nothing_is_no_condition(read, held, text):
    assert read(text).conditions == ()
    assert held(text) == Constraints()


@pytest.mark.parametrize("said", ["ISO9001", "ISO 9001", "ＩＳＯ９００１"])
def test_a_certificate_that_is_needed_is_a_condition_in_any_spelling(read, said):
    (condition,) = read(f"{said}の認証が必須です").conditions

    assert (condition.name, condition.value, condition.text) == ("certifications", "ISO9001", said)
    assert (condition.label, condition.label_en) == ("認証 ISO9001", "certified: ISO9001")


@pytest.mark.parametrize(
    "text",
    [
        "ISO9001があれば助かる",
        "できればISO9001",
        "ISO9001は不要です",
        "ISO14001が必須です",  # nobody lists it
        "認証のある会社",
        "ミルシートを付けて",
    ],
)
def test_a_certificate_that_is_not_needed_or_that_nobody_lists_is_no_condition(read, held, text):
    assert read(text).conditions == ()
    assert held(text) == Constraints()
    assert read(text).concepts  # though it is understood


def test_each_certificate_that_is_needed_is_a_condition_once(read, held):
    text = "ISO9001とJISQ9100が必須。ISO9001は必ず"

    assert [item.value for item in read(text).conditions] == ["ISO9001", "JISQ9100"]
    assert held(text) == Constraints(certifications=("ISO9001", "JISQ9100"))


def test_firms_are_held_to_what_is_read(held):
    assert held("ISO9001必須、2mの軸を300本、±5μm、納期2週間") == Constraints(
        certifications=("ISO9001",),
        max_size_mm=Decimal(2000),
        tolerance_um=Decimal(5),
        lot=300,
        max_lead_time_days=14,
    )


@pytest.mark.parametrize(
    ("ignored", "left"),
    [
        ("lot", Constraints(certifications=("ISO9001", "JISQ9100"), tolerance_um=Decimal(5))),
        ("ISO9001", Constraints(certifications=("JISQ9100",), tolerance_um=Decimal(5), lot=30)),
        ("certifications", Constraints(tolerance_um=Decimal(5), lot=30)),
    ],
)
def test_firms_are_not_held_to_what_is_ignored(held, ignored, left):
    assert held("ISO9001とJISQ9100、月30本、±5μm", ignored) == left


def test_what_is_ignored_is_still_read_so_that_it_can_be_taken_up_again(read):
    text = "錆びない軸を月30本"
    whole, less = read(text), read(text, "耐食性", "lot")

    assert (less.concepts, less.conditions) == (whole.concepts, whole.conditions)
    assert (whole.ignored, less.ignored) == ((), ("耐食性", "lot"))


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("旋削のあと亜鉛めっきを", ("旋削", "亜鉛めっき")),
        ("亜鉛めっきの前に旋盤加工", ("亜鉛めっき", "旋削")),
        ("旋削、電解研磨、めっき", ("旋削", "電解研磨", "めっき")),
        ("切削、とくに旋削、そして研磨", ("旋削", "研磨")),
        ("旋削だけ", ()),
        ("切削、とくに旋削", ()),
        ("旋削と旋盤加工", ()),
        ("ステンレスの旋削。錆びないこと", ()),
        ("旋削。めっき以外で", ()),
        ("当社ではめっきを行っておりません。旋削から", ("めっき", "旋削")),
    ],
)
def test_several_kinds_of_work_are_steps_and_one_kind_is_not(read, text, steps):
    assert read(text).steps == steps


def test_work_that_is_ignored_is_no_step(read):
    assert read("旋削、電解研磨、めっき", "電解研磨").steps == ("旋削", "めっき")
    assert read("旋削とめっき", "めっき").steps == ()


@pytest.mark.parametrize(
    ("says", "by"),
    [
        ("旋削", "旋削"),
        ("NC旋盤", "NC旋盤"),  # the machine for it
        ("切削加工", None),  # may be any other machining
        ("めっき", None),
        ("何もない", None),
    ],
)
def test_a_step_is_covered_by_the_same_work_or_by_the_machine_for_it(says, by):
    assert covered_by(["旋削"], {says: 1}, LEXICON, least=0.6) == {"旋削": by}


def test_a_step_is_covered_by_a_kind_of_it(network):
    assert covered_by(["切削加工", "めっき"], {"旋削": 1, "亜鉛めっき": 2}, LEXICON, least=0.6) == {
        "切削加工": "旋削",
        "めっき": "亜鉛めっき",
    }


def test_of_several_concepts_the_strongest_covers_a_step_however_often_others_are_said():
    said = {"NC旋盤": 9, "旋削": 1}

    assert covered_by(["旋削"], said, LEXICON, least=0.6) == {"旋削": "旋削"}


def test_where_no_step_is_asked_for_nothing_is_covered():
    assert covered_by([], {"旋削": 1}, LEXICON, least=0.6) == {}


PIECES = st.sampled_from(
    [
        *("旋削", "電解研磨", "めっき以外", "錆びない", "ISO9001", "JISQ9100必須", "不良0個"),
        *(
            "月30本",
            "±5μm",
            "±0",
            "2mの軸",
            "納期2週間",
            "ロット1,500個",
            "できれば",
            "、",
            "。",
            "は",
        ),
    ]
)


@given(st.lists(PIECES | texts(6), max_size=12).map("".join))
def test_whatever_is_typed_its_reading_points_into_the_text_and_firms_are_held_to_it(network, text):
    view, reader = network.view, network.search.reader

    reading = reader.read(text, view.catalogue, view.concepts)
    held = reader.constraints(text, view.catalogue, view.concepts)

    read: list[ReadConcept | ReadCondition] = [*reading.concepts, *reading.conditions]
    for item in read:
        assert item.text.strip() == text[item.span.start : item.span.end].strip() != ""
    assert {item.name for item in reading.conditions} == {
        name for name in Constraints.__slots__ if getattr(held, name) not in (None, ())
    }
    everything = [item.name for item in reading.conditions]
    assert reader.constraints(text, view.catalogue, view.concepts, everything) == Constraints()
