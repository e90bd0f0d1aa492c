"""Whether a record has changed: asked before every page, so it must cost next to nothing."""

from __future__ import annotations

import threading

from legation.store import desk
from legation.store.record import Record


class Watch:
    """Knows the state of a record, and looks again only when anybody has written to the file."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        # Its own: SQLite tells it what others write, but not where the file is read as it stands.
        self._connection = None if record.only_read else record.engine.raw_connection()
        self._version, self._state = -1, ""

    def state(self) -> str:
        """What is another after every change of the record (`desk.state`)."""
        if self._connection is None:
            return desk.state(self._record)
        with self._lock:
            driver = self._connection.driver_connection
            version = driver.execute("PRAGMA data_version").fetchone()[0]  # type: ignore[union-attr]
            if version != self._version:
                self._state = desk.state(self._record)
                self._version = version  # only now: what is written in between is looked at the next time
            return self._state

    def close(self) -> None:
        """Lets go of the file."""
        if self._connection is not None:
            self._connection.close()
