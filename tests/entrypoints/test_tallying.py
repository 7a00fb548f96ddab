"""What searches missed is written beside the search."""

from datetime import UTC, datetime, timedelta

from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.firm import firm_id
from enishi.domain.japan_time import day_in_japan
from enishi.domain.near_miss import APPEARED
from enishi.entrypoints.jobs.tallying import Tallying


def test_a_search_at_the_api_is_written_down_when_the_server_next_writes(
    api: TestClient, application: Application
):
    job = Tallying(application.network.tally, seconds=60)
    job.start()
    found = api.get("/api/v1/search", params={"q": "冷間鍛造", "limit": 3}).json()["items"]
    api.post("/api/v1/search", json={"text": "冷間鍛造", "limit": 1})

    job.stop()

    best = found[0]["firm"]
    today = day_in_japan(datetime.now(UTC))
    with application.database.read() as work:
        counted = work.near_misses.of_firm(
            best["firm_ref"], since=today - timedelta(days=1), until=today
        )
    assert best["id"] == str(firm_id(best["firm_ref"]))
    assert {item.missing: item.times for item in counted}[APPEARED] == 2
