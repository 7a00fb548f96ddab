"""Partners that have not consented to be named: a letter stands for each, everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from enishi.entrypoints.paper.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paper,
    Paragraph,
    Table,
)
from enishi.entrypoints.wire.bia_case import CaseBody
from enishi.entrypoints.wire.bia_events import OptionBody

# A name of one letter would be struck out of every word that holds it.
_SHORTEST = 2
HELD_BACK = "相手の同意のあとに記載"


@dataclass(frozen=True, slots=True)
class Partners:
    """Who stands behind each option, as the document may say it."""

    names: dict[str, str]  # option ref → what is printed
    firms: dict[str, str]  # firm_ref → what is printed of a firm behind an option
    secrets: tuple[tuple[str, str], ...]  # name that must not appear → what stands for it

    def of(self, option_ref: str) -> str:
        """Return the name of an option as it is printed."""
        return self.names.get(option_ref, option_ref)

    def of_firm(self, firm_ref: str) -> str:
        """Return how a firm behind an option is printed."""
        return self.firms.get(firm_ref, "相手")

    def hide(self, text: str) -> str:
        """Return a text without the names of those who have not consented."""
        for secret, letter in self.secrets:
            text = text.replace(secret, letter)
        return text


def partners_of(case: CaseBody, firm_names: Mapping[str, str]) -> Partners:
    """Return the names to print; options of one unnamed firm share a letter.

    `firm_names` is how the network calls the firms behind the options, by their ref: such a name
    may stand inside an option's, and is hidden with it.
    """
    letters: dict[str, str] = {}
    names, firms, secrets = {}, {}, {}
    for option in case.options:
        names[option.ref] = option.name
        if option.firm_ref:
            firms[option.firm_ref] = firm_names.get(option.firm_ref, option.name)
        if is_unnamed(option):
            who = option.firm_ref or f"option:{option.ref}"
            letter = letters.setdefault(who, f"協力会社{_letter(len(letters))}")
            names[option.ref] = f"{letter}（{option.kind.label}）"
            if option.firm_ref:
                firms[option.firm_ref] = letter
            known = firm_names.get(option.firm_ref or "", "")
            for secret in (option.name.strip(), option.firm_ref or "", known.strip()):
                if len(secret) >= _SHORTEST:
                    secrets[secret] = letter
    longest_first = sorted(secrets.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return Partners(names, firms, tuple(longest_first))


def is_unnamed(option: OptionBody) -> bool:
    """Whether the partner behind an option must not be named."""
    return option.kind.needs_partner and not option.is_named


def without_names(paper: Paper, partners: Partners) -> Paper:
    """Return the document with every unnamed partner behind its letter, whoever wrote the text."""
    hide = partners.hide
    return paper.model_copy(
        update={
            "subtitle": hide(paper.subtitle),
            "notices": tuple(map(hide, paper.notices)),
            "gaps": tuple(map(hide, paper.gaps)),
            "blocks": tuple(_hidden(block, partners) for block in paper.blocks),
        }
    )


def _hidden(block: Block, partners: Partners) -> Block:
    hide = partners.hide
    match block:
        case Heading() | Paragraph():
            return block.model_copy(update={"text": hide(block.text)})
        case Bullets(items=items):
            return Bullets(items=tuple(map(hide, items)))
        case Table():
            return Table(
                caption=hide(block.caption),
                columns=tuple(_hidden_column(column, partners) for column in block.columns),
                rows=tuple(tuple(map(hide, row)) for row in block.rows),
            )


def _hidden_column(column: Column, partners: Partners) -> Column:
    return column.model_copy(update={"title": partners.hide(column.title)})


def _letter(number: int) -> str:
    """Return A, B, … Z, AA, AB … for 0, 1, …"""
    letters = ""
    while number >= 0:
        letters = ascii_uppercase[number % 26] + letters
        number = number // 26 - 1
    return letters


def unnamed(options: Iterable[OptionBody]) -> list[OptionBody]:
    """Return the options whose partner must not be named."""
    return [option for option in options if is_unnamed(option)]
