"""`enishi encoder`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from enishi.adapters.encoding import build_encoder, load_encoder
from enishi.adapters.encoding.centring import CentredEncoder
from enishi.domain.errors import EncoderMissingError
from enishi.domain.passage import passages
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import say
from enishi.services.records import firm_of, need_of

app = typer.Typer(no_args_is_help=True)

# Every third passage is enough to fit two coefficients a dimension.
_STRIDE = 3


@app.command()
def build() -> None:
    """付属のモデルを変換し、この業界の文に合わせて調整する（初回だけ、1分ほど）"""
    settings = application().settings
    build_encoder(
        settings.own_encoder_folder,
        _seen(settings.corpus),
        lambda sentence: say(sentence, sentence),
        adapter=settings.adapter_file if settings.adapter_file.exists() else None,
    )
    calibrate()


@app.command()
def train(
    output: Annotated[
        Path | None, typer.Option(help="アダプターの書き出し先（省くと付属のものを置き換える）")
    ] = None,
) -> None:
    """用語の辞書と例文から、モデルのアダプターを学習する（2コアで1時間ほど）"""
    try:
        # Here and not above: only training needs the extra `models`.
        from enishi.adapters.encoding.tuning.course import train_adapter  # noqa: PLC0415
    except ModuleNotFoundError as cause:
        raise EncoderMissingError(
            "学習には追加パッケージが要ります: pip install -e '.[models,training]'",
            english="training needs the extras: pip install -e '.[models,training]'",
        ) from cause
    settings = application().settings
    target = train_adapter(
        application().finder.lexicon,
        settings.corpus / "training",
        output or settings.adapter_file,
        lambda sentence: say(sentence, sentence),
    )
    say(f"書き出しました: {target}", f"written: {target}")


@app.command()
def calibrate() -> None:
    """使用中のモデルを、付属の例文で調整する（ENISHI_ENCODER を変えたときに）"""
    settings = application().settings
    file = settings.centre_file
    plain = load_encoder(settings.encoder_source, settings.encoder_threads)
    if CentredEncoder.load(plain, file) is not None:
        say(f"調整済みです（{file.name}）", f"already calibrated ({file.name})")
        return
    centred = CentredEncoder.calibrated(plain, list(_questions()), list(_offers())[::_STRIDE])
    centred.save(file)
    say(
        f"モデルを調整しました（{centred.model_id} 版 {centred.version}）",
        f"calibrated {centred.model_id}, version {centred.version}",
    )


def _seen(corpus: Path) -> Iterator[str]:
    """Yield the texts whose tokens the vocabulary must keep."""
    for pattern in ("*.jsonl", "*.csv"):
        for file in sorted(corpus.rglob(pattern)):
            with file.open(encoding="utf-8") as lines:
                yield from lines


def _questions() -> Iterator[str]:
    with (application().settings.corpus / "needs.jsonl").open(encoding="utf-8") as lines:
        for need in (need_of(json.loads(line)) for line in lines):
            yield from (need.title, need.text, need.query or need.title)


def _offers() -> Iterator[str]:
    for file in sorted((application().settings.corpus / "firms").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield from (passage.text for passage in passages(firm_of(json.loads(line))))
