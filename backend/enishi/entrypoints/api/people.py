"""`/organisations/{organisation_ref}`: an organisation's people and invitations."""

from fastapi import APIRouter

from enishi.domain.email_address import EmailAddress
from enishi.entrypoints.api.callers import Known
from enishi.entrypoints.api.dependencies import App
from enishi.entrypoints.wire.accounts import (
    InvitationBody,
    InvitationOut,
    MemberOut,
    RolePatch,
    RosterOut,
    invitation_out,
    member_out,
    roster_out,
)

router = APIRouter(prefix="/organisations/{organisation_ref}", tags=["組織の人"])


@router.get("/people", operation_id="listPeople", summary="組織の人の一覧")
def list_people(app: App, by: Known, organisation_ref: str) -> RosterOut:
    """その組織の人と、管理する人だけが見られます。見たことは閲覧の記録に残ります。"""
    return roster_out(app.people.of_organisation(organisation_ref, by=by))


@router.post("/people", operation_id="invitePerson", summary="人を招く", status_code=201)
def invite_person(
    app: App, by: Known, organisation_ref: str, body: InvitationBody
) -> InvitationOut:
    """招待のメールを送ります。14日のあいだ、一度だけ使えます。"""
    invited = app.invitations.invite(EmailAddress(body.email), body.role, organisation_ref, by=by)
    return invitation_out(invited)


@router.delete(
    "/invitations/{invitation_ref}",
    operation_id="withdrawInvitation",
    summary="招待を取り消す",
    status_code=204,
)
def withdraw_invitation(app: App, by: Known, organisation_ref: str, invitation_ref: str) -> None:
    """送ったメールのリンクは使えなくなります。"""
    app.invitations.withdraw(organisation_ref, invitation_ref, by=by)


@router.patch("/people/{person_ref}", operation_id="updateRole", summary="役割を変える")
def update_role(
    app: App, by: Known, organisation_ref: str, person_ref: str, body: RolePatch
) -> MemberOut:
    """最後の管理者の役割は変えられません。先に後任を決めてください。"""
    return member_out(app.people.change_role(organisation_ref, person_ref, body.role, by=by))


@router.delete(
    "/people/{person_ref}",
    operation_id="removePerson",
    summary="組織から外す",
    status_code=204,
)
def remove_person(app: App, by: Known, organisation_ref: str, person_ref: str) -> None:
    """自分から抜けることもできます。アカウントは残ります。"""
    app.people.remove(organisation_ref, person_ref, by=by)
