"""Pages of dated lines: «15 марта 2017 г. — …», then «11 сентября — …» of the same year.

A line whose date names no year goes on from the line before it, and not from the day of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from legation.language.russian.dates_grammar import Saying
from legation.language.russian.dates_points import Point
from legation.language.russian.numerals_pieces import Pieces
from legation.vocabulary.calendar import calendar

FEWEST = 3  # lines that open with a date, and at least every second line, make a chronicle
FORWARD, BACKWARD = 1, -1
EARLIEST_YEAR, LATEST_YEAR = 1500, 2100


def course_of(leads: Sequence[Point], lines: int) -> int:
    """Whether lines that open with these dates are a chronicle: `FORWARD` or `BACKWARD` in time, else 0."""
    if len(leads) < FEWEST or 2 * len(leads) < lines or all(point.year is None for point in leads):
        return 0
    dated = [(p.year, p.month, p.day) for p in leads if p.year is not None]
    falls = sum(after < before for before, after in pairwise(dated))
    return BACKWARD if 2 * falls > len(dated) - 1 else FORWARD


def year_first(
    pieces: Pieces, i: int, sequence: Callable[[int], list[Saying]], opens: Callable[[int], bool]
) -> list[Saying]:
    """«2013, 3–4 сентября — …», «2013 г., сентябрь: …»: a line that opens with the year, then the day."""
    year = pieces.number(i)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or not opens(i):
        return []
    j = i + 1
    if pieces.word(j) in ("г", "год"):
        j += 2 if pieces.word(j + 1) == "." else 1
    if pieces.word(j) not in (",", ":", "."):
        return []
    told = sequence(j + 1)
    month = calendar().months.get(pieces.word(j + 1))
    if not told and month is not None:
        return [Saying(i, j + 2, Point(year, month))]
    if not told or any(one.point.has_year or not one.point.month for one in told):
        return []
    dated = [
        one._replace(
            point=one.point._replace(year=year),
            last=None if one.last is None else one.last._replace(year=year),
        )
        for one in told
    ]
    return [dated[0]._replace(first=i), *dated[1:]]


def in_line(point: Point, before: Point, course: int, leads: bool) -> Point:
    """A time without a year: the opening of a line after one of `before`, or a time within that line."""
    year = before.year or 0
    if leads and point.month and before.month:
        if course == FORWARD and point.month < before.month:
            year += 1
        if course == BACKWARD and point.month > before.month:
            year -= 1
    return point._replace(year=year)
