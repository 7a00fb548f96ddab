"""`/exports`: the network as files, as far as the caller may see it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any, BinaryIO, Literal, cast

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from enishi.adapters.interchange import CsvEncoding, Format, write
from enishi.entrypoints.api.callers import By
from enishi.entrypoints.api.dependencies import App
from enishi.services.exports import Extent
from enishi.services.interchange import Exported

router = APIRouter(prefix="/exports", tags=["連携"])

# Up to here a file waits in memory, beyond on disk.
_IN_MEMORY = 4 << 20
_CHUNK = 64 << 10
_TYPES = {
    Format.JSONL: "application/x-ndjson",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CHARSETS = {CsvEncoding.UTF_8: "utf-8", CsvEncoding.CP932_REPLACING: "windows-31j"}


class _Wanted(BaseModel):
    """What an export is to be."""

    form: Format
    encoding: CsvEncoding
    extent: Extent


def _wanted(
    form: Annotated[
        Format, Query(alias="format", description="jsonl（既定）・csv・xlsx")
    ] = Format.JSONL,
    encoding: Annotated[
        Literal["utf-8", "cp932"],
        Query(description="CSV の文字コード。utf-8（BOM 付き）か cp932（ない文字は〓）"),
    ] = "utf-8",
    cluster: Annotated[str | None, Query(description="この産地の企業に限る")] = None,
    prefecture: Annotated[str | None, Query(description="この都道府県の企業に限る")] = None,
) -> _Wanted:
    spelt = CsvEncoding.UTF_8 if encoding == "utf-8" else CsvEncoding.CP932_REPLACING
    return _Wanted(form=form, encoding=spelt, extent=Extent(cluster, prefecture))


Wanted = Annotated[_Wanted, Depends(_wanted)]
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "ファイル。ヘッダー X-Changes-Cursor から、その後の変更を読めます",
        "content": {media: {"schema": {"type": "string"}} for media in _TYPES.values()},
    }
}


@router.get(
    "/firms",
    operation_id="exportFirms",
    summary="企業を書き出す",
    response_class=StreamingResponse,
    responses=_FILE,
)
def export_firms(app: App, by: By, wanted: Wanted) -> StreamingResponse:
    """あなたが見てよい項目だけを、取り込めるかたちで返します。"""
    cursor = app.changes.cursor(by=by)  # before the first record is read: nothing is missed
    records = app.disclosed_exports.firms(by=by, extent=wanted.extent)
    return _file(records, Exported.FIRMS, wanted, cursor)


@router.get(
    "/needs",
    operation_id="exportNeeds",
    summary="探しものを書き出す",
    response_class=StreamingResponse,
    responses=_FILE,
)
def export_needs(app: App, by: By, wanted: Wanted) -> StreamingResponse:
    """名前を伏せた探しものは firm_ref が空です。産地や都道府県で絞ると、その分は出ません。"""
    cursor = app.changes.cursor(by=by)
    records = app.disclosed_exports.needs(by=by, extent=wanted.extent)
    return _file(records, Exported.NEEDS, wanted, cursor)


def _file(
    records: Iterable[dict[str, Any]], what: Exported, wanted: _Wanted, cursor: str
) -> StreamingResponse:
    """Write the whole file before the first byte leaves, so that a refusal can still be one.

    It also ends the transaction before a slow reader begins to read.
    """
    target = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — closed when it is read
    lost: Counter[str] = Counter()
    try:
        number = write(
            records,
            what,
            wanted.form,
            cast(BinaryIO, target),
            encoding=wanted.encoding,
            lost=lost,
        )
    except BaseException:
        target.close()
        raise
    media = _TYPES[wanted.form]
    headers = {
        "Content-Disposition": f'attachment; filename="{what.value}.{wanted.form.value}"',
        "X-Records": str(number),
        "X-Changes-Cursor": cursor,
    }
    if wanted.form is Format.CSV:
        media += f"; charset={_CHARSETS[wanted.encoding]}"
        headers["X-Replaced-Letters"] = str(lost.total())
    return StreamingResponse(_read(target), media_type=media, headers=headers)


def _read(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk
