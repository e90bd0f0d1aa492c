"""What enters a record: the outcomes of pages, and judgements. The caller holds the transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from legation.record import Document, Judgement, Reading
from legation.record.outcome import Outcome
from legation.store.packing import document_facts, packed, packed_starts, unpacked
from legation.store.schema import claims, documents, judgements, pages
from legation.store.shelves import clear_shelves

# Said as the partial indexes of migrations/0001 say it: SQLite takes those only where the words are the same.
_STANDING = text("place <> '' AND current")
_FAILED = text("document = '' AND current")

Filed = Literal["read", "unread", "renewed", "known", "superseding", "failed"]


class Known(msgspec.Struct, frozen=True):
    """A page that the record already holds; `reason` and `remedy` where it failed."""

    document: str
    reason: str
    remedy: str
    version: str


def known_pages(connection: Connection, seen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Known]:
    """Those of the pages (by name and fingerprint) that the record already holds."""
    asked = set(seen)
    rows = connection.execute(
        select(
            *(pages.c.name, pages.c.fingerprint, pages.c.document, pages.c.reason, pages.c.remedy),
            pages.c.version,
        ).where(pages.c.fingerprint.in_([print_ for _, print_ in asked]), pages.c.current == 1)
    )
    found = {(row.name, row.fingerprint): Known(*row[2:]) for row in rows}
    return {key: found[key] for key in asked & found.keys()}


def file_outcome(
    connection: Connection,
    outcome: Outcome,
    now: str,
    version: str,
    anew: bool = False,
    merging: bool = False,
) -> Filed:
    """Files one page and tells what became of it.

    `anew` replaces what the record holds of this text by what is read now (`renewed`, as where the page tells
    more of the text than the page before). Of `failed` and `known` pages the resolved things know nothing.
    `merging` heeds that the record may have read the place later than `now`.
    """
    page = _page_row(outcome, now, version)
    if outcome.document is None or outcome.reading is None:
        failure = outcome.failure
        reason, remedy = (failure.reason, failure.remedy) if failure else ("nothing came of it", "")
        _forget_failures(connection, outcome)
        connection.execute(insert(pages), {**page, "document": "", "reason": reason, "remedy": remedy})
        return "failed"
    document = outcome.document
    row = connection.execute(
        select(documents.c.number, documents.c.facts, documents.c.superseded_by).where(
            documents.c.id == document.id
        )
    ).one_or_none()
    _forget_failures(connection, outcome)
    standing = _page_standing(connection, outcome, document.id)
    renewed = row is not None and bool(
        anew or row.superseded_by or _tells_better(document, row.facts, bool(standing))
    )
    if row is None:
        _add_documents(connection, [(_next_number(connection), outcome)], now, version)
    elif renewed:
        _remove_document(connection, row.number)
        _add_documents(connection, [(row.number, outcome)], now, version)
    if standing:
        connection.execute(update(pages).where(pages.c.number == standing).values(page))
    else:
        connection.execute(insert(pages), page)
    if merging and _read_later(connection, outcome.place, document.id, now):
        return "known"
    superseded = _supersede(connection, outcome.place, document.id)
    if superseded:
        return "superseding"
    if row is not None:
        return "renewed" if renewed else "known"
    return "unread" if outcome.reading.unread else "read"


def file_outcomes(
    connection: Connection,
    outcomes: Sequence[Outcome],
    now: str,
    version: str,
    anew: bool = False,
    merging: bool = False,
) -> list[Filed]:
    """Files many pages as `file_outcome` files each, those that are wholly new all at once."""
    new = _wholly_new(connection, outcomes)
    if new:
        first = _next_number(connection)
        _add_documents(connection, list(enumerate(new.values(), first)), now, version)
        connection.execute(insert(pages), [_page_row(outcome, now, version) for outcome in new.values()])
    return [
        ("unread" if new[at].reading.unread else "read")  # type: ignore[union-attr]
        if at in new
        else file_outcome(connection, outcome, now, version, anew, merging)
        for at, outcome in enumerate(outcomes)
    ]


def _wholly_new(connection: Connection, outcomes: Sequence[Outcome]) -> dict[int, Outcome]:
    """Those pages that were read and of whose text, place and name nothing is on file yet."""
    ids = [outcome.document.id for outcome in outcomes if outcome.document]
    places = [outcome.place for outcome in outcomes if outcome.place]
    names = [outcome.name for outcome in outcomes if not outcome.place]
    taken = set(connection.scalars(select(documents.c.id).where(documents.c.id.in_(ids))))
    if places:
        taken |= set(connection.scalars(select(pages.c.place).where(_STANDING, pages.c.place.in_(places))))
    if names:
        taken |= set(connection.scalars(select(pages.c.name).where(_FAILED, pages.c.name.in_(names))))
    new: dict[int, Outcome] = {}
    for at, outcome in enumerate(outcomes):
        if outcome.document is None or outcome.reading is None:
            continue
        own = {outcome.document.id, outcome.place or outcome.name}
        if not own & taken:
            new[at] = outcome
        taken |= own
    return new


def _page_row(outcome: Outcome, now: str, version: str) -> dict[str, Any]:
    return {
        **{"name": outcome.name, "place": outcome.place, "url": outcome.url, "current": 1},
        **{"fingerprint": outcome.fingerprint, "read_at": now, "version": version},
        **{"document": outcome.document.id if outcome.document else "", "reason": "", "remedy": ""},
    }


def _next_number(connection: Connection) -> int:
    return (connection.scalar(select(func.max(documents.c.number))) or 0) + 1


def _forget_failures(connection: Connection, outcome: Outcome) -> None:
    connection.execute(
        delete(pages).where(
            pages.c.document == "",
            pages.c.current == 1,
            pages.c.name == outcome.name,
            pages.c.place == outcome.place,
        )
    )


def _page_standing(connection: Connection, outcome: Outcome, document: str) -> int | None:
    """The number of the page's own row from before, if it led to the same document."""
    return connection.execute(
        select(pages.c.number).where(
            pages.c.document == document,
            pages.c.current == 1,
            pages.c.name == outcome.name,
            pages.c.place == outcome.place,
        )
    ).scalar()


def _rank(facts: dict[str, Any]) -> tuple[Any, ...]:
    told = [not facts.get(name) for name in ("published", "publisher", "url", "title")]
    return (*told, facts["name"], facts.get("published"), facts.get("url"), facts.get("title"))


def _tells_better(document: Document, facts: bytes, same_page: bool) -> bool:
    """Whether this page speaks for a text that another page brought in already.

    The page that tells more does, and among equals the first by name, so that order does not matter; a page
    always speaks anew for itself.
    """
    before = unpacked("documents.facts", facts, dict)
    after = msgspec.json.decode(document_facts(document))
    if same_page and before["name"] == after["name"] and before.get("url") == after.get("url"):
        return bool(before != after)
    return _rank(after) < _rank(before)


def _add_documents(
    connection: Connection, numbered: Sequence[tuple[int, Outcome]], now: str, version: str
) -> None:
    """Adds the documents of outcomes under these numbers, with their claims and words."""
    rows, told, words = [], [], []
    for number, outcome in numbered:
        document, reading = outcome.document, outcome.reading
        assert document is not None and reading is not None  # noqa: S101, PT018 - the caller has looked
        once = {claim.id: claim for claim in reading.claims}
        row = _document_row(number, document, reading, outcome.starts, now, version)
        rows.append(tuple(row[column.name] for column in documents.c))
        told += [
            (number, place, id, claim.kind, packed(claim)) for place, (id, claim) in enumerate(once.items())
        ]
        words.append((number, outcome.lemmas))
    clear_shelves(connection, (number for number, _ in numbered))
    _insert_rows(connection, documents, rows)
    if told:
        _insert_rows(connection, claims, told)
    connection.exec_driver_sql("INSERT INTO words (rowid, lemmas) VALUES (?, ?)", words)


def _insert_rows(connection: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Rows with a value for each column, in order: handed over as they are, which takes half the time."""
    columns, marks = ", ".join(column.name for column in table.c), ", ".join("?" for _ in table.c)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", rows)


def _document_row(
    number: int, document: Document, reading: Reading, starts: tuple[int, ...], now: str, version: str
) -> dict[str, Any]:
    return {
        **{name: getattr(document, name) for name in ("id", "name", "url", "title", "published")},
        **{"number": number, "publisher": document.publisher, "language": document.language},
        **{"status": "unread" if reading.unread else "read", "reason": reading.unread, "superseded_by": ""},
        **{"read_at": now, "version": version, "claims": len({claim.id for claim in reading.claims})},
        **{"characters": len(document.text), "facts": document_facts(document), "text": document.text},
        **{"mentions": packed(reading.mentions), "starts": packed_starts(starts)},
    }


def renew_document(connection: Connection, outcome: Outcome, now: str, version: str) -> Filed:
    """Puts what is read of a document now in place of what was; its pages stay as they are."""
    if outcome.document is None or outcome.reading is None:
        return "failed"
    row = connection.execute(
        select(documents.c.number, documents.c.superseded_by).where(documents.c.id == outcome.document.id)
    ).one_or_none()
    if row is None:  # its text was damaged: it is another one than the record had
        return "failed"
    _remove_document(connection, row.number)
    _add_documents(connection, [(row.number, outcome)], now, version)
    if row.superseded_by:
        again = update(documents).where(documents.c.number == row.number)
        connection.execute(again.values(superseded_by=row.superseded_by))
    return "renewed"


def _remove_document(connection: Connection, number: int) -> None:
    clear_shelves(connection, [number])
    connection.execute(delete(claims).where(claims.c.document == number))
    connection.execute(text("DELETE FROM words WHERE rowid = :number"), {"number": number})
    connection.execute(delete(documents).where(documents.c.number == number))


def _others_at(place: str, document: str) -> ColumnElement[bool]:
    return and_(_STANDING, pages.c.place == place, pages.c.document.not_in([document, ""]))


def _supersede(connection: Connection, place: str, document: str) -> bool:
    """Marks what stood at this place before as edited; true where something did."""
    connection.execute(update(documents).where(documents.c.id == document).values(superseded_by=""))
    if not place:
        return False
    others = _others_at(place, document)
    older = connection.scalars(select(pages.c.document).where(others)).all()
    if not older:
        return False
    connection.execute(update(pages).where(others).values(current=0))
    for id in older:
        _close(connection, id, document)
    return True


def _close(connection: Connection, document: str, by: str) -> None:
    """Marks a document as superseded, unless it still stands at another place."""
    elsewhere = connection.execute(
        select(func.count()).where(pages.c.document == document, pages.c.current == 1)
    ).scalar_one()
    if not elsewhere:
        connection.execute(update(documents).where(documents.c.id == document).values(superseded_by=by))


def _read_later(connection: Connection, place: str, document: str, now: str) -> bool:
    """Whether the place was read later than `now`, and had another text: then this one is the older."""
    others = and_(_others_at(place, document), pages.c.read_at > now)
    later = connection.scalar(select(pages.c.document).where(others)) if place else None
    if later is None:
        return False
    mine = and_(pages.c.place == place, pages.c.document == document)
    connection.execute(update(pages).where(mine).values(current=0))
    _close(connection, document, later)
    return True


def file_judgement(connection: Connection, judgement: Judgement) -> bool:
    """Adds a judgement; false where the record holds it already."""
    row = {
        **{"id": judgement.id, "verdict": judgement.verdict, "kind": judgement.kind},
        **{"made": judgement.made, "body": packed(judgement)},
    }
    known = connection.execute(select(literal_column("1")).where(judgements.c.id == judgement.id)).scalar()
    if known:
        return False
    connection.execute(insert(judgements).values(row))
    return True
