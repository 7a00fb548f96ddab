"""Fields under the names that a door gives them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from enishi.domain.errors import InvalidValueError


@contextmanager
def renaming(names: Mapping[str, str]) -> Iterator[None]:
    """Raise a refused value again under this door's name for its field."""
    try:
        yield
    except InvalidValueError as error:
        field = names.get(error.field or "", error.field)
        raise InvalidValueError(error.message, field=field, english=error.english) from error
