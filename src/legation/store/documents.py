"""Documents in the record: lists, failures, and one with everything that stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from legation.record import Document, Reading
from legation.record.resolved import Context, DocumentText, FiledDocument
from legation.store.actors import actor_ids, mentions
from legation.store.filters import Filters, Found, bounds, cursor_at, limit_of, place_of
from legation.store.inputs import reading_of
from legation.store.packing import document_of, unpacked
from legation.store.query import hydrated
from legation.store.rows import as_json, marks, rows
from legation.store.schema import documents, pages, tellings
from legation.store.sheets import has, notes_of

AROUND = 400  # characters shown on either side of a stretch at most
GATHERED = 800  # documents of an actor that are quicker gathered than found by walking all by their days
_LINE = re.compile(r"[^\n]+")
# What a document's list shows, in the order of FiledDocument's fields as far as the file has them.
LISTED = (
    *("id", "name", "url", "title", "published", "publisher", "language", "status", "reason"),
    *("superseded_by", "read_at", "version", "claims", "characters"),
)


def listed_documents(
    connection: Connection,
    filters: Filters,
    publisher: str = "",
    language: str = "",
    noted: bool = False,
) -> Found[FiledDocument]:
    """Documents by publication date, undated ones first; with status `failed` the pages that failed.

    With `noted` those of which reading noted something.
    """
    if filters.get("status") == "failed":
        return _failed(connection, filters)
    limit, newest = limit_of(filters), filters.get("newest", False)
    wanted = _wanted(connection, filters)
    wanted += [("d.publisher = ?", [publisher])] if publisher else []
    wanted += [("d.language = ?", [language])] if language else []
    wanted += [(has("notes"), [])] if noted else []
    if cursor := filters.get("cursor"):
        wanted.append((f"(d.published, d.id) {'<' if newest else '>'} (?, ?)", list(place_of(cursor))))
    where = "".join(f" AND {said}" for said, _ in wanted)
    way = " DESC" if newest else ""
    query = (
        f"SELECT {', '.join(LISTED)} FROM documents d WHERE 1{where} "
        f"ORDER BY d.published{way}, d.id{way} LIMIT ?"
    )
    values = [value for _, some in wanted for value in some]
    found = rows(connection, query, [*values, -1 if limit is None else limit + 1])
    more = limit is not None and len(found) > limit
    filed = filed_of(connection, found[:limit])
    return Found(filed, cursor_at(filed[-1].published, filed[-1].id) if more else "")


def _wanted(connection: Connection, filters: Filters) -> list[tuple[str, list[str]]]:
    """Conditions in SQL, each with its values."""
    wanted: list[tuple[str, list[str]]] = []
    status = filters.get("status")
    if status == "superseded":
        wanted.append(("d.superseded_by <> ''", []))
    elif status:
        wanted.append(("d.status = ?", [status]))
    if document := filters.get("document"):
        wanted.append(("(d.id = ? OR d.name = ?)", [document, document]))
    since, until = bounds(filters)
    if since:  # what has a month or a year alone may be of that day; shorter dates sort before it
        wanted.append(("d.published >= ?", [since[:7]]))
        wanted.append(("(d.published >= ? OR substr(d.published, 1, 7) = ?)", [since, since[:7]]))
    if until:
        wanted.append(("d.published <= ? AND d.published <> ''", [until]))
    spoken = [[state] for state in filters.get("states") or ()]
    if actor := filters.get("actor"):
        spoken.append(list(actor_ids(connection, actor)))
    wanted += [(_spoken_of(connection, ids), ids) for ids in spoken]
    return wanted


def _spoken_of(connection: Connection, ids: Sequence[str]) -> str:
    """The condition that a document speaks of one of these actors: few are gathered, of many most pass."""
    of = f"FROM actor_documents WHERE actor IN ({marks(ids)})"
    if len(rows(connection, f"SELECT 1 {of} LIMIT ?", (*ids, GATHERED + 1))) > GATHERED:
        return f"EXISTS (SELECT 1 {of} AND document = d.id)"
    return f"d.id IN (SELECT document {of})"


def _failed(connection: Connection, filters: Filters) -> Found[FiledDocument]:
    limit = limit_of(filters)
    query = select(pages).where(pages.c.document == "", pages.c.current == 1)
    if cursor := filters.get("cursor"):
        query = query.where(pages.c.number > int(place_of(cursor)[1]))
    failed = connection.execute(query.order_by(pages.c.number).limit(limit + 1 if limit else None)).all()
    more = limit is not None and len(failed) > limit
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
        for row in failed[:limit]
    ]
    return Found(found, cursor_at("", failed[len(found) - 1].number) if more else "")


_PLACES = """SELECT document, place FROM pages
WHERE document IN (SELECT value FROM json_each(?)) AND current = 1 AND place <> '' ORDER BY place"""
_FAMILIES = (
    "SELECT document, body FROM families WHERE document IN (SELECT value FROM json_each(?)) AND passage = 0"
)


def filed_of(connection: Connection, found: Sequence[Sequence[Any]]) -> list[FiledDocument]:
    """The documents of these rows, which have the columns of LISTED, with where they were found."""
    asked = (as_json(row[0] for row in found),)
    places: dict[str, dict[str, None]] = {}
    for document, place in rows(connection, _PLACES, asked):
        places.setdefault(document, {})[place] = None
    copies = {
        document: unpacked("families", body, dict, f"{document}, 0")
        for document, body in rows(connection, _FAMILIES, asked)
    }
    notes = notes_of(connection, (row[0] for row in found))
    return [
        FiledDocument(
            **dict(zip(LISTED, row, strict=True)),
            places=tuple(places.get(row[0], ())),
            family=copies.get(row[0], {}).get("family", ""),
            copy_of=copies.get(row[0], {}).get("of", "").partition("#")[0],
            notes=notes.get(row[0], ()),
        )
        for row in found
    ]


def context_of(connection: Connection, id: str, start: int, end: int) -> Context | None:
    """The sentence (or at most `AROUND` characters on either side) in which a stretch stands."""
    first = max(start - AROUND, 0)
    piece = "SELECT substr(text, ?, ?) FROM documents WHERE id = ?"
    found = rows(connection, piece, (first + 1, end - first + AROUND, id))
    if not found:
        return None
    text = found[0][0]
    at, past = start - first, end - first
    sentences = _sentences(text)
    begins = max((begin for begin in sentences if begin <= at), default=0)
    stops = min((begin for begin in sentences if begin >= past), default=len(text))
    return Context(before=text[begins:at], match=text[at:past], after=text[past:stops].rstrip())


def _sentences(text: str) -> list[int]:
    """Where the sentences and lines of a text begin."""
    from razdel import sentenize

    lines = [(found.start(), found[0]) for found in _LINE.finditer(text)]
    return [start + sentence.start for start, line in lines for sentence in sentenize(line)]


_ID = "SELECT id FROM documents WHERE id = ? OR name = ? ORDER BY superseded_by <> '', number DESC LIMIT 1"


def document_id_of(connection: Connection, asked: str) -> str | None:
    """The id of the document that an id or a name means; where several have the name, the last read."""
    return next((str(id) for (id,) in rows(connection, _ID, (asked, asked))), None)


def source_document(connection: Connection, id: str) -> tuple[Document, Reading] | None:
    """A document as read, with what it claims itself."""
    c = documents.c
    row = connection.execute(
        select(c.number, c.text, c.facts, c.mentions, c.reason).where(c.id == id)
    ).one_or_none()
    if row is None:
        return None
    return document_of(row.text, row.facts, str(row.number)), reading_of(connection, id, row)


def document_text(connection: Connection, id: str) -> DocumentText | None:
    """A document with its text, the resolved things that rest on it and its mentions."""
    query = f"SELECT {', '.join(LISTED)}, text, facts FROM documents WHERE id = ?"
    found = rows(connection, query, (id,))
    if not found:
        return None
    *listed, text, facts = found[0]
    document = document_of(text, facts, id)
    ids = connection.scalars(select(tellings.c.item).where(tellings.c.document == id).distinct()).all()
    items = [item for item in hydrated(connection, sorted(ids)) if item.claims]
    return DocumentText(
        facts=filed_of(connection, [listed])[0],
        text=text,
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
    asked = tuple(items)
    query = f"SELECT DISTINCT item FROM item_sides WHERE side IN ({marks(asked)}) AND kind = 'conflict'"
    return sorted(id for (id,) in rows(connection, query, asked)) if asked else []
