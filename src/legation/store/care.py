"""Care of a record's file: a copy of it while others write, and whether all in it is as it should be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp

from msgspec import Struct
from sqlalchemy import Connection

from legation.errors import BadInput, UnwritableRecord
from legation.record import Document, Evidence, Reading
from legation.store.grounds import Fault, groundless
from legation.store.inputs import readings
from legation.store.record import Record

STEP = 2_000  # pages of the file copied before writers get their turn


class Verified(Struct, frozen=True, kw_only=True):
    """What was looked at, and the faults found."""

    documents: int
    claims: int
    quotes: int
    items: int
    resolved: bool
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
        return _copied(record.path, target)
    except (OSError, sqlite3.Error) as error:
        raise UnwritableRecord(f"{target} cannot be written ({error}); nothing was left there.") from error


def _copied(source: Path, target: Path) -> int:
    handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(part)) as copy:
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
    with record.engine.connect() as connection:
        faults = [Fault("the file", line) for line in _unsound(connection)]
        seen = told = quotes = 0
        for document, reading in readings(connection):
            seen += 1
            for where, evidence in _evidence(reading):
                quotes += 1
                if document.text[evidence.start : evidence.end] != evidence.quote:
                    faults.append(
                        Fault(where, f"«{evidence.quote}» is not at {evidence.start} of {document.id}")
                    )
            told += len(reading.claims)
            faults += _misfiled(document, reading)
        faults += groundless(connection)
        found = connection.exec_driver_sql("SELECT count(*) FROM items").scalar_one()
    return Verified(
        documents=seen,
        claims=told,
        quotes=quotes,
        items=found,
        resolved=record.is_resolved,
        faults=tuple(faults),
    )


def _unsound(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield line
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} belongs to a row of {row[2]} that is missing"


def _evidence(reading: Reading) -> Iterator[tuple[str, Evidence]]:
    for claim in reading.claims:
        for evidence in claim.evidence:
            yield claim.id, evidence


def _misfiled(document: Document, reading: Reading) -> Iterator[Fault]:
    for claim in reading.claims:
        if not claim.evidence:
            yield Fault(claim.id, "it has no quote")
        if claim.document != document.id:
            yield Fault(claim.id, f"it speaks for {claim.document} but is filed with {document.id}")
