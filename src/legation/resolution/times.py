"""Times of claims as spans of days, so that they can be compared by subtraction."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import Literal

from msgspec import Struct

ALWAYS = 10_000_000  # past any day; an open end lies here
DAY_SLACK = 1  # days by which two tellings of one day may differ
Grain = Literal["none", "day", "span", "month", "year", "wide"]
MONTH, YEAR = 31, 366
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Span(Struct, frozen=True):
    """The days `lo` to `hi` (proleptic ordinals, both inside) and how finely they are told.

    `span` is an interval told by its days; `month` and `year` leave the day open; `wide` is longer or
    open-ended; `none` is not told at all.
    """

    lo: int
    hi: int
    grain: Grain

    def meets(self, other: Span, slack: int = 0) -> bool:
        """Whether the two can hold one and the same day, give or take `slack` days."""
        return self.lo <= other.hi + slack and other.lo <= self.hi + slack


UNTOLD = Span(-ALWAYS, ALWAYS, "none")


@lru_cache(maxsize=1 << 17)
def span(edtf: str) -> Span:
    """The days that an EDTF time covers; what cannot be read counts as not told."""
    text = edtf.strip().strip("?~%")
    if not text or text in ("..", "/"):
        return UNTOLD
    if "/" in text:
        first, _, last = text.partition("/")
        since, until = _point(first), _point(last)
        if since is None and until is None:
            return UNTOLD
        lo = since.lo if since else -ALWAYS
        hi = until.hi if until else ALWAYS
        if hi < lo:
            return UNTOLD
        return Span(lo, hi, _grain(lo, hi, days=len(first.strip("?~%")) == 10))
    return _point(text) or UNTOLD


def _grain(lo: int, hi: int, days: bool) -> Grain:
    length = hi - lo
    if length == 0:
        return "day"
    if length > YEAR:
        return "wide"
    if days and length <= 2 * MONTH:
        return "span"
    return "month" if length <= 2 * MONTH else "year"


def _point(text: str) -> Span | None:
    text = text.strip().strip("?~%")
    if not text or text == "..":
        return None
    parts = text.lstrip("-").replace("u", "X").split("-")
    try:
        return _days(parts)
    except ValueError:
        return None


def _days(parts: list[str]) -> Span | None:
    year = parts[0]
    if "X" in year:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return Span(dt.date(max(first, 1), 1, 1).toordinal(), dt.date(last, 12, 31).toordinal(), "wide")
    number = int(year)
    if len(parts) == 1 or "X" in parts[1]:
        return Span(dt.date(number, 1, 1).toordinal(), dt.date(number, 12, 31).toordinal(), "year")
    month = int(parts[1])
    if month in SEASONS:
        first, last = SEASONS[month]
        return Span(
            dt.date(number, first, 1).toordinal(),
            dt.date(number, last, calendar.monthrange(number, last)[1]).toordinal(),
            "year",
        )
    if len(parts) == 2 or "X" in parts[2]:
        last = calendar.monthrange(number, month)[1]
        return Span(dt.date(number, month, 1).toordinal(), dt.date(number, month, last).toordinal(), "month")
    day = dt.date(number, month, int(parts[2][:2])).toordinal()
    return Span(day, day, "day")


def iso(day: int) -> str:
    """The day as an ISO date; an open end gives an empty string."""
    if abs(day) >= ALWAYS:
        return ""
    return dt.date.fromordinal(day).isoformat()
