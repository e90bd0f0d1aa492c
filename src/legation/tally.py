"""What became of the pages of one run: told while it goes, and summed up at its end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from legation.record import Failure
from legation.record.outcome import Outcome

if TYPE_CHECKING:
    from legation.store.holdings import Holdings
    from legation.store.write import Filed


class Told(Struct, frozen=True):
    """What a run tells while it goes: how many pages are filed or known, and the failures since it last told.

    `stage` is `reading` or `resolving`.
    """

    stage: str
    pages: int
    failures: tuple[Failure, ...] = ()


Progress = Callable[[Told], None]


class Summary(Struct, frozen=True, kw_only=True):
    """What a run came to. `read`, `unread` (language not yet read), `known`, `superseded` count pages.

    `claims` counts the new claims by kind, `holdings` what the record holds now; `seconds` it took. `noted`
    counts the pages of which reading noted what it repaired or left out.
    """

    read: int
    unread: int
    known: int
    superseded: int
    failures: tuple[Failure, ...]
    claims: dict[str, int]
    holdings: Holdings
    seconds: float
    noted: int = 0

    @property
    def pages(self) -> int:
        """All pages that were seen."""
        return self.read + self.unread + self.known + len(self.failures)


def _altered(name: str) -> Failure:
    """Of a document that was read again, but is no longer the one that the record has a row for."""
    reason = "its text in the record is not the one that was read"
    return Failure(name=name, reason=reason, remedy="read its page once more with `legation read --again`")


class Tally:
    """Counts while a run goes on."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress or (lambda _: None)
        self._began = time.monotonic()
        self._counts: Counter[str] = Counter()
        self._claims: Counter[str] = Counter()
        self._failures: list[Failure] = []
        self._pages = 0

    def filed(self, outcomes: Sequence[Outcome], became: Sequence[Filed]) -> None:
        """Some pages are safe in the record."""
        failures = []
        for outcome, how in zip(outcomes, became, strict=True):
            if how == "failed":
                failures.append(outcome.failure or _altered(outcome.name))
                continue
            reading = outcome.reading
            self._counts["noted"] += how != "known" and bool(outcome.document and outcome.document.notes)
            if how == "superseding":
                self._counts["superseded"] += 1
                how = "unread" if reading and reading.unread else "read"
            how = "read" if how == "renewed" else how
            self._counts[how] += 1
            if how == "read" and reading:
                self._claims.update(claim.kind for claim in reading.claims)
        self._tell(len(outcomes), failures)

    def known(self, failures: Sequence[Failure], pages: int) -> None:
        """Some pages were in the record before, `failures` among them."""
        self._counts["known"] += pages - len(failures)
        self._tell(pages, failures)

    def _tell(self, pages: int, failures: Sequence[Failure]) -> None:
        self._pages += pages
        self._failures += failures
        self._progress(Told("reading", self._pages, tuple(failures)))

    def resolving(self) -> None:
        """All pages are filed; now they become one record."""
        self._progress(Told("resolving", self._pages))

    def summary(self, holdings: Holdings) -> Summary:
        """What the run came to."""
        return Summary(
            read=self._counts["read"],
            unread=self._counts["unread"],
            known=self._counts["known"],
            superseded=self._counts["superseded"],
            failures=tuple(self._failures),
            claims=dict(sorted(self._claims.items())),
            holdings=holdings,
            seconds=time.monotonic() - self._began,
            noted=self._counts["noted"],
        )
