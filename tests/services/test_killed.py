"""kill -9 at any moment loses nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders import a_firm
from enishi.adapters.db import Schema, SqlDatabase
from enishi.adapters.db.engine import open_engine
from networks import Network

TESTS = Path(__file__).parents[1]

# Builds an index over a database so slowly that it can be caught at it.
BUILDER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from enishi.adapters.db import SqlDatabase
from enishi.adapters.db.engine import open_engine
from fakes import LetterEncoder
from networks import Network, silent

class Slow(LetterEncoder):
    def encode_passages(self, texts):
        print("encoding", flush=True)
        time.sleep(0.15)
        return super().encode_passages(texts)

database = SqlDatabase(open_engine(sys.argv[1]))
Network(Path(sys.argv[2]), database=database, encoder=Slow()).rebuild()
"""


@pytest.mark.parametrize("batches", [1, 4, 8])
def test_a_killed_build_leaves_the_old_index_serving(tmp_path: Path, batches: int):
    url = f"sqlite:///{tmp_path / 'enishi.sqlite'}"
    engine = open_engine(url)
    Schema(engine).upgrade()
    network = Network(tmp_path / "indexes", database=SqlDatabase(engine))
    network.publish(*(a_firm(f"鋳物 {number}", ref=f"F{number:03}") for number in range(600)))
    old = network.rebuild()
    network.change(a_firm("絹の風呂敷", ref="F001"))

    building = subprocess.Popen(
        [sys.executable, "-c", BUILDER, url, str(tmp_path / "indexes"), str(TESTS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert building.stdout is not None
    for _ in range(batches):
        assert building.stdout.readline() == "encoding\n"
    building.send_signal(signal.SIGKILL)
    building.wait()

    assert list((tmp_path / "indexes").glob(".building-*")), "it was not building any more"
    assert network.find("鋳物").index_version == old.name
    assert len(network.view.catalogue) == 600
    new = network.rebuild()
    network.live.catch_up()
    assert network.find("絹の風呂敷").index_version == new.name
    assert network.refs("絹の風呂敷")[:1] == ["F001"]
    assert network.indexing.verify().is_sound
    assert not list((tmp_path / "indexes").glob(".building-*"))


# Stops at every file that a finished build writes on its way to being the current one.
PUBLISHER = BUILDER.replace(
    "database = ",
    """
from enishi.adapters.snapshot import store

write = store._write

def slowly(path, text):
    print(path.name, flush=True)
    time.sleep(0.5)
    write(path, text)

store._write = slowly
database = """,
    1,
).replace("0.15", "0")


@pytest.mark.parametrize("writing", ["manifest.json", "CURRENT.next"])
def test_a_build_killed_on_the_last_steps_leaves_the_old_index_serving(
    tmp_path: Path, writing: str
):
    url = f"sqlite:///{tmp_path / 'enishi.sqlite'}"
    engine = open_engine(url)
    Schema(engine).upgrade()
    network = Network(tmp_path / "indexes", database=SqlDatabase(engine))
    network.publish(*(a_firm(f"鋳物 {number}", ref=f"F{number:03}") for number in range(9)))
    old = network.rebuild()

    building = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, url, str(tmp_path / "indexes"), str(TESTS)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert building.stdout is not None
    for line in building.stdout:
        if line == f"{writing}\n":
            break
    building.send_signal(signal.SIGKILL)
    assert building.wait() == -signal.SIGKILL

    assert network.store.current()[1] == old
    assert network.find("鋳物").index_version == old.name
    new = network.rebuild()
    assert network.store.current()[1] == new
    assert network.indexing.verify().is_sound
    left = {path.name for path in (tmp_path / "indexes").iterdir() if path.is_dir()}
    assert new.name in left
    assert len(left) == 2
    assert not any(name.startswith(".building-") for name in left)


def test_a_killed_import_stores_nothing_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "firms.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(30_000):
            lines.write(json.dumps({"firm_ref": f"F{number}", "name": f"企業{number}"}) + "\n")
    # Settings of whoever runs the tests could point to a database of theirs.
    own = {name: value for name, value in os.environ.items() if not name.startswith("ENISHI_")}
    home = {**own, "ENISHI_HOME": str(tmp_path / "home")}
    monkeypatch.chdir(tmp_path)  # away from a .env
    enishi = Path(sys.executable).with_name("enishi")
    subprocess.run([enishi, "db", "upgrade"], env=home, check=True, capture_output=True)
    database = SqlDatabase(open_engine(f"sqlite:///{tmp_path / 'home' / 'enishi.sqlite'}"))
    log = tmp_path / "home" / "enishi.sqlite-wal"

    loading = subprocess.Popen(
        [enishi, "import", "firms", file], env=home, stderr=subprocess.DEVNULL
    )
    while loading.poll() is None and (not log.exists() or log.stat().st_size < 1 << 20):
        time.sleep(0.01)
    was_at_it = loading.poll() is None
    loading.send_signal(signal.SIGKILL)
    loading.wait()

    assert was_at_it, "the import was over before it could be killed"
    with database.read() as work:
        assert work.firms.count() == 0
    subprocess.run([enishi, "import", "firms", file], env=home, check=True, capture_output=True)
    with database.read() as work:
        assert work.firms.count() == 30_000
