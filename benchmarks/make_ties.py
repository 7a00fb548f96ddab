"""Invents the history of contacts that the demonstration shows: three years, one seed.

    python -m benchmarks.make_ties > corpus/ties.jsonl

Two clusters that keep to themselves (燕三条, 鯖江), one that meets everybody (東大阪), a study
group whose same six firms meet every month (DTF研究会), and the others in between. The index is
meant to tell them apart; nothing here is a real contact of a real firm.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"
# What the demonstration moves so that it lies behind whoever tries it.
END = date(2026, 10, 31)
MONTHS = 36
SEED = 20_101
CLOSED, OPEN = ("燕三条", "鯖江"), "東大阪"
STUDY_GROUP = "DTF研究会"
_STUDYING = ("TS005", "SW003", "TR002", "KF002", "HM001", "AZ002")
_KINDS = ("meeting", "meeting", "meeting", "transaction", "joint_project", "introduction")


@dataclass
class History:
    """What is invented so far."""

    firms: dict[str, list[str]]  # cluster → firm_refs
    random: Random
    told: list[tuple[date, str, list[str], str | None]] = field(default_factory=list)

    def meet(self, month: int, firms: list[str], kind: str, source: str | None = None) -> None:
        """Have firms meet on some day of a month, counted back from the end."""
        day = END - timedelta(days=30 * month + self.random.randrange(28))
        if len(set(firms)) > 1:
            self.told.append((day, kind, list(dict.fromkeys(firms)), source))

    def anybody(self, *, but: str = "") -> str:
        """Return a firm of any other cluster."""
        clusters = sorted(name for name in self.firms if name != but)
        return self.random.choice(self.firms[self.random.choice(clusters)])

    def closed(self, month: int, cluster: str) -> None:
        """Have a cluster's two circles meet, and now and then one firm look outside."""
        own = self.firms[cluster]
        for circle in (own[:4], own[4:8]):
            for _ in range(2):
                self.meet(month, self.random.sample(circle, 3), "meeting", f"{cluster}の例会")
        self.meet(month, self.random.sample(own[:10], 2), "transaction")
        if month % 3 == 0:
            self.meet(month, [own[0], self.anybody(but=cluster)], "introduction")
        if month % 4 == 1:
            self.meet(month, [own[4], own[self.random.randrange(10, 22)]], "meeting")

    def open(self, month: int) -> None:
        """Have the open cluster's firms meet others, most of them for the first time."""
        for _ in range(4):
            one = self.random.choice(self.firms[OPEN])
            self.meet(month, [one, self.anybody(but=OPEN)], self.random.choice(_KINDS))

    def others(self, month: int) -> None:
        """Have the rest meet at home more often than not."""
        for cluster in sorted(self.firms.keys() - {*CLOSED, OPEN}):
            if self.random.random() < 0.5:
                one, near = self.random.sample(self.firms[cluster], 2)
                is_near = self.random.random() < 0.6
                other = near if is_near else self.anybody(but=cluster)
                self.meet(month, [one, other], self.random.choice(_KINDS))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the contacts as an interchange file holds them, the oldest first."""
        for number, (day, kind, firms, source) in enumerate(sorted(self.told, key=_order), 1):
            yield {
                "tie_ref": f"demo-{number:04}",
                "date": day.isoformat(),
                "kind": kind,
                "firm_refs": firms,
                "accepted": True,
                "source": source,
            }


def _order(told: tuple[date, str, list[str], str | None]) -> tuple[date, str, list[str], str]:
    return (*told[:3], told[3] or "")


def invented() -> History:
    """Return the whole history; the same in every run."""
    firms: dict[str, list[str]] = {}
    for file in sorted((CORPUS / "firms").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            firms.setdefault(record["cluster"], []).append(record["firm_ref"])
    history = History(firms, Random(SEED))
    for month in reversed(range(MONTHS)):
        for cluster in CLOSED:
            history.closed(month, cluster)
        history.open(month)
        history.others(month)
        history.meet(month, list(_STUDYING), "meeting", STUDY_GROUP)
    return history


if __name__ == "__main__":
    for row in invented().rows():
        print(json.dumps(row, ensure_ascii=False))
