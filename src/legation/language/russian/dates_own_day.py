"""The day that an undated passage speaks from, and the years that it gives to its months.

A news item without a dateline often opens with its day («18 марта 2013 года оппозиция избрала …»), or says
its year («в уходящем 2017 году»). Only what comes first and is not followed by a later year is taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from legation.language.russian.dates_points import Point

LEAD = 3  # sentences of a passage in which it may say its own day


class Told(NamedTuple):
    """A time said outright: in which sentence of its passage, and whether the text calls the year its own."""

    sentence: int
    point: Point
    own_year: bool


class Bearings(NamedTuple):
    """What an undated passage says of its own time: its day, and the one year in which it puts a month."""

    day: Point | None
    years: dict[int, int]


def bearings_of(told: Iterable[Told]) -> Bearings:
    """The bearings that a passage's own full dates give."""
    all_told = [t for t in told if t.point.year is not None and not t.point.span]
    own = next((t.point for t in all_told if t.own_year), None)
    day = own or next((t.point for t in all_told if t.sentence < LEAD and t.point.day), None)
    latest = max((t.point.year or 0 for t in all_told), default=0)
    if day is not None and (day.year or 0) < latest - 1:
        day = None
    years: dict[int, set[int]] = {}
    for t in all_told:
        if t.point.month:
            years.setdefault(t.point.month, set()).add(t.point.year or 0)
    # A month that the text puts in one year only, its latest, is of that year where it comes without one.
    return Bearings(
        day, {month: y for month, ys in years.items() if len(ys) == 1 and (y := max(ys)) == latest}
    )
