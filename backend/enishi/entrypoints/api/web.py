"""Serves the built web page beside the API."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

_NOT_BUILT = """<!doctype html><html lang="ja"><meta charset="utf-8">
<title>縁 Enishi</title><h1>画面がまだ作られていません</h1>
<p><code>make web</code> を実行してください。
<p>API の説明は <a href="/api/v1/openapi.json">/api/v1/openapi.json</a> にあります。
"""
# File names carry a digest of their content, so what was fetched once stays right.
_FOREVER = "public, max-age=31536000, immutable"


def install(app: FastAPI, folder: Path) -> None:
    """Answer every address outside the API with the page's files, or with its first page."""
    root = folder.resolve()

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404)
        first = root / "index.html"
        if not first.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            forever = path.startswith("assets/")
            return FileResponse(file, headers={"Cache-Control": _FOREVER} if forever else {})
        if path.startswith("assets/"):
            raise HTTPException(404)
        return FileResponse(first, headers={"Cache-Control": "no-cache"})
