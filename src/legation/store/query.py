"""Lists of resolved things, filtered through the file's indexes; only this package knows SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from legation.record.resolved import (
    ConflictSide,
    Reason,
    Resolved,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
    Telling,
)
from legation.store.actors import actor_ids
from legation.store.counts import counted_of
from legation.store.filters import Filters, Found, bounds, cursor_at, limit_of, place_of
from legation.store.packing import claim_of
from legation.store.schema import documents, item_sides, items, tellings

TYPES: dict[str, type[Resolved]] = {
    "event": ResolvedEvent,
    "statement": ResolvedStatement,
    "figure": ResolvedFigure,
    "agreement": ResolvedAgreement,
    "office": ResolvedOffice,
}
CHUNK = 400  # ids asked for in one statement


def listed(connection: Connection, kind: str, filters: Filters) -> Found[Any]:
    """Resolved things of one kind that pass the filters, in the order of their days."""
    limit = limit_of(filters)
    query = _places(connection, kind, filters)
    if limit is not None:
        query = query.limit(limit + 1)
    found = connection.execute(query).all()
    more = limit is not None and len(found) > limit
    found = found[:limit]
    cursor = cursor_at(found[-1].sort, found[-1].id) if more else ""
    return Found(hydrated(connection, [row.id for row in found]), cursor)


def each(connection: Connection, kind: str, filters: Filters) -> Iterator[Any]:
    """The same one by one, for lists too long for memory; a `limit` counts."""
    ids = connection.scalars(_ids(connection, kind, filters)).all()
    for at in range(0, len(ids), CHUNK):
        yield from hydrated(connection, ids[at : at + CHUNK])


def counted(connection: Connection, kind: str, filters: Filters) -> int:
    """How many resolved things of one kind pass the filters."""
    known = counted_of(connection, kind, filters)
    if known is not None:
        return known
    places = _places(connection, kind, filters).order_by(None).subquery()
    return connection.execute(select(func.count()).select_from(places)).scalar_one()


def _ids(connection: Connection, kind: str, filters: Filters) -> Select[Any]:
    limit = limit_of(filters)
    places = _places(connection, kind, filters)
    return places.with_only_columns(places.selected_columns.id).limit(limit)


def _places(connection: Connection, kind: str, filters: Filters) -> Select[Any]:
    sides = _sides(connection, filters)
    of = item_sides if sides else items
    id = of.c.item if sides else of.c.id
    document = filters.get("document")
    # Of one document the things are found by their tellings; «+» keeps SQLite from walking all of the kind.
    of_kind = literal_column(f"+{of.name}.kind") if document and not sides else of.c.kind
    wanted: list[ColumnElement[bool]] = [of_kind == kind]
    if sides:
        wanted.append(of.c.side.in_(sides[0]) if len(sides[0]) > 1 else of.c.side == sides[0][0])
        wanted += [_has_side(of, other) for other in sides[1:]]
    for name in ("type", "act", "status"):
        if value := str(filters.get(name) or ""):
            wanted.append(of.c[name] == value)
    since, until = bounds(filters)
    if since:
        wanted.append(and_(of.c.last >= since, of.c.last != ""))
    if until:
        wanted.append(and_(of.c.sort <= until, of.c.last != ""))
    if document:
        wanted.append(id.in_(select(tellings.c.item).where(tellings.c.document == document)))
    newest = filters.get("newest", False)
    if cursor := filters.get("cursor"):
        here = tuple_(*place_of(cursor))
        wanted.append(tuple_(of.c.sort, id) < here if newest else tuple_(of.c.sort, id) > here)
    query = select(id.label("id"), of.c.sort).where(*wanted)
    if sides and len(sides[0]) > 1:
        query = query.distinct()
    return query.order_by(of.c.sort.desc(), id.desc()) if newest else query.order_by(of.c.sort, id)


def _sides(connection: Connection, filters: Filters) -> list[tuple[str, ...]]:
    """What must each stand among an item's sides: pairs of states, a state, one of some actors."""
    found: list[tuple[str, ...]] = []
    if actor := filters.get("actor"):
        found.append(actor_ids(connection, actor))
    states = sorted(set(filters.get("states") or ()))
    if len(states) == 1:
        found.append((states[0],))
    found += [(f"{states[0]} {other}",) for other in states[1:]]
    if len(states) > 2:
        found += [(f"{a} {b}",) for a, b in pairwise(states[1:])]
    return found


def _has_side(of: Table, names: Sequence[str]) -> ColumnElement[bool]:
    other = item_sides.alias()
    return or_(
        *(
            exists().where(
                other.c.side == name,
                other.c.kind == of.c.kind,
                other.c.sort == of.c.sort,
                other.c.item == of.c.item,
            )
            for name in names
        )
    )


def hydrated(connection: Connection, ids: Sequence[str]) -> list[Any]:
    """The resolved things of these ids, in their order, each with the claims it rests on."""
    found: dict[str, Any] = {}
    for at in range(0, len(ids), CHUNK):
        some = tuple(ids[at : at + CHUNK])
        told = told_by(connection, some)
        query = f"SELECT id, kind, body FROM items WHERE id IN ({_marks(some)})"  # noqa: S608 - marks alone
        for id, kind, body in connection.exec_driver_sql(query, some):
            if kind == "conflict":
                found[id] = _conflict(connection, msgspec.json.decode(body))
            else:
                found[id] = resolved_of(kind, body, told.get(id, ()))
    return [found[id] for id in ids if id in found]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def resolved_of(kind: str, body: bytes, told: Iterable[Telling] = ()) -> Resolved:
    """The resolved thing again, resting on these claims."""
    plain = msgspec.json.decode(body)
    plain["claims"] = ()
    item = msgspec.convert(plain, TYPES[kind], strict=False)
    return msgspec.structs.replace(item, claims=tuple(told)) if told else item


class _Why(msgspec.Struct):
    """What a telling's row holds beyond its columns."""

    family: str = ""
    beside: str = ""
    score: float = 0.0
    why: tuple[Reason, ...] = ()


_why = msgspec.json.Decoder(_Why)
_TOLD = """SELECT t.item, t.claim, t.body, c.kind, c.body, d.id, d.name, d.published, d.publisher, d.url
FROM tellings t JOIN claims c ON c.id = t.claim
JOIN documents d ON d.number = c.document AND d.id = t.document WHERE t.item IN """


def told_by(connection: Connection, ids: Sequence[str]) -> dict[str, list[Telling]]:
    """The claims on which items rest, by item; the earliest published first."""
    told: dict[str, list[Telling]] = defaultdict(list)
    rows = connection.exec_driver_sql(f"{_TOLD} ({_marks(ids)})", tuple(ids)) if ids else ()
    for item, id, body, kind, said, document, name, published, publisher, url in rows:
        why, claim = _why.decode(body), claim_of(kind, said)
        told[item].append(
            Telling(
                claim=id,
                document=document,
                document_name=name,
                published=published,
                publisher=publisher,
                url=url,
                evidence=claim.evidence,
                derived=claim.derived,
                rule=claim.rule,
                family=why.family,
                beside=why.beside,
                score=why.score,
                why=why.why,
            )
        )
    for found in told.values():
        found.sort(key=lambda t: (t.published or "~", t.document_name, t.claim))
    return told


def _conflict(connection: Connection, body: dict[str, Any]) -> ResolvedConflict:
    names = document_names(connection, {side["document"] for side in body["sides"]})
    sides = []
    for side in body.pop("sides"):
        evidence = [[side.pop("start"), side.pop("end"), side.pop("quote")]]
        quoted = [dict(zip(("start", "end", "quote"), evidence[0], strict=True))]
        named = {**side, "document_name": names.get(side["document"], ""), "evidence": quoted}
        sides.append(msgspec.convert(named, ConflictSide))
    return msgspec.convert({**body, "sides": sides}, ResolvedConflict)


def document_names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The name of each of these documents."""
    asked, names = sorted(ids), {}
    for at in range(0, len(asked), CHUNK):
        some = asked[at : at + CHUNK]
        rows = connection.execute(select(documents.c.id, documents.c.name).where(documents.c.id.in_(some)))
        names.update({row.id: row.name for row in rows})
    return names
