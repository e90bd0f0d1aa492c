"""Which addresses may be asked: public ones, and those that the user names.

A name is resolved once, every address that it has is checked, and the connection goes to a checked address
and to no other. So a name that means something else a moment later (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct

from legation.reading.fetch.manners import Unfetched

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters of an address
_KEPT = "%/:@!$&'()*+,;=~-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
ALLOW = "if this host is meant, name it with --allow"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Iterable[str]]


class Target(Struct, frozen=True):
    """Where a request goes: the host as the address names it, and the checked IP addresses that it has."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def authority(self) -> str:
        """`host`, with the port where it is not the scheme's own: the Host that is asked for."""
        return _authority(self.host, self.port, self.scheme)


def normal(url: str) -> str:
    """An address in one spelling: the host in ASCII and lower case, no fragment, other letters escaped.

    Raises Unfetched for what is no address of the web.
    """
    if len(url) > LONGEST:
        raise Unfetched(f"an address of {len(url):,} characters", "give one of at most 2,000")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise Unfetched(f"no address of the web: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not parts.hostname:
        raise Unfetched("no address of the web", "give one that begins with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise Unfetched("an address with a password in it", "addresses are kept in the record: leave it out")
    host = _ascii(parts.hostname)
    where = _authority(host, port or PORTS[scheme], scheme)
    return urlunsplit((scheme, where, quote(parts.path or "/", _KEPT), quote(parts.query, _KEPT + "?"), ""))


def host_of(url: str) -> str:
    """The host and port that an address in its normal spelling names: one polite queue each."""
    return urlsplit(url).netloc


def _ascii(host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host or host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Unfetched(f"no host has the name {host[:80]}") from error


def _authority(host: str, port: int, scheme: str) -> str:
    shown = f"[{host}]" if ":" in host else host
    return shown if port == PORTS[scheme] else f"{shown}:{port}"


def system_resolver(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as this machine resolves names."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def target_of(url: str, allowed: frozenset[str], resolve: Resolver = system_resolver) -> Target:
    """Where an address in its normal spelling leads. Raises Unfetched for a host that may not be asked."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        addresses = tuple(resolve(host, port))
    except OSError as error:
        raise Unfetched(f"the host {host} is not found ({error.strerror or error})", again=True) from error
    except UnicodeError as error:
        raise Unfetched(f"no host has the name {host[:80]}") from error
    if not addresses:
        raise Unfetched(f"the host {host} has no address")
    if not is_allowed(host, port, allowed):
        for address in addresses:
            if why := refusal(address):
                raise Unfetched(f"{host} leads to {address}, {why}: refused", ALLOW)
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(url, parts.scheme, host, port, path, addresses)


def is_allowed(host: str, port: int, allowed: frozenset[str]) -> bool:
    """Whether the user named this host, with or without its port."""
    return host in allowed or f"{host}:{port}" in allowed or f"[{host}]:{port}" in allowed


def refusal(address: str) -> str:
    """What kind of address it is that nobody outside may be led to; empty for a public one."""
    try:
        ip: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "which is no IP address"
    for inner in (ip, *_embedded(ip)):
        if inner.is_loopback:
            return "this machine itself"
        if inner.is_link_local:
            return "a link-local address"
        if inner.is_multicast or inner.is_unspecified or inner.is_reserved:
            return "an address of no single machine"
        if inner.is_private or not inner.is_global:
            return "a private address"
    return ""


def _embedded(ip: Address) -> list[Address]:
    """IPv4 addresses that an IPv6 address leads to: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    found: list[Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        found.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]
