"""How much of a page, a file or an archive is taken in, so that no input can exhaust the machine."""

from __future__ import annotations

from msgspec import Struct

from legation.record import Failure


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds on what is read; a page beyond one is a failure that names the bound.

    The marking of a text holds about a kilobyte a word, so that two million characters take some 350 MB.
    """

    page_bytes: int = 16 * 1024 * 1024
    text_characters: int = 2_000_000
    unfolded_bytes: int = 2 * 1024 * 1024 * 1024  # of all that one archive holds
    unfolded_times: int = 100  # a list that is packed by itself may unfold to so many times its own size
    members: int = 200_000  # of one archive
    nesting: int = 3  # archives in archives, attachments in mails
    sheets: int = 2_000  # pages of one PDF


LIMITS = Limits()


def size(count: int) -> str:
    """A number of bytes for people: `50.0 MB`."""
    value = float(count)
    for unit in ("bytes", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{count} bytes"


def too_large(name: str, length: int, limits: Limits) -> Failure:
    """The failure of a page beyond the bound on bytes."""
    bound = size(limits.page_bytes)
    reason = f"{size(length)}, more than the {bound} that one page may have"
    return Failure(name=name, reason=reason, remedy="split it into pages")
