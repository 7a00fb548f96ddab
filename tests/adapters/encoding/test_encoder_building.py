from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from enishi.adapters.encoding import build_encoder, load_encoder
from enishi.adapters.encoding.serving_folder import is_complete
from enishi.domain.errors import EncoderMissingError


def texts_nobody_may_read() -> Iterator[str]:
    raise AssertionError("the encoder was there already")
    yield ""


def quietly(_: str) -> None:
    pass


def test_a_complete_encoder_is_left_alone(encoder_folder: Path) -> None:
    before = (encoder_folder / "model.onnx").stat().st_mtime_ns

    build_encoder(encoder_folder, texts_nobody_may_read(), quietly)

    assert (encoder_folder / "model.onnx").stat().st_mtime_ns == before


@pytest.mark.usefixtures("small_checkpoint")
def test_the_same_weights_make_the_same_version(tmp_path: Path) -> None:
    first = load_encoder(build_encoder(tmp_path / "first", ["研磨"], quietly))
    second = load_encoder(build_encoder(tmp_path / "second", ["研磨"], quietly))

    assert first.version == second.version
    np.testing.assert_array_equal(first.encode_queries(["研磨"]), second.encode_queries(["研磨"]))


@pytest.mark.usefixtures("small_checkpoint")
@pytest.mark.parametrize("broken", ["encoder.json", "model.onnx", "tokenizer.json"])
def test_what_an_interrupted_build_left_is_rebuilt(tmp_path: Path, broken: str) -> None:
    folder = build_encoder(tmp_path / "encoder", ["研磨"], quietly)
    (folder / broken).write_bytes(b"half")

    build_encoder(folder, ["研磨"], quietly)

    assert is_complete(folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["encoder"]


@pytest.mark.usefixtures("small_checkpoint")
def test_an_interrupted_build_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupt(step: str) -> None:
        if "ONNX" in step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_encoder(tmp_path / "encoder", ["研磨"], interrupt)

    assert list(tmp_path.iterdir()) == []


def test_a_missing_encoder_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissingError, match="enishi encoder build"):
        load_encoder(tmp_path / "nowhere")
