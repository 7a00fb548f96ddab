"""The folder that serving reads: model, tokenizer and manifest, whole or not at all."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
MANIFEST_FILE = "encoder.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `encoder.json` says: all that decides a vector beside the model and the tokenizer."""

    model_id: str
    dimension: int
    max_tokens: int  # longer texts are cut, prompt and end marks included
    query_prompt: str
    passage_prompt: str
    source: str  # where the weights come from and what was done to them
    token_dimension: int = 0  # 0: the graph gives no token vectors
    version: str = ""  # digest of the folder; equal versions give equal vectors


def read_manifest(folder: Path) -> Manifest:
    """Read `encoder.json`; raises OSError, ValueError or TypeError where it is not one."""
    return Manifest(**json.loads((folder / MANIFEST_FILE).read_text("utf-8")))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Seal a folder that holds its model and tokenizer: the version covers every byte."""
    sealed = replace(manifest, version=_version(folder, manifest))
    text = json.dumps(asdict(sealed), ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", "utf-8")


def is_complete(folder: Path) -> bool:
    """Tell whether the folder is whole and unaltered, by its digest (a tenth of a second)."""
    try:
        manifest = read_manifest(folder)
        return manifest.version == _version(folder, manifest)
    except (OSError, ValueError, TypeError):
        return False


def is_made_with(folder: Path, adapter: Path) -> bool:
    """Tell whether a complete folder was made with just this adapter."""
    return adapter_mark(adapter) in read_manifest(folder).source


def adapter_mark(adapter: Path) -> str:
    """Return how a manifest names an adapter: by its digest."""
    return f"adapter {hashlib.sha256(adapter.read_bytes()).hexdigest()[:12]}"


@contextmanager
def published(target: Path) -> Iterator[Path]:
    """Lend an empty folder to fill; it takes the target's place in one step, if all went well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # beside the target, because a rename is atomic only within one file system
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as aside:
        fresh = Path(aside) / "fresh"
        fresh.mkdir()
        yield fresh
        if target.exists():
            target.rename(Path(aside) / "stale")
        fresh.rename(target)


def _version(folder: Path, manifest: Manifest) -> str:
    digest = hashlib.sha256(json.dumps(asdict(replace(manifest, version=""))).encode())
    for name in (MODEL_FILE, TOKENIZER_FILE):
        with (folder / name).open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]
