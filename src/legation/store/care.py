"""Care of a record's file: a copy of it while others write, and whether all in it is as it should be."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp

from msgspec import Struct
from sqlalchemy import Connection

from legation.errors import BadInput, UnwritableRecord
from legation.store.damage import REBUILD, REREAD, RESTORE
from legation.store.file import WAIT_MS
from legation.store.filed import Filed
from legation.store.grounds import Fault, groundless
from legation.store.mending import is_indexed
from legation.store.reach import as_it_stands, connected
from legation.store.record import Record
from legation.store.worked_out import unreadable

STEP = 2_000  # pages of the file copied before writers get their turn


class Verified(Struct, frozen=True, kw_only=True):
    """What was looked at, and the faults found."""

    documents: int
    claims: int
    quotes: int
    items: int
    resolved: bool
    indexed: bool  # whether the search index was looked at, which one who may only read cannot
    faults: tuple[Fault, ...]


def back_up(record: Record, target: Path) -> int:
    """Copies the record as it stands at one moment, and gives the bytes of the copy.

    The copy bears its name only when it is whole and on the disk; a file of that name is replaced. Raises
    BadInput where the target is the record itself or its folder is missing, UnwritableRecord where the disk
    does not take it.
    """
    if not target.parent.is_dir():
        raise BadInput(f"{target.parent} is no folder; make it first.")
    if target.is_dir():
        raise BadInput(f"{target} is a folder; give the name of a file in it.")
    if target.exists() and target.samefile(record.path):
        raise BadInput(f"{target} is the record itself; name another file.")
    try:
        return _copied(record, target)
    except (OSError, sqlite3.Error) as error:
        raise UnwritableRecord(f"{target} cannot be written ({error}); nothing was left there.") from error


def _copied(record: Record, target: Path) -> int:
    handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        source = connected(record.path, record.only_read, WAIT_MS / 1000)
        standing = as_it_stands(record.path, record.only_read)
        with standing, closing(source) as ours, closing(sqlite3.connect(part)) as copy:
            ours.backup(copy, pages=STEP)
            copy.execute("PRAGMA journal_mode = WAL")
        with part.open("rb+") as whole:
            os.fsync(whole.fileno())
        size = part.stat().st_size
        part.replace(target)
    finally:
        for left in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
    return size


def verify(record: Record) -> Verified:
    """Looks through the whole record; raises UnreadableRecord only where it cannot be read at all."""
    with record.asked() as connection:
        faults = [Fault("the file", line, RESTORE) for line in _unsound(connection)]
        filed = Filed(connection)
        faults += filed.faults()
        faults += groundless(connection)
        faults += unreadable(connection)
        faults += _unsearchable(connection)
        found = connection.exec_driver_sql("SELECT count(*) FROM items").scalar_one()
    if not record.only_read and not is_indexed(record.engine):
        faults.append(Fault("words", "the search index is damaged", REBUILD))
    return Verified(
        documents=filed.documents,
        claims=filed.claims,
        quotes=filed.quotes,
        items=found,
        resolved=record.is_resolved,
        indexed=not record.only_read,
        faults=tuple(faults),
    )


def _unsound(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield line
    homeless = Counter((row[0], row[2]) for row in connection.exec_driver_sql("PRAGMA foreign_key_check"))
    for (table, of), rows in homeless.items():
        yield f"{rows:,} rows of {table} belong to rows of {of} that are missing"


def _unsearchable(connection: Connection) -> Iterator[Fault]:
    """Documents whose words are not in the search index."""
    missing = "SELECT number FROM documents WHERE number NOT IN (SELECT id FROM words_content)"
    for (number,) in connection.exec_driver_sql(missing):
        yield Fault(f"row {number} of words", "the words of a document are missing", REREAD)
