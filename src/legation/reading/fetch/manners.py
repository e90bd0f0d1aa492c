"""How sites are asked: how often, how long, how much; and what is said where one cannot be had."""

from __future__ import annotations

from msgspec import Struct

from legation.errors import LegationError
from legation.reading.limits import LIMITS


class Manners(Struct, frozen=True, kw_only=True):
    """Bounds and politeness of fetching. Times are seconds.

    A host is asked one thing at a time, `delay` apart, or as far apart as its robots.txt asks for. `silence`
    is the longest wait for the next bytes, `patience` for a whole answer however it drips. A host in trouble
    is asked up to `tries` times, the wait doubling from `back_off`. `allowed` names hosts
    (`intranet.example`, `127.0.0.1:8080`) that may have private or loopback addresses; every other such
    address is refused.
    """

    agent: str = "Legation"
    delay: float = 2.0
    slowest_delay: float = 300.0  # robots.txt may ask for longer waits than anyone means
    silence: float = 20.0
    patience: float = 90.0
    tries: int = 3
    back_off: float = 5.0
    longest_wait: float = 120.0  # a host that asks for longer is given up for this run
    redirects: int = 5
    hosts_at_once: int = 8
    page_bytes: int = LIMITS.page_bytes
    allowed: frozenset[str] = frozenset()


class Unfetched(LegationError):
    """An address gives no page: why, what to do, and whether asking once more may help."""

    def __init__(
        self,
        reason: str,
        remedy: str = "check the address",
        *,
        again: bool = False,
        after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.again = again
        self.after = after  # seconds that the host asked to be left alone
