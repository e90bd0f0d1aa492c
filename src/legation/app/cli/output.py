"""What reaches the terminal or a file: tables, JSON, CSV; nothing of a page gets there raw."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

import msgspec

# Control characters, and those that turn the direction of writing: a page may hold them to deceive.
_HOSTILE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_HOSTILE_IN_JSON = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
WHOLE = (
    "Id",
    "When",
    "Date",
    "Period",
    "Told",
    "Published",
    "Status",
)  # columns whose values are never broken
WIDE = 110  # characters from which on a table is easier to read than two lines a row
COUNTS = ("Sources", "Documents", "Mentions", "Claims")
HEADING = 4  # values on the first of the two lines
_THINGS = (
    "event",
    "statement",
    "figure",
    "agreement",
    "tenure",
    "office",
    "conflict",
    "person",
    "place",
    "state",
)
_PLURAL = {**{thing: f"{thing}s" for thing in _THINGS}, "body": "bodies"}
# What a spreadsheet runs, though blanks (or control characters, which are shown as «\ufffd») stand before it.
_FORMULA = re.compile(r"[\s\ufffd\u200b]*[=+\-@＝＋－＠]|[\t\r]")


def plain(words: object) -> str:
    """Words on one line, safe to show: control characters as «\ufffd», line ends and tabs as spaces."""
    return _HOSTILE.sub("\ufffd", re.sub(r"\s+", " ", str(words).replace("\x85", " "))).strip()


def safe_lines(words: str) -> str:
    """The same with line ends kept."""
    return "\n".join(_HOSTILE.sub("\ufffd", line).replace("\t", "    ") for line in words.splitlines())


def complain(message: str) -> None:
    """One clear line on standard error."""
    print(f"legation: {plain(message)}", file=sys.stderr)


def print_json(thing: Any, out: TextIO | None = None) -> None:
    """Anything made of structs and plain values, as indented JSON; Cyrillic letters stay as they are."""
    print(as_json(thing), file=out or sys.stdout)


def as_json(thing: Any, indent: int | None = 1) -> str:
    """JSON in which characters that could deceive a terminal are escaped."""
    plain_values = msgspec.to_builtins(thing)
    written = json.dumps(plain_values, ensure_ascii=False, indent=indent)
    return _HOSTILE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], out: TextIO | None = None) -> None:
    """Rows as CSV; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    writer = csv.writer(out or sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column, "")) for column in columns])


def cell(value: Any) -> str:
    """A value as one cell: lists joined by «; », numbers as they are, no formula, no control characters."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, (list, tuple)):
        value = "; ".join(str(part) for part in value)
    words = _HOSTILE.sub("\ufffd", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{words}" if _FORMULA.match(words) else words


def number(value: float) -> str:
    """A number without an exponent or needless digits: 2000000000, 2.5."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def counts(numbers: Mapping[str, int]) -> str:
    """`12 agreements, 1 event`; words that are no nouns (`read`, `failed`) stay as they are."""
    return ", ".join(f"{n:,} {kind if n == 1 else _PLURAL.get(kind, kind)}" for kind, n in numbers.items())


def print_table(title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; on a narrow terminal two lines a row. `columns`: heading and style (of rich)."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    out = console()
    if out.width < WIDE:
        out.print(Text(plain(title), style="bold"))
        for row in rows:
            out.print(_two_lines(columns, [plain(value) for value in row]))
        return
    table = Table(title=Text(plain(title)), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, style in columns:
        table.add_column(heading, style=style, overflow="fold", no_wrap=heading in WHOLE)
    for row in rows:
        table.add_row(*(Text(plain(value)) for value in row))
    out.print(table)


def _two_lines(columns: Sequence[tuple[str, str]], row: Sequence[str]) -> Any:
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts = [
        Text(f"{heading.lower()} {value}" if heading in COUNTS else value, style=style)
        for (heading, style), value in zip(columns, row, strict=True)
        if value
    ]
    rest = Text(" · ").join(parts[HEADING:])
    return Group(Text("  ").join(parts[:HEADING]), Padding(rest, (0, 0, 0, 4)))


def console() -> Any:
    """The terminal on standard output; where it is none, lines are as wide as they need to be."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout, highlight=False, markup=False, emoji=False, width=None if terminal else 160
    )
