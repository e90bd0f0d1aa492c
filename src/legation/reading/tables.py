"""CSV and TSV → a page a row, with the columns found by their names or named by the user."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator, Mapping
from typing import IO, Any

from msgspec import Struct

from legation.errors import UnreadablePage
from legation.reading import gdelt
from legation.reading.columns import are_heads, columns_named
from legation.reading.decoding import decode
from legation.reading.records import page_of_record
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
    lines = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        csv.field_size_limit(unfolding.limits.page_bytes)
        reader = csv.reader(lines, _dialect(sample.decode(encoding, "replace"), name))
        yield from _pages(reader, name, unfolding.columns)
    finally:
        lines.detach()


def _pages(reader: Any, name: str, given: Mapping[str, str] | None) -> Pages:
    """The pages of the rows; a table without texts is one failure."""
    rows = _rows(reader, name)
    first = next(rows, (1, []))
    if isinstance(first, Failure):
        yield first
        return
    shape = _shape_of(first[1], given)
    if "text" not in shape.columns and "html" not in shape.columns:
        yield _without_texts(shape, name)
        return
    for told in itertools.chain([first] if shape.first_is_page else [], rows):
        if isinstance(told, Failure):
            yield told
        elif any(cell.strip() for cell in told[1]):
            record = dict(zip(shape.heads, told[1], strict=False))
            if shape.gdelt:
                record = gdelt.with_extras(record)
            yield page_of_record(record, f"{name}:{told[0]}", shape.columns)


def _rows(reader: Any, name: str) -> Iterator[tuple[int, list[str]] | Failure]:
    """The rows with the lines at which they begin, a failure for each that cannot be read."""
    while True:
        number = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            reason = f"a row that cannot be read: {error}"
            yield Failure(name=f"{name}:{number}", reason=reason, remedy="correct the row")
            continue
        if row is None:
            return
        yield number, row


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
    found = ", ".join(shape.heads[:12])[:200]
    remedy = "name it, for example --map text=body,published=date"
    if "url" in shape.columns:
        number = shape.heads.index(shape.columns["url"]) + 1
        remedy += f"; or fetch its pages: the addresses stand in column {number}"
    return Failure(name=name, reason=f"no column that holds a text among: {found}", remedy=remedy)


def _dialect(sample: str, name: str) -> type[csv.Dialect]:
    head = sample.partition("\n")[0]

    class Plain(csv.excel):
        delimiter = "\t" if name.lower().endswith((".tsv", ".tsv.gz")) else _delimiter(head)

    if gdelt.table_of(head.split("\t")):
        Plain.delimiter, Plain.quoting = "\t", csv.QUOTE_NONE  # quotation marks there are only marks
    return Plain


def _delimiter(head: str) -> str:
    return max((",", ";", "\t", "|"), key=head.count)
