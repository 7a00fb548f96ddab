from decimal import Decimal

import pytest

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.errors import InvalidValueError


def lines_of(path, layout=Layout.FIRMS):
    return list(open_source(path, layout).lines())


def record_of(path, layout=Layout.FIRMS):
    (line,) = lines_of(path, layout)
    assert line.error is None, line.error
    return {name: value for name, value in line.record.items() if value is not None}


def refusal_of(path, layout=Layout.FIRMS):
    (line,) = lines_of(path, layout)
    number, field = line.place(line.error.field)
    return number, field, line.error.message


def test_a_row_is_a_firm_with_one_capability(save):
    path = save(
        "firms.csv",
        "firm_ref,name,employees,certifications,capability_ref,title,processes,tolerance_um\n"
        "F1,燕研磨,２４,ISO9001;JISQ9100,F1-1,鏡面研磨,バフ研磨、電解研磨,0.5\n",
    )

    record = record_of(path)

    assert record["employees"] == 24
    assert record["certifications"] == ["ISO9001", "JISQ9100"]
    (capability,) = record["capabilities"]
    assert capability["processes"] == ["バフ研磨", "電解研磨"]
    assert capability["tolerance_um"] == Decimal("0.5")


def test_a_firm_without_a_capability_has_none(save):
    assert record_of(save("f.csv", "firm_ref,name,capability_ref,title\nF1,燕研磨,,\n")) == {
        "firm_ref": "F1",
        "name": "燕研磨",
    }


def test_rows_that_follow_each_other_with_one_ref_are_one_firm(save):
    path = save(
        "f.csv",
        "firm_ref,name,employees,capability_ref,title\n"
        'F1,燕研磨,24,F1-1,"鏡面\n研磨"\n'
        "F1,,,F1-2,電解研磨\n"
        "F1,燕研磨,24,F1-3,バリ取り\n"
        "F2,三条鍛造,,F2-1,冷間鍛造\n",
    )

    first, second = lines_of(path)

    assert [item["title"] for item in first.record["capabilities"]] == [
        "鏡面\n研磨",
        "電解研磨",
        "バリ取り",
    ]
    assert first.record["employees"] == 24
    assert second.record["firm_ref"] == "F2"
    assert (first.number, second.number) == (2, 6)


def test_an_error_inside_a_capability_is_placed_at_its_own_row_and_column(save):
    path = save(
        "f.csv",
        "firm_ref,name,capability_ref,title\nF1,燕研磨,,\nF1,,F1-1,研磨\nF1,,F1-2,切削\n",
    )

    (line,) = lines_of(path)

    assert line.place("capabilities[0].title") == (3, "title")
    assert line.place("capabilities[1].processes[0]") == (4, "processes[0]")
    assert line.place("name") == (2, "name")
    assert line.place(None) == (2, None)


def test_a_later_row_that_contradicts_the_first_is_named_with_its_column(save):
    path = save(
        "f.csv",
        "firm_ref,name,employees,capability_ref,title\n"
        "F1,燕研磨,24,F1-1,研磨\nF1,燕研磨,42,F1-2,切削\n",
    )

    number, field, message = refusal_of(path)

    assert (number, field) == (3, "employees")
    assert "同じ firm_ref の2行目と違う値" in message


def test_a_later_row_of_a_firm_must_say_something(save):
    path = save("f.csv", "firm_ref,name,capability_ref,title\nF1,燕研磨,F1-1,研磨\nF1,,,\n")

    number, field, message = refusal_of(path)

    assert (number, field) == (3, "firm_ref")
    assert "capabilities の列がすべて空" in message


@pytest.mark.parametrize("broken", ["F1,,F1-2\n", "F1,,F1-2,切削,余分\n", 'F1,,F1-2,"切"削\n'])
def test_a_firm_with_a_broken_row_is_refused_as_a_whole(save, broken):
    good = "F1,燕研磨,F1-1,研磨\n"
    path = save("f.csv", f"firm_ref,name,capability_ref,title\n{good}{broken}F2,三条,F2-1,鍛造\n")

    first, second = lines_of(path)

    assert first.number == 3
    assert first.error is not None
    assert first.raw == good + broken
    assert second.error is None


def test_a_broken_row_of_another_firm_leaves_its_neighbours_alone(save):
    path = save(
        "f.csv",
        'firm_ref,name,title\nF1,燕研磨,研磨\nF2,"三"条,鍛造\nF3,弥彦,溶接\n',
    )

    assert [line.error is None for line in lines_of(path)] == [True, False, True]


def test_rows_without_a_ref_are_not_taken_for_one_firm(save):
    path = save("f.csv", "firm_ref,name,title\n,甲,研磨\n,乙,鍛造\n")

    assert [line.record["name"] for line in lines_of(path)] == ["甲", "乙"]


def test_capabilities_may_stand_in_one_cell_as_json_but_not_in_both_places(save):
    cell = '"[{""capability_ref"":""F1-1"",""title"":""研磨"",""lot_min"":5}]"'
    alone = save("a.csv", f"firm_ref,name,capabilities\nF1,燕研磨,{cell}\n")
    both = save("b.csv", f"firm_ref,name,capabilities,title\nF1,燕研磨,{cell},切削\n")

    assert record_of(alone)["capabilities"] == [
        {"capability_ref": "F1-1", "title": "研磨", "lot_min": 5}
    ]
    assert refusal_of(both)[:2] == (2, "capabilities")


def test_facilities_stand_in_a_cell_as_json(save):
    cell = '"[{""facility_ref"":""P1"",""power_area"":""東北電力""}]"'

    record = record_of(save("f.csv", f"firm_ref,name,facilities\nF1,燕研磨,{cell}\n"))

    assert record["facilities"] == [{"facility_ref": "P1", "power_area": "東北電力"}]


def test_the_certifications_of_a_needs_file_are_what_the_need_asks_for(save):
    path = save(
        "needs.csv",
        "need_ref,kind,title,certifications,lot,prefectures\n"
        'N1,sourcing,切削,ISO9001,"1,000",新潟県、長野県\n',
    )

    record = record_of(path, Layout.NEEDS)

    assert record["constraints"]["certifications"] == ["ISO9001"]
    assert record["constraints"]["lot"] == 1000
    assert record["constraints"]["prefectures"] == ["新潟県", "長野県"]
    assert "certifications" not in record


def test_constraints_may_stand_in_one_cell_as_json_but_not_in_both_places(save):
    cell = '"{""lot"": 5}"'
    alone = save("a.csv", f"need_ref,kind,title,constraints\nN1,sourcing,切削,{cell}\n")
    both = save("b.csv", f"need_ref,kind,title,constraints,lot\nN1,sourcing,切削,{cell},5\n")

    assert record_of(alone, Layout.NEEDS)["constraints"] == {"lot": 5}
    assert refusal_of(both, Layout.NEEDS)[:2] == (2, "constraints")


def test_the_firms_of_a_tie_stand_in_one_cell(save):
    path = save(
        "ties.csv",
        "tie_ref,date,kind,accepted,firm_refs\nT1,2025/4/1,meeting,はい,F1；F2\n",
    )

    assert record_of(path, Layout.TIES) == {
        "tie_ref": "T1",
        "date": "2025-04-01",
        "kind": "meeting",
        "accepted": True,
        "firm_refs": ["F1", "F2"],
    }


def test_an_unknown_column_is_handed_on_for_the_report(save):
    assert record_of(save("f.csv", "firm_ref,name,電話\nF1,燕研磨,0256\n"))["電話"] == "0256"


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("name,title", "firm_ref がありません"),
        ("法人番号,商号または名称", "enishi import gbizinfo"),
        ("firm_ref\tname", "「,」で区切って"),
    ],
)
def test_a_file_without_the_columns_that_every_firm_needs_is_refused(save, header, hint):
    with pytest.raises(InvalidValueError, match=hint):
        open_source(save("f.csv", header + "\n"), Layout.FIRMS)


def test_a_thousand_rows_of_one_firm_are_not_held_in_memory(save):
    rows = "".join(f"F1,燕研磨,F1-{number},研磨\n" for number in range(1_001))
    source = open_source(save("f.csv", "firm_ref,name,capability_ref,title\n" + rows), Layout.FIRMS)

    with pytest.raises(InvalidValueError, match="1002行目: 同じ firm_ref の行が1,000行を超えて"):
        list(source.lines())
