"""How a record's file may be opened: to write, or only to read, and then perhaps only as it stands.

SQLite reads a file that others write to with the help of two files beside it (`-wal`, `-shm`), which one who
may not write cannot make. Where neither is there nobody has the record open: then it is read as it stands,
and whoever writes to it meanwhile is noticed. The file itself is not opened here: to close it again would
drop the locks that SQLite holds on it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from legation.errors import UnreadableRecord

_EFFECTIVE = os.access in os.supports_effective_ids


def may_write(path: Path) -> bool:
    """Whether this user may write to a file or folder."""
    return os.access(path, os.W_OK, effective_ids=_EFFECTIVE)


def why_only_read(path: Path) -> str:
    """Why a record that is there may only be read; empty where it may be written."""
    if not may_write(path):
        return "the file may only be read by this user"
    beside = _log(path), _shared(path)
    if not may_write(path.parent) and not all(file.exists() and may_write(file) for file in beside):
        return f"its folder, {path.parent}, may not be written by this user"
    return ""


def connected(path: Path, only_read: str, wait: float) -> sqlite3.Connection:
    """A connection of SQLite to the record, one that leaves nothing on the disk where it may `only_read`."""
    if not only_read:
        return sqlite3.connect(path, timeout=wait, check_same_thread=False)
    how = "immutable=1" if is_frozen(path) else "mode=ro"
    uri = f"file:{quote(str(path.absolute()))}?{how}"
    return sqlite3.connect(uri, uri=True, timeout=wait, check_same_thread=False)


def is_frozen(path: Path) -> bool:
    """Whether a record that may only be read is read as it stands, since nobody has it open.

    Raises UnreadableRecord where changes wait beside it that only one who may write can put into it.
    """
    log, shared = _log(path), _shared(path)
    if (log.exists() and shared.exists()) or _journal(path).exists():
        return False
    if log.exists() and log.stat().st_size:
        raise UnreadableRecord(
            f"{path} cannot be read by one who may not write to it: its last changes still stand in {log}. "
            f"Let its owner open it once (`legation info -r {path}`), or copy both files to your own folder."
        )
    return True


@contextmanager
def as_it_stands(path: Path, only_read: str) -> Iterator[None]:
    """What is read within is of one state of the file; raises UnreadableRecord where it was written to."""
    if not only_read or not is_frozen(path):
        yield
        return
    before = _stamp(path)
    try:
        yield
    except (UnreadableRecord, sqlite3.DatabaseError):
        _refuse_changed(path, before)
        raise
    _refuse_changed(path, before)


def _refuse_changed(path: Path, before: tuple[int, int]) -> None:
    if _stamp(path) != before:
        raise UnreadableRecord(f"{path} was written to while it was read; ask once more.")


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_mtime_ns, told.st_size


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _shared(path: Path) -> Path:
    return path.with_name(f"{path.name}-shm")
