"""Passwords as argon2id hashes."""

from functools import cached_property
from secrets import token_urlsafe

from argon2 import Parameters, extract_parameters
from argon2.exceptions import InvalidHashError
from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

# The second recommended choice of RFC 9106 §4: 64 MiB, three passes. A twentieth of a second on
# a small server, and memory that a cracker has to pay for once a guess.
TIME_COST, MEMORY_KIB, LANES = 3, 64 << 10, 4


class Argon2Passwords:
    """argon2id (RFC 9106)."""

    def __init__(
        self, *, time_cost: int = TIME_COST, memory_kib: int = MEMORY_KIB, lanes: int = LANES
    ) -> None:
        hasher = Argon2Hasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=lanes)
        self._hash = PasswordHash((hasher,))

    def hashed(self, password: str) -> str:
        """Return the hash of a password, with its salt and its cost."""
        return self._hash.hash(password)

    def verify(self, password: str, password_hash: str | None) -> bool:
        """Whether the password is the one; as slow without a hash, and then never."""
        try:
            found = self._hash.verify(password, password_hash or self._nobodys)
        except UnknownHashError:
            return False
        return found and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether a password would be hashed at another cost today."""
        try:
            return self._cost(password_hash) != self._cost(self._nobodys)
        except InvalidHashError:
            return True

    @cached_property
    def _nobodys(self) -> str:
        """The hash of a password that nobody knows."""
        return self._hash.hash(token_urlsafe())

    @staticmethod
    def _cost(password_hash: str) -> Parameters:
        return extract_parameters(password_hash)
