"""How long a search takes among ten thousand firms on one core, and how much memory it holds.

    python -m benchmarks.scale [--firms 10000]

The firms are made of the shipped corpus's capabilities, dealt out anew: real texts, though each
stands in several firms. Each distinct text is encoded once. Then every posted need is asked twice,
as a title and as a short query, first unseen and then again.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import numpy as np
import psutil
import typer

from enishi.bootstrap import Application
from enishi.domain.firm import Firm
from enishi.domain.query import Query
from enishi.services.indexing import IndexService
from enishi.services.records import firm_of, need_of
from enishi.services.retrieval import Encoder, TokenVectors, Vectors
from enishi.settings import Settings, read_settings

_SEED = 3


class Remembering:
    """Encodes each passage once, however many firms say the same."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, Vectors] = {}
        self._tokens: dict[str, TokenVectors] = {}

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        fresh = [text for text in texts if text not in self._vectors]
        for text, vector in zip(fresh, self._encoder.encode_passages(fresh), strict=True):
            self._vectors[text] = vector
        for text, tokens in zip(fresh, self._encoder.passage_tokens(fresh), strict=True):
            self._tokens[text] = tokens
        found = [self._vectors[text] for text in texts]
        return np.stack(found) if found else self._encoder.encode_passages([])

    def passage_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        return [self._tokens[text] for text in texts]


def main(firms: Annotated[int, typer.Option(min=100)] = 10_000) -> None:
    settings = read_settings()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        # In a process of its own, so that its memory does not count as the search's.
        building = get_context("spawn").Process(
            target=build, args=(Settings(home=home, encoder=settings.encoder_source), firms)
        )
        building.start()
        building.join()
        os.sched_setaffinity(0, {0})
        app = Application(Settings(home=home, encoder=settings.encoder_source, encoder_threads=1))
        measure(app)


def build(settings: Settings, firms: int) -> None:
    """Publish the firms and build their index."""
    app = Application(settings)
    app.schema.upgrade()
    begun = time.monotonic()
    with app.database.begin() as work:
        work.firms.put_many(dealt(settings.corpus, firms))
    service = app.indexing
    IndexService(
        service.database,
        service.store,
        service.rooms,
        service.analyzer,
        Remembering(service.encoder),  # type: ignore[arg-type]
        service.finder,
    ).rebuild(lambda _done, _total: None)
    size = sum(path.stat().st_size for path in settings.index_folder.rglob("*") if path.is_file())
    print(f"{firms:,} firms indexed in {time.monotonic() - begun:.0f} s, {size / 2**20:.0f} MiB")


def dealt(corpus: Path, count: int) -> list[Firm]:
    """Deal the corpus's capabilities out to new firms, two or three each."""
    random = Random(_SEED)
    known = [
        firm_of(json.loads(line))
        for file in sorted((corpus / "firms").glob("*.jsonl"))
        for line in file.open(encoding="utf-8")
    ]
    deck = [item for firm in known for item in firm.capabilities]
    made = []
    for number in range(count):
        model = random.choice(known)
        ref = f"X{number:05}"
        hand = tuple(
            replace(item, ref=f"{ref}-{place}", facility_ref=None)
            for place, item in enumerate(random.sample(deck, random.choice((2, 2, 3))), start=1)
        )
        made.append(
            replace(model, ref=ref, capabilities=hand, facilities=(), corporate_number=None)
        )
    return made


def measure(app: Application) -> None:
    """Ask every need of the corpus, unseen and again, and print the figures."""
    needs = [
        need_of(json.loads(line))
        for line in (app.settings.corpus / "needs.jsonl").open(encoding="utf-8")
    ]
    questions = [replace(Query.of(need), seeker_ref=None) for need in needs]
    forms = {
        "title and description": questions,
        "short query": [
            q.asking(n.query or n.title) for q, n in zip(questions, needs, strict=True)
        ],
    }
    app.search.search(questions[0])  # opens the index
    for name, asked in forms.items():
        for again in ("unseen", "again"):
            times = []
            for question in asked:
                begun = time.perf_counter()
                app.search.search(question, limit=20)
                times.append(1000 * (time.perf_counter() - begun))
            median, high = np.percentile(times, [50, 95])
            print(f"{name}, {again}: median {median:.0f} ms, p95 {high:.0f} ms")
    memory = psutil.Process().memory_info().rss / 2**20
    print(f"RSS {memory:.0f} MiB")


if __name__ == "__main__":
    typer.run(main)
