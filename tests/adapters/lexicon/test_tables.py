import pytest

from builders import a_concept, a_lexicon
from enishi.adapters.lexicon.tables import Tables, is_chinese, reads_as_japanese
from lexicons import ANALYZER

LEXICON = a_lexicon(
    a_concept("はめあい", "property", names="しっくり合う", english="fit", chinese="配合"),
    a_concept("配合", names="調合", chinese="配方"),
    a_concept("めっき", "treatment", names="鍍金|メッキ", english="plating", chinese="电镀"),
    a_concept("SCM440", "material", chinese="42CrMo"),
)


def tables() -> Tables:
    return Tables.of(LEXICON, ANALYZER)


def test_every_name_is_found_by_its_comparable_letters():
    names = tables().names

    assert names["めっき"] == names["鍍金"] == names["メッキ"] == names["plating"] == ("めっき",)
    assert names["scm440"] == names["42crmo"] == ("SCM440",)


def test_a_chinese_name_that_reads_as_japanese_is_kept_apart():
    made = tables()

    assert made.names["配合"] == ("配合",)
    assert made.chinese == {"配合": ("はめあい",), "配方": ("配合",)}
    assert made.names["电镀"] == ("めっき",)


@pytest.mark.parametrize(
    ("name", "japanese"), [("配合", True), ("退火", True), ("电镀", False), ("42CrMo", False)]
)
def test_the_script_tells_whether_a_name_could_be_japanese(name, japanese):
    assert reads_as_japanese(name) is japanese


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("不锈钢的退火与电镀", True),
        ("ステンレスの焼なまし", False),
        ("電鍍と不锈钢のめっき", False),
        ("切削加工", False),
        ("stainless steel", False),
        ("", False),
    ],
)
def test_a_text_is_chinese_where_it_has_no_kana_and_its_script_is_simplified(text, chinese):
    assert is_chinese(text) is chinese


def test_names_of_two_concepts_lead_to_both():
    both = a_lexicon(a_concept("治具", "product"), a_concept("治具製作", names="治具"))

    assert Tables.of(both, ANALYZER).names["治具"] == ("治具", "治具製作")


def test_tables_that_were_written_are_read_back_the_same(tmp_path):
    made = tables()

    made.write(tmp_path)

    assert Tables.read(tmp_path) == made
