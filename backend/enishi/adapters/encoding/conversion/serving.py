"""From any BERT-like sentence-transformers folder to a folder for serving."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from torch.nn.functional import embedding
from transformers import PreTrainedModel

from enishi.adapters.encoding.conversion.checkpoint import english_pieces
from enishi.adapters.encoding.conversion.quiet import quietly
from enishi.adapters.encoding.conversion.smoothing import smooth
from enishi.adapters.encoding.conversion.vocabulary import pruned
from enishi.adapters.encoding.sentence_transformer_encoder import prompts_of
from enishi.adapters.encoding.serving_folder import (
    MODEL_FILE,
    TOKENIZER_FILE,
    Manifest,
    adapter_mark,
    published,
    write_manifest,
)
from enishi.adapters.encoding.tuning.heads import AFTER, BEFORE, TokenHead
from enishi.adapters.encoding.tuning.merging import merge

# A capability runs to some 60 tokens; what follows the 256th costs time and blurs the mean.
_MAX_TOKENS = 256
_OPSET = 17


@quietly()
def export_for_serving(
    source: Path,
    target: Path,
    seen_texts: Iterable[str],
    *,
    model_id: str,
    origin: str,
    adapter: Path | None = None,
) -> Path:
    """Write `target` anew: vocabulary pruned, activations smoothed, ONNX in int8; return it.

    `source` is a sentence-transformers folder with a fast tokenizer; `origin` says in the
    manifest where its weights come from. With an `adapter` the trained weights are merged in,
    and the graph also gives token vectors and gates. What stood at `target` gives way in one step.
    """
    model = SentenceTransformer(str(source), device="cpu").eval()
    head = merge(model, adapter) if adapter else None
    merged = f"; {adapter_mark(adapter)}" if adapter else ""
    query_prompt, passage_prompt = prompts_of(model)
    tokenizer, rows = pruned(
        model.tokenizer.backend_tokenizer,
        chain((query_prompt, passage_prompt), seen_texts),
        english_pieces(),
    )
    smooth(model, (query_prompt, passage_prompt))
    manifest = Manifest(
        model_id=model_id,
        dimension=int(model.get_embedding_dimension() or 0),
        max_tokens=min(_MAX_TOKENS, model.max_seq_length or _MAX_TOKENS),
        query_prompt=query_prompt,
        passage_prompt=passage_prompt,
        source=f"{origin}{merged}; {len(rows)} pieces; int8",
        token_dimension=len(head.weight) if head else 0,
    )
    with published(target) as folder:
        tokenizer.save(str(folder / TOKENIZER_FILE), pretty=False)
        _write_graph(_Served(model, rows, head), folder / MODEL_FILE)
        write_manifest(folder, manifest)
    return target


class _Served(torch.nn.Module):
    """The tokens of one text in, its embedding out: shapes (1, tokens) and (1, dimension).

    With a head also the vectors and gates of the tokens of the text itself, prompt left out.
    """

    def __init__(self, model: SentenceTransformer, rows: list[int], head: TokenHead | None) -> None:
        super().__init__()
        self._head = head
        transformer = cast(PreTrainedModel, model.transformers_model)
        words = cast(torch.nn.Embedding, transformer.get_input_embeddings())
        transformer.set_input_embeddings(_Int8Rows(words.weight.data[rows]))
        self._model = model

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features = {"input_ids": input_ids, "attention_mask": torch.ones_like(input_ids)}
        output = self._model(features)
        embedding: torch.Tensor = output["sentence_embedding"]
        if self._head is None:
            return (embedding,)
        vectors, gates = self._head(output["token_embeddings"][:, BEFORE:-AFTER])
        return embedding, vectors, gates

    @property
    def has_tokens(self) -> bool:
        """Whether the graph gives token vectors."""
        return self._head is not None


class _Int8Rows(torch.nn.Module):
    """A word embedding in int8, one scale a row: onnxruntime would give it one scale in all."""

    codes: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(1e-12) / 127
        self.register_buffer("codes", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return embedding(input_ids, self.codes) * embedding(input_ids, self.scale)


def _write_graph(served: _Served, path: Path) -> None:
    with TemporaryDirectory(dir=path.parent) as aside:
        exact = Path(aside) / "fp32.onnx"
        torch.onnx.export(
            served,
            (torch.tensor([[0, 1, 2, 3, 4, 5, 2]]),),
            exact,
            dynamo=False,  # the dynamo exporter asks for onnxscript
            opset_version=_OPSET,
            input_names=["input_ids"],
            output_names=["embedding", "tokens", "gates"][: 3 if served.has_tokens else 1],
            dynamic_axes={"input_ids": {1: "tokens"}, "tokens": {1: "kept"}, "gates": {1: "kept"}},
        )
        coded = Path(aside) / "int8.onnx"
        quantize_dynamic(
            exact,
            coded,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            # Seven bits cannot overflow the 16-bit sums of a CPU without VNNI, so that every
            # machine adds the same integers.
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        _write_reworked(coded, path)


def _write_reworked(graph: Path, path: Path) -> None:
    """Write a graph as onnxruntime would rework it at every start, which takes a tenth of a second.

    Only what holds on any CPU: the last level fits the machine at hand.
    """
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
