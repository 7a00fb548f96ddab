"""Creating POSTs that a client may send twice: Idempotency-Key."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from inspect import Parameter, signature
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from enishi.domain.errors import ConflictError, EnishiError
from enishi.domain.limits import NAME, bounded
from enishi.domain.replay import KeptAnswer
from enishi.entrypoints.api.callers import By
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.network import client_network
from enishi.services.replays import ReplayService

# What an answer says beside its body; the rest belongs to the connection.
_KEPT_HEADERS = ("location", "etag")


@dataclass(frozen=True)
class Asked:
    """A request that its client may send again under the same key."""

    digest: str
    replays: ReplayService
    request: Request
    response: Response

    def answer(
        self, do: Callable[[], BaseModel], bodies: list[BaseModel], *, keeps_answer: bool
    ) -> Response:
        """Do the request, or answer what it was answered before.

        A refused request has done nothing and is forgotten. After a mistake of our own nobody
        knows: the reservation lapses by itself.
        """
        kept = self.replays.reserve(self.digest, _digest(_said(bodies)))
        if kept is not None:
            return _again(kept)
        try:
            body = do().model_dump_json()
        except EnishiError:
            with suppress(EnishiError):
                self.replays.release(self.digest)
            raise
        headers = {name: self.response.headers.get(name) for name in _KEPT_HEADERS}
        answer = KeptAnswer(
            status=self.request.scope["route"].status_code,
            headers={name: value for name, value in headers.items() if value is not None},
            body=body if keeps_answer else None,
        )
        with suppress(EnishiError):  # it is done: that it could not be noted is no refusal
            self.replays.complete(self.digest, answer)
        return _response(answer, body)


def asked(
    request: Request,
    response: Response,
    app: App,
    by: By,
    idempotency_key: Annotated[
        str | None,
        Header(
            description="同じ要求を送りなおしても一度しか行われないように付ける、一度きりの値。"
            "24時間のうちに同じ値が来れば、はじめの答えを返します",
            examples=["4f1c7a52-8f0e-4b57-9a37-0a8f6f5d2c11"],
        ),
    ] = None,
) -> Asked | None:
    """Read the Idempotency-Key; None where there is none."""
    if idempotency_key is None:
        return None
    bounded(idempotency_key, "Idempotency-Key", NAME, required=True)
    # By the key and not by its person: another key of theirs may belong to another programme.
    who = by.key_ref or by.person_ref or client_network(request.scope, app.settings.trusted_proxies)
    what = [who, request.method, request.url.path, request.url.query, idempotency_key]
    return Asked(_digest(what), app.replays, request, response)


def once(*, keeps_answer: bool = True) -> Callable[[Callable[..., BaseModel]], Callable[..., Any]]:
    """Have a route answer a repeated Idempotency-Key with its first answer.

    Without `keeps_answer` the repetition is refused instead: the answer held a secret.
    """

    def opted_in(route: Callable[..., BaseModel]) -> Callable[..., Any]:
        own = signature(route)
        parameter = Parameter(
            "asked_once", Parameter.KEYWORD_ONLY, annotation=Annotated[Asked | None, Depends(asked)]
        )

        @wraps(route)
        def guarded(*, asked_once: Asked | None, **sent: Any) -> Any:
            if asked_once is None:
                return route(**sent)
            bodies = [value for value in sent.values() if isinstance(value, BaseModel)]
            return asked_once.answer(lambda: route(**sent), bodies, keeps_answer=keeps_answer)

        wanted = own.replace(parameters=[*own.parameters.values(), parameter])
        guarded.__signature__ = wanted  # type: ignore[attr-defined]  # what the framework asks
        return guarded

    return opted_in


def _said(bodies: list[BaseModel]) -> list[Any]:
    return [body.model_dump(mode="json", exclude_unset=True) for body in bodies]


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _again(kept: KeptAnswer) -> Response:
    if kept.body is None:
        raise ConflictError(
            "この要求はすでに行われました。答えに含まれた秘密は一度しか示せません。"
            "受け取れなかったときは、取り消して作りなおしてください",
            english="done already; the secret in its answer is shown once only: "
            "if you did not get it, revoke it and make another",
        )
    answer = _response(kept, kept.body)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def _response(answer: KeptAnswer, body: str) -> Response:
    return Response(body, answer.status, headers=answer.headers, media_type="application/json")
