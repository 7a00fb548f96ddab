"""How long a text may be, and the one place that says so to the user."""

from decimal import Decimal

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import well_formed

# A name or title longer than this is a paragraph in the wrong field.
NAME = 200
# Securities-report business texts run to ten thousand characters; a profile needs no more.
DESCRIPTION = 20_000
SUMMARY = 20_000
# The longest question a search box takes; needs carry their length in the description.
QUERY = 2_000
# Lists of a profile: certificates, processes, materials, equipment.
LIST_ITEMS = 200


def bounded(text: str | None, field: str, limit: int, *, required: bool = False) -> None:
    """Refuse a text that is malformed, too long, or blank where one is required.

    `limit` counts characters. Raises InvalidValueError naming `field`.
    """
    if text is None or not text.strip():
        if required:
            raise InvalidValueError("必須の項目が空です", field=field, english="required")
        return
    if len(text) > limit:
        raise InvalidValueError(
            f"{len(text):,}文字あります（上限は{limit:,}文字）",
            field=field,
            english=f"{len(text):,} characters; at most {limit:,}",
        )
    try:
        well_formed(text)
    except InvalidValueError as error:
        raise error.at(field) from None


def bounded_list(items: tuple[str, ...], field: str) -> None:
    """Refuse a list that is too long or holds a blank or malformed entry."""
    if len(items) > LIST_ITEMS:
        raise InvalidValueError(
            f"{len(items):,}件あります（上限は{LIST_ITEMS}件）",
            field=field,
            english=f"{len(items):,} entries; at most {LIST_ITEMS}",
        )
    for number, item in enumerate(items):
        # Nearly every entry is seen at a glance to be fine, and a lexicon holds 50,000.
        if not (item.isprintable() and 0 < len(item) <= NAME and not item.isspace()):
            bounded(item, f"{field}[{number}]", NAME, required=True)


def at_least(value: Decimal | int | None, field: str, least: int) -> None:
    """Refuse a number below `least`; None means unknown and passes."""
    if value is None:
        return
    # NaN and infinities are decimals too, and no measure of anything.
    if not Decimal(value).is_finite() or value < least:
        raise InvalidValueError(
            f"{least}以上で指定してください（{value}）",
            field=field,
            english=f"must be at least {least}, not {value}",
        )
