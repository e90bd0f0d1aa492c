"""What a page's source tells, in one shape for every kind of source."""

from __future__ import annotations

from msgspec import Struct


class Told(Struct, frozen=True, kw_only=True):
    """The text of a page and what its file says of it; an empty string means that it says nothing.

    `published` is as the source writes it, not yet EDTF. `dated` is when the file was last saved: it serves
    only where nothing on the page tells when it was published. `sheets` are the offsets at which pages begin.
    """

    text: str
    title: str = ""
    published: str = ""
    dated: str = ""
    publisher: str = ""
    language: str = ""
    author: str = ""
    notes: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()
