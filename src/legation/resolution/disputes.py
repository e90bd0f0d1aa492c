"""Looking for conflicts among all resolved things; only those that may hold one are looked at closely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import duckdb

from legation.record.tables import table
from legation.resolution import conflicts
from legation.resolution.judging import Judged
from legation.resolution.keeping import Keeper
from legation.resolution.leading import told_day
from legation.resolution.matters import Matters
from legation.resolution.spelling import fold
from legation.vocabulary.states import states


@cache
def _capitals() -> dict[str, str]:
    return {
        fold(name): code for code, state in states().items() for name in (*state.capitals, *state.en_capitals)
    }


def conflicts_of(
    con: duckdb.DuckDBPyConnection, matters: Matters, judged: Judged, keeper: Keeper
) -> dict[str, Any]:
    """The tables `conflicts` and `conflict_sides` of what was told anew."""
    names = matters.names
    found: list[conflicts.Conflict] = list(_in_events(con, names))
    found += conflicts.in_figures(matters.rows["figure"], matters.heads["figure"], matters.series)
    found += conflicts.in_agreements(matters.rows["agreement"], matters.heads["agreement"])
    found += conflicts.in_statements(matters.rows["statement"], matters.heads["statement"])
    for conflict in found:
        kind = conflict.item_kind
        unit = conflict.items[0] if kind == "event" else matters.units[kind][conflict.sides[0].row["id"]]
        keeper.gave(kind, unit, "conflict", [conflict.id])
    for (id,) in con.execute(f"SELECT unit FROM {matters.seats_changed} ORDER BY unit").fetchall():
        keeper.gave("seat", id, "conflict", [id])
        found.append(matters.seats[id])
    rows, sides = conflicts.conflict_rows(found, judged.on_conflicts())
    return {"conflicts": table("conflicts", rows), "conflict_sides": table("conflict_sides", sides)}


def _in_events(con: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Iterable[conflicts.Conflict]:
    con.execute("""
        CREATE OR REPLACE TEMP TABLE disputed AS
        SELECT m.head FROM member m JOIN ev USING (i) JOIN spans s USING (i) GROUP BY m.head
        HAVING max(CASE WHEN s.grain IN (1, 2, 3) AND ev.status IN ('happened', 'ongoing') THEN s.lo END)
                 > min(CASE WHEN s.grain IN (1, 2, 3) AND ev.status IN ('happened', 'ongoing') THEN s.hi END)
            OR (bool_or(ev.status = 'denied') AND bool_or(ev.status = 'happened'))
            OR (bool_or(ev.type = 'CONSULT') AND count(DISTINCT nullif(ev.place, '')) > 1)
            OR bool_or(s.organiser)
    """)
    rows = con.sql("""
        SELECT h.event, ev.id, ev.document, ev.status, ev."when", ev.place, ev.published, c.evidence
        FROM disputed JOIN heads h USING (head) JOIN member m USING (head) JOIN ev USING (i)
        JOIN event_claims c ON c.id = ev.id
        ORDER BY head, i
    """).to_arrow_table().to_pylist()  # fmt: skip
    told = con.sql("""
        SELECT e.id, e.type, e.act, e.states, e."when", e.actors
        FROM told_events e JOIN heads h ON h.event = e.id JOIN disputed USING (head)
    """).to_arrow_table().to_pylist()  # fmt: skip
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        row["told_day"] = told_day(row["published"])
        row["capital"] = _capitals().get(fold(row["place"]), "")
        groups[row["event"]].append(row)
    bodies = {
        actor for (actor,) in con.execute("SELECT actor FROM actor_kinds WHERE kind = 'body'").fetchall()
    }
    for event in sorted(told, key=lambda e: e["id"]):
        own = {actor: names[actor] for actor in event["actors"] if actor in bodies}
        yield from conflicts.in_event(event, groups[event["id"]], own)
