"""What storing and reading records answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

Record_co = TypeVar("Record_co", covariant=True)


class Change(StrEnum):
    """What storing a record did."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Stored(Generic[Record_co]):
    """A record with its revision (1, 2, …), which changes exactly when the record does."""

    record: Record_co
    revision: int
    updated_at: datetime


# How a long job tells how far it is: done so far, and the total where it is known.
Progress = Callable[[int, int | None], None]
