import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch")
import torch
from torch import Tensor

from enishi.adapters.encoding.tuning.heads import TokenHead, late_scores, text_mask

few = st.integers(1, 4)


def a_batch(texts: int, tokens: int, random: torch.Generator) -> tuple[Tensor, Tensor]:
    """Token vectors, and which of them belong to the text: at least one of each."""
    vectors = torch.randn(texts, tokens, 5, generator=random)
    mask = torch.rand(texts, tokens, generator=random) < 0.6
    mask[:, 0] = True
    return torch.nn.functional.normalize(vectors, dim=-1), mask


@given(queries=few, passages=few, asked=few, offered=few, seed=st.integers(0, 1000))
def test_late_scores_are_the_gated_mean_of_the_nearest_tokens(
    queries, passages, asked, offered, seed
):
    random = torch.Generator().manual_seed(seed)
    queried, queried_mask = a_batch(queries, asked, random)
    found, found_mask = a_batch(passages, offered, random)
    gates = torch.rand(queries, asked, generator=random) + 0.01

    scores = late_scores(queried, gates, queried_mask, found, found_mask)

    for query in range(queries):
        for passage in range(passages):
            total = weight = 0.0
            for token in range(asked):
                if queried_mask[query, token]:
                    nearest = max(
                        float(queried[query, token] @ found[passage, other])
                        for other in range(offered)
                        if found_mask[passage, other]
                    )
                    total += float(gates[query, token]) * nearest
                    weight += float(gates[query, token])
            assert float(scores[query, passage]) == pytest.approx(total / weight, abs=1e-5)


def test_a_gate_says_how_much_its_token_counts():
    near, far = torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])
    asked, mask = torch.stack([near, far])[None], torch.ones(1, 2, dtype=torch.bool)
    offered, own = near[None, None], torch.ones(1, 1, dtype=torch.bool)

    def score(*gates: float) -> float:
        return float(late_scores(asked, torch.tensor([gates]), mask, offered, own))

    assert score(1.0, 0.0) == pytest.approx(1)
    assert score(0.5, 0.5) == pytest.approx(0.5)
    assert score(0.3, 0.9) == pytest.approx(0.25)
    assert score(0.0, 1.0) == pytest.approx(0)


def test_prompt_and_end_are_no_part_of_the_text():
    attention = torch.tensor([[1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 0, 0, 0]])

    assert text_mask(attention).tolist() == [
        [False, False, False, True, True, True, True, False],
        [False, False, False, True, False, False, False, False],
    ]


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_a_text_of_nothing_keeps_one_token_so_that_its_mean_is_a_number(length):
    attention = torch.tensor([[1] * length + [0] * (6 - length)])

    mask = text_mask(attention)

    assert mask.sum() == 1
    assert attention[mask].item() == 1


def test_the_attention_mask_is_left_as_it_was():
    attention = torch.ones(1, 6, dtype=torch.bool)

    text_mask(attention)

    assert attention.all()


@pytest.fixture
def head() -> TokenHead:
    torch.manual_seed(0)
    head = TokenHead(width=8, dimension=4)
    for parameter in head.parameters():
        torch.nn.init.normal_(parameter)
    return head.eval()


@torch.no_grad()
def test_token_vectors_have_length_one_and_gates_lie_between_nought_and_one(head):
    states = torch.randn(3, 7, 8)

    vectors, gates = head(states)

    assert vectors.shape == (3, 7, 4)
    assert torch.allclose(vectors.norm(dim=-1), torch.ones(3, 7), atol=1e-5)
    assert gates.shape == (3, 7)
    assert 0 < gates.min() < gates.max() < 1


@torch.no_grad()
def test_a_gate_is_a_logistic_function_of_the_tokens_state(head):
    states = torch.randn(5, 8)

    _, gates = head(states)

    sums = states @ head.gate[:-1] + head.gate[-1]
    assert torch.allclose(gates, 1 / (1 + torch.exp(-sums)), atol=1e-6)


@torch.no_grad()
def test_a_head_starts_from_the_directions_in_which_states_differ_most():
    torch.manual_seed(0)
    middle = torch.randn(8)
    states = middle + torch.randn(500, 8) * torch.tensor([0.1, 9, 0.1, 5, 0.1, 0.1, 0.1, 0.1])
    head = TokenHead(width=8, dimension=2)

    head.start_from(states)

    strongest = head.weight.abs().max(dim=1)
    assert strongest.indices.tolist() == [1, 3]
    assert strongest.values.min() > 0.99
    assert torch.allclose(head.weight @ states.mean(0) + head.bias, torch.zeros(2), atol=1e-4)


@torch.no_grad()
def test_a_head_starts_from_fewer_directions_where_there_are_few_states():
    head = TokenHead(width=8, dimension=6)

    head.start_from(torch.randn(4, 8))

    assert head.weight[:4].any(dim=1).all()
    assert not head.weight[4:].any()


@torch.no_grad()
def test_an_untaught_gate_is_half_open_for_every_token():
    _, gates = TokenHead(width=8, dimension=2)(torch.randn(5, 8))

    assert torch.equal(gates, torch.full((5,), 0.5))
