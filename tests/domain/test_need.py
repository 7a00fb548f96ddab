import pytest

from builders import a_firm, a_need
from enishi.domain.constraint import Constraints
from enishi.domain.errors import InvalidValueError
from enishi.domain.limits import QUERY
from enishi.domain.need import NeedKind, need_id


def refused(**known) -> str | None:
    with pytest.raises(InvalidValueError) as refusal:
        a_need(**known)
    return refusal.value.field


def test_a_ref_a_kind_and_a_title_are_enough():
    need = a_need("切削の依頼", ref="N1")

    assert (need.description, need.firm_ref, need.constraints) == (None, None, Constraints())


@pytest.mark.parametrize(
    ("known", "field"),
    [
        *(({"ref": ""}, "need_ref"), ({"title": " "}, "title")),
        *(({"query": "長" * (QUERY + 1)}, "query"), ({"label": "長" * 201}, "class")),
        *(({"by": "長" * 201}, "firm_ref"), ({"description": "a\0"}, "description")),
    ],
)
def test_a_value_out_of_its_range_is_refused_by_its_name(known, field):
    assert refused(**known) == field


def test_the_text_of_a_need_is_its_title_and_its_description():
    assert a_need("長尺の研磨", description="2メートルです").text == "長尺の研磨\n2メートルです"
    assert a_need("長尺の研磨").text == "長尺の研磨"


def test_the_identity_of_a_need_follows_from_its_ref_alone():
    assert a_need("甲", ref="N1").id == a_need("乙", ref="N1").id == need_id("N1")


def test_a_need_and_a_firm_of_one_ref_are_two():
    assert a_need(ref="X1").id != a_firm(ref="X1").id


def test_every_kind_has_a_japanese_name():
    assert len({kind.label for kind in NeedKind}) == len(NeedKind)
