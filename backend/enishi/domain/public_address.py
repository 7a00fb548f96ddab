"""Which addresses of a network lie outside it: where a webhook may be sent."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# What `is_global` lets pass and no subscriber can be at.
_NOT_FOR_SUBSCRIBERS = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # the inner address of one large cloud, though it looks public
            "192.0.0.0/24",  # protocol assignments, RFC 6890: a cloud keeps its metadata there
            "192.88.99.0/24",  # the former relays of 6to4, RFC 7526
            "2001::/23",  # Teredo and other protocol assignments, RFC 2928
            "2002::/16",  # 6to4, RFC 3056: holds an IPv4 address
            "3fff::/20",  # documentation, RFC 9637
        ),
    )
)
# All that is given out as yet. What lies beyond stands for other addresses (NAT64), or inside.
_GIVEN_OUT = ip_network("2000::/3")


def is_public(text: str) -> bool:
    """Whether an address (in figures, not a name) is reachable from anywhere and belongs there.

    Loopback, private, link-local (where clouds keep their metadata), shared (CGNAT),
    multicast, reserved and unspecified addresses are not, and neither is an IPv6 address that
    stands for one of them. What is no address is not public.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return False
    return _is_public(address)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(
            address in network
            for network in _NOT_FOR_SUBSCRIBERS
            if network.version == address.version
        )
    )
