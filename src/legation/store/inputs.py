"""What resolution is given: everything that was filed, in an order that does not depend on when it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from legation.record import Claim, Document, Judgement, Mention, Reading
from legation.record.tables import input_tables
from legation.store.packing import KINDS, claim_of, document_of, mentions_of
from legation.store.schema import claims, documents, judgements

_judgement = msgspec.json.Decoder(Judgement)


def inputs(connection: Connection) -> dict[str, Any]:
    """The input tables of `record.tables`, from everything that the record holds."""
    superseded = connection.scalars(select(documents.c.id).where(documents.c.superseded_by != "")).all()
    return input_tables(readings(connection), all_judgements(connection), set(superseded))


def readings(connection: Connection) -> Iterator[tuple[Document, Reading]]:
    """Every document with what it claims, in the order of ids; one at a time in memory."""
    c = documents.c
    rows = connection.execution_options(yield_per=500).execute(
        select(c.number, c.text, c.facts, c.mentions, c.reason).order_by(c.id)
    )
    for row in rows:
        document = document_of(row.text, row.facts)
        yield document, reading_of(connection, document.id, row)


def reading_of(connection: Connection, id: str, row: Any) -> Reading:
    """What a document claims; `row` has its number, mentions and reason."""
    told: dict[str, list[Claim]] = {kind: [] for kind in KINDS}
    for kind, body in connection.execute(
        select(claims.c.kind, claims.c.body).where(claims.c.document == row.number).order_by(claims.c.place)
    ):
        told[kind].append(claim_of(kind, body))
    fields: dict[str, Any] = {f"{kind}s": tuple(found) for kind, found in told.items()}
    cast: tuple[Mention, ...] = mentions_of(row.mentions)
    return Reading(document_id=id, mentions=cast, unread=row.reason, **fields)


def all_judgements(connection: Connection) -> list[Judgement]:
    """All judgements, in the order in which they were made."""
    rows = connection.scalars(select(judgements.c.body).order_by(judgements.c.made, judgements.c.id))
    return [_judgement.decode(body) for body in rows]
