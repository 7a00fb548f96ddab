"""Networks as the API answers them, with what each figure counted in words."""

from collections.abc import Callable
from datetime import timedelta

from enishi.domain.fixation import (
    FixationAspect,
    FixationConfidence,
    FixationPart,
    FixationReading,
    FixationSetting,
)
from enishi.entrypoints.wire import network_answers as answers
from enishi.entrypoints.wire.present import firm_brief
from enishi.services.networks.fixations import NamedBridge, NetworkFixation, TriedTies
from enishi.services.networks.graphs import NetworkGraph
from enishi.services.ties import SeenTie

_NOT_COUNTED = ("データがなく、数えていません", "not counted: the data do not carry it")


def tie_out(seen: SeenTie) -> answers.TieOut:
    """Return a tie with the firms that its reader sees."""
    return answers.TieOut(
        tie_ref=seen.tie.ref,
        date=seen.tie.date,
        kind=seen.tie.kind,
        kind_label=seen.tie.kind.label,
        accepted=seen.tie.accepted,
        firms=[firm_brief(item.shown) for item in seen.firms],
        hidden_firms=seen.hidden,
        source=seen.tie.source,
        can_be_removed=seen.can_be_removed,
    )


def graph_out(graph: NetworkGraph) -> answers.NetworkGraphOut:
    """Return a graph."""
    return answers.NetworkGraphOut(
        name=graph.circle.name,
        since=graph.since,
        until=graph.until,
        first=graph.first,
        last=graph.last,
        nodes=[
            answers.NetworkNodeOut(
                id=str(node.firm.id),
                firm_ref=node.firm.ref,
                name=node.firm.name,
                cluster=node.firm.cluster,
                is_member=node.is_member,
                partners=node.partners,
                is_bridge=node.is_bridge,
            )
            for node in graph.nodes
        ],
        edges=[
            answers.NetworkEdgeOut(
                one=edge.one,
                other=edge.other,
                times=edge.times,
                last=edge.last,
                kinds=list(edge.kinds),
            )
            for edge in graph.edges
        ],
        components=graph.components,
    )


def fixation_out(found: NetworkFixation) -> answers.FixationOut:
    """Return how fixed a network is."""
    reading = found.reading
    text, english = _confidence(reading)
    return answers.FixationOut(
        scope=found.circle.scope,
        name=found.circle.name,
        since=reading.since + timedelta(days=1),
        until=reading.until,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        band=reading.band,
        band_label=reading.band.label if reading.band else None,
        confidence=reading.confidence,
        confidence_label=reading.confidence.label,
        confidence_text=text,
        confidence_text_en=english,
        meetings=reading.meetings,
        firms=reading.firms,
        newcomers=reading.newcomers,
        parts=[_part(part, is_told=reading.value is not None) for part in reading.parts],
        by_choice=_rounded(reading.by_choice, 2, reading),
        regions=_rounded(reading.regions, 1, reading),
        external_internal=_rounded(reading.external_internal, 2, reading),
        locked_in_firms=None if found.locked_in is None else round(found.locked_in, 2),
        trend=[
            answers.FixationPointOut(
                until=point.until,
                value=point.value,
                low=point.low,
                high=point.high,
                meetings=point.meetings,
                confidence=point.confidence,
            )
            for point in found.trend
        ],
        bridges=[_bridge(bridge) for bridge in found.bridges],
        holes=[
            answers.HoleOut(
                one=hole.one, other=hole.other, ties=hole.ties, expected=round(hole.expected, 1)
            )
            for hole in found.holes
        ],
        bridge_firms=[firm_brief(seen.shown) for seen in found.bridge_firms],
        life_cycle=None
        if found.life_cycle is None
        else answers.LifeCycleOut(
            stage=found.life_cycle.stage,
            label=found.life_cycle.label,
            reasons=list(found.life_cycle.reasons),
        ),
        platform=found.platform.value,
        platform_confidence=found.platform.confidence,
        fixation_version=found.version,
    )


def what_if_out(tried: TriedTies) -> answers.WhatIfTiesOut:
    """Return what introductions would make of the index."""
    text, english = _tried(tried)
    is_told = tried.before is not None
    return answers.WhatIfTiesOut(
        before=tried.before,
        after=tried.after,
        text=text,
        text_en=english,
        parts_before=[_part(part, is_told=is_told) for part in tried.parts_before],
        parts_after=[_part(part, is_told=is_told) for part in tried.parts_after],
    )


def _tried(tried: TriedTies) -> tuple[str, str]:
    if tried.before is None or tried.after is None:
        return (
            "いまの接点の記録では指数を出せないので、変化も分かりません",
            "the record of contacts does not carry an index, nor a change of it",
        )
    change = round(tried.after - tried.before, 1)
    way = "変わりません" if not change else f"{tried.after:.1f} になります（{change:+.1f}点）"
    return (
        f"{tried.tried}件の紹介が成り立つと、固定化の指数は {tried.before:.1f} から{way}",
        f"with {tried.tried} introductions the index goes from {tried.before:.1f} "
        f"to {tried.after:.1f} ({change:+.1f})",
    )


def _bridge(bridge: NamedBridge) -> answers.BridgeOut:
    one, other = bridge.one.shown, bridge.other.shown
    via = bridge.introducer.shown
    points = -bridge.change
    return answers.BridgeOut(
        one=firm_brief(one),
        other=firm_brief(other),
        introducer=firm_brief(via),
        change=round(bridge.change, 2),
        text=f"{one.name} と {other.name} は、まだ会っていません。{via.name} が両方を知っています。"
        f"会えば指数が {points:.2f}点 下がる見込みです",
        text_en=f"{one.name} and {other.name} have not met; {via.name} knows both. "
        f"A meeting would lower the index by {points:.2f} points",
    )


def _confidence(reading: FixationReading) -> tuple[str, str]:
    setting, count = reading.setting, reading.meetings
    months, least, enough = setting.window_months, setting.least_meetings, setting.enough_meetings
    match reading.confidence:
        case FixationConfidence.INSUFFICIENT if count < least:
            return (
                f"この{months}か月の接点は{count}件で、指数を出すには足りません。{least}件から参考の"
                f"値を、{enough}件から確かな値を出せます",
                f"{count} contacts in {months} months carry no index; {least} give an indication, "
                f"{enough} a sure figure",
            )
        case FixationConfidence.INSUFFICIENT:
            return (
                f"接点は{count}件ありますが、それより前の記録や企業の産業集積が足りず、数えられる"
                "成分が全体の6割に届きません",
                f"{count} contacts, but too little is known before them or of the firms' clusters: "
                "the parts that can be counted are less than six tenths",
            )
        case FixationConfidence.INDICATIVE if count < enough:
            return (
                f"この{months}か月の接点は{count}件です。{enough}件になるまでは参考の値です",
                f"{count} contacts in {months} months: an indication until there are {enough}",
            )
        case FixationConfidence.INDICATIVE:
            return (
                f"接点は{count}件ありますが、1件が入るかどうかで値が大きく動きます"
                f"（幅が±{setting.widest:g}点を超えます）",
                f"{count} contacts, but single ones move the figure much: the interval is wider "
                f"than ±{setting.widest:g} points",
            )
        case FixationConfidence.FIRM:
            return (
                f"この{months}か月の接点は{count}件で、確かな値を出せます",
                f"{count} contacts in {months} months carry a sure figure",
            )


def _part(part: FixationPart, *, is_told: bool) -> answers.FixationPartOut:
    """Return a part; where the index is not told, the figures of its parts are not either."""
    text, english = _NOT_COUNTED if part.value is None else _TEXTS[part.aspect](part)
    return answers.FixationPartOut(
        key=part.aspect,
        label=part.aspect.label,
        text=text,
        text_en=english,
        value=round(part.value, 3) if is_told and part.value is not None else None,
        weight=part.weight,
        points=round(part.points, 2) if is_told and part.points is not None else None,
    )


def _repeated(part: FixationPart) -> tuple[str, str]:
    chance, chance_en = "", ""
    if part.expected is not None:
        chance = f"。この顔ぶれなら、偶然でも{_percent(part.expected)}は重なります"
        chance_en = f"; by chance it would be {_percent(part.expected)}"
    return (
        f"以前からの企業どうしの組 {part.of} のうち、{part.count:.0f} が会ったことのある組でした"
        f"（{_percent(part.count / part.of)}）{chance}",
        f"{part.count:.0f} of {part.of} pairs of earlier firms had met before{chance_en}",
    )


def _same_partners(part: FixationPart) -> tuple[str, str]:
    return (
        f"{part.of}社の相手を前の期間と比べると、平均で{_percent(part.count)}が同じでした",
        f"of {part.of} firms, {_percent(part.count)} of the partners were those of the window "
        "before",
    )


def _incumbents(part: FixationPart) -> tuple[str, str]:
    usual = _percent(FixationSetting().usual_incumbents)
    return (
        f"のべ {part.of} 社のうち {part.count:.0f} が以前からの企業でした"
        f"（{_percent(part.count / part.of)}。{usual}までは固定化に数えません）",
        f"{part.count:.0f} of {part.of} places went to earlier firms "
        f"(up to {usual} does not count)",
    )


def _inside(part: FixationPart) -> tuple[str, str]:
    expected = _percent(part.expected or 0)
    return (
        f"産業集積の分かる組 {part.of} のうち {part.count:.0f} が同じ集積どうしでした"
        f"（{_percent(part.count / part.of)}。規模どおりに混ざれば{expected}）",
        f"{part.count:.0f} of {part.of} pairs were of one cluster (by chance {expected})",
    )


def _narrow(part: FixationPart) -> tuple[str, str]:
    return (
        f"相手の産業集積・業種の散らばりは、ありうる最大の{_percent(part.count)}でした"
        f"（相手はのべ {part.of} 社）",
        f"partners were spread over clusters and trades to {_percent(part.count)} of what was "
        f"possible ({part.of} contacts)",
    )


def _shared(part: FixationPart) -> tuple[str, str]:
    aim = _percent(part.expected or 0)
    return (
        f"会った相手と共通の知識は、平均で自社の{_percent(part.count)}でした（目安は{aim}）",
        f"firms had {_percent(part.count)} of their knowledge in common with whom they met "
        f"(aim {aim})",
    )


_TEXTS: dict[FixationAspect, Callable[[FixationPart], tuple[str, str]]] = {
    FixationAspect.REPEATED: _repeated,
    FixationAspect.SAME_PARTNERS: _same_partners,
    FixationAspect.INCUMBENTS: _incumbents,
    FixationAspect.INSIDE: _inside,
    FixationAspect.NARROW: _narrow,
    FixationAspect.SHARED: _shared,
}


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def _rounded(value: float | None, places: int, reading: FixationReading) -> float | None:
    return None if value is None or reading.value is None else round(value, places)
