"""The page for a mayor: one page whatever the names, and no figure where there is none."""

from dataclasses import replace
from datetime import date

from builders import a_firm
from enishi.domain.access import Audience
from enishi.domain.disclosure import OPEN
from enishi.domain.fixation import fixation_trend, life_cycle_hint, locked_in_share
from enishi.entrypoints.paper.document import Paper, PaperFormat
from enishi.entrypoints.paper.network_report import network_paper
from enishi.entrypoints.paper.rendering import rendered
from enishi.entrypoints.wire.network_present import fixation_out
from enishi.services.networks.circles import NetworkCircle, NetworkScope
from enishi.services.networks.fixations import NamedBridge, NetworkFixation
from enishi.services.ports import Stored
from enishi.services.sight import SeenFirm
from histories import closed_club, end_of_month, fixed_trios
from paper_texts import json_texts
from pdf_text import pdf_pages


def a_seen_firm(name: str) -> SeenFirm:
    stored = Stored(a_firm(name=name, cluster="燕三条"), 1, None)  # type: ignore[arg-type]
    return SeenFirm(stored, OPEN, Audience.COORDINATORS)


def found(months: int, name: str = "燕三条") -> NetworkFixation:
    network = closed_club(months, 1)
    end: date = end_of_month(months - 1)
    trend = fixation_trend(network, end)
    bridge = NamedBridge(*(a_seen_firm(name) for _ in range(3)), change=-1.2)
    return NetworkFixation(
        circle=NetworkCircle(NetworkScope.CLUSTER, name),
        reading=trend[-1],
        trend=trend,
        locked_in=locked_in_share(network, end),
        bridges=[bridge] * 3,
        holes=[],
        bridge_firms=[],
        life_cycle=life_cycle_hint(network, end),
        platform=trend[-1],
        version="fixation-1",
    )


def paper(known: NetworkFixation) -> Paper:
    return network_paper(fixation_out(known))


def test_the_page_says_the_figure_its_parts_its_course_three_bridges_and_what_it_does_not_say():
    texts = json_texts(paper(found(48)))

    assert [text for text in texts if text[1:2] == "　"] == [
        *("1　いまの固定化", "2　推移", "3　つくりたい橋"),
        "4　この数が言わないこと",
    ]
    assert sum("紹介できるのは" in text for text in texts) == 3


def test_without_enough_data_the_page_says_so_in_the_place_of_the_figure():
    known = found(6)
    texts = json_texts(paper(replace(known, bridges=[], platform=known.reading)))

    assert "指数：出せません（データ不足）" in texts
    assert any("共通の知り合いのいるまだ会っていない組が見つかりません" in text for text in texts)


def test_the_longest_names_stay_on_one_page():
    made = rendered(paper(found(48, "長い名前の" * 40)), PaperFormat.PDF)

    assert len(pdf_pages(made)) == 1


def test_wholly_fixed_is_told_as_100():
    network = fixed_trios(12)
    trend = fixation_trend(network, end_of_month(11))

    texts = json_texts(paper(replace(found(12), trend=trend, reading=trend[-1])))

    assert any(
        text.startswith("指数 100.0「ロックイン」（参考、80%の幅 100.0〜100.0）") for text in texts
    )
