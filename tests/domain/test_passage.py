import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import a_capability, a_firm
from enishi.domain.passage import LONGEST, passages, pieces
from strategies import firms

SENTENCE = "鋳肌の粗い品物を、手で一つずつ磨いて鏡のようにします。"
TEXTS = st.text(st.sampled_from("研磨する。！？!?\n 切.a、"), max_size=700)


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in pieces(text)]


@given(TEXTS)
@example("。")
@example("。\n！")
@example("。はじめに止めがある")
@example("切" * 1000)
def test_the_pieces_of_a_text_are_the_text_in_order(text):
    assert "".join(cut(text)) == text


@given(TEXTS)
def test_no_piece_is_empty_or_longer_than_the_longest(text):
    assert all(0 < len(piece) <= LONGEST for piece in cut(text) or ["-"])


@given(st.lists(st.text("研磨切削", min_size=1, max_size=LONGEST - 1), min_size=1, max_size=9))
def test_sentences_that_fit_are_never_cut(sentences):
    for piece in cut("".join(f"{sentence}。" for sentence in sentences)):
        assert piece.endswith("。")


def test_a_long_description_is_cut_at_the_ends_of_its_sentences():
    parts = cut(SENTENCE * 20)

    assert len(parts) > 1
    assert all(part.endswith("。") and len(part) <= LONGEST for part in parts)


def test_short_sentences_are_kept_together():
    assert cut("切削します。研磨もします。") == ["切削します。研磨もします。"]


def test_a_single_sentence_that_is_too_long_is_cut_hard():
    assert [len(part) for part in cut("削" * (2 * LONGEST + 10))] == [LONGEST, LONGEST, 10]


def test_a_capability_is_read_under_its_title_with_what_it_works_on():
    firm = a_firm(
        can=[
            a_capability(
                "鏡面研磨",
                description="手で磨きます。",
                processes="バフ研磨",
                materials="SUS304",
                equipment="円筒バフ機",
            )
        ]
    )

    (only,) = passages(firm)

    assert only.text == "鏡面研磨。手で磨きます。バフ研磨、SUS304、円筒バフ機"


def test_each_passage_of_a_long_description_is_read_under_the_title():
    firm = a_firm(can=[a_capability("鏡面研磨", description=SENTENCE * 20, processes="バフ研磨")])

    found = passages(firm)

    assert len(found) > 1
    assert all(item.text.startswith("鏡面研磨。鋳肌") for item in found)
    assert all(item.text.endswith("バフ研磨") for item in found)


@pytest.mark.parametrize("description", [None, ""])
def test_a_capability_without_a_description_is_read_by_its_title(description):
    (only,) = passages(a_firm(can=[a_capability("鏡面研磨", description=description)]))

    assert (only.text, only.place.field) == ("鏡面研磨", "title")


def test_a_capability_without_a_title_is_read_by_its_description():
    (only,) = passages(a_firm(can=[a_capability(None, description="手で磨きます")]))

    assert (only.text, only.place.field) == ("手で磨きます", "description")


def test_capabilities_come_in_the_firms_order_and_the_summary_last():
    firm = a_firm("切削", "研磨", summary="何でも屋です")

    assert [item.text for item in passages(firm)] == ["切削", "研磨", "何でも屋です"]
    assert passages(firm)[-1].place.capability_ref is None


def test_a_firm_that_says_nothing_has_no_passage():
    assert passages(a_firm()) == ()


@settings(max_examples=40)
@given(firms())
def test_every_passage_says_where_in_the_profile_it_stands(firm):
    for passage in passages(firm):
        place = passage.place
        source = firm if place.capability_ref is None else firm.capability(place.capability_ref)
        text = getattr(source, place.field)
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert text[place.span.start : place.span.end].rstrip("。") in passage.text


@settings(max_examples=40)
@given(firms())
def test_every_capability_and_every_summary_is_in_some_passage(firm):
    said = {(item.place.capability_ref, item.place.field) for item in passages(firm)}

    for capability in firm.capabilities:
        field = "description" if capability.description else "title"
        assert (capability.ref, field) in said
    assert ((None, "summary") in said) == bool(firm.summary)
