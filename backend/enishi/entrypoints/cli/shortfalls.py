"""The needs that are answered worst, as a page to read."""

import re
from collections.abc import Iterator, Sequence

from enishi.entrypoints.cli.output import spoken
from enishi.services.evaluations import Evaluation, PlacedFirm, Shortfall

# A firm that is not ranked has no best capability: these many of all say what it does.
_CAPABILITIES_SHOWN = 3
_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def page_of(shortfalls: Sequence[Shortfall], found: Evaluation) -> str:
    """Return the page in Markdown."""
    count = len(shortfalls)
    lines = [
        spoken(f"# 答えの悪い探しもの（{count}件）", f"# The needs answered worst ({count})"),
        "",
        f"{found.field.value} · index {found.index_version} · model {found.model_version} · "
        f"ranker {found.ranker_version}",
    ]
    for number, shortfall in enumerate(shortfalls, start=1):
        lines += ["", *_section(number, shortfall)]
    return "\n".join(lines) + "\n"


def _section(number: int, shortfall: Shortfall) -> Iterator[str]:
    need = shortfall.need
    yield f"## {number}. {_plain(need.title)}"
    yield ""
    kind, label = spoken(need.kind.label, need.kind.value), need.label or "–"
    figure = f"nDCG@10 {shortfall.ndcg_at_10:.3f}"
    yield " · ".join([*map(_plain, (need.ref, kind, label)), figure])
    yield ""
    if need.description:
        yield f"> {_plain(need.description)}"
        yield ""
    if need.query:
        yield spoken("短い問い: ", "short query: ") + _plain(need.query)
        yield ""
    yield spoken("できる企業", "Firms that are right")
    yield ""
    for placed in shortfall.right:
        yield from _item(placed)
    if shortfall.above:
        yield ""
        yield spoken("その上に並んだ企業", "Firms ranked above them")
        yield ""
        for placed in shortfall.above:
            yield from _item(placed)


def _item(placed: PlacedFirm) -> Iterator[str]:
    if placed.rank is None:
        rank = spoken("圏外", "not ranked")
    else:
        rank = spoken(f"{placed.rank}位", f"rank {placed.rank}")
    name = placed.name or spoken("索引にない企業", "not in the index")
    titles = [capability.name for capability in placed.capabilities[:_CAPABILITIES_SHOWN]]
    does = " / ".join(titles) or spoken("（紹介文）", "(its summary)")
    grade = spoken(f"判定{placed.grade}", f"grade {placed.grade}")
    yield f"- {rank} · {grade} · {_plain(name)} {_plain(placed.firm_ref)} · {_plain(does)}"
    for reason in placed.reasons:
        yield f"  - {_plain(spoken(reason.text, reason.text_en))}"


def _plain(text: str) -> str:
    """Return a text on one line, its characters meaning themselves."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
