"""Anybody reads the words of the trade; the operator amends them, and the search follows."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from enishi.bootstrap import Application
from entrypoints.conftest import TOKEN, with_a_fake_encoder

ADDRESS = "/api/v1/lexicon"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")

HOT = {
    "kind": "process",
    "names": ["型鍛造", "焼き打ち"],
    "english": ["hot forging"],
    "broader": ["鍛造"],
    "note": "1,200℃前後",
    "replacements": [{"can_replace": "冷間鍛造", "note": "精度が要らないとき"}],
}


def at(name: str) -> str:
    return f"{ADDRESS}/concepts/{quote(name, safe='')}"


def put(operator: TestClient, name: str, **said: Any) -> dict[str, Any]:
    answer = operator.put(at(name), json=HOT | said)
    assert answer.status_code == 200, answer.text
    kept: dict[str, Any] = answer.json()
    return kept


def status(api: TestClient) -> dict[str, Any]:
    answer = api.get(ADDRESS)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def names(api: TestClient, **asked: Any) -> list[str]:
    answer = api.get(f"{ADDRESS}/concepts", params=asked)
    assert answer.status_code == 200, answer.text
    return [item["name"] for item in answer.json()["items"]]


def refused(answer: Any, *, code: int) -> dict[str, Any]:
    assert answer.status_code == code, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert JAPANESE.search(problem["detail"])
    return problem


def refresh(application: Application) -> None:
    application.indexing.refresh(lambda _done, _total: None)


def test_anybody_reads_how_large_the_lexicon_is(api: TestClient, application: Application):
    found = status(api)

    assert found["version"] == application.lexicon.version
    assert (found["concepts"], found["replacements"], found["amendments"]) == (15, 0, 0)
    assert found["names"] > found["concepts"]
    assert found["left_out"] == []
    assert found["is_indexed"]


def test_a_new_concept_is_read_back_with_everything_that_was_said(operator: TestClient):
    kept = put(operator, "熱間鍛造")

    assert operator.get(at("熱間鍛造")).json() == kept
    for field, said in HOT.items():
        if field != "replacements":
            assert kept[field] == said
    assert kept["replacements"] == [
        {
            "can_replace": "冷間鍛造",
            "on_material": None,
            "keeps": [],
            "note": "精度が要らないとき",
        }
    ]
    assert (kept["name"], kept["origin"]) == ("熱間鍛造", "added")
    assert kept["amended_at"].startswith("20")
    assert kept["made_by"] == kept["chinese"] == []


def test_a_concept_as_the_files_have_it_says_so(api: TestClient):
    forging = api.get(at("鍛造")).json()

    assert (forging["origin"], forging["amended_at"]) == ("base", None)
    assert (forging["names"], forging["broader"]) == (["鍛造加工"], ["塑性加工"])


def test_what_is_read_is_mended_and_sent_back_as_it_is(operator: TestClient):
    concept = operator.get(at("鍛造")).json()
    concept["names"].append("火造り")

    kept = operator.put(at("鍛造"), json=concept)

    assert kept.status_code == 200, kept.text
    assert kept.json() == concept | {"origin": "amended", "amended_at": kept.json()["amended_at"]}
    assert operator.put(at("鍛造"), json=kept.json()).status_code == 200


def test_a_concept_is_not_sent_to_the_address_of_another(operator: TestClient):
    concept = operator.get(at("鍛造")).json()

    problem = refused(operator.put(at("鋳造"), json=concept), code=422)

    assert problem["errors"][0]["pointer"] == "/name"


@pytest.mark.parametrize("address", [at("CAD/CAM"), f"{ADDRESS}/concepts/CAD/CAM"])
def test_a_name_may_hold_a_slash(operator: TestClient, address: str):
    said = HOT | {"names": [], "broader": ["研削"], "replacements": []}

    assert operator.put(address, json=said).json()["name"] == "CAD/CAM"
    assert operator.get(address).json()["name"] == "CAD/CAM"
    assert operator.post(f"{address}/restore").status_code == 204
    assert operator.get(address).status_code == 404


def test_a_concept_may_be_called_restore(operator: TestClient):
    put(operator, "工程/restore")

    assert operator.get(at("工程/restore")).json()["name"] == "工程/restore"
    assert operator.post(f"{at('工程/restore')}/restore").status_code == 204


def test_a_concept_is_left_out_and_restored(operator: TestClient):
    assert operator.delete(at("取っ手")).status_code == 204

    assert "restore" in refused(operator.get(at("取っ手")), code=404)["detail"]
    assert status(operator)["left_out"] == ["取っ手"]
    assert "取っ手" not in names(operator)
    refused(operator.delete(at("取っ手")), code=404)

    assert operator.post(f"{at('取っ手')}/restore").status_code == 204
    assert operator.get(at("取っ手")).json()["origin"] == "base"
    refused(operator.post(f"{at('取っ手')}/restore"), code=404)


@pytest.mark.parametrize("shown", [{}, {"Authorization": "Bearer wrong"}])
@pytest.mark.parametrize(
    ("method", "address"),
    [("PUT", at("熱間鍛造")), ("DELETE", at("ISO9001")), ("POST", f"{at('鍛造')}/restore")],
)
def test_nobody_amends_without_the_token(
    api: TestClient, method: str, address: str, shown: dict[str, str]
):
    sent = {"json": HOT} if method == "PUT" else {}

    answer = api.request(method, address, headers=shown, **sent)

    assert refused(answer, code=401)["type"] == "/problems/not-signed-in"
    assert status(api)["amendments"] == 0


def test_where_no_token_is_set_everybody_reads_and_nobody_amends(
    knock: Any, application: Application
):
    closed = application.settings.model_copy(update={"operator_token": None})
    api = knock(with_a_fake_encoder(Application(closed)))

    answer = api.put(at("熱間鍛造"), json=HOT, headers={"Authorization": f"Bearer {TOKEN}"})

    refused(answer, code=401)
    assert api.get(at("鍛造")).status_code == 200


@pytest.mark.parametrize(
    ("name", "change", "japanese", "english"),
    [
        ("熱間鍛造", {"uses": ["鍛造炉"]}, "「鍛造炉」がありません", "the unknown 鍛造炉"),
        ("塑性加工", {"broader": ["冷間鍛造"]}, "上位をたどると自分に戻ります", "than itself"),
        ("熱間鍛造", {"names": ["ＦＯＲＧＩＮＧ"]}, "のどれですか", "forging names"),
        ("熱間鍛造", {"broader": [], "replacements": []}, "つながっていません", "to nothing"),
    ],
)
def test_what_the_lint_would_find_is_told_in_both_languages(
    operator: TestClient, name: str, change: dict[str, Any], japanese: str, english: str
):
    problem = refused(operator.put(at(name), json=HOT | change), code=422)

    assert problem["type"] == "/problems/invalid-value"
    assert japanese in problem["detail"]
    assert english in problem["detail_en"]
    assert status(operator)["amendments"] == 0


def test_what_others_need_is_not_left_out(operator: TestClient):
    problem = refused(operator.delete(at("耐食性")), code=422)

    for concept in ("電気めっき", "錆び"):
        assert f"「{concept}」" in problem["detail"]


@pytest.mark.parametrize(
    ("name", "said", "pointer"),
    [
        ("長" * 2_000, {}, "/name"),
        (" ", {}, "/name"),
        ("a\0", {}, "/name"),
        ("熱間鍛造", {"kind": "craft"}, "/kind"),
        ("熱間鍛造", {"names": "型鍛造"}, "/names"),
        ("熱間鍛造", {"names": ["x\0"]}, "/names/0"),
        ("熱間鍛造", {"names": ["長" * 201]}, "/names/0"),
        ("熱間鍛造", {"broader": ["熱間鍛造"]}, "/broader"),
        ("熱間鍛造", {"replacements": [{}]}, "/replacements/0/can_replace"),
        (
            "熱間鍛造",
            {"replacements": [{"can_replace": "熱間鍛造"}]},
            "/replacements/0/can_replace",
        ),
        ("熱間鍛造", {"synonyms": ["型鍛造"]}, "/synonyms"),
    ],
)
def test_what_makes_no_sense_is_named(
    operator: TestClient, name: str, said: dict[str, Any], pointer: str
):
    problem = refused(operator.put(at(name), json=HOT | said), code=422)

    assert problem["errors"][0]["pointer"] == pointer
    assert status(operator)["amendments"] == 0


@pytest.mark.parametrize("limit", [1, 4, 16, 100])
def test_the_pages_show_each_concept_once_by_name(operator: TestClient, limit: int):
    put(operator, "熱間鍛造")

    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = operator.get(f"{ADDRESS}/concepts", params={"limit": limit, **cursor}).json()
        assert len(page["items"]) <= limit
        seen += [item["name"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert len(seen) == 16
    assert seen == sorted(set(seen))


def test_concepts_are_found_by_a_part_of_any_spelling_and_by_kind(api: TestClient):
    assert names(api, q="ＦＯＲＧ") == ["冷間鍛造", "鍛造"]
    assert names(api, q="鋳物") == ["鋳造"]
    assert names(api, kind="equipment") == ["研削盤"]
    assert names(api, kind="equipment", q="鍛造") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "0"), ("limit", "101"), ("cursor", "%%%"), ("kind", "craft"), ("page", "2")],
)
def test_a_parameter_that_makes_no_sense_is_named(api: TestClient, name: str, value: str):
    problem = refused(api.get(f"{ADDRESS}/concepts", params={name: value}), code=422)

    assert problem["errors"][0]["pointer"] == f"/{name}"


def test_a_new_word_finds_after_a_refresh_whom_the_concept_finds(
    operator: TestClient, application: Application
):
    def found() -> set[str]:
        """Return whom the search finds by what the new word means."""
        items = operator.get("/api/v1/search", params={"q": "ステンレスの火丸打ち"}).json()["items"]
        return {
            item["firm"]["firm_ref"]
            for item in items
            if any("冷間鍛造" in reason["path"] for reason in item["reasons"])
        }

    concept = operator.get(at("冷間鍛造")).json()
    concept["names"].append("火丸打ち")
    assert operator.put(at("冷間鍛造"), json=concept).status_code == 200
    behind = status(operator)
    assert not behind["is_indexed"]
    assert "enishi index refresh" in behind["text"]
    assert "enishi index refresh" in behind["text_en"]
    assert found() == set()

    refresh(application)
    application.live_index.catch_up()

    assert status(operator)["is_indexed"]
    assert found() == {f"F{cluster}-00" for cluster in ("燕三条", "諏訪", "東大阪")}


def test_the_search_goes_on_as_it_did_until_the_refresh(
    operator: TestClient, application: Application
):
    def answer() -> list[str]:
        items = operator.get("/api/v1/search", params={"q": "錆びない取っ手"}).json()["items"]
        return [item["firm"]["firm_ref"] for item in items]

    before = answer()
    assert operator.delete(at("取っ手")).status_code == 204

    application.live_index.catch_up()

    assert application.live_index.pending() == 0
    assert answer() == before


def test_without_an_index_the_lexicon_is_read_and_said_not_to_be_indexed(
    api: TestClient, application: Application
):
    (application.settings.index_folder / "CURRENT").unlink()

    assert not status(api)["is_indexed"]
