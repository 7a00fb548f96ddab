"""Many letters in one connection to a mail server that really listens and does not always reply."""

from collections.abc import Iterator

import pytest

from enishi.adapters.mail import SmtpMailer, SmtpPostOffice, UnsetPostOffice
from enishi.adapters.mail.smtp_mailer import Server
from enishi.adapters.mail.smtp_session import SmtpSession
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import MailNotSentError
from enishi.domain.letter import Letter
from enishi.domain.mailing import MailReplyKind
from mail_server import Inbox, a_free_port, listening

SENDER = EmailAddress("enishi@enishi.example")
A, B, C = (f"{name}@tsubame.example" for name in "abc")
TAKEN, DEFERRED, REFUSED, UNREACHED, CUT = MailReplyKind


def a_letter(to: str = A, text: str = "本文") -> Letter:
    return Letter(EmailAddress(to), "【縁】今週の便り", text)


def office_at(port: int) -> SmtpPostOffice:
    return SmtpPostOffice(SmtpMailer(Server.at(f"smtp://127.0.0.1:{port}"), SENDER))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def session(inbox: Inbox) -> Iterator[SmtpSession]:
    with listening(inbox) as port, office_at(port).open() as opened:
        yield opened


def kinds(session: SmtpSession, *to: str) -> list[MailReplyKind]:
    return [session.hand_over(a_letter(address)).kind for address in to]


def test_many_letters_go_through_one_connection(session: SmtpSession, inbox: Inbox):
    assert kinds(session, A, B, C) == [TAKEN] * 3

    assert inbox.addressees == [A, B, C]
    assert len(inbox.connections) == 1


def test_a_letter_carries_its_envelope_and_its_headers(session: SmtpSession, inbox: Inbox):
    letter = Letter(
        *(EmailAddress(A), "【縁】今週の便り", "本文", "<p>本文</p>", "abc123"),
        bounces_to=EmailAddress("bounce+token@enishi.example"),
        stop_address="https://enishi.example/api/v1/digests/unsubscribe?token=x",
    )

    assert session.hand_over(letter).kind is TAKEN

    message = inbox.message()
    assert inbox.received[0].mail_from == "bounce+token@enishi.example"
    assert message["From"].addresses[0].addr_spec == SENDER.text
    assert message["Message-ID"] == "<abc123@enishi.example>"
    assert message["List-Unsubscribe"] == f"<{letter.stop_address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    "text", [".a line\n..and\n.\nanother\n", ".行\n..と\n" + "長" * 2_000 + "\n"]
)
def test_every_line_arrives_as_it_was_written_in_seven_bits(
    session: SmtpSession, inbox: Inbox, text: str
):
    session.hand_over(a_letter(text=text))

    content = inbox.received[0].content
    assert isinstance(content, bytes)
    assert content.isascii()
    assert inbox.message().get_content().replace("\r\n", "\n") == text


def test_a_letter_that_belongs_to_no_list_names_none(session: SmtpSession, inbox: Inbox):
    session.hand_over(a_letter())

    assert inbox.received[0].mail_from == SENDER.text
    assert "List-Unsubscribe" not in inbox.message()


@pytest.mark.parametrize("asked", ["bad", "verdicts"])
@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("550 5.1.1 no such user", REFUSED, "550 5.1.1"),
        ("554 go away, a@tsubame.example", REFUSED, "554"),
        ("450 4.2.0 greylisted", DEFERRED, "450 4.2.0"),
    ],
)
def test_a_letter_that_is_turned_away_is_told_by_its_number_and_the_next_one_goes(
    session: SmtpSession, inbox: Inbox, asked: str, answer: str, kind: MailReplyKind, code: str
):
    getattr(inbox, asked)[A] = answer

    reply = session.hand_over(a_letter(A))

    assert (reply.kind, reply.code) == (kind, code)
    assert kinds(session, B) == [TAKEN]
    assert inbox.addressees == [B]
    assert len(inbox.connections) == 1


def test_a_connection_that_is_cut_before_the_reply_leaves_a_letter_in_doubt_and_the_next_goes(
    session: SmtpSession, inbox: Inbox
):
    inbox.cut_after, inbox.cut_before = {A}, {B}

    assert kinds(session, A, B, C) == [CUT, CUT, TAKEN]

    assert inbox.addressees == [A, C]


def test_a_connection_that_the_server_has_closed_is_opened_again_and_nothing_is_in_doubt(
    session: SmtpSession, inbox: Inbox
):
    inbox.most_letters = 2

    assert kinds(session, A, B, C, A, B) == [TAKEN] * 5

    assert inbox.addressees == [A, B, C, A, B]


def test_a_server_that_refuses_the_sender_has_taken_nothing(session: SmtpSession, inbox: Inbox):
    inbox.bad_senders[SENDER.text] = "550 5.7.1 not from here"

    reply = session.hand_over(a_letter())

    assert (reply.kind, reply.code) == (UNREACHED, "550 5.7.1")
    assert inbox.received == []


def test_a_server_that_is_away_has_taken_nothing_and_is_asked_again_when_it_is_back(inbox: Inbox):
    port = a_free_port()
    with office_at(port).open() as session:
        assert kinds(session, A) == [UNREACHED]
        with listening(inbox, port):
            assert kinds(session, A) == [TAKEN]
        assert kinds(session, B) == [UNREACHED]

    assert inbox.addressees == [A]


def test_where_no_mail_server_is_set_no_session_opens():
    with pytest.raises(MailNotSentError, match="ENISHI_SMTP_URL"), UnsetPostOffice().open():
        pass
