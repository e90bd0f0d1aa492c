"""Rows that cannot be read: which they are, and what to do about each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from legation.errors import UnreadableRecord

# What reading a row that is not as it should be raises: no JSON, other fields or types, no text, no numbers.
BROKEN = (msgspec.MsgspecError, UnicodeError, zlib.error, LookupError, TypeError, ValueError)
REBUILD = "`legation rebuild` works it out again"
REREAD = "`legation rebuild --reread` reads it again from its text"
RESTORE = "restore a copy that `legation backup` made"
AGAIN = f"read its page once more with `legation read --again`, or {RESTORE}"
_OF_FILED = {"claims": REREAD, "documents": REREAD, "words": REREAD, "judgements": RESTORE}


def remedy_of(table: str) -> str:
    """What to do about a damaged row of a table: what was resolved can all be worked out again."""
    return _OF_FILED.get(table.partition(".")[0], REBUILD)


class Damaged(UnreadableRecord):
    """A row of a record cannot be read; the message names it as far as it is known, and what to do."""

    def __init__(self, table: str, row: str, error: BaseException) -> None:
        super().__init__(table, row)
        self.table, self.row, self.why = table, row, why(error)
        self.path: Path | None = None

    def __str__(self) -> str:
        of = f"{self.path} is damaged: " if self.path else ""
        which = f"row {self.row} of {self.table}" if self.row else f"a row of {self.table}"
        return (
            f"{of}{which} cannot be read ({self.why}); {remedy_of(self.table)}. "
            "`legation verify` names all such rows."
        )


def why(error: BaseException) -> str:
    """What is wrong with a row, in a few words."""
    return f"{type(error).__name__}: {error}" if isinstance(error, LookupError) else str(error)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Damage that is met within is told with the name of the record."""
    try:
        yield
    except Damaged as error:
        error.path = error.path or path
        raise
