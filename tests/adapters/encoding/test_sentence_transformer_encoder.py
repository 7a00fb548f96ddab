from pathlib import Path

import numpy as np
import pytest

from enishi.adapters.encoding import OnnxEncoder, load_encoder
from enishi.adapters.encoding.conversion.checkpoint import Checkpoint
from enishi.domain.errors import InvalidValueError

pytest.importorskip("sentence_transformers")
from enishi.adapters.encoding.conversion.sentence_transformer import write_sentence_transformer
from enishi.adapters.encoding.conversion.serving import export_for_serving
from enishi.adapters.encoding.sentence_transformer_encoder import SentenceTransformerEncoder

TEXTS = ["研磨", "磨", "研磨研磨研磨 a p"]


@pytest.fixture
def folder(small_checkpoint: Checkpoint, tmp_path: Path) -> Path:
    return write_sentence_transformer(small_checkpoint, tmp_path / "small")


def test_any_sentence_transformers_folder_is_an_encoder(folder: Path) -> None:
    encoder = load_encoder(folder)

    assert isinstance(encoder, SentenceTransformerEncoder)
    assert encoder.model_id == "small"
    assert encoder.encode_passages(TEXTS).shape == (3, encoder.dimension)
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_its_prompts_are_honoured(folder: Path) -> None:
    encoder = SentenceTransformerEncoder(folder)

    assert not np.allclose(encoder.encode_queries(TEXTS), encoder.encode_passages(TEXTS))


def test_its_version_changes_with_its_files(folder: Path) -> None:
    before = SentenceTransformerEncoder(folder).version
    (folder / "README.md").write_text("別の版", "utf-8")

    assert SentenceTransformerEncoder(folder).version != before


def test_it_refuses_what_is_not_text(folder: Path) -> None:
    with pytest.raises(InvalidValueError):
        SentenceTransformerEncoder(folder).encode_queries(["\0"])


def test_its_export_for_serving_gives_nearly_its_vectors(folder: Path, tmp_path: Path) -> None:
    exported = export_for_serving(folder, tmp_path / "served", TEXTS, model_id="small", origin="")
    served, original = OnnxEncoder(exported), SentenceTransformerEncoder(folder)

    likeness = (served.encode_queries(TEXTS) * original.encode_queries(TEXTS)).sum(axis=1)

    assert served.model_id == "small"
    assert likeness.min() > 0.99
