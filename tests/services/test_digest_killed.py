"""kill -9 while the digests go out: nobody is written to twice, and nobody is lost."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]


def test_workers_that_are_killed_repeat_no_letter_and_lose_none_but_one_each_in_doubt():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.digest_kills", "--people", "200", "--kills", "3"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["got_two"], told["missing"]) == (0, 0)
    assert told["in_doubt"] <= 3
    assert told["letters"] >= 197
    assert told["different_message_ids"] == told["letters"]
