"""`enishi evaluate`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]

NEED = '{"need_ref":"Q1","firm_ref":"F諏訪-00","kind":"sourcing","title":"ステンレスの冷間鍛造"}'
QRELS = "Q1\tF燕三条-00\t3\nQ1\tF東大阪-00\t2\nQ1\tF諏訪-00\t3\n"

RIGHT = "F燕三条-00"


class Collection:
    """Needs Q1, Q2, … for all of which one firm alone is right."""

    def __init__(self, folder: Path, count: int, **known: Any) -> None:
        self._folder = folder
        self._refs = [f"Q{number}" for number in range(1, count + 1)]
        needs = [self._need(number, **known) for number in range(count)]
        (folder / "many.jsonl").write_text("".join(f"{json.dumps(need)}\n" for need in needs))
        (folder / "many.tsv").write_text("".join(f"{ref}\t{RIGHT}\t3\n" for ref in self._refs))
        files = {"--needs": folder / "many.jsonl", "--qrels": folder / "many.tsv"}
        self.options = [str(word) for option in files.items() for word in option]

    def _need(self, number: int, label: str | None = "lay", **known: Any) -> dict[str, Any]:
        """Half of them, the odd ones, have a class and another kind."""
        is_odd = number % 2 == 0
        return {
            "need_ref": self._refs[number],
            "kind": "alternative_sourcing" if label and is_odd else "sourcing",
            "title": "漆を焼き付けた器",
            "description": "探している事情",
            "class": label if is_odd else None,
            **known,
        }

    def run(self, name: str, *, right: int) -> Path:
        """Write a run that finds the right firm for the first needs only."""
        lines = []
        for number, ref in enumerate(self._refs):
            first = RIGHT if number < right else "F諏訪-01"
            lines += [f"{ref} Q0 {first} 1 9.5 tag", f"{ref} Q0 F諏訪-02 2 0.5 tag"]
        path = self._folder / name
        path.write_text("\n".join(lines) + "\n")
        return path


@pytest.fixture
def many(tmp_path: Path) -> Collection:
    """Six judged needs, three of one class."""
    return Collection(tmp_path, 6)


@pytest.fixture
def judged(tmp_path: Path) -> list[str]:
    """The options that name a judged need."""
    (tmp_path / "needs.jsonl").write_text(f"{NEED}\n")
    (tmp_path / "qrels.tsv").write_text(QRELS)
    return ["--needs", str(tmp_path / "needs.jsonl"), "--qrels", str(tmp_path / "qrels.tsv")]


def test_the_figures_and_the_run_are_written(enishi: Enishi, judged: list[str], tmp_path: Path):
    ended = enishi("evaluate", *judged, "--json", "--run", tmp_path / "out.run")

    assert ended.status == 0
    figures = json.loads(ended.out)
    assert figures["overall"]["needs"] == 1
    assert figures["overall"]["mrr_at_10"] == 1
    rows = [line.split(" ") for line in (tmp_path / "out.run").read_text().splitlines()]
    assert [row[3] for row in rows] == [str(rank) for rank in range(1, len(rows) + 1)]
    assert {row[0] for row in rows} == {"Q1"}
    assert all(row[1] == "Q0" and row[5] == "enishi" for row in rows)
    assert "F諏訪-00" not in {row[2] for row in rows}


def test_the_figures_are_shown_as_a_table(enishi: Enishi, judged: list[str]):
    ended = enishi("evaluate", *judged)

    assert ended.status == 0
    assert "nDCG@10" in ended.out
    assert "sourcing" in ended.out


def test_every_figure_has_its_interval(enishi: Enishi, many: Collection):
    ended = enishi("evaluate", *many.options, "--json")

    figures = json.loads(ended.out)
    for group in (figures["overall"], figures["by_kind"]["sourcing"], figures["by_class"]["lay"]):
        for name in ("ndcg_at_10", "mrr_at_10", "recall_at_100"):
            bounds = group[f"{name}_interval"]
            assert bounds["low"] <= group[name] <= bounds["high"]


@pytest.mark.parametrize(("count", "shown"), [(19, 2), (20, 0)])
def test_the_table_shows_intervals_where_needs_are_few(
    enishi: Enishi, tmp_path: Path, count: int, shown: int
):
    collection = Collection(tmp_path, count, label=None)

    ended = enishi("evaluate", *collection.options)

    # One line for all and one for the only kind.
    assert ended.out.count("95 %") == shown


def test_the_search_is_compared_with_an_earlier_run(enishi: Enishi, many: Collection):
    before = many.run("before.run", right=2)

    ended = enishi("evaluate", *many.options, "--baseline", before, "--json")

    found = json.loads(ended.out)
    assert found["overall"]["needs"] == 6
    compared = found["comparison"]
    assert (compared["baseline_run"], compared["present_run"]) == ("before.run", None)
    assert compared["overall"]["baseline"] == pytest.approx(2 / 6)
    assert compared["overall"]["present"] == pytest.approx(found["overall"]["ndcg_at_10"])
    assert compared["present_by_need"] == pytest.approx(found["ndcg_by_need"])


def test_an_earlier_run_of_the_same_search_makes_no_difference(
    enishi: Enishi, many: Collection, tmp_path: Path
):
    enishi("evaluate", *many.options, "--run", tmp_path / "own.run")

    ended = enishi("evaluate", *many.options, "--baseline", tmp_path / "own.run", "--json")

    overall = json.loads(ended.out)["comparison"]["overall"]
    assert (overall["difference"], overall["p_value"]) == (0, 1)
    assert (overall["wins"], overall["ties"], overall["losses"]) == (0, 6, 0)


def test_two_runs_are_compared_without_searching(enishi: Enishi, many: Collection, tmp_path: Path):
    runs = many.run("before.run", right=1), many.run("after.run", right=6)

    ended = enishi("evaluate", *many.options, "--compare", *runs, "--json", home=tmp_path / "none")

    assert ended.status == 0
    compared = json.loads(ended.out)["comparison"]
    assert (compared["baseline_run"], compared["present_run"]) == ("before.run", "after.run")
    overall = compared["overall"]
    assert overall["difference"] == pytest.approx(5 / 6)
    assert overall["p_value"] == 2 / 2**5
    assert overall["interval"]["low"] > 0
    assert (overall["wins"], overall["ties"], overall["losses"]) == (5, 1, 0)


def test_a_comparison_is_shown_as_a_table_with_few_where_needs_are_few(
    enishi: Enishi, many: Collection
):
    runs = many.run("before.run", right=1), many.run("after.run", right=6)

    ended = enishi("evaluate", *many.options, "--compare", *runs)

    head, _, *rows = ended.out.splitlines()
    assert "前: before.run" in head
    assert "後: after.run" in head
    cells = {row.split()[0]: row for row in rows}
    assert [*cells] == ["all", "alternative_sourcing", "sourcing", "lay"]
    assert "+0.833" in cells["all"]
    assert "0.0625" in cells["all"]
    assert "5/1/0" in cells["all"]
    assert "少数" in cells["lay"]
    assert "2/1/0" in cells["lay"]


def test_a_comparison_is_shown_in_english_on_request(enishi: Enishi, many: Collection):
    runs = many.run("before.run", right=1), many.run("after.run", right=5)

    ended = enishi("--lang", "en", "evaluate", *many.options, "--compare", *runs)

    assert ended.status == 0
    assert "few" in ended.out
    assert ended.out.isascii()
    assert ended.err == ""


def test_needs_that_a_run_leaves_out_are_named(enishi: Enishi, many: Collection):
    whole, short = many.run("whole.run", right=6), many.run("short.run", right=6)
    kept = [line for line in short.read_text().splitlines() if not line.startswith("Q3 ")]
    short.write_text("\n".join(kept))

    ended = enishi("evaluate", *many.options, "--compare", whole, short, "--json")

    assert ended.err == "short.run: 順位のない探しもの 1件を 0 と数えます（Q3）\n"
    compared = json.loads(ended.out)["comparison"]
    assert (compared["baseline_missing"], compared["present_missing"]) == ([], ["Q3"])
    assert compared["overall"]["present"] == pytest.approx(5 / 6)


def test_firms_are_read_in_the_order_of_their_ranks(enishi: Enishi, many: Collection):
    run = many.run("mixed.run", right=6)
    run.write_text("\n".join(reversed(run.read_text().splitlines())))

    ended = enishi("evaluate", *many.options, "--compare", run, run, "--json")

    assert json.loads(ended.out)["comparison"]["overall"]["present"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "Q1 Q0 F1 3 0.5",
        "Q1 Q0 F1 3 0.5 tag more",
        "Q1 Q0 F1 third 0.5 tag",
        "Q1 Q0 F1 -1 0.5 tag",
        "Q1 Q0 F1 3 nan tag",
        "Q1 Q0 F1 3 high tag",
        "Q1 Q0 F1 1 0.5 tag",  # the rank again
        f"Q1 Q0 {RIGHT} 3 0.5 tag",  # the firm again
    ],
)
@pytest.mark.parametrize("option", ["--baseline", "--compare"])
def test_a_bad_line_of_a_run_is_named(enishi: Enishi, many: Collection, line: str, option: str):
    good, bad = many.run("good.run", right=6), many.run("bad.run", right=6)
    with bad.open("a") as opened:
        opened.write(f"\n{line}\n")
    files = [bad] if option == "--baseline" else [good, bad]

    ended = enishi("evaluate", *many.options, option, *files)

    assert (ended.status, ended.out) == (1, "")
    (told,) = ended.err.splitlines()
    assert told.startswith("エラー: bad.run:14: ")


def test_a_run_that_is_not_there_is_named(enishi: Enishi, many: Collection):
    ended = enishi("evaluate", *many.options, "--baseline", "nowhere.run")

    assert (ended.status, ended.out) == (1, "")
    assert "nowhere.run: 読めません" in ended.err


@pytest.mark.parametrize("option", ["--run", "--baseline", "--worst"])
def test_what_needs_a_search_cannot_stand_beside_a_comparison_of_files(
    enishi: Enishi, many: Collection, tmp_path: Path, option: str
):
    run = many.run("good.run", right=6)

    ended = enishi("evaluate", *many.options, "--compare", run, run, option, tmp_path / "file")

    assert (ended.status, ended.out) == (1, "")
    assert f"{option} とは一緒に使えません" in ended.err
    assert not (tmp_path / "file").exists()


def test_the_worst_needs_are_written_as_a_page(enishi: Enishi, many: Collection, tmp_path: Path):
    ended = enishi("evaluate", *many.options, "--worst", tmp_path / "worst.md")

    assert ended.status == 0
    page = (tmp_path / "worst.md").read_text(encoding="utf-8")
    assert page.startswith("# 答えの悪い探しもの（6件）\n")
    assert "## 1. " in page
    assert "\nQ1 · 代替調達 · lay · nDCG@10 0." in page
    assert "> 探している事情\n" in page
    assert "判定3 · 燕三条冷間鍛造工業 F燕三条-00 · 冷間鍛造の加工\n" in page
    assert "\nその上に並んだ企業\n\n- 1位 · 判定0 · " in page
    assert "\n  - 意味が最も近い記述：" in page


def test_as_many_worst_needs_are_written_as_asked(enishi: Enishi, many: Collection, tmp_path: Path):
    enishi("evaluate", *many.options, "--worst", tmp_path / "worst.md", "--worst-count", 2)

    assert (tmp_path / "worst.md").read_text(encoding="utf-8").count("\n## ") == 2


def test_the_page_of_the_worst_needs_is_written_in_english_on_request(
    enishi: Enishi, many: Collection, tmp_path: Path
):
    enishi("--lang", "en", "evaluate", *many.options, "--worst", tmp_path / "worst.md")

    page = (tmp_path / "worst.md").read_text(encoding="utf-8")
    assert page.startswith("# The needs answered worst (6)\n")
    assert "\n- rank " in page


def test_what_a_need_says_is_not_taken_for_markup(enishi: Enishi, tmp_path: Path):
    collection = Collection(tmp_path, 1, label="<b>*|", description="`一行目`\n# [二行目](x)")

    enishi("evaluate", *collection.options, "--worst", tmp_path / "worst.md")

    page = (tmp_path / "worst.md").read_text(encoding="utf-8")
    assert "\\<b\\>\\*\\|" in page
    assert "> \\`一行目\\` # \\[二行目\\](x)\n" in page


@pytest.mark.parametrize(
    ("file", "line", "where"),
    [
        ("qrels.tsv", "Q1 F1 3", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1\t4", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1\tgood", "qrels.tsv:4:"),
        ("qrels.tsv", "Q1\tF1", "qrels.tsv:4:"),
        ("needs.jsonl", "{broken", "needs.jsonl:2:"),
        ("needs.jsonl", '{"need_ref":"Q2","kind":"sourcing"}', "needs.jsonl:2.title:"),
        ("needs.jsonl", '{"need_ref":"Q2","kind":"fun","title":"x"}', "needs.jsonl:2.kind:"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    enishi: Enishi, judged: list[str], tmp_path: Path, file: str, line: str, where: str
):
    with (tmp_path / file).open("a") as opened:
        opened.write(line)

    ended = enishi("evaluate", *judged)

    assert (ended.status, ended.out) == (1, "")
    (told,) = ended.err.splitlines()
    assert where in told


def test_judgements_in_another_encoding_are_refused_in_words(
    enishi: Enishi, judged: list[str], tmp_path: Path
):
    (tmp_path / "qrels.tsv").write_bytes(b"\xff\xfeQ\x00")

    ended = enishi("evaluate", *judged)

    assert ended.status == 1
    assert "qrels.tsv: 読めません" in ended.err


def test_a_file_without_needs_is_no_mistake_of_the_programme(
    enishi: Enishi, judged: list[str], tmp_path: Path
):
    (tmp_path / "needs.jsonl").write_text("")

    ended = enishi("evaluate", *judged)

    assert "予期しない" not in ended.err
    assert ended.status in (0, 1)


def test_a_run_that_cannot_be_written_is_named(enishi: Enishi, judged: list[str], tmp_path: Path):
    ended = enishi("evaluate", *judged, "--run", tmp_path / "nowhere" / "out.run")

    assert ended.status == 1
    assert "out.run: ファイルかフォルダがありません" in ended.err
