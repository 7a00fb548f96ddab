"""The second view of a text: beside the whole in one vector, each token in its own."""

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, normalize

# Numbers in a token's vector: enough to tell words apart, a quarter of the model's own width.
TOKEN_DIMENSION = 96
# <s>, the prompt's word and its colon come before the text, </s> after it. "query" is two pieces,
# so a query keeps its colon, in training as in serving.
BEFORE, AFTER = 3, 1


class TokenHead(nn.Module):
    """Projects token states to short vectors, and says how much each token of a query counts.

    Late interaction after Khattab & Zaharia (2020), ColBERT; the gate is ours.
    """

    weight: nn.Parameter
    bias: nn.Parameter
    gate: nn.Parameter

    def __init__(self, width: int, dimension: int = TOKEN_DIMENSION) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(dimension, width))
        self.bias = nn.Parameter(torch.zeros(dimension))
        self.gate = nn.Parameter(torch.zeros(width + 1))

    def start_from(self, states: Tensor) -> None:
        """Begin with the principal components of many token states, shape (n, width)."""
        mean = states.mean(0)
        _, _, components = torch.linalg.svd(states - mean, full_matrices=False)
        components = components[: len(self.weight)]  # fewer where there are few states
        with torch.no_grad():
            self.weight[: len(components)] = components
            self.bias.copy_(-self.weight @ mean)

    def forward(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Return token vectors of length 1, shape (…, dimension), and gates from 0 to 1."""
        vectors = normalize(linear(states, self.weight, self.bias), dim=-1)
        return vectors, torch.sigmoid((states * self.gate[:-1]).sum(-1) + self.gate[-1])


def text_mask(attention_mask: Tensor) -> Tensor:
    """Return which tokens belong to the text itself, shape (n, tokens)."""
    mask = attention_mask.bool().clone()
    lengths = mask.sum(1)
    mask[:, :BEFORE] = False
    for row, length in enumerate(lengths.tolist()):
        mask[row, max(BEFORE, length - AFTER) :] = False
        if not mask[row].any():
            mask[row, min(BEFORE, length) - 1] = True
    return mask


def late_scores(
    asked: Tensor, gates: Tensor, asked_mask: Tensor, offered: Tensor, offered_mask: Tensor
) -> Tensor:
    """Return for each query and passage the gated mean of the nearest token, shape (q, p).

    score(q, p) = Σ_t g_t max_j ⟨q_t, p_j⟩ / Σ_t g_t
    """
    near = torch.einsum("qtd,pjd->qptj", asked, offered)
    near = near.masked_fill(~offered_mask[None, :, None, :], -1.0).amax(-1)
    weights = (gates * asked_mask)[:, None, :]
    return (near * weights).sum(-1) / weights.sum(-1)
