"""Stand-ins that behave: an encoder without a model, and a database without a disk."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Generic, TypeVar
from zlib import crc32

import numpy as np

from enishi.domain.cluster import Cluster
from enishi.domain.errors import InvalidValueError
from enishi.domain.events import Event, RecordedEvent
from enishi.domain.firm import Firm, firm_id
from enishi.domain.need import Need, NeedKind, need_id
from enishi.domain.text import fold
from enishi.domain.tie import Tie
from enishi.services.ports import Change, Stored
from enishi.services.retrieval import Vectors

NounT = TypeVar("NounT", Firm, Need, Tie)


class LetterEncoder:
    """Takes texts that share letters, pairs and triples of letters for near in meaning.

    Each n-gram adds or takes one at a place of its own in the vector, so that unrelated
    texts are about as far apart as chance has it. `encoded` tells which passages were
    worked on.
    """

    model_id = "letters"
    dimension = 256

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.encoded: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode what is looked for."""
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            letters = fold(text)
            for size in (1, 2, 3):
                for start in range(len(letters) - size + 1):
                    code = crc32(letters[start : start + size].encode())
                    vectors[row, code % self.dimension] += size if code >> 31 else -size
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode what is offered."""
        self.encoded += texts
        return self.encode_queries(texts)


@dataclass
class _Shelf(Generic[NounT]):
    """Records of one kind by their ref."""

    identity: Callable[[str], object]
    refuse: Callable[[NounT], InvalidValueError | None]
    held: dict[str, Stored[NounT]] = field(default_factory=dict)

    def put_many(self, nouns: Sequence[NounT]) -> list[Change | InvalidValueError]:
        return [self._put(noun) for noun in nouns]

    def _put(self, noun: NounT) -> Change | InvalidValueError:
        refusal = self.refuse(noun)
        if refusal is not None:
            return refusal
        before = self.held.get(noun.ref)
        if before is not None and before.record == noun:
            return Change.UNCHANGED
        self.held[noun.ref] = Stored(noun, before.revision + 1 if before else 1, datetime.now(UTC))
        return Change.UPDATED if before else Change.ADDED

    def get(self, ref: str) -> Stored[NounT] | None:
        return self.held.get(ref)

    def get_many(self, refs: Sequence[str]) -> dict[str, Stored[NounT]]:
        return {ref: self.held[ref] for ref in refs if ref in self.held}

    def existing(self, refs: Sequence[str]) -> set[str]:
        return self.held.keys() & set(refs)

    def stream(self) -> Iterator[Stored[NounT]]:
        return iter([self.held[ref] for ref in sorted(self.held)])

    def count(self) -> int:
        return len(self.held)

    def remove(self, ref: str) -> bool:
        return self.held.pop(ref, None) is not None

    def ref_of(self, identity: str) -> str | None:
        return next((ref for ref in self.held if str(self.identity(ref)) == identity), None)
