"""What the platform writes to people: Japanese first, for readers of English in English."""

from enishi.domain.invitation import Invitation
from enishi.domain.letter import Letter
from enishi.domain.person import Person, PreferredLanguage
from enishi.services.organisations import Organisation


def link_letter(person: Person, address: str) -> Letter:
    """Write the letter with a sign-in link."""
    japanese = f"""{_flat(person.name)} 様

縁（えにし）にサインインするには、15分以内に次のアドレスを開いてください。一度だけ使えます。

{address}

お心当たりがなければ、このメールは捨ててください。アドレスを開かなければ、何も起きません。
"""
    english = f"""Open this address within 15 minutes to sign in to Enishi. It works once.

{address}

If you did not ask for it, ignore this mail: nothing happens unless the address is opened.
"""
    if person.language is PreferredLanguage.ENGLISH:
        return Letter(person.email, "Your sign-in link for Enishi", english)
    return Letter(person.email, "【縁】サインインのご案内", f"{japanese}\n--\n{english}")


def invitation_letter(invitation: Invitation, organisation: Organisation, address: str) -> Letter:
    """Write the letter with an invitation; nobody knows yet in which language to write."""
    until = f"{invitation.expires_at:%Y-%m-%d}"
    name, role = _flat(organisation.name), invitation.role.label
    text = f"""{name} の「{role}」として、縁（えにし）に招かれました。
縁は、産業集積をまたいで「できること」と「探しもの」を結ぶネットワークです。

{until} までに次のアドレスを開き、お名前を入れて参加してください。

{address}

お心当たりがなければ、このメールは捨ててください。アドレスを開かなければ、何も登録されません。

--
You are invited to Enishi for {name}. Open the address above before {until} to join.
If you do not know why, ignore this mail: nothing is registered unless the address is opened.
"""
    return Letter(invitation.email, "【縁】参加のご案内 / Invitation to Enishi", text)


def _flat(text: str) -> str:
    """Return a name on one line: it must not write paragraphs of its own into a letter."""
    return " ".join(text.split())
