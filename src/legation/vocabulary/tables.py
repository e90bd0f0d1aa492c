"""The checking loader of the vocabulary's tables: tab-separated, a header, sorted by the first column."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


class BrokenVocabulary(Exception):
    """A data file of the vocabulary is not as it should be: a fault of the build, never of the caller."""


@cache
def table(name: str, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of `words/NAME`, each as column → cell.

    Raises `BrokenVocabulary` where the header is not `columns`, a row has another number of cells, or a
    cell has blanks at its ends.
    """
    text = files("legation.vocabulary").joinpath("words", name).read_text(encoding="utf-8")
    header, *lines = text.splitlines()
    if tuple(header.split("\t")) != columns:
        raise BrokenVocabulary(f"{name}: the header is {header!r}, expected {columns}")
    rows = []
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(columns) or any(cell != cell.strip() for cell in cells):
            raise BrokenVocabulary(f"{name}, line {number}: {len(columns)} clean cells expected: {line!r}")
        rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)


def listed(cell: str) -> tuple[str, ...]:
    """The entries of one cell, parted by semicolons."""
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())
