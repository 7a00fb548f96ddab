"""From a checkpoint to a sentence-transformers folder: the form that can be fine-tuned."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from enishi.adapters.encoding.conversion import tokenizer as xlmr
from enishi.adapters.encoding.conversion.checkpoint import Checkpoint
from enishi.adapters.encoding.conversion.quiet import quietly

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}

# the parameters of BertModel | the checkpoint's own names
_EMBEDDINGS = {
    "word_embeddings.weight": "word",
    "position_embeddings.weight": "pos",
    "token_type_embeddings.weight": "type",
    "LayerNorm.weight": "ln.w",
    "LayerNorm.bias": "ln.b",
}
_LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


@quietly()
def write_sentence_transformer(checkpoint: Checkpoint, folder: Path) -> Path:
    """Write the model so that `SentenceTransformer(folder)` loads it: mean pooling, L2, prompts.

    The folder takes some 490 MB, weights in fp32. Return the folder.
    """
    with TemporaryDirectory() as plain:
        _bert(checkpoint).save_pretrained(plain)
        _tokenizer(checkpoint).save_pretrained(plain)
        transformer = Transformer(plain)
    pooling = Pooling(checkpoint.architecture.hidden_size, "mean")
    model = SentenceTransformer(
        modules=[transformer, pooling, Normalize()], prompts=PROMPTS, device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    return folder


def _tokenizer(checkpoint: Checkpoint) -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=xlmr.xlmr_tokenizer(checkpoint.pieces),
        model_max_length=checkpoint.architecture.max_position_embeddings,
        bos_token=xlmr.BOS,
        cls_token=xlmr.BOS,
        eos_token=xlmr.EOS,
        sep_token=xlmr.EOS,
        pad_token=xlmr.PAD,
        unk_token=xlmr.UNK,
        mask_token=xlmr.MASK,
    )


def _bert(checkpoint: Checkpoint) -> BertModel:
    sizes = checkpoint.architecture
    config = BertConfig(
        vocab_size=len(checkpoint.pieces),
        hidden_size=sizes.hidden_size,
        num_hidden_layers=sizes.num_hidden_layers,
        num_attention_heads=sizes.num_attention_heads,
        intermediate_size=sizes.intermediate_size,
        max_position_embeddings=sizes.max_position_embeddings,
        type_vocab_size=sizes.type_vocab_size,
        layer_norm_eps=sizes.layer_norm_eps,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        dtype="float32",
    )
    bert = BertModel(config)
    bert.load_state_dict(
        {
            name: torch.from_numpy(_shaped(checkpoint, name, parameter))
            for name, parameter in bert.named_parameters()
            if not name.startswith("pooler.")  # mean pooling never asks BERT's own pooler
        },
        strict=False,
    )
    return bert


def _shaped(checkpoint: Checkpoint, name: str, parameter: torch.Tensor) -> NDArray[np.float32]:
    """Return the values of one parameter; embedding rows that no piece uses are left behind."""
    values = checkpoint.tensors[_stored_name(name)]
    return values[: parameter.numel()].reshape(parameter.shape).copy()


def _stored_name(parameter: str) -> str:
    """Translate `encoder.layer.3.attention.self.query.weight` into `l3.q.w`, and so on."""
    room, name = parameter.split(".", 1)
    if room == "embeddings":
        return f"emb.{_EMBEDDINGS[name]}"
    _, layer, rest = name.split(".", 2)
    part, kind = rest.rsplit(".", 1)
    return f"l{layer}.{_LAYER[part]}.{kind[0]}"
