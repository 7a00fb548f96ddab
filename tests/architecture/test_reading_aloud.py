"""Files read like a page: short functions, a sentence on top, and no trace of one machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BACKEND = REPOSITORY / "backend" / "enishi"
MODULES = sorted(BACKEND.rglob("*.py"))
LONGEST = 60

# What tools make, here as in .gitignore.
MADE = {"var", "indexes", "node_modules", "dist", "__pycache__", "test-results"}
WRITTEN = {
    *(".py", ".md", ".toml", ".txt", ".yml", ".yaml", ".json", ".jsonl", ".tsv", ".mako"),
    *(".ts", ".tsx", ".css", ".html", ".mjs", ".svg", ""),
}
# Folders of the one who works on a file, not of the one who uses it.
HOMES = re.compile(r"(?<![\w.:/-])/(?:work|root|home/\w+|Users/\w+)/")


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def written_files() -> Iterator[Path]:
    for path in REPOSITORY.iterdir():
        # .git, .venv and caches begin with a dot; of what does, only CI is written by hand.
        if path.is_dir() and (not path.name.startswith(".") or path.name == ".ci"):
            yield from (
                file
                for file in path.rglob("*")
                if not MADE & set(file.relative_to(REPOSITORY).parts)
                and file.suffix in WRITTEN
                and file.is_file()
            )
        elif path.is_file() and path.name != ".env":
            yield path


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_module_says_what_it_is_for():
    silent = {
        name(module)
        for module in MODULES
        if (text := module.read_text(encoding="utf-8")).strip()
        and not ast.get_docstring(ast.parse(text))
    }

    assert len(MODULES) > 50
    assert silent == set()


def test_every_function_fits_on_a_screen():
    long = {
        f"{name(module)}: {function.name}"
        for module in MODULES
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno >= LONGEST
    }

    assert long == set()


@pytest.mark.parametrize(
    "module",
    [
        *("search", "firms", "needs", "clusters", "corrections", "health"),
        *("register", "proxy_registrations", "workbench"),
        *("introductions", "introduction_steps", "responses", "reports"),
    ],
)
def test_routes_are_plain_functions_since_the_work_is_the_processors(module: str):
    found = list(functions(BACKEND / "entrypoints" / "api" / f"{module}.py"))

    assert found
    assert not [item.name for item in found if isinstance(item, ast.AsyncFunctionDef)]


def test_no_file_tells_on_whose_machine_it_was_written():
    files = sorted(written_files())
    telling = {name(file) for file in files if HOMES.search(file.read_text(errors="replace"))}

    assert len(files) > 300
    assert telling <= {"tests/architecture/test_reading_aloud.py"}
    assert HOMES.search("cd " + "/" + "home/alice/enishi")
