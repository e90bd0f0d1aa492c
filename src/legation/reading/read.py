"""Page → Document: the text exactly as the page shows it, and the facts that the page tells of itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import structs

from legation.errors import UnreadablePage
from legation.reading import kinds
from legation.reading.dating import parsed
from legation.reading.decoding import decode
from legation.reading.epub import electronic_book
from legation.reading.languages import UNKNOWN, language_of
from legation.reading.limits import LIMITS, Limits, size
from legation.reading.opendocument import open_document
from legation.reading.passages import passages_and_furniture
from legation.reading.pdf import portable_document
from legation.reading.publishers import site_name
from legation.reading.rtf import rich_text
from legation.reading.told import Told
from legation.reading.webpage import web_page
from legation.reading.wikitext import wiki_page
from legation.reading.word import word_document
from legation.record import Document, Page, Passage

# Kinds of files that are one document each, and what opens them; any other page is plain text.
READERS: dict[str, Callable[[bytes, Limits], Told]] = {
    kinds.PDF: portable_document,
    kinds.DOCX: word_document,
    kinds.ODT: open_document,
    kinds.EPUB: electronic_book,
    kinds.RTF: rich_text,
    kinds.WIKITEXT: wiki_page,
}
_SURROGATE = re.compile("[\ud800-\udfff]")
WEB = (kinds.HTML, "application/xhtml+xml")


def read(page: Page, published: str = "", limits: Limits = LIMITS) -> Document:
    """The document that a page makes. Touches nothing but the page.

    `published` (any form of date) serves a page that tells no date of its own. Raises `UnreadablePage`
    for a page without text, in an unknown encoding, or beyond the limits; the message says what to do.
    """
    if len(page.content) > limits.page_bytes:
        bound = size(limits.page_bytes)
        raise UnreadablePage(f"{size(len(page.content))}, more than the {bound} a page may have; split it")
    told = _sound(opened(page, limits))
    if not told.text.strip(" \t\r\n\f\v\xa0\ufeff\u200b"):
        raise UnreadablePage("empty: no text in it")
    if len(told.text) > limits.text_characters:
        bound = f"{limits.text_characters:,}"
        raise UnreadablePage(
            f"{len(told.text):,} characters, more than the {bound} a page may have; split it"
        )
    return _document(page, told, published)


def opened(page: Page, limits: Limits = LIMITS) -> Told:
    """The page's text and what its file tells, by its kind. Raises `UnreadablePage` as `read` does."""
    if page.text is not None:
        return web_page(page.text, page.url) if page.media_type in WEB else Told(text=page.text)
    if page.media_type in WEB:
        return web_page(page.content, page.url)
    if page.media_type in READERS:
        return READERS[page.media_type](page.content, limits)
    decoded = decode(page.content)
    return Told(text=decoded.text, notes=decoded.notes)


def _sound(told: Told) -> Told:
    """The same without half surrogate pairs, which no file can hold; halves of one pair are joined."""
    if not _SURROGATE.search(told.text):
        return told
    return structs.replace(told, text=told.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _document(page: Page, told: Told, published: str) -> Document:
    notes = told.notes
    day, source = "", page.published or told.published
    if source:
        day = parsed(source)
        if not day:
            notes = (*notes, f"date not understood: {source[:40]!r}")
    publisher = page.publisher or told.publisher
    title = page.title or told.title
    passages, furniture = passages_and_furniture(told.text, day, publisher, title)
    language = page.language or language_of(told.text)
    if language == UNKNOWN and told.language:
        language = told.language
    if not day and len(passages) == 1:
        day = passages[0].published or parsed(published)
        if not day and not passages[0].written:
            day = parsed(told.dated or page.dated)
        passages = (structs.replace(passages[0], published=day, written="" if day else passages[0].written),)
    return Document(
        text=told.text,
        name=page.name,
        url=page.url,
        title=title or (passages[0].title if len(passages) == 1 else ""),
        published=day or parsed(published),
        publisher=publisher or _common_publisher(passages) or site_name(page.url),
        language=language,
        passages=passages,
        furniture=furniture,
        notes=notes,
        sheets=told.sheets,
    )


def _common_publisher(passages: tuple[Passage, ...]) -> str:
    named = {passage.publisher for passage in passages}
    return named.pop() if len(named) == 1 else ""
