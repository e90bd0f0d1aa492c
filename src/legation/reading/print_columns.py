"""Columns of print that the file tells row by row, put one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from legation.reading.fragments import Fragment, Row, joined, told_rows

COLUMN_ROWS = 5  # rows with two stretches side by side that make two columns of a page
MOST = 6  # columns of a page
SAME_START = 6.0  # points by which the lines of a column differ in where they begin
PROSE = 16  # letters that lines of prose have on the average; the cells of a table mostly have fewer
_ENDED = re.compile(r"[.!?:;][»”\"')\]]*$")


def column_starts(sheets: Sequence[Sequence[Fragment]]) -> list[float | None]:
    """For each page where its second column begins; None where the order of the file is to stand.

    A page tells its columns by many rows side by side. A few rows, beside one short column, could as well
    be a table: they must be prose that runs on from row to row, or begin where another page has columns.
    """
    pages = [told_rows(sheet) for sheet in sheets]
    pairs = [list(_pairs(rows)) for rows in pages]
    sure = [_clear(rows, found) for rows, found in zip(pages, pairs, strict=True)]
    known = {round(start) for start in sure if start is not None}
    return [
        start if start is not None else _short(rows, found, known)
        for rows, found, start in zip(pages, pairs, sure, strict=True)
    ]


def by_columns(fragments: Sequence[Fragment], start: float) -> list[str]:
    """The lines of a page whose second column begins at `start`, each column whole."""
    return _whole_columns(told_rows(fragments), start, MOST)


def _whole_columns(rows: Sequence[Row], start: float, most: int) -> list[str]:
    lines: list[str] = []
    left: list[str] = []
    right: list[Row] = []
    for row in rows:
        whole = row[0].x < start < row[-1].right and not any(abs(f.x - start) < 12 for f in row[1:])
        if whole and row[0].right > start + 20:
            lines += [*left, *_further(right, most - 1), joined(row)]
            left, right = [], []
            continue
        before, after = _sides(row, start)
        left += [joined(before)] if before else []
        right += [after] if after else []
    return [*lines, *left, *_further(right, most - 1)]


def _further(rows: Sequence[Row], most: int) -> list[str]:
    """The lines right of a column: of one column, or of two and more."""
    start = _clear(rows, list(_pairs(rows))) if most > 1 else None
    return [joined(row) for row in rows] if start is None else _whole_columns(rows, start, most)


def _sides(row: Row, start: float) -> tuple[Row, Row]:
    at = start - SAME_START
    return [f for f in row if f.x < at], [f for f in row if f.x >= at]


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """The rows with print side by side, and where the print on the right begins."""
    for at, row in enumerate(rows):
        for earlier, later in pairwise(row):
            if later.x - earlier.right > later.size * 0.8 and later.x - row[0].x > 120:
                yield at, round(later.x)


def _clear(rows: Sequence[Row], pairs: Sequence[tuple[int, int]]) -> float | None:
    """Where the second column begins on a page of which half the rows stand side by side."""
    if len(pairs) < COLUMN_ROWS:
        return None
    start, count = Counter(start for _, start in pairs).most_common(1)[0]
    near = sum(abs(other - start) <= SAME_START for _, other in pairs)
    if count < 3 or near < max(COLUMN_ROWS, 0.5 * len(rows)):
        return None
    return float(start) if all(map(_is_wide, _columns(rows, start))) else None


def _short(rows: Sequence[Row], pairs: Sequence[tuple[int, int]], known: set[int]) -> float | None:
    """Where the second column begins on a page with few rows side by side."""
    if len(pairs) < 2:
        return None
    start, _ = Counter(start for _, start in pairs).most_common(1)[0]
    beside = sorted({at for at, other in pairs if abs(other - start) <= SAME_START})
    between = rows[beside[0] : beside[-1] + 1]
    if len(beside) < 2 or 2 * len(beside) < len(between) or any(_crosses(row, start) for row in between):
        return None
    is_known = any(abs(other - start) <= SAME_START for other in known)
    return float(start) if is_known or _is_prose(between, start) else None


def _crosses(row: Row, start: float) -> bool:
    return any(f.x < start - SAME_START and f.right > start + 20 for f in row)


def _columns(rows: Sequence[Row], start: float) -> tuple[list[str], list[str]]:
    """The lines left and right of `start`."""
    sides: tuple[list[str], list[str]] = ([], [])
    for row in rows:
        for side, wanted in zip(sides, _sides(row, start), strict=True):
            if wanted:
                side.append(joined(wanted))
    return sides


def _is_wide(lines: Sequence[str]) -> bool:
    """Whether the lines may be prose and not the cells of a table."""
    return sum(map(len, lines)) >= PROSE * len(lines)


def _is_prose(rows: Sequence[Row], start: float) -> bool:
    """Whether the lines of each side run on from row to row, as the cells of a table seldom do."""
    sides = _columns(rows, start)
    joints = [joint for side in sides for joint in pairwise(side)]
    on = sum(lower[:1].islower() and not _ENDED.search(upper) for upper, lower in joints)
    return len(joints) >= 2 and 2 * on >= len(joints) and all(map(_is_wide, sides))
