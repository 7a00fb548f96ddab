"""`enishi lexicon`."""

from collections import Counter
from typing import Annotated

import typer

from enishi.domain.errors import InvalidValueError
from enishi.domain.lexicon import Lexicon, Mention, Path
from enishi.domain.lexicon.lint import lint as findings_of
from enishi.entrypoints.cli.context import application
from enishi.entrypoints.cli.output import print_json, spoken

app = typer.Typer(no_args_is_help=True)

# As many ways on as fit a line.
_LEADS_SHOWN = 12


@app.command()
def lint(
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """用語の辞書を点検する（迷子・循環・名前の衝突・矛盾）"""
    lexicon = application().lexicon
    findings = findings_of(lexicon)
    if as_json:
        print_json(
            [
                {
                    "fault": item.fault.value,
                    "concept": item.concept,
                    "text": item.text,
                    "text_en": item.text_en,
                }
                for item in findings
            ]
        )
    else:
        for item in findings:
            print(spoken(item.text, item.text_en))
        print(
            spoken(
                f"{len(lexicon):,} 語を点検し、{len(findings):,} 件見つかりました",
                f"{len(lexicon):,} concepts checked, {len(findings):,} findings",
            )
        )
    if findings:
        raise typer.Exit(1)


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """用語の辞書の版と、種類ごとの数を示す"""
    lexicon = application().lexicon
    kinds = Counter(concept.kind.value for concept in lexicon.concepts)
    names = sum(len(concept.spellings) for concept in lexicon.concepts)
    if as_json:
        print_json(
            {
                "version": lexicon.version,
                "concepts": len(lexicon),
                "names": names,
                "replacements": len(lexicon.replacements),
                "kinds": dict(sorted(kinds.items())),
            }
        )
        return
    print(
        spoken(
            f"版 {lexicon.version}：{len(lexicon):,} 語、{names:,} の言い方、"
            f"代わりになるもの {len(lexicon.replacements):,} 件",
            f"version {lexicon.version}: {len(lexicon):,} concepts, {names:,} names, "
            f"{len(lexicon.replacements):,} replacements",
        )
    )
    for kind, count in sorted(kinds.items()):
        print(f"  {kind} {count:,}")


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="文")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON で出力する")] = False,
) -> None:
    """文から読み取る用語と、そこからたどれる用語を示す"""
    if not text.strip():
        raise InvalidValueError("文を入力してください", field="text", english="the text is empty")
    finder = application().finder
    found = finder.mentions(text)
    if as_json:
        print_json([_record(text, mention, finder.lexicon) for mention in found])
        return
    for mention in found:
        print(_line(text, mention, finder.lexicon))
    if not found:
        print(spoken("読み取れる用語はありません", "no concept found"))


def _record(text: str, mention: Mention, lexicon: Lexicon) -> dict[str, object]:
    return {
        "concept": mention.concept,
        "text": text[mention.span.start : mention.span.end],
        "denied": mention.is_denied,
        "wish": mention.is_wish,
        "leads_to": [
            {"concept": path.offered, "strength": round(path.strength, 2)}
            for path in _leads(mention, lexicon)
        ],
    }


def _line(text: str, mention: Mention, lexicon: Lexicon) -> str:
    said = text[mention.span.start : mention.span.end]
    names = [mention.concept, *(path.offered for path in _leads(mention, lexicon)[:_LEADS_SHOWN])]
    concept, *leads = (spoken(name, lexicon.by_name[name].english_name) for name in names)
    line = f"{spoken(f'「{said}」', f'“{said}”')} = {concept}"
    if mention.is_denied:
        line += spoken("（除く）", " (denied)")
    if mention.is_wish:
        line += spoken("（できれば）", " (a wish)")
    return f"{line} → {spoken('、', ', ').join(leads)}" if leads else line


def _leads(mention: Mention, lexicon: Lexicon) -> list[Path]:
    """Return the ways on from a concept, the strongest first."""
    paths = (path for path in lexicon.paths(mention.concept).values() if path.steps)
    return sorted(paths, key=lambda path: (-path.strength, path.offered))
