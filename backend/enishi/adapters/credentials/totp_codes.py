"""One-time codes as every authenticator computes them: six digits, half a minute, SHA-1."""

import hmac
from datetime import datetime
from io import BytesIO

import pyotp
import segno

from enishi.domain.person import Person

_SECONDS = 30
# A telephone's clock may be one step off in either direction (RFC 6238 §5.2).
_DRIFT = (0, -1, 1)
_ISSUER = "縁 Enishi"


class TotpCodes:
    """TOTP (RFC 6238)."""

    def new_secret(self) -> str:
        """Return a secret of 160 bits, in the letters that people can type (base 32)."""
        return pyotp.random_base32()

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """Return the time step that a code is of, near `now`; None where it is of none."""
        current = int(now.timestamp()) // _SECONDS
        computed = pyotp.TOTP(secret)
        found = None
        for drift in _DRIFT:  # all of them, so that the time taken tells nothing
            step = current + drift
            if hmac.compare_digest(computed.at(step * _SECONDS).encode(), code.encode()):
                found = step
        return found

    def address(self, secret: str, person: Person) -> str:
        """Return the `otpauth://` address that a telephone takes the secret from."""
        return pyotp.TOTP(secret).provisioning_uri(name=person.email.text, issuer_name=_ISSUER)

    def picture(self, address: str) -> str:
        """Return the address as a QR code, an SVG document."""
        # Four modules of margin are what readers ask for (ISO/IEC 18004).
        drawn = BytesIO()
        segno.make_qr(address, error="m").save(
            drawn, kind="svg", scale=4, border=4, xmldecl=False, title=_ISSUER
        )
        return drawn.getvalue().decode()
