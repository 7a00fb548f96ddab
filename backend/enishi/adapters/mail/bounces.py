"""Reads what comes back to the return address: notices that a letter was given up (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from mailbox import Maildir, mbox
from pathlib import Path

from enishi.domain.bounce import Bounce
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError

# Where mail servers say to whom a message was addressed; the last two by the one that took it in.
_ADDRESSED = ("To", "Delivered-To", "X-Original-To")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# A notice quotes the letter at most, which is smaller than this by far.
_LONGEST = 5 << 20


@dataclass(frozen=True, slots=True)
class BounceReader:
    """Finds in messages to `bounce+TOKEN@domain` what became of the letter with that token."""

    address: EmailAddress  # without the token

    def read(self, message: bytes) -> Bounce | None:
        """Return what a message says; None where it is no notice, or of no letter of ours.

        A delay is no notice of failure: the server goes on trying.
        """
        return self._found(message_from_bytes(message[:_LONGEST]))

    def unread(self, box: Path) -> Iterator[Bounce | None]:
        """Yield what each new message of a Maildir folder or an mbox file says.

        Each is marked as seen after it has been dealt with, and passed over from then on.
        Raises InvalidValueError where there is no such mailbox.
        """
        if not box.exists():
            raise InvalidValueError(
                f"メールボックスがありません（{box}）",
                field="mailbox",
                english=f"no such mailbox: {box}",
            )
        return self._in_folder(Maildir(box, create=False)) if box.is_dir() else self._in_file(box)

    def _in_folder(self, box: Maildir) -> Iterator[Bounce | None]:
        for key in sorted(box.keys()):
            message = box[key]
            if "S" in message.get_flags():
                continue
            yield self._found(message)
            message.set_subdir("cur")
            message.add_flag("S")
            box[key] = message

    def _in_file(self, path: Path) -> Iterator[Bounce | None]:
        box = mbox(path, create=False)
        box.lock()
        try:
            for key in sorted(box.keys()):
                message = box[key]
                if "R" in message.get_flags():
                    continue
                yield self._found(message)
                message.add_flag("R")
                box[key] = message
        finally:
            box.close()  # written and unlocked

    def _found(self, message: Message) -> Bounce | None:
        token = self._token(message)
        status = _given_up(message)
        return Bounce(token, status) if token and status else None

    def _token(self, message: Message) -> str | None:
        local, _, domain = self.address.text.partition("@")
        pattern = re.compile(rf"{re.escape(local)}\+([0-9a-f]{{48}})@{re.escape(domain)}", re.I)
        for name in _ADDRESSED:
            for value in message.get_all(name, []):
                if found := pattern.search(str(value)):
                    return found[1].lower()
        return None


def _given_up(message: Message) -> str | None:
    """Return the status of the first recipient that was given up; None where none was."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        # The fields of the message, then those of each recipient: a message for each group.
        for group in part.walk():
            status = _STATUS.search(str(group.get("Status", "")))
            is_failed = str(group.get("Action", "")).strip().lower() == "failed"
            if is_failed and status is not None and status[1][0] != "2":
                return status[1]
    return None
