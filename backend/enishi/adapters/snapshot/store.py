"""Snapshots as folders under `indexes/`: built aside, renamed into place, switched by a file."""

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from enishi.domain.errors import BusyError, IndexUnavailableError
from enishi.services.snapshots import Manifest

_CURRENT, _MANIFEST, _LOCK = "CURRENT", "manifest.json", ".lock"
_SEAL = "seal"
_BUILDING = ".building-"
# The one before stays, for readers that still have it open and for a quick way back.
_KEPT = 2


class SnapshotStore:
    """The folder of all snapshots."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give a folder to build in, under a lock that dies with the process."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(
                    "別の処理が索引を作成中です。終わってからもう一度お試しください",
                    english="another process is building the index; try again when it is done",
                ) from None
            self._clear(_BUILDING)  # what a killed build left; nobody else builds now
            folder = self._root / f"{_BUILDING}{secrets.token_hex(4)}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def publish(self, folder: Path, manifest: Manifest) -> None:
        """Move the folder into place and make it current."""
        described = asdict(manifest) | {"built_at": manifest.built_at.isoformat()}
        described[_SEAL] = _seal_of(described)
        _write(folder / _MANIFEST, json.dumps(described, ensure_ascii=False, indent=1))
        for path in (*folder.rglob("*"), folder):
            _flush(path)
        folder.rename(self._root / manifest.name)
        _write(self._root / f"{_CURRENT}.next", manifest.name)
        (self._root / f"{_CURRENT}.next").replace(self._root / _CURRENT)
        _flush(self._root)
        self._prune(manifest.name)

    def current(self) -> tuple[Path, Manifest]:
        """Return the current snapshot."""
        try:
            folder = self._root / (self._root / _CURRENT).read_text("utf-8").strip()
            described = json.loads((folder / _MANIFEST).read_text("utf-8"))
            if described.pop(_SEAL) != _seal_of(described):
                raise ValueError("it is not as it was written")
            described["built_at"] = datetime.fromisoformat(described["built_at"])
            described["files"] = {
                path: (size, digest) for path, (size, digest) in described["files"].items()
            }
            return folder, Manifest(**described)
        except FileNotFoundError:
            raise IndexUnavailableError(
                "索引がまだありません。`enishi index rebuild` を実行してください",
                english="there is no index yet: run `enishi index rebuild`",
            ) from None
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
        ) as error:
            raise IndexUnavailableError(
                "索引の目録が読めません。`enishi index rebuild` を実行してください",
                english=f"the index's manifest cannot be read ({error}): "
                "run `enishi index rebuild`",
            ) from error

    def must_be_whole(self, folder: Path, manifest: Manifest) -> None:
        """Refuse a snapshot of which a file is gone or has another length."""
        for path, (size, _) in manifest.files.items():
            file = folder / path
            if not file.is_file() or file.stat().st_size != size:
                raise IndexUnavailableError(
                    f"索引のファイル {path} が欠けています。`enishi index rebuild` を"
                    "実行してください",
                    english=f"{path} of the index is missing or cut short: "
                    "run `enishi index rebuild`",
                )

    def checksums(self, folder: Path) -> dict[str, tuple[int, str]]:
        """Return size and sha256 of every file but the manifest itself."""
        found: dict[str, tuple[int, str]] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != _MANIFEST and not path.name.endswith(".lock"):
                with path.open("rb") as file:
                    digest = file_digest(file, "sha256").hexdigest()
                found[path.relative_to(folder).as_posix()] = (path.stat().st_size, digest)
        return found

    def _prune(self, current: str) -> None:
        older = [path for path in self._root.glob(f"*/{_MANIFEST}") if path.parent.name != current]
        older.sort(key=lambda path: path.stat().st_mtime_ns)  # names of one second tell no order
        for path in older[: max(0, len(older) - (_KEPT - 1))]:
            shutil.rmtree(path.parent, ignore_errors=True)

    def _clear(self, prefix: str) -> None:
        for path in self._root.glob(f"{prefix}*"):
            shutil.rmtree(path, ignore_errors=True)


def _seal_of(described: dict[str, Any]) -> str:
    """Return what tells whether a manifest still says what it said when it was written."""
    text = json.dumps(described, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    _flush(path)


def _flush(path: Path) -> None:
    """Have the disk hold what was written before anything points to it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
