"""`enishi network`, and the invented history of the demonstration."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from enishi.adapters.interchange import Layout, open_source
from enishi.domain.japan_time import day_in_japan
from enishi.entrypoints.cli.demo import RecentHistory
from entrypoints.conftest import Ended

Enishi = Callable[..., Ended]
CORPUS = Path(__file__).parents[3] / "corpus"


def test_the_report_says_why_there_is_no_figure_and_is_written_as_a_page(
    enishi: Enishi, tmp_path: Path
):
    page = tmp_path / "network.pdf"

    told = enishi("network", "report", "--cluster", "燕三条")
    as_json = json.loads(enishi("network", "report", "--json").out)
    written = enishi("network", "report", "--cluster", "燕三条", "-o", page)

    assert told.out.startswith("燕三条\t―\tデータ不足\n")
    assert (as_json["scope"], as_json["value"]) == ("platform", None)
    assert written.status == 0
    assert page.read_bytes().startswith(b"%PDF")


def test_a_cluster_and_a_group_at_once_and_an_unknown_cluster_are_refused(enishi: Enishi):
    both = enishi("network", "report", "--cluster", "燕三条", "--group", "研究会")
    unknown = enishi("network", "report", "--cluster", "無い産地")

    assert (both.status, unknown.status) == (1, 1)
    assert "どちらか一つ" in both.err
    assert "その産業集積は見つかりません" in unknown.err


def test_the_shipped_history_is_what_its_script_invents():
    script = [sys.executable, "-m", "benchmarks.make_ties"]

    made = subprocess.run(script, cwd=CORPUS.parent, capture_output=True, check=True)

    assert made.stdout == (CORPUS / "ties.jsonl").read_bytes()


def test_the_demonstration_moves_the_history_so_that_it_ends_now():
    source = open_source(CORPUS / "ties.jsonl", Layout.TIES)

    moved = list(RecentHistory.of(source).lines())

    days = [date.fromisoformat(line.record["date"]) for line in moved if line.record]
    today = day_in_japan(datetime.now(UTC))
    assert len(days) == len(moved) >= 200
    assert today - timedelta(days=7) < max(days) <= today
