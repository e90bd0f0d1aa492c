"""Stretches of print on a page, each at its place, and the rows they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

SAME_ROW = 3.0  # points by which the bases of one row may differ


class Fragment(Struct, frozen=True):
    """A stretch of print: where its base line begins (points from the lower left), its size, its words.

    The words are as the file tells them; a line break at their end says that the file goes on elsewhere.
    """

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """About where it ends: print is about half as wide as high."""
        return self.x + 0.5 * self.size * len(self.text.strip())


Row = list[Fragment]  # fragments with one base line, from left to right


def told_rows(fragments: Iterable[Fragment]) -> list[Row]:
    """The rows in the order in which the file tells them."""
    rows: list[Row] = []
    for fragment in fragments:
        if rows and abs(rows[-1][0].y - fragment.y) < SAME_ROW:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda f: f.x) for row in rows]


def placed_rows(fragments: Iterable[Fragment]) -> list[Row]:
    """The rows from the top of the page to its foot, in whatever order the file tells them."""
    return told_rows(sorted((f for f in fragments if f.text.strip()), key=lambda f: -f.y))


def cells(row: Sequence[Fragment], gap: float = 1.5) -> list[Row]:
    """The row cut where it is blank for `gap` times the size of its print."""
    found = [[row[0]]]
    for before, fragment in pairwise(row):
        if fragment.x - before.right > gap * fragment.size:
            found.append([])
        found[-1].append(fragment)
    return found


def joined(row: Sequence[Fragment]) -> str:
    """The words of the fragments, parted by single blanks."""
    words = row[0].text
    for before, fragment in pairwise(row):
        gap = fragment.x - before.right > 0.1 * fragment.size
        words += (" " if gap and not words.endswith(" ") else "") + fragment.text
    return " ".join(words.split())
