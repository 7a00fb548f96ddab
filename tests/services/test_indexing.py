"""The index is a dated copy: built aside, verified, switched to whole."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders import a_capability, a_firm
from enishi.domain.errors import BusyError, IndexUnavailableError
from enishi.services.indexing import SAMPLE, in_sample
from enishi.services.retrieval import ConceptFinder
from fakes import LetterEncoder, MemoryDatabase
from networks import ANALYZER, Network, silent


@pytest.fixture
def network(tmp_path: Path) -> Network:
    found = Network(tmp_path / "indexes", encoder=LetterEncoder())
    found.publish(*(a_firm(f"鋳物の砂型 {number}", ref=f"F{number}") for number in range(5)))
    found.rebuild()
    return found


def test_a_fresh_index_is_sound(network: Network):
    assert network.indexing.verify().is_sound


def test_verify_names_what_is_missing_surplus_and_different(network: Network):
    network.publish(a_firm("木型", ref="NEW"))
    network.withdraw(a_firm("鋳物の砂型 1", ref="F1"))
    network.change(a_firm("金型", ref="F2"))

    found = network.indexing.verify()

    assert (found.missing, found.surplus, found.different) == (("NEW",), ("F1",), ("F2",))
    assert not found.is_sound


def test_verify_notices_one_flipped_bit_in_any_file(network: Network):
    folder, manifest = network.store.current()
    for path in manifest.files:
        file = folder / path
        content = bytearray(file.read_bytes())
        if not content:
            continue
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        assert path in network.indexing.verify().damaged_files
        content[len(content) // 2] ^= 1
        file.write_bytes(content)


def test_nothing_changed_keeps_the_snapshot(network: Network):
    _, before = network.store.current()

    assert network.refresh().name == before.name


def test_a_refresh_encodes_only_what_changed(network: Network):
    network.publish(a_firm("木型の彫刻", ref="NEW"))
    network.encoder.encoded.clear()  # type: ignore[attr-defined]

    network.refresh()

    assert network.encoder.encoded == ["木型の彫刻"]  # type: ignore[attr-defined]
    assert network.indexing.verify().is_sound


def test_a_reader_keeps_its_state_while_the_index_is_switched(network: Network):
    view = network.view
    network.publish(a_firm("木型", ref="NEW"))
    network.rebuild()

    assert len(view.catalogue) == 5
    assert view.catalogue.firm(0).ref == "F0"


def test_the_snapshot_before_stays_and_older_ones_go(network: Network):
    for number in range(3):
        network.publish(a_firm(f"木型 {number}", ref=f"NEW{number}"))
        network.refresh()

    folder, _ = network.store.current()
    assert len([path for path in folder.parent.iterdir() if path.is_dir()]) == 2


def test_another_model_is_never_mixed_in(network: Network):
    network.encoder.version = "another"  # type: ignore[misc]

    with pytest.raises(IndexUnavailableError, match="rebuild"):
        replace(network).view  # noqa: B018


def test_a_refresh_with_another_model_encodes_everything_anew(network: Network):
    other = replace(network, encoder=LetterEncoder("letters-2"))

    assert other.refresh().model_version == "letters-2"
    assert len(other.encoder.encoded) == 5  # type: ignore[attr-defined]


def test_two_builders_at_once_are_told_apart(network: Network):
    with network.store.building(), pytest.raises(BusyError):
        network.rebuild()


def test_a_file_cut_short_is_noticed_on_opening(network: Network):
    folder, manifest = network.store.current()
    full = [folder / path for path, (size, _) in manifest.files.items() if size]
    assert full
    for file in full:
        content = file.read_bytes()
        file.write_bytes(content[:-1])
        with pytest.raises(IndexUnavailableError, match=file.name):
            replace(network).view  # noqa: B018
        file.write_bytes(content)


@pytest.mark.parametrize("spoil", ["CURRENT", "manifest.json", "catalogue", "dense", "lexical"])
def test_a_damaged_index_says_to_rebuild_and_a_rebuild_mends_it(network: Network, spoil: str):
    folder, _ = network.store.current()
    if spoil == "CURRENT":
        (folder.parent / spoil).unlink()
    elif spoil == "manifest.json":
        (folder / spoil).write_text("{")
    else:
        for file in (folder / spoil).iterdir():
            file.unlink()
    fresh = replace(network)

    with pytest.raises(IndexUnavailableError, match="enishi index rebuild"):
        fresh.view  # noqa: B018

    fresh.rebuild()
    assert len(fresh.view.catalogue) == 5


def test_an_index_of_nobody_is_sound_and_takes_in_whoever_comes(tmp_path: Path):
    network = Network(tmp_path / "indexes")

    assert network.rebuild().firms == 0
    assert network.indexing.verify().is_sound
    network.publish(a_firm("鋳物の砂型", ref="F1"))
    assert network.refresh().firms == 1
    assert network.indexing.verify().is_sound


def test_builds_of_one_second_have_names_of_their_own(network: Network):
    names = {network.rebuild().name for _ in range(4)}

    assert len(names) == 4


def test_a_build_that_breaks_off_leaves_the_old_index_and_nothing_else(network: Network):
    folder, before = network.store.current()

    def break_off(_done: int, _total: int | None) -> None:
        raise RuntimeError("no room")

    with pytest.raises(RuntimeError):
        network.indexing.rebuild(break_off)

    assert network.store.current() == (folder, before)
    assert network.indexing.verify().is_sound
    assert [path for path in folder.parent.iterdir() if path.is_dir()] == [folder]


def test_an_index_that_lost_a_firm_on_the_way_is_not_switched_to(network: Network):
    class Forgetful(type(network.rooms)):  # type: ignore[misc]
        def create(self, folder: Path, finder: ConceptFinder, dimension: int):
            writer = super().create(folder, finder, dimension)
            keep = writer.add
            writer.add = lambda entry: keep(entry) if entry.row < 3 else None
            return writer

    folder, before = network.store.current()
    forgetful = replace(network.indexing, rooms=Forgetful(ANALYZER))

    with pytest.raises(IndexUnavailableError, match="切り替えません"):
        forgetful.rebuild(silent)

    assert network.store.current() == (folder, before)


def test_progress_is_told_firm_by_firm_with_the_total(network: Network):
    network.publish(*(a_firm(f"木型 {number}") for number in range(100)))
    told: list[tuple[int, int | None]] = []

    network.indexing.rebuild(lambda done, total: told.append((done, total)))

    assert told == [(64, 105), (105, 105)]


def test_a_refresh_gives_the_vectors_that_a_rebuild_gives(network: Network):
    network.publish(a_firm("木型の彫刻", ref="NEW"))
    network.withdraw(a_firm(ref="F1"))
    network.change(a_firm("鋳物の砂型 2", "金型の修理", ref="F2"))

    def vectors() -> dict[str, np.ndarray]:
        folder, manifest = network.store.current()
        opened = network.rooms.open(folder, manifest.dimension)
        refs = ("F0", "F2", "F3", "NEW")
        return {
            ref: np.stack([item.vector for item in opened.encodings_of(ref).values()])
            for ref in refs
        }

    network.refresh()
    refreshed = vectors()
    network.rebuild()
    rebuilt = vectors()

    assert all(np.array_equal(refreshed[ref], rebuilt[ref]) for ref in refreshed)


def test_a_capability_beside_a_changed_one_is_not_encoded_again(network: Network):
    kept, changing = a_capability("木型の彫刻", ref="C1"), a_capability("金型", ref="C2")
    network.publish(a_firm(can=[kept, changing], ref="NEW"))
    network.refresh()
    network.encoder.encoded.clear()  # type: ignore[attr-defined]

    changed = a_firm(can=[kept, a_capability("金型の修理", ref="C2")], ref="NEW")
    network.change(changed).refresh()

    assert network.encoder.encoded == ["金型の修理"]  # type: ignore[attr-defined]


def test_a_refresh_over_a_damaged_snapshot_builds_anew(network: Network):
    folder, manifest = network.store.current()
    (folder / "dense" / "vectors.f32").write_bytes(b"")

    assert network.refresh().name != manifest.name
    assert network.indexing.verify().is_sound


def test_an_index_of_another_analyzer_is_refused_and_a_refresh_builds_anew(network: Network):
    class Finer(type(ANALYZER)):  # type: ignore[misc]
        version = "finer"

    other = replace(network, analyzer=Finer())

    with pytest.raises(IndexUnavailableError, match="rebuild"):
        other.view  # noqa: B018
    assert other.refresh().analyzer_version == "finer"
    assert len(other.view.catalogue) == 5


@pytest.fixture
def stranger(network: Network) -> Network:
    """The same index over a database that has as many events of the same firms."""
    other = replace(network, database=MemoryDatabase())
    return other.publish(*(a_firm(f"木型 {number}", ref=f"F{number}") for number in range(5)))


def test_an_index_of_another_database_is_told_from_ones_own(stranger: Network):
    for ask in (lambda: stranger.view, stranger.live.catch_up, stranger.indexing.verify):
        with pytest.raises(IndexUnavailableError, match="別のデータベース"):
            ask()
    assert stranger.indexing.status().problem is not None


def test_a_refresh_over_the_index_of_another_database_builds_anew(
    network: Network, stranger: Network
):
    before = network.store.current()[1].name

    assert stranger.refresh().name != before
    assert stranger.indexing.verify().is_sound
    assert stranger.refs("木型 3")[0] == "F3"


def test_the_status_tells_what_is_pending_and_what_is_wrong(network: Network, tmp_path: Path):
    fresh = network.indexing.status()
    assert (fresh.pending, fresh.firms_in_database, fresh.problem) == (0, 5, None)

    network.publish(a_firm("木型", ref="NEW"))
    behind = network.indexing.status()
    assert (behind.pending, behind.firms_in_database, behind.problem) == (1, 6, None)

    other = replace(network, encoder=LetterEncoder("letters-2"))
    assert other.indexing.status().problem is not None

    nowhere = replace(network, folder=tmp_path / "nowhere").indexing.status()
    assert nowhere.manifest is None
    assert (nowhere.problem is not None, nowhere.pending) == (True, 6)


def test_the_status_notices_a_file_that_is_gone(network: Network):
    folder, _ = network.store.current()
    (folder / "catalogue" / "firms.jsonl").unlink()

    assert network.indexing.status().problem is not None


def test_parts_of_two_indexes_are_not_taken_for_one(network: Network, tmp_path: Path):
    folder, manifest = network.store.current()
    other = Network(tmp_path / "other").publish(a_firm("木型"))
    other.rebuild()
    (folder / "catalogue").rename(tmp_path / "aside")
    (other.store.current()[0] / "catalogue").rename(folder / "catalogue")

    with pytest.raises(IndexUnavailableError, match="合いません"):
        network.rooms.open(folder, manifest.dimension)


def test_up_to_a_thousand_firms_are_all_of_them_the_sample():
    assert all(in_sample(f"F{number}", SAMPLE) for number in range(SAMPLE))


def test_of_a_large_network_about_a_thousand_are_the_sample_and_always_the_same():
    refs = [f"F{number}" for number in range(50_000)]

    chosen = [ref for ref in refs if in_sample(ref, len(refs))]

    assert 900 < len(chosen) < 1100
    assert chosen == [ref for ref in refs if in_sample(ref, len(refs))]
    assert set(chosen) <= {ref for ref in refs if in_sample(ref, len(refs) // 2)}
