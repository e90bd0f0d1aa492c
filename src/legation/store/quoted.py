"""The evidence of a thing's first claims, kept beside the thing: a list shows no more of it.

What it is made of never changes: a claim's id is a hash of its evidence. Which claims tell a thing changes
with its row and its tellings, which are written together. Names of documents and outlets may change at any
time, and are looked up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table

from legation.record import Evidence
from legation.record.resolved import Telling
from legation.store import schema
from legation.store.damage import BROKEN, REBUILD, Damaged
from legation.store.grounds import Fault
from legation.store.packing import packed
from legation.store.rows import as_json, rows

KEPT = 3  # claims of each thing, the first by their ids; as the migration has it that brought them
BATCH = 1_000  # things whose claims are looked up at once
Row = tuple[Any, ...]
Told = tuple[str, str]  # a claim and its document


class Quoted(Struct, frozen=True, array_like=True):
    """A claim, its document and its evidence."""

    claim: str
    document: str
    evidence: tuple[Evidence, ...]


class _Evidence(Struct):
    evidence: msgspec.Raw


_quoted = msgspec.json.Decoder(tuple[Quoted, ...])
_evidence = msgspec.json.Decoder(_Evidence)


def quoted_of(body: bytes, item: str) -> tuple[Quoted, ...]:
    """What is kept beside a thing. Raises Damaged."""
    try:
        return _quoted.decode(body)
    except BROKEN as error:
        raise Damaged("items", item, error) from error


def told_shortly(
    connection: Connection, quoted: Mapping[str, bytes], claims: int
) -> dict[str, list[Telling]]:
    """Of each thing at most so many of the claims kept beside it, the earliest published first.

    Each with what lists show of it: words, document and outlet, without the rest.
    """
    kept = {item: quoted_of(body, item)[:claims] for item, body in quoted.items()}
    documents = _documents(connection, {q.document for several in kept.values() for q in several})
    told = {}
    for item, several in kept.items():
        told[item] = [_telling(q, *documents[q.document]) for q in several if q.document in documents]
        if len(several) > 1:
            told[item].sort(key=by_telling)
    return told


_NAMED = """SELECT id, name, published, publisher FROM documents INDEXED BY documents_named
WHERE id IN (SELECT value FROM json_each(?))"""


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    return {id: (name, day, outlet) for id, name, day, outlet in rows(connection, _NAMED, (as_json(ids),))}


def _telling(quoted: Quoted, name: str, published: str, publisher: str) -> Telling:
    return Telling(
        claim=quoted.claim,
        document=quoted.document,
        document_name=name,
        published=published,
        publisher=publisher,
        evidence=quoted.evidence,
    )


def by_telling(t: Telling) -> tuple[str, str, str]:
    """The order in which claims are told."""
    return t.published or "~", t.document_name, t.claim


def with_quotes(connection: Connection, build: Mapping[Table, Iterable[Row]]) -> dict[Table, Iterable[Row]]:
    """A build with the last column of its things, which `rows_of` leaves out: worked out of filed claims."""
    tellings = list(build.get(schema.tellings, ()))
    items = list(build.get(schema.items, ()))
    first = _first((item, claim, document) for item, claim, _, document, _ in tellings)
    return {**build, schema.tellings: tellings, schema.items: _completed(connection, items, first)}


def _completed(
    connection: Connection, items: Sequence[Row], first: Mapping[str, Sequence[Told]]
) -> Iterator[Row]:
    for at in range(0, len(items), BATCH):
        some = items[at : at + BATCH]
        quotes = _quotes(connection, {row[0]: first.get(row[0], ()) for row in some})
        yield from ((*row, quotes[row[0]]) for row in some)


def _first(tellings: Iterable[Row]) -> dict[str, list[Told]]:
    """The first claims of each thing, each with its document."""
    told: dict[str, list[Told]] = defaultdict(list)
    for item, claim, document in tellings:
        told[item].append((claim, document))
    return {item: sorted(several)[:KEPT] for item, several in told.items()}


_SAID = "SELECT c.id, c.body FROM json_each(?) i CROSS JOIN claims c ON c.id = i.value"


def _quotes(connection: Connection, first: Mapping[str, Sequence[Told]]) -> dict[str, bytes]:
    """What is to be kept beside things, from their first claims; a claim that cannot be read is left out."""
    asked = as_json(claim for several in first.values() for claim, _ in several)
    said = {}
    for id, body in rows(connection, _SAID, (asked,)):
        try:
            said[id] = _evidence.decode(body).evidence
        except BROKEN:  # named where claims are looked at
            continue
    return {
        item: packed([(claim, document, said[claim]) for claim, document in several if claim in said])
        for item, several in first.items()
    }


_BESIDE = "SELECT id, quoted FROM items WHERE id > ? ORDER BY id LIMIT ?"
_TOLD = "SELECT item, claim, document FROM tellings WHERE item IN (SELECT value FROM json_each(?))"


def misquoted(connection: Connection) -> Iterator[Fault]:
    """Things beside which something else is kept than the evidence of their first claims."""
    last = ""
    while some := rows(connection, _BESIDE, (last, BATCH)):
        last = some[-1][0]
        first = _first(rows(connection, _TOLD, (as_json(id for id, _ in some),)))
        quotes = _quotes(connection, {id: first.get(id, ()) for id, _ in some})
        for id, body in some:
            yield from _compared(id, body, quotes[id])


def _compared(id: str, body: bytes, quotes: bytes) -> Iterator[Fault]:
    try:
        same = quoted_of(body, id) == quoted_of(quotes, id)
    except Damaged as error:
        yield Fault(f"row {id} of items", f"it cannot be read: {error.why}", REBUILD)
        return
    if not same:
        yield Fault(id, "what is kept beside it is not the evidence of its first claims", REBUILD)
