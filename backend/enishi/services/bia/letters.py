"""What the owner of a case is written."""

from enishi.domain.bia.filing import CaseNotice
from enishi.domain.letter import Letter
from enishi.domain.person import Person, PreferredLanguage

# Further ones stand on the page.
_MOST_CHANGES = 10


def notice_letter(person: Person, notice: CaseNotice, address: str) -> Letter:
    """Write the letter that a partner changed, and which figures of the plan did."""
    changes = "\n".join(f"・{change.text}" for change in notice.changes[:_MOST_CHANGES])
    japanese = f"""{_flat(person.name)} 様

{_flat(notice.text)}。

{changes}

計画書の数値を、次の画面で確かめてください。

{address}
"""
    english = f"""A partner of your plan “{_flat(notice.title)}” changed, and with it
{len(notice.changes)} of its figures. Please look at the plan:

{address}
"""
    if person.language is PreferredLanguage.ENGLISH:
        return Letter(person.email, "Figures of your continuity plan changed", english)
    return Letter(person.email, "【縁】BIA の数値が変わりました", f"{japanese}\n--\n{english}")


def _flat(text: str) -> str:
    """Return a text on one line: it must not write paragraphs of its own into a letter."""
    return " ".join(text.split())
