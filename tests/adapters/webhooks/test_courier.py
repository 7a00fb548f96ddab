import ssl
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from socket import create_server
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from enishi.adapters.webhooks import HttpCourier
from enishi.domain.errors import InvalidValueError
from enishi.domain.webhook import Answer, DeliveryTrouble
from receiver import Receiver, a_receiver

OUTSIDE = "203.0.114.7"
HEADERS = {"content-type": "application/json", "webhook-id": "msg_1"}
TRUSTING = HttpCourier(frozenset({"127.0.0.1"}))


def leading_to(*addresses: str) -> HttpCourier:
    """A courier whose name server gives these addresses for every name."""
    return HttpCourier(resolve=lambda _host, _port: addresses)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as found:
        yield found


def test_a_body_arrives_with_its_headers_and_nothing_else(receiver: Receiver):
    answer = TRUSTING.carry(receiver.url, HEADERS, b"{}")

    assert answer == Answer(204)
    ((path, headers, body),) = receiver.heard
    assert (path, body) == ("/hooks?of=enishi", b"{}")
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    assert set(headers) == {"host", "accept-encoding", "content-length", *HEADERS}


@pytest.mark.parametrize("status", [300, 302, 307, 404, 410, 500])
def test_a_status_beyond_2xx_is_a_refusal_and_no_redirection_is_followed(status: int):
    with a_receiver() as elsewhere, a_receiver(status=status) as receiver:
        receiver.headers = {"Location": elsewhere.url}

        answer = TRUSTING.carry(receiver.url, HEADERS, b"{}")

    assert answer == Answer(status, DeliveryTrouble.REFUSED)
    assert (len(receiver.heard), elsewhere.heard) == (1, [])


def test_a_proxy_of_the_environment_is_passed_by(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert TRUSTING.carry(receiver.url, HEADERS, b"{}").is_accepted


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "ftp://hooks.example/",
        "file:///etc/passwd",
        "gopher://hooks.example/",
        "//hooks.example/",
        "hooks.example",
        "",
        "https://",
        "https:///path",
        "https://hooks.example:22/",
        "https://hooks.example:25/",
        "https://hooks.example:8000/",
        "https://hooks.example:99999/",
        "https://hooks.example:x/",
        "https://user@hooks.example/",
        "https://user:word@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example/a b",
        "https://hooks.example/\r\nHost: evil",
        "https://hooks.example/\tx",
        "https://縁.example/",
        "https://[::1/",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused_and_never_called(url: str):
    courier = leading_to(OUTSIDE)

    with pytest.raises(InvalidValueError) as refusal:
        courier.must_be_allowed(url)

    assert refusal.value.field == "url"
    assert courier.carry(url, HEADERS, b"{}") == Answer(trouble=DeliveryTrouble.REFUSED_ADDRESS)


@pytest.mark.parametrize(
    "url",
    ["https://hooks.example", "https://hooks.example:8443/a?b=c", "https://xn--ehq.example/"],
)
def test_https_to_the_outside_is_allowed(url: str):
    leading_to(OUTSIDE).must_be_allowed(url)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:10.0.0.1"],
        [OUTSIDE, "192.168.0.1"],
        [],
    ],
)
def test_a_name_that_leads_inside_by_any_of_its_addresses_is_refused(addresses: list[str]):
    courier = leading_to(*addresses)

    with pytest.raises(InvalidValueError, match="送れません"):
        courier.must_be_allowed("https://hooks.example/")

    assert courier.carry("https://hooks.example/", HEADERS, b"{}") == Answer(
        trouble=DeliveryTrouble.REFUSED_ADDRESS
    )


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0", "[::1]", "[::ffff:7f00:1]"]
)
def test_no_spelling_of_this_machine_is_sent_to(host: str):
    with pytest.raises(InvalidValueError):
        HttpCourier().must_be_allowed(f"https://{host}/")


def test_a_name_that_leads_elsewhere_the_next_time_gains_nothing(receiver: Receiver):
    """The name server says: outside, when it is looked at; inside, ever after."""
    answers = iter([[OUTSIDE]])
    courier = HttpCourier(resolve=lambda _host, _port: next(answers, ["127.0.0.1"]))
    url = "https://rebinding.example:8443/"
    courier.must_be_allowed(url)

    answer = courier.carry(url, HEADERS, b"{}")

    assert answer == Answer(trouble=DeliveryTrouble.REFUSED_ADDRESS)
    assert receiver.heard == []


def test_the_connection_goes_to_the_very_address_that_was_looked_at(receiver: Receiver):
    asked: list[str] = []

    def once(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    courier = HttpCourier(frozenset({"no-such-name.invalid"}), resolve=once)

    answer = courier.carry(f"http://no-such-name.invalid:{receiver.port}/", HEADERS, b"{}")

    assert answer.is_accepted
    assert asked == ["no-such-name.invalid"]
    assert receiver.heard[0][1]["host"] == f"no-such-name.invalid:{receiver.port}"


def test_a_name_that_nobody_knows_is_told_apart():
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    courier = HttpCourier(resolve=unknown)

    with pytest.raises(InvalidValueError, match="引けません"):
        courier.must_be_allowed("https://hooks.example/")
    assert courier.carry("https://hooks.example/", HEADERS, b"{}") == Answer(
        trouble=DeliveryTrouble.UNKNOWN_NAME
    )


def test_nobody_at_the_address_is_told_apart():
    with create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    answer = TRUSTING.carry(f"http://127.0.0.1:{port}/", HEADERS, b"{}")

    assert answer == Answer(trouble=DeliveryTrouble.NO_CONNECTION)


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def letter_by_letter(handler: BaseHTTPRequestHandler) -> None:
    try:
        for letter in b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100:
            handler.wfile.write(bytes([letter]))
            time.sleep(0.05)
    except OSError:
        pass


def continuing(handler: BaseHTTPRequestHandler) -> None:
    try:
        for _ in range(100):
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.05)
    except OSError:
        pass


@pytest.mark.parametrize("instead", [silent, letter_by_letter, continuing])
def test_a_receiver_has_all_its_time_together_and_not_for_each_letter(
    receiver: Receiver, instead: object
):
    receiver.instead = instead  # type: ignore[assignment]
    courier = HttpCourier(frozenset({"127.0.0.1"}), seconds=0.4)
    began = time.monotonic()

    answer = courier.carry(receiver.url, HEADERS, b"{}")

    assert answer == Answer(trouble=DeliveryTrouble.TOO_SLOW)
    assert time.monotonic() - began < 2


def endless(handler: BaseHTTPRequestHandler) -> None:
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        while True:
            handler.wfile.write(b"x" * 65_536)
    except OSError:
        pass


def test_what_a_receiver_writes_is_not_read(receiver: Receiver):
    receiver.instead = endless

    assert TRUSTING.carry(receiver.url, HEADERS, b"{}") == Answer(200)


@pytest.mark.parametrize(
    "said", [b"\x00\xff" * 50, b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\r\n\r\n", b""]
)
def test_what_is_no_http_is_an_attempt_that_failed(receiver: Receiver, said: bytes):
    def speak(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)
        handler.close_connection = True

    receiver.instead = speak

    answer = TRUSTING.carry(receiver.url, HEADERS, b"{}")

    assert answer.trouble in (DeliveryTrouble.BAD_ANSWER, DeliveryTrouble.NO_CONNECTION)


def test_headers_without_end_are_an_attempt_that_failed(receiver: Receiver):
    def speak(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000)

    receiver.instead = speak

    answer = TRUSTING.carry(receiver.url, HEADERS, b"{}")

    assert answer.trouble is DeliveryTrouble.BAD_ANSWER


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for hooks.example, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hooks.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("hooks.example"), x509.IPAddress(ip_address("203.0.113.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "hooks.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secure(certificate: Path) -> Iterator[int]:
    """The port of a receiver that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as reached:
                    heard = b""
                    while not heard.endswith(b"{}") and (more := reached.recv(65_536)):
                        heard += more
                    reached.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                pass

    Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.close()


def secured(certificate: Path | None, host: str) -> HttpCourier:
    return HttpCourier(
        frozenset({host}),
        resolve=lambda _host, _port: ["127.0.0.1"],
        context=ssl.create_default_context(cafile=certificate),
    )


def test_the_certificate_of_the_name_is_checked_though_the_address_is_pinned(
    secure: int, certificate: Path
):
    url = f"https://hooks.example:{secure}/"

    assert secured(certificate, "hooks.example").carry(url, HEADERS, b"{}") == Answer(200)


@pytest.mark.parametrize(("trusts", "host"), [(False, "hooks.example"), (True, "other.example")])
def test_a_certificate_of_nobody_or_of_another_name_is_no_connection(
    secure: int, certificate: Path, trusts: bool, host: str
):
    courier = secured(certificate if trusts else None, host)

    answer = courier.carry(f"https://{host}:{secure}/", HEADERS, b"{}")

    assert answer == Answer(trouble=DeliveryTrouble.BAD_CERTIFICATE)


def test_a_handshake_that_never_ends_is_cut_off():
    with closing(create_server(("127.0.0.1", 0))) as listening:
        courier = HttpCourier(frozenset({"127.0.0.1"}), seconds=0.3)
        began = time.monotonic()

        answer = courier.carry(f"https://127.0.0.1:{listening.getsockname()[1]}/", HEADERS, b"{}")

    assert answer == Answer(trouble=DeliveryTrouble.TOO_SLOW)
    assert time.monotonic() - began < 2
