"""`enishi user`."""

from typing import Annotated

import typer

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError
from enishi.domain.membership import PLATFORM, Role
from enishi.domain.person import PreferredLanguage
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken

app = typer.Typer(no_args_is_help=True)


Address = Annotated[str, typer.Argument(metavar="EMAIL", help="メールアドレス")]
WhichRole = Annotated[Role, typer.Option("--role", help="役割")]
Organisation = Annotated[
    str | None,
    typer.Option("--organisation", help="組織（firm_ref か chamber_ref）。運営者なら要りません"),
]


@app.command()
def create(
    email: Address,
    name: Annotated[str, typer.Option("--name", help="お名前")],
    role: WhichRole,
    organisation: Organisation = None,
    language: Annotated[
        PreferredLanguage, typer.Option("--language", help="メールの言語（ja または en）")
    ] = PreferredLanguage.JAPANESE,
) -> None:
    """人を登録し、サインインのリンクを表示する（メールは要らない）"""
    address = EmailAddress(email)
    application().people.register(
        address, name, role, _organisation(role, organisation), language=language, by=OPERATOR
    )
    say(f"{address} を登録しました（{role.label}）", f"{address} registered as {role.value}")
    _print_link(address)


@app.command("list")
def list_people(
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """登録された人と役割を並べる"""
    everybody = application().people.everybody(by=OPERATOR)
    if as_json:
        print_json(
            [
                {
                    "person_ref": person.ref,
                    "email": person.email.text,
                    "name": person.name,
                    "language": person.language.value,
                    "memberships": [
                        {"organisation_ref": item.organisation_ref, "role": item.role.value}
                        for item in memberships
                    ],
                }
                for person, memberships in everybody
            ]
        )
        return
    for person, memberships in everybody:
        roles = "、".join(
            f"{item.organisation_ref} {spoken(item.role.label, item.role.value)}"
            for item in memberships
        )
        print(f"{person.email}  {person.name}  {roles}".rstrip())


@app.command()
def link(email: Address) -> None:
    """サインインのリンクを表示する（15分、一度だけ）"""
    _print_link(EmailAddress(email))


@app.command()
def role(
    email: Address,
    new_role: Annotated[Role, typer.Argument(metavar="ROLE", help="役割")],
    organisation: Organisation = None,
) -> None:
    """役割を変える。その組織の人でなければ、加える"""
    person = application().people.found(EmailAddress(email), by=OPERATOR)
    where = _organisation(new_role, organisation)
    application().people.give_role(person.ref, new_role, where, by=OPERATOR)
    say(f"{email} を {where} の「{new_role.label}」にしました", f"{email}: {new_role.value}")


@app.command()
def remove(
    email: Address,
    organisation: Annotated[
        str, typer.Option("--organisation", help="組織（firm_ref、chamber_ref、platform）")
    ],
) -> None:
    """組織から外す。アカウントは残る"""
    person = application().people.found(EmailAddress(email), by=OPERATOR)
    application().people.remove(organisation, person.ref, by=OPERATOR)
    say(f"{email} を {organisation} から外しました", f"{email} removed from {organisation}")


@app.command()
def erase(email: Address) -> None:
    """本人の求めに応じて、人を消す。閲覧の記録には無作為な番号だけが残る"""
    person = application().people.found(EmailAddress(email), by=OPERATOR)
    application().accounts.erase_other(person.ref, by=OPERATOR)
    say(f"{email} を消しました", f"{email} erased")


def _print_link(email: EmailAddress) -> None:
    print(application().sign_in.new_link(email, by=OPERATOR))


def _organisation(role: Role, organisation: str | None) -> str:
    if role is Role.OPERATOR and organisation is None:
        return PLATFORM
    if organisation is None:
        raise InvalidValueError(
            f"「{role.label}」には、組織を --organisation で指定してください",
            field="organisation",
            english=f"the role {role.value} needs an --organisation",
        )
    return organisation
