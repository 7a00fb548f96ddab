from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import pytest

pytest.importorskip("datasets")
pytest.importorskip("peft")
pytest.importorskip("sentence_transformers")
import torch
from datasets import Dataset
from safetensors import safe_open
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer

from enishi.adapters.encoding.tuning import training
from enishi.adapters.encoding.tuning.merging import HEAD, SCALE, merge
from enishi.adapters.encoding.tuning.pairs import Pair
from enishi.adapters.encoding.tuning.training import LengthBatches, Stage, train

pytestmark = pytest.mark.usefixtures("one_thread")

PAIRS = [
    Pair(asked="研" * count, offered="研磨 a p q" * (3 + count), contrast="磨 q p a" * (3 + count))
    for count in range(1, 9)
]
STAGES = [Stage(PAIRS, rate=1e-2, batch=2), Stage(PAIRS[:4], rate=1e-2, batch=2)]


@dataclass
class Training:
    """One training, and what could be seen of it."""

    source: Path
    target: Path
    told: list[tuple[str, bool]] = field(default_factory=list)  # and whether there was a file
    models: list[SentenceTransformer] = field(default_factory=list)

    def run(self) -> Path:
        return train(self.source, STAGES, self.target, self.report)

    def report(self, sentence: str) -> None:
        self.told.append((sentence, self.target.exists()))

    def load(self, *arguments: str, **known: str) -> SentenceTransformer:
        self.models.append(SentenceTransformer(*arguments, **known))
        return self.models[-1]


@pytest.fixture(scope="module")
def trained(
    one_thread: None, deep_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Training:
    found = Training(deep_folder, tmp_path_factory.mktemp("trained") / "new" / "adapter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "SentenceTransformer", found.load)
        assert found.run() == found.target
    return found


def test_the_file_holds_adapter_and_head_in_half_precision_and_their_scale(trained):
    with safe_open(trained.target, framework="pt") as file:
        assert file.metadata() == {SCALE: "2.0"}
    tensors = load_file(trained.target)
    head = {name for name in tensors if name.startswith(HEAD)}
    assert head == {"head.weight", "head.bias", "head.gate"}
    assert len(tensors) - len(head) == 2 * 6 * 2  # A and B of six linear layers in two layers
    assert all("lora_" in name for name in tensors.keys() - head)
    assert {value.dtype for value in tensors.values()} == {torch.float16}


def test_adapter_and_gates_have_learnt(trained):
    tensors = load_file(trained.target)

    began_at_nought = [name for name in tensors if "lora_B" in name or name == "head.gate"]

    assert len(began_at_nought) == 6 * 2 + 1
    assert all(tensors[name].any() for name in began_at_nought)


def test_the_weights_of_the_model_itself_are_left_as_they_were(trained):
    (model,) = trained.models
    original = SentenceTransformer(str(trained.source), device="cpu").transformers_model
    kept = {
        name.replace(".base_layer.", "."): value
        for name, value in model.transformers_model.state_dict().items()
        if "lora_" not in name
    }
    assert kept.keys() == original.state_dict().keys()
    assert all(torch.equal(kept[name], value) for name, value in original.state_dict().items())


def test_each_stage_is_told_and_leaves_its_adapter(trained):
    assert trained.told == [("段階 1/2：8 組", False), ("段階 2/2：4 組", True)]


def test_the_same_stages_write_the_same_bytes(trained, tmp_path):
    again = Training(trained.source, tmp_path / "again").run()

    assert again.read_bytes() == trained.target.read_bytes()


def test_what_was_trained_can_be_merged(trained):
    plain = SentenceTransformer(str(trained.source), device="cpu").eval()
    before = plain.encode("研磨")

    head = merge(plain, trained.target)

    assert torch.isfinite(head.weight).all()
    assert abs(plain.encode("研磨") - before).max() > 1e-3


def batches(lengths: list[int]) -> LengthBatches:
    data = Dataset.from_dict({"offered": ["研" * length for length in lengths]})
    return LengthBatches(data, batch_size=4, drop_last=False, seed=17)


def test_every_row_is_in_one_batch():
    found = batches([5] * 83)

    assert sorted(chain(*found)) == list(range(83))
    assert len(list(found)) == len(found) == 21


def test_texts_of_like_length_share_a_batch():
    lengths = [row * 7 % 50 for row in range(160)]

    for batch in batches(lengths):
        found = [lengths[row] for row in batch]
        assert len(found) == 4
        assert max(found) - min(found) <= 6


def test_batches_come_in_another_order_each_epoch_and_the_same_one_each_time():
    found = batches(list(range(80)))
    first = list(found)
    assert list(found) == first

    found.set_epoch(1)

    assert list(found) != first
