"""The house rules that a machine can check."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BACKEND = REPOSITORY / "backend" / "enishi"
MODULES = sorted(BACKEND.rglob("*.py"))
LONGEST = 450
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "misc"}
HEAVY = {"fastapi", "torch", "sentence_transformers"}


def name(module: Path) -> str:
    return module.relative_to(BACKEND).as_posix()


def imported(module: Path) -> set[str]:
    """Return the full names a module imports, whether at its top or in a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                found.update(alias.name for alias in node.names)
            case ast.ImportFrom(module=str(origin)):
                found.add(origin)
    return found


def reads_the_environment(module: Path) -> bool:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name("os"), attr="environ" | "environb" | "getenv"):
                return True
            case ast.ImportFrom(module="os") if {"environ", "environb", "getenv"} & {
                alias.name for alias in node.names
            }:
                return True
    return False


def test_there_is_a_house_to_check():
    assert len(MODULES) > 50


def test_imports_go_downstairs():
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2 kept, 0 broken" in ended.stdout


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_reads_like_a_page(module: Path):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_module_is_named_after_what_it_is_about():
    words = {
        name(module)
        for module in MODULES
        for part in module.relative_to(BACKEND).with_suffix("").parts
        if NAMES_THAT_SAY_NOTHING & set(part.lower().split("_"))
    }

    assert words == set()


@pytest.mark.parametrize("module", sorted((BACKEND / "domain").rglob("*.py")), ids=name)
def test_the_domain_knows_only_itself_and_the_standard_library(module: Path):
    strangers = {
        origin
        for origin in imported(module)
        if origin.split(".")[0] not in sys.stdlib_module_names
        and not origin.startswith("enishi.domain")
    }

    assert strangers == set()


def test_only_the_settings_read_the_environment():
    readers = {name(module) for module in MODULES if reads_the_environment(module)}

    assert readers <= {"settings.py"}


def test_a_command_starts_without_the_web_framework_and_without_torch():
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json, sys; from enishi.entrypoints.cli.app import assembled;"
            "assembled(); print(json.dumps(list(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(json.loads(loaded.stdout))

    assert "enishi.entrypoints.cli.app" in modules
    assert modules & HEAVY == set()
