"""Figures as a printed page says them: rounded half up for the eye only, with their unit."""

from decimal import ROUND_HALF_UP, Decimal

UNKNOWN = "不明"
NONE = "―"


def yen(value: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Return whole yen."""
    return unknown if value is None else f"{value.quantize(Decimal(1), ROUND_HALF_UP):,}円"


def number(value: Decimal, places: int = 1) -> str:
    """Return a number to so many places, without zeros at its end."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return f"{whole:,f}" if rounded == whole else f"{rounded.normalize():,f}"


def days(value: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Return days to a tenth."""
    return unknown if value is None else f"{number(value)}日"


def hours(value: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Return hours to a tenth."""
    return unknown if value is None else f"{number(value)}時間"


def pieces(value: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Return pieces to a tenth."""
    return unknown if value is None else f"{number(value)}個"


def percent(value: Decimal | None, unknown: str = UNKNOWN) -> str:
    """Return a share in per cent to a tenth."""
    return unknown if value is None else f"{number(value * 100)}%"


def listed(items: list[str] | tuple[str, ...], none: str = NONE) -> str:
    """Return names one after another."""
    return "、".join(items) or none
