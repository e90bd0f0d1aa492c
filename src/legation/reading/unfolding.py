"""A file that holds many pages, being unfolded: its bounds, and what of them is used up so far."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any

from legation.reading.limits import LIMITS, Limits, size
from legation.record import Failure, Page

Pages = Iterator[Page | Failure]
CHUNK = 256 * 1024
IN_MEMORY = 4 * 1024 * 1024  # bytes of a member that are held in memory; more goes to a temporary file


class TooMuch(Exception):
    """A bound on unfolding was reached; the message is the reason that its failure gives."""


class Unfolding:
    """One given file and everything that is unfolded out of it, however deep.

    `opener` takes a member's stream, name and unfolding and gives its pages. The counts are shared by all
    depths, so that archives in archives cannot multiply past the bounds.
    """

    def __init__(
        self,
        opener: Callable[[IO[bytes], str, Unfolding], Pages],
        limits: Limits = LIMITS,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.opener = opener
        self.limits = limits
        self.columns = columns
        self.depth = 0
        self.unfolded = 0
        self.members = 0

    def member(self, stream: IO[bytes], name: str) -> Pages:
        """The pages of one member. Bytes are counted as they unfold, whatever the archive declares.

        Raises `TooMuch` when the archive as a whole is beyond its bounds: what follows in it is left.
        """
        self.count()
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as held:
            while chunk := stream.read(CHUNK):
                self.unfolded += len(chunk)
                if self.unfolded > self.limits.unfolded_bytes:
                    raise TooMuch(f"unfolds to more than {size(self.limits.unfolded_bytes)}")
                held.write(chunk)
            held.seek(0)
            yield from self.deeper(held, name)

    def streamed(self, stream: io.BufferedIOBase, name: str, packed: int) -> Pages:
        """The pages of a list that is packed by itself in so many bytes, read as it unfolds.

        Raises `TooMuch` beyond the bound on an archive, or beyond what so many bytes may unfold to.
        """
        most = max(self.limits.unfolded_bytes, packed * self.limits.unfolded_times)
        yield from self.deeper(io.BufferedReader(_Bounded(stream, most), CHUNK), name)

    def count(self) -> None:
        """One member more. Raises `TooMuch` beyond the bound on their number."""
        self.members += 1
        if self.members > self.limits.members:
            raise TooMuch(f"more than {self.limits.members:,} members")

    def deeper(self, stream: IO[bytes], name: str) -> Pages:
        """The pages of what lies one level down."""
        too_deep = Failure(
            name=name,
            reason=f"lies more than {self.limits.nesting} archives deep",
            remedy="unfold the outer archives first",
        )
        return self.below(lambda: self.opener(stream, name, self), too_deep)

    def below(self, pages: Callable[[], Pages], too_deep: Failure) -> Pages:
        """These pages, which lie one level down; the failure where that is beyond the bound."""
        if self.depth >= self.limits.nesting:
            yield too_deep
            return
        self.depth += 1
        try:
            yield from pages()
        finally:
            self.depth -= 1


class _Bounded(io.RawIOBase):
    """An unpacking stream that raises `TooMuch` once more than so many bytes came out of it."""

    def __init__(self, stream: io.BufferedIOBase, most: int) -> None:
        self._stream, self._most, self._given = stream, most, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """To its start, which is what readers do once they know what it is."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As the stream does."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """As the stream does."""
        return self._stream.tell()

    def readinto(self, room: Any) -> int:
        """So many bytes as fit, or as there are: what came before a damage is given before it raises."""
        content = self._stream.read1(len(room))
        self._given += len(content)
        if self._given > self._most:
            raise TooMuch(f"unfolds to more than {size(self._most)}")
        room[: len(content)] = content
        return len(content)


def within(outer: str, inner: str) -> str:
    """The name of a member: `archive.zip!folder/page.html`, without control characters."""
    if not inner.isprintable():
        inner = "".join(character if character.isprintable() else "\ufffd" for character in inner)
    return f"{outer}!{inner}"
