"""Actors and their mentions, as resolution left them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, exists, func, select

from legation.errors import BadInput, UnknownName
from legation.record.resolved import ActorJoin, ActorMention, ResolvedActor
from legation.store.filters import Filters, Found, cursor_at, limit_of, place_of
from legation.store.packing import unpacked
from legation.store.rows import marks, rows
from legation.store.schema import (
    actor_documents,
    actor_joins,
    actor_names,
    document_mentions,
    documents,
)

GUESSES = 5


def folded(name: str) -> str:
    """A name as it is looked up: lower case, «ё» as «е», single spaces."""
    return " ".join(name.lower().replace("ё", "е").split())


def actor_of(body: bytes) -> ResolvedActor:
    """The actor again."""
    actor: ResolvedActor = unpacked("actors", body, ResolvedActor)
    return actor


_WITHIN = r"""SELECT DISTINCT actor FROM actor_names
WHERE ' ' || name || ' ' LIKE ? ESCAPE '\' OR name LIKE ? ESCAPE '\'"""


def actor_ids(connection: Connection, asked: str) -> tuple[str, ...]:
    """The actors that an id, a name or a part of a name (whole words) means. Raises UnknownName."""
    if rows(connection, "SELECT 1 FROM actors WHERE id = ?", (asked,)):
        return (asked,)
    name = folded(asked)
    named = rows(connection, "SELECT DISTINCT actor FROM actor_names WHERE name = ?", (name,))
    if not named:
        plain = re.sub(r"([%_\\])", r"\\\1", name)
        named = rows(connection, _WITHIN, (f"% {plain} %", f"{plain}%"))
    if named:
        return tuple(actor for (actor,) in named)
    raise UnknownName(f"No actor of the record is called «{asked}».{_guesses(connection, name)}")


def _guesses(connection: Connection, name: str) -> str:
    names = connection.scalars(
        select(actor_names.c.name).where(func.length(actor_names.c.name) < 60).limit(50_000)
    )
    near = difflib.get_close_matches(name, names, GUESSES, 0.7)
    return f" Did you mean {', '.join(near)}?" if near else ""


def listed_actors(connection: Connection, filters: Filters) -> Found[ResolvedActor]:
    """Actors, those most spoken of first."""
    limit, wanted = limit_of(filters), _wanted(connection, filters)
    if cursor := filters.get("cursor"):
        mentions, id = place_of(cursor)
        if mentions and not mentions.isdecimal():
            raise BadInput(f"«{cursor[:40]}» is no cursor; give the one that came with the list before.")
        last = int(mentions or 0)
        wanted.append(("(a.mentions < ? OR (a.mentions = ? AND a.id > ?))", [last, last, id]))
    where = "".join(f" AND {said}" for said, _ in wanted)
    query = f"SELECT a.body FROM actors a WHERE 1{where} ORDER BY a.mentions DESC, a.id LIMIT ?"
    values = [value for _, some in wanted for value in some]
    bodies = rows(connection, query, [*values, -1 if limit is None else limit + 1])
    found = [actor_of(body) for (body,) in bodies]
    if limit is None or len(found) <= limit:
        return Found(found)
    return Found(found[:limit], cursor_at(found[limit - 1].mentions, found[limit - 1].id))


def actor_by_id(connection: Connection, id: str) -> ResolvedActor | None:
    """The actor of this id, if the record has one."""
    found = rows(connection, "SELECT body FROM actors WHERE id = ?", (id,))
    return actor_of(found[0][0]) if found else None


def _wanted(connection: Connection, filters: Filters) -> list[tuple[str, list[Any]]]:
    """Conditions in SQL, each with its values."""
    wanted: list[tuple[str, list[Any]]] = []
    if kind := filters.get("type"):
        wanted.append(("a.kind = ?", [kind]))
    if states := list(filters.get("states") or ()):
        wanted.append((f"a.state IN ({marks(states)})", states))
    if name := filters.get("actor"):
        ids = list(actor_ids(connection, name))
        wanted.append((f"a.id IN ({marks(ids)})", ids))
    if document := filters.get("document"):
        wanted.append(("a.id IN (SELECT actor FROM actor_documents WHERE document = ?)", [document]))
    return wanted


def mentions(connection: Connection, filters: Filters) -> Iterator[ActorMention]:
    """Every mention that passes the filters, document by document (in the order of ids), in text order."""
    limit = limit_of(filters)
    wanted = set(actor_ids(connection, filters["actor"])) if filters.get("actor") else None
    kinds = None
    if filters.get("type") or filters.get("states"):
        kept: Filters = {"type": filters.get("type", ""), "states": filters.get("states", ())}
        of = _wanted(connection, kept)
        where = "".join(f" AND {said}" for said, _ in of)
        query = f"SELECT a.id FROM actors a WHERE 1{where}"
        kinds = {id for (id,) in rows(connection, query, [value for _, some in of for value in some])}
    given = 0
    for row in connection.execute(_documents_with(wanted, filters)):
        for mention in unpacked("document_mentions", row.body):
            if (wanted is not None and mention["actor"] not in wanted) or (
                kinds is not None and mention["actor"] not in kinds
            ):
                continue
            if limit is not None and given >= limit:
                return
            given += 1
            yield msgspec.convert({**mention, "document_name": row.name}, ActorMention)


def _documents_with(wanted: set[str] | None, filters: Filters) -> Any:
    query = select(document_mentions.c.body, documents.c.name).join(
        documents, documents.c.id == document_mentions.c.document
    )
    if document := filters.get("document"):
        query = query.where(document_mentions.c.document == document)
    if wanted is not None:
        there = exists().where(
            actor_documents.c.actor.in_(wanted), actor_documents.c.document == document_mentions.c.document
        )
        query = query.where(there)
    return query.order_by(document_mentions.c.document)


def joins_of(connection: Connection, actor: str) -> list[ActorJoin]:
    """Why the local names of an actor are one, or were kept apart; the weightiest first."""
    bodies = connection.scalars(select(actor_joins.c.body).where(actor_joins.c.actor == actor))
    joins = [unpacked("actor_joins", body, ActorJoin) for body in bodies]
    return sorted(joins, key=lambda j: (not j.joined, -abs(j.score), j.a, j.b))
