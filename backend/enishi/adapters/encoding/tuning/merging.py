"""Puts a trained adapter into a model's weights for good: W ← W + s·B·A."""

from pathlib import Path
from typing import cast

from safetensors import safe_open
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn, no_grad

from enishi.adapters.encoding.tuning.heads import TokenHead

HEAD = "head."
SCALE = "scale"
_A, _B = ".lora_A.default.weight", ".lora_B.default.weight"


@no_grad()
def merge(model: SentenceTransformer, adapter: Path) -> TokenHead:
    """Merge an adapter file into the model (Hu et al. 2021, LoRA); return its token head."""
    with safe_open(str(adapter), framework="pt") as file:
        scale = float(file.metadata()[SCALE])
        tensors: dict[str, Tensor] = {
            name: file.get_tensor(name).float() for name in list(file.keys())
        }
    modules = dict(cast(nn.Module, model.transformers_model).named_modules())
    for name, a in tensors.items():
        if name.endswith(_A):
            base = name.removesuffix(_A)
            layer = cast(nn.Linear, modules[base])
            layer.weight += scale * (tensors[base + _B] @ a)
    head = TokenHead(int(model.get_embedding_dimension() or 0))
    head.load_state_dict(
        {name.removeprefix(HEAD): v for name, v in tensors.items() if name.startswith(HEAD)}
    )
    return head.eval()
