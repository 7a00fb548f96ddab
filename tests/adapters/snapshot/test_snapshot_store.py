"""Snapshots are folders: whole or absent, and one of them is current."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from enishi.adapters.snapshot import SnapshotStore
from enishi.domain.errors import BusyError, IndexUnavailableError
from enishi.services.snapshots import FORMAT, Manifest

PLAIN = Manifest(
    name="",
    format=FORMAT,
    built_at=datetime(2026, 11, 1, 12, 30, 15, 123, tzinfo=UTC),
    model_id="文字",
    model_version="1",
    dimension=8,
    analyzer_version="1",
    lexicon_version="1",
    firms=3,
    passages=5,
    outbox_position=7,
    outbox_mark="7 firm_published F001",
    files={},
)


@pytest.fixture
def store(tmp_path: Path) -> SnapshotStore:
    return SnapshotStore(tmp_path / "indexes")


def published(store: SnapshotStore, name: str = "one", text: str = "words") -> Manifest:
    with store.building() as folder:
        (folder / "part").mkdir()
        (folder / "part" / "words.bin").write_text(text)
        (folder / "empty.bin").touch()
        manifest = replace(PLAIN, name=name, files=store.checksums(folder))
        store.publish(folder, manifest)
    return manifest


def folders(store: SnapshotStore) -> set[str]:
    return {path.name for path in store._root.iterdir() if path.is_dir()}


def test_what_was_published_is_current_with_everything_it_says_of_itself(store):
    manifest = published(store)

    folder, current = store.current()

    assert current == manifest
    assert (folder / "part" / "words.bin").read_text() == "words"
    assert set(current.files) == {"empty.bin", "part/words.bin"}


def test_the_newest_published_is_current(store):
    published(store, "one")
    published(store, "two")

    assert store.current()[1].name == "two"


def test_the_one_before_stays_and_older_ones_go_whatever_their_names(store):
    for name in ("m", "z", "a", "k"):
        published(store, name)

    assert folders(store) == {"a", "k"}


def test_what_is_not_published_disappears(store):
    with store.building() as folder:
        (folder / "half").touch()

    assert folders(store) == set()
    with pytest.raises(IndexUnavailableError):
        store.current()


def test_a_build_that_fails_disappears_and_the_current_one_stays(store):
    manifest = published(store)

    def fail() -> None:
        with store.building() as folder:
            (folder / "half").touch()
            raise RuntimeError("no room")

    with pytest.raises(RuntimeError):
        fail()

    assert folders(store) == {"one"}
    assert store.current()[1] == manifest


def test_a_build_clears_what_a_killed_one_left(store):
    published(store)
    left = store._root / ".building-dead"
    left.mkdir()
    (left / "half").touch()

    published(store, "two")

    assert folders(store) == {"one", "two"}


def test_a_switch_that_was_killed_before_its_last_step_leaves_the_old_one_current(store):
    manifest = published(store)
    with store.building() as folder:
        (folder / "words.bin").touch()
        orphan = folder.rename(store._root / "orphan")
    (orphan / "manifest.json").write_text("{}")
    (store._root / "CURRENT.next").write_text("orph")

    assert store.current()[1] == manifest
    published(store, "two")
    assert store.current()[1].name == "two"
    assert "orphan" not in folders(store) or "one" not in folders(store)


@pytest.mark.parametrize("leaving", ["in peace", "by an exception"])
def test_only_one_builds_at_a_time_and_the_next_may_when_it_has_left(store, leaving):
    inside, leave = Event(), Event()

    def build() -> None:
        try:
            with store.building():
                inside.set()
                leave.wait(10)
                if leaving == "by an exception":
                    raise RuntimeError
        except RuntimeError:
            pass

    other = Thread(target=build)
    other.start()
    assert inside.wait(10)
    with pytest.raises(BusyError), store.building():
        pass
    leave.set()
    other.join()
    with store.building() as folder:
        assert folder.is_dir()


def test_a_whole_snapshot_passes_and_one_without_a_file_or_a_byte_does_not(store):
    published(store)
    folder, manifest = store.current()
    store.must_be_whole(folder, manifest)

    for damage in (lambda f: f.write_text("word"), lambda f: f.write_text("words!"), Path.unlink):
        damage(folder / "part" / "words.bin")
        with pytest.raises(IndexUnavailableError, match=r"part/words\.bin"):
            store.must_be_whole(folder, manifest)


def test_checksums_tell_texts_of_one_length_apart(store):
    one, two = published(store, "one", "words"), published(store, "two", "sword")

    assert one.files["part/words.bin"][0] == two.files["part/words.bin"][0] == 5
    assert one.files["part/words.bin"] != two.files["part/words.bin"]
    assert one.files["empty.bin"] == two.files["empty.bin"]


def test_before_the_first_build_the_index_is_missing(store):
    with pytest.raises(IndexUnavailableError, match="まだありません"):
        store.current()


@pytest.mark.parametrize(
    "content",
    [b"", b"   \n", b"elsewhere", b"../..", b"\0", b"\xff\xfe", b"a" * 5000, b"one\ntwo"],
)
def test_a_current_that_names_no_snapshot_is_refused(store, content):
    published(store)

    (store._root / "CURRENT").write_bytes(content)

    with pytest.raises(IndexUnavailableError, match="rebuild"):
        store.current()


def test_a_blank_around_the_current_name_does_not_matter(store):
    manifest = published(store)

    (store._root / "CURRENT").write_text("one\n")

    assert store.current()[1] == manifest


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"{}", b"[]", b"null", b"7", b'"text"', b"\xff", b'{"seal": 1}', b"[" * 100_000],
)
def test_a_manifest_that_is_none_is_refused(store, content):
    published(store)

    (store._root / "one" / "manifest.json").write_bytes(content)

    with pytest.raises(IndexUnavailableError, match="rebuild"):
        store.current()


def test_a_manifest_is_refused_when_any_of_its_bits_has_flipped(store):
    manifest = published(store)
    file = store._root / "one" / "manifest.json"
    content = file.read_bytes()

    for at in range(len(content)):
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            found = store.current()[1]
        except IndexUnavailableError:
            continue
        # A blank of the layout may turn into nothing else that JSON reads the same.
        assert found == manifest
        assert content[at : at + 1].isspace()


def test_a_manifest_of_a_stranger_with_other_fields_is_refused(store):
    published(store)
    file = store._root / "one" / "manifest.json"

    file.write_text(json.dumps(json.loads(file.read_text()) | {"extra": 1}))

    with pytest.raises(IndexUnavailableError):
        store.current()
