"""Whether what was worked out can be read: resolved rows, what is kept of them, what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, select

from legation.record.resolved import ActorJoin, ActorMention, Candidate
from legation.store import schema
from legation.store.actors import actor_of
from legation.store.counts import miscounted
from legation.store.damage import REBUILD, Damaged
from legation.store.grounds import Fault
from legation.store.packing import unpacked
from legation.store.query import Why, conflict_of, resolved_of
from legation.store.quoted import misquoted

_MISLAID = """SELECT DISTINCT i.id FROM item_sides s JOIN items i ON i.id = s.item
WHERE (s.kind, s.sort, s.first, s.last, s.type, s.act, s.status)
<> (i.kind, i.sort, i.first, i.last, i.type, i.act, i.status)"""
Read = Callable[[bytes], Any]


def unreadable(connection: Connection) -> Iterator[Fault]:
    """Rows that cannot be read though all can be worked out again, and counts that are not so."""
    for id, kind, body in connection.execute(
        select(schema.items.c.id, schema.items.c.kind, schema.items.c.body)
    ):
        yield from _fault(partial(_item, kind), body, f"row {id} of items")
    yield from misquoted(connection)
    for (id,) in connection.exec_driver_sql(_MISLAID):
        yield Fault(id, "it is listed under another day or kind than found by its sides", REBUILD)
    for table, read in _READ.items():
        keys = [table.c[key] for key in _key(table)]
        for *key, body in connection.execution_options(yield_per=100).execute(select(*keys, table.c.body)):
            yield from _fault(read, body, f"row {', '.join(map(str, key))} of {table.name}")
    for name in miscounted(connection):
        yield Fault(name, "its counts are not those of the rows", REBUILD)


def _item(kind: str, body: bytes) -> Any:
    return conflict_of(body) if kind == "conflict" else resolved_of(kind, body)


def _arrow(body: bytes) -> Any:
    from legation.store.keeping import table_of  # Arrow takes long to load

    return table_of(body)


def _as(type: Any) -> Read:
    return lambda body: unpacked("", body, type)


_READ: dict[Table, Read] = {
    schema.tellings: _as(Why),
    schema.actors: actor_of,
    schema.document_mentions: _as(list[ActorMention]),
    schema.actor_joins: _as(ActorJoin),
    schema.families: _as(dict[str, Any]),
    schema.candidates: _as(Candidate),
    schema.shelves: _arrow,
    schema.kept: _arrow,
}


def _key(table: Table) -> tuple[str, ...]:
    kept = {schema.shelves: ("shelf", "name"), schema.kept: ("name",)}
    return schema.RESOLVED.get(table) or kept[table]


def _fault(read: Read, body: bytes, where: str) -> Iterator[Fault]:
    try:
        read(body)
    except Damaged as error:
        yield Fault(where, f"it cannot be read: {error.why}", REBUILD)
