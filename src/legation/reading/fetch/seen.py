"""What was fetched when, and by what a host recognises that its page is still the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from legation.errors import UnreadableRecord, UnwritableRecord

_TABLE = """CREATE TABLE IF NOT EXISTS seen (
    url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, fetched TEXT NOT NULL
) WITHOUT ROWID"""
_ASKED = "SELECT url, etag, modified, fetched FROM seen WHERE url = ?"


class Sight(Struct, frozen=True):
    """One page as it was last had: ETag and Last-Modified as far as told, and the instant (ISO, UTC)."""

    url: str
    etag: str
    modified: str
    fetched: str

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


class Seen:
    """A small file beside the record. Losing it loses nothing but time: pages are fetched once more."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "seen.db"

    def of(self, urls: Iterable[str]) -> dict[str, Sight]:
        """Those of the pages that were had before, as they were last had."""
        if not self._path.exists():
            return {}
        found = {}
        with self._open() as file:
            file.execute(_TABLE)
            for url in urls:
                row = file.execute(_ASKED, (url,)).fetchone()
                if row:
                    found[url] = Sight(*row)
        return found

    def remember(self, sights: Iterable[Sight]) -> None:
        """Keeps these; all of them or none. Call it once what they brought is safe in the record."""
        rows = [(s.url, s.etag, s.modified, s.fetched) for s in sights]
        if not rows:
            return
        with self._open() as file, file:
            file.execute(_TABLE)
            file.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30)) as file:
                yield file
        except sqlite3.OperationalError as error:
            raise UnwritableRecord(f"{self._path} cannot be used ({error}); check its folder.") from error
        except sqlite3.DatabaseError as error:
            raise UnreadableRecord(
                f"{self._path} is damaged ({error}); remove it: pages are then fetched once more."
            ) from error
        except OSError as error:
            raise UnwritableRecord(f"{self._path.parent} cannot be made ({error.strerror}).") from error
