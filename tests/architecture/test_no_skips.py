"""In CI a skipped browser or PostgreSQL test is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

SKIPPING = """
import pytest

@pytest.mark.browser
def test_one():
    pytest.skip("no chromium here")

@pytest.mark.postgres
@pytest.mark.skipif(True, reason="no server here")
def test_two(): pass

def test_three():
    pytest.skip("something else")
"""


@pytest.mark.parametrize(("strict", "failed"), [("1", True), ("0", False)])
def test_what_may_be_skipped_depends_on_where_it_runs(tmp_path: Path, strict: str, failed: bool):
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    browser\n    postgres\n")
    (tmp_path / "test_skipping.py").write_text(SKIPPING)

    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "plugins.no_skips", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env=os.environ | {"ENISHI_REQUIRE_ALL": strict, "PYTHONPATH": str(TESTS)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ended.returncode != 0) is failed
    assert ("no chromium here" in ended.stdout) is failed
    assert ("no server here" in ended.stdout) is failed
    assert f"{1 if failed else 3} skipped" in ended.stdout
