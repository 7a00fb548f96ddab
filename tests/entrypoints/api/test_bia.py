"""The BIA over HTTP: the shipped example's figures, cases that are kept, and every bad input."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from enishi.bootstrap import Application
from entrypoints.conftest import an_application

Body = dict[str, Any]
PROBLEM = "application/problem+json"


@pytest.fixture
def nowhere(knock: Callable[[Application], TestClient], tmp_path: Any) -> TestClient:
    """The API over an application whose database was never made."""
    return knock(an_application(tmp_path / "never-made"))


def the_example(api: TestClient) -> Body:
    found: Body = api.get("/api/v1/bia/examples/seed").json()
    return found


def filed(operator: TestClient, case: Body | None = None) -> tuple[str, Body]:
    answer = operator.post(
        "/api/v1/bia/cases?organisation_ref=F燕三条-01", json=case or the_example(operator)
    )
    assert answer.status_code == 201, answer.text
    return f"/api/v1/bia/cases/{answer.json()['id']}", answer.json()


def test_what_is_sent_is_assessed_without_a_database_and_by_anybody(nowhere: TestClient):
    answer = nowhere.post("/api/v1/bia/assessments?day=2026-11-26", json=the_example(nowhere))

    assert answer.status_code == 200
    found = answer.json()
    assert found["assessed_on"] == "2026-11-26"
    (loss,) = found["daily_losses"]
    assert (loss["daily_sales"], loss["daily_marginal_profit"]) == (328_767, 98_630)
    assert [item["total_days"] for item in found["schedules"]] == [12, 19, 26]
    assert [(item["mean"], item["rank"]) for item in found["priorities"]] == [
        *((4.3, "1"), (4.1, "2="), (4.1, "2="), (3.9, "4"))
    ]
    losses = {
        tuple(item["option_refs"]): item["loss"]
        for item in found["outcomes"]
        if item["scenario_ref"] == "blackout" and item["stock_level"] == "mean"
    }
    assert (losses[()], losses["O1",]) == (1_789_041, 0)


def test_the_schema_accepts_the_example_and_refuses_what_the_route_refuses(api: TestClient):
    schema = api.get("/api/v1/bia/schema").json()
    check = Draft202012Validator(schema)

    assert list(check.iter_errors(the_example(api))) == []
    assert list(check.iter_errors(the_example(api) | {"colour": "red"}))


def test_the_examples_are_listed(api: TestClient):
    (item,) = api.get("/api/v1/bia/examples").json()["items"]

    assert item["name"] == "seed"
    assert item["title"] == the_example(api)["title"]
    assert api.get("/api/v1/bia/examples/..%2Fclusters").status_code == 404


def _weights(case: Body) -> None:
    case["impact_weights"]["sales"] = 0.5


def _priority_weights(case: Body) -> None:
    case["priority_weights"] = {"impact": 1, "ease": 1, "customer": 1, "legal": 1}


def _circle(case: Body) -> None:
    case["products"][0]["steps"][0]["after"] = ["5"]


def _upstream_circle(case: Body) -> None:
    case["processes"][4]["upstream"] = [{"ref": "P5"}]


def _step_on_nothing(case: Body) -> None:
    case["products"][0]["steps"][1]["after"] = ["9"]


def _process_on_nothing(case: Body) -> None:
    case["processes"][5]["upstream"] = [{"ref": "P9"}]


def _negative(case: Body) -> None:
    case["products"][0]["steps"][2]["recovery_days"] = -1


def _negative_lead(case: Body) -> None:
    case["options"][1]["lead"] = {"contract_days": -1}


def _negative_rto(case: Body) -> None:
    case["processes"][4]["rto_hours"] = -4


def _negative_penalty(case: Body) -> None:
    case["products"][0]["penalties"][0]["after_days"] = -2


def _negative_blackout(case: Body) -> None:
    case["scenarios"][0]["blackout_hours"] = -72


def _negative_budget(case: Body) -> None:
    case["budget"] = -1


def _no_demand(case: Body) -> None:
    case["products"][0]["demand_per_day"] = 0


def _no_footprint(case: Body) -> None:
    case["scenarios"][1]["footprint"] = {}


def _five_thousand_steps(case: Body) -> None:
    step = case["products"][0]["steps"][0]
    case["products"][0]["steps"] = [step | {"ref": str(n), "after": []} for n in range(5_000)]


def _option_on_nothing(case: Body) -> None:
    case["options"][0]["covers"] = ["9"]


def _text_for_a_number(case: Body) -> None:
    case["finance"]["margin"] = "三割"


def _stock_upside_down(case: Body) -> None:
    case["products"][0]["stock"]["minimum"] = 900


def _twice(case: Body) -> None:
    case["sites"] = [*case["sites"], *case["sites"]]


@pytest.mark.parametrize(
    ("spoil", "pointer", "words"),
    [
        (_weights, "/impact_weights", "重みの合計が1になっていません（1.1）"),
        (_priority_weights, "/priority_weights", "重みの合計が1になっていません（4）"),
        (_circle, "/products/0/steps", "材料準備 → "),
        (_upstream_circle, "/processes", " → "),
        (_step_on_nothing, "/products/0/steps/1/after/0", "「9」がありません"),
        (_process_on_nothing, "/processes/5/upstream/0", "「P9」がありません"),
        (_negative, "/products/0/steps/2/recovery_days", "0日から3,650日まで"),
        (_negative_lead, "/options/1/lead/contract_days", "0日から3,650日まで"),
        (_negative_rto, "/processes/4/rto_hours", "0日から3,650日まで"),
        (_negative_penalty, "/products/0/penalties/0/after_days", "0日から3,650日まで"),
        (_negative_blackout, "/scenarios/0/blackout_hours", "0日から3,650日まで"),
        (_negative_budget, "/budget", "0以上の数"),
        (_no_demand, "/products/0/demand_per_day", "0より大きい数"),
        (_no_footprint, "/scenarios/1/footprint/municipalities", "被害の及ぶ範囲"),
        (_five_thousand_steps, "/products/0/steps", "工程が5,000あります（上限は2,000）"),
        (_option_on_nothing, "/options/0/covers/0", "「9」がありません"),
        (_text_for_a_number, "/finance/margin", "数値で指定してください"),
        (_stock_upside_down, "/products/0/stock/mean", "最小 ≦ 平均 ≦ 最大"),
        (_twice, "/sites/1/ref", "「S1」が2回あります"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_no_figure_is_shown(
    kept_api: TestClient, spoil: Callable[[Body], None], pointer: str, words: str
):
    case = deepcopy(the_example(kept_api))
    spoil(case)

    answer = kept_api.post("/api/v1/bia/assessments", json=case)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == PROBLEM
    (error,) = answer.json()["errors"]
    assert error["pointer"] == pointer
    assert words in error["detail"]
    assert error["detail_en"] != error["detail"]
    assert "daily_losses" not in answer.json()


def test_a_case_is_kept_read_changed_and_removed(operator: TestClient):
    address, created = filed(operator)
    read = operator.get(address)
    assert read.json() == created
    assert read.headers["etag"] == '"1"'

    case = created["case"] | {"title": "新しい題"}
    changed = operator.put(address, json=case, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    stale = operator.put(address, json=created["case"], headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    assert stale.json()["current_record"]["case"]["title"] == "新しい題"

    (listed,) = operator.get("/api/v1/bia/cases").json()["items"]
    assert (listed["title"], listed["revision"]) == ("新しい題", 2)
    assert operator.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    assert operator.get(address).status_code == 404


def test_what_is_kept_comes_back_as_it_was_sent(operator: TestClient):
    sent = the_example(operator)

    _, created = filed(operator, sent)

    for name in ("finance", "products", "options", "plan", "data", "sites", "skills"):
        assert created["case"][name] == sent[name], name


def test_a_case_sent_twice_under_one_key_is_kept_once(operator: TestClient):
    ask = {"json": the_example(operator), "headers": {"Idempotency-Key": "once"}}
    address = "/api/v1/bia/cases?organisation_ref=F燕三条-01"

    first, second = operator.post(address, **ask), operator.post(address, **ask)

    assert first.json() == second.json()
    assert len(operator.get("/api/v1/bia/cases").json()["items"]) == 1


def test_cases_are_listed_page_by_page_newest_first(operator: TestClient):
    refs = [filed(operator)[1]["id"] for _ in range(3)]

    first = operator.get("/api/v1/bia/cases?limit=2").json()
    rest = operator.get(
        "/api/v1/bia/cases", params={"limit": 2, "cursor": first["next_cursor"]}
    ).json()

    assert [item["id"] for item in first["items"] + rest["items"]] == refs[::-1]
    assert rest["next_cursor"] is None


def test_a_what_if_compares_before_and_after(operator: TestClient):
    address, _ = filed(operator)
    question = {"product_ref": "A", "scenario_ref": "blackout", "option_refs": ["O1"]}

    found = operator.post(f"{address}/what-if", json=question).json()

    assert (found["before"]["loss"], found["after"]["loss"]) == (1_789_041, 0)
    assert (found["before"]["shortage_days"], found["after"]["shortage_days"]) == (8, 0)
    assert "1,789,041円から0円へ" in found["sentence"]


@pytest.mark.parametrize(
    ("question", "pointer"),
    [
        ({"product_ref": "B", "scenario_ref": "blackout"}, "/product_ref"),
        ({"product_ref": "A", "scenario_ref": "war"}, "/scenario_ref"),
        (
            {"product_ref": "A", "scenario_ref": "blackout", "option_refs": ["O1", "O9"]},
            "/option_refs/1",
        ),
    ],
)
def test_a_what_if_about_nothing_is_refused_at_its_field(
    operator: TestClient, question: Body, pointer: str
):
    address, _ = filed(operator)

    answer = operator.post(f"{address}/what-if", json=question)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_two_requests_turn_a_matched_firm_into_an_option(operator: TestClient):
    case = deepcopy(the_example(operator)) | {"options": []}
    case["products"][0]["steps"][2]["name"] = "取っ手の冷間鍛造"
    address, _ = filed(operator, case)
    asked = {"product_ref": "A", "step_ref": ["3"], "scenario_ref": "blackout"}

    found = operator.get(f"{address}/recovery-options", params=asked).json()
    firm = found["items"][0]["firm"]["firm_ref"]
    taken = operator.post(
        f"{address}/recovery-options",
        json={"firm_ref": firm, "product_ref": "A", "covers": ["3"], "scenario_ref": "blackout"},
    )

    assert "F燕三条-01" not in [item["firm"]["firm_ref"] for item in found["items"]]
    assert found["items"][0]["assumed"]
    assert taken.status_code == 201
    assert taken.json()["before"]["loss"] == 1_789_041
    (option,) = taken.json()["filed"]["case"]["options"]
    assert (option["firm_ref"], option["is_estimated"]) == (firm, True)
    (shown,) = operator.get(f"{address}/assessment").json()["options"]
    assert shown["standing"] == "候補"
    assert shown["name"] == f"代替調達（{option['ref']}）"


def test_the_need_of_a_process_is_posted_without_the_firms_name(
    operator: TestClient, api: TestClient
):
    address, _ = filed(operator)

    posted = operator.post(f"{address}/needs", json={"product_ref": "A", "covers": ["3"]})

    assert posted.status_code == 201
    read = api.get(posted.headers["location"]).json()
    assert read["kind"] == "alternative_sourcing"
    assert "F燕三条-01" not in str(read)
    assert "主加工" in read["title"]


def test_a_portfolio_is_begun_watched_and_read(operator: TestClient):
    address, _ = filed(operator)

    begun = operator.post(f"{address}/portfolios", json={"draws": 200})
    job = operator.get(begun.headers["location"]).json()
    for _ in range(600):
        if job["state"] in ("done", "failed"):
            break
        job = operator.get(begun.headers["location"]).json()

    assert begun.status_code == 202
    assert (job["state"], job["progress"]) == ("done", 1)
    assert job["result"]["chosen"]["expected_loss"] < job["result"]["without"]["expected_loss"]
    assert operator.delete(begun.headers["location"]).json()["state"] == "done"
    assert operator.get("/api/v1/bia/jobs/j-none").status_code == 404


def test_there_is_no_notice_before_a_partner_has_changed(operator: TestClient):
    filed(operator)

    assert operator.get("/api/v1/bia/notices").json() == {"items": [], "next_cursor": None}
