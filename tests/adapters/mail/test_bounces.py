"""What comes back to the return address, as mail servers write it."""

from email.message import EmailMessage
from mailbox import Maildir, mbox
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enishi.adapters.mail import BounceReader
from enishi.domain.bounce import Bounce
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError

TOKEN = "0123456789abcdef" * 3
READER = BounceReader(EmailAddress("bounce@enishi.example"))

# As Postfix writes it, shortened.
NOTICE = """Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: bounce+{token}@enishi.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Tue, 24 Nov 2026 07:30:02 +0900 (JST)

Final-Recipient: rfc822; gone@tsubame.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.7.0 said elsewhere

--B
Content-Type: message/rfc822

From: enishi@enishi.example
To: gone@tsubame.example
Subject: x

x
--B--
"""


def a_notice(token: str = TOKEN, action: str = "failed", status: str = "5.1.1") -> bytes:
    return NOTICE.format(token=token, action=action, status=status).encode()


@pytest.mark.parametrize(("status", "is_permanent"), [("5.1.1", True), ("4.2.2", False)])
def test_a_letter_that_was_given_up_is_told_by_its_token_and_its_status(
    status: str, is_permanent: bool
):
    found = READER.read(a_notice(status=status))

    assert found == Bounce(TOKEN, status)
    assert found.is_permanent is is_permanent


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_was_not_given_up_is_no_bounce(action: str):
    assert READER.read(a_notice(action=action, status="4.4.1")) is None


def test_a_token_that_was_written_in_capitals_is_the_same():
    assert READER.read(a_notice(token=TOKEN.upper())) == Bounce(TOKEN, "5.1.1")


@pytest.mark.parametrize(
    "changed",
    [
        a_notice().replace(b"@enishi.example\nSubject: Und", b"@other.example\nSubject: Und"),
        a_notice(token="short"),
        a_notice(status="no number"),
        a_notice(status="2.0.0"),
        a_notice().replace(b"message/delivery-status", b"text/plain"),
        b"",
        b"\xff\xfe not a message",
    ],
)
def test_what_is_no_notice_of_a_letter_of_ours_is_none(changed: bytes):
    assert READER.read(changed) is None


def test_an_absence_notice_is_no_bounce():
    message = EmailMessage()
    message["To"] = f"bounce+{TOKEN}@enishi.example"
    message.set_content("休暇中です。5.1.1 failed")

    assert READER.read(message.as_bytes()) is None


@given(st.binary(max_size=300), st.integers(0, 900))
@settings(max_examples=50)
def test_nothing_that_is_sent_there_breaks_the_reader(noise: bytes, place: int):
    notice = a_notice()

    found = READER.read(notice[:place] + noise + notice[place:])

    assert found is None or found.code[0] in "45"


def a_folder(path: Path) -> Path:
    box = Maildir(path)
    box.add(a_notice())
    box.add(b"Subject: hello\n\nhello")
    return path


def a_file(path: Path) -> Path:
    box = mbox(path)
    box.add(a_notice())
    box.add(b"Subject: hello\n\nhello")
    box.close()
    return path


@pytest.mark.parametrize("make", [a_folder, a_file])
def test_each_message_of_a_mailbox_is_read_once(tmp_path: Path, make):
    box = make(tmp_path / "box")

    first = list(READER.unread(box))

    assert sorted(first, key=str, reverse=True) == [None, Bounce(TOKEN, "5.1.1")]
    assert list(READER.unread(box)) == []


@pytest.mark.parametrize("make", [a_folder, a_file])
def test_a_message_that_could_not_be_dealt_with_is_read_again(tmp_path: Path, make):
    box = make(tmp_path / "box")
    messages = READER.unread(box)
    next(messages)
    messages.close()  # as by a database that does not answer

    assert len(list(READER.unread(box))) == 2


def test_a_mailbox_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(InvalidValueError, match="メールボックス"):
        list(READER.unread(tmp_path / "none"))
