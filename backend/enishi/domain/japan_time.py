"""The day in Japan, where every date of the network is read."""

from datetime import UTC, date, datetime, timedelta, timezone

from enishi.domain.errors import InvalidValueError

# Japan has kept no summer time since 1951.
JAPAN = timezone(timedelta(hours=9), "JST")


def day_in_japan(at: datetime) -> date:
    """Return the calendar day that an instant falls on in Japan."""
    return at.astimezone(JAPAN).date()


def must_be_utc(at: datetime, field: str) -> None:
    """Refuse an instant that is not in UTC; raises InvalidValueError naming `field`."""
    if at.utcoffset() != UTC.utcoffset(None):
        raise InvalidValueError(
            "協定世界時（UTC）で指定してください", field=field, english="must be in UTC"
        )
