"""What was read: a page as it came in, and the document that reading makes of it."""

from __future__ import annotations

import hashlib

from msgspec import Struct


class Page(Struct, frozen=True, kw_only=True):
    """One page as it came in, before anything is known about it.

    `text` is the page's plain text when the source already had it as text; otherwise `content` holds the
    bytes and `media_type` says what they are. The remaining fields are what the source itself told about
    the page; an empty string means that it told nothing.
    """

    name: str
    content: bytes = b""
    text: str | None = None
    media_type: str = "text/plain"
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a document that is one article: `text[start:end]`, with its own dateline.

    A document always has at least one passage; a page glued from several articles has several.
    `published` is EDTF, `language` BCP 47; an empty string means that the text does not say.
    """

    start: int
    end: int
    title: str = ""
    dateline: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""


class Furniture(Struct, frozen=True, kw_only=True):
    """A stretch that is not part of the text: a caption, a credit, a menu, a date marker."""

    start: int
    end: int
    why: str


class Document(Struct, frozen=True, kw_only=True):
    """A page as read. Evidence counts characters of `text`, which is kept exactly as the page shows it."""

    text: str
    name: str
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = "ru"
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    @property
    def id(self) -> str:
        """A stable id: the hash of the text, so that the same text read twice is the same document."""
        return document_id(self.text)


def document_id(text: str) -> str:
    """The id of a document with this text: 16 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
