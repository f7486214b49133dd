"""Which network addresses are public, so that no page can lead a run into a private network."""

from __future__ import annotations

import ipaddress

#: RFC 6052: IPv4 addresses as IPv6 sees them.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")


def is_public(number: str) -> bool:
    """Whether the IP address is one of the open network, whatever it is wrapped in."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


def names_private_host(host: str) -> bool:
    """Whether the host, as written, is one of a private network: such an address, "localhost", or a bare name."""
    host = host.lower().rstrip(".")
    try:
        return not is_public(host)
    except ValueError:
        pass
    bare = "." not in host and not host.isdigit() and not host.startswith("0x")
    return bare or host.endswith(_LOCAL_NAMES)
