"""What the file counts as it changes (migrations/0003): no list has to be walked to tell its length."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, and_, func, select

from legation.store.filters import Filters
from legation.store.rows import rows
from legation.store.schema import item_sides, side_counts

SHOWN = frozenset(
    ("limit", "newest", "claims")
)  # what of the filters says how a list looks, not what is in it
COUNTED_BY = SHOWN | {"states", "type", "act", "status"}  # filters that counts know


class Tie(Struct, frozen=True):
    """How many things two states have to do with each other."""

    a: str
    b: str
    things: int


def tally(connection: Connection, name: str) -> dict[str, int]:
    """How many documents (by status), claims, items, actors or candidates (by kind) the file holds."""
    query = "SELECT kind, things FROM tallies WHERE name = ? AND things > 0 ORDER BY kind"
    return dict(rows(connection, query, (name,)))


def side_of(states: Sequence[str]) -> str:
    """The name under which a state or a pair of states is counted; nothing for what is not counted."""
    codes = sorted(set(states))
    return " ".join(codes) if 0 < len(codes) <= 2 else ""


def counted_of(connection: Connection, kind: str, filters: Filters) -> int | None:
    """How many things pass the filters, where counts can tell it; else None."""
    asked = {name: value for name, value in filters.items() if value}
    side = side_of(filters.get("states") or ())
    if not asked.keys() <= COUNTED_BY:
        return None
    if not side:
        return tally(connection, "items").get(kind, 0) if asked.keys() <= SHOWN else None
    narrowed = [name for name in ("type", "act", "status") if name in asked]
    query = "SELECT coalesce(sum(things), 0) FROM side_counts WHERE side = ? AND kind = ?"
    query += "".join(f" AND {name} = ?" for name in narrowed)
    return int(rows(connection, query, (side, kind, *(asked[name] for name in narrowed)))[0][0])


_YEARS = """SELECT year, type, act, status, things FROM side_counts
WHERE side = ? AND kind = 'event' AND year <> '' ORDER BY year, type, act, status"""


def years_of(connection: Connection, states: Sequence[str]) -> list[tuple[str, str, str, str, int]]:
    """Year, type, act, status and how many dated happenings of a state or a pair."""
    return rows(connection, _YEARS, (side_of(states),))


def kinds_of(connection: Connection, states: Sequence[str]) -> dict[str, int]:
    """How many things of each kind a state or a pair has."""
    query = "SELECT kind, sum(things) FROM side_counts WHERE side = ? GROUP BY kind"
    return dict(rows(connection, query, (side_of(states),)))


def ties_of(
    connection: Connection, since: str, until: str, type: str, limit: int, kind: str = "event"
) -> list[Tie]:
    """Which states deal with each other, most first; days (of which the years count) and type narrow it.

    Whole years are read from what is counted; a period that begins or ends within a year is walked.
    """
    whole = (not since or since.endswith("-01-01")) and (not until or until.endswith("-12-31"))
    of = side_counts if whole else item_sides
    n = func.sum(side_counts.c.things) if whole else func.count()
    wanted = [of.c.kind == kind, of.c.side.like("___ ___"), *([of.c.type == type] if type else [])]
    if whole:
        wanted += [side_counts.c.year >= since[:4]] if since else []
        wanted += [side_counts.c.year <= until[:4], side_counts.c.year != ""] if until else []
    else:
        wanted += [and_(of.c.last >= since, of.c.last != "")] if since else []
        wanted += [and_(of.c.sort <= until, of.c.last != "")] if until else []
    query = select(of.c.side, n.label("n")).where(*wanted).group_by(of.c.side)
    rows = connection.execute(query.order_by(n.desc(), of.c.side).limit(limit))
    return [Tie(side[:3], side[4:], int(things)) for side, things in rows]


def partners_of(connection: Connection, state: str, limit: int) -> list[tuple[str, int]]:
    """With which states a state deals, most first."""
    c = side_counts.c
    n = func.sum(c.things)
    query = (
        select(c.side, n)
        .where(c.kind == "event", c.side.like(f"{state} ___") | c.side.like(f"___ {state}"))
        .group_by(c.side)
        .order_by(n.desc(), c.side)
        .limit(limit)
    )
    return [
        (side.replace(state, "").strip() or state, int(things)) for side, things in connection.execute(query)
    ]
