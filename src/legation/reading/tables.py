"""CSV and TSV → a page a row, with the columns found by their names or named by the user."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Mapping
from typing import IO

from msgspec import Struct

from legation.errors import UnreadablePage
from legation.reading import gdelt
from legation.reading.columns import are_heads, columns_named
from legation.reading.decoding import decode
from legation.reading.records import page_of_record
from legation.reading.rows import Row, rows_of
from legation.reading.unfolding import Pages, Unfolding
from legation.record import Failure

SAMPLE = 64 * 1024


class _Shape(Struct, frozen=True):
    """How a table is laid out: what its columns are called and mean, and whether the first row is a page."""

    heads: list[str]
    columns: dict[str, str]
    first_is_page: bool = False
    gdelt: gdelt.Table | None = None


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
    dialect = _dialect(sample.decode(encoding, "replace"), name)
    rows = rows_of(file, encoding, dialect, name, unfolding.limits.page_bytes)
    yield from _pages(rows, name, unfolding.columns)


def _pages(rows: Iterator[Row | Failure], name: str, given: Mapping[str, str] | None) -> Pages:
    """The pages of the rows; a table without texts is one failure."""
    first = next((row for row in rows if isinstance(row, Failure) or _has_words(row[1])), None)
    if first is None:
        return
    if isinstance(first, Failure):
        yield first
        return
    shape = _shape_of(first[1], given)
    failure = _misnamed(shape, given, name)
    if failure is None and "text" not in shape.columns and "html" not in shape.columns:
        failure = _without_texts(shape, name)
    if failure is not None:
        yield failure
        return
    for told in itertools.chain([first] if shape.first_is_page else [], rows):
        if isinstance(told, Failure):
            yield told
        elif _has_words(told[1][len(shape.heads) :]):
            yield _too_wide(told, len(shape.heads), name)
        elif _has_words(told[1]):
            record = dict(zip(shape.heads, told[1], strict=False))
            if shape.gdelt:
                record = gdelt.with_extras(record)
            yield page_of_record(record, f"{name}:{told[0]}", shape.columns)


def _too_wide(row: Row, heads: int, name: str) -> Failure:
    """The failure of a row with more cells than there are heads: a text was cut at a mark of its own."""
    reason = f"{len(row[1])} cells in a row of a table with {heads} columns"
    remedy = "a text that holds the mark between the columns must stand in quotation marks"
    return Failure(name=f"{name}:{row[0]}", reason=reason, remedy=remedy)


def _has_words(row: list[str]) -> bool:
    return any(cell.strip() for cell in row)


def _misnamed(shape: _Shape, given: Mapping[str, str] | None, name: str) -> Failure | None:
    """The failure of a table that lacks a column which the user names."""
    meant = [shape.columns.get(field, column) for field, column in (given or {}).items()]
    absent = next((column for column in meant if column not in shape.heads), None)
    if absent is None:
        return None
    count = len(shape.heads)
    reason = f"no column “{absent}”: the table has {count} {'column' if count == 1 else 'columns'}"
    if shape.gdelt:
        return Failure(name=name, reason=f"{reason} ({shape.gdelt.name})", remedy=shape.gdelt.remedy)
    remedy = f"name one of these, or its number: {_listed(shape)}"
    return Failure(name=name, reason=reason, remedy=remedy)


def _listed(shape: _Shape) -> str:
    return ", ".join(shape.heads[:12])[:200]


def _shape_of(first: list[str], given: Mapping[str, str] | None) -> _Shape:
    table = gdelt.table_of(first)
    heads = [head.strip().lstrip("\ufeff") for head in first]
    if table is not None and table.is_plain:  # its files have no heads
        heads = gdelt.heads_of(first)
        columns = columns_named(heads, {"title": "title", **(given or {})})
        if "text" not in columns and len(heads) == len(gdelt.GKG) + 1:
            columns["text"] = heads[-1]
        return _Shape(heads, columns, first_is_page=True, gdelt=table)
    if given and all(column.isdecimal() for column in given.values()) and not are_heads(heads):
        heads = [str(number) for number in range(1, len(first) + 1)]
        return _Shape(heads, columns_named(heads, given), first_is_page=True)
    return _Shape(heads, columns_named(heads, given), gdelt=table)


def _without_texts(shape: _Shape, name: str) -> Failure:
    if shape.gdelt:
        reason = f"a table of {shape.gdelt.name}: it holds the addresses of articles, not their texts"
        return Failure(name=name, reason=reason, remedy=shape.gdelt.remedy)
    remedy = "name it, for example --map text=body,published=date"
    if "url" in shape.columns:
        number = shape.heads.index(shape.columns["url"]) + 1
        remedy += f"; or fetch its pages: the addresses stand in column {number}"
    return Failure(name=name, reason=f"no column that holds a text among: {_listed(shape)}", remedy=remedy)


def _dialect(sample: str, name: str) -> type[csv.Dialect]:
    head = sample.partition("\n")[0]

    class Plain(csv.excel):
        delimiter = "\t" if name.lower().endswith((".tsv", ".tsv.gz")) else _delimiter(head)

    if gdelt.table_of(head.split("\t")):
        Plain.delimiter, Plain.quoting = "\t", csv.QUOTE_NONE  # quotation marks there are only marks
    return Plain


def _delimiter(head: str) -> str:
    return max((",", ";", "\t", "|"), key=head.count)
