import json

import psutil
import pytest

from enishi.adapters.interchange import Layout, NoRejects, open_source
from enishi.services.interchange import ImportService, Mode

LINES = 20_000
MIB = 1 << 20


def jsonl(number):
    return json.dumps({"firm_ref": f"F{number:06}", "name": "甲", "summary": "研磨" * 200}) + "\n"


def csv(number):
    return f"F{number:06},甲,{'研磨' * 200}\n"


class Rise:
    """Follows how far the process rises above what it was after a tenth of the file."""

    def __init__(self):
        self._process = psutil.Process()
        self.first = None
        self.most = 0

    def __call__(self, done, total):
        if done > total / 10:
            now = self._process.memory_info().rss
            self.first = self.first or now
            self.most = max(self.most, now - self.first)


@pytest.mark.parametrize(
    ("name", "header", "line"),
    [("f.jsonl", "", jsonl), ("f.csv", "firm_ref,name,summary\n", csv)],
)
def test_memory_does_not_grow_with_the_length_of_a_file(
    sqlite_database, tmp_path, name, header, line
):
    path = tmp_path / name
    with path.open("w", encoding="utf-8") as out:
        out.write(header)
        out.writelines(map(line, range(LINES)))
    rise = Rise()

    report = ImportService(sqlite_database).firms(
        open_source(path, Layout.FIRMS),
        mode=Mode.ALL_OR_NOTHING,
        rejects=NoRejects(),
        progress=rise,
    )

    assert report.added == LINES
    assert rise.first is not None
    # The firms themselves would take more than 30 MiB.
    assert rise.most < 12 * MIB
