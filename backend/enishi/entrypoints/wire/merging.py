"""A partial change laid over a record, as JSON Merge Patch (RFC 7396) has it."""

from collections.abc import Mapping
from typing import Any


def merged(record: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with the changes: objects are merged, anything else is replaced.

    A null stays in the record, where it reads as empty.
    """
    result = dict(record)
    for name, value in changes.items():
        before = result.get(name)
        both = isinstance(before, Mapping) and isinstance(value, Mapping)
        result[name] = merged(before, value) if both else value  # type: ignore[arg-type]
    return result
