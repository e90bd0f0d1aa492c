"""Which addresses may be asked."""

from __future__ import annotations

import pytest

from legation.reading.fetch.addresses import normal, refusal, target_of
from legation.reading.fetch.manners import Unfetched

SPELT = {
    "HTTPS://Example.ORG:443/a b?q=Токио#part": "https://example.org/a%20b?q=%D0%A2%D0%BE%D0%BA%D0%B8%D0%BE",
    "http://правительство.рф": "http://xn--80aealotwbjpid2k.xn--p1ai/",
    "http://example.org./%D0%9A": "http://example.org/%D0%9A",
    "http://[::1]:8080/x": "http://[::1]:8080/x",
}
NO_ADDRESS = (
    "ftp://example.org/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "/etc/passwd",
    "http://",
    "http://user:secret@example.org/",
    "http://example.org:99999/",
    "http://[::1/",
    "https://example.org/" + "x" * 3000,
)
PRIVATE = (
    *(
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "0.0.0.0",  # noqa: S104
        "::",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
    ),
    *("169.254.169.254", "fe80::1", "fe80::1%eth0", "fc00::1", "100.64.0.1", "224.0.0.1", "ff02::1"),
    *(
        "255.255.255.255",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "240.0.0.1",
    ),
    *("192.0.2.1", "198.18.0.1", "nonsense"),
)


@pytest.mark.parametrize(("given", "spelt"), SPELT.items())
def test_an_address_has_one_spelling(given: str, spelt: str) -> None:
    assert normal(given) == spelt
    assert normal(spelt) == spelt


@pytest.mark.parametrize("given", NO_ADDRESS)
def test_what_is_no_address_is_refused(given: str) -> None:
    with pytest.raises(Unfetched):
        normal(given)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_addresses_are_open(address: str) -> None:
    assert refusal(address) == ""


def test_every_address_of_a_name_is_checked() -> None:
    with pytest.raises(Unfetched, match=r"leads to 10\.0\.0\.1, a private address"):
        target_of("http://example.org/", frozenset(), lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_a_name_is_resolved_once_and_the_connection_goes_where_was_checked() -> None:
    """A name that means this machine a moment later (DNS rebinding) is not asked a second time."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    target = target_of("https://example.org/x?y=1", frozenset(), lambda *_: next(answers))
    assert target.addresses == ("93.184.216.34",)
    assert (target.authority, target.path) == ("example.org", "/x?y=1")


def test_a_host_may_be_allowed_by_name() -> None:
    def inside(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    assert target_of("http://intranet/", frozenset(["intranet"]), inside).addresses == ("10.0.0.1",)
    assert target_of("http://intranet:81/", frozenset(["intranet:81"]), inside)
    with pytest.raises(Unfetched):
        target_of("http://intranet:82/", frozenset(["intranet:81"]), inside)
