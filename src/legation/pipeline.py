"""The whole way through, on one screen: a page walks in, its claims walk out; many pages make a record."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from legation.extraction import extract
from legation.language import mark
from legation.outcomes import lost, lost_document, read_shard, reread_shard, unread
from legation.reading.read import read
from legation.record import Document, Failure, Page, Reading
from legation.settings import Settings, version
from legation.shards import cut, cut_documents, fresh, gathered, read_shards
from legation.tally import Progress, Summary, Tally

if TYPE_CHECKING:
    from legation.store.record import Record

SETTINGS = Settings(workers=1)  # one process: a script that calls in need not guard its main module


def claims_in(page: Page, published: str = "") -> Reading:
    """What one page claims. Touches nothing but the page; raises UnreadablePage for one without text.

    `published` dates a page that tells no date of its own.
    """
    return reading_of(read(page, published))


def reading_of(document: Document) -> Reading:
    """What one document claims. Touches nothing but the document."""
    return unread(document) or extract(mark(document))


def read_into(
    record: Record,
    found: Iterable[Page | Failure],
    settings: Settings = SETTINGS,
    progress: Progress | None = None,
) -> Summary:
    """Reads pages into a record and resolves it. A kill loses no page that `progress` was told of."""
    tally = Tally(progress)
    shards = cut(fresh(record, found, settings, tally), settings)
    work = partial(read_shard, published=settings.published, seconds=settings.page_seconds)
    done = read_shards(work, shards, settings.workers, partial(lost, published=settings.published))
    for outcomes in gathered(done):
        tally.filed(outcomes, record.file(outcomes, version(), settings.anew))
    if not record.is_resolved:
        tally.resolving()
        resolve_record(record)
    return tally.summary(record.holdings())


def resolve_record(record: Record, anew: bool = False) -> dict[str, int]:
    """Works out from all claims and judgements what has changed in the record; gives the rows that changed.

    With `anew` everything is worked out from nothing, which comes to the same record.
    """
    from legation.resolution.preparing import prepare
    from legation.resolution.resolve import settle

    return record.grow(prepare, settle, anew=anew)


def reread(record: Record, settings: Settings = SETTINGS, progress: Progress | None = None) -> Summary:
    """Reads the record's documents anew from the texts that it holds, as this version reads, and resolves.

    A document that fails keeps what was read of it before.
    """
    tally = Tally(progress)
    shards = cut_documents(record.texts(), settings)
    work = partial(reread_shard, seconds=settings.page_seconds)
    for outcomes in gathered(read_shards(work, shards, settings.workers, lost_document)):
        tally.filed(outcomes, record.renew(outcomes, version()))
    tally.resolving()
    resolve_record(record)
    return tally.summary(record.holdings())
