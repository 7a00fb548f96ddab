"""Sessions: a browser that has signed in, and the circumstances it signs in under."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from enishi.domain.limits import NAME, bounded

# A coordinator who is away for a week comes back signed in; a lost laptop ends within a season.
IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)
# Time to find the telephone and read the code.
HALF = timedelta(minutes=15)
# What changes the way in (password, second factor) or erases it asks for a sign-in this young.
FRESH = timedelta(minutes=15)
# Each use within this time of the one before is not written down again.
NOTICED = timedelta(hours=1)

# One network for counting: what an IPv4 provider shares out, and one household's IPv6 prefix.
_IPV4_PREFIX, _IPV6_PREFIX = 24, 64


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person. Its token is known to the browser alone; here is its hash."""

    ref: str
    token_hash: str
    person_ref: str
    begun_at: datetime  # UTC
    seen_at: datetime  # UTC
    awaits_code: bool = False  # the second factor is still to be shown; until then it opens nothing
    browser: str = ""

    def __post_init__(self) -> None:
        bounded(self.ref, "session_ref", NAME, required=True)
        bounded(self.token_hash, "token_hash", NAME, required=True)
        bounded(self.person_ref, "person_ref", NAME, required=True)
        bounded(self.browser, "browser", NAME)

    def is_over(self, now: datetime) -> bool:
        """Whether it has been idle for too long, or has lasted too long."""
        if self.awaits_code:
            return now - self.begun_at >= HALF
        return now - self.seen_at >= IDLE or now - self.begun_at >= LONGEST

    def is_fresh(self, now: datetime) -> bool:
        """Whether the person has signed in just now."""
        return not self.awaits_code and now - self.begun_at < FRESH


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody tries to sign in."""

    address: str = ""  # as the server saw it
    browser: str = ""  # what the browser calls itself
    device: str | None = None  # the token of a browser that signed in before

    @property
    def network(self) -> str:
        """The network around the address, so that a neighbour's addresses count as one."""
        try:
            address = ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(address, IPv4Address):
            return str(ip_network((address, _IPV4_PREFIX), strict=False))
        if address.ipv4_mapped is not None:
            return str(ip_network((address.ipv4_mapped, _IPV4_PREFIX), strict=False))
        return str(ip_network((int(address), _IPV6_PREFIX), strict=False))

    @property
    def is_from_this_machine(self) -> bool:
        """Whether everybody seems to come from here, as behind a proxy that tells no address."""
        try:
            return ip_address(self.address).is_loopback
        except ValueError:
            return False
