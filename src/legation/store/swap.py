"""A new build of the resolved tables takes the place of the old one, in one transaction, row by changed row.

Readers see the old build until the new one is whole. Only rows that differ are written, so that a few new
pages in a large record cost little; the counts of what changed come out of it for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, Table

from legation.store.file import BUILD_CACHE_KB
from legation.store.quoted import with_quotes
from legation.store.schema import RESOLVED

Row = tuple[Any, ...]
BATCH = 5_000  # rows handed to SQLite at once


Beside = Callable[[Connection], None]


def _nothing(connection: Connection) -> None:
    """Nothing else belongs to the build."""


def stamp(connection: Connection, state: str) -> None:
    """Notes what the build rests on, and that it is another one than before."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO facts VALUES ('resolved', ?)", (state,))
    connection.exec_driver_sql(
        "INSERT INTO facts (name, value) VALUES ('build', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def swap(
    engine: Engine, build: Mapping[Table, Iterable[Row]], state: str, beside: Beside = _nothing
) -> dict[str, int]:
    """Puts a build in place of the one before; gives the number of rows that changed, by table.

    `beside` writes in the same transaction what else belongs to the build.

    `state` names what the build rests on (the `filed` count when it was begun). `build` holds for each
    resolved table its rows, with values in the order of the table's columns; what is quoted beside things is
    added.
    """
    with engine.connect() as connection:
        try:
            with connection.begin():
                connection.exec_driver_sql(f"PRAGMA temp.cache_size = -{BUILD_CACHE_KB}")
                whole = with_quotes(connection, build)
                for table in RESOLVED:
                    _lay_out(connection, table, whole.get(table, ()))
            with writing_on(connection):
                changed = {table.name: _take_over(connection, table) for table in RESOLVED}
                stamp(connection, state)
                beside(connection)
                return changed
        finally:
            connection.invalidate()  # its temporary tables go with it


class writing_on:  # noqa: N801 - reads as a verb where it is used
    """A transaction that writes, on a connection that is open already."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection.execution_options(writes=True)

    def __enter__(self) -> None:
        self.transaction = self.connection.begin()

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self.transaction.commit()
        else:
            self.transaction.rollback()


def _lay_out(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    names = ", ".join(column.name for column in table.columns)
    key = ", ".join(RESOLVED[table])
    new = f"temp.new_{table.name}"
    connection.exec_driver_sql(f"CREATE TABLE {new} ({names}, PRIMARY KEY ({key})) WITHOUT ROWID")
    marks = ", ".join("?" for _ in table.columns)
    at = [table.columns.keys().index(name) for name in RESOLVED[table]]
    waiting = iter(sorted(rows, key=itemgetter(*at)))  # in the order of the key rows are only ever appended
    while batch := list(islice(waiting, BATCH)):
        connection.exec_driver_sql(f"INSERT OR REPLACE INTO {new} VALUES ({marks})", batch)


def _take_over(connection: Connection, table: Table) -> int:
    old, new = table.name, f"temp.new_{table.name}"
    key = " AND ".join(f"n.{name} = {old}.{name}" for name in RESOLVED[table])
    same = " AND ".join(f"n.{c.name} = {old}.{c.name}" for c in table.columns)
    columns = ", ".join(f"n.{c.name}" for c in table.columns)
    gone = connection.exec_driver_sql(
        f"DELETE FROM main.{old} WHERE NOT EXISTS (SELECT 1 FROM {new} n WHERE {same})"
    ).rowcount
    names = ", ".join(c.name for c in table.columns)
    come = connection.exec_driver_sql(
        f"INSERT INTO main.{old} ({names}) SELECT {columns} FROM {new} n "
        f"WHERE NOT EXISTS (SELECT 1 FROM main.{old} WHERE {key})"
    ).rowcount
    return gone + come
