"""Trains a low-rank adapter of the encoder, and the token head, on pairs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import torch
from datasets import Dataset
from more_itertools import chunked
from peft import LoraConfig, inject_adapter_in_model
from safetensors.torch import save_file
from sentence_transformers import (
    SentenceTransformer,
    SentenceTransformerTrainer,
    SentenceTransformerTrainingArguments,
)
from sentence_transformers.base.sampler import DefaultBatchSampler
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import PreTrainedModel

from enishi.adapters.encoding.sentence_transformer_encoder import prompts_of
from enishi.adapters.encoding.tuning.heads import TokenHead, late_scores, text_mask
from enishi.adapters.encoding.tuning.merging import HEAD, SCALE
from enishi.adapters.encoding.tuning.pairs import Pair

# The sharpness of the softmax over a batch: e5 was trained with 1/.01, which a small batch
# of near neighbours would overfit.
_SCALE = 25.0
_COLUMNS = ("asked", "offered", "contrast")
# Layers below this one keep their general knowledge of language, and cost no way back.
_FIRST_LAYER = 4
# A longer text says the same again; what it costs grows with its square.
_MAX_TOKENS = 96
# Batches that are sorted by length together: texts of one length waste no padding.
_SORTED_TOGETHER = 20


_LORA_RANK, _LORA_ALPHA = 16, 32
_LORA = {
    "r": _LORA_RANK,
    "lora_alpha": _LORA_ALPHA,
    "target_modules": ["query", "key", "value", "dense"],
    "lora_dropout": 0.0,
    "layers_to_transform": list(range(_FIRST_LAYER, 12)),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the training: its pairs, and how fast they are learnt."""

    pairs: Sequence[Pair]
    rate: float
    batch: int = 32
    seed: int = 17


class LengthBatches(DefaultBatchSampler):
    """Batches of texts of like length, in an order shuffled anew each epoch."""

    def __iter__(self) -> Iterator[list[int]]:
        """Yield the rows of each batch."""
        generator = torch.Generator().manual_seed(self.seed + self.epoch)
        data = cast(Dataset, self.sampler)
        rows: list[int] = torch.randperm(len(data), generator=generator).tolist()
        batches: list[list[int]] = []
        for pool in chunked(rows, self.batch_size * _SORTED_TOGETHER):
            pool.sort(key=lambda row: len(data[row]["offered"]))
            batches += chunked(pool, self.batch_size)
        order = torch.randperm(len(batches), generator=generator).tolist()
        yield from (batches[number] for number in order)


class TwoViewsLoss(nn.Module):
    """Each need must find its own capability among those of the batch, in both views."""

    def __init__(self, model: SentenceTransformer, head: TokenHead) -> None:
        super().__init__()
        self.model = model
        self.head = head

    def forward(self, features: Iterable[dict[str, Tensor]], _labels: Tensor | None) -> Tensor:
        """Return the mean of both views' cross entropy; features are asked, offered, contrast."""
        asked, *offered = (self.model(dict(item)) for item in features)
        own = torch.arange(len(asked["sentence_embedding"]))
        whole = (
            asked["sentence_embedding"]
            @ torch.cat([item["sentence_embedding"] for item in offered]).T
        )
        vectors, gates = self.head(asked["token_embeddings"])
        mask = text_mask(asked["attention_mask"])
        late = torch.cat(
            [
                late_scores(
                    vectors,
                    gates,
                    mask,
                    self.head(item["token_embeddings"])[0],
                    text_mask(item["attention_mask"]),
                )
                for item in offered
            ],
            dim=1,
        )
        return (cross_entropy(whole * _SCALE, own) + cross_entropy(late * _SCALE, own)) / 2


def train(
    source: Path, stages: Sequence[Stage], target: Path, report: Callable[[str], None] = print
) -> Path:
    """Train stage by stage; write the adapter and the head to `target` after each; return it.

    Each stage goes on from what the file holds, so a long training can be taken up from there.
    `source` is a sentence-transformers folder. The same stages on the same machine give the
    same adapter.
    """
    torch.manual_seed(stages[0].seed)
    model = SentenceTransformer(str(source), device="cpu")
    bert = with_adapter(model)
    head = TokenHead(int(model.get_embedding_dimension() or 0))
    _, prompt = prompts_of(model)
    head.start_from(_states(model, [prompt + pair.offered for pair in stages[0].pairs[:2000]]))
    for name, parameter in bert.named_parameters():
        parameter.requires_grad = "lora_" in name
    model.max_seq_length = _MAX_TOKENS
    target.parent.mkdir(parents=True, exist_ok=True)
    for number, stage in enumerate(stages, start=1):
        report(f"段階 {number}/{len(stages)}：{len(stage.pairs):,} 組")
        _train_stage(model, head, stage)
        written = _written(bert, head)
        save_file(written, str(target), {SCALE: str(_LORA_ALPHA / _LORA_RANK)})
        _read_back(written, bert, head)
    return target


def _train_stage(model: SentenceTransformer, head: TokenHead, stage: Stage) -> None:
    query, passage = prompts_of(model)
    data = Dataset.from_dict(
        {name: [getattr(pair, name) for pair in stage.pairs] for name in _COLUMNS}
    )
    with TemporaryDirectory() as aside:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=aside,
            num_train_epochs=1,
            per_device_train_batch_size=stage.batch,
            learning_rate=stage.rate,
            warmup_steps=0.05,
            lr_scheduler_type="cosine",
            seed=stage.seed,
            use_cpu=True,
            report_to="none",
            save_strategy="no",
            logging_steps=20,
            disable_tqdm=True,
            batch_sampler=LengthBatches,
            prompts={"asked": query, "offered": passage, "contrast": passage},
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=data, loss=TwoViewsLoss(model, head)
        ).train()


def with_adapter(model: SentenceTransformer) -> PreTrainedModel:
    """Put an untrained adapter into a model and return its transformer."""
    bert = cast(PreTrainedModel, model.transformers_model)
    inject_adapter_in_model(LoraConfig(**cast(dict[str, Any], _LORA)), bert)
    return bert


def _written(bert: PreTrainedModel, head: TokenHead) -> dict[str, Tensor]:
    """Return what was trained, in half precision."""
    lora = {name: value for name, value in bert.state_dict().items() if "lora_" in name}
    whole = lora | {f"{HEAD}{name}": value for name, value in head.state_dict().items()}
    return {name: value.detach().half().contiguous() for name, value in whole.items()}


def _read_back(written: dict[str, Tensor], bert: PreTrainedModel, head: TokenHead) -> None:
    """Round what was trained to what the file holds of it."""
    whole = {name: value.float() for name, value in written.items()}
    names = {name.removeprefix(HEAD): name for name in whole if name.startswith(HEAD)}
    head.load_state_dict({name: whole.pop(full) for name, full in names.items()})
    bert.load_state_dict(whole, strict=False)


@torch.no_grad()
def _states(model: SentenceTransformer, texts: Sequence[str]) -> Tensor:
    found = []
    for start in range(0, len(texts), 64):
        features = model.preprocess(list(texts[start : start + 64]))
        output = model(features)
        found.append(output["token_embeddings"][text_mask(output["attention_mask"])])
    return torch.cat(found)
