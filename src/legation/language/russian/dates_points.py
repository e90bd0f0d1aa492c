"""Points and stretches of the calendar, known in part, and how they are written in EDTF."""

from __future__ import annotations

import datetime
from typing import NamedTuple

EARLIEST, LATEST = 1000, 9000  # years against which anything is reckoned: the calendar module ends at 9999
UNIT_DAYS = {"day": 1, "week": 7}


class Point(NamedTuple):
    """A time as far as it is known: a missing year is None, a missing month or day 0.

    `season` is an EDTF season code; `span` names a stretch that EDTF level 1 has no code for: `decade`
    (year 1990), `century` (year 1900), `quarter` or `half` (their number is in `month`).
    `ref` and `shift` say which year is meant relative to the text: («anchor», -1) is the year before it.
    """

    year: int | None = None
    month: int = 0
    day: int = 0
    season: int = 0
    span: str = ""
    ref: str = ""
    shift: int = 0

    @property
    def has_year(self) -> bool:
        """Whether the year is said, outright or relative to the text."""
        return self.year is not None or bool(self.ref)


def last_day(year: int, month: int) -> int:
    """The number of days in the month."""
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has such a day; without a year, whether some year has it."""
    return 1 <= month <= 12 and 1 <= day <= last_day(year if year and 0 < year < 9999 else 2000, month)


def written(point: Point) -> str:
    """The point in EDTF; empty where its year is not known."""
    year = point.year
    if year is None:
        return ""
    if year <= 0:
        return f"-{-year:04d}" if year else "0000"
    if point.span == "decade":
        return f"{year // 10:03d}X"
    if point.span == "century":
        return f"{year // 100:02d}XX"
    if point.span == "quarter":
        return f"{year:04d}-{point.month * 3 - 2:02d}/{year:04d}-{point.month * 3:02d}"
    if point.span == "half":
        return f"{year:04d}-{point.month * 6 - 5:02d}/{year:04d}-{point.month * 6:02d}"
    if point.season:
        return f"{year:04d}-{point.season}"
    if point.day:
        return f"{year:04d}-{point.month:02d}-{point.day:02d}"
    return f"{year:04d}-{point.month:02d}" if point.month else f"{year:04d}"


def opening(edtf: str) -> str:
    """The first end of a stretch, or the point itself."""
    return edtf.split("/", 1)[0]


def closing(edtf: str) -> str:
    """The last end of a stretch, or the point itself."""
    return edtf.rsplit("/", 1)[-1]


def joined(first: str, last: str) -> str:
    """A stretch from the first to the last of two EDTF times; empty where either is not known."""
    if not first or not last:
        return ""
    return f"{opening(first)}/{closing(last)}"


def read(edtf: str) -> Point | None:
    """A plain EDTF day, month or year (approximation marks are dropped) as a point, else None."""
    plain = edtf.split("T", 1)[0].strip("~?%")
    parts = plain.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    year, month, day = (*(int(part) for part in parts), 0, 0)[:3]
    if not EARLIEST <= year <= LATEST:
        return None
    if month > 20:
        return Point(year, season=month)
    if (month and month > 12) or (day and not is_day(year, month, day)):
        return None
    return Point(year, month, day)


def moved(point: Point, unit: str, count: int) -> Point | None:
    """The point `count` units later, to the precision of the unit; None where the point is not that exact."""
    if point.year is None:
        return None
    if unit in UNIT_DAYS:
        if not point.day:
            return None
        day = datetime.date(point.year, point.month, point.day) + datetime.timedelta(
            days=count * UNIT_DAYS[unit]
        )
        return Point(day.year, day.month, day.day)
    if unit == "month":
        if not point.month:
            return None
        months = point.year * 12 + point.month - 1 + count
        return Point(months // 12, months % 12 + 1)
    years = {"year": 1, "decade": 10, "century": 100}.get(unit)
    return None if years is None else Point(point.year + years * count)


def ordinal_day(point: Point) -> int:
    """A number of days by which points are ordered; a month counts from its middle, a year likewise."""
    year = min(max(point.year or 1, 1), 9998)
    month = point.month or {21: 4, 22: 7, 23: 10, 24: 1}.get(point.season, 7)
    return datetime.date(year, month, point.day or 15).toordinal()


def week_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The Monday and the Sunday of the day's week."""
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=6)
