"""Whether what was filed can be read, and says of itself what is so: one pass over all documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import structs
from sqlalchemy import Connection, select

from legation.record import Claim, Document, Judgement
from legation.record.document import document_id
from legation.store.damage import AGAIN, REREAD, Damaged, remedy_of
from legation.store.grounds import Fault
from legation.store.packing import claim_of, document_of, mentions_of, starts_of, unpacked
from legation.store.schema import claims, documents, judgements, pages

_TOLD = ("name", "url", "title", "published", "publisher", "language")


class Filed:
    """Goes through the documents, and counts what it saw."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.documents = self.claims = self.quotes = 0

    def faults(self) -> Iterator[Fault]:
        """What is amiss with documents, their claims and the judgements."""
        paged = set(self.connection.scalars(select(pages.c.document)))
        rows = self.connection.execution_options(yield_per=500).execute(
            select(documents).order_by(documents.c.id)
        )
        for row in rows:
            self.documents += 1
            where = f"row {row.number} of documents"
            if row.id not in paged:
                yield Fault(where, f"no page leads to document {row.id}", AGAIN)
            if document_id(row.text) == row.id:
                yield from (*_of_row(row, where), *self._of_claims(row))
                continue
            yield Fault(where, f"its text is not the one that document {row.id} had", AGAIN)
            for fault in (*_of_row(row, where), *self._of_claims(row)):  # nothing can be read from it again
                yield structs.replace(fault, remedy=AGAIN)
        for id, body in self.connection.execute(select(judgements.c.id, judgements.c.body)):
            yield from _unread(unpacked, "judgements", body, Judgement, id)

    def _of_claims(self, row: Any) -> Iterator[Fault]:
        c = claims.c
        mine = select(c.id, c.kind, c.body).where(c.document == row.number).order_by(c.place)
        told = 0
        for id, kind, body in self.connection.execute(mine):
            told += 1
            try:
                claim = claim_of(kind, body, id)
            except Damaged as error:
                yield _fault(error)
                continue
            self.quotes += len(claim.evidence)
            yield from _of_claim(id, claim, row)
        self.claims += told
        if told != row.claims:
            yield Fault(
                f"row {row.number} of documents", f"it has {told} claims and says {row.claims}", REREAD
            )


def _of_claim(id: str, claim: Claim, row: Any) -> Iterator[Fault]:
    for evidence in claim.evidence:
        if row.text[evidence.start : evidence.end] != evidence.quote:
            yield Fault(id, f"«{evidence.quote}» is not at {evidence.start} of {row.id}", REREAD)
    if not claim.evidence:
        yield Fault(id, "it has no quote", REREAD)
    if claim.document != row.id:
        yield Fault(id, f"it speaks for {claim.document} but is filed with {row.id}", REREAD)


def _of_row(row: Any, where: str) -> Iterator[Fault]:
    """What a document's row says of it, beside its text and claims."""
    number = str(row.number)
    try:
        yield from _of_facts(row, document_of(row.text, row.facts, number), where)
    except Damaged as error:
        yield _fault(error)
    yield from _unread(mentions_of, row.mentions, number)
    try:
        if any(start > len(row.text) for start in starts_of(row.starts, number)):
            yield Fault(where, "a word of it begins past its end", REREAD)
    except Damaged as error:
        yield _fault(error)
    if row.status not in ("read", "unread") or (row.status == "unread") != bool(row.reason):
        yield Fault(where, f"its status is «{row.status}», with the reason «{row.reason}»", REREAD)
    if row.characters != len(row.text):
        yield Fault(where, f"it has {len(row.text)} characters and says {row.characters}", REREAD)


def _of_facts(row: Any, document: Document, where: str) -> Iterator[Fault]:
    for name in _TOLD:
        if getattr(document, name) != getattr(row, name):
            yield Fault(
                where, f"its {name} is «{getattr(row, name)}» and was «{getattr(document, name)}»", REREAD
            )


def _unread(read: Callable[..., Any], *given: Any) -> Iterator[Fault]:
    """A fault where a row cannot be read."""
    try:
        read(*given)
    except Damaged as error:
        yield _fault(error)


def _fault(error: Damaged) -> Fault:
    return Fault(
        f"row {error.row} of {error.table}", f"it cannot be read: {error.why}", remedy_of(error.table)
    )
