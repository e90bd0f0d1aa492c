"""Two records become one: everything that the other holds is filed as if it had been read here, then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select, text

from legation.record import Failure
from legation.record.outcome import Outcome
from legation.store.damage import Damaged
from legation.store.file import writing
from legation.store.holdings import touch
from legation.store.inputs import all_judgements, reading_of
from legation.store.packing import document_of, starts_of
from legation.store.record import Record
from legation.store.schema import documents, pages
from legation.store.write import file_judgement, file_outcome

BATCH = 200


def merge(record: Record, other: Record) -> tuple[int, int]:
    """Files what the other record holds; gives how many pages and judgements were new. Resolve afterwards."""
    new_pages = new_judgements = 0
    with other.asked() as theirs:
        batch: list[tuple[Outcome, str, str]] = []
        for found in _outcomes(theirs):
            batch.append(found)
            if len(batch) >= BATCH:
                new_pages += _file(record, batch)
                batch = []
        new_pages += _file(record, batch)
        with writing(record.engine) as mine:
            new_judgements = sum(file_judgement(mine, judgement) for judgement in all_judgements(theirs))
            touch(mine)
    return new_pages, new_judgements


def _file(record: Record, batch: list[tuple[Outcome, str, str]]) -> int:
    with writing(record.engine) as mine:
        filed = [file_outcome(mine, outcome, when, by, merging=True) for outcome, when, by in batch]
        touch(mine)
    return sum(how not in ("known", "failed") for how in filed)


def _outcomes(theirs: Connection) -> Iterator[tuple[Outcome, str, str]]:
    """Each page of a record as the outcome that it was, with when and by which version it was read."""
    for page in theirs.execute(select(pages).order_by(pages.c.number)).all():
        head = {"name": page.name, "url": page.url, "fingerprint": page.fingerprint}
        head["origin"] = "" if page.url else page.place
        if not page.document:
            failure = Failure(name=page.name, reason=page.reason, remedy=page.remedy, url=page.url)
            yield Outcome(**head, failure=failure), page.read_at, page.version
            continue
        yield _with_document(theirs, page.document, head), page.read_at, page.version


def _with_document(theirs: Connection, id: str, head: dict[str, Any]) -> Outcome:
    row = theirs.execute(select(documents).where(documents.c.id == id)).one_or_none()
    if row is None:
        raise Damaged("documents", id, LookupError("it is missing"))
    lemmas = theirs.scalar(text("SELECT lemmas FROM words WHERE rowid = :n"), {"n": row.number})
    if lemmas is None:
        raise Damaged("words", str(row.number), LookupError("it is missing"))
    return Outcome(
        **head,
        document=document_of(row.text, row.facts, str(row.number)),
        reading=reading_of(theirs, id, row),
        lemmas=lemmas,
        starts=tuple(starts_of(row.starts, str(row.number))),
    )
