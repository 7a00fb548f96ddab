"""What the documents say exists: commands, options, targets, settings, addresses, links, counts."""

import ast
import importlib
import json
import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import packages_distributions
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from enishi.adapters.lexical.fields import WEIGHTS
from enishi.bootstrap import Application
from enishi.entrypoints.api.app import create
from enishi.entrypoints.cli.app import assembled
from enishi.settings import Settings

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / folder / "README.md" for folder in ("corpus", "indexes")),
    ]
)
# Variables of the build and the tests; Settings knows all others.
_OTHER_VARIABLES = {"ENISHI_REQUIRE_ALL", "ENISHI_DB_PASSWORD"}

_FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)
_SHELL = ("", "sh", "bash", "console", "yaml")

each_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@dataclass(frozen=True)
class Command:
    """One command line of a document, its words behind the programme's name."""

    words: list[str]

    def trouble(self) -> str | None:
        """Say what of it does not exist."""
        level: Any = get_command(assembled())
        words = iter(self.words)
        for word in words:
            if "…" in word:
                return None
            if word.startswith("-") and len(word) > 1:
                name, _, value = word.partition("=")
                if name not in _flags(level):
                    return f"no option {word} in {self.words}"
                if not (value or _flags(level)[name]):
                    next(words, None)
            elif hasattr(level, "commands"):
                if word not in level.commands:
                    return f"no command {word} in {self.words}"
                level = level.commands[word]
        return None


def _flags(level: Any) -> dict[str, bool]:
    """Return the options of a command, and whether each stands without a value."""
    return {"--help": True} | {
        name: getattr(item, "is_flag", False)
        for item in level.params
        for name in (*item.opts, *item.secondary_opts)
    }


def _spelled_out(words: list[str]) -> Iterator[list[str]]:
    """Yield each command that `index status|verify` stands for."""
    yield from map(list, product(*(word.split("|") for word in words)))


def _code(document: Path) -> Iterator[str]:
    """Yield what is set as code for a shell: each line of a block, each piece inside a line."""
    text = document.read_text("utf-8")
    for block in _FENCE.finditer(text):
        if block["language"] in _SHELL:
            yield from block["text"].replace("\\\n", " ").splitlines()
    yield from _INLINE.findall(_FENCE.sub("", text))


def _commands(document: Path) -> Iterator[Command]:
    for line in _code(document):
        for part in re.split(r"[|;&]{1,2}\s|\s[|;&]\s", line):
            try:
                words = shlex.split(part, comments=True)
            except ValueError:  # an apostrophe in prose set as code
                continue
            words = [word for word in words if not re.fullmatch(r"\$|[A-Z_]+=.*", word)]
            if words[:3] == ["docker", "compose", "exec"] and "api" in words:
                words = words[words.index("api") + 1 :]
            if words and words[0] in ("enishi", ".venv/bin/enishi") and words[1:]:
                end = next((at for at, word in enumerate(words) if word[:1] in "<>"), len(words))
                yield from map(Command, _spelled_out(words[1:end]))


def _cells(text: str) -> Iterator[list[str]]:
    for row in _ROW.findall(text):
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", row)]


@each_document
def test_every_command_and_option_in_the_documents_exists(document: Path):
    troubles = [command.trouble() for command in _commands(document)]

    assert [trouble for trouble in troubles if trouble] == []


def test_a_command_that_does_not_exist_would_be_noticed():
    assert Command(["index", "polish"]).trouble()
    assert Command(["search", "切削", "--colour", "red"]).trouble()
    assert not Command(["--lang", "en", "index", "verify", "--json"]).trouble()


def test_the_readme_shows_how_to_import_index_search_and_serve():
    shown = {tuple(command.words[:1]) for command in _commands(ROOT / "README.md")}

    assert {("import",), ("index",), ("search",), ("serve",)} <= shown


@each_document
def test_every_make_target_in_the_documents_exists(document: Path):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    named = {
        name
        for line in _code(document)
        for name in re.findall(r"(?:^|[\s;&])make (?:[A-Z_]+=\S+ )*([a-z][a-z-]*)", line)
    }

    assert sorted(named - targets) == []


@each_document
def test_every_relative_link_in_the_documents_resolves(document: Path):
    broken = []
    for target in _LINK.findall(_FENCE.sub("", document.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, fragment = target.partition("#")
        file = document.parent / path if path else document
        if not file.exists() or (fragment and fragment not in _anchors(file)):
            broken.append(target)

    assert broken == []


def _anchors(file: Path) -> set[str]:
    """Return the fragments that GitHub gives the headings of a Markdown file."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_document
def test_every_path_in_the_documents_exists(document: Path):
    named = {
        piece
        for piece in _INLINE.findall(_FENCE.sub("", document.read_text("utf-8")))
        if re.fullmatch(r"(backend|docs|tests|corpus|benchmarks|\.ci)/[\w.*/-]*", piece)
    }

    assert sorted(piece for piece in named if not any(ROOT.glob(piece.rstrip("/")))) == []


@each_document
def test_every_module_that_the_documents_run_exists(document: Path):
    named = set(re.findall(r"-m (benchmarks\.\w+)", "\n".join(_code(document))))

    assert (
        sorted(name for name in named if not (ROOT / f"{name.replace('.', '/')}.py").exists()) == []
    )


@each_document
def test_no_document_names_a_folder_of_somebodys_machine(document: Path):
    text = document.read_text("utf-8")

    assert re.findall(r"(?<![\w.])/(?:work|root|home|Users|mnt)/\S*", text) == []


@each_document
def test_every_setting_in_the_documents_exists(document: Path):
    settings = {f"ENISHI_{name.upper()}" for name in Settings.model_fields}
    named = set(re.findall(r"\bENISHI_[A-Z_]+[A-Z]\b", document.read_text("utf-8")))

    assert sorted(named - settings - _OTHER_VARIABLES) == []


def test_the_table_of_settings_is_complete_and_gives_the_true_defaults():
    rows = {
        cells[0].strip("`"): cells[1].strip("`")
        for cells in _cells((ROOT / "docs" / "operate.md").read_text("utf-8"))
        if cells[0].startswith("`ENISHI_")
    }
    true = {
        f"ENISHI_{name.upper()}": "―" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }

    assert rows == true


@pytest.fixture(scope="module")
def addresses() -> set[str]:
    """The paths that the server answers, without what stands in braces."""
    definition = create(Application(Settings(_env_file=None))).openapi()
    return {re.sub(r"\{\w+\}", "{}", path) for path in definition["paths"]}


@each_document
def test_every_api_address_in_the_documents_exists(document: Path, addresses: set[str]):
    pieces = "\n".join(_code(document))
    named = set(re.findall(r"/api/v1/[\w{}/-]+", pieces)) - {"/api/v1/openapi"}
    known = {re.sub(r"\{\w+\}", "{}", path) for path in named}

    assert sorted(known - addresses) == []


def test_every_dependency_has_its_line_in_the_decision_about_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = [re.split(r"[\[<>=~! ]", item)[0] for group in groups for item in group]
    (decision,) = (ROOT / "docs" / "decisions").glob("0007-*.md")
    first = [cells[0] for cells in _cells(decision.read_text("utf-8"))]

    assert sorted(cell.strip("`") for cell in first if cell.startswith("`")) == sorted(wanted)


def test_whatever_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    declared = {re.split(r"[\[<>=~! ]", item)[0] for group in groups for item in group}
    declared.add("pydantic-core")  # pydantic asks for one version of it, and no other fits
    providers = packages_distributions()

    undeclared = {
        name: provided
        for name in _imported()
        if (provided := {re.sub(r"[-_.]+", "-", item).lower() for item in providers.get(name, ())})
        and provided.isdisjoint(declared | {"enishi"})
    }

    assert undeclared == {}


def _imported() -> set[str]:
    """Return the first part of the name of every module that is imported."""
    found: set[str] = set()
    for folder in ("backend", "tests", "benchmarks"):
        for module in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text("utf-8"))):
                match node:
                    case ast.Import():
                        found.update(alias.name.split(".")[0] for alias in node.names)
                    case ast.ImportFrom(module=str(origin), level=0):
                        found.add(origin.split(".")[0])
    return found


def test_the_constants_told_in_search_md_are_those_of_the_code():
    told = {
        cells[0].strip("`"): cells[1]
        for cells in _cells((ROOT / "docs" / "search.md").read_text("utf-8"))
        if cells[0].startswith("`enishi.")
    }
    wrong = []
    for name, value in told.items():
        module, _, attribute = name.rpartition(".")
        if str(_resolved(module, attribute)) != value.strip("`").replace(",", ""):
            wrong.append(name)

    assert told
    assert wrong == []


def _resolved(module: str, attribute: str) -> object:
    try:
        return getattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError:  # a field of a class
        outer, _, owner = module.rpartition(".")
        return getattr(getattr(importlib.import_module(outer), owner)(), attribute)


def test_the_field_weights_told_in_search_md_are_those_of_the_code():
    told = {
        cells[0].strip("`"): Decimal(cells[1])
        for cells in _cells((ROOT / "docs" / "search.md").read_text("utf-8"))
        if cells[0].strip("`") in WEIGHTS
    }

    assert told == {field: Decimal(str(weight)) for field, weight in WEIGHTS.items()}


def test_the_data_card_counts_what_is_there():
    corpus = ROOT / "corpus"
    firms = [*_records(*(corpus / "firms").glob("*.jsonl"))]
    capabilities = [item for firm in firms for item in firm["capabilities"]]
    needs = [*_records(corpus / "needs.jsonl")]
    grades = Counter(
        line.split("\t")[2] for line in (corpus / "qrels.tsv").read_text("utf-8").splitlines()
    )
    kinds = Counter(need["kind"] for need in needs)
    classes = Counter(need["class"] for need in needs)
    true = {
        "産業集積": len([*_records(corpus / "clusters.jsonl")]),
        "企業": len(firms),
        "能力": len(capabilities),
        "探しもの": len(needs),
        "判定": grades.total(),
        **{f"グレード {grade}": count for grade, count in grades.items()},
        **{f"`{name}`": count for name, count in (kinds | classes).items()},
        "紹介文のない企業": sum(not firm["summary"] for firm in firms),
        "認証の記載がない企業": sum(not firm["certifications"] for firm in firms),
        "法人番号のない企業": sum(not firm["corporate_number"] for firm in firms),
        "事業所の記載がない企業": sum(not firm.get("facilities") for firm in firms),
        "寸法・公差・ロット・納期がどれもない能力": sum(
            all(
                item.get(name) is None
                for name in (
                    "max_size_mm",
                    "tolerance_um",
                    "lot_min",
                    "lot_max",
                    "lead_time_days",
                )
            )
            for item in capabilities
        ),
    }
    card = (corpus / "README.md").read_text("utf-8")
    told = {cells[0]: cells[1] for cells in _cells(card) if len(cells) > 1 and cells[0] in true}

    assert told == {name: f"{count:,}" for name, count in true.items()}


def _records(*files: Path) -> Iterator[dict[str, Any]]:
    for file in files:
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
