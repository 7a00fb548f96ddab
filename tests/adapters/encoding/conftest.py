import os
from pathlib import Path

import numpy as np
import pytest

from enishi.adapters.encoding import OnnxEncoder, build_encoder
from enishi.adapters.encoding.conversion import checkpoint
from enishi.adapters.encoding.conversion.checkpoint import Architecture, Checkpoint
from enishi.domain.errors import EncoderMissingError

REPOSITORY = Path(__file__).parents[3]

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "研", "磨", "研磨", "p", "a", "q", ":", "<mask>"]


def a_small_checkpoint() -> Checkpoint:
    """A model of the real shape with two layers of 32, and weights of no meaning."""
    hidden, inner, positions = 32, 64, 512
    norm = {"w": (hidden,), "b": (hidden,)}
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (2, hidden),
        **{f"emb.ln.{kind}": shape for kind, shape in norm.items()},
    }
    matrices = dict.fromkeys(("q", "k", "v", "ao"), (hidden, hidden))
    matrices |= {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in ("l0", "l1"):
        for name, (outputs, inputs) in matrices.items():
            shapes |= {f"{layer}.{name}.w": (outputs, inputs), f"{layer}.{name}.b": (outputs,)}
        for name in ("aln", "oln"):
            shapes |= {f"{layer}.{name}.{kind}": shape for kind, shape in norm.items()}
    random = np.random.default_rng(0)
    return Checkpoint(
        Architecture(hidden, 2, 4, inner, positions, 2, 1e-12),
        [(piece, -float(rank)) for rank, piece in enumerate(PIECES)],
        {
            name: random.standard_normal(np.prod(shape), np.float32)
            for name, shape in shapes.items()
        },
    )


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """The built encoder; made once where there is none (half a minute)."""
    folder = Path(os.environ.get("ENISHI_ENCODER") or REPOSITORY / "var/models/encoder")
    try:
        return build_encoder(folder, seen_texts=())
    except EncoderMissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> OnnxEncoder:
    return OnnxEncoder(encoder_folder)


@pytest.fixture
def small_checkpoint(monkeypatch: pytest.MonkeyPatch) -> Checkpoint:
    """A small model, which for this test stands in the place of the packaged one."""
    pytest.importorskip("sentence_transformers")
    small = a_small_checkpoint()
    monkeypatch.setattr(checkpoint, "read_checkpoint", lambda _: small)
    return small
