"""What reading told of documents beside their texts: on which page evidence stands, and the notes of reading.

Few documents have either. Those of all others are told apart by the bytes of their facts, which are not read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from legation.record import Evidence
from legation.store.damage import Damaged
from legation.store.packing import unpacked
from legation.store.rows import as_json, rows

DAMAGED = "what was noted of it is damaged; `legation verify` tells what to do"


class _Beside(Struct):
    notes: tuple[str, ...] = ()
    sheets: tuple[int, ...] = ()


def has(field: str) -> str:
    """The condition in SQL that a document's facts hold something in this list."""
    empty, begun = (f"CAST('\"{field}\":[{end}' AS BLOB)" for end in ("]", ""))
    return f"(instr(facts, {empty}) = 0 AND instr(facts, {begun}) > 0)"


# The facts of a document that has pages, nothing of any other: a column beside what else is asked of it.
SHEETS = f"CASE WHEN {has('sheets')} THEN facts END"


def sheets_in(facts: bytes, document: str) -> tuple[int, ...]:
    """Where the pages begin of the document of these facts."""
    return _beside_in(facts, document).sheets


def sheets_of(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Where the pages begin of those of these documents that have any."""
    return {id: beside.sheets for id, beside in _beside(connection, "sheets", ids).items()}


def notes_of(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What was noted when these documents were read, of those of which anything was."""
    return {id: beside.notes for id, beside in _beside(connection, "notes", ids).items()}


def _beside(connection: Connection, field: str, ids: Iterable[str]) -> dict[str, _Beside]:
    asked = as_json(sorted(set(ids)))
    query = f"SELECT id, facts FROM documents WHERE id IN (SELECT value FROM json_each(?)) AND {has(field)}"
    return {id: _beside_in(facts, id) for id, facts in rows(connection, query, (asked,))}


def _beside_in(facts: bytes, document: str) -> _Beside:
    try:
        beside: _Beside = unpacked("documents.facts", facts, _Beside, document)
    except Damaged:  # a list is given all the same
        return _Beside(notes=(DAMAGED,))
    return beside


def on_pages(evidence: Sequence[Evidence], sheets: Sequence[int]) -> tuple[Evidence, ...]:
    """The evidence, with the page (from 1) on which each begins."""
    return tuple(msgspec.structs.replace(e, page=bisect_right(sheets, e.start)) for e in evidence)


def paged(connection: Connection, told: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """Claims (tellings, or sides of a conflict) of things, with the pages on which their evidence stands."""
    sheets = sheets_of(connection, (one.document for several in told.values() for one in several))
    return {
        item: [
            msgspec.structs.replace(one, evidence=on_pages(one.evidence, sheets[one.document]))
            if one.document in sheets
            else one
            for one in several
        ]
        for item, several in told.items()
    }
