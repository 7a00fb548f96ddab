"""Browsers for the tests: each with cookies of its own, and people to sit at them."""

from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from enishi.bootstrap import Application
from enishi.domain.access import LOCAL_OPERATOR
from enishi.domain.email_address import EmailAddress
from enishi.domain.membership import PLATFORM, Role

API = "/api/v1"


class Browser:
    """One browser, signed in or not; it shows its CSRF token as the page does."""

    def __init__(self, api: TestClient, application: Application) -> None:
        self.client = TestClient(api.app, raise_server_exceptions=False)
        self.application = application
        self.csrf: str | None = None

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """Send a request; header names with _ for -."""
        shown = {"X-Enishi-CSRF": self.csrf} if self.csrf else {}
        shown |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.request(method, f"{API}{path}", json=body, headers=shown)

    def me(self) -> dict[str, Any]:
        """Return GET /me, and take its CSRF token along."""
        answer = self.ask("GET", "/me")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        self.csrf = told["csrf_token"]
        return told

    def sign_in(self, email: str) -> "Browser":
        """Sign in by a link that an operator hands over."""
        assert self.ask("POST", "/auth/links/redeem", {"token": self.link(email)}).is_success
        self.me()
        return self

    def link(self, email: str) -> str:
        """Return the token of a link for somebody."""
        link = self.application.sign_in.new_link(EmailAddress(email), by=LOCAL_OPERATOR)
        return link.partition("#")[2]


def register(
    application: Application,
    email: str,
    role: Role = Role.OPERATOR,
    organisation: str = PLATFORM,
) -> str:
    """Register somebody and return their ref."""
    name = email.partition("@")[0]
    address = EmailAddress(email)
    return application.people.register(address, name, role, organisation, by=LOCAL_OPERATOR).ref
