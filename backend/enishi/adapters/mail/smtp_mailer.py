"""Sends letters over SMTP."""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime, make_msgid
from urllib.parse import parse_qs, unquote, urlsplit

from enishi.domain.email_address import EmailAddress
from enishi.domain.errors import InvalidValueError, MailNotSentError
from enishi.domain.letter import Letter, header_value

# A mail server that does not answer for so long is not going to.
PATIENCE = timedelta(seconds=20)
_SENDER = "縁 Enishi"
_PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over, as `smtp://user:password@host:587?starttls=1` says it.

    `smtps` speaks TLS from the first byte on; `starttls=1` changes to it before anything is said.
    """

    host: str
    port: int
    user: str | None = None
    password: str | None = None
    is_tls: bool = False
    starts_tls: bool = False

    @classmethod
    def at(cls, address: str) -> "Server":
        """Read an address; raises InvalidValueError."""
        try:
            parts = urlsplit(address)
            options = parse_qs(parts.query, strict_parsing=bool(parts.query))
            port = parts.port or _PORTS[parts.scheme]
        except (KeyError, ValueError):
            raise _unreadable() from None
        starts = options.pop("starttls", ["0"])
        if not parts.hostname or options or starts not in (["0"], ["1"]):
            raise _unreadable()
        return cls(
            host=parts.hostname,
            port=port,
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            is_tls=parts.scheme == "smtps",
            starts_tls=starts == ["1"],
        )


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hands letters over to a mail server, each in a connection of its own."""

    server: Server
    sender: EmailAddress
    trust: ssl.SSLContext | None = None  # whom to believe; None: whom the system believes

    def send(self, letter: Letter) -> None:
        """Hand a letter over to the mail server; raises MailNotSentError."""
        message = composed(letter, self.sender)
        try:
            with self.connect() as connection:
                connection.send_message(message)
        except (OSError, smtplib.SMTPException) as error:
            # The server's own words may name the address; the class of the trouble does not.
            raise MailNotSentError(
                f"メールを送れませんでした（{type(error).__name__}）。"
                "時間をおいて試すか、運営者に知らせてください",
                english=f"the mail could not be sent ({type(error).__name__})",
            ) from error

    def connect(self) -> smtplib.SMTP:
        """Return a connection that letters may be handed over in.

        Raises OSError and smtplib.SMTPException.
        """
        connection = self._connected()
        try:
            if self.server.starts_tls:
                connection.starttls(context=self._trust())
            connection.ehlo_or_helo_if_needed()
            if self.server.user:
                connection.login(self.server.user, self.server.password or "")
        except (OSError, smtplib.SMTPException):
            connection.close()
            raise
        return connection

    def _connected(self) -> smtplib.SMTP:
        where = self.server.host, self.server.port
        if self.server.is_tls:
            return smtplib.SMTP_SSL(*where, timeout=PATIENCE.total_seconds(), context=self._trust())
        return smtplib.SMTP(*where, timeout=PATIENCE.total_seconds())

    def _trust(self) -> ssl.SSLContext:
        return self.trust or ssl.create_default_context()


class UnsetMailer:
    """Stands where no mail server is set."""

    def send(self, _letter: Letter) -> None:
        """Refuse, and say what to set."""
        raise self.refusal()

    @staticmethod
    def refusal() -> MailNotSentError:
        """The one sentence for it."""
        return MailNotSentError(
            "このサーバーはメールを送れません"
            "（設定 ENISHI_SMTP_URL と ENISHI_MAIL_FROM が要ります）",
            english="this server sends no mail: set ENISHI_SMTP_URL and ENISHI_MAIL_FROM",
        )


def composed(letter: Letter, sender: EmailAddress) -> EmailMessage:
    """Write a letter as a message: UTF-8, one recipient, and no header that it was not given."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_SENDER, addr_spec=sender.text)
    message["To"] = Address(addr_spec=letter.to.text)
    message["Subject"] = header_value(letter.subject, "subject")
    message["Date"] = format_datetime(localtime())
    domain = sender.text.partition("@")[2]
    message["Message-ID"] = (
        f"<{letter.message_id}@{domain}>" if letter.message_id else make_msgid(domain=domain)
    )
    if letter.stop_address is not None:
        message["List-Unsubscribe"] = f"<{letter.stop_address}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # RFC 3834: an absence notice is not answered to a machine.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
    return message


def _unreadable() -> InvalidValueError:
    return InvalidValueError(
        "メールサーバーの場所は smtp://利用者:合言葉@ホスト:587?starttls=1 か "
        "smtps://利用者:合言葉@ホスト の形で書いてください",
        field="ENISHI_SMTP_URL",
        english="must look like smtp://user:password@host:587?starttls=1 or smtps://user:…@host",
    )
