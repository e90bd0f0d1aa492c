"""Rows straight from SQLite's driver: for the many small questions of a page, quicker than by SQLAlchemy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec


def rows(connection: Any, sql: str, asked: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query with «?» for each value asked for, as plain tuples."""
    driver = connection.connection.driver_connection
    try:
        found: list[tuple[Any, ...]] = driver.execute(sql, asked).fetchall()
    except sqlite3.DatabaseError:  # asked once more by the way on which errors become clear ones
        found = [tuple(row) for row in connection.exec_driver_sql(sql, tuple(asked))]
    return found


def as_json(values: Iterable[Any]) -> str:
    """Values as the one that `json_each(?)` unfolds."""
    return msgspec.json.encode(list(values)).decode()


def marks(values: Sequence[Any]) -> str:
    """A «?» for each value, as `IN (…)` wants them."""
    return ", ".join("?" * len(values))
