"""Files and folders → pages, one after the other: a page that cannot be opened is a failure, not the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from legation.reading.kinds import kind_of
from legation.reading.limits import LIMITS, Limits, size
from legation.reading.records import pages_of_records
from legation.record import Failure, Page

RECORDS = ("application/jsonl",)
SNIFFED = 4096  # bytes by which a file without a telling name is recognised


def pages_in(paths: Iterable[str | Path], limits: Limits = LIMITS) -> Iterator[Page | Failure]:
    """The pages of files and folders (searched to the bottom, in the order of their names).

    A page is named by its path below the folder that was given. Hidden files and folders are passed by.
    A file that cannot be opened gives a `Failure`; the pages after it follow all the same. No more than
    one page is held at a time.
    """
    for given in paths:
        path = Path(given)
        if not path.exists():
            yield Failure(name=str(given), reason="no such file or folder", remedy="check the path")
        elif path.is_dir():
            yield from _pages_of_folder(path, limits)
        else:
            yield from pages_of_file(path, path.name, limits)


def _pages_of_folder(folder: Path, limits: Limits) -> Iterator[Page | Failure]:
    failures: list[OSError] = []
    for there, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                path = Path(there, name)
                yield from pages_of_file(path, path.relative_to(folder).as_posix(), limits)
        yield from (_unreadable(str(error.filename), error) for error in failures)
        failures.clear()


def pages_of_file(path: Path, name: str, limits: Limits = LIMITS) -> Iterator[Page | Failure]:
    """The pages that one file holds: one, or one a line of JSON Lines."""
    try:
        if not path.is_file():
            yield Failure(name=name, reason="not a plain file", remedy="give files and folders only")
            return
        with path.open("rb") as file:
            kind = kind_of(name, file.read(SNIFFED))
            file.seek(0)
            if kind in RECORDS:
                yield from pages_of_records(file, name, limits)
                return
            length = path.stat().st_size
            if length > limits.page_bytes:
                yield too_large(name, length, limits)
                return
            content = file.read(limits.page_bytes + 1)
    except OSError as error:
        yield _unreadable(name, error)
        return
    yield Page(name=name, content=content, media_type=kind)


def too_large(name: str, length: int, limits: Limits) -> Failure:
    """The failure of a page beyond the bound on bytes."""
    bound = size(limits.page_bytes)
    reason = f"{size(length)}, more than the {bound} that one page may have"
    return Failure(name=name, reason=reason, remedy="split it into pages")


def _unreadable(name: str, error: OSError) -> Failure:
    reason = f"cannot be opened: {error.strerror or error}"
    remedy = "check its permissions" if isinstance(error, PermissionError) else "check the file"
    return Failure(name=name, reason=reason, remedy=remedy)
