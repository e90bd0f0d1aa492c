"""The record as sorted JSON Lines that depend on claims and judgements alone: equal records, equal files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import LargeBinary, Table, select

from legation.store.packing import packed, unpacked
from legation.store.record import Record
from legation.store.schema import RESOLVED, documents, judgements

_DOCUMENT = ("id", "name", "url", "title", "published", "publisher", "language", "status", "superseded_by")


def canonical_lines(record: Record) -> Iterator[bytes]:
    """The documents, judgements and everything resolved, a line each, in the order of their keys.

    When and where pages were read is left out: it is history, not what the record says.
    """
    with record.asked() as connection:
        query = select(*(documents.c[name] for name in _DOCUMENT)).order_by(documents.c.id)
        for row in connection.execution_options(yield_per=1000).execute(query):
            yield _line("documents", {str(name): value for name, value in row._mapping.items()})
        for body in connection.scalars(select(judgements.c.body).order_by(judgements.c.id)):
            yield _line("judgements", unpacked("judgements", body))
        for table, keys in RESOLVED.items():
            rows = connection.execution_options(yield_per=1000).execute(
                select(table).order_by(*(table.c[key] for key in keys))
            )
            for row in rows:
                yield _line(table.name, _unpacked(table, row._mapping))


def _unpacked(table: Table, row: Any) -> dict[str, Any]:
    blobs = {c.name for c in table.columns if isinstance(c.type, LargeBinary)}
    return {str(name): unpacked(table.name, v) if name in blobs else v for name, v in row.items()}


def _line(table: str, row: dict[str, Any]) -> bytes:
    return packed({"table": str(table), **row}) + b"\n"
