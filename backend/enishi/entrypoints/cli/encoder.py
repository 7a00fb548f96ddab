"""`enishi encoder`."""

import json
from collections.abc import Iterator

import typer

from enishi.adapters.encoding import build_encoder, load_encoder
from enishi.adapters.encoding.centring import CentredEncoder
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
        (line for file in settings.corpus.rglob("*.jsonl") for line in file.open(encoding="utf-8")),
        lambda sentence: say(sentence, sentence),
    )
    calibrate()


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


def _questions() -> Iterator[str]:
    with (application().settings.corpus / "needs.jsonl").open(encoding="utf-8") as lines:
        for need in (need_of(json.loads(line)) for line in lines):
            yield from (need.title, need.text, need.query or need.title)


def _offers() -> Iterator[str]:
    for file in sorted((application().settings.corpus / "firms").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for line in lines:
                yield from (passage.text for passage in passages(firm_of(json.loads(line))))
