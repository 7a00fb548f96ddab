"""How much may be asked in a minute, and by whom it is counted."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from builders_keys import KEY_REF, MEMBER, OPERATOR, STRANGER, a_caller
from enishi.bootstrap import Application
from enishi.domain.access import ANONYMOUS, Caller
from enishi.entrypoints.api import rates
from enishi.entrypoints.api.app import create
from enishi.entrypoints.api.network import client_network
from enishi.entrypoints.api.rates import RateLimits
from enishi.settings import Settings
from entrypoints.conftest import an_application

SEARCH = "/api/v1/search"
KEY = a_caller(MEMBER).by_key(KEY_REF, frozenset(), organisation_ref="F1")
WHO: dict[str, Caller] = {
    "Bearer key": KEY,
    "Bearer again": KEY,
    "Bearer other": a_caller(STRANGER).by_key("K1", frozenset(), organisation_ref="F2"),
    "Bearer session": a_caller(OPERATOR),
}


class Minute:
    """The clock that the limits look at."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Minute:
    found = Minute()
    monkeypatch.setattr(time, "time", found)
    monkeypatch.setattr(rates, "time", found)
    return found


def served(**settings: Any) -> TestClient:
    """A server that knows who shows what, and nothing else."""

    def answer(request: Request) -> PlainTextResponse:
        shown = request.headers.get("Authorization")
        if shown is None:
            request.state.caller = ANONYMOUS
        elif shown not in WHO:
            return PlainTextResponse("who?", 401)
        else:
            request.state.caller = WHO[shown]
        return PlainTextResponse("done")

    own = {"rate_per_key": 5, "rate_per_session": 4, "rate_per_address": 3}
    app = Starlette(routes=[Route("/{path:path}", answer)])
    app.add_middleware(RateLimits, settings=Settings(_env_file=None, **(own | settings)))
    return TestClient(app)


def asked(api: TestClient, times: int, path: str = SEARCH, **headers: str) -> list[int]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return [api.get(path, headers=named).status_code for _ in range(times)]


@pytest.mark.usefixtures("clock")
def test_an_address_may_ask_so_much_in_a_minute_and_is_told_what_is_left():
    api = served()

    answers = [api.get(SEARCH) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    for answer in answers:
        assert answer.headers["RateLimit-Limit"] == "3"
        assert answer.headers["RateLimit-Policy"] == "3;w=60"
        assert answer.headers["RateLimit-Reset"] == "60"


@pytest.mark.usefixtures("clock")
def test_who_asks_too_much_is_told_in_japanese_how_long_to_wait():
    api = served(rate_per_address=1)
    api.get(SEARCH)

    refused = api.get(SEARCH)

    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "60"
    assert refused.json()["type"] == "/problems/too-many-requests"
    assert "60秒待って" in refused.json()["detail"]
    assert "60 seconds" in refused.json()["detail_en"]


def test_the_window_moves_with_the_time_and_a_refused_request_costs_nothing(clock: Minute):
    api = served(rate_per_address=2)
    assert asked(api, 1) == [200]
    clock.now += 40
    assert asked(api, 2) == [200, 429]
    assert api.get(SEARCH).headers["Retry-After"] == "20"

    clock.now += 20.001
    assert asked(api, 2) == [200, 429]
    clock.now += 60.001
    assert asked(api, 3) == [200, 200, 429]


@pytest.mark.usefixtures("clock")
def test_a_key_that_has_convinced_is_counted_by_itself():
    api = served()

    # The first call is the address's; that it convinced is known from then on.
    assert asked(api, 7, Authorization="Bearer key") == [200] * 6 + [429]
    assert asked(api, 3) == [200, 200, 429]
    assert asked(api, 1, Authorization="Bearer other") == [429]


@pytest.mark.usefixtures("clock")
def test_two_secrets_of_one_key_share_what_it_may():
    api = served(rate_per_address=100)
    asked(api, 1, Authorization="Bearer key")
    asked(api, 1, Authorization="Bearer again")

    assert asked(api, 3, Authorization="Bearer key") == [200] * 3
    assert asked(api, 3, Authorization="Bearer again") == [200, 200, 429]


@pytest.mark.usefixtures("clock")
def test_a_person_who_signed_in_has_a_limit_of_their_own():
    api = served()

    assert asked(api, 6, Authorization="Bearer session") == [200] * 5 + [429]


@pytest.mark.usefixtures("clock")
def test_made_up_keys_and_cookies_buy_nothing():
    api = served()

    wrong = [asked(api, 1, Authorization=f"Bearer wrong-{n}")[0] for n in range(4)]
    assert wrong == [401, 401, 401, 429]
    api = served()
    assert [asked(api, 1, Cookie=f"session={n}")[0] for n in range(4)] == [200, 200, 200, 429]


@pytest.mark.usefixtures("clock")
def test_what_no_longer_convinces_is_counted_as_an_address_again(monkeypatch: pytest.MonkeyPatch):
    api = served(rate_per_key=100)
    asked(api, 10, Authorization="Bearer key")
    monkeypatch.delitem(WHO, "Bearer key")

    assert asked(api, 4, Authorization="Bearer key") == [401, 401, 401, 429]


@pytest.mark.usefixtures("clock")
def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rates, "_MOST_PROVEN", 1)
    api = served(rate_per_address=2)
    asked(api, 1, Authorization="Bearer key")
    asked(api, 1, Authorization="Bearer other")

    assert asked(api, 1, Authorization="Bearer key") == [429]
    assert asked(api, 1, Authorization="Bearer other") == [200]


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    "path", ["/", "/assets/x.js", "/healthz", "/readyz", "/api/v1/healthz", "/api/v1/readyz"]
)
def test_watching_over_the_server_and_its_page_are_free(path: str):
    api = served(rate_per_address=1)

    assert asked(api, 5, path) == [200] * 5
    assert "RateLimit-Limit" not in api.get(path).headers


def test_no_limit_is_a_setting():
    api = served(rate_per_address=0)

    assert asked(api, 50) == [200] * 50
    assert "RateLimit-Limit" not in api.get(SEARCH).headers


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("workers", "share"), [(1, 3), (2, 2), (3, 1), (64, 1)])
def test_each_process_grants_its_share(workers: int, share: int):
    api = served(workers=workers)

    assert asked(api, share + 1) == [200] * share + [429]


@pytest.mark.usefixtures("clock")
def test_clients_behind_a_trusted_proxy_are_told_apart():
    api = served(trusted_proxies=1, rate_per_address=1)

    assert asked(api, 2, X_Forwarded_For="203.0.113.1") == [200, 429]
    assert asked(api, 1, X_Forwarded_For="1.2.3.4, 203.0.113.1") == [429]
    assert asked(api, 1, X_Forwarded_For="203.0.113.2") == [200]


@pytest.mark.usefixtures("clock")
def test_without_a_proxy_nobody_chooses_their_own_address():
    api = served(rate_per_address=1)

    assert asked(api, 1, X_Forwarded_For="203.0.113.1") == [200]
    assert asked(api, 1, X_Forwarded_For="203.0.113.2") == [429]


@pytest.mark.parametrize(
    ("client", "forwarded", "hops", "network"),
    [
        ("192.0.2.1", [], 0, "192.0.2.1"),
        ("192.0.2.1", [], 2, "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.1, 198.51.100.2"], 1, "198.51.100.2"),
        ("192.0.2.1", ["198.51.100.1", "198.51.100.2"], 2, "198.51.100.1"),
        ("192.0.2.1", ["198.51.100.1"], 3, "198.51.100.1"),
        ("192.0.2.1", ["198.51.100.1"], 0, "192.0.2.1"),
        ("192.0.2.1", [" , "], 1, "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", [], 0, "2001:db8:1:2::/64"),
        ("192.0.2.1", ["[2001:db8:1:2::9]"], 1, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.9", [], 0, "192.0.2.9"),
        ("192.0.2.1", ["nonsense"], 1, "nonsense"),
        (None, [], 0, ""),
    ],
)
def test_from_where_a_request_comes(
    client: str | None, forwarded: list[str], hops: int, network: str
):
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    scope = {"client": (client, 1) if client else None, "headers": headers}

    assert client_network(scope, hops) == network


@pytest.fixture
def limited(application: Application) -> Iterator[Callable[..., TestClient]]:
    """The whole API over the small network, with limits as a test sets them."""
    home = application.settings.home
    assert home is not None
    made = []

    def knock(**settings: Any) -> TestClient:
        found = an_application(home, **settings)
        made.append(found)
        return TestClient(create(found), raise_server_exceptions=False)

    yield knock
    for found in made:
        found._engine.dispose()


def test_every_answer_of_the_api_tells_what_is_left(limited: Callable[..., TestClient]):
    api = limited(rate_per_address=50)
    answers = [
        api.get("/api/v1/firms"),
        api.get("/api/v1/nothing-here"),
        api.get("/api/v1/firms", params={"limt": 3}),
        api.delete("/api/v1/search"),
        api.post("/api/v1/firms", json={}),
        api.post("/api/v1/needs", content=b" " * (5 << 20)),
        api.get("/api/v1/openapi.json"),
    ]

    left = [int(answer.headers["RateLimit-Remaining"]) for answer in answers]

    assert left == [49 - number for number in range(len(answers))]
    assert {answer.status_code for answer in answers} == {200, 404, 422, 405, 401, 413}


def test_a_real_key_is_counted_by_itself_in_the_whole_api(
    limited: Callable[..., TestClient], application: Application
):
    api = limited(rate_per_address=2, rate_per_key=9)
    shown = {"Authorization": "Bearer open-sesame"}

    first, second = (api.get("/api/v1/keys", headers=shown) for _ in range(2))

    assert first.headers["RateLimit-Limit"] == "2"
    assert second.headers["RateLimit-Limit"] == "1000000"  # the operator has signed in, so to say


def test_counting_costs_less_than_a_tenth_of_a_millisecond():
    limits = RateLimits(Starlette(), Settings(_env_file=None))
    for number in range(5_000):
        limits._count("address", f"192.0.2.{number}")

    def took() -> float:
        begun = time.perf_counter()
        for number in range(200):
            limits._count("address", f"192.0.2.{number % 50}")
        return (time.perf_counter() - begun) / 200

    # The best of some tries: the others tell of whatever else the machine had to do.
    assert min(took() for _ in range(10)) < 0.000_1
