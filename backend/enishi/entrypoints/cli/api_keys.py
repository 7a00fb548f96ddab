"""`enishi api-key`."""

from datetime import timedelta
from typing import Annotated

import typer

from enishi.domain.access import Scope
from enishi.domain.api_key import DEFAULT_LIFETIME, LONGEST_LIFETIME, LONGEST_OVERLAP
from enishi.domain.chamber import Region
from enishi.domain.email_address import EmailAddress
from enishi.entrypoints.cli.context import OPERATOR, application
from enishi.entrypoints.cli.output import print_json, say, spoken
from enishi.entrypoints.wire.present_keys import key_out
from enishi.services.api_keys import HeldKey, IssuedKey

app = typer.Typer(no_args_is_help=True)

KeyRef = Annotated[str, typer.Argument(metavar="KEY_REF", help="鍵の番号（list に出る K…）")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON で出力する")]


@app.command()
def create(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="持ち主のメールアドレス")],
    organisation: Annotated[
        str, typer.Option("--organisation", help="鍵を使う組織（firm_ref か chamber_ref）")
    ],
    name: Annotated[str, typer.Option("--name", help="何に使う鍵か")],
    scopes: Annotated[
        list[Scope] | None,
        typer.Option("--scope", help="鍵にできること（いくつでも。なければ read）"),
    ] = None,
    days: Annotated[
        int, typer.Option("--days", min=1, max=LONGEST_LIFETIME.days, help="有効な日数")
    ] = DEFAULT_LIFETIME.days,
    clusters: Annotated[
        list[str] | None, typer.Option("--cluster", help="この産地に限る（いくつでも）")
    ] = None,
    prefectures: Annotated[
        list[str] | None, typer.Option("--prefecture", help="この都道府県に限る（いくつでも）")
    ] = None,
    municipalities: Annotated[
        list[str] | None,
        typer.Option("--municipality-code", help="この市区町村コードに限る（いくつでも）"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """鍵を作り、秘密を一度だけ示す"""
    region = Region(tuple(clusters or ()), tuple(prefectures or ()), tuple(municipalities or ()))
    keys = application().api_keys
    issued = keys.issue(
        name=name,
        organisation_ref=organisation,
        scopes=scopes or [Scope.READ],
        lifetime=timedelta(days=days),
        region=None if region == Region() else region,
        person_ref=keys.person_ref_of(EmailAddress(email), by=OPERATOR),
        by=OPERATOR,
    )
    _tell(issued, as_json=as_json)


@app.command()
def rotate(
    key_ref: KeyRef,
    overlap_days: Annotated[
        int,
        typer.Option(
            "--overlap-days", min=0, max=LONGEST_OVERLAP.days, help="前の秘密も使える日数"
        ),
    ] = 0,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            min=1,
            max=LONGEST_LIFETIME.days,
            help="これから有効な日数（なければ期限は変わらない）",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """鍵の秘密を新しくし、一度だけ示す"""
    issued = application().api_keys.rotate(
        key_ref,
        overlap=timedelta(days=overlap_days),
        lifetime=None if days is None else timedelta(days=days),
        by=OPERATOR,
    )
    _tell(issued, as_json=as_json)


@app.command()
def revoke(key_ref: KeyRef) -> None:
    """鍵を取り消す。元には戻せない"""
    application().api_keys.revoke(key_ref, by=OPERATOR)
    say(f"鍵 {key_ref} を取り消しました", f"key {key_ref} is revoked")


@app.command("list")
def list_keys(
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="この組織の鍵に限る")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """鍵を新しい順に並べる。秘密は含まない"""
    keys = application().api_keys
    found = (
        keys.all(by=OPERATOR)
        if organisation is None
        else keys.of_organisation(organisation, by=OPERATOR)
    )
    if as_json:
        print_json([_record(held) for held in found])
        return
    for held in found:
        print(_line(held))
    if not found:
        say("鍵はありません", "there are no keys")


def _tell(issued: IssuedKey, *, as_json: bool) -> None:
    if as_json:
        print_json({"key": _record(issued.held), "secret": issued.secret})
        return
    say(
        "秘密は二度と表示できません。今すぐ安全な場所に控えてください",
        "the secret cannot be shown again: keep it in a safe place now",
    )
    print(issued.secret)


def _record(held: HeldKey) -> dict[str, object]:
    return key_out(held, application().api_keys.now()).model_dump(mode="json")


def _line(held: HeldKey) -> str:
    key, at = held.key, application().api_keys.now()
    used = f"{key.last_used_on}" if key.last_used_on else spoken("未使用", "never used")
    state = spoken(key.state(at).label, key.state(at).value)
    return "  ".join(
        (
            key.ref,
            state,
            f"{held.holder} / {key.organisation_ref}",
            ",".join(sorted(key.scopes)),
            spoken(f"期限 {key.expires_at:%Y-%m-%d}", f"until {key.expires_at:%Y-%m-%d}"),
            spoken(f"最後の使用 {used}", f"last used {used}"),
            key.name,
        )
    )
