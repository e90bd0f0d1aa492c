"""The whole way through, on one screen: a page walks in, its claims walk out; many pages make a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from legation.errors import UnreadablePage
from legation.extraction import extract
from legation.language import mark
from legation.reading.read import read
from legation.record import Document, Failure, Page, Reading
from legation.record.outcome import REPORT, Outcome, fingerprint
from legation.settings import Settings, version
from legation.shards import cut, fresh, read_shards
from legation.store.words import plain_words_of, words_of
from legation.tally import Progress, Summary, Tally

if TYPE_CHECKING:
    from legation.store.record import Record

SETTINGS = Settings()
LANGUAGES = ("ru",)  # read so far; documents in others are filed, searchable, and marked as not read


def claims_in(page: Page, published: str = "") -> Reading:
    """What one page claims. Touches nothing but the page; raises UnreadablePage for one without text.

    `published` dates a page that tells no date of its own.
    """
    return reading_of(read(page, published))


def reading_of(document: Document) -> Reading:
    """What one document claims. Touches nothing but the document."""
    return _unread(document) or extract(mark(document))


def read_into(
    record: Record,
    found: Iterable[Page | Failure],
    settings: Settings = SETTINGS,
    progress: Progress | None = None,
) -> Summary:
    """Reads pages into a record and resolves it. A kill loses no page that `progress` was told of."""
    tally = Tally(progress)
    shards = cut(fresh(record, found, settings, tally), settings)
    work = partial(read_shard, published=settings.published)
    for outcomes in read_shards(work, shards, settings.workers, partial(lost, published=settings.published)):
        tally.filed(outcomes, record.file(outcomes, version(), settings.anew))
    if not record.is_resolved:
        tally.resolving()
        resolve_record(record)
    return tally.summary(record.holdings())


def resolve_record(record: Record) -> dict[str, int]:
    """Works the resolved things out anew from all claims and judgements; gives the rows that changed."""
    from legation.resolution.resolve import resolve

    return record.resolve(resolve)


def read_shard(pages: Sequence[Page | Outcome], published: str = "") -> list[Outcome]:
    """What becomes of each of some pages: pages in, finished readings out, on whatever machine it runs."""
    return [page if isinstance(page, Outcome) else outcome_of(page, published) for page in pages]


def outcome_of(page: Page, published: str = "") -> Outcome:
    """What becomes of one page; whatever is wrong with it is told, never raised."""
    try:
        document = read(page, published)
        document.text.encode("utf-8")
        if reading := _unread(document):
            words = plain_words_of(document)
        else:
            markup = mark(document)
            reading, words = extract(markup), words_of(markup)
    except UnreadablePage as error:
        return _failed(page, published, str(error))
    except Exception as error:  # a fault of Legation's own must not stop the other pages
        return _failed(page, published, f"{type(error).__name__}: {error}", REPORT)
    return Outcome(
        name=page.name,
        url=page.url,
        origin=page.origin,
        fingerprint=fingerprint(page, published),
        document=document,
        reading=reading,
        lemmas=words[0],
        starts=words[1],
    )


def lost(page: Page | Outcome, published: str = "") -> Outcome:
    """The outcome of a page whose worker was killed over it, alone."""
    if isinstance(page, Outcome):
        return page
    remedy = "it may be too large or built to exhaust memory; leave it out, or split it"
    return _failed(page, published, "the process that read it was killed, twice", remedy)


def _failed(page: Page, published: str, reason: str, remedy: str = "") -> Outcome:
    failure = Failure(name=page.name, reason=reason, remedy=remedy, url=page.url)
    print_ = fingerprint(page, published)
    return Outcome(name=page.name, url=page.url, origin=page.origin, fingerprint=print_, failure=failure)


def _unread(document: Document) -> Reading | None:
    language = document.language.partition("-")[0]
    if language in LANGUAGES:
        return None
    why = f"its language ({document.language or 'not recognised'}) is not yet read"
    return Reading(document_id=document.id, unread=why)
