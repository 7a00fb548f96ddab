"""`/keys`: one's own, and those of an organisation that one looks after."""

from datetime import timedelta

from fastapi import APIRouter, Response

from enishi.bootstrap import Application
from enishi.domain.chamber import Region
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.api.once import once
from enishi.entrypoints.wire.key_answers import IssuedKeyOut, KeyOut, KeyPage
from enishi.entrypoints.wire.key_bodies import KeyBody, RegionBody, RotationBody
from enishi.entrypoints.wire.present_keys import key_out
from enishi.services.api_keys import HeldKey, IssuedKey

router = APIRouter(tags=["鍵"])


@router.get("/keys", operation_id="listKeys", summary="自分の鍵の一覧")
def list_keys(app: App, by: Known) -> KeyPage:
    """新しい順に並べます。秘密は含みません。"""
    return KeyPage(items=[_shown(app, held) for held in app.api_keys.own(by=by)])


@router.post("/keys", operation_id="createKey", summary="鍵を作る", status_code=201)
@once(keeps_answer=False)
def create_key(app: App, by: Known, body: KeyBody, response: Response) -> IssuedKeyOut:
    """秘密はこの答えにだけ含まれ、二度と表示できません。鍵で鍵を作ることはできません。

    同じ Idempotency-Key で送りなおすと、鍵は増えませんが、秘密も示せないので 409 になります。
    """
    issued = app.api_keys.issue(
        name=body.name,
        organisation_ref=body.organisation_ref,
        scopes=body.scopes,
        lifetime=timedelta(days=body.days),
        region=_region(body.region),
        by=by,
    )
    response.headers["Cache-Control"] = "no-store"
    return _issued(app, issued)


@router.post("/keys/{key_ref}/rotate", operation_id="rotateKey", summary="鍵の秘密を新しくする")
def rotate_key(
    app: App, by: Known, key_ref: str, body: RotationBody, response: Response
) -> IssuedKeyOut:
    """前の秘密は、決めた日数だけ使い続けられます。新しい秘密は、この答えにだけ含まれます。"""
    issued = app.api_keys.rotate(
        key_ref,
        overlap=timedelta(days=body.overlap_days),
        lifetime=None if body.days is None else timedelta(days=body.days),
        by=by,
    )
    response.headers["Cache-Control"] = "no-store"
    return _issued(app, issued)


@router.delete(
    "/keys/{key_ref}", operation_id="revokeKey", summary="自分の鍵を取り消す", status_code=204
)
def revoke_key(app: App, by: Known, key_ref: str) -> None:
    """取り消した鍵は、その瞬間から使えません。元に戻すことはできません。"""
    app.api_keys.revoke(key_ref, by=by)


@router.get(
    "/organisations/{organisation_ref}/keys",
    operation_id="listOrganisationKeys",
    summary="組織の人の鍵の一覧",
)
def list_organisation_keys(app: App, by: Known, organisation_ref: str) -> KeyPage:
    """組織の管理者が読みます。読んだことは閲覧の記録に残ります。"""
    found = app.api_keys.of_organisation(organisation_ref, by=by)
    return KeyPage(items=[_shown(app, held) for held in found])


@router.delete(
    "/organisations/{organisation_ref}/keys/{key_ref}",
    operation_id="revokeOrganisationKey",
    summary="組織の人の鍵を取り消す",
    status_code=204,
)
def revoke_organisation_key(app: App, by: Known, organisation_ref: str, key_ref: str) -> None:
    """組織の管理者が取り消します。"""
    app.api_keys.revoke(key_ref, organisation_ref=organisation_ref, by=by)


def _region(body: RegionBody | None) -> Region | None:
    if body is None:
        return None
    return Region(tuple(body.clusters), tuple(body.prefectures), tuple(body.municipality_codes))


def _shown(app: Application, held: HeldKey) -> KeyOut:
    return key_out(held, app.api_keys.now())


def _issued(app: Application, issued: IssuedKey) -> IssuedKeyOut:
    return IssuedKeyOut(key=_shown(app, issued.held), secret=issued.secret)
