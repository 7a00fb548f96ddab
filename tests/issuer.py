"""A real OpenID Connect provider on this machine, for one client; it lies where it is told to."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey

CLIENT = "enishi"
SECRET = "hush-hush-hush-hush"
SATO = "sato@tsubame.example"

Answer = tuple[int, Any]


@dataclass
class Issuer:
    """Who is signed in, what is said of them, and what was asked."""

    url: str = ""
    email: str = SATO
    keys: KeySet = field(
        default_factory=lambda: KeySet([ECKey.generate_key("P-256", {"kid": "k1"})])
    )
    signs_with: ECKey | OctKey | None = None  # another key than it shows
    algorithm: str = "ES256"
    metadata: dict[str, Any] = field(default_factory=dict)  # what it says otherwise of itself
    claims: dict[str, Any] = field(default_factory=dict)  # and of people; None: nothing
    userinfo: dict[str, Any] | None = None
    now: Callable[[], float] = time
    status: int = 200  # of everything it is asked
    heard: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in(self, address: str) -> dict[str, str]:
        """Sign in as a browser does that was sent here; return what it is sent back with."""
        asked = asked_of(address)
        code = token_urlsafe(8)
        self._codes[code] = asked
        return {"code": code, "state": asked["state"], "session_state": "x"}

    def answer(self, path: str, body: str, headers: dict[str, str]) -> Answer:
        """Answer a request of the client."""
        self.heard.append(path)
        if self.status != 200:
            return self.status, {}
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._document()
            case "/keys":
                return 200, self.keys.as_dict(private=False)
            case "/token":
                return self._exchange(dict(parse_qsl(body)), headers)
            case "/userinfo" if headers["authorization"] == "Bearer access":
                return 200, self.userinfo
            case _:
                return 404, {}

    def _document(self) -> dict[str, Any]:
        endpoints = {
            f"{name}_endpoint": f"{self.url}/{name}" for name in ("authorization", "token")
        }
        if self.userinfo is not None:
            endpoints["userinfo_endpoint"] = f"{self.url}/userinfo"
        own = {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["HS256", "ES256"],
        }
        return endpoints | own | self.metadata

    def _exchange(self, told: dict[str, str], headers: dict[str, str]) -> Answer:
        self.sent.append(told)
        asked = self._codes.pop(told.get("code", ""), None)
        digest = sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_client = headers.get("authorization") == f"Basic {basic}" or (
            (told.get("client_id"), told.get("client_secret")) == (CLIENT, SECRET)
        )
        if not is_client:
            return 401, {"error": "invalid_client"}
        if asked is None or asked["redirect_uri"] != told.get("redirect_uri"):
            return 400, {"error": "invalid_grant", "error_description": f"for {self.email}"}
        if (asked["code_challenge_method"], asked["code_challenge"]) != ("S256", challenge):
            return 400, {"error": "invalid_grant"}
        return 200, {
            "access_token": "access",
            "token_type": "Bearer",
            "id_token": self._token(asked["nonce"]),
        }

    def _token(self, nonce: str) -> str:
        now = int(self.now())
        said = {
            "iss": self.url,
            "aud": CLIENT,
            "sub": "248289761001",
            "iat": now,
            "exp": now + 300,
            "auth_time": now - 30,
            "nonce": nonce,
            "email": self.email,
            "email_verified": True,
        } | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        key = self.signs_with or self.keys.keys[0]
        header = {"alg": self.algorithm, "kid": self.keys.keys[0].kid}
        return jwt.encode(header, said, key, [self.algorithm])


@contextmanager
def an_issuer(**known: Any) -> Iterator[Issuer]:
    """Run a provider for as long as a test needs it."""
    issuer = Issuer(**known)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["content-length"])).decode())

        def _answer(self, body: str) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, content = issuer.answer(urlsplit(self.path).path, body, headers)
            raw = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def asked_of(address: str) -> dict[str, str]:
    """Return what an address asks."""
    return dict(parse_qsl(urlsplit(address).query))
