"""Letters, handed over to a mail server that really listens."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st

from enishi.adapters.mail import SmtpMailer, UnsetMailer
from enishi.adapters.mail.smtp_mailer import Server, composed
from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError, MailNotSentError
from enishi.domain.letter import Letter

SENDER = EmailAddress("enishi@enishi.example")
LETTER = Letter(
    EmailAddress("sato@tsubame.example"),
    "【縁】サインインのご案内",
    "佐藤様\n\n.で始まる行も、長い行も、そのまま届きます。" + "長" * 2_000 + "\n",
)


class Receiver:
    """Keeps what it is given, and who gave it."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.encrypted: list[bool] = []
        self.logged_in: list[bytes] = []

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if b"unwelcome" in (envelope.content or b""):
            return "550 unwelcome"
        self.received.append(envelope)
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        return "250 taken"

    def let_in(self, _server: SMTP, _session: Session, _envelope: Envelope, _by: str, data: object):
        assert isinstance(data, LoginPassword)
        self.logged_in.append(data.login)
        return AuthResult(success=data.password == b"p@ss:word", handled=False)

    def message(self) -> EmailMessage:
        content = self.received[-1].content
        assert isinstance(content, bytes)
        found = message_from_bytes(content, policy=policy.SMTP)
        assert isinstance(found, EmailMessage)
        return found


class PostOffice(Controller):
    """A mail server at whichever port is free."""

    def __init__(self, receiver: Receiver, host: str, **known: Any) -> None:
        with socket.create_server((host, 0)) as free:
            port = free.getsockname()[1]
        super().__init__(receiver, hostname=host, port=port, **known)

    def _trigger_server(self) -> None:
        # The library would greet in its own TLS context, which is the server's.
        socket.create_connection((self.hostname, self.port)).close()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def port(receiver: Receiver) -> Iterator[int]:
    """Where a mail server listens that takes anything."""
    controller = PostOffice(receiver, "127.0.0.1")
    controller.start()
    yield controller.port
    controller.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of localhost, which signs itself."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    return folder


def mailer_at(address: str, trust: ssl.SSLContext | None = None) -> SmtpMailer:
    return SmtpMailer(Server.at(address), SENDER, trust)


def test_a_letter_arrives_as_it_was_written(receiver: Receiver, port: int):
    mailer_at(f"smtp://127.0.0.1:{port}").send(LETTER)

    message = receiver.message()
    assert receiver.received[-1].rcpt_tos == ["sato@tsubame.example"]
    assert message["Subject"] == LETTER.subject
    assert message["To"] == "sato@tsubame.example"
    assert message["From"] == "縁 Enishi <enishi@enishi.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert str(message["Message-ID"]).endswith("@enishi.example>")
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


def test_a_letter_with_a_twin_in_html_carries_both(receiver: Receiver, port: int):
    twin = Letter(LETTER.to, "二つ", "文字", "<p>文字</p>")

    mailer_at(f"smtp://127.0.0.1:{port}").send(twin)

    kinds = [part.get_content_type() for part in receiver.message().iter_parts()]
    assert kinds == ["text/plain", "text/html"]


def test_a_letter_that_is_turned_away_is_told(receiver: Receiver, port: int):
    with pytest.raises(MailNotSentError):
        mailer_at(f"smtp://127.0.0.1:{port}").send(Letter(LETTER.to, "x", "unwelcome"))

    assert receiver.received == []


def test_a_server_that_is_not_there_is_told_without_its_secrets():
    with pytest.raises(MailNotSentError) as refusal:
        mailer_at("smtp://user:hush@127.0.0.1:1").send(LETTER)

    assert "hush" not in refusal.value.message + refusal.value.english


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
def test_behind_tls_one_signs_in_and_the_letter_is_encrypted(
    receiver: Receiver, certificate: Path, scheme: str
):
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    how = {"ssl_context": served} if scheme == "smtps" else {"tls_context": served}
    trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    controller = PostOffice(
        receiver,
        "localhost",
        authenticator=receiver.let_in,
        auth_required=True,
        auth_require_tls=scheme == "smtp",  # an smtps server knows of no TLS inside TLS
        **how,
    )
    controller.start()
    where = f"localhost:{controller.port}"
    tail = "" if scheme == "smtps" else "?starttls=1"
    try:
        mailer_at(f"{scheme}://user%40x:p%40ss%3Aword@{where}{tail}", trust).send(LETTER)
        with pytest.raises(MailNotSentError):
            mailer_at(f"{scheme}://user:wrong@{where}{tail}", trust).send(LETTER)
        with pytest.raises(MailNotSentError):  # signed by nobody whom the system believes
            mailer_at(f"{scheme}://user:p%40ss%3Aword@{where}{tail}").send(LETTER)
    finally:
        controller.stop()

    assert receiver.encrypted == [True]
    assert receiver.logged_in[0] == b"user@x"


def test_where_no_mail_server_is_set_the_refusal_says_what_to_set():
    with pytest.raises(MailNotSentError, match="ENISHI_SMTP_URL"):
        UnsetMailer().send(LETTER)


@pytest.mark.parametrize(
    "address",
    [
        *("", "mail.example", "http://mail.example", "smtp://", "smtp://h:port"),
        *("smtp://h?starttls=2", "smtp://h?tls=1", "smtp://h:99999", "smtp://[", "smtp://h?x"),
    ],
)
def test_an_address_that_is_none_is_refused(address: str):
    with pytest.raises(InvalidValueError) as refusal:
        Server.at(address)

    assert refusal.value.field == "ENISHI_SMTP_URL"


def test_an_address_has_the_port_of_its_kind_where_it_names_none():
    assert [Server.at(f"{scheme}://h").port for scheme in ("smtp", "smtps")] == [25, 465]


@given(st.text(max_size=60), st.text(max_size=200))
def test_no_subject_and_no_text_smuggles_a_header_in(subject: str, text: str):
    try:
        letter = Letter(LETTER.to, subject, text)
    except InvalidValueError:
        return
    plain = composed(Letter(LETTER.to, "x", "x"), SENDER)

    message = message_from_bytes(composed(letter, SENDER).as_bytes(), policy=policy.SMTP)

    assert [name.lower() for name in message.keys()] == [name.lower() for name in plain.keys()]  # noqa: SIM118


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\v", "\f"])
def test_a_subject_is_one_line(end: str):
    with pytest.raises(InvalidValueError) as refusal:
        Letter(LETTER.to, f"件名{end}Bcc: everybody@example.com", "x")

    assert refusal.value.field == "subject"
