"""What an address may say: names from the API's definition, and texts that can be kept."""

from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError

from enishi.domain.errors import InvalidValueError
from enishi.domain.text import well_formed


def query_parameters(definition: dict[str, Any]) -> dict[str, set[str]]:
    """Return the names of the query parameters of every operation of an OpenAPI document."""
    return {
        operation["operationId"]: {
            item["name"] for item in operation.get("parameters", ()) if item["in"] == "query"
        }
        for operations in definition["paths"].values()
        for operation in operations.values()
    }


def must_be_understood(request: Request) -> None:
    """Refuse a query parameter that the operation does not have, and texts such as NUL.

    A misspelt filter would otherwise be a filter that nobody applied.
    """
    known = request.app.state.query_parameters[request.scope["route"].operation_id]
    for name in request.query_params:
        if name not in known:
            raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)}])
    for name, text in (*request.query_params.multi_items(), *request.path_params.items()):
        try:
            well_formed(text)
        except InvalidValueError as error:
            raise error.at(name) from None
