import pytest

from builders import a_concept, a_lexicon
from enishi.domain.lexicon import Lexicon, Replacement
from enishi.domain.lexicon.lint import Fault, lint

SOUND = a_lexicon(
    a_concept("めっき", "treatment", gives_function="耐食性"),
    a_concept("亜鉛めっき", "treatment", broader="めっき"),
    a_concept("耐食性", "property"),
)


def faults(*concepts, replacements=()) -> list[tuple[Fault, str]]:
    found = lint(Lexicon((*SOUND.concepts, *concepts), tuple(replacements)))
    return [(finding.fault, finding.concept) for finding in found]


def test_a_sound_lexicon_has_no_findings():
    assert lint(SOUND) == ()
    assert lint(Lexicon()) == ()


@pytest.mark.parametrize(
    ("concept", "fault"),
    [
        (a_concept("めっき", "treatment"), Fault.TWICE),
        (a_concept("塗装", "treatment", broader="表面処理"), Fault.UNKNOWN),
        (a_concept("塗装", "treatment"), Fault.ORPHAN),
        (a_concept("錆び", "symptom", broader="めっき"), Fault.ORPHAN),
        (a_concept("鍍金", "treatment", names="ﾒｯｷ|めっき", broader="亜鉛めっき"), Fault.CLASH),
        (
            a_concept("鍍金", "treatment", broader="めっき", must_not_confuse="めっき"),
            Fault.CONTRADICTION,
        ),
    ],
)
def test_a_fault_is_found_and_named_in_both_languages(concept, fault):
    findings = lint(Lexicon((*SOUND.concepts, concept)))

    assert [finding.fault for finding in findings] == [fault]
    assert findings[0].text
    assert findings[0].text_en
    assert findings[0].text != findings[0].text_en


def test_a_cycle_is_found_on_each_of_its_concepts():
    one, other = a_concept("a", broader="b"), a_concept("b", broader="a")

    assert faults(one, other) == [(Fault.CYCLE, "a"), (Fault.CYCLE, "b")]


def test_one_name_may_serve_two_kinds():
    assert faults(a_concept("治具", "product", names="めっき", made_by="めっき")) == []


def test_spellings_that_a_reader_takes_for_the_same_clash():
    narrow = a_concept("SUS304", "material", made_by="めっき")
    wide = a_concept("ＳＵＳ３０４", "material", made_by="めっき")

    assert faults(narrow, wide) == [(Fault.CLASH, "SUS304")]


def test_a_property_that_only_something_else_points_to_is_no_orphan():
    product = a_concept("船舶金物", "product", needs_property="耐塩水性")

    assert faults(product, a_concept("耐塩水性", "property")) == []


def test_the_names_of_a_replacement_must_be_known():
    unknown = Replacement("無電解ニッケルめっき", "めっき", on_material="鋼", keeps=("硬さ",))

    found = faults(replacements=[unknown])

    assert found == [(Fault.UNKNOWN, "無電解ニッケルめっき")] * 3


def test_a_concept_with_more_relations_than_anybody_keeps_true_is_questioned():
    many = tuple(f"工程{number}" for number in range(25))
    concepts = [a_concept(name, uses="めっき") for name in many]

    assert faults(*concepts, a_concept("製品", "product", made_by=many)) == [
        (Fault.CROWDED, "製品")
    ]
    assert faults(*concepts, a_concept("製品", "product", made_by=many[:24])) == []
