"""The picture of the year, written by hand as SVG: no plotting library is needed to read it."""

from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.simulation.course import YearResult

# Told apart by dashes as well as by colour; the colours by Okabe and Ito (2008).
_STYLES = (("#0072B2", ""), ("#D55E00", "7 4"), ("#555555", "2 3"))
_WIDTH, _HEIGHT, _LEFT, _TOP, _GAP = 250, 190, 44, 52, 34

Results = Mapping[str, Mapping[str, YearResult]]  # taste → method → result


def drawn(results: Results, weeks: int) -> str:
    """Return one panel a taste: F over the weeks, and under it what was accepted."""
    panels = "".join(
        _panel(taste, of_methods, weeks, _LEFT + place * (_WIDTH + _GAP))
        for place, (taste, of_methods) in enumerate(results.items())
    )
    width = _LEFT + len(results) * (_WIDTH + _GAP)
    height = _TOP + _HEIGHT + 40 + 18 * len(_STYLES) + 8
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="一年の固定化の指数">',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        '<text x="10" y="18" font-size="14">固定化の指数 F（低いほど開いている）と、'
        "一年に受け入れられた紹介の数</text>",
        panels,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _panel(taste: str, results: Mapping[str, YearResult], weeks: int, left: int) -> str:
    parts = [f'<text x="{left}" y="{_TOP - 12}">{escape(taste)}</text>']
    for level in (0, 25, 50, 75, 100):
        y = _y(level)
        parts.append(
            f'<path d="M{left} {y}h{_WIDTH}" stroke="#ddd"/>'
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end" fill="#555">{level}</text>'
        )
    parts += [
        f'<text x="{left + week * _WIDTH / weeks:.0f}" y="{_TOP + _HEIGHT + 16}" '
        f'text-anchor="middle" fill="#555">{week}</text>'
        for week in next(iter(results.values())).fixation
    ]
    pairs = zip(results.items(), _STYLES, strict=True)
    for place, ((method, result), (colour, dash)) in enumerate(pairs):
        points = [
            (left + week * _WIDTH / weeks, _y(value)) for week, value in result.fixation.items()
        ]
        y = _TOP + _HEIGHT + 40 + 18 * place
        parts += [
            _line(points, colour, dash),
            _line([(left, y - 4), (left + 26, y - 4)], colour, dash),
            f'<text x="{left + 32}" y="{y}">{escape(method)}　F {points_of(result):.1f}　'
            f"紹介 {result.accepted:,}</text>",
        ]
    return "".join(f"{part}\n" for part in parts)


def points_of(result: YearResult) -> float:
    """Return F at the end of the year."""
    return list(result.fixation.values())[-1]


def _line(points: Sequence[tuple[float, float]], colour: str, dash: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashes}/>'


def _y(value: float) -> float:
    return _TOP + _HEIGHT * (1 - value / 100)
