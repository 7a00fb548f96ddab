"""The installed command as a shell runs it."""

import subprocess
from pathlib import Path

import pytest

from entrypoints.processes import ENISHI, environment


def shell(line: str, home: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `enishi` is the installed command."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line.replace('enishi', str(ENISHI))}"],
        env=environment(home=home, **settings),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "line",
    [
        # More than a pipe holds, so that the write itself fails …
        "enishi openapi | head -c 1",
        # … and less, so that only the last flush does.
        "enishi --help | true",
    ],
)
def test_a_reader_who_has_seen_enough_is_no_error(line: str, home: Path):
    ended = shell(line, home)

    assert "Traceback" not in ended.stderr
    assert "Broken" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


def test_the_status_of_a_pipe_is_the_commands_own(home: Path):
    seen = shell("enishi export firms | head -1", home)
    failed = shell("enishi import firms nowhere.jsonl | head -1", home)
    wrong = shell("enishi serch | head -1", home)

    assert (seen.returncode, seen.stdout.count("\n")) == (0, 1)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert (wrong.returncode, wrong.stdout) == (2, "")
