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
    *("▁query", "▁passage", "<mask>"),
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
            name: random.standard_normal(np.prod(shape), np.float32)
            for name, shape in shapes.items()
        },
    )


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
def folder_with_tokens(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small encoder whose graph also gives tokens, by a head of no meaning."""
    pytest.importorskip("sentence_transformers")
    return _served_with_tokens(tmp_path_factory.mktemp("tokens"))


def _served_with_tokens(folder: Path) -> Path:
    # Here and not above: where the extra `models` is missing, other tests still run.
    import torch  # noqa: PLC0415
    from safetensors.torch import save_file  # noqa: PLC0415

    from enishi.adapters.encoding.conversion import (  # noqa: PLC0415
        sentence_transformer,
        serving,
    )
    from enishi.adapters.encoding.tuning.heads import TokenHead  # noqa: PLC0415
    from enishi.adapters.encoding.tuning.merging import HEAD, SCALE  # noqa: PLC0415

    model = sentence_transformer.write_sentence_transformer(a_small_checkpoint(), folder / "model")
    random = torch.Generator().manual_seed(0)
    state = {
        f"{HEAD}{name}": torch.randn(value.shape, generator=random).half()
        for name, value in TokenHead(width=32).state_dict().items()
    }
    adapter = folder / "adapter.safetensors"
    save_file(state, adapter, {SCALE: "2.0"})
    return serving.export_for_serving(
        model, folder / "served", (), model_id="small", origin="nowhere", adapter=adapter
    )


@pytest.fixture
def small_checkpoint(monkeypatch: pytest.MonkeyPatch) -> Checkpoint:
    """A small model, which for this test stands in the place of the packaged one."""
    pytest.importorskip("sentence_transformers")
    small = a_small_checkpoint()
    monkeypatch.setattr(checkpoint, "read_checkpoint", lambda _: small)
    return small


@pytest.fixture(scope="session")
def deep_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model with layers to teach, as a sentence-transformers folder."""
    pytest.importorskip("sentence_transformers")
    from enishi.adapters.encoding.conversion.sentence_transformer import (  # noqa: PLC0415
        write_sentence_transformer,
    )

    folder = tmp_path_factory.mktemp("deep") / "model"
    return write_sentence_transformer(a_small_checkpoint(layers=6, hidden=96), folder)
