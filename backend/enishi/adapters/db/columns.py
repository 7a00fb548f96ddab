"""Column types that keep on SQLite what PostgreSQL keeps by itself."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

# Numbers of more digits than this are written with an exponent: 1E-999999 is one short
# number, and a million characters in plain notation.
_PLAIN_DIGITS = 40


class ExactDecimal(TypeDecorator[Decimal]):
    """A Decimal kept digit for digit; SQLite's own NUMERIC would pass through a float."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """Write the plain notation: 1E+2 and 100 are one number and one text."""
        if value is None:
            return None
        return format(value, "f") if abs(value.adjusted()) < _PLAIN_DIGITS else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Read the exact value back."""
        return None if value is None else Decimal(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant in UTC; SQLite stores no zone, so it is taken off and put back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Write as UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
