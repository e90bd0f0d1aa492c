"""What a record holds, counted; and whether what was resolved rests on all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from legation.store.schema import actors, claims, documents, facts, items, judgements, pages


class Holdings(msgspec.Struct, frozen=True):
    """What a record holds: documents by status, claims by kind, resolved things by kind, judgements.

    `resolved` says whether the resolved things rest on everything that was filed.
    """

    documents: dict[str, int]
    claims: dict[str, int]
    items: dict[str, int]
    actors: dict[str, int]
    judgements: int
    resolved: bool


def counted(connection: Connection) -> Holdings:
    """Counts everything: in a large record a matter of seconds."""
    count, d, p = func.count(), documents.c, pages.c
    status = connection.execute(select(d.status, count).where(d.superseded_by == "").group_by(d.status)).all()
    others = {
        "superseded": connection.scalar(select(count).where(d.superseded_by != "")),
        "failed": connection.scalar(select(count).where(p.document == "", p.current == 1)),
    }
    return Holdings(
        documents={**_sorted(dict(map(tuple, status))), **{name: n for name, n in others.items() if n}},
        claims=_by(connection, claims.c.kind),
        items=_by(connection, items.c.kind),
        actors=_by(connection, actors.c.kind),
        judgements=connection.scalar(select(count).select_from(judgements)) or 0,
        resolved=is_resolved(connection),
    )


def state_of(connection: Connection) -> tuple[object, ...]:
    """What is another after every change of what the record holds; quick to tell."""
    failed = select(func.count()).where(pages.c.document == "", pages.c.current == 1)
    newest = connection.scalar(select(func.max(pages.c.number)))
    return fact(connection, "filed"), fact(connection, "resolved"), newest, connection.scalar(failed)


def fact(connection: Connection, name: str) -> str:
    """One of the facts that the file keeps of itself, or nothing."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name)) or ""


def touch(connection: Connection) -> None:
    """Notes that something was filed that the resolved things do not rest on yet."""
    connection.exec_driver_sql(
        "INSERT INTO facts (name, value) VALUES ('filed', '1') "
        "ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def is_resolved(connection: Connection) -> bool:
    """Whether the resolved things rest on everything that was filed."""
    return fact(connection, "filed") == fact(connection, "resolved")


def _by(connection: Connection, column: Any) -> dict[str, int]:
    return _sorted(dict(map(tuple, connection.execute(select(column, func.count()).group_by(column)))))


def _sorted(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
