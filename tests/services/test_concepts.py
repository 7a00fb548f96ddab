import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_capability, a_concept, a_firm
from enishi.services.concepts import asked_in, concepts_of, is_left_out, kinship, texts_of
from lexicons import a_finder
from strategies import firms, texts

FINDER = a_finder(
    a_concept("めっき", "treatment", names="鍍金|メッキ"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("塗装", "treatment"),
    a_concept("鋳造", names="鋳物"),
    a_concept("切削加工", names="切削"),
    a_concept("SUS304", "material"),
    a_concept("NC旋盤", "equipment"),
    a_concept("ISO9001", "certification"),
    a_concept("耐食性", "property", names="錆びない"),
)
names = st.lists(st.sampled_from(sorted(FINDER.lexicon.by_name)), max_size=6)


def test_every_text_of_a_profile_is_read():
    firm = a_firm(
        can=[
            a_capability(
                "切削",
                description="錆びない仕上げ",
                processes="塗装",
                materials="SUS304",
                equipment="NC旋盤",
            ),
            a_capability(None, description="鋳物"),
        ],
        summary="亜鉛めっきの会社",
        certified="ISO 9001",
    )

    assert concepts_of(firm, FINDER) == {
        **{"切削加工": 1, "耐食性": 1, "塗装": 1, "SUS304": 1, "NC旋盤": 1},
        **{"鋳造": 1, "亜鉛めっき": 1, "ISO9001": 1},
    }


def test_each_time_it_is_said_counts():
    firm = a_firm(can=[a_capability("切削と鋳物", description="切削。切削も鋳造も")])

    assert concepts_of(firm, FINDER) == {"切削加工": 3, "鋳造": 2}


@pytest.mark.parametrize(
    "description",
    [
        "めっきは現在行っておりません",
        "めっき以外",
        "めっきは不可",
        "塗装ではなく切削、めっきは不可",
    ],
)
def test_what_a_firm_denies_is_not_what_it_does(description):
    firm = a_firm(can=[a_capability("切削", description=description)])

    assert "めっき" not in concepts_of(firm, FINDER)
    assert "塗装" not in concepts_of(firm, FINDER)


def test_a_firm_of_which_nothing_is_known_speaks_of_nothing():
    assert concepts_of(a_firm(), FINDER) == {}
    assert list(texts_of(a_firm())) == []


def test_a_question_asks_for_what_it_names():
    assert asked_in("SUS304の切削と塗装", FINDER) == {"SUS304": 1.0, "切削加工": 1.0, "塗装": 1.0}
    assert asked_in("急ぎです", FINDER) == {}


def test_a_wish_counts_half():
    assert asked_in("切削。できれば塗装も", FINDER) == {"切削加工": 1.0, "塗装": 0.5}


def test_what_is_wished_and_needed_is_needed():
    assert asked_in("できれば塗装も。塗装は必須です", FINDER)["塗装"] == 1.0


def test_what_is_to_be_left_out_is_not_asked_for():
    assert asked_in("塗装ではなくめっきで", FINDER) == {"めっき": 1.0}
    assert asked_in("切削のみ、塗装は不要", FINDER) == {"切削加工": 1.0}


def test_what_the_asker_lacks_is_the_very_thing_it_asks_for():
    text = "当社ではめっきができませんので、お願いできる会社を探しています"
    (mention,) = FINDER.mentions(text)

    assert mention.is_denied
    assert not is_left_out(mention)
    assert asked_in(text, FINDER) == {"めっき": 1.0}


def test_a_word_that_a_narrower_one_already_says_counts_half():
    assert asked_in("めっき、とくに亜鉛めっき", FINDER) == {"めっき": 0.5, "亜鉛めっき": 1.0}


def test_what_the_reader_takes_back_is_not_asked_for():
    assert asked_in("切削と塗装", FINDER, without=["塗装"]) == {"切削加工": 1.0}


def test_firms_that_speak_of_the_same_are_kin():
    assert kinship({"めっき": 3, "塗装": 1}, {"めっき": 1, "塗装": 9}) == pytest.approx(1)
    assert kinship(["めっき", "塗装"], ["めっき", "鋳造"]) == pytest.approx(0.5)
    assert kinship(["めっき"], ["塗装"]) == 0
    assert kinship([], ["塗装"]) == 0


@given(names, names)
def test_kinship_is_mutual_and_lies_between_nothing_and_all(one, other):
    one, other = list(dict.fromkeys(one)), list(dict.fromkeys(other))

    assert kinship(one, other) == pytest.approx(kinship(other, one))
    assert 0 <= kinship(one, other) <= 1 + 1e-9


@given(firms())
def test_any_firm_can_be_read(firm):
    counts = concepts_of(firm, FINDER)

    assert all(count >= 1 for count in counts.values())
    assert counts.keys() <= FINDER.lexicon.by_name.keys()


@given(
    st.lists(st.sampled_from(["めっき", "亜鉛めっき", "塗装", "できれば", "は不要", "、", "。"]))
)
def test_a_question_weighs_each_concept_between_nothing_and_one(pieces):
    asked = asked_in("".join(pieces), FINDER)

    assert all(0 < weight <= 1 for weight in asked.values())
    assert asked.keys() <= {"めっき", "亜鉛めっき", "塗装"}


@given(texts(60))
def test_any_question_can_be_asked(text):
    assert asked_in(text, FINDER).keys() <= FINDER.lexicon.by_name.keys()
