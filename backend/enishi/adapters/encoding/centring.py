"""Takes out of every vector what all texts of its kind and length have in common.

Unrelated sentences have a cosine of about .82 with e5, and short texts lean another way
than long ones. Subtracting a + b·ln(length + 5), fitted by least squares on texts of the
trade, and normalising again spreads them out (docs/search.md has the figures).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from enishi.services.retrieval import QueryTokens, TokenVectors

Vectors = NDArray[np.float32]


class PlainEncoder(Protocol):
    """An encoder as it comes."""

    model_id: str
    version: str
    dimension: int
    token_dimension: int

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered."""

    def query_tokens(self, text: str) -> QueryTokens:
        """Encode what is looked for, token by token."""

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Encode what is offered, token by token."""


@dataclass(frozen=True)
class Centre:
    """What texts of one kind have in common, as a function of their length."""

    coefficients: Vectors  # (2, dimension): a, b

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors) -> "Centre":
        """Fit to texts of many lengths and their vectors."""
        solution, *_ = np.linalg.lstsq(_lengths(texts), vectors.astype(np.float64), rcond=None)
        return cls(solution.astype(np.float32))

    def taken_out_of(self, vectors: Vectors, texts: Sequence[str]) -> Vectors:
        """Return the centred vectors, each of length 1."""
        level, slope = self.coefficients
        centred = vectors - (level + _lengths(texts)[:, 1:].astype(np.float32) * slope)
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: Vectors = (centred / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


def _lengths(texts: Sequence[str]) -> NDArray[np.float64]:
    # Plus five, so that one character more or less does not swing a very short text.
    lengths = np.log(np.array([len(text) for text in texts], np.float64) + 5)
    return np.stack([np.ones(len(texts)), lengths], axis=1)


class CentredEncoder:
    """An encoder whose vectors are centred; its version names both."""

    def __init__(self, encoder: PlainEncoder, queries: Centre, passages: Centre) -> None:
        self._encoder = encoder
        self._queries, self._passages = queries, passages
        self.model_id = encoder.model_id
        self.dimension = encoder.dimension
        self.token_dimension = encoder.token_dimension
        # Tokens are as the model gives them: the head has learnt its own centre.
        self.query_tokens = encoder.query_tokens
        self.passage_tokens = encoder.passage_tokens
        digest = sha256(queries.coefficients.tobytes() + passages.coefficients.tobytes())
        self.version = f"{encoder.version}.{digest.hexdigest()[:6]}"

    @classmethod
    def calibrated(
        cls, encoder: PlainEncoder, queries: Sequence[str], passages: Sequence[str]
    ) -> "CentredEncoder":
        """Fit both centres on texts of the trade."""
        return cls(
            encoder,
            Centre.fit(queries, encoder.encode_queries(queries)),
            Centre.fit(passages, encoder.encode_passages(passages)),
        )

    @classmethod
    def load(cls, encoder: PlainEncoder, file: Path) -> "CentredEncoder | None":
        """Read the centres that `save` wrote; None where there are none for this encoder."""
        try:
            with np.load(file) as centres:
                if str(centres["version"]) != encoder.version:
                    return None
                return cls(encoder, Centre(centres["queries"]), Centre(centres["passages"]))
        except (OSError, KeyError, ValueError):  # missing, older or cut short: fitted anew
            return None

    def save(self, file: Path) -> None:
        """Write the centres beside the model, whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".tmp.npz")
        np.savez(
            aside,
            version=self._encoder.version,
            queries=self._queries.coefficients,
            passages=self._passages.coefficients,
        )
        aside.replace(file)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for; shape (n, dimension), rows of length 1."""
        return self._queries.taken_out_of(self._encoder.encode_queries(texts), texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered; shape (n, dimension), rows of length 1."""
        return self._passages.taken_out_of(self._encoder.encode_passages(texts), texts)
