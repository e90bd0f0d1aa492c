"""Pages → shards: what the record knows is left out, the rest cut to what a worker reads at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

import msgspec

from legation.record import Document, Failure, Page
from legation.record.outcome import REPORT, Outcome, fingerprint
from legation.settings import Settings, version
from legation.tally import Tally
from legation.workers import in_workers

if TYPE_CHECKING:
    from legation.store.record import Record
    from legation.store.write import Known

P = TypeVar("P")

LOOKED_UP_BYTES = 8 * 1024 * 1024  # of pages looked up at once, `Settings.ahead` at most
FILED_EVERY = 1.0  # seconds: 100 pages in one transaction cost half of what they cost by sixteens
FEW_SHARDS = 4  # up to so many it is quicker not to start workers, each of which loads the models


def fresh(
    record: Record, found: Iterable[Page | Failure], settings: Settings, tally: Tally
) -> Iterator[Page | Outcome]:
    """The pages that the record does not hold; the failures to open one as outcomes."""
    pages: list[tuple[Page, str]] = []
    held = 0
    for page in map(_writable, found):
        if isinstance(page, Failure):
            yield Outcome(name=page.name, url=page.url, fingerprint="", failure=page)
            continue
        pages.append((page, fingerprint(page, settings.published)))
        held += size_of(page)
        if len(pages) >= settings.ahead or held >= LOOKED_UP_BYTES:
            yield from _unknown(record, pages, settings, tally)
            pages, held = [], 0
    yield from _unknown(record, pages, settings, tally)


def _writable(page: Page | Failure) -> Page | Failure:
    """The same with a name that can be written: a file's may hold bytes that are no characters."""
    fields = {
        name: getattr(page, name) for name in ("name", "url", "origin", "reason") if hasattr(page, name)
    }
    sound = {name: words.encode("utf-8", "backslashreplace").decode() for name, words in fields.items()}
    return page if sound == fields else msgspec.structs.replace(page, **sound)


def _unknown(
    record: Record, pages: Sequence[tuple[Page, str]], settings: Settings, tally: Tally
) -> Iterator[Page]:
    known = {} if settings.anew else record.known((page.name, print_) for page, print_ in pages)
    failures, seen = [], 0
    for page, print_ in pages:
        before = known.get((page.name, print_))
        if before is None or (not before.document and _worth_another_try(before)):
            yield page
            continue
        seen += 1
        if not before.document:
            reason = f"{before.reason} (as before)"
            failures.append(Failure(name=page.name, reason=reason, remedy=before.remedy, url=page.url))
    if seen:
        tally.known(failures, seen)


def _worth_another_try(before: Known) -> bool:
    """Whether a failed page may be read now: by a newer version, or where the fault was Legation's own."""
    return before.version != version() or before.remedy == REPORT


def size_of(page: Page) -> int:
    """About how many bytes a page has."""
    return len(page.content) + len(page.text or "")


def cut(pages: Iterable[Page | Outcome], settings: Settings) -> Iterator[list[Page | Outcome]]:
    """Pages in shards, in their order."""
    shard: list[Page | Outcome] = []
    held = 0
    for page in pages:
        weight = 0 if isinstance(page, Outcome) else size_of(page)
        if shard and (len(shard) >= settings.shard_pages or held + weight > settings.shard_bytes):
            yield shard
            shard, held = [], 0
        shard.append(page)
        held += weight
    if shard:
        yield shard


def cut_documents(documents: Iterable[Document], settings: Settings) -> Iterator[list[Document]]:
    """Documents in shards, in their order."""
    waiting = iter(documents)
    while shard := list(islice(waiting, settings.shard_pages)):
        yield shard


def read_shards(
    work: Callable[[Sequence[P]], list[Outcome]],
    shards: Iterable[Sequence[P]],
    workers: int,
    lost: Callable[[P], Outcome],
) -> Iterator[list[Outcome]]:
    """What `work` makes of each shard: in this process where few wait or one worker is asked for."""
    if workers == 1:
        return map(work, shards)
    if workers:  # they start with the first shard
        return in_workers(work, shards, workers, lost)
    waiting = iter(shards)
    first = list(islice(waiting, FEW_SHARDS + 1))
    if len(first) <= FEW_SHARDS or _cores() == 1:
        return map(work, chain(first, waiting))
    return in_workers(work, chain(first, waiting), _cores(), lost)


def gathered(shards: Iterable[list[Outcome]], seconds: float = FILED_EVERY) -> Iterator[list[Outcome]]:
    """Outcomes as they are filed: the first shard at once, then what has come in so many seconds.

    What had come in before an error is given out before the error goes on.
    """
    waiting: list[Outcome] = []
    filed = -seconds
    try:
        for outcomes in shards:
            waiting += outcomes
            if time.monotonic() - filed >= seconds:
                yield waiting
                waiting, filed = [], time.monotonic()
    except (Exception, KeyboardInterrupt):
        if waiting:
            yield waiting
        raise
    if waiting:
        yield waiting


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
