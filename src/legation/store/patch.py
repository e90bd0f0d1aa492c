"""What changed in the resolved things is written over what stood: the rest of the file is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Engine, Table

from legation.record.resolved import Change
from legation.store import schema
from legation.store.build import ISO, rows_of, state_rows
from legation.store.file import writing
from legation.store.holdings import fact
from legation.store.quoted import with_quotes
from legation.store.swap import BATCH, Beside, Row, stamp

# The tables that hold what one key names, with the column of that key.
_OF_ITEM = ((schema.items, "id"), (schema.item_sides, "item"), (schema.tellings, "item"))
_OF_ACTOR = ((schema.actors, "id"), (schema.actor_names, "actor"))
_OF_DOCUMENT = ((schema.document_mentions, "document"), (schema.actor_documents, "document"))


def patch(engine: Engine, change: Change, state: str, build: str, beside: Beside) -> dict[str, int] | None:
    """Writes a change over the build on which it rests; gives the rows that came or went, by table.

    Gives nothing, and writes nothing, where `build` is no longer the build that stands: somebody else
    resolved the record meanwhile. `state` and `beside` are as in `swap`.
    """
    told = rows_of(change.tables)
    with writing(engine) as connection:
        if fact(connection, "build") != build:
            return None
        rows = {table: list(found) for table, found in with_quotes(connection, told).items()}
        changed = _Changed(connection)
        items = {row[0] for row in rows[schema.items]} | set(change.gone["items"])
        changed.put(_OF_ITEM, items, rows)
        changed.put(
            ((schema.families, "document"),), _keys(change, "families", rows[schema.families], 1), rows
        )
        spoken = _keys(change, "mention_actors", rows[schema.document_mentions], 1)
        states = changed.states(spoken) | {r[0] for r in rows[schema.actor_documents] if ISO.fullmatch(r[0])}
        changed.put(_OF_DOCUMENT, spoken, rows)
        named = [row for row in rows[schema.actors] if not ISO.fullmatch(row[0])]
        actors = {row[0] for row in named}
        rows[schema.actors] = named
        rows[schema.actor_names] = [row for row in rows[schema.actor_names] if row[1] in actors]
        changed.put(_OF_ACTOR, actors | set(change.gone["actors"]), rows)
        changed.put(_OF_ACTOR, states, state_rows(changed.counts(states)))
        changed.put_pairs(schema.actor_joins, ("a", "b", "actor"), change.gone["actor_joins"], rows)
        changed.put_pairs(schema.candidates, ("kind", "a", "b"), change.gone["candidates"], rows)
        if sorted(rows[schema.waiting]) != changed.every(schema.waiting):
            keys = {row[0] for row in (*rows[schema.waiting], *changed.every(schema.waiting))}
            changed.put(((schema.waiting, "judgement"),), keys, rows)
        stamp(connection, state)
        beside(connection)
        return changed.rows


def _keys(change: Change, name: str, rows: Iterable[Row], parts: int) -> set[str]:
    return {"\t".join(str(value) for value in row[:parts]) for row in rows} | set(change.gone[name])


class _Changed:
    """Rows put in place of those of the same keys, and how many changed."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.rows = {table.name: 0 for table in schema.RESOLVED}
        connection.exec_driver_sql(
            "CREATE TEMP TABLE IF NOT EXISTS touched (key TEXT PRIMARY KEY) WITHOUT ROWID"
        )
        connection.exec_driver_sql("DELETE FROM touched")

    def put(
        self,
        tables: Iterable[tuple[Table, str]],
        keys: Iterable[str],
        rows: Mapping[Table, Iterable[Row]],
    ) -> None:
        """Of these tables the rows of these keys leave, and the new ones come."""
        wanted = sorted((key,) for key in keys)
        if not wanted:
            return
        self.connection.exec_driver_sql("DELETE FROM touched")
        self.connection.exec_driver_sql("INSERT INTO touched VALUES (?)", wanted)
        for table, column in tables:
            inside = f"{column} IN (SELECT key FROM touched)"
            self._replace(table, inside, list(rows.get(table, ())))

    def put_pairs(
        self, table: Table, columns: tuple[str, ...], gone: Iterable[str], rows: Mapping[Table, Iterable[Row]]
    ) -> None:
        """The same where several columns make the key: each is replaced, and what is gone is taken out."""
        new = list(rows[table])
        keys: list[tuple[Any, ...]] = sorted(
            {row[: len(columns)] for row in new} | {tuple(key.split("\t")) for key in gone}
        )
        where = " AND ".join(f"{column} = ?" for column in columns)
        if keys:
            found = self.connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {where}", keys)
            self.rows[table.name] += max(found.rowcount, 0)
        self._replace(table, "0", new)

    def _replace(self, table: Table, where: str, new: Iterable[Row]) -> None:
        """The rows that answer `where` become these; one that stays as it is is not written again."""
        names = schema.RESOLVED[table]
        at = [table.columns.keys().index(name) for name in names]
        wanted = {tuple(row[n] for n in at): tuple(row) for row in new}
        found = self.connection.exec_driver_sql(f"SELECT * FROM {table.name} WHERE {where}")
        there = {tuple(row[n] for n in at): tuple(row) for row in found}
        gone = [key for key, row in there.items() if wanted.get(key) != row]
        come = [row for key, row in wanted.items() if there.get(key) != row]
        self.rows[table.name] += len(gone) + len(come)
        key = " AND ".join(f"{name} = ?" for name in names)
        if gone:
            self.connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE {key}", gone)
        marks = ", ".join("?" for _ in table.columns)
        for first in range(0, len(come), BATCH):
            self.connection.exec_driver_sql(
                f"INSERT INTO {table.name} VALUES ({marks})",
                come[first : first + BATCH],
            )

    def states(self, documents: Iterable[str]) -> set[str]:
        """The states spoken of in these documents, as the file has it."""
        self.connection.exec_driver_sql("DELETE FROM touched")
        wanted = sorted((key,) for key in documents)
        if wanted:
            self.connection.exec_driver_sql("INSERT INTO touched VALUES (?)", wanted)
        found = self.connection.exec_driver_sql(
            "SELECT DISTINCT actor FROM actor_documents WHERE document IN (SELECT key FROM touched)"
        )
        return {actor for (actor,) in found if ISO.fullmatch(actor)}

    def counts(self, states: Iterable[str]) -> dict[str, tuple[int, int]]:
        """In how many documents each state is spoken of, and how often."""
        query = "SELECT count(*), sum(mentions) FROM actor_documents WHERE actor = ?"
        found = {code: self.connection.exec_driver_sql(query, (code,)).one() for code in sorted(states)}
        return {code: (documents, mentions) for code, (documents, mentions) in found.items() if documents}

    def every(self, table: Table) -> list[Row]:
        """All rows of a table."""
        found = self.connection.exec_driver_sql(f"SELECT * FROM {table.name}")
        return sorted(tuple(row) for row in found)
