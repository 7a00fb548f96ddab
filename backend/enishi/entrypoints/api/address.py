"""What an address may say: names from the API's definition, and texts that can be kept."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import well_formed


def must_be_understood(request: Request) -> None:
    """Refuse a query parameter that the operation does not have, and texts such as NUL.

    A misspelt filter would otherwise be a filter that nobody applied.
    """
    known = _query_parameters(request.app)[request.scope["route"].operation_id]
    for name in request.query_params:
        if name not in known:
            raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)}])
    for name, text in (*request.query_params.multi_items(), *request.path_params.items()):
        try:
            well_formed(text)
        except InvalidValueError as error:
            raise error.at(name) from None


def _query_parameters(app: FastAPI) -> dict[str, set[str]]:
    """Return the names of the query parameters of every operation."""
    found: dict[str, set[str]] | None = getattr(app.state, "query_parameters", None)
    if found is None:
        found = app.state.query_parameters = {
            operation["operationId"]: {
                item["name"] for item in operation.get("parameters", ()) if item["in"] == "query"
            }
            for methods in app.openapi()["paths"].values()
            for operation in methods.values()
        }
    return found
