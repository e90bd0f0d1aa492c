"""What was read: a page as it came in, and the document that reading makes of it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct


class Page(Struct, frozen=True, kw_only=True):
    """One page as it came in, before anything is known about it.

    `text` is the page's plain text when the source already had it as text; otherwise `content` holds the
    bytes and `media_type` says what they are. The remaining fields are what the source itself told about
    the page; an empty string means that it told nothing. `origin` is where the page stood: the absolute
    path of its file, with `!member` for a part of an archive; empty where the place is no lasting one (a line
    of JSON Lines). `dated` is when the source last saved it, which serves where nothing tells when it was
    published. The same `url`, or else the same `origin`, with another text is an edited page.
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
    origin: str = ""
    dated: str = ""


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a document that is one article: `text[start:end]`, with its own dateline.

    A document always has at least one passage; a page glued from several articles has several.
    `published` is EDTF, `language` BCP 47; an empty string means that the text does not say.
    `written` (EDTF) is derived: the time of which the passage speaks as its own («6 июля 2011 года …» in its
    first lines, «в уходящем 2017 году»). It serves where nothing says when the passage was published.
    """

    start: int
    end: int
    title: str = ""
    dateline: str = ""
    published: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    written: str = ""


class Furniture(Struct, frozen=True, kw_only=True):
    """A stretch that is not part of the text: a caption, a credit, a menu, a date marker."""

    start: int
    end: int
    why: str


class Document(Struct, frozen=True, kw_only=True, dict=True):
    """A page as read. Evidence counts characters of `text`, which is kept exactly as the page shows it.

    `passages` and `furniture` stand in the order of the text and do not overlap among themselves.
    `notes` tells what reading repaired or left out, a line each. `sheets` are the offsets at which the
    pages of a paged source (PDF) begin, empty for others.
    """

    text: str
    name: str
    url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = "ru"
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()

    @cached_property
    def _furniture_starts(self) -> list[int]:
        return [stretch.start for stretch in self.furniture]

    def in_furniture(self, at: int) -> bool:
        """Whether the character at `at` is part of the page but not of its text: extraction passes it by."""
        number = bisect_right(self._furniture_starts, at) - 1
        return number >= 0 and at < self.furniture[number].end

    def passage_at(self, at: int) -> Passage:
        """The passage that holds the character at `at`, or the nearest before it."""
        number = bisect_right([passage.start for passage in self.passages], at) - 1
        if not self.passages:
            return Passage(start=0, end=len(self.text), published=self.published, language=self.language)
        return self.passages[max(number, 0)]

    def dated(self, at: int) -> str:
        """The time that relative dates at `at` count from (EDTF): of the passage, else of the document."""
        passage = self.passage_at(at)
        return passage.published or passage.written or self.published

    def sheet_of(self, at: int) -> int:
        """The number of the page (from 1) that holds the character at `at`; 0 where the source has none."""
        return bisect_right(self.sheets, at)

    @cached_property
    def id(self) -> str:
        """A stable id: the hash of the text, so that the same text read twice is the same document."""
        return document_id(self.text)


class Failure(Struct, frozen=True, kw_only=True):
    """One page that could not be read: which, why, and what to do about it. Each is one clear line."""

    name: str
    reason: str
    remedy: str = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


def document_id(text: str) -> str:
    """The id of a document with this text: 16 hexadecimal digits of BLAKE2b."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
