import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from enishi.adapters.encoding.tuning.pairs import Pair
from enishi.adapters.encoding.tuning.written import written_pairs
from enishi.domain.errors import InvalidValueError

SHIPPED = Path(__file__).parents[4] / "corpus" / "training" / "written"


def an_item(**known: object) -> dict[str, object]:
    return {
        "capability": {"title": "硬質クロムめっき", "description": "φ300まで。"},
        "near_miss": {"title": "装飾クロムめっき"},
        "asked": ["擦れて細った棒を元の太さに"],
        **known,
    }


def a_folder(folder: Path, *lines: object, name: str = "metal.jsonl") -> Path:
    texts = (
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    )
    (folder / name).write_text("\n".join(texts) + "\n", "utf-8")
    return folder


def test_each_text_that_asks_makes_a_pair(tmp_path):
    folder = a_folder(tmp_path, an_item(asked=["太さを戻したい", "HCr 100μ"]))

    assert list(written_pairs(folder)) == [
        Pair("太さを戻したい", "硬質クロムめっき。φ300まで", "装飾クロムめっき"),
        Pair("HCr 100μ", "硬質クロムめっき。φ300まで", "装飾クロムめっき"),
    ]


def test_pairs_follow_the_order_of_files_and_lines_past_blank_ones(tmp_path):
    a_folder(tmp_path, an_item(asked=["三"]), name="b.jsonl")
    a_folder(tmp_path, an_item(asked=["一"]), "", an_item(asked=["二"]), name="a.jsonl")

    assert [pair.asked for pair in written_pairs(tmp_path)] == ["一", "二", "三"]


def test_a_line_ends_at_its_line_feed_only(tmp_path):
    folder = a_folder(tmp_path, an_item(asked=["一行目\u2028二行目\x85"]))

    assert [pair.asked for pair in written_pairs(folder)] == ["一行目\u2028二行目\x85"]


def without(name: str) -> dict[str, object]:
    return {key: value for key, value in an_item().items() if key != name}


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", "null", '"文"'),
        *map(without, ("capability", "near_miss", "asked")),
        an_item(capability="硬質クロムめっき"),
        an_item(capability={"description": "題がない"}),
        an_item(near_miss={"title": 7}),
        an_item(asked="一つの文"),
        an_item(asked=None),
    ],
    ids=repr,
)
def test_what_cannot_be_read_is_named_by_file_and_line(tmp_path, line):
    folder = a_folder(tmp_path, an_item(), line)

    with pytest.raises(InvalidValueError) as refusal:
        list(written_pairs(folder))

    assert refusal.value.message.startswith("metal.jsonl 2 行目")
    assert refusal.value.english.startswith("metal.jsonl line 2")


def test_another_encoding_is_named_by_file_and_line_too(tmp_path):
    line = json.dumps(an_item(), ensure_ascii=False)
    (tmp_path / "metal.jsonl").write_bytes(line.encode("cp932"))

    with pytest.raises(InvalidValueError, match=r"metal\.jsonl 1 行目"):
        list(written_pairs(tmp_path))


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(InvalidValueError, match="nowhere"):
        list(written_pairs(tmp_path / "nowhere"))


def lines_of(folder: Path) -> Iterable[str]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from (line for line in path.read_text("utf-8").splitlines() if line)


def test_every_shipped_line_is_asked_for_in_four_ways():
    asked = [json.loads(line)["asked"] for line in lines_of(SHIPPED)]

    assert {len(texts) for texts in asked} == {4}
    assert [pair.asked for pair in written_pairs(SHIPPED)] == [*chain(*asked)]


def test_every_shipped_pair_says_something_and_contrasts_with_something_else():
    for pair in written_pairs(SHIPPED):
        assert all(map(str.strip, (pair.asked, pair.offered, pair.contrast)))
        assert pair.offered != pair.contrast
