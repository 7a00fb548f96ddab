"""The index is a dated copy: built aside, verified, switched to whole."""

from dataclasses import replace
from pathlib import Path

import pytest

from builders import a_firm
from enishi.domain.errors import BusyError, IndexUnavailableError
from fakes import LetterEncoder
from networks import Network


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
