"""Everything that was filed, read again, in an order that does not depend on when it came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from legation.record import Claim, Document, Judgement, Mention, Reading
from legation.store.damage import Damaged
from legation.store.packing import KINDS, claim_of, document_of, mentions_of, unpacked
from legation.store.schema import claims, documents, judgements

_TOLD = ("name", "url", "title", "published", "publisher", "language")
LOST = "what was known of its parts was damaged, and was told anew from its text alone; read its page again"
OF_DOCUMENT = (documents.c.number, documents.c.id, documents.c.text, documents.c.facts, documents.c.mentions)


def readings(connection: Connection) -> Iterator[tuple[Document, Reading]]:
    """Every document with what it claims, in the order of ids; one at a time in memory."""
    rows = connection.execution_options(yield_per=500).execute(
        select(*OF_DOCUMENT, documents.c.reason).order_by(documents.c.id)
    )
    for row in rows:
        yield document_of(row.text, row.facts, str(row.number)), reading_of(connection, row.id, row)


def texts(connection: Connection) -> Iterator[Document]:
    """Every document without what it claims, in the order of ids: what reading anew begins with.

    One whose facts are damaged comes with what its columns tell, and without passages.
    """
    rows = connection.execution_options(yield_per=500).execute(
        select(*OF_DOCUMENT, *(documents.c[name] for name in _TOLD)).order_by(documents.c.id)
    )
    for row in rows:
        try:
            yield document_of(row.text, row.facts)
        except Damaged:
            yield Document(text=row.text, notes=(LOST,), **{name: getattr(row, name) for name in _TOLD})


def reading_of(connection: Connection, id: str, row: Any) -> Reading:
    """What a document claims; `row` has its number, mentions and reason."""
    told: dict[str, list[Claim]] = {kind: [] for kind in KINDS}
    c = claims.c
    mine = select(c.id, c.kind, c.body).where(c.document == row.number).order_by(c.place)
    for claim, kind, body in connection.execute(mine):
        read = claim_of(kind, body, claim)
        told[kind].append(read)
    fields: dict[str, Any] = {f"{kind}s": tuple(found) for kind, found in told.items()}
    cast: tuple[Mention, ...] = mentions_of(row.mentions, str(row.number))
    return Reading(document_id=id, mentions=cast, unread=row.reason, **fields)


def all_judgements(connection: Connection) -> list[Judgement]:
    """All judgements, in the order in which they were made."""
    c = judgements.c
    rows = connection.execute(select(c.id, c.body).order_by(c.made, c.id))
    return [unpacked("judgements", body, Judgement, id) for id, body in rows]
