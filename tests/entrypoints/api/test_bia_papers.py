"""Plans and proposals over HTTP: by whom, in which format, and without the unnamed."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from fastapi import FastAPI
from fastapi.testclient import TestClient

from builders_papers import the_seed, with_option
from builders_register import coordinator_of, member_of
from enishi.domain.access import Caller
from enishi.entrypoints.api.callers import caller
from enishi.entrypoints.paper.document import Paper
from paper_texts import json_texts
from pdf_text import pdf_pages

OWN, PARTNER, STRANGER = "F燕三条-00", "F諏訪-00", "F諏訪-01"
OWNER, OTHER = member_of(OWN), member_of(STRANGER)
COORDINATOR = coordinator_of("燕三条")
As = Callable[[Caller], TestClient]


@pytest.fixture
def by(server: FastAPI, api: TestClient) -> Iterator[As]:
    """The API as somebody meets it."""

    def calling(who: Caller) -> TestClient:
        server.dependency_overrides[caller] = lambda: who
        return api

    yield calling
    server.dependency_overrides.clear()


def sent(case: Any) -> Any:
    return case.model_dump(mode="json")


@pytest.fixture
def at(by: As) -> str:
    """Where the owner's case is kept, one of its options resting on a firm of the network."""
    case = with_option("O2", name="株式会社相手製作での主加工", firm_ref=PARTNER)
    made = by(OWNER).post("/api/v1/bia/cases", json=sent(case))
    assert made.status_code == 201, made.text
    return f"/api/v1/bia/cases/{made.json()['id']}"


def test_a_plan_is_word_by_default_and_a_file_that_nobody_keeps(by: As, at: str):
    answer = by(OWNER).get(f"{at}/plan")

    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="plan.docx"'
    assert answer.headers["cache-control"] == "no-store"
    assert Document(BytesIO(answer.content)).core_properties.language == "ja-JP"


def test_the_same_plan_as_pdf_and_json(by: As, at: str):
    pdf = by(OWNER).get(f"{at}/plan", params={"form": "joint", "format": "pdf"})
    told = by(OWNER).get(f"{at}/plan", params={"form": "joint", "format": "json"})

    assert pdf.headers["content-type"] == "application/pdf"
    assert "事業継続力強化計画（連携型）の下書き" in pdf_pages(pdf.content)[0]
    assert Paper.model_validate(told.json()).title == "事業継続力強化計画（連携型）の下書き"


def test_a_partner_of_the_network_stays_a_letter_although_the_case_says_that_it_is_named(
    by: As, at: str
):
    name = by(OWNER).get("/api/v1/firms", params={"limit": 100}).json()["items"]
    partner = next(firm["name"] for firm in name if firm["firm_ref"] == PARTNER)

    for path in ("plan", "proposal"):
        told = by(OWNER).get(f"{at}/{path}", params={"format": "json"}).text
        assert "相手製作" not in told
        assert partner not in told
        assert PARTNER not in told
    assert "協力会社A" in by(OWNER).get(f"{at}/plan", params={"format": "json"}).text


def test_a_proposal_is_one_page_for_the_customer(by: As, at: str):
    answer = by(OWNER).get(f"{at}/proposal", params={"customer": "顧客X", "format": "pdf"})

    (page,) = pdf_pages(answer.content)
    assert "顧客X 御中" in page


def test_a_stranger_is_told_that_there_is_no_such_case(by: As, at: str):
    for path in ("plan", "proposal"):
        assert by(OTHER).get(f"{at}/{path}").status_code == 404
        assert by(OWNER).get(f"/api/v1/bia/cases/none/{path}").status_code == 404


def test_whoever_has_not_signed_in_writes_a_plan_of_what_is_sent_only(api: TestClient):
    plan = api.post("/api/v1/bia/plans", params={"format": "json"}, json=sent(the_seed()))

    assert plan.status_code == 200
    assert "製品Aの事業影響度分析（例）" in json_texts(Paper.model_validate(plan.json()))
    assert api.get("/api/v1/bia/cases/b1/plan").status_code == 401


@pytest.mark.parametrize(
    "asked", [{"form": "double"}, {"format": "xlsx"}, {"day": "tomorrow"}, {"colour": "red"}]
)
def test_what_is_no_form_format_or_day_is_refused_by_name(api: TestClient, asked: dict[str, str]):
    answer = api.post("/api/v1/bia/plans", params=asked, json=sent(the_seed()))

    assert answer.status_code == 422
    assert next(iter(asked)) in answer.json()["errors"][0]["pointer"]


def test_a_case_that_goes_in_a_circle_gets_no_plan(api: TestClient):
    case = sent(the_seed())
    case["products"][0]["steps"][0]["after"] = ["5"]

    answer = api.post("/api/v1/bia/plans", json=case)

    assert answer.status_code == 422
    assert "→" in answer.json()["detail"]
