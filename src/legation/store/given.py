"""What resolution is given: everything that was filed, as the input tables of `record.tables`."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from legation.record import Document
from legation.record.tables import INPUTS, Rows, judgement_row, passage_at, table
from legation.store.damage import BROKEN, Damaged
from legation.store.inputs import OF_DOCUMENT, all_judgements
from legation.store.packing import KINDS, document_of, unpacked
from legation.store.schema import claims, documents
from legation.store.shelves import SHELF

_plain = msgspec.json.Decoder()
_TABLES = {kind: f"{kind}_claims" for kind in KINDS}


def inputs(connection: Connection) -> dict[str, Any]:
    """The input tables of `record.tables`, from everything that the record holds.

    The rows are those of `record.tables.rows_of`, made without building the nouns between.
    """
    rows = _rows(connection, select(*OF_DOCUMENT, documents.c.superseded_by).order_by(documents.c.id))
    rows["judgements"] = judgement_rows(connection)
    return {name: table(name, found) for name, found in rows.items()}


def judgement_rows(connection: Connection) -> list[dict[str, Any]]:
    """All judgements as rows of their input table."""
    return [judgement_row(judgement) for judgement in all_judgements(connection)]


def given_of(connection: Connection, shelf: int) -> dict[str, Any]:
    """The same tables of the documents of one shelf, without judgements."""
    inside = documents.c.number.between(shelf * SHELF, shelf * SHELF + SHELF - 1)
    query = select(*OF_DOCUMENT, documents.c.superseded_by).where(inside).order_by(documents.c.id)
    return {name: table(name, found) for name, found in _rows(connection, query).items()}


def _rows(connection: Connection, query: Any) -> Rows:
    rows: Rows = {name: [] for name in INPUTS}
    for row in connection.execution_options(yield_per=500).execute(query):
        _add_document(rows, row)
        document = document_of(row.text, row.facts, str(row.number))
        told = (
            select(claims.c.id, claims.c.kind, claims.c.body)
            .where(claims.c.document == row.number)
            .order_by(claims.c.place)
        )
        for id, kind, body in connection.execute(told):
            if kind not in _TABLES:
                raise Damaged("claims", id, KeyError(kind))
            rows[_TABLES[kind]].append(_claim_row(id, body, document))
    return rows


def _add_document(rows: Rows, row: Any) -> None:
    facts = unpacked("documents.facts", row.facts, dict, str(row.number))
    head = {name: facts.get(name, "") for name in INPUTS["documents"].names}
    rows["documents"].append({**head, "id": row.id, "text": row.text, "superseded": row.superseded_by != ""})
    for number, passage in enumerate(facts.get("passages", ())):
        rows["passages"].append({**passage, "document": row.id, "number": number})
    try:
        for mention in _plain.decode(row.mentions):
            words = row.text[mention["start"] : mention["end"]]
            rows["mentions"].append({**mention, "document": row.id, "text": words})
    except BROKEN as error:
        raise Damaged("documents.mentions", str(row.number), error) from error


def _claim_row(id: str, body: bytes, document: Document) -> dict[str, Any]:
    try:
        said: dict[str, Any] = _plain.decode(body)
        first = said["evidence"][0] if said["evidence"] else {"start": 0, "end": 0}
        said["derived"] = msgspec.json.encode(said["derived"], order="deterministic").decode()
        return {
            **said,
            **{"id": id, "start": first["start"], "end": first["end"]},
            "passage": passage_at(document, first["start"]),
        }
    except BROKEN as error:
        raise Damaged("claims", id, error) from error
