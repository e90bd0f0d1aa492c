"""The record's own tables as CSV, JSON Lines and Parquet: a row a thing, and a row a piece of evidence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

import msgspec

from legation.exports.cells import cell
from legation.exports.target import Target
from legation.record.resolved import ConflictSide, Resolved, ResolvedConflict
from legation.store.filters import Filters
from legation.store.record import Record

KINDS = ("event", "statement", "figure", "agreement", "office", "conflict")
BATCH = 2_000  # rows of one Parquet row group
_LISTS = (
    "states actors names senders recipients about aliases parties events known judged items history".split()
)
COLUMNS: dict[str, tuple[str, ...]] = {
    "events": tuple(
        "id type act status when when_text states actors names place senders recipients history part_of "
        "sources judged".split()
    ),
    "statements": tuple(
        "id speaker speaker_name speaker_state quote direct about via told sources judged".split()
    ),
    "figures": tuple("id series measure of value unit comparator period told states sources judged".split()),
    "agreements": tuple("id name kind date status aliases parties history events sources judged".split()),
    "offices": tuple(
        "id person person_name office office_key of when since until known sources judged".split()
    ),
    "conflicts": tuple("id kind about field item_kind items states why verdict".split()),
    "evidence": tuple(
        "item kind claim side document document_name published publisher url start end quote".split()
    ),
}


def jsonl(record: Record, filters: Filters, target: Target) -> None:
    """One JSON object a line, whole: each thing with its tellings and evidence; `item` tells its kind."""
    with target.whole() as out:
        for kind in KINDS:
            for thing in record.each(kind, **filters):
                out.write(msgspec.json.encode(thing) + b"\n")


def comma_separated(record: Record, filters: Filters, target: Target) -> None:
    """A folder of CSV files; no cell is one that a spreadsheet would run."""
    with ExitStack() as stack:
        files: dict[str, Any] = {}
        for table, names in COLUMNS.items():
            raw: BinaryIO = stack.enter_context(target.part(f"{table}.csv"))
            text = io.TextIOWrapper(raw, "utf-8", errors="replace", newline="", write_through=True)
            stack.callback(text.detach)
            files[table] = csv.writer(text, lineterminator="\n")
            files[table].writerow(names)
        for table, row in rows(record, filters):
            files[table].writerow([cell(row[name]) for name in COLUMNS[table]])


def parquet(record: Record, filters: Filters, target: Target) -> None:
    """A folder of Parquet files, one a table, with lists as lists."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        waiting: dict[str, list[dict[str, Any]]] = {table: [] for table in COLUMNS}
        for table in COLUMNS:
            raw = stack.enter_context(target.part(f"{table}.parquet"))
            writers[table] = stack.enter_context(pq.ParquetWriter(raw, schema(table)))

        def write(table: str) -> None:
            writers[table].write_table(pa.Table.from_pylist(waiting[table], schema=schema(table)))
            waiting[table].clear()

        for table, row in rows(record, filters):
            waiting[table].append(row)
            if len(waiting[table]) >= BATCH:
                write(table)
        for table in COLUMNS:
            write(table)


def schema(table: str) -> Any:
    """The Arrow schema of one of the tables."""
    import pyarrow as pa

    types = {
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
        **dict.fromkeys(("sources", "start", "end", "side"), pa.int64()),
        **{"value": pa.float64(), "direct": pa.bool_()},
    }
    return pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS[table]])


def rows(record: Record, filters: Filters) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of every table, with the table's name."""
    for kind in KINDS:
        for thing in record.each(kind, **filters):
            yield f"{kind}s", row_of(thing, kind)
            for evidence in evidence_rows(thing, kind):
                yield "evidence", evidence


def row_of(thing: Any, kind: str) -> dict[str, Any]:
    """One thing as a row; the history of its status as `status told claim`."""
    said = msgspec.to_builtins(thing)
    if "history" in said:
        said["history"] = [" ".join(step.values()) for step in said["history"]]
    return {name: said.get(name, []) for name in COLUMNS[f"{kind}s"]}


def evidence_rows(thing: Any, kind: str) -> Iterator[dict[str, Any]]:
    """The evidence of one thing, a row each, in characters of the document's text."""
    told: Iterable[Any] = thing.claims if isinstance(thing, Resolved) else thing.sides
    for telling in told:
        conflict = isinstance(thing, ResolvedConflict) and isinstance(telling, ConflictSide)
        for evidence in telling.evidence:
            yield {
                "item": thing.id,
                "kind": kind,
                "claim": telling.claim,
                "side": telling.side if conflict else None,
                "document": telling.document,
                "document_name": telling.document_name,
                **{name: getattr(telling, name, "") for name in ("published", "publisher", "url")},
                **{"start": evidence.start, "end": evidence.end, "quote": evidence.quote},
            }
