"""Any sentence-transformers model as an encoder, by folder or by name; needs the extra `models`."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from enishi.adapters.encoding.encodable import encodable
from enishi.services.retrieval import QueryTokens, TokenVectors

_MOST_TOKENS = 512


class SentenceTransformerEncoder:
    """Turns texts into unit vectors with torch, under the prompts that the model brings along.

    Batch mates may move the last bits of a vector (1e-7), as padding does in floating point.
    """

    token_dimension = 0

    def __init__(self, name_or_folder: str | Path, threads: int = 2) -> None:
        torch.set_num_threads(threads)
        self._model = SentenceTransformer(str(name_or_folder))
        self._model.max_seq_length = min(self._model.max_seq_length or _MOST_TOKENS, _MOST_TOKENS)
        self._query_prompt, self._passage_prompt = prompts_of(self._model)
        self.model_id = model_id_of(name_or_folder)
        self.version = _version(Path(name_or_folder), self._model)
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what somebody looks for; shape (n, dimension), rows of length 1.

        Raises InvalidValueError on a text that is not text.
        """
        return self._unit_rows(
            self._model.encode_query(self._encodable(texts), prompt=self._query_prompt)
        )

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what can be found; shape (n, dimension), rows of length 1.

        Raises InvalidValueError on a text that is not text.
        """
        return self._unit_rows(
            self._model.encode_document(self._encodable(texts), prompt=self._passage_prompt)
        )

    def query_tokens(self, _text: str) -> QueryTokens:
        """Return no tokens: only the shipped encoder has a head for them."""
        return QueryTokens(np.zeros((0, 0), np.float32), np.zeros(0, np.float32))

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return no tokens for each text."""
        return [np.zeros((0, 0), np.int8)] * len(texts)

    def _encodable(self, texts: Sequence[str]) -> list[str]:
        return [encodable(text, _MOST_TOKENS) for text in texts]

    def _unit_rows(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        rows = np.asarray(vectors, np.float32).reshape(-1, self.dimension)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-12), np.float32)


def model_id_of(name_or_folder: str | Path) -> str:
    """Return a hub name as it is, a folder by its own name."""
    folder = Path(name_or_folder)
    return folder.resolve().name if folder.is_dir() else str(name_or_folder)


def prompts_of(model: SentenceTransformer) -> tuple[str, str]:
    """Return what the model wants before a query and before a passage, empty where it wants none.

    A model that names only `passage` carries an empty `document` beside it: the first with
    something to say counts.
    """
    passages = (model.prompts.get(name) for name in ("document", "passage", "corpus"))
    return model.prompts.get("query") or "", next(filter(None, passages), "")


def _version(folder: Path, model: SentenceTransformer) -> str:
    """Return the commit of a model from a hub, the digest of a folder's files otherwise."""
    if not folder.is_dir():
        return str(getattr(model.config, "_commit_hash", None) or "unknown")[:12]
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
