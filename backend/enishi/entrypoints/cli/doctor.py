"""`enishi doctor`."""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Annotated

import typer
from pydantic import SecretStr

from enishi.bootstrap import Application
from enishi.domain.errors import EnishiError
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, spoken
from enishi.settings import Settings


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """設定と、動くもの・足りないものを示す。足りなければ 1 で終わる"""
    app = application()
    checks = [(name, *_result(check, app)) for name, check in _CHECKS.items()]
    settings = {name: _shown(app.settings, name) for name in Settings.model_fields}
    if as_json:
        print_json(
            {
                "settings": settings,
                "checks": [
                    {"name": name, "ok": healthy, "text": text} for name, healthy, text in checks
                ],
            }
        )
    else:
        for name, field in Settings.model_fields.items():
            print(f"ENISHI_{name.upper()}={settings[name] or ''}    # {field.description}")
        print()
        for name, healthy, text in checks:
            print(f"{'○' if healthy else '×'} {name}: {text}")
    if not all(healthy for _, healthy, _ in checks):
        raise typer.Exit(1)


def _shown(settings: Settings, name: str) -> str | None:
    """A setting as text, with secrets masked."""
    value = getattr(settings, name)
    if isinstance(value, SecretStr):
        return "********" if value.get_secret_value() else None
    return None if value is None else str(value)


def _result(check: Callable[[Application], str], app: Application) -> tuple[bool, str]:
    try:
        return True, check(app)
    except EnishiError as error:
        return False, spoken(error.message, error.english)
    except Exception as error:  # a check must tell what is wrong, whatever it is
        return False, f"{type(error).__name__}: {error}".splitlines()[0]


def _database(app: Application) -> str:
    app.schema.must_be_current()
    with app.database.read() as work:
        firms, needs = work.firms.count(), work.needs.count()
    return spoken(f"企業 {firms:,}社、探しもの {needs:,}件", f"{firms:,} firms, {needs:,} needs")


def _encoder(app: Application) -> str:
    vector = app.encoder.encode_queries(["確認"])
    return f"{app.encoder.model_id} {app.encoder.version} ({vector.shape[1]})"


def _index(app: Application) -> str:
    view = app.live_index.view()
    pending = app.live_index.pending()
    return spoken(f"{view.version}、未反映 {pending:,}件", f"{view.version}, {pending:,} pending")


def _web(app: Application) -> str:
    if not (app.settings.web / "index.html").is_file():
        raise EnishiError(
            "画面がまだ作られていません（make web）", english="the web page is not built (make web)"
        )
    return str(app.settings.web)


def _provider(app: Application) -> str:
    if app.settings.oidc_issuer is None:
        return spoken("なし（なくてもサインインできます）", "none (not needed to sign in)")
    app.federation.begin("/")
    return app.settings.oidc_issuer


def _models(_app: Application) -> str:
    if find_spec("sentence_transformers"):
        return spoken("あり（変換・調整ができます）", "installed")
    return spoken("なし（検索には不要です）", "not installed (not needed to serve)")


_CHECKS: dict[str, Callable[[Application], str]] = {
    "database": _database,
    "encoder": _encoder,
    "index": _index,
    "web": _web,
    "provider": _provider,
    "models": _models,
}
