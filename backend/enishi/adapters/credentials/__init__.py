"""What people sign in with: hashes of passwords, and codes from a telephone."""

from enishi.adapters.credentials.argon2_passwords import Argon2Passwords
from enishi.adapters.credentials.totp_codes import TotpCodes

__all__ = ["Argon2Passwords", "TotpCodes"]
