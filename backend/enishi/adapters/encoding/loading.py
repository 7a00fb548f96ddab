"""The one choice between the encoder that serves and any other."""

from pathlib import Path
from typing import TYPE_CHECKING

from enishi.adapters.encoding.onnx_encoder import OnnxEncoder
from enishi.adapters.encoding.serving_folder import MANIFEST_FILE
from enishi.domain.errors import EncoderMissingError

if TYPE_CHECKING:
    from enishi.adapters.encoding.sentence_transformer_encoder import SentenceTransformerEncoder


def load_encoder(
    name_or_folder: str | Path, threads: int = 2
) -> "OnnxEncoder | SentenceTransformerEncoder":
    """Load a folder made for serving, or else any sentence-transformers model by name or folder.

    Raises EncoderMissingError when there is neither.
    """
    folder = Path(name_or_folder)
    if (folder / MANIFEST_FILE).is_file():
        try:
            return OnnxEncoder(folder, threads)
        except Exception as cause:  # onnxruntime and tokenizers raise errors of many families
            raise _missing(name_or_folder) from cause
    if _names_a_folder(name_or_folder) and not (folder / "modules.json").is_file():
        raise _missing(name_or_folder)
    try:
        # Here and not above: torch takes seconds to import, and a slim install lacks it.
        from enishi.adapters.encoding.sentence_transformer_encoder import (  # noqa: PLC0415
            SentenceTransformerEncoder,
        )

        return SentenceTransformerEncoder(name_or_folder, threads)
    except (ModuleNotFoundError, OSError, ValueError) as cause:
        raise _missing(name_or_folder) from cause


def _names_a_folder(name_or_folder: str | Path) -> bool:
    """Tell a path from a hub name, which is a `name` or an `owner/name`."""
    if isinstance(name_or_folder, Path) or Path(name_or_folder).exists():
        return True
    return name_or_folder.startswith((".", "/", "~")) or name_or_folder.count("/") > 1


def _missing(name_or_folder: str | Path) -> EncoderMissingError:
    return EncoderMissingError(
        f"エンコーダ {name_or_folder} を読み込めません。"
        "「enishi encoder build」を実行するか、ENISHI_ENCODER を確かめてください。",
        english=f"The encoder {name_or_folder} cannot be loaded: "
        "run `enishi encoder build`, or check ENISHI_ENCODER.",
    )
