"""固定化の報告: one page for a mayor or a board on how closed a network is, and what to do."""

from collections.abc import Iterator

from enishi.entrypoints.paper.document import (
    Align,
    Block,
    Bullets,
    Heading,
    Paper,
    Paragraph,
    Table,
    columns,
    grounds,
)
from enishi.entrypoints.paper.figures import NONE
from enishi.entrypoints.wire.network_answers import FixationOut
from enishi.services.networks.circles import NetworkScope

_KINDS = {
    NetworkScope.PLATFORM: "参加企業すべて",
    NetworkScope.CLUSTER: "産業集積",
    NetworkScope.GROUP: "集まり",
    NetworkScope.FIRM: "企業",
}
_MOST_BRIDGES, _LONGEST = 3, 40
# Every other season: two years in five points fit beside each other.
_SEASONS = 2


def network_paper(found: FixationOut) -> Paper:
    """Return the page; where the data carry no figure it says so in its place."""
    return Paper(
        title="ネットワークの固定化の報告",
        subtitle=f"{_short(found.name)}（{_KINDS[found.scope]}）",
        firm_name="縁 Enishi",
        dated=found.until,
        notices=(
            "固定化とは、同じ顔ぶれだけで会い続けることです。知識が似てきて新しいものが生まれにくく"
            "なります（藤田 2010）。数は会った記録だけから数えたもので、"
            "企業の良し悪しではありません。",
        ),
        gaps=(),
        blocks=(*_figure(found), *_parts(found), *_trend(found), *_bridges(found), *_limits()),
        is_one_page=True,
    )


def _figure(found: FixationOut) -> Iterator[Block]:
    yield Heading(level=1, text="1　いまの固定化")
    yield Paragraph(text=_told(found))
    yield grounds(
        f"{found.until.isoformat()}までの半年の接点{found.meetings}件・{found.firms}社"
        f"（はじめて現れた企業{found.newcomers}社）。{found.confidence_text}"
    )


def _told(found: FixationOut) -> str:
    if found.value is None:
        return f"指数：出せません（{found.confidence_label}）"
    platform = NONE if found.platform is None else f"{found.platform:.1f}"
    span = "" if found.low is None else f"、80%の幅 {found.low:.1f}〜{found.high:.1f}"
    more = []
    if found.regions is not None:
        more.append(f"相手は実質{found.regions:.1f}地域")
    if found.locked_in_firms is not None:
        more.append(f"2期続けて75以上の企業は{found.locked_in_firms * 100:.0f}%")
    rest = f"\n{'。'.join(more)}。" if more else ""
    return (
        f"指数 {found.value:.1f}「{found.band_label}」（{found.confidence_label}{span}）。"
        f"0 が開いた状態、100 が完全に閉じた状態です。全体は {platform} です。{rest}"
    )


def _parts(found: FixationOut) -> Iterator[Block]:
    yield Table(
        caption="内訳（点の和が指数です）",
        columns=columns(("成分", 3), ("点", 1, Align.END), ("数えたもの", 9)),
        rows=tuple(
            (part.label, NONE if part.points is None else f"{part.points:.1f}", part.text)
            for part in found.parts
        ),
    )


def _trend(found: FixationOut) -> Iterator[Block]:
    points = list(reversed(found.trend))[::_SEASONS][::-1]
    yield Heading(level=1, text="2　推移")
    yield Table(
        caption="各日までの半年。―は、数を出すだけの記録がない期間",
        columns=columns(("", 2), *((point.until.isoformat(), 2, Align.END) for point in points)),
        rows=(
            ("指数", *(NONE if point.value is None else f"{point.value:.1f}" for point in points)),
            ("接点", *(f"{point.meetings}件" for point in points)),
        ),
    )
    if found.life_cycle is not None:
        yield Paragraph(text=f"{found.life_cycle.label}：{'。'.join(found.life_cycle.reasons)}。")


def _bridges(found: FixationOut) -> Iterator[Block]:
    yield Heading(level=1, text="3　つくりたい橋")
    if found.bridges:
        yield Bullets(
            items=tuple(
                f"{_short(item.one.name)}（{item.one.cluster or '地域不明'}）と "
                f"{_short(item.other.name)}（{item.other.cluster or '地域不明'}）"
                + (f"：紹介できるのは {_short(item.introducer.name)}" if item.introducer else "")
                + ("" if item.change is None else f"（指数 {item.change:+.2f}点）")
                for item in found.bridges[:_MOST_BRIDGES]
            )
        )
    else:
        yield Paragraph(text="記録からは、共通の知り合いのいるまだ会っていない組が見つかりません。")
    if found.holes:
        named = "、".join(f"{hole.one}と{hole.other}" for hole in found.holes[:_MOST_BRIDGES])
        yield Paragraph(text=f"規模のわりに接点の少ない産業集積の組：{named}。")


def _limits() -> Iterator[Block]:
    yield Heading(level=1, text="4　この数が言わないこと")
    yield Bullets(
        items=(
            "記録されていない出会いは数えていません。記録の多い地域ほど、正しく見えます。",
            "指数が低いほどよいのではありません。なじみの相手がいることは仕事の助けになります。"
            "20〜50が適度の目安です。",
            "重みと目安の線（20・50・75）は模擬の記録で確かめた選択で、実測ではありません。",
        )
    )


def _short(text: str) -> str:
    """Return a name that keeps the page one page."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1]}…"
