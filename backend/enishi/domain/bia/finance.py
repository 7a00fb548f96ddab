"""What a firm earns, and what a standing day costs it."""

from dataclasses import dataclass
from decimal import Decimal

from enishi.domain.bia.values import amount, share
from enishi.domain.errors import InvalidValueError

_YEAR = (1, 366)


@dataclass(frozen=True, slots=True)
class Finance:
    """A year's sales and the calendar that turns them into days.

    `calendar_days` is 365 (calendar days) or the year's operating days: losses and daily
    shipments are then both of that day.
    """

    annual_sales: Decimal  # yen
    margin: Decimal  # 限界利益率, 0…1
    calendar_days: int = 365
    cash_limit: Decimal | None = None  # yen of loss that the firm's cash bears (MTPD)

    def __post_init__(self) -> None:
        amount(self.annual_sales, "annual_sales", positive=True)
        share(self.margin, "margin")
        amount(self.cash_limit, "cash_limit", positive=True)
        if not _YEAR[0] <= self.calendar_days <= _YEAR[1]:
            raise InvalidValueError(
                "1から366までの日数で指定してください",
                field="calendar_days",
                english="must be 1 to 366 days",
            )

    def daily_sales(self, sales_share: Decimal) -> Decimal:
        """Return yen of sales a day that hang on a share: sales / days × share (seed 003)."""
        return self.annual_sales / self.calendar_days * sales_share

    def daily_marginal_profit(self, sales_share: Decimal, margin: Decimal | None) -> Decimal:
        """Return yen of marginal profit a day that hang on a share, at its own margin if given."""
        return self.daily_sales(sales_share) * (self.margin if margin is None else margin)
