"""What a host asks of those who come by machine (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.reading.fetch.exchange import Answer
from legation.reading.fetch.manners import Manners, Unfetched

if TYPE_CHECKING:
    from protego import Protego

MOST = 512 * 1024  # bytes of a robots.txt that are heeded


class Robots(Struct, frozen=True):
    """The rules of one host; `closed` says why nothing of it may be asked for."""

    rules: Protego | None = None
    closed: str = ""

    def refusal(self, url: str, agent: str) -> str:
        """Why a page may not be asked for; empty where it may."""
        if self.closed:
            return self.closed
        if self.rules is not None and not self.rules.can_fetch(url, agent):
            return "its robots.txt asks not to fetch it"
        return ""

    def delay(self, manners: Manners) -> float:
        """Seconds between two requests."""
        if self.rules is None:
            return manners.delay
        told = float(self.rules.crawl_delay(manners.agent) or 0)
        rate = self.rules.request_rate(manners.agent)
        if rate is not None and rate.requests:
            told = max(told, rate.seconds / rate.requests)
        return max(manners.delay, min(told, manners.slowest_delay))


def robots_of(root: str, ask: Callable[[str], tuple[Answer, bytes]]) -> Robots:
    """The rules of the host at `root` (`https://host`); `ask` fetches one address, redirects followed.

    A host without the file has no rules; one whose file cannot be had now is left alone.
    """
    from protego import Protego

    try:
        answer, content = ask(f"{root}/robots.txt")
    except Unfetched as error:
        return Robots(closed=f"its robots.txt cannot be had: {error.reason}")
    if answer.status != 200:
        if 400 <= answer.status < 500 and answer.status != 429:
            return Robots()
        return Robots(closed=f"its robots.txt cannot be had: the answer is {answer.status}")
    try:
        return Robots(Protego.parse(content[:MOST].decode("utf-8", "replace")))
    except Exception as error:  # rules that no parser can read are no permission
        return Robots(closed=f"its robots.txt cannot be read: {type(error).__name__}")
