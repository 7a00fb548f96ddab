"""Serves the built web page beside the API."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

_NOT_BUILT = """<!doctype html><html lang="ja"><meta charset="utf-8">
<title>縁 Enishi</title><h1>画面がまだ作られていません</h1>
<p><code>make web</code> を実行してください。
<p>API の説明は <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> にあります。
"""
# File names carry a digest of their content, so what was fetched once stays right.
_FOREVER = "public, max-age=31536000, immutable"


def install(app: FastAPI, folder: Path) -> None:
    """Answer every address that no route has with the page's files, or with its first page."""
    root = folder.resolve()

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(404)
        await _answer(root, scope["path"].strip("/"))(scope, receive, send)

    # The router's default and no catch-all route: a wrong method stays a 405.
    app.router.default = page


def _answer(root: Path, path: str) -> Response:
    if path.split("/", maxsplit=1)[0] == "api":
        raise HTTPException(404)
    first = root / "index.html"
    if not first.is_file():
        return HTMLResponse(_NOT_BUILT, 503)
    file = _file(root, path)
    if file is not None:
        forever = path.startswith("assets/")
        return FileResponse(file, headers={"Cache-Control": _FOREVER} if forever else {})
    if path.startswith("assets/"):
        raise HTTPException(404)
    return FileResponse(first, headers={"Cache-Control": "no-cache"})


def _file(root: Path, path: str) -> Path | None:
    """Return the file of that path inside the folder, if there is one."""
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):  # no file has such a name: too long, or with a NUL
        return None
