"""What a record holds, counted; and whether what was resolved rests on all of it."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from legation.store.counts import tally
from legation.store.rows import rows
from legation.store.schema import facts, judgements, pages


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
    """What the file keeps count of, told."""
    failed = _failed_pages(connection)
    documents = tally(connection, "documents")
    superseded = documents.pop("superseded", 0)
    others = {"superseded": superseded, "failed": failed}
    return Holdings(
        documents={**documents, **{name: n for name, n in others.items() if n}},
        claims=tally(connection, "claims"),
        items=tally(connection, "items"),
        actors=tally(connection, "actors"),
        judgements=connection.scalar(select(func.count()).select_from(judgements)) or 0,
        resolved=is_resolved(connection),
    )


def _failed_pages(connection: Connection) -> int:
    failed = select(func.count()).where(pages.c.document == "", pages.c.current == 1)
    return connection.scalar(failed) or 0


_STATE = """SELECT (SELECT value FROM facts WHERE name = 'filed'),
(SELECT value FROM facts WHERE name = 'build'),
(SELECT value FROM facts WHERE name = 'resolved'), (SELECT max(number) FROM pages),
(SELECT count(*) FROM pages WHERE document = '' AND current)"""


def state_of(connection: Connection) -> tuple[object, ...]:
    """What is another after every change of what the record holds; quick to tell: every page asks."""
    return rows(connection, _STATE)[0]


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
