"""Files and folders → pages, one after the other: a page that cannot be opened is a failure, not the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import msgspec

from legation.reading import kinds
from legation.reading.archives import pages_of_packed, pages_of_tar, pages_of_zip
from legation.reading.feeds import pages_of_feed
from legation.reading.kinds import SNIFFED, kind_of, kind_of_zip
from legation.reading.limits import LIMITS, Limits, too_large
from legation.reading.lists import pages_of_json
from legation.reading.mails import pages_of_mail, pages_of_mailbox
from legation.reading.records import pages_of_records
from legation.reading.tables import pages_of_table
from legation.reading.unfolding import Pages, Unfolding
from legation.reading.webarchive import agreed, pages_of_warc
from legation.reading.wiki import pages_of_wiki
from legation.record import Failure, Page

# Kinds of files that hold many pages; any other file is one page.
UNFOLDERS: dict[str, Callable[[IO[bytes], str, Unfolding], Pages]] = {
    kinds.RECORDS: pages_of_records,
    kinds.JSON: pages_of_json,
    kinds.CSV: pages_of_table,
    kinds.ZIP: pages_of_zip,
    kinds.TAR: pages_of_tar,
    kinds.GZIP: pages_of_packed,
    kinds.BZIP2: pages_of_packed,
    kinds.XZ: pages_of_packed,
    kinds.WARC: pages_of_warc,
    kinds.MAIL: pages_of_mail,
    kinds.MAILBOX: pages_of_mailbox,
    kinds.FEED: pages_of_feed,
    kinds.WIKI: pages_of_wiki,
}

# What `fetch` keeps beside its web archives, and the journals of that file.
BOOKKEEPING = ("seen.db", "seen.db-wal", "seen.db-shm", "seen.db-journal")


def pages_in(
    paths: Iterable[str | Path], limits: Limits = LIMITS, columns: Mapping[str, str] | None = None
) -> Iterator[Page | Failure]:
    """The pages of files and folders (searched to the bottom, in the order of their names).

    A page is named by its path below the folder that was given, a page of an archive `archive.zip!inside`,
    a page of a list `items.jsonl:7`. Hidden files and folders are passed by, and so is what `fetch` notes
    beside its archives. What cannot be opened gives a `Failure`; the pages after it follow all the same. No
    more than one page is held at a time.
    `columns` says where CSV and JSON Lines keep each field: `{"text": "body", "published": "date"}`.
    """
    for given in paths:
        path = Path(given)
        if not path.exists():
            yield Failure(name=str(given), reason="no such file or folder", remedy="check the path")
        elif path.is_dir():
            yield from _pages_of_folder(path, limits, columns)
        else:
            yield from pages_of_file(path, path.name, limits, columns)


def _pages_of_folder(folder: Path, limits: Limits, columns: Mapping[str, str] | None) -> Pages:
    failures: list[OSError] = []
    for there, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name not in BOOKKEEPING:
                path = Path(there, name)
                yield from pages_of_file(path, path.relative_to(folder).as_posix(), limits, columns)
        yield from (_unreadable(str(error.filename), error) for error in failures)
        failures.clear()


def pages_of_file(
    path: Path, name: str, limits: Limits = LIMITS, columns: Mapping[str, str] | None = None
) -> Pages:
    """The pages that one file holds: one, or many out of an archive, a mailbox, a feed or a list."""
    try:
        if not path.is_file():
            yield Failure(name=name, reason="not a plain file", remedy="give files and folders only")
            return
        with path.open("rb") as file:
            for page in _pages_of_stream(file, name, Unfolding(_pages_of_stream, limits, columns)):
                yield _with_origin(page, path, name)
    except OSError as error:
        yield _unreadable(name, error)


def _with_origin(page: Page | Failure, path: Path, name: str) -> Page | Failure:
    """The page with where it stood, if that is a lasting place: a file, or a member of an archive."""
    inside = page.name.removeprefix(name)
    if isinstance(page, Failure) or page.origin or (inside and not inside.startswith("!")):
        return page
    return msgspec.structs.replace(page, origin=f"{path.absolute()}{inside}")


def _pages_of_stream(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    kind = _kind(file, name.rpartition("!")[2])
    if kind in UNFOLDERS:
        yield from _unfolded(file, name, kind, unfolding)
        return
    if kind in kinds.NOT_READ:
        yield _not_read(name, kind)
        return
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    if length > unfolding.limits.page_bytes:
        yield too_large(name, length, unfolding.limits)
        return
    yield Page(name=name, content=file.read(), media_type=kind)


def _kind(file: IO[bytes], name: str) -> str:
    kind = kind_of(name, file.read(SNIFFED))
    file.seek(0)
    return kind_of_zip(file, name) if kind in (kinds.ZIP, kinds.DOCX) else kind


def _unfolded(file: IO[bytes], name: str, kind: str, unfolding: Unfolding) -> Pages:
    """The pages of a file that holds many; one that holds none is a failure that says so."""
    is_empty = True
    for page in UNFOLDERS[kind](file, name, unfolding):
        is_empty = False
        yield page
    if is_empty and kind != kinds.WARC:  # robots.txt and errors may be all that a site answered
        reason = "empty: no page in it"
        yield Failure(name=name, reason=reason, remedy="check that it is the file that you mean")


def _not_read(name: str, kind: str) -> Failure:
    what, remedy = kinds.NOT_READ[kind]
    return Failure(name=name, reason=f"{what}, which is not read", remedy=remedy)


def pages_of_answer(file: IO[bytes], name: str, file_name: str, media_type: str) -> Pages:
    """The pages in what a server answered; `file_name` is the end of its address."""
    kind = agreed(media_type, _kind(file, file_name))
    if kind in UNFOLDERS:
        yield from _unfolded(file, name, kind, Unfolding(_pages_of_stream))
    elif kind in kinds.NOT_READ:
        yield _not_read(name, kind)
    else:
        yield Page(name=name, content=file.read(), media_type=kind)


def _unreadable(name: str, error: OSError) -> Failure:
    reason = f"cannot be opened: {error.strerror or error}"
    remedy = "check its permissions" if isinstance(error, PermissionError) else "check the file"
    return Failure(name=name, reason=reason, remedy=remedy)
