"""Hands many letters over in one connection, and knows of each how far it came."""

import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.policy import SMTP

from enishi.adapters.mail.smtp_mailer import PATIENCE, SmtpMailer, UnsetMailer, composed
from enishi.domain.letter import Letter
from enishi.domain.mailing import MailReply, MailReplyKind

# Seven bits: a server that does not announce 8BITMIME may not be given eight.
_SEVEN_BITS = SMTP.clone(cte_type="7bit")
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
_Verb = Callable[[str], tuple[int, bytes]]
# RFC 5321 §4.5.3.2.6: who reads a letter for spam before taking it may need minutes.
_FOR_A_VERDICT = timedelta(minutes=10)
# RFC 5321 §4.2.3
_GO_ON, _CLOSING = 354, 421


@dataclass(frozen=True, slots=True)
class SmtpPostOffice:
    """Opens sessions with the mail server that single letters go to, too."""

    mailer: SmtpMailer

    @contextmanager
    def open(self) -> Iterator["SmtpSession"]:
        """Open a session; it connects with its first letter."""
        session = SmtpSession(self.mailer)
        try:
            yield session
        finally:
            session.close()


class UnsetPostOffice:
    """Stands where no mail server is set."""

    @contextmanager
    def open(self) -> Iterator["SmtpSession"]:
        """Refuse, and say what to set."""
        raise UnsetMailer.refusal()
        yield


class _RefusedError(Exception):
    def __init__(self, code: int, words: bytes, *, is_of_all: bool = False) -> None:
        super().__init__()
        self.code = code
        self.words = words
        self.is_of_all = is_of_all  # the server refuses us, not this letter


@dataclass(slots=True)
class SmtpSession:
    """One connection for many letters, opened again where the server has closed it."""

    mailer: SmtpMailer
    _connection: smtplib.SMTP | None = field(default=None, init=False)

    def hand_over(self, letter: Letter) -> MailReply:
        """Hand a letter over and return what the server replied; trouble is a reply too.

        A server may close a connection after so many letters as it likes. Nothing of this one
        was taken then, and it is begun once more in a new connection.
        """
        for is_last in (self._connection is None, True):
            try:
                self._introduce(letter)
                break
            except _RefusedError as refusal:
                if refusal.is_of_all and not is_last:
                    continue
                return _reply(refusal)
            except (OSError, smtplib.SMTPException) as error:
                self.close()
                if is_last:
                    return MailReply(MailReplyKind.UNREACHED, type(error).__name__)
        return self._deliver(letter)

    def close(self) -> None:
        """Say good-bye, if anybody listens."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _introduce(self, letter: Letter) -> None:
        """Name the sender and the recipient, and hear that the letter may follow."""
        if self._connection is None:
            self._connection = self.mailer.connect()
        sender = letter.bounces_to or self.mailer.sender
        self._say(self._connection.mail, sender.text, is_of_all=True)
        self._say(self._connection.rcpt, letter.to.text)
        self._say(self._connection.docmd, "DATA")

    def _say(self, verb: _Verb, words: str, *, is_of_all: bool = False) -> None:
        code, answer = verb(words)
        if code // 100 == 2 or code == _GO_ON:
            return
        if code == _CLOSING or is_of_all:
            self.close()
            raise _RefusedError(code, answer, is_of_all=True)
        assert self._connection is not None
        self._connection.rset()
        raise _RefusedError(code, answer)

    def _deliver(self, letter: Letter) -> MailReply:
        """Send the letter itself. From here on only the server's word tells whether it has it."""
        assert self._connection is not None
        message = composed(letter, self.mailer.sender).as_bytes(policy=_SEVEN_BITS)
        # RFC 5321 §4.5.2: a line that begins with a dot gets another one.
        stuffed = re.sub(rb"(?m)^\.", b"..", message)
        try:
            _grant(self._connection, _FOR_A_VERDICT)
            self._connection.send(stuffed.rstrip(b"\r\n") + b"\r\n.\r\n")
            code, words = self._connection.getreply()
            _grant(self._connection, PATIENCE)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return MailReply(MailReplyKind.CUT, type(error).__name__)
        if code // 100 == 2:
            return MailReply(MailReplyKind.TAKEN)
        return _reply(_RefusedError(code, words))


def _grant(connection: smtplib.SMTP, patience: timedelta) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(patience.total_seconds())


def _reply(refusal: _RefusedError) -> MailReply:
    enhanced = _ENHANCED.match(refusal.words)
    code = f"{refusal.code} {enhanced[0].decode()}" if enhanced else str(refusal.code)
    if refusal.is_of_all:
        return MailReply(MailReplyKind.UNREACHED, code)
    is_for_good = refusal.code // 100 == 5
    return MailReply(MailReplyKind.REFUSED if is_for_good else MailReplyKind.DEFERRED, code)
