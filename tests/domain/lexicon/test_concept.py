import pytest

from builders import a_concept
from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Relation, Replacement


@pytest.mark.parametrize("relation", Relation)
def test_a_concept_does_not_point_to_itself(relation):
    with pytest.raises(InvalidValueError) as refused:
        a_concept("めっき", **{relation.value: ("塗装", "めっき")})

    assert refused.value.field == relation.value
    assert "めっき" in refused.value.message
    assert "めっき" in refused.value.english


@pytest.mark.parametrize("field", ["names", "english", "chinese", "broader", "made_by"])
def test_a_list_holds_no_blank_entry(field):
    with pytest.raises(InvalidValueError) as refused:
        a_concept("めっき", **{field: ("鍍金", " ")})

    assert refused.value.field == f"{field}[1]"


@pytest.mark.parametrize("name", ["", "  ", "長" * 201, "\x00"])
def test_a_concept_has_a_name_that_can_be_read(name):
    with pytest.raises(InvalidValueError):
        a_concept(name)


def test_spellings_of_every_language_come_once_each_the_preferred_name_first():
    concept = a_concept("めっき", names="鍍金|メッキ", english="plating", chinese="镀|鍍金")

    assert concept.spellings == ("めっき", "鍍金", "メッキ", "plating", "镀")


def test_an_english_reader_sees_the_first_english_name_or_the_japanese_one():
    assert a_concept("めっき", english="plating|coating").english_name == "plating"
    assert a_concept("めっき").english_name == "めっき"


def test_relations_come_in_the_order_in_which_they_are_declared():
    concept = a_concept("歯車", uses="ホブ盤", broader="機械要素|製品", made_by="ホブ切り")

    assert list(concept.relations()) == [
        (Relation.BROADER, "機械要素"),
        (Relation.BROADER, "製品"),
        (Relation.MADE_BY, "ホブ切り"),
        (Relation.USES, "ホブ盤"),
    ]


def test_a_replacement_names_what_it_replaces():
    with pytest.raises(InvalidValueError) as refused:
        Replacement("無電解ニッケルめっき", " ")

    assert refused.value.field == "can_replace"
