"""What those who run a server see of it."""

import json
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from enishi.bootstrap import Application
from enishi.domain.firm import firm_id
from enishi.services.firms import FirmService

Knock = Callable[[Application], TestClient]


@pytest.mark.parametrize("prefix", ["", "/api/v1"])
def test_a_server_in_order_lives_and_is_ready(api: TestClient, prefix: str):
    assert api.get(f"{prefix}/healthz").json()["status"] == "ok"
    ready = api.get(f"{prefix}/readyz")

    assert ready.status_code == 200
    assert ready.json()["checks"].keys() == {"database", "index"}


def test_metrics_count_requests_by_route_and_not_by_address(api: TestClient):
    for ref in ("F燕三条-00", "F諏訪-00"):
        api.get(f"/api/v1/firms/{firm_id(ref)}")
    api.get("/api/v1/nothing-here")

    metrics = api.get("/metrics")

    assert metrics.headers["content-type"].startswith("text/plain")
    assert 'route="/firms/{firm_id}",status="200"' in metrics.text
    assert str(firm_id("F諏訪-00")) not in metrics.text
    assert "nothing-here" not in metrics.text
    assert "enishi_index_firms" in metrics.text


def test_the_log_has_the_id_of_the_answer_and_not_what_was_asked(api: TestClient):
    with capture_logs() as lines:
        answer = api.get("/api/v1/search", params={"q": "秘密の新製品の部品"})

    (line,) = (line for line in lines if line["event"] == "request")
    assert line["id"] == answer.headers["x-request-id"]
    assert line["status"] == 200
    assert "秘密" not in json.dumps(lines, ensure_ascii=False, default=str)


@pytest.mark.parametrize("address", ["/api/v1/firms", "/api/v1/nothing", "/", "/metrics"])
def test_every_answer_keeps_a_browser_from_fetching_elsewhere(api: TestClient, address: str):
    headers = api.get(address).headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert len(headers["x-request-id"]) == 16


def test_a_mistake_of_our_own_is_told_without_its_inside_and_logged_with_it(
    knock: Knock, application: Application, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of the server")

    monkeypatch.setattr(FirmService, "page", fail)
    api = knock(application)

    with capture_logs() as lines:
        answer = api.get("/api/v1/firms")

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-security-policy" in answer.headers
    assert answer.json()["type"] == "/problems/internal"
    assert "inside" not in answer.text
    (line,) = (line for line in lines if line["event"] == "unforeseen error")
    assert line["id"] == answer.headers["x-request-id"]
    assert line["exc_info"]
    assert api.get("/api/v1/needs").status_code == 200
