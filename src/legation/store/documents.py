"""Documents in the record: lists, failures, and one with everything that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select, tuple_, union

from legation.record import Document, Reading
from legation.record.resolved import Context, DocumentText, FiledDocument
from legation.store.actors import actor_ids, mentions
from legation.store.filters import Filters, Found, bounds, cursor_at, limit_of, place_of
from legation.store.inputs import reading_of
from legation.store.packing import document_of
from legation.store.query import CHUNK, hydrated
from legation.store.schema import actor_documents, documents, families, item_sides, pages, tellings

AROUND = 400  # characters shown on either side of a stretch at most
_LINE = re.compile(r"[^\n]+")
_FACTS = ("id", "name", "url", "title", "published", "publisher", "language", "status", "reason")
_LISTED = (*_FACTS, "superseded_by", "read_at", "version", "claims", "characters")


def listed_documents(
    connection: Connection, filters: Filters, publisher: str = "", language: str = ""
) -> Found[FiledDocument]:
    """Documents by publication date, undated ones first; with status `failed` the pages that failed."""
    if filters.get("status") == "failed":
        return _failed(connection, filters)
    c, limit = documents.c, limit_of(filters)
    wanted = _wanted(connection, filters)
    wanted += [c.publisher == publisher] if publisher else []
    wanted += [c.language == language] if language else []
    newest = filters.get("newest", False)
    if cursor := filters.get("cursor"):
        here = tuple_(*place_of(cursor))
        wanted.append(tuple_(c.published, c.id) < here if newest else tuple_(c.published, c.id) > here)
    query = select(*(c[name] for name in _LISTED)).where(*wanted)
    order = (c.published.desc(), c.id.desc()) if newest else (c.published, c.id)
    rows = connection.execute(query.order_by(*order).limit(limit + 1 if limit else None)).all()
    more = limit is not None and len(rows) > limit
    rows = rows[:limit]
    return Found(_filed(connection, rows), cursor_at(rows[-1].published, rows[-1].id) if more else "")


def _wanted(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    c = documents.c
    wanted: list[ColumnElement[bool]] = []
    status = filters.get("status")
    if status == "superseded":
        wanted.append(c.superseded_by != "")
    elif status:
        wanted.append(c.status == status)
    if document := filters.get("document"):
        wanted.append(or_(c.id == document, c.name == document))
    since, until = bounds(filters)
    if since:
        wanted.append(or_(c.published >= since, and_(c.published != "", c.published.startswith(since[:7]))))
    if until:
        wanted.append(and_(c.published <= until, c.published != ""))
    if actor := filters.get("actor"):
        ids = actor_ids(connection, actor)
        there = exists().where(actor_documents.c.document == c.id, actor_documents.c.actor.in_(ids))
        wanted.append(there)
    wanted += [
        exists().where(actor_documents.c.document == c.id, actor_documents.c.actor == state)
        for state in filters.get("states") or ()
    ]
    return wanted


def _failed(connection: Connection, filters: Filters) -> Found[FiledDocument]:
    limit = limit_of(filters)
    query = select(pages).where(pages.c.document == "", pages.c.current == 1)
    if cursor := filters.get("cursor"):
        query = query.where(pages.c.number > int(place_of(cursor)[1]))
    rows = connection.execute(query.order_by(pages.c.number).limit(limit + 1 if limit else None)).all()
    more = limit is not None and len(rows) > limit
    found = [
        FiledDocument(
            id="",
            name=row.name,
            url=row.url,
            status="failed",
            reason=row.reason,
            remedy=row.remedy,
            read_at=row.read_at,
            version=row.version,
            places=(row.place,) if row.place else (),
        )
        for row in rows[:limit]
    ]
    return Found(found, cursor_at("", rows[len(found) - 1].number) if more else "")


def _filed(connection: Connection, rows: Iterable[Any]) -> list[FiledDocument]:
    rows = list(rows)
    places: dict[str, list[str]] = {row.id: [] for row in rows}
    copies: dict[str, dict[str, str]] = {}
    ids = list(places)
    for at in range(0, len(ids), CHUNK):
        some = ids[at : at + CHUNK]
        where = select(pages.c.document, pages.c.place).where(
            pages.c.document.in_(some), pages.c.current == 1
        )
        for document, place in connection.execute(where.order_by(pages.c.place)):
            if place and place not in places[document]:
                places[document].append(place)
        first = select(families.c.document, families.c.body)
        for document, body in connection.execute(
            first.where(families.c.document.in_(some), families.c.passage == 0)
        ):
            copies[document] = msgspec.json.decode(body)
    return [
        FiledDocument(
            **{name: getattr(row, name) for name in _LISTED},
            places=tuple(places[row.id]),
            family=copies.get(row.id, {}).get("family", ""),
            copy_of=copies.get(row.id, {}).get("of", "").partition("#")[0],
        )
        for row in rows
    ]


def context_of(connection: Connection, id: str, start: int, end: int) -> Context | None:
    """The sentence (or at most `AROUND` characters on either side) in which a stretch stands."""
    first = max(start - AROUND, 0)
    piece = func.substr(documents.c.text, first + 1, end - first + AROUND)
    text = connection.scalar(select(piece).where(documents.c.id == id))
    if text is None:
        return None
    at, past = start - first, end - first
    begins = max((begin for begin in _sentences(text) if begin <= at), default=0)
    stops = min((begin for begin in _sentences(text) if begin >= past), default=len(text))
    return Context(before=text[begins:at], match=text[at:past], after=text[past:stops].rstrip())


def _sentences(text: str) -> list[int]:
    """Where the sentences and lines of a text begin."""
    from razdel import sentenize

    lines = [(found.start(), found[0]) for found in _LINE.finditer(text)]
    return [start + sentence.start for start, line in lines for sentence in sentenize(line)]


def document_id_of(connection: Connection, asked: str) -> str | None:
    """The id of the document that an id or a name means; where several have the name, the last read."""
    query = select(documents.c.id).where(or_(documents.c.id == asked, documents.c.name == asked))
    return connection.scalar(query.order_by(documents.c.superseded_by != "", documents.c.number.desc()))


def source_document(connection: Connection, id: str) -> tuple[Document, Reading] | None:
    """A document as read, with what it claims itself."""
    c = documents.c
    row = connection.execute(
        select(c.number, c.text, c.facts, c.mentions, c.reason).where(c.id == id)
    ).one_or_none()
    if row is None:
        return None
    return document_of(row.text, row.facts), reading_of(connection, id, row)


def document_text(connection: Connection, id: str) -> DocumentText | None:
    """A document with its text, the resolved things that rest on it and its mentions."""
    c = documents.c
    row = connection.execute(
        select(*(c[name] for name in _LISTED), c.text, c.facts).where(c.id == id)
    ).one_or_none()
    if row is None:
        return None
    document = document_of(row.text, row.facts)
    ids = connection.scalars(select(tellings.c.item).where(tellings.c.document == id).distinct()).all()
    items = [item for item in hydrated(connection, sorted(ids)) if item.claims]
    return DocumentText(
        facts=_filed(connection, [row])[0],
        text=row.text,
        passages=document.passages,
        furniture=document.furniture,
        notes=document.notes,
        items=tuple(sorted(items, key=lambda item: (_first(item, id), item.id))),
        mentions=tuple(mentions(connection, {"document": id})),
    )


def _first(item: Any, document: str) -> int:
    starts = [e.start for told in item.claims if told.document == document for e in told.evidence]
    return min(starts, default=0)


def conflicts_over(connection: Connection, items: Iterable[str]) -> list[str]:
    """The ids of the conflicts in which any of these things stand."""
    queries = [
        select(item_sides.c.item).where(item_sides.c.side == item, item_sides.c.kind == "conflict")
        for item in items
    ]
    return sorted(connection.scalars(union(*queries))) if queries else []
