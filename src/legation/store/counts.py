"""What the file counts as it changes (migrations/0003): no list has to be walked to tell its length."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from legation.store.filters import Filters
from legation.store.rows import as_json, rows
from legation.vocabulary.states import states

SHOWN = frozenset(
    ("limit", "newest", "claims")
)  # what of the filters says how a list looks, not what is in it
COUNTED_BY = SHOWN | {"states", "type", "act", "status"}  # filters that counts know


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
