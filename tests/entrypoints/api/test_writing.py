"""What the operator may write, and how two writers keep out of each other's way."""

from time import monotonic, sleep
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from builders import a_full_firm
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.errors import NotFoundError
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from enishi.services.firms import FirmService
from entrypoints.conftest import TOKEN, with_a_fake_encoder

FORGER = f"/api/v1/firms/{firm_id('F燕三条-00')}"
HANDLE = f"/api/v1/needs/{need_id('N001')}"
SUWA = "/api/v1/clusters/諏訪"

WRITES = [
    ("POST", "/api/v1/firms", {"name": "新しい工場"}),
    ("PATCH", FORGER, {"employees": 3}),
    ("DELETE", FORGER, None),
    ("POST", f"{FORGER}/capabilities", {"title": "面取り"}),
    ("PATCH", f"{FORGER}/capabilities/F燕三条-00-1", {"title": "面取り"}),
    ("DELETE", f"{FORGER}/capabilities/F燕三条-00-1", None),
    ("POST", "/api/v1/needs", {"kind": "sourcing", "title": "面取り"}),
    ("PATCH", HANDLE, {"title": "面取り"}),
    ("DELETE", HANDLE, None),
    ("POST", "/api/v1/clusters", {"name": "関"}),
    ("PATCH", SUWA, {"summary": "時計から精密機械へ"}),
    ("DELETE", SUWA, None),
]
each_write = pytest.mark.parametrize(
    ("method", "address", "body"), WRITES, ids=[f"{m} {a[7:20]}" for m, a, _ in WRITES]
)


def post(operator: TestClient, address: str, body: dict[str, Any]) -> Any:
    answer = operator.post(f"/api/v1/{address}", json=body)
    assert answer.status_code == 201, answer.text
    return answer


def found_by(api: TestClient, question: str) -> list[str]:
    answer = api.get("/api/v1/search", params={"q": question, "limit": 100})
    assert answer.status_code == 200
    return [item["firm"]["firm_ref"] for item in answer.json()["items"]]


@each_write
def test_nobody_writes_without_the_token(
    api: TestClient, application: Application, method: str, address: str, body: Any
):
    for shown in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}):
        answer = api.request(method, address, json=body, headers=shown)

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["type"] == "/problems/not-signed-in"
    with application.database.read() as work:
        assert work.outbox.position() == 0


@each_write
def test_nobody_writes_where_no_token_is_set(
    knock: Any, application: Application, method: str, address: str, body: Any
):
    closed = application.settings.model_copy(update={"operator_token": None})
    api = knock(with_a_fake_encoder(Application(closed)))

    for shown in ({}, {"Authorization": f"Bearer {TOKEN}"}, {"Authorization": "Bearer "}):
        answer = api.request(method, address, json=body, headers=shown)

        assert answer.status_code == 401


def test_a_token_may_be_japanese(knock: Any, application: Application):
    settings = application.settings.model_copy(update={"operator_token": SecretStr("ひらけ胡麻")})
    api = knock(with_a_fake_encoder(Application(settings)))

    answer = api.post(
        "/api/v1/clusters",
        json={"name": "関"},
        headers={b"Authorization": "Bearer ひらけ胡麻".encode()},
    )

    assert answer.status_code == 201


def test_a_published_firm_is_there_at_once(operator: TestClient, api: TestClient):
    created = post(
        operator, "firms", {"name": "縁側精工", "cluster": "関", "certifications": ["A"]}
    )

    read = api.get(created.headers["Location"])

    assert read.json() == created.json()
    assert read.headers["ETag"] == created.headers["ETag"] == '"1"'
    assert read.json()["firm_ref"].startswith("web-")
    assert api.get("/api/v1/clusters/関").json()["firms"] == 1


def test_a_published_firm_is_found_within_two_seconds_and_a_withdrawn_one_no_longer(
    operator: TestClient, api: TestClient
):
    body = {
        "firm_ref": "F-tatara",
        "name": "たたら製鉄所",
        "capabilities": [{"title": "たたら製鉄"}],
    }
    address = post(operator, "firms", body).headers["Location"]

    deadline = monotonic() + 2
    while "F-tatara" not in found_by(api, "たたら製鉄") and monotonic() < deadline:
        sleep(0.05)
    assert "F-tatara" in found_by(api, "たたら製鉄")

    assert operator.delete(address).status_code == 204
    deadline = monotonic() + 2
    while "F-tatara" in found_by(api, "たたら製鉄") and monotonic() < deadline:
        sleep(0.05)
    assert "F-tatara" not in found_by(api, "たたら製鉄")


def test_a_firm_shows_everything_that_is_known_of_it(api: TestClient, application: Application):
    firm = a_full_firm(ref="F-whole", corporate_number=None)
    application.firms.publish(firm, by=LOCAL_OPERATOR)

    found = api.get(f"/api/v1/firms/{firm.id}").json()

    assert found["name"] == firm.name
    assert (found["latitude"], found["longitude"]) == (37.664, 138.892)
    assert [item["facility_ref"] for item in found["facilities"]] == [
        item.ref for item in firm.facilities
    ]
    deep_drawing = found["capabilities"][0]
    assert (deep_drawing["max_size_mm"], deep_drawing["tolerance_um"]) == (420.5, 0.005)
    assert deep_drawing["capacity_per_month"] == 10000


def test_capabilities_and_facilities_are_numbered_where_they_have_no_ref(operator: TestClient):
    body = {
        "firm_ref": "F-x",
        "name": "縁側精工",
        "capabilities": [{"title": "一"}, {"title": "二"}],
        "facilities": [{"name": "本社"}],
    }

    created = post(operator, "firms", body).json()

    assert [item["capability_ref"] for item in created["capabilities"]] == ["F-x-1", "F-x-2"]
    assert [item["facility_ref"] for item in created["facilities"]] == ["F-x-F1"]


def test_a_posted_need_is_there_at_once_and_has_matches(operator: TestClient, api: TestClient):
    body = {"kind": "sourcing", "title": "ステンレスの冷間鍛造", "constraints": {"lot": 5}}
    created = post(operator, "needs", body)

    read = api.get(created.headers["Location"])
    matches = api.get(f"{created.headers['Location']}/matches")

    assert read.json() == created.json()
    assert read.json()["constraints"]["lot"] == 5
    assert matches.json()["items"]


def test_an_added_capability_is_where_its_location_says(operator: TestClient, api: TestClient):
    address = f"{FORGER.removeprefix('/api/v1/')}/capabilities"
    created = post(operator, address, {"capability_ref": "曲げ/絞り #1?", "title": "曲げ"})

    read = api.get(created.headers["Location"])

    assert read.status_code == 200
    assert read.json() == created.json()


def test_a_created_cluster_is_where_its_location_says(operator: TestClient, api: TestClient):
    created = post(operator, "clusters", {"name": "関/岐阜", "summary": "刃物の産地"})

    read = api.get(created.headers["Location"])

    assert read.json() == created.json()
    assert read.json()["firms"] == 0


@pytest.mark.parametrize(
    ("address", "body", "ref"),
    [
        ("/api/v1/firms", {"firm_ref": "F燕三条-00", "name": "もうある"}, "F燕三条-00"),
        ("/api/v1/needs", {"need_ref": "N001", "kind": "sourcing", "title": "もう"}, "N001"),
        ("/api/v1/clusters", {"name": "諏訪"}, "諏訪"),
        (f"{FORGER}/capabilities", {"capability_ref": "F燕三条-00-1", "title": "x"}, "00-1"),
    ],
)
def test_a_ref_that_is_taken_is_a_conflict(
    operator: TestClient, address: str, body: dict[str, Any], ref: str
):
    answer = operator.post(address, json=body)

    assert answer.status_code == 409
    assert answer.json()["type"] == "/problems/conflict"
    assert ref in answer.json()["detail"]
    assert "登録済み" in answer.json()["detail"]


def test_a_change_touches_only_what_it_names(operator: TestClient, api: TestClient):
    before = api.get(FORGER).json()

    changed = operator.patch(FORGER, json={"employees": 12, "municipality": "燕市"}).json()

    assert changed == before | {
        "employees": 12,
        "municipality": "燕市",
        "updated_at": changed["updated_at"],
    }
    assert api.get(FORGER).json() == changed


@pytest.mark.parametrize(
    ("address", "body"),
    [
        (FORGER, {"certifications": None, "prefecture": None}),
        (f"{FORGER}/capabilities/F燕三条-00-1", {"processes": None, "lot_max": None}),
        (HANDLE, {"description": None, "query": None}),
        (SUWA, {"prefecture": None, "municipalities": None}),
    ],
)
def test_a_null_empties_a_field(
    operator: TestClient, api: TestClient, address: str, body: dict[str, None]
):
    answer = operator.patch(address, json=body)

    assert answer.status_code == 200, answer.text
    read = api.get(address).json()
    assert all(read[name] in (None, []) for name in body)


def test_one_condition_of_a_need_can_be_changed_without_the_others(
    operator: TestClient, api: TestClient
):
    answer = operator.patch(HANDLE, json={"constraints": {"lot": 50, "tolerance_um": 5}})

    assert answer.status_code == 200
    constraints = api.get(HANDLE).json()["constraints"]
    assert (constraints["lot"], constraints["tolerance_um"]) == (50, 5)
    assert constraints["certifications"] == ["ISO9001"]


def test_null_conditions_ask_for_nothing(operator: TestClient):
    one = operator.patch(HANDLE, json={"constraints": {"certifications": None}}).json()
    assert (one["constraints"]["certifications"], one["constraints"]["lot"]) == ([], 200)

    every = operator.patch(HANDLE, json={"constraints": None}).json()
    assert not any(every["constraints"].values())


def test_what_everything_needs_cannot_be_emptied(operator: TestClient):
    for address, body, name in (
        (FORGER, {"name": None}, "name"),
        (HANDLE, {"title": ""}, "title"),
        (HANDLE, {"kind": None}, "kind"),
        (FORGER, {"latitude": 37.6}, "longitude"),
    ):
        answer = operator.patch(address, json=body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/{name}"


def test_a_ref_never_changes(operator: TestClient):
    for address, name in (
        (FORGER, "firm_ref"),
        (HANDLE, "need_ref"),
        (f"{FORGER}/capabilities/F燕三条-00-1", "capability_ref"),
        (SUWA, "name"),
    ):
        answer = operator.patch(address, json={name: "another"})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == f"/{name}"


@pytest.mark.parametrize("address", [FORGER, HANDLE, SUWA])
def test_who_saw_an_older_revision_is_told_both(
    operator: TestClient, api: TestClient, address: str
):
    first = api.get(address).headers["ETag"]
    body = {"summary": "変えた"} if address != HANDLE else {"title": "変えた"}
    fresh = operator.patch(address, json=body, headers={"If-Match": first})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != first

    for method in ("PATCH", "DELETE"):
        stale = operator.request(method, address, json=body, headers={"If-Match": first})

        assert stale.status_code == 412
        problem = stale.json()
        assert problem["type"] == "/problems/stale-revision"
        assert (f'"{problem["seen"]}"', f'"{problem["current"]}"') == (
            first,
            fresh.headers["ETag"],
        )


@pytest.mark.parametrize("address", [FORGER, HANDLE, SUWA])
def test_who_saw_an_older_revision_sees_the_record_as_a_reader_does_and_what_they_sent(
    operator: TestClient, api: TestClient, address: str
):
    first = api.get(address).headers["ETag"]
    field = "title" if address == HANDLE else "summary"
    operator.patch(address, json={field: "先に変えた"})

    change = operator.patch(address, json={field: "後から"}, headers={"If-Match": first})
    removal = operator.delete(address, headers={"If-Match": first})

    assert change.json()["current_record"] == removal.json()["current_record"]
    assert change.json()["current_record"] == api.get(address).json()
    assert change.json()["current_record"][field] == "先に変えた"
    assert change.json()["sent"] == {field: "後から"}
    assert removal.json()["sent"] is None


def test_a_stale_change_of_a_capability_shows_its_firm(operator: TestClient, api: TestClient):
    address = f"{FORGER}/capabilities"
    seen = {"If-Match": api.get(FORGER).headers["ETag"]}
    operator.patch(FORGER, json={"employees": 9})
    shown = api.get(FORGER).json()

    for answer in (
        operator.post(address, json={"title": "x"}, headers=seen),
        operator.patch(f"{address}/F燕三条-00-1", json={"title": "x"}, headers=seen),
        operator.delete(f"{address}/F燕三条-00-1", headers=seen),
    ):
        assert answer.status_code == 412
        assert answer.json()["current_record"] == shown


def test_a_record_that_goes_while_it_is_told_of_is_told_without(
    operator: TestClient, api: TestClient, monkeypatch: pytest.MonkeyPatch
):
    seen = api.get(FORGER).headers["ETag"]
    operator.patch(FORGER, json={"employees": 9})

    def gone(*_: object, **__: object) -> None:
        raise NotFoundError("その企業は見つかりません")

    monkeypatch.setattr(FirmService, "get", gone)
    stale = operator.patch(FORGER, json={"employees": 8}, headers={"If-Match": seen})

    assert stale.status_code == 412
    assert "current_record" not in stale.json()
    assert stale.json()["seen"] < stale.json()["current"]


@pytest.mark.parametrize("sent", [b'{"summary": "\\ud800"}', b'{"latitude": NaN}'])
def test_what_no_json_may_hold_is_not_repeated_to_who_sent_it(
    operator: TestClient, api: TestClient, sent: bytes
):
    seen = api.get(FORGER).headers["ETag"]
    operator.patch(FORGER, json={"employees": 9})

    stale = operator.patch(
        FORGER, content=sent, headers={"If-Match": seen, "Content-Type": "application/json"}
    )

    assert stale.status_code == 412
    assert stale.json()["sent"] in (None, {"latitude": None})


def test_a_capability_is_guarded_by_the_revision_of_its_firm(operator: TestClient, api: TestClient):
    address = f"{FORGER}/capabilities/F燕三条-00-1"
    seen = api.get(address).headers["ETag"]
    operator.patch(FORGER, json={"employees": 9})

    stale = operator.patch(address, json={"title": "x"}, headers={"If-Match": seen})

    assert stale.status_code == 412


@pytest.mark.parametrize("shown", ["*", 'W/"1"', '"1"'])
def test_if_match_takes_what_etag_gave(operator: TestClient, shown: str):
    assert operator.patch(FORGER, json={"employees": 1}, headers={"If-Match": shown}).is_success


@pytest.mark.parametrize("shown", ["one", '"²"', "", '"1", "2"', '"' + "9" * 5000 + '"'])
def test_if_match_refuses_what_etag_never_gave(operator: TestClient, shown: str):
    answer = operator.patch(
        FORGER, json={"employees": 1}, headers={b"If-Match": shown.encode("latin-1")}
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/If-Match"


def test_a_change_that_changes_nothing_keeps_the_revision(operator: TestClient, api: TestClient):
    before = api.get(FORGER).headers["ETag"]

    assert operator.patch(FORGER, json={}).headers["ETag"] == before


def test_a_withdrawn_firm_takes_its_needs_along(operator: TestClient, api: TestClient):
    seeker = f"/api/v1/firms/{firm_id('F諏訪-00')}"

    assert operator.delete(seeker).status_code == 204

    assert api.get(seeker).status_code == 404
    assert api.get(HANDLE).status_code == 404
    assert operator.delete(seeker).status_code == 404


def test_a_withdrawn_capability_is_gone(operator: TestClient, api: TestClient):
    address = f"{FORGER}/capabilities/F燕三条-00-1"

    assert operator.delete(address).status_code == 204
    assert api.get(address).status_code == 404
    assert api.get(f"{FORGER}/capabilities").json()["items"] == []


def test_a_cluster_with_firms_stays(operator: TestClient, api: TestClient):
    answer = operator.delete(SUWA)

    assert answer.status_code == 409
    assert "12社" in answer.json()["detail"]
    post(operator, "clusters", {"name": "関"})
    assert operator.delete("/api/v1/clusters/関").status_code == 204
    assert api.get("/api/v1/clusters/関").status_code == 404


def test_a_method_that_an_address_does_not_take_is_a_405_problem(operator: TestClient):
    answer = operator.put(FORGER, json={})

    assert answer.status_code == 405
    assert answer.json()["type"] == "/problems/method-not-allowed"
    assert answer.headers["Allow"]
