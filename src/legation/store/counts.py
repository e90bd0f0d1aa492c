"""What the file counts as it changes (migrations/0003): no list has to be walked to tell its length."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from legation.store.filters import Filters
from legation.store.rows import as_json, rows
from legation.vocabulary.states import states

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


# What is counted, as migrations/0003 counts it.
_TALLIES = """SELECT 'documents', CASE superseded_by WHEN '' THEN status ELSE 'superseded' END, count(*)
    FROM documents GROUP BY 2
UNION ALL SELECT 'claims', kind, count(*) FROM claims GROUP BY kind
UNION ALL SELECT 'items', kind, count(*) FROM items GROUP BY kind
UNION ALL SELECT 'actors', kind, count(*) FROM actors GROUP BY kind
UNION ALL SELECT 'candidates', kind, count(*) FROM candidates GROUP BY kind"""
_SIDES = """SELECT side, kind, CASE last WHEN '' THEN '' ELSE substr(sort, 1, 4) END, type, act, status,
    count(*) FROM item_sides
    WHERE side GLOB '[A-Z][A-Z][A-Z]' OR side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'
    GROUP BY 1, 2, 3, 4, 5, 6"""
COUNTED = {"tallies": _TALLIES, "side_counts": _SIDES}


def miscounted(connection: Connection) -> list[str]:
    """The tables of counts that do not hold what there is to count."""
    wrong = []
    for table, query in COUNTED.items():
        told = f"SELECT * FROM {table} WHERE things <> 0"
        (differ,) = connection.exec_driver_sql(
            f"SELECT EXISTS (SELECT * FROM ({query}) EXCEPT {told}) OR "
            f"EXISTS ({told} EXCEPT SELECT * FROM ({query}))"
        ).one()
        wrong += [table] if differ else []
    return wrong


def count_anew(connection: Connection, table: str) -> None:
    """Fills a table of counts from what there is to count."""
    connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(f"INSERT INTO {table} {COUNTED[table]}")


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
    """Which states deal with each other, most first; days and type narrow it.

    Whole years are read from what is counted, under the year in which a thing began; of a year that a period
    begins or ends within the happenings are walked.
    """
    parts, asked = [], []
    for first, last in _spans(since, until) if kind == "event" else [(since[:4], until[:4])]:
        whole = len(first) == len(last) == 4 or not (first or last)
        query, values = (_counted if whole else _walked)(kind, first, last, type)
        parts.append(query)
        asked += values
    query = f"SELECT side, sum(n) FROM ({' UNION ALL '.join(parts)}) GROUP BY side ORDER BY 2 DESC, 1 LIMIT ?"
    return [Tie(side[:3], side[4:], n) for side, n in rows(connection, query, (*asked, limit))]


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


_PARTNERS = """SELECT side, sum(things) AS n FROM side_counts
WHERE side IN (SELECT value FROM json_each(?)) AND kind = 'event'
GROUP BY side ORDER BY n DESC, side LIMIT ?"""


def partners_of(connection: Connection, state: str, limit: int) -> list[tuple[str, int]]:
    """With which states a state deals, most first."""
    pairs = [
        side_of((state, other)) for other in states() if other != state
    ]  # by name: few, and quickly found
    found = rows(connection, _PARTNERS, (as_json(pairs), limit))
    return [(side.replace(state, "").strip(), things) for side, things in found]
