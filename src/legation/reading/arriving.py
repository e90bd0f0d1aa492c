"""Folders that are watched: which of their files are new and whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from legation.reading.sources import BOOKKEEPING, pages_of_file
from legation.record import Failure, Page

# Names of files that another program is still writing, or has not finished taking away.
UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")

Look = tuple[int, int, int]  # bytes, nanoseconds of the last change, inode


class Arrivals:
    """The files of some folders, looked at again and again: whole once two looks find them the same."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.folders = tuple(folders)
        self._looks: dict[Path, Look] = {}
        self._taken: dict[Path, Look] = {}

    def new(self) -> list[tuple[Path, str]]:
        """Files that are whole and were not taken as they are now, with their names below the folder."""
        looks, found = {}, []
        for folder in self.folders:
            for path in _files(folder):
                try:
                    told = path.stat()
                except OSError:  # gone again
                    continue
                looks[path] = look = (told.st_size, told.st_mtime_ns, told.st_ino)
                if look == self._looks.get(path) and look != self._taken.get(path):
                    found.append((path, path.relative_to(folder).as_posix()))
        self._looks = looks
        self._taken = {path: look for path, look in self._taken.items() if path in looks}
        return found

    def pages(self, files: Iterable[tuple[Path, str]]) -> Iterator[Page | Failure]:
        """The pages of these files; each counts as taken once all of its pages were given."""
        for path, name in files:
            look = self._looks.get(path)
            yield from pages_of_file(path, name)
            if look is not None:
                self._taken[path] = look


def _files(folder: Path) -> Iterator[Path]:
    for there, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            passed = name.startswith(".") or name in BOOKKEEPING
            if not passed and not name.lower().endswith(UNFINISHED):
                yield Path(there, name)
