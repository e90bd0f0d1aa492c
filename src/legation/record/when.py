"""The days that an EDTF date may mean: what sorting and filtering by time rest on."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from legation.errors import BadInput

NEVER_BEFORE = ""  # sorts before every day
NEVER_AFTER = "9999-12-31"
_PART = re.compile(r"(-?\d{1,4}|\d{0,3}X{1,4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
# EDTF's seasons and quarters by their first and last month (a winter is told by the year in which it ends).
_SEASONS = {
    **{21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 2)},
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)},
    **{37: (1, 4), 38: (5, 8), 39: (9, 12)},
}


@lru_cache(100_000)
def days(edtf: str) -> tuple[str, str]:
    """First and last day (ISO 8601) that an EDTF date may mean; `("9999-12-31", "")` where it says none.

    An open start gives an empty first day, an open end gives 9999-12-31. What is not understood counts as
    saying nothing.
    """
    bare = re.sub(r"[~?%\[\]{}]", "", edtf)
    if "," in bare or (".." in bare and "/" not in bare):
        parts = [p for p in re.split(r",|\.\.", bare) if p]
        spans = [days(p) for p in parts]
        return (min(s for s, _ in spans), max(e for _, e in spans)) if spans else (NEVER_AFTER, "")
    start, _, end = bare.partition("/")
    if "/" not in bare:
        return _span(start) or (NEVER_AFTER, "")
    opening = (NEVER_BEFORE, "") if start in ("", "..") else _span(start)
    closing = ("", NEVER_AFTER) if end in ("", "..") else _span(end)
    if opening is None or closing is None or (opening[0] == NEVER_BEFORE and closing[1] == NEVER_AFTER):
        return (NEVER_AFTER, "")
    return (opening[0], closing[1])


def sort_day(edtf: str) -> str:
    """The day under which a thing of this date is listed: its first, else its last; undated things last."""
    first, last = days(edtf)
    return first or last


def _span(part: str) -> tuple[str, str] | None:
    found = _PART.fullmatch(part)
    if not found or found[1].startswith("-"):
        return None
    year, month, day = found[1], found[2], found[3]
    if len(year) != 4:
        return None
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if month in (None, "XX"):
        return (f"{first}-01-01", f"{last}-12-31")
    opening, closing = _SEASONS.get(int(month), (int(month), int(month)))
    if not 1 <= closing <= 12:
        return None
    if day in (None, "XX"):
        length = calendar.monthrange(max(int(last), 1), closing)[1]
        return (f"{first}-{opening:02}-01", f"{last}-{closing:02}-{length:02}")
    return (f"{first}-{month}-{day}", f"{last}-{month}-{day}")


def since_day(date: str) -> str:
    """The first day of a date that a person gave (`2016`, `2016-11`, `2016-11-08`); empty for none."""
    return _bound(date, 0)


def until_day(date: str) -> str:
    """The last day of a date that a person gave; empty for an empty one."""
    return _bound(date, 1)


def _bound(date: str, which: int) -> str:
    if not date:
        return ""
    span = _span(date) if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date) else None
    if span is None:
        raise BadInput(f"«{date}» is no date; write 2016, 2016-11 or 2016-11-08.")
    return span[which]
