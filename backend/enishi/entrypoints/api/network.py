"""From where a request comes."""

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

# One household or office is given a network of this size; its single addresses change daily.
_OF_ONE_SITE = 64


def client_network(scope: Scope, trusted_proxies: int) -> str:
    """Return the address of the client, of an IPv6 address its network.

    `trusted_proxies` counts the proxies in front of this server that add to X-Forwarded-For.
    What stands further left was written by the client itself and proves nothing.
    """
    hops = _forwarded(scope) if trusted_proxies else []
    if hops:
        text = hops[-min(trusted_proxies, len(hops))]
    else:
        text = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(text.strip("[]"))
    except ValueError:
        return text[:64]  # a Unix socket, or a proxy that writes something else
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), _OF_ONE_SITE), strict=False))
    return str(address)


def _forwarded(scope: Scope) -> list[str]:
    given = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return [hop.strip() for hop in b",".join(given).decode("latin-1").split(",") if hop.strip()]
