"""The key that digests are signed with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_bytes

from enishi.domain.digest_token import KEY_BYTES
from enishi.services.ports import Database


@dataclass(frozen=True)
class DigestKey:
    """The one key of the installation, kept in its database: links outlive every restart.

    Made when it is first needed. Who deletes it makes every link of letters that are out void.
    """

    database: Database
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def get(self) -> bytes:
        """Return the key."""
        with self.database.read() as work:
            key = work.installation_key.get()
        return key or self._made()

    def _made(self) -> bytes:
        with self.database.begin_durably() as work:
            key = work.installation_key.get()
            if key is None:
                key = token_bytes(KEY_BYTES)
                work.installation_key.put(key, self.now())
            return key
