"""Sends a webhook over HTTP to where it may go.

Whoever may register a webhook chooses an address, and this machine sends to it from inside
the network. So every address that a name leads to is looked at, when the webhook is
registered and again at each delivery, and the connection goes to the very address that was
looked at: a name server that answers differently the next moment gains nothing. Written on
`http.client`, which follows no redirection, knows no proxy, and leaves the socket to us.
"""

import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from socket import (
    IPPROTO_TCP,
    SHUT_RDWR,
    SOCK_STREAM,
    create_connection,
    getaddrinfo,
    socket,
)
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, urlsplit

from enishi.domain.errors import InvalidValueError
from enishi.domain.public_address import is_public
from enishi.domain.webhook import Answer, DeliveryTrouble

# A receiver notes the event and answers; what takes longer belongs behind its answer.
_SECONDS = 5.0
# Of HTTPS, and what is usual where 443 is taken: nobody's mail or database is sent to.
_PORTS = frozenset((443, 8443))

Resolve = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return every address that a name leads to; raises OSError."""
    found = getaddrinfo(host, port, type=SOCK_STREAM, proto=IPPROTO_TCP)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class HttpCourier:
    """Carries over HTTPS to public addresses; to the hosts that the operator names, anyhow."""

    trusted_hosts: frozenset[str] = frozenset()  # over HTTP too, at any port, inside too
    resolve: Resolve = resolve
    seconds: float = _SECONDS
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def must_be_allowed(self, url: str) -> None:
        """Raise InvalidValueError for an address that nothing will ever be sent to."""
        place = self._place(url)
        try:
            addresses = list(self.resolve(place.host, place.port))
        except (OSError, UnicodeError):
            raise InvalidValueError(
                f"ホスト名が引けません（{place.host[:80]}）",
                field="url",
                english=f"the host name does not resolve: {place.host[:80]}",
            ) from None
        if not self._may_be_sent_to(place, addresses):
            raise _refused(
                "組織の内側や予約されたアドレスには送れません",
                "addresses inside a network are not sent to",
            )

    def carry(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send a body by POST; what the receiver writes beside its status is not read."""
        try:
            place = self._place(url)
            addresses = list(self.resolve(place.host, place.port))
        except InvalidValueError:
            return Answer(trouble=DeliveryTrouble.REFUSED_ADDRESS)
        except (OSError, UnicodeError):
            return Answer(trouble=DeliveryTrouble.UNKNOWN_NAME)
        if not self._may_be_sent_to(place, addresses):
            return Answer(trouble=DeliveryTrouble.REFUSED_ADDRESS)
        tls = self.context if place.is_secure else None
        connection = _PinnedConnection(place, addresses[0], tls, self.seconds)
        with closing(connection):
            return connection.post(headers, body)

    def _place(self, url: str) -> "_Place":
        try:
            parts = urlsplit(url)
            place = _Place.of(parts)
        except ValueError:
            raise _refused("URL の形をしていません", "not a URL") from None
        if not url.isascii() or any(letter <= " " or letter == "\x7f" for letter in url):
            raise _refused(
                "URL に使えない文字があります（日本語のホスト名は xn-- の形で書きます）",
                "the URL holds letters that no URL has (write names in their xn-- form)",
            )
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise _refused("URL に認証情報や # は書けません", "no credentials and no # in the URL")
        if place.host in self.trusted_hosts:
            return place
        if not place.is_secure:
            raise _refused("https:// の URL にしてください", "the URL must begin with https://")
        if place.port not in _PORTS:
            ports = "・".join(map(str, sorted(_PORTS)))
            raise _refused(f"ポートは {ports} だけです", f"the port must be one of {ports}")
        return place

    def _may_be_sent_to(self, place: "_Place", addresses: list[str]) -> bool:
        """Whether a host is trusted, or every address of it is outside: one inside is a trap."""
        if not addresses:
            return False
        return place.host in self.trusted_hosts or all(map(is_public, addresses))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a URL leads."""

    is_secure: bool
    host: str
    port: int
    target: str

    @classmethod
    def of(cls, parts: SplitResult) -> "_Place":
        """Read the parts of a URL; raises ValueError."""
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(parts.scheme)
        is_secure = parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        target = parts.path or "/"
        return cls(
            is_secure,
            parts.hostname.rstrip("."),
            port,
            f"{target}?{parts.query}" if parts.query else target,
        )


class _PinnedConnection(HTTPConnection):
    """One connection to one address, which has all of its time together, not for each step."""

    def __init__(
        self, place: _Place, address: str, tls: ssl.SSLContext | None, seconds: float
    ) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self.default_port = 443 if place.is_secure else 80  # so that Host names only others
        self._place = place
        self._address = address
        self._tls = tls
        self._deadline = monotonic() + seconds
        self._is_late = False

    def connect(self) -> None:
        """Connect to the address that was looked at, and check the certificate of the name."""
        left = max(self._deadline - monotonic(), 0.001)
        reached = create_connection((self._address, self.port), left)
        if self._tls is None:
            self.sock = reached
            return
        # The handshake comes later, when it can be cut off.
        self.sock = self._tls.wrap_socket(
            reached, server_hostname=self._place.host, do_handshake_on_connect=False
        )

    def post(self, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send the body and return the answer's status."""
        try:
            self.connect()
        except TimeoutError:
            return Answer(trouble=DeliveryTrouble.TOO_SLOW)
        except (OSError, ValueError):
            return Answer(trouble=DeliveryTrouble.NO_CONNECTION)
        # A receiver that sends a letter now and then would never be slow by the socket's clock.
        cut = Timer(max(self._deadline - monotonic(), 0.001), self._cut_off, [self.sock])
        cut.start()
        try:
            if isinstance(self.sock, ssl.SSLSocket):
                self.sock.do_handshake()
            self.request("POST", self._place.target, body, dict(headers))
            return _answer(self.getresponse().status)
        except Exception as error:
            # Whatever a receiver may send, it is an attempt that failed and no more.
            return Answer(trouble=self._trouble(error))
        finally:
            cut.cancel()

    def _cut_off(self, open_socket: socket) -> None:
        self._is_late = True
        with suppress(OSError):  # it may just have ended by itself
            # Below the TLS, whose own shutdown would take the session from under the reader.
            socket.shutdown(open_socket, SHUT_RDWR)

    def _trouble(self, error: Exception) -> DeliveryTrouble:
        if self._is_late or isinstance(error, TimeoutError):
            return DeliveryTrouble.TOO_SLOW
        if isinstance(error, ssl.SSLCertVerificationError):
            return DeliveryTrouble.BAD_CERTIFICATE
        if isinstance(error, HTTPException | ValueError):
            return DeliveryTrouble.BAD_ANSWER
        return DeliveryTrouble.NO_CONNECTION


def _answer(status: int) -> Answer:
    answer = Answer(status)
    return answer if answer.is_accepted else Answer(status, DeliveryTrouble.REFUSED)


def _refused(japanese: str, english: str) -> InvalidValueError:
    return InvalidValueError(japanese, field="url", english=english)
