"""CSV and TSV → a page a row, with the columns found by their names or named by the user."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import IO

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.records import FIELDS, page_of_record
from legation.reading.unfolding import Pages, Unfolding
from legation.record import Failure
from legation.vocabulary.page_words import column_names, folded

SAMPLE = 64 * 1024


def pages_of_table(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """A page a row. A row that cannot be read is one failure with its line."""
    sample = file.read(SAMPLE)
    file.seek(0)
    whole_lines = sample.rpartition(b"\n")[0] or sample  # a character may be cut at the end of the sample
    try:
        encoding = decode(whole_lines).encoding
    except UnreadablePage as reason:
        yield Failure(name=name, reason=str(reason), remedy="save it as CSV in UTF-8")
        return
    lines = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        csv.field_size_limit(unfolding.limits.page_bytes)
        reader = csv.reader(lines, _dialect(sample.decode(encoding, "replace"), name))
        heads = [head.strip().lstrip("\ufeff") for head in next(reader, [])]
        columns = columns_named(heads, unfolding.columns)
        if "text" not in columns and "html" not in columns:
            found = ", ".join(heads[:12])[:200]
            yield Failure(
                name=name,
                reason=f"no column that holds a text among: {found}",
                remedy="name it, for example --map text=body,published=date",
            )
            return
        while True:
            where = f"{name}:{reader.line_num + 1}"
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield Failure(
                    name=where, reason=f"a row that cannot be read: {error}", remedy="correct the row"
                )
                continue
            if row is None:
                return
            if any(cell.strip() for cell in row):
                record = dict(zip(heads, row, strict=False))
                yield page_of_record(record, where, columns)
    finally:
        lines.detach()


def columns_named(heads: list[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which column holds each field: as the user says, else by the names that exports use."""
    by_name = {folded(head): head for head in reversed(heads)}
    found = dict(given or {})
    for field in FIELDS:
        if field not in found:
            head = next((by_name[name] for name in column_names()[field] if name in by_name), None)
            if head is not None and head not in found.values():
                found[field] = head
    return found


def _dialect(sample: str, name: str) -> type[csv.Dialect]:
    class Plain(csv.excel):
        delimiter = "\t" if name.lower().endswith((".tsv", ".tsv.gz")) else _delimiter(sample)

    return Plain


def _delimiter(sample: str) -> str:
    head = sample.partition("\n")[0]
    return max((",", ";", "\t", "|"), key=head.count)
