"""What became of a page: read, or failed with a reason."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from legation.record.claim import Reading
from legation.record.document import Document, Failure, Page

REPORT = "report it, with the page"  # the remedy where the fault is Legation's own


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of one page: its document and reading, or the failure that says why there is none.

    `fingerprint` is the hash of the page as it came in. `lemmas` are the document's words for full-text
    search, one for each token, parted by spaces; `starts` are the characters at which those tokens begin.
    """

    name: str
    fingerprint: str
    url: str = ""
    origin: str = ""
    document: Document | None = None
    reading: Reading | None = None
    lemmas: str = ""
    starts: tuple[int, ...] = ()
    failure: Failure | None = None

    @property
    def place(self) -> str:
        """What stays the same when the page is edited: its address, else where it stood; else empty."""
        return self.url or self.origin


def fingerprint(page: Page, published: str = "") -> str:
    """The hash of a page as it came in: its characters or bytes, and all that was told about it."""
    digest = hashlib.blake2b(digest_size=8)
    digest.update(page.content if page.text is None else page.text.encode("utf-8", "surrogatepass"))
    told = (page.media_type, page.url, page.title, page.published, page.publisher, page.language, published)
    digest.update(msgspec.json.encode(told))
    return digest.hexdigest()
