"""The shelves on which documents lie by their numbers: one that is touched is emptied, and filled again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete

from legation.store.schema import shelves

SHELF = 500  # documents on a shelf: so many at most are prepared again for one that changed


def clear_shelves(connection: Connection, numbers: Iterable[int]) -> None:
    """Throws away what was kept of the documents of these numbers, and of their neighbours."""
    touched = sorted({number // SHELF for number in numbers})
    for at in range(0, len(touched), 500):
        connection.execute(delete(shelves).where(shelves.c.shelf.in_(touched[at : at + 500])))
