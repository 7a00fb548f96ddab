"""Refusals of a BIA case, at the field as the body names it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from enishi.domain.errors import InvalidValueError
from enishi.entrypoints.wire.body import Body

NounT = TypeVar("NounT")
BodyT = TypeVar("BodyT", bound=Body)

# The domain has durations; a body says in which unit it takes them.
_UNITS = ("_days", "_hours")


def within(field: str, body: Body | None, make: Callable[[], NounT]) -> NounT:
    """Return what is made of a body; a refusal names the field around it and the one in it."""
    try:
        return make()
    except InvalidValueError as error:
        raise _as_sent(error, body).at(field) from None


def each(field: str, bodies: Sequence[BodyT], make: Callable[[BodyT], NounT]) -> tuple[NounT, ...]:
    """Return what is made of every body; a refusal names the field and the place in it."""
    return tuple(
        within(f"{field}[{number}]", body, partial(make, body))
        for number, body in enumerate(bodies)
    )


def _as_sent(error: InvalidValueError, body: Body | None) -> InvalidValueError:
    """Return the refusal with the unit that the body's field has in its name."""
    if body is None or error.field is None:
        return error
    fields = type(body).model_fields
    named = next((error.field + unit for unit in _UNITS if error.field + unit in fields), None)
    if named is None:
        return error
    return InvalidValueError(error.message, field=named, english=error.english)
