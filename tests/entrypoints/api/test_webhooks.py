"""Webhooks over HTTP, to a receiver that is really there."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.adapters.lexical import MecabAnalyzer
from enishi.bootstrap import Application
from enishi.entrypoints.jobs.deliveries import Deliveries
from entrypoints.conftest import an_application, as_operator, with_a_fake_encoder
from receiver import Receiver, a_receiver

ADDRESS = "/api/v1/webhooks"
FIRM = "F燕三条-00"
DOCUMENT = Path(__file__).parents[3] / "docs" / "api.md"


@pytest.fixture
def application(home: Path, analyzer: MecabAnalyzer) -> Iterator[Application]:
    """An installation that trusts this machine with webhooks."""
    found = with_a_fake_encoder(an_application(home, webhook_http_hosts="127.0.0.1, intranet"))
    vars(found)["analyzer"] = analyzer
    yield found
    found._engine.dispose()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as found:
        yield found


def register(operator: TestClient, url: str, **said: Any) -> dict[str, Any]:
    body = {
        "organisation_ref": FIRM,
        "url": url,
        "kinds": ["firm_published", "firm_withdrawn"],
    }
    answer = operator.post(ADDRESS, json=body | said)
    assert answer.status_code == 201, answer.text
    webhook: dict[str, Any] = answer.json()
    return webhook


def verifier() -> Callable[..., bool]:
    """The function that docs/api.md gives to those who receive."""
    blocks = re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.M | re.S)
    (block,) = (block for block in blocks if "def is_ours" in block)
    assert len(block.splitlines()) <= 16
    names: dict[str, Any] = {}
    exec(block, names)
    found: Callable[..., bool] = names["is_ours"]
    return found


def test_what_happens_arrives_signed_and_names_where_to_read_it(
    operator: TestClient, application: Application, receiver: Receiver
):
    webhook = register(operator, receiver.url)
    operator.post("/api/v1/firms", json={"firm_ref": "F900", "name": "縁側精工"})

    assert Deliveries(application.deliveries).check() == 1

    ((_, headers, body),) = receiver.heard
    assert json.loads(body)["data"]["subject_ref"] == "F900"
    assert operator.get(json.loads(body)["data"]["url"]).json()["firm_ref"] == "F900"
    assert "縁側精工" not in body.decode()
    assert verifier()(webhook["secret"], headers, body)
    (delivery,) = operator.get(f"{ADDRESS}/{webhook['webhook_ref']}/deliveries").json()["items"]
    assert delivery["delivery_ref"] == headers["webhook-id"]
    assert (delivery["status"], delivery["answer_status"], delivery["attempts"]) == (
        "delivered",
        204,
        1,
    )


def test_the_worker_tells_by_itself_a_moment_after(
    operator: TestClient, application: Application, receiver: Receiver
):
    register(operator, receiver.url)
    deliveries = Deliveries(application.deliveries, seconds=0.02)
    deliveries.start()
    operator.post("/api/v1/firms", json={"firm_ref": "F900", "name": "縁側精工"})
    deadline = monotonic() + 5
    while not receiver.heard and monotonic() < deadline:
        sleep(0.01)
    deliveries.stop()

    assert len(receiver.heard) == 1


def test_the_documented_check_refuses_what_is_forged_changed_old_or_repeated(
    operator: TestClient, receiver: Receiver
):
    webhook = register(operator, receiver.url)
    operator.post(f"{ADDRESS}/{webhook['webhook_ref']}/test")
    ((_, headers, body),) = receiver.heard
    stamp = int(headers["webhook-timestamp"])

    def told(secret: str = webhook["secret"], text: bytes = body, **said: Any) -> bool:
        now = said.pop("now", stamp)
        return verifier()(secret, headers | said, text, now=now)

    assert told()
    assert told(now=stamp + 299)
    assert not told(now=stamp + 301)
    assert not told(now=stamp - 301)
    assert not told(text=body + b" ")
    assert not told(secret="whsec_" + "QUFB" * 11)
    assert not told(**{"webhook-id": "msg_other"})
    assert not told(**{"webhook-timestamp": str(stamp + 1)})
    assert not told(**{"webhook-signature": "v1,"})
    both = f"v1,AAAA {headers['webhook-signature']}"
    assert told(**{"webhook-signature": both})
    is_ours = verifier()
    assert is_ours(webhook["secret"], headers, body, now=stamp)
    assert not is_ours(webhook["secret"], headers, body, now=stamp)


def test_a_secret_is_shown_when_it_is_made_and_never_again(
    operator: TestClient, receiver: Receiver
):
    webhook = register(operator, receiver.url)
    address = f"{ADDRESS}/{webhook['webhook_ref']}"

    rotated = operator.post(f"{address}/rotate")

    assert rotated.json()["secret"] != webhook["secret"]
    assert rotated.json()["previous_secret_until"] is not None
    assert rotated.headers["cache-control"] == "no-store"
    for answer in (
        operator.get(address),
        operator.get(ADDRESS, params={"organisation_ref": FIRM}),
        operator.patch(address, json={"is_active": False}),
        operator.post(f"{address}/test"),
        operator.get(f"{address}/deliveries"),
    ):
        assert answer.status_code == 200
        assert "whsec_" not in answer.text


def test_a_test_tells_how_it_went(operator: TestClient):
    with a_receiver(status=503) as receiver:
        webhook = register(operator, receiver.url)

        told = operator.post(f"{ADDRESS}/{webhook['webhook_ref']}/test").json()

    assert (told["kind"], told["status"]) == ("webhook.test", "given_up")
    assert (told["answer_status"], told["trouble"]) == (503, "refused")
    assert told["trouble_text"] == "2xx 以外で応えた"
    assert json.loads(receiver.heard[0][2])["type"] == "webhook.test"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://localhost/",
        "https://2130706433/",
        "https://[::ffff:127.0.0.1]/",
        "https://127.0.0.2/",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_webhook_to_a_private_address_is_refused(operator: TestClient, url: str):
    body = {"organisation_ref": FIRM, "url": url, "kinds": ["firm_published"]}

    answer = operator.post(ADDRESS, json=body)

    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/url"
    assert operator.get(ADDRESS, params={"organisation_ref": FIRM}).json()["items"] == []


@pytest.mark.parametrize(
    ("said", "status", "pointer"),
    [
        ({"kinds": []}, 422, "/kinds"),
        ({"kinds": ["rain"]}, 422, "/kinds/0"),
        ({"secret": "mine"}, 422, "/secret"),
        ({"organisation_ref": "F404"}, 404, None),
    ],
)
def test_what_makes_no_sense_is_named(
    operator: TestClient, receiver: Receiver, said: dict[str, Any], status: int, pointer: str | None
):
    body = {"organisation_ref": FIRM, "url": receiver.url, "kinds": ["firm_published"]}

    answer = operator.post(ADDRESS, json=body | said)

    assert answer.status_code == status
    if pointer:
        assert answer.json()["errors"][0]["pointer"] == pointer


def test_nobody_else_sees_or_touches_a_webhook(
    api: TestClient, operator: TestClient, receiver: Receiver
):
    address = f"{ADDRESS}/{register(operator, receiver.url)['webhook_ref']}"

    for method, where in (
        ("GET", address),
        ("PATCH", address),
        ("DELETE", address),
        ("GET", f"{address}/deliveries"),
        ("POST", f"{address}/test"),
        ("POST", f"{address}/rotate"),
        ("GET", f"{ADDRESS}?organisation_ref={FIRM}"),
    ):
        answer = api.request(method, where, json={} if method == "PATCH" else None)
        assert answer.status_code == 401, where
    assert receiver.heard == []
    assert as_operator(api).get(f"{ADDRESS}/w-nothing").status_code == 404


def test_a_webhook_is_changed_paused_and_removed(operator: TestClient, receiver: Receiver):
    address = f"{ADDRESS}/{register(operator, receiver.url)['webhook_ref']}"

    changed = operator.patch(address, json={"kinds": ["need_posted"], "is_active": False}).json()

    assert (changed["kinds"], changed["is_active"]) == (["need_posted"], False)
    assert changed["url"] == receiver.url
    assert operator.delete(address).status_code == 204
    assert operator.get(address).status_code == 404
