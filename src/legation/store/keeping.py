"""What a record keeps between resolutions: what its documents bring, and what it was worked out from.

Documents lie on shelves by their numbers. A shelf holds what `prepare` made of its documents, and is thrown
away when one of them changes or a new one comes to it. Everything here may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import importlib.resources
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, select, text

from legation.store.damage import Damaged
from legation.store.given import given_of
from legation.store.holdings import fact
from legation.store.schema import documents, kept, shelves
from legation.store.shelves import SHELF

Tables = Mapping[str, Any]
Prepare = Callable[[Tables], Tables]
BUILD = "build"  # the fact that counts the builds of the resolved things
MAKER = "kept_by"  # the fact that names the code that made what is kept


@cache
def maker() -> str:
    """A hash of the code and the words that resolution rests on, and of its libraries' versions."""
    import duckdb

    digest = hashlib.blake2b(f"{duckdb.__version__} {pa.__version__}".encode(), digest_size=8)
    for package in ("legation.resolution", "legation.vocabulary", "legation.record"):
        for name, body in sorted(_files(importlib.resources.files(package), "")):
            digest.update(name.encode())
            digest.update(body)
    return digest.hexdigest()


def _files(folder: Traversable, path: str) -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry, f"{path}/{entry.name}")
        else:
            yield f"{path}/{entry.name}", entry.read_bytes()


def packed_table(rows: Any) -> bytes:
    """An Arrow table as bytes."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, rows.schema, options=options) as writer:
        writer.write_table(rows)
    return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]


def table_of(body: bytes) -> Any:
    """The Arrow table again. Raises Damaged."""
    try:
        with pa.ipc.open_stream(body) as reader:
            return reader.read_all()
    except (pa.ArrowException, OSError) as error:
        raise Damaged("kept", "", error) from error


class Brought:
    """What all documents bring, and the shelves that had to be filled anew for it."""

    def __init__(self, connection: Connection, prepare: Prepare, anew: bool = False) -> None:
        """Reads shelf by shelf; those that are missing, or made by other code, are made by `prepare`.

        `anew` makes all of them.
        """
        fresh = not anew and fact(connection, MAKER) == maker()
        found = _found(connection) if fresh else {}
        numbers = select(documents.c.number // SHELF).distinct()
        self.filled: dict[int, Tables] = {}
        for shelf in sorted({int(n) for n in connection.scalars(numbers)}):
            if shelf not in found:
                self.filled[shelf] = found[shelf] = dict(prepare(given_of(connection, shelf)))
        whole = [found[shelf] for shelf in sorted(found)] or [dict(prepare({}))]
        self.tables = {name: pa.concat_tables([part[name] for part in whole]) for name in whole[0]}
        self.tables["documents"] = _documents(connection, self.tables["documents"].schema)

    def put_away(self, connection: Connection, untouched: bool) -> None:
        """Writes the shelves that were filled, where they are `untouched`; those of other code go."""
        if fact(connection, MAKER) != maker():
            connection.exec_driver_sql("DELETE FROM shelves")
        for shelf, tables in self.filled.items() if untouched else ():
            rows = [
                {"shelf": shelf, "name": name, "body": packed_table(rows)} for name, rows in tables.items()
            ]
            connection.execute(shelves.insert().prefix_with("OR REPLACE"), rows)


def _found(connection: Connection) -> dict[int, dict[str, Any]]:
    """The tables of each shelf; one of which any is damaged is left out."""
    found: dict[int, dict[str, Any]] = {}
    spoilt: set[int] = set()
    for row in connection.execute(select(shelves)):
        try:
            found.setdefault(row.shelf, {})[row.name] = table_of(row.body)
        except Damaged:
            spoilt.add(row.shelf)
    return {shelf: tables for shelf, tables in found.items() if shelf not in spoilt}


def _documents(connection: Connection, schema: Any) -> Any:
    c = documents.c
    rows = connection.execute(select(c.id, c.published, c.superseded_by != "").order_by(c.id)).all()
    cells: list[Any] = list(zip(*rows, strict=True)) or [[], [], []]
    columns = [pa.array(cell, kind) for cell, kind in zip(cells, schema.types, strict=True)]
    return pa.table(columns, schema=schema)


def kept_tables(connection: Connection) -> dict[str, Any]:
    """What was kept of the resolution before; nothing where other code made it, or it is damaged."""
    if fact(connection, MAKER) != maker() or fact(connection, BUILD) != fact(connection, "kept"):
        return {}
    try:
        return {row.name: table_of(row.body) for row in connection.execute(select(kept))}
    except Damaged:
        return {}


def keep(connection: Connection, tables: Tables) -> None:
    """Keeps this in place of what was, for the build that is being written."""
    connection.exec_driver_sql("DELETE FROM kept")
    connection.execute(kept.insert(), [{"name": n, "body": packed_table(t)} for n, t in tables.items()])
    for name, value in ((MAKER, maker()), ("kept", fact(connection, BUILD))):
        connection.execute(
            text("INSERT OR REPLACE INTO facts VALUES (:name, :value)"), {"name": name, "value": value}
        )
