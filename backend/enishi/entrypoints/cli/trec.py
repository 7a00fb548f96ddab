"""Judgements and runs in the forms of TREC, from files and into them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import isfinite
from pathlib import Path

from enishi.domain.errors import InvalidValueError
from enishi.domain.evaluation import HIGHEST_GRADE
from enishi.services.evaluations import RunLine


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read `need_ref <TAB> firm_ref <TAB> grade`; InvalidValueError names file and line."""
    judgements: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for where, line in _lines(path):
        match line.split("\t"):
            case [need_ref, firm_ref, grade] if grade.strip() in map(str, range(HIGHEST_GRADE + 1)):
                judgements[need_ref][firm_ref] = int(grade)
            case _:
                raise InvalidValueError(
                    "「need_ref（タブ）firm_ref（タブ）0〜3」の形ではありません",
                    field=where,
                    english="must be need_ref, firm_ref and a grade of 0 to 3, tab separated",
                )
    return judgements


def read_run(path: Path) -> dict[str, list[str]]:
    """Read `need_ref Q0 firm_ref rank score tag`: the firms of each need in order of rank.

    InvalidValueError names the file and the line that has another form, or that repeats a
    firm or a rank of its need.
    """
    places: defaultdict[str, dict[int, str]] = defaultdict(dict)
    seen: set[tuple[str, str]] = set()
    for where, text in _lines(path):
        line = _run_line(text, where)
        if line.rank in places[line.need_ref] or (line.need_ref, line.firm_ref) in seen:
            raise InvalidValueError(
                "同じ探しものに、同じ順位か同じ企業が2度あります",
                field=where,
                english="repeats a rank or a firm of its need",
            )
        places[line.need_ref][line.rank] = line.firm_ref
        seen.add((line.need_ref, line.firm_ref))
    return {ref: [found[rank] for rank in sorted(found)] for ref, found in places.items()}


def write_run(path: Path, run: Iterable[RunLine]) -> None:
    """Write a run, one line a firm."""
    lines = (
        f"{line.need_ref} Q0 {line.firm_ref} {line.rank} {line.score:.4f} enishi\n" for line in run
    )
    path.write_text("".join(lines), encoding="utf-8")


def _run_line(text: str, where: str) -> RunLine:
    try:
        need_ref, _, firm_ref, rank, score, _ = text.split()
        line = RunLine(need_ref, firm_ref, int(rank), float(score))
    except ValueError:
        line = None
    if line is None or line.rank < 0 or not isfinite(line.score):
        raise InvalidValueError(
            "「need_ref Q0 firm_ref 順位 得点 名前」の形ではありません",
            field=where,
            english="must be need_ref, Q0, firm_ref, rank, score and tag",
        )
    return line


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that is not empty, with the name of its place."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidValueError(
            f"読めません（{error}）", field=path.name, english=f"cannot be read ({error})"
        ) from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path.name}:{number}", line
