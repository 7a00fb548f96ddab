"""The glossary is whole: every noun of the domain and the services, each under one word."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import ModuleType

import pytest

import enishi.domain
import enishi.services
from enishi.domain.cluster import ClusterType
from enishi.domain.firm import FirmKind
from enishi.domain.need import NeedKind

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
_ROW = re.compile(r"^\| (?P<japanese>[^|]+) \| `(?P<code>[\w.]+)` \| (?P<meaning>[^|]+) \|$")


def _entries() -> list[tuple[str, str]]:
    """Every (日本語, code) of the tables; a row that is written otherwise fails here."""
    rows = [
        line
        for line in GLOSSARY.read_text("utf-8").splitlines()
        if line.startswith("|") and not line.startswith(("|---", "| 日本語 "))
    ]
    found = [(line, _ROW.match(line)) for line in rows]
    unreadable = [line for line, match in found if match is None]
    assert not unreadable
    return [(match["japanese"], match["code"]) for _, match in found if match is not None]


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _public_classes(package: ModuleType) -> list[type]:
    return [
        value
        for module in _modules(package)
        for name, value in vars(module).items()
        if inspect.isclass(value) and value.__module__ == module.__name__ and name[0] != "_"
    ]


CLASSES = [*_public_classes(enishi.domain), *_public_classes(enishi.services)]
BY_NAME = {item.__name__: item for item in CLASSES}


def test_every_public_class_of_the_domain_and_the_services_is_in_the_glossary():
    named = {code for _, code in _entries()}

    assert sorted(BY_NAME.keys() - named) == []


def test_every_code_name_in_the_glossary_exists():
    missing = []
    for _, code in _entries():
        name, _, member = code.partition(".")
        if name not in BY_NAME or (member and not hasattr(BY_NAME[name], member)):
            missing.append(code)

    assert missing == []


def test_no_two_classes_share_a_name():
    names = [item.__name__ for item in CLASSES]

    assert sorted(name for name in BY_NAME if names.count(name) > 1) == []


@pytest.mark.parametrize("column", [0, 1], ids=["日本語", "code"])
def test_one_japanese_word_stands_for_one_code_name(column: int):
    words = [entry[column] for entry in _entries()]

    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("kind", [ClusterType, NeedKind], ids=lambda kind: kind.__name__)
def test_what_a_reader_sees_is_the_glossarys_own_word(kind: type[Enum]):
    japanese = {code: word for word, code in _entries()}

    for member in kind:
        assert japanese[f"{kind.__name__}.{member.name}"] == member.label  # type: ignore[attr-defined]


def test_every_kind_of_organisation_has_a_word_of_its_own():
    japanese = {code: word for word, code in _entries()}

    # A company is called 企業 on the page, which is also the word for every member.
    assert japanese["Firm"] == FirmKind.COMPANY.label
    for kind in FirmKind:
        if kind is not FirmKind.COMPANY:
            assert japanese[f"FirmKind.{kind.name}"] == kind.label
