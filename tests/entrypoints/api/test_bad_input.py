"""Whatever is sent: a Japanese sentence that names the field, nothing stored, and on it goes."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from enishi.domain.firm import firm_id
from enishi.domain.need import need_id
from entrypoints.conftest import as_operator

FORGER = f"/api/v1/firms/{firm_id('F燕三条-00')}"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
HIRAGANA = re.compile(r"[ぁ-ん]")  # English sentences may name a firm

Refused = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def api(kept_api: TestClient) -> TestClient:
    return kept_api


@pytest.fixture(scope="module")
def operator(api: TestClient) -> TestClient:
    return as_operator(api)


@pytest.fixture
def refused(operator: TestClient, kept_application: Application) -> Refused:
    """Sends something bad, and sees to it that it did no harm."""

    def send(
        method: str, address: str, *, field: str | None, status: int = 422, **sent: Any
    ) -> dict[str, Any]:
        before = everything(kept_application)
        answer = operator.request(method, address, **sent)

        assert answer.status_code == status, answer.text[:500]
        assert answer.headers["content-type"] == "application/problem+json"
        problem: dict[str, Any] = answer.json()
        assert problem["status"] == status
        assert problem["type"].startswith("/problems/")
        for text in ("title", "detail"):
            assert JAPANESE.search(problem[text]), problem
            assert not HIRAGANA.search(problem[f"{text}_en"]), problem
        if field is not None:
            assert problem["errors"][0]["pointer"] == field, problem
            assert JAPANESE.search(problem["errors"][0]["detail"])
            assert field.strip("/").replace("/", ".") in problem["detail"]
        assert len(answer.content) < 20_000
        assert everything(kept_application) == before
        assert operator.get("/api/v1/healthz").status_code == 200
        return problem

    return send


def everything(application: Application) -> object:
    with application.database.read() as work:
        return (
            list(work.firms.stream()),
            list(work.needs.stream()),
            work.clusters.all(),
            work.outbox.position(),
        )


def a_body(field: str, value: object) -> bytes:
    """JSON as it goes over the wire, with whatever the standard leaves out."""
    body = {"name": "新しい工場"}
    body[field] = value
    return json.dumps(body, ensure_ascii=True).encode()


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    [b'{"name": ', b"{name: 1}", b"nothing", b'{"name": "x"} {}', b'{"employees": 01}'],
)
def test_broken_json(refused: Refused, body: bytes):
    problem = refused("POST", "/api/v1/firms", content=body, headers=JSON, field=None, status=400)

    assert problem["type"] == "/problems/unreadable-body"
    assert "JSON" in problem["detail"]
    assert "文字目" in problem["detail"]


@pytest.mark.parametrize(
    "body", [b'{"name": "\xff\xfe"}', '{"name": "縁"}'.encode("cp932"), b"\x80"]
)
def test_a_body_that_is_not_utf_8(refused: Refused, body: bytes):
    problem = refused("POST", "/api/v1/firms", content=body, headers=JSON, field=None, status=400)

    assert "UTF-8" in problem["detail"]


@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_json_nested_too_deep(refused: Refused, brackets: str):
    opening = brackets[0] if brackets == "[]" else '{"a":'
    body = opening * 200_000 + "1" + brackets[1] * 200_000

    refused("POST", "/api/v1/firms", content=body.encode(), headers=JSON, field=None, status=400)


def test_json_nested_just_below_the_limit(refused: Refused):
    body = a_body("summary", None).replace(b"null", b"[" * 900 + b"]" * 900)

    refused("POST", "/api/v1/firms", content=body, headers=JSON, field="/summary")


@pytest.mark.parametrize("body", [b"[]", b"3", b'"text"', b"null", b"true"])
def test_json_that_is_no_object(refused: Refused, body: bytes):
    problem = refused("POST", "/api/v1/firms", content=body, headers=JSON, field=None)

    assert "本文" in problem["detail"]


def test_no_body_at_all(refused: Refused):
    problem = refused("POST", "/api/v1/firms", field=None)

    assert "本文: 必須の項目です" in problem["detail"]


def test_a_form_instead_of_json(refused: Refused):
    refused("POST", "/api/v1/firms", data={"name": "x"}, field=None)


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("name", 3, "/name"),
        ("name", None, "/name"),
        ("employees", "many", "/employees"),
        ("employees", 2.5, "/employees"),
        ("employees", True, "/employees"),
        ("employees", "24", "/employees"),
        ("latitude", "37.6", "/latitude"),
        ("certifications", "ISO9001", "/certifications"),
        ("certifications", [1], "/certifications/0"),
        ("capabilities", [{"title": ["x"]}], "/capabilities/0/title"),
        ("capabilities", {"title": "x"}, "/capabilities"),
        ("capabilities", [{"title": "x", "max_size_mm": "big"}], "/capabilities/0/max_size_mm"),
        ("capabilities", [{"title": "x", "availability": "?"}], "/capabilities/0/availability"),
        (
            "capabilities",
            [{"title": "x", "availability": "○", "availability_as_of": "きのう"}],
            "/capabilities/0/availability_as_of",
        ),
        ("kind", "club", "/kind"),
        ("unknown", 1, "/unknown"),
        ("a/b~c", 1, "/a~1b~0c"),
    ],
)
def test_a_value_of_the_wrong_type(refused: Refused, field: str, value: object, pointer: str):
    refused("POST", "/api/v1/firms", content=a_body(field, value), headers=JSON, field=pointer)


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("name", " ", "/name"),
        ("name", "長" * 201, "/name"),
        ("summary", "長" * 20_001, "/summary"),
        ("employees", -1, "/employees"),
        ("founded", 12, "/founded"),
        ("municipality_code", "1521", "/municipality_code"),
        ("certifications", ["x"] * 3 + [f"認証{n}" for n in range(300)], "/certifications"),
        ("capabilities", [{}], "/capabilities/0/title"),
        ("capabilities", [{"title": "x", "lot_min": 9, "lot_max": 1}], "/capabilities/0/lot_min"),
        ("capabilities", [{"title": "x", "lead_time_days": -1}], "/capabilities/0/lead_time_days"),
        (
            "capabilities",
            [{"title": "x", "facility_ref": "nowhere"}],
            "/capabilities/0/facility_ref",
        ),
        (
            "capabilities",
            [{"title": "x", "capability_ref": "A"}, {"title": "y", "capability_ref": "A"}],
            "/capabilities/1/capability_ref",
        ),
        ("facilities", [{"facility_ref": "長" * 201}], "/facilities/0/facility_ref"),
    ],
)
def test_a_value_out_of_its_range(refused: Refused, field: str, value: object, pointer: str):
    refused("POST", "/api/v1/firms", content=a_body(field, value), headers=JSON, field=pointer)


@pytest.mark.parametrize("number", ["123", "1000012050002", "700001205000２", "七", "7" * 13])
def test_a_bad_corporate_number(refused: Refused, number: str):
    refused(
        "POST",
        "/api/v1/firms",
        json={"name": "x", "corporate_number": number},
        field="/corporate_number",
    )


def test_a_corporate_number_that_another_firm_has(refused: Refused):
    problem = refused(
        "POST",
        "/api/v1/firms",
        json={"name": "x", "corporate_number": "7000012050002"},
        field="/corporate_number",
    )

    assert "F燕三条-00" in problem["detail"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "field"),
    [(51.5, 138.9, "/latitude"), (37.6, -0.1, "/longitude"), (138.9, 37.6, "/latitude")],
)
def test_coordinates_outside_japan(refused: Refused, latitude: float, longitude: float, field: str):
    problem = refused(
        "POST",
        "/api/v1/firms",
        json={"name": "x", "latitude": latitude, "longitude": longitude},
        field=field,
    )

    assert "日本の範囲" in problem["detail"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e400", "9" * 400])
@pytest.mark.parametrize(
    "field", ["latitude", "employees", "capabilities/0/max_size_mm", "capabilities/0/lot_min"]
)
def test_numbers_that_are_none(refused: Refused, field: str, value: str):
    body = {"name": "x", "latitude": 37.0, "longitude": 138.0, "employees": 1}
    body["capabilities"] = [{"title": "x", "max_size_mm": 1, "lot_min": 1}]  # type: ignore[assignment]
    name = field.rsplit("/", maxsplit=1)[-1]
    text = re.sub(rf'"{name}": [0-9.]+', f'"{name}": {value}', json.dumps(body))

    refused("POST", "/api/v1/firms", content=text.encode(), headers=JSON, field=f"/{field}")


@pytest.mark.parametrize("value", ["1e999999999", "1e28", "NaN", "0." + "1" * 50, "-1e999999999"])
def test_a_short_number_does_not_grow_long_on_the_server(refused: Refused, value: str):
    refused("GET", "/api/v1/search", params={"q": "x", "max_size_mm": value}, field="/max_size_mm")


def test_an_integer_of_five_thousand_digits(refused: Refused):
    body = b'{"name": "x", "employees": ' + b"9" * 5000 + b"}"

    refused("POST", "/api/v1/firms", content=body, headers=JSON, field=None, status=400)


def test_a_text_of_two_megabytes(refused: Refused):
    for field in ("name", "summary", "cluster", "firm_ref"):
        refused(
            "POST", "/api/v1/firms", json={"name": "x", field: "長" * 700_000}, field=f"/{field}"
        )


def test_a_hundred_thousand_unknown_fields(refused: Refused):
    body = {"name": "x"} | {f"field{number}": 1 for number in range(100_000)}

    problem = refused("POST", "/api/v1/firms", json=body, field="/field0")

    assert len(problem["errors"]) == 50


@pytest.mark.parametrize("letter", ["\\u0000", "\\u0007", "\\ud800", "\\udfff"])
def test_nul_and_lone_surrogates_in_a_body(refused: Refused, letter: str):
    for field in ("name", "summary", "cluster"):
        body = a_body(field, "x@y").replace(b"@", letter.encode())
        refused("POST", "/api/v1/firms", content=body, headers=JSON, field=f"/{field}")


def test_a_lone_surrogate_in_the_name_of_a_field(refused: Refused):
    body = b'{"name": "x", "\\ud800": 1}'

    refused("POST", "/api/v1/firms", content=body, headers=JSON, field=None)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("search?q=%00", "q"),
        ("search?q=x&cluster=%00", "cluster"),
        ("search?q=x&seeker_ref=%07", "seeker_ref"),
        ("firms?cluster=%00", "cluster"),
        ("firms?prefecture=a%00b", "prefecture"),
        ("firms?cursor=AA", "cursor"),
        ("needs?cluster=%00", "cluster"),
        ("clusters/%00", "name"),
        ("firms/%00", "firm_id"),
    ],
)
def test_nul_in_an_address(refused: Refused, address: str, name: str):
    refused("GET", f"/api/v1/{address}", field=f"/{name}")


def test_lone_surrogates_in_an_address_are_read_as_the_replacement_character(api: TestClient):
    found = api.get("/api/v1/search?q=%ED%A0%80%E5%88%87%E5%89%8A")
    listed = api.get("/api/v1/firms?cluster=%ED%A0%80")

    assert found.status_code == 200
    assert (listed.status_code, listed.json()["items"]) == (200, [])


@pytest.mark.parametrize("question", ["", " ", "　\t\n"])
def test_an_empty_question(refused: Refused, question: str):
    problem = refused("GET", "/api/v1/search", params={"q": question}, field="/q")
    refused("POST", "/api/v1/search", json={"text": question}, field="/text")

    assert "入力してください" in problem["detail"]


def test_no_question(refused: Refused):
    refused("GET", "/api/v1/search", field="/q")
    refused("POST", "/api/v1/search", json={}, field="/text")


def test_a_question_of_ten_thousand_characters(refused: Refused):
    problem = refused("GET", "/api/v1/search", params={"q": "z" * 10_000}, field="/q")
    refused("POST", "/api/v1/search", json={"text": "長" * 10_000}, field="/text")

    assert "2,000" in problem["detail"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cluster", "燕三情"),
        ("exclude_cluster", "燕三情"),
        ("certification", "ISO90001"),
        ("prefecture", "新潟"),
        ("kind", "club"),
        ("purpose", "fun"),
        ("conditions", "maybe"),
        ("limit", "0"),
        ("limit", "10000"),
        ("limit", "many"),
        ("limit", "9" * 5000),
        ("lot", "0"),
        ("lot", "1.5"),
        ("tolerance_um", "-1"),
        ("tolerance_um", "fine"),
        ("max_lead_time_days", "-3"),
        ("explain", "perhaps"),
        ("prefer_other_clusters", "2"),
        ("cursor", "!!!"),
        ("cursor", "WyJ4IiwgSW5maW5pdHksICJhIl0"),  # ["x", Infinity, "a"]
        ("cursor", "WzEsMiwzXQ"),
        ("clutser", "燕三条"),
    ],
)
def test_a_search_with_a_value_that_nothing_has(refused: Refused, name: str, value: str):
    pointer = "/kind/0" if name == "kind" else f"/{name}"

    refused("GET", "/api/v1/search", params={"q": "切削", name: value}, field=pointer)


@pytest.mark.parametrize(
    ("ignored", "pointer"),
    [
        (["錆び", ""], "/ignore/1"),
        (["　"], "/ignore/0"),
        (["長" * 201], "/ignore/0"),
        (["錆び"] * 201, "/ignore"),
    ],
)
def test_something_to_ignore_that_no_reading_can_name(
    refused: Refused, ignored: list[str], pointer: str
):
    refused("GET", "/api/v1/search", params={"q": "切削", "ignore": ignored}, field=pointer)
    refused("POST", "/api/v1/search", json={"text": "切削", "ignore": ignored}, field=pointer)


def test_something_to_ignore_that_is_no_list_of_texts(refused: Refused):
    refused("POST", "/api/v1/search", json={"text": "切削", "ignore": "錆び"}, field="/ignore")
    refused("POST", "/api/v1/search", json={"text": "切削", "ignore": [1]}, field="/ignore/0")


def test_a_misspelt_cluster_is_told_the_nearest(refused: Refused):
    problem = refused(
        "GET", "/api/v1/search", params={"q": "x", "cluster": "燕三"}, field="/cluster"
    )

    assert "燕三条" in problem["detail"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("clusters", ["燕三情"]),
        ("kinds", ["club"]),
        ("purpose", "fun"),
        ("conditions", "maybe"),
        ("limit", 0),
        ("limit", 10_000),
        ("cursor", "!!!"),
        ("seeker_ref", "長" * 201),
        ("text", "長\u0000"),
    ],
)
def test_a_posted_search_with_a_value_that_nothing_has(refused: Refused, field: str, value: object):
    pointer = f"/{field}/0" if field == "kinds" else f"/{field}"

    refused("POST", "/api/v1/search", json={"text": "切削", field: value}, field=pointer)


@pytest.mark.parametrize(
    ("field", "value"),
    [("lot", 0), ("tolerance_um", -1), ("lot", 10**30), ("prefectures", ["県" * 201])],
)
def test_conditions_that_make_no_sense(refused: Refused, field: str, value: object):
    sent = {"constraints": {field: value}}
    pointer = f"/constraints/{field}" + ("/0" if field == "prefectures" else "")

    refused("POST", "/api/v1/search", json={"text": "x"} | sent, field=pointer)
    refused("POST", "/api/v1/needs", json={"kind": "sourcing", "title": "x"} | sent, field=pointer)


@pytest.mark.parametrize("address", ["firms", "needs", f"needs/{need_id('N001')}/matches"])
@pytest.mark.parametrize(
    ("name", "value"), [("limit", "0"), ("limit", "10000"), ("cursor", "%%%"), ("page", "2")]
)
def test_a_list_with_a_parameter_that_makes_no_sense(
    refused: Refused, address: str, name: str, value: str
):
    refused("GET", f"/api/v1/{address}", params={name: value}, field=f"/{name}")


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", FORGER),
        ("PATCH", FORGER),
        ("DELETE", FORGER),
        ("GET", f"{FORGER}/capabilities"),
        ("POST", "/api/v1/firms"),
        ("POST", "/api/v1/search"),
        ("GET", "/api/v1/clusters"),
        ("GET", "/api/v1/clusters/諏訪"),
        ("GET", "/api/v1/readyz"),
    ],
)
def test_an_unknown_parameter_of_any_address(refused: Refused, method: str, address: str):
    body = {"json": {"name": "x", "text": "x"}} if method == "POST" else {}

    refused(method, address, params={"dry_run": "1"}, field="/dry_run", **body)


def test_a_need_of_an_unknown_firm(refused: Refused):
    refused(
        "POST",
        "/api/v1/needs",
        json={"kind": "sourcing", "title": "x", "firm_ref": "F-nobody"},
        field="/firm_ref",
    )


def test_a_cluster_with_too_much_to_say(refused: Refused):
    for field, value in (("name_kana", "ア" * 201), ("municipalities", ["市" * 201])):
        pointer = "/municipalities/0" if field == "municipalities" else f"/{field}"
        refused("POST", "/api/v1/clusters", json={"name": "関", field: value}, field=pointer)


@pytest.mark.parametrize("size", [4 << 20, 50 << 20])
def test_a_body_that_is_too_large(refused: Refused, size: int):
    problem = refused(
        "POST", "/api/v1/firms", content=b"x" * (size + 1), headers=JSON, field=None, status=413
    )

    assert "4 MiB" in problem["detail"]


def test_a_length_that_is_no_number(refused: Refused):
    refused(
        "POST",
        "/api/v1/firms",
        content=b"{}",
        headers=JSON | {"Content-Length": "many"},
        field=None,
        status=413,
    )
