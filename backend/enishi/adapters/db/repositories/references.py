"""The one sentence for a reference that leads nowhere."""

from enishi.domain.errors import InvalidValueError


def unknown_firm(ref: str, field: str) -> InvalidValueError:
    """Say that `ref` is not a registered firm."""
    return InvalidValueError(
        f"登録されていない企業です（{ref}）", field=field, english=f"no such firm: {ref}"
    )
