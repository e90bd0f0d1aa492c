"""Which states deal with each other: counted by years, and by months where a period begins or ends in one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection

from legation.record.when import until_day
from legation.store.rows import rows

Keep = Callable[..., Any]  # gives what its last argument gives; it may know it already by those before
Tally = tuple[tuple[str, ...], tuple[int, ...]]  # pairs of states, and how many things each has


class Tie(Struct, frozen=True):
    """How many things two states have to do with each other."""

    a: str
    b: str
    things: int


def anew(*names_and_work: Any) -> Any:
    """Keeps nothing."""
    return names_and_work[-1]()


def ties_of(
    connection: Connection,
    since: str,
    until: str,
    type: str,
    limit: int,
    kind: str = "event",
    kept: Keep = anew,
) -> list[Tie]:
    """Which states deal with each other, most first; days and type narrow it.

    Whole years are read from what is counted, under the year in which a thing began; of a year that a period
    begins or ends within the happenings are walked. A month of them that is `kept` is not walked again.
    """
    spans = _spans(since, until) if kind == "event" else [(since[:4], until[:4])]
    if len(spans) == 1 and _is_whole(*spans[0]):
        query, values = _counted(kind, *spans[0], type)
        query = f"SELECT side, sum(n) FROM ({query}) GROUP BY side ORDER BY 2 DESC, 1 LIMIT ?"
        return [Tie(side[:3], side[4:], n) for side, n in rows(connection, query, (*values, limit))]
    found: dict[str, int] = {}
    so_far = found.get
    for first, last in [part for span in spans for part in _months(*span)]:
        pairs, things = kept("ties", first, last, type, partial(_tally, connection, kind, first, last, type))
        for pair, n in zip(pairs, things, strict=True):
            found[pair] = so_far(pair, 0) + n
    least = sorted(found.values())[-limit:][0] if found else 0
    most = sorted((-n, side) for side, n in found.items() if n >= least)[:limit]
    return [Tie(side[:3], side[4:], -n) for n, side in most]


def _tally(connection: Connection, kind: str, first: str, last: str, type: str) -> Tally:
    if _is_whole(first, last):
        query, values = _counted(kind, first, last, type)
        query = f"SELECT side, sum(n) FROM ({query}) GROUP BY side"
    else:
        query, values = _walked(kind, first, last, type)
    found = rows(connection, query, values)
    # Months share the names of pairs, so that many of them can be kept.
    return tuple([sys.intern(side) for side, _ in found]), tuple([n for _, n in found])


def _is_whole(first: str, last: str) -> bool:
    """Whether a span is one of whole years."""
    return len(first) == len(last) == 4 or not (first or last)


def _months(first: str, last: str) -> Iterator[tuple[str, str]]:
    """A span within one year, cut where months begin; several whole years as they are.

    A year by itself, too: what is counted by years lies pair by pair, and to look up each of them for one
    year takes longer than to walk its months, which other periods ask for as well.
    """
    if first == last and len(first) == 4:
        first, last = f"{first}-01-01", f"{first}-12-31"
    if not _is_whole(first, last):
        while (month := int(first[5:7])) < int(last[5:7]):
            yield first, f"{first[:7]}-31"
            first = f"{first[:4]}-{month + 1:02}-01"
        last = f"{last[:7]}-31" if last == until_day(last[:7]) else last
    yield first, last


# Each pair of states is looked up: there are some thousands, and a million counts.
_PAIRS = """(WITH RECURSIVE named(side) AS (
    SELECT min(side) FROM side_counts
    UNION ALL
    SELECT (SELECT min(side) FROM side_counts WHERE side > named.side) FROM named WHERE side IS NOT NULL
) SELECT side FROM named WHERE side LIKE '___ ___')"""


def _counted(kind: str, first: str, last: str, type: str) -> tuple[str, list[str]]:
    wanted = {"c.kind = ?": kind, "type = ?": type, "year >= ?": first, "year <= ?": last}
    wanted = {said: value for said, value in wanted.items() if value}
    dated = " AND year <> ''" if last else ""
    query = f"SELECT c.side, c.things AS n FROM {_PAIRS} p CROSS JOIN side_counts c ON c.side = p.side{dated}"
    return " AND ".join((query, *wanted)), list(wanted.values())


def _walked(_: str, first: str, last: str, type: str) -> tuple[str, list[str]]:
    wanted = {"sort >= ?": first, "sort <= ?": last, **({"type = ?": type} if type else {})}
    pairs = "side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'"
    query = f"SELECT side, count(*) AS n FROM item_sides WHERE kind = 'event' AND last <> '' AND {pairs} AND "
    return f"{query}{' AND '.join(wanted)} GROUP BY side", list(wanted.values())


def _spans(since: str, until: str) -> list[tuple[str, str]]:
    """A period cut into whole years, told by their numbers, and the parts of years around them, by days."""
    inside = bool(since) and not since.endswith("-01-01"), bool(until) and not until.endswith("-12-31")
    if since and until and since[:4] == until[:4] and any(inside):
        return [(since, until)]
    first = str(int(since[:4]) + 1) if inside[0] else since[:4]
    last = str(int(until[:4]) - 1) if inside[1] else until[:4]
    spans = [(since, f"{since[:4]}-12-31")] if inside[0] else []
    spans += [(f"{until[:4]}-01-01", until)] if inside[1] else []
    if not (first and last) or first <= last:
        spans.append((first or "0000", last or "9999") if first or last else ("", ""))
    return spans
