"""Makes a model fit for int8 activations without changing what it computes.

A few channels of a transformer's activations are many times larger than the rest and claim the
whole int8 scale. Following SmoothQuant (Xiao et al., ICML 2023, eq. 4), the input X of each
linear layer is divided, and its weight W multiplied, channel by channel, by

    s_j = max|X_j|^α / max|W_j|^(1−α)
"""

from collections.abc import Sequence

import torch
from sentence_transformers import SentenceTransformer
from torch.nn.functional import linear
from torch.utils.hooks import RemovableHandle

# What a balanced scale is worth to e5: cosine to fp32 .9964 → .9988, after centring .981 → .995;
# .5 and .8 give less (docs/decisions/0004-encoder.md).
_ALPHA = 0.7

# Enough to wake the large channels, which are the same whatever the text.
_SAMPLE = (
    "研磨",
    "射出成形",
    "SUS304の深絞りプレス加工に対応。板厚0.3〜2.0mm、月産1万個まで。",
    "チタン合金の5軸切削、公差±5μm、試作1個から量産まで。",
    "アルミダイカスト用金型の設計・製作と補修",
    "焼入れ・焼戻し・浸炭・窒化などの熱処理を一貫して請け負います",
    "トマトの収穫を自動化するロボットハンドを共同開発したい",
    "台風で仕入先が止まったので、同じ品質の部品をすぐ作れる会社を探しています",
    "漆塗りの器を海外に輸出したい",
    "We are looking for a supplier of deep-drawn stainless steel cups.",
    "Machined aluminium housings, anodized, small batches, ISO 9001",
)


def smooth(model: SentenceTransformer, prompts: Sequence[str]) -> None:
    """Balance every linear layer of the model in place, as seen under its prompts."""
    for name, largest in _largest_inputs(model, prompts).items():
        layer = model.get_submodule(name)
        assert isinstance(layer, torch.nn.Linear)
        parent, _, child = name.rpartition(".")
        setattr(model.get_submodule(parent), child, _Smoothed(layer, largest))


class _Smoothed(torch.nn.Module):
    """A linear layer whose input channels all span about the same range."""

    shrink: torch.Tensor
    weight: torch.Tensor
    bias: torch.Tensor | None

    def __init__(self, layer: torch.nn.Linear, largest_inputs: torch.Tensor) -> None:
        super().__init__()
        weight = layer.weight.detach()
        largest_weights = weight.abs().amax(dim=0)
        scale = largest_inputs.clamp_min(1e-5) ** _ALPHA
        scale /= largest_weights.clamp_min(1e-5) ** (1 - _ALPHA)
        self.register_buffer("shrink", 1 / scale)
        self.register_buffer("weight", weight * scale)
        self.register_buffer("bias", None if layer.bias is None else layer.bias.detach())

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return linear(inputs * self.shrink, self.weight, self.bias)


def _largest_inputs(model: SentenceTransformer, prompts: Sequence[str]) -> dict[str, torch.Tensor]:
    """Return max|X_j| of every linear layer that the sample reaches, by the layer's name."""
    largest: dict[str, torch.Tensor] = {}

    def watch(name: str, layer: torch.nn.Linear) -> RemovableHandle:
        def note(_: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
            seen = inputs[0].detach().abs().reshape(-1, layer.in_features).amax(dim=0)
            largest[name] = torch.maximum(largest.get(name, seen), seen)

        return layer.register_forward_pre_hook(note)

    hooks = [
        watch(name, layer)
        for name, layer in model.named_modules()
        if isinstance(layer, torch.nn.Linear)
    ]
    for prompt in prompts:
        for text in _SAMPLE:
            # one by one: padding would be watched too
            model.encode(text, prompt=prompt, show_progress_bar=False)
    for hook in hooks:
        hook.remove()
    return largest
