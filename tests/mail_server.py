"""A mail server that really listens, and does to letters what it is told to."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class Inbox:
    """Keeps what it is given. `bad` recipients are refused as it says; a word may cut a letter off.

    `cut_before` and `cut_after` are recipients at whose letter the connection is closed: before
    the letter is kept, and after it, both times without a reply.
    """

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.connections: set[int] = set()
        self.bad: dict[str, str] = {}
        self.bad_senders: dict[str, str] = {}
        self.verdicts: dict[str, str] = {}
        self.cut_before: set[str] = set()
        self.cut_after: set[str] = set()
        self.most_letters = 1_000_000  # of one connection
        self.when_received: Callable[[Envelope], None] = lambda _envelope: None
        self._of_connection: dict[int, int] = {}

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.connections.add(id(session))
        count = self._of_connection[id(session)] = self._of_connection.get(id(session), 0) + 1
        if count > self.most_letters:
            server.transport.close()
        if address in self.bad_senders:
            return self.bad_senders[address]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _: list[str]
    ) -> str:
        if address in self.bad:
            return self.bad[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos
        if to in self.cut_before:
            server.transport.close()
        elif to not in self.verdicts:
            self.received.append(envelope)
            self.when_received(envelope)
        if to in self.cut_after:
            server.transport.close()
        return self.verdicts.get(to, "250 taken")

    @property
    def addressees(self) -> list[str]:
        """To whom the letters went, in order."""
        return [envelope.rcpt_tos[0] for envelope in self.received]

    def message(self) -> EmailMessage:
        """The newest letter."""
        content = self.received[-1].content
        assert isinstance(content, bytes)
        found = message_from_bytes(content, policy=policy.SMTP)
        assert isinstance(found, EmailMessage)
        return found


class _Listener(Controller):
    def _trigger_server(self) -> None:
        # The library would greet, and count as a connection.
        socket.create_connection((self.hostname, self.port)).close()


def a_free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def listening(inbox: Inbox, port: int | None = None) -> Iterator[int]:
    """Listen at a port while the block lasts, and tell which."""
    listener = _Listener(inbox, hostname="127.0.0.1", port=port or a_free_port())
    listener.start()
    try:
        yield listener.port
    finally:
        listener.stop()
