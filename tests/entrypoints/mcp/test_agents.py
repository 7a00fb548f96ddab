"""What an agent meets, through the client of the protocol's own kit."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import httpx2
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult

from builders_introductions import a_case, then, yes
from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR, Scope
from enishi.domain.chamber import Chamber, Region
from enishi.domain.disclosure import Disclosure, Visibility
from enishi.domain.firm import firm_id
from enishi.domain.introduction import Ending, Moved, Side, Stage, closing
from enishi.domain.membership import Role
from enishi.domain.need import need_id
from enishi.entrypoints.api.app import create
from enishi.entrypoints.cli.serve import SERVING
from entrypoints.api.accounts import Browser, register
from entrypoints.conftest import an_application, opened, with_a_fake_encoder
from entrypoints.processes import ENISHI, environment, free_port

Ask = Callable[..., CallToolResult]
FIRM = "F燕三条-00"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def key(application: Application, role: Role, organisation: str, *scopes: Scope) -> str:
    """Return the secret of a new person's new key."""
    email = f"{organisation.encode().hex()}@enishi.example"
    person = register(application, email, role, organisation)
    issued = application.api_keys.issue(
        name="エージェント",
        organisation_ref=organisation,
        scopes=scopes or [Scope.READ],
        person_ref=person,
        by=LOCAL_OPERATOR,
    )
    return issued.secret


def said(answer: CallToolResult) -> str:
    (content,) = answer.content
    text: str = content.text
    return text


def told(answer: CallToolResult) -> dict[str, Any]:
    assert not answer.is_error, said(answer)
    assert answer.structured_content is not None
    return answer.structured_content


@pytest.fixture
def address(server: FastAPI, application: Application) -> Iterator[str]:
    """Where a server listens, with its door for agents."""
    server.state.application = application
    port = free_port()
    served = uvicorn.Server(uvicorn.Config(server, host="127.0.0.1", port=port, **SERVING))
    thread = Thread(target=served.run)
    thread.start()
    deadline = monotonic() + 60
    while not served.started and monotonic() < deadline:
        sleep(0.02)
    yield f"http://127.0.0.1:{port}/mcp"
    served.should_exit = True
    thread.join()


@pytest.fixture
def ask(address: str) -> Ask:
    """Uses one tool over HTTP, in the name of a key."""

    def use(tool: str, secret: str | None = None, **arguments: Any) -> CallToolResult:
        return asyncio.run(_over_http(address, secret, tool, arguments))

    return use


async def _over_http(
    address: str, secret: str | None, tool: str, arguments: dict[str, Any]
) -> CallToolResult:
    shown = {} if secret is None else {"Authorization": f"Bearer {secret}"}
    async with (
        httpx2.AsyncClient(headers=shown) as http,
        Client(streamable_http_client(address, http_client=http)) as client,
    ):
        return await client.call_tool(tool, arguments)


@pytest.fixture
def hands(application: Application) -> None:
    """A chamber in Tsubame that introduces a firm of Suwa to one of its own."""
    with application.database.begin() as work:
        work.chambers.put(Chamber("C-tsubame", "燕商工会議所", Region(clusters=("燕三条",))))
        open_case = a_case("F諏訪-00", FIRM, need="N001", chamber="C-tsubame", ref="I-open")
        work.introductions.put(then(open_case, Moved(Stage.APPROACHED), yes(Side.CANDIDATE)))
        ended = a_case("F諏訪-01", FIRM, need=None, chamber="C-tsubame", ref="I-ended")
        work.introductions.put(then(ended, closing(Ending.WITHDRAWN, None)))


def test_the_tools_say_in_japanese_what_they_do_and_change_nothing(address: str):
    async def listed() -> list[Any]:
        async with Client(address) as client:
            return list((await client.list_tools()).tools)

    tools = {tool.name: tool for tool in asyncio.run(listed())}

    assert tools.keys() == {
        *("find_firms", "describe_firm", "matches_for_need"),
        *("partners_for_firm", "suggestions_for_firm", "why_not_suggested"),
        *("network_health", "introduction_status"),
    }
    for tool in tools.values():
        assert JAPANESE.search(tool.title)
        assert JAPANESE.search(tool.description)
        assert tool.annotations.read_only_hint
        assert tool.output_schema
        for name, argument in tool.input_schema["properties"].items():
            assert JAPANESE.search(argument["description"]), name


def test_an_agent_of_a_chamber_is_told_why_there_is_no_figure_and_a_firm_is_told_nothing(
    ask: Ask, application: Application, hands: None
):
    chamber = key(application, Role.COORDINATOR, "C-tsubame")
    firm = key(application, Role.FIRM_MEMBER, FIRM)

    health = told(ask("network_health", chamber, cluster="燕三条"))
    both = ask("network_health", chamber, cluster="燕三条", group="研究会")
    refused = ask("network_health", firm)

    assert (health["value"], health["confidence_label"]) == (None, "データ不足")
    assert "足りません" in health["confidence_text"]
    assert {part["points"] for part in health["parts"]} == {None}
    assert both.is_error
    assert "どちらか一つ" in said(both)
    assert refused.is_error
    assert "コーディネーターだけ" in said(refused)


def test_an_agent_finds_firms_with_reasons_and_verdicts_in_words_and_without_scores(ask: Ask):
    found = told(
        ask(
            "find_firms",
            text="ステンレスの取っ手を冷間鍛造で",
            conditions={"certifications": ["ISO9001"]},
            limit=3,
        )
    )

    first = found["items"][0]
    assert first["firm"]["name"].endswith("冷間鍛造工業")
    assert JAPANESE.search(first["reasons"][0]["text"])
    assert first["constraints"][0]["outcome"] == "met"
    assert len(found["items"]) <= 3
    assert "score" not in json.dumps(found)


def test_what_the_api_answers_is_what_an_agent_is_answered(ask: Ask, server: FastAPI):
    api = TestClient(server, raise_server_exceptions=False)
    asked = {"text": "鏡面の研削", "limit": 5}

    found = told(ask("find_firms", **asked))

    answered = api.post("/api/v1/search", json=asked).json()
    for mine, theirs in zip(found["items"], answered["items"], strict=True):
        assert mine["firm"] == theirs["firm"]
        assert [item["text"] for item in mine["reasons"]] == [
            item["text"] for item in theirs["reasons"]
        ]


def test_an_agent_without_a_key_sees_what_is_public_and_with_one_what_its_person_sees(
    ask: Ask, application: Application
):
    with application.database.begin() as work:
        kept_back = Disclosure(paths={"certifications": Visibility.MEMBERS})
        work.disclosures.put_firm(FIRM, kept_back)
    member = key(application, Role.FIRM_MEMBER, "F諏訪-00")

    stranger = told(ask("describe_firm", firm_id=str(firm_id(FIRM))))
    known = told(ask("describe_firm", member, firm_id=str(firm_id(FIRM))))

    assert (stranger["certifications"], known["certifications"]) == ([], ["ISO9001"])
    with application.database.read() as work:
        (read, *_) = work.audit.page(before=None, limit=1, owner_ref=FIRM)
    assert (read.entry.door, read.entry.fields) == ("mcp", ("certifications",))
    assert read.entry.key_ref is not None


def test_an_agent_finds_the_firms_for_a_need_of_the_board(ask: Ask):
    found = told(ask("matches_for_need", need_id=str(need_id("N001")), limit=2))

    assert found["need"]["title"] == "ステンレスの取っ手を冷間鍛造で"
    assert len(found["items"]) == 2


def test_an_agent_tells_a_firm_of_partners_in_words_and_nobody_else_of_them(
    ask: Ask, application: Application
):
    member = key(application, Role.FIRM_MEMBER, FIRM)

    found = told(ask("partners_for_firm", member, firm_id=str(firm_id(FIRM))))
    refused = ask("partners_for_firm", firm_id=str(firm_id(FIRM)))

    assert found["joint_version"].endswith(".unfitted")
    for item in found["items"]:
        assert "目安は33%です" in item["joint"]["text"]
        assert "score" not in item["joint"]
    assert refused.is_error


@pytest.mark.usefixtures("hands")
def test_an_agent_tells_a_coordinator_how_far_the_open_introductions_are(
    ask: Ask, application: Application
):
    secret = key(application, Role.COORDINATOR, "C-tsubame")

    found = told(ask("introduction_status", secret))
    ended = told(ask("introduction_status", secret, introduction_ref="I-ended"))

    (case,) = found["items"]
    assert (case["introduction_ref"], case["stage_label"]) == ("I-open", "打診")
    assert case["answers"] == {"candidate": True}
    assert found["has_more"] is False
    assert ended["items"][0]["ending"] == "withdrawn"


@pytest.mark.usefixtures("hands")
@pytest.mark.parametrize(
    ("tool", "arguments", "sentences"),
    [
        ("describe_firm", {"firm_id": "none"}, "その企業は見つかりません\nno such firm"),
        ("introduction_status", {}, "サインインするか、"),
        ("find_firms", {"text": ""}, "text: "),
        ("find_firms", {"text": "鍛造", "limit": 11}, "limit: 10 以下で指定してください\nlimit: "),
        (
            "find_firms",
            {"text": "鍛造", "conditions": {"lots": 3}},
            "conditions.lots: 知らない項目",
        ),
        ("erase_firm", {}, "erase_firm という道具はありません\n"),
    ],
)
def test_a_refusal_is_an_error_of_the_tool_in_both_languages(
    ask: Ask, tool: str, arguments: dict[str, Any], sentences: str
):
    answer = ask(tool, **arguments)

    assert answer.is_error
    assert said(answer).startswith(sentences)
    assert len(said(answer).splitlines()) == 2


@pytest.mark.usefixtures("hands")
def test_somebody_elses_introduction_is_refused_as_a_missing_one(
    ask: Ask, application: Application
):
    outsider = key(application, Role.FIRM_ADMINISTRATOR, "F東大阪-00")

    hidden = ask("introduction_status", outsider, introduction_ref="I-open")
    missing = ask("introduction_status", outsider, introduction_ref="I-none")

    assert said(hidden) == said(missing) == "その紹介は見つかりません\nno such introduction"


def test_a_mistake_of_our_own_tells_nothing_of_itself(
    ask: Ask, application: Application, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a password")

    monkeypatch.setattr(type(application.firms), "get", fail)

    answer = ask("describe_firm", firm_id="any")

    assert answer.is_error
    assert said(answer).startswith("サーバーの内部で問題が起きました")
    assert "password" not in said(answer)


CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
SPOKEN = {"Accept": "application/json, text/event-stream"}


@pytest.mark.parametrize("shown", ["Bearer wrong", "Basic QTpC", "Bearer "])
def test_a_key_that_does_not_convince_is_a_401_in_words(api: TestClient, shown: str):
    answer = api.post("/mcp", json=CALL, headers=SPOKEN | {"Authorization": shown})

    assert answer.status_code == 401
    assert JAPANESE.search(answer.json()["detail"])


def test_nothing_but_single_requests_is_answered(api: TestClient):
    for method in ("GET", "DELETE", "PUT"):
        answer = api.request(method, "/mcp", headers=SPOKEN)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_a_cookie_counts_for_nothing(api: TestClient, application: Application):
    browser = Browser(api, application)
    register(application, "op@enishi.example")
    browser.sign_in("op@enishi.example")
    call = CALL | {
        "method": "tools/call",
        "params": {"name": "introduction_status", "arguments": {}},
    }

    answer = browser.client.post("/mcp", json=call, headers=SPOKEN)

    assert answer.json()["result"]["isError"] is True


def test_agents_are_counted_against_the_limits_of_rate(
    home: Path,
):
    limited = create(an_application(home, rate_per_address=2))
    with opened(limited, with_a_fake_encoder(an_application(home))) as api:
        statuses = [api.post("/mcp", json=CALL, headers=SPOKEN).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def over_stdio(home: Path, *asked: tuple[str, dict[str, Any]], **settings: object) -> list[Any]:
    """Start `enishi mcp`, use some tools, and hang up."""
    server = StdioServerParameters(
        command=str(ENISHI), args=["mcp"], env=environment(home=home, **settings), cwd=home
    )

    async def talk() -> list[Any]:
        async with Client(server) as client:
            return [await client.call_tool(tool, arguments) for tool, arguments in asked]

    return asyncio.run(talk())


@pytest.mark.usefixtures("hands")
def test_a_programme_on_the_same_machine_speaks_over_standard_input_and_output(
    home: Path, application: Application
):
    secret = key(application, Role.COORDINATOR, "C-tsubame")

    firm, cases, found = over_stdio(
        home,
        ("describe_firm", {"firm_id": str(firm_id(FIRM))}),
        ("introduction_status", {}),
        ("find_firms", {"text": "冷間鍛造"}),
        mcp_key=secret,
        encoder=home / "no-encoder",
    )

    assert told(firm)["name"] == "燕三条冷間鍛造工業"
    assert [case["introduction_ref"] for case in told(cases)["items"]] == ["I-open"]
    assert found.is_error
    assert "エンコーダ" in said(found)


def test_a_key_of_the_settings_that_does_not_convince_is_told_at_each_call(home: Path):
    (answer,) = over_stdio(
        home, ("describe_firm", {"firm_id": str(firm_id(FIRM))}), mcp_key="wrong"
    )

    assert answer.is_error
    assert said(answer).startswith("鍵が正しくないか、期限が切れています\n")
