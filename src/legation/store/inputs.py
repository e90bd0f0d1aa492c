"""Everything that was filed, read again, in an order that does not depend on when it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from legation.record import Claim, Document, Judgement, Mention, Reading
from legation.store.packing import KINDS, claim_of, document_of, mentions_of
from legation.store.schema import claims, documents, judgements

_judgement = msgspec.json.Decoder(Judgement)
OF_DOCUMENT = (documents.c.number, documents.c.id, documents.c.text, documents.c.facts, documents.c.mentions)


def readings(connection: Connection) -> Iterator[tuple[Document, Reading]]:
    """Every document with what it claims, in the order of ids; one at a time in memory."""
    rows = connection.execution_options(yield_per=500).execute(
        select(*OF_DOCUMENT, documents.c.reason).order_by(documents.c.id)
    )
    for row in rows:
        yield document_of(row.text, row.facts), reading_of(connection, row.id, row)


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
