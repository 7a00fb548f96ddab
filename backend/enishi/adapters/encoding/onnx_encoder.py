"""The encoder that serves: one ONNX graph on the CPU, with neither torch nor transformers."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from enishi.adapters.encoding.encodable import encodable
from enishi.adapters.encoding.serving_folder import (
    MODEL_FILE,
    TOKENIZER_FILE,
    read_manifest,
)
from enishi.services.retrieval import QueryTokens, TokenVectors

# Texts whose output is at hand: a batch of firms is asked for its vectors, then its tokens.
_REMEMBERED = 512


class OnnxEncoder:
    """Turns texts into unit vectors; the same text gives the same bits, alone or among others.

    int8 activations share one scale a tensor, so texts in one batch would colour each other's
    vectors. Each text therefore runs alone on one thread, `threads` texts at a time, which on a
    CPU is as fast as batching. Safe to share between threads.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        manifest = read_manifest(folder)
        self.model_id = manifest.model_id
        self.version = manifest.version
        self.dimension = manifest.dimension
        self._manifest = manifest
        self._threads = threads
        self.token_dimension = manifest.token_dimension
        self._run = lru_cache(maxsize=_REMEMBERED)(self._output)
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(manifest.max_tokens)
        self._session = ort.InferenceSession(
            folder / MODEL_FILE, _one_thread(), providers=["CPUExecutionProvider"]
        )

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what somebody looks for; shape (n, dimension), rows of length 1.

        Raises InvalidValueError on a text that is not text.
        """
        return self._encode(self._manifest.query_prompt, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what can be found; shape (n, dimension), rows of length 1.

        Raises InvalidValueError on a text that is not text.
        """
        return self._encode(self._manifest.passage_prompt, texts)

    def query_tokens(self, text: str) -> QueryTokens:
        """Encode what somebody looks for token by token; no token where the model has none."""
        if not self.token_dimension:
            return QueryTokens(np.zeros((0, 0), np.float32), np.zeros(0, np.float32))
        prompt = self._manifest.query_prompt
        _, vectors, gates = self._run(prompt + encodable(text, self._manifest.max_tokens))
        return QueryTokens(vectors, gates)

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Encode what can be found token by token, to one byte a component."""
        if not self.token_dimension:
            return [np.zeros((0, 0), np.int8)] * len(texts)
        outputs = self._outputs(self._manifest.passage_prompt, texts)
        return [np.rint(vectors * 127).astype(np.int8) for _, vectors, _ in outputs]

    def _encode(self, prompt: str, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for row, (vector, *_) in enumerate(self._outputs(prompt, texts)):
            vectors[row] = vector
        return vectors

    def _outputs(
        self, prompt: str, texts: Sequence[str]
    ) -> Iterator[tuple[NDArray[np.float32], ...]]:
        prompted = [prompt + encodable(text, self._manifest.max_tokens) for text in texts]
        if len(prompted) == 1:
            yield self._run(prompted[0])
        elif prompted:
            with ThreadPoolExecutor(self._threads) as pool:
                yield from pool.map(self._run, prompted)

    def _output(self, text: str) -> tuple[NDArray[np.float32], ...]:
        """Return the vector of a text and, where the model has them, token vectors and gates."""
        tokens = np.array([self._tokenizer.encode(text).ids], np.int64)
        return tuple(output[0] for output in self._session.run(None, {"input_ids": tokens}))


def _one_thread() -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # plans memory per shape, and every length is a shape
    return options
