"""Quantities as buyers and shop floors write them: 外径φ20±0.01, 月産5万本, 納期は2週間以内."""

from enishi.domain.quantity.reading import parse_quantity, read_quantities
from enishi.domain.quantity.stated import (
    calendar_days,
    lead_time_days,
    lot,
    monthly_pieces,
    size_mm,
    tolerance_um,
)
from enishi.domain.quantity.unit import Dimension, Unit
from enishi.domain.quantity.value import Kind, Quantity, Sense

__all__ = [
    "Dimension",
    "Kind",
    "Quantity",
    "Sense",
    "Unit",
    "calendar_days",
    "lead_time_days",
    "lot",
    "monthly_pieces",
    "parse_quantity",
    "read_quantities",
    "size_mm",
    "tolerance_um",
]
