"""Shards: some pages (or documents read before) in, what became of each out, on whatever machine it runs.

Whatever is wrong with a page is told in its outcome and never raised, so that it stops no other.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from legation.errors import UnreadablePage
from legation.extraction import extract
from legation.language import english, mark
from legation.limits import forget_if_grown, with_room, within
from legation.reading.read import read
from legation.record import Document, Failure, Page, Reading
from legation.record.outcome import REPORT, Outcome, fingerprint
from legation.store.words import plain_words_of, words_of

TOO_MUCH_MEMORY = "reading it takes more memory than one page may"
TOO_LARGE = "it may be too large or built to exhaust memory; leave it out, or split it"
LANGUAGES = ("ru", "en")  # read so far; documents in others are filed, searchable, and marked as not read


def read_shard(pages: Sequence[Page | Outcome], published: str = "", seconds: float = 0) -> list[Outcome]:
    """What becomes of each of some pages: pages in, finished readings out, on whatever machine it runs."""
    told = [page if isinstance(page, Outcome) else outcome_of(page, published, seconds) for page in pages]
    forget_if_grown()
    return told


def reread_shard(documents: Sequence[Document], seconds: float = 0) -> list[Outcome]:
    """What some documents claim, as this version reads."""
    told = [_outcome_of_document(document, seconds) for document in documents]
    forget_if_grown()
    return told


def _outcome_of_document(document: Document, seconds: float) -> Outcome:
    try:
        with within(seconds), with_room():
            document = _whole(document)
            reading, words = _read_document(document)
    except UnreadablePage as error:
        return _document_failed(document, *_parted(error))
    except MemoryError:
        return _document_failed(document, TOO_MUCH_MEMORY, TOO_LARGE)
    except Exception as error:  # a fault of Legation's own must not stop the other documents
        return _document_failed(document, f"{type(error).__name__}: {error}", REPORT)
    return Outcome(
        name=document.name,
        fingerprint="",
        document=document,
        reading=reading,
        lemmas=words[0],
        starts=words[1],
    )


def _whole(document: Document) -> Document:
    """The document with its passages told anew, where what was known of them was lost."""
    if document.passages:
        return document
    told = {name: getattr(document, name) for name in ("name", "url", "title", "published", "publisher")}
    page = Page(text=document.text, language=document.language, **told)
    return msgspec.structs.replace(read(page), notes=document.notes)


def _parted(error: UnreadablePage) -> tuple[str, str]:
    """What is wrong with a page, and what to do about it: messages tell the one, «; », and the other."""
    reason, sign, remedy = str(error).rpartition("; ")
    return (reason, remedy) if sign else (remedy, "")


def lost_document(document: Document) -> Outcome:
    """The outcome of a document whose worker was killed over it, alone."""
    return _document_failed(document, "the process that read it was killed, twice", REPORT)


def _document_failed(document: Document, reason: str, remedy: str) -> Outcome:
    failure = Failure(name=document.name, reason=reason, remedy=remedy, url=document.url)
    return Outcome(name=document.name, fingerprint="", failure=failure)


def outcome_of(page: Page, published: str = "", seconds: float = 0) -> Outcome:
    """What becomes of one page; whatever is wrong with it is told, never raised."""
    try:
        with within(seconds), with_room():
            document = read(page, published)
            document.text.encode("utf-8")
            reading, words = _read_document(document)
    except UnreadablePage as error:
        return _failed(page, published, *_parted(error))
    except MemoryError:
        return _failed(page, published, TOO_MUCH_MEMORY, TOO_LARGE)
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


def _read_document(document: Document) -> tuple[Reading, tuple[str, tuple[int, ...]]]:
    """What a document claims, and its words."""
    if reading := unread(document):
        return reading, plain_words_of(document)
    markup = mark(document)
    return extract(markup), words_of(markup)


def lost(page: Page | Outcome, published: str = "") -> Outcome:
    """The outcome of a page whose worker was killed over it, alone."""
    if isinstance(page, Outcome):
        return page
    return _failed(page, published, "the process that read it was killed, twice", TOO_LARGE)


def _failed(page: Page, published: str, reason: str, remedy: str = "") -> Outcome:
    failure = Failure(name=page.name, reason=reason, remedy=remedy, url=page.url)
    print_ = fingerprint(page, published)
    return Outcome(name=page.name, url=page.url, origin=page.origin, fingerprint=print_, failure=failure)


def unread(document: Document) -> Reading | None:
    """The reading of a document in a language that is not read yet: it says so; None for all others."""
    language = document.language.partition("-")[0]
    if language in LANGUAGES:
        if language != "en" or english.is_installed():
            return None
        why = f"English is read with an extra that is not installed; run: {english.REMEDY}"
        return Reading(document_id=document.id, unread=why)
    why = f"its language ({document.language or 'not recognised'}) is not yet read"
    return Reading(document_id=document.id, unread=why)
