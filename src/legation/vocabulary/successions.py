"""Which body or state came after which: two things, linked, never one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import BadInput


class Succession(Struct, frozen=True):
    """`before` gave way to `after` (names, or codes of states) in a year; `after` may be empty: dissolved.

    `how` is became, replaced, merged, split, dissolved …
    """

    before: str
    after: str
    year: int
    how: str


@cache
def successions() -> tuple[Succession, ...]:
    """The table `words/successions.tsv`. Raises BadInput for a row that is not whole, or is told twice."""
    found: dict[tuple[str, str], Succession] = {}
    text = files("legation.vocabulary").joinpath("words/successions.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != 4 or not cells[0] or not cells[2].isdigit() or not cells[3]:
            raise BadInput(
                f"successions.tsv, line {number}: before, after, year and how are expected: {line!r}"
            )
        row = Succession(cells[0], cells[1], int(cells[2]), cells[3])
        if (row.before, row.after) in found or row.before == row.after:
            raise BadInput(f"successions.tsv, line {number}: told twice, or of one body: {line!r}")
        found[row.before, row.after] = row
    return tuple(found.values())
