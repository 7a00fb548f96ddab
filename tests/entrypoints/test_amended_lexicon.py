"""An amended lexicon comes into the answers with the next index, and costs nothing until then."""

from pathlib import Path

import pytest

from enishi.adapters.lexical import MecabAnalyzer
from enishi.adapters.lexicon.tables import Tables
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.lexicon import Lexicon
from enishi.entrypoints.jobs.compaction import Compaction
from entrypoints.conftest import an_application, with_a_fake_encoder

HAND = {"kind": "process", "broader": ["塑性加工"]}


def amend(application: Application, name: str = "手彫り") -> None:
    application.lexicons.put(name, HAND, by=LOCAL_OPERATOR)


def rebuild(application: Application) -> str:
    return application.indexing.rebuild(lambda _done, _total: None).lexicon_version


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many concepts each lexicon had that was prepared for finding."""
    found: list[int] = []
    of = Tables.of

    def noted(lexicon: Lexicon, analyzer: MecabAnalyzer) -> Tables:
        found.append(len(lexicon))
        return of(lexicon, analyzer)

    monkeypatch.setattr(Tables, "of", noted)
    return found


def test_the_lexicon_is_prepared_anew_only_where_it_changed(
    application: Application, prepared: list[int]
):
    first = rebuild(application)
    assert rebuild(application) == first
    assert prepared == [15]

    amend(application)

    assert rebuild(application) != first
    assert prepared == [15, 16]


def test_a_refresh_notices_what_another_process_amended(application: Application, home: Path):
    before = application.finder

    amend(an_application(home))

    assert len(before.lexicon) == 15
    assert len(application.finder.lexicon) == 16
    manifest = application.indexing.refresh(lambda _done, _total: None)
    assert manifest.lexicon_version == application.finder.version != before.version


def test_looking_at_the_lexicon_prepares_nothing(application: Application, prepared: list[int]):
    amend(application)

    assert application.lexicons.status().concepts == len(application.finder.lexicon) == 16
    assert prepared == []


def test_a_refresh_after_a_change_taken_back_gives_the_version_of_before(application: Application):
    before = rebuild(application)
    amend(application)
    application.lexicons.restore("手彫り", by=LOCAL_OPERATOR)

    assert application.indexing.refresh(lambda _done, _total: None).lexicon_version == before


def test_the_worker_counts_an_amendment_like_any_change(home: Path):
    application = with_a_fake_encoder(an_application(home))
    worker = Compaction(application.indexing, after=2)

    amend(application)
    assert not worker.check()
    amend(application, "手打ち")

    assert worker.check()
    assert application.indexing.status().pending == 0
    assert not worker.check()


def test_the_served_index_passes_an_amendment_by(application: Application):
    firms = len(application.live_index.view().catalogue)
    amend(application)

    assert application.live_index.catch_up() == 1

    assert application.live_index.pending() == 0
    assert len(application.live_index.view().catalogue) == firms
