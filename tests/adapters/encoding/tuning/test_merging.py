from pathlib import Path

import pytest

pytest.importorskip("peft")
pytest.importorskip("sentence_transformers")
import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch import Tensor

from enishi.adapters.encoding.tuning.heads import TokenHead
from enishi.adapters.encoding.tuning.merging import HEAD, SCALE, merge
from enishi.adapters.encoding.tuning.training import with_adapter

pytestmark = pytest.mark.usefixtures("one_thread")

TEXTS = ["query: 研磨", "passage: 磨研研磨 a p q"]


@pytest.fixture
def taught(deep_folder: Path) -> SentenceTransformer:
    """A model with an adapter in it whose every weight says something, in half precision."""
    torch.manual_seed(1)
    model = SentenceTransformer(str(deep_folder), device="cpu").eval()
    for name, weight in with_adapter(model).named_parameters():
        if "lora_" in name:
            weight.data = torch.randn_like(weight).mul(0.1).half().float()
    return model


@pytest.fixture
def head() -> TokenHead:
    torch.manual_seed(2)
    head = TokenHead(width=96)
    for parameter in head.parameters():
        parameter.data = torch.randn_like(parameter).half().float()
    return head


@pytest.fixture
def adapter(taught: SentenceTransformer, head: TokenHead, tmp_path: Path) -> Path:
    state = taught.transformers_model.state_dict()
    tensors = {name: value for name, value in state.items() if "lora_" in name}
    tensors |= {f"{HEAD}{name}": value for name, value in head.state_dict().items()}
    file = tmp_path / "adapter.safetensors"
    save_file({name: value.half() for name, value in tensors.items()}, file, {SCALE: "2.0"})
    return file


def embeddings(model: SentenceTransformer) -> Tensor:
    return model.encode(TEXTS, convert_to_tensor=True, show_progress_bar=False)


def test_a_merged_model_computes_what_the_adapter_computes(deep_folder, taught, adapter):
    plain = SentenceTransformer(str(deep_folder), device="cpu").eval()
    before = embeddings(plain)

    merge(plain, adapter)

    assert torch.allclose(embeddings(plain), embeddings(taught), atol=1e-4)
    assert not torch.allclose(embeddings(plain), before, atol=1e-2)


def test_merging_adds_the_scaled_product_to_the_upper_layers_alone(deep_folder, taught, adapter):
    plain = SentenceTransformer(str(deep_folder), device="cpu").eval()
    before = {name: value.clone() for name, value in plain.transformers_model.named_parameters()}

    merge(plain, adapter)

    lora = taught.transformers_model.state_dict()
    changed = set()
    for name, value in plain.transformers_model.named_parameters():
        base = name.removesuffix(".weight")
        if f"{base}.lora_A.default.weight" in lora:
            product = lora[f"{base}.lora_B.default.weight"] @ lora[f"{base}.lora_A.default.weight"]
            assert torch.allclose(value, before[name] + 2.0 * product, atol=1e-6)
            changed.add(name)
        else:
            assert torch.equal(value, before[name])
    assert {name.split(".")[2] for name in changed} == {"4", "5"}
    assert len(changed) == 2 * 6


def test_the_head_comes_back_as_it_was_written(deep_folder, adapter, head):
    plain = SentenceTransformer(str(deep_folder), device="cpu")

    found = merge(plain, adapter)

    assert not found.training
    for name, value in head.state_dict().items():
        assert torch.equal(found.state_dict()[name], value)
