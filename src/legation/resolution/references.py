"""Every mention and every name in a claim gets its actor; a bare office, its holder at the time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from legation.record.tables import OUTPUTS
from legation.resolution.inside import Stems, inner_names, stems_of
from legation.resolution.offices import Answer, Tenancy, holder, is_office, meant_by, office_key, states_in
from legation.resolution.times import ALWAYS, span
from legation.vocabulary.states import states

# The time of each kind of claim, where it tells one; else the day of its telling.
_WHEN = """
    SELECT id claim, "when" FROM event_claims UNION ALL SELECT id, "when" FROM tenure_claims
"""


def resolve_references(con: duckdb.DuckDBPyConnection, spans: Sequence[Tenancy]) -> dict[str, Any]:
    """Leave in `con` the table `claim_actors`; give the table `mention_actors`."""
    con.register("office_holders", _holders(con, spans))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE claim_actors AS
        SELECT DISTINCT n.claim, n.field, n.name,
               coalesce(h.actor, CASE WHEN c.code IS NOT NULL THEN n.name END, a.actor, n.name) actor,
               CASE WHEN h.actor IS NOT NULL THEN 'office' ELSE 'name' END how
        FROM claim_names n LEFT JOIN codes c ON c.code = n.name
        LEFT JOIN name_actors a ON a.document = n.document AND a.name = n.name
        LEFT JOIN ({_WHEN}) w ON w.claim = n.claim
        LEFT JOIN office_holders h ON h.claim = n.claim AND h.name = n.name
    """)
    _inside(con)
    mentions = con.sql("""
        SELECT m.document, m.start, m."end", m.text,
               coalesce(h.actor, CASE WHEN m.kind = 'state' THEN m.name END, a.actor, m.name) actor,
               CASE WHEN h.actor IS NOT NULL THEN 'office' ELSE m.how END how,
               coalesce(h.derived, []) derived
        FROM (SELECT DISTINCT * FROM mentions) m
        LEFT JOIN name_actors a ON a.document = m.document AND a.name = m.name AND m.kind <> 'state'
        LEFT JOIN office_holders h ON h.document = m.document AND h.start = m.start AND h.name = m.name
        UNION ALL
        SELECT m.document, (m.start + n.first)::INTEGER, (m.start + n.last)::INTEGER, n.words, n.actor,
               'inside', []
        FROM (SELECT DISTINCT document, start, text FROM mentions WHERE kind = 'body') m
        JOIN inner_names n USING (text)
        WHERE NOT EXISTS (SELECT 1 FROM mentions o WHERE o.document = m.document
            AND o.start = m.start + n.first AND o."end" = m.start + n.last)
        UNION ALL
        SELECT c.document, c.start, c."end", c.text, a.actor, 'city', [] FROM capitals c
        JOIN name_actors a ON a.document = c.document AND a.name = c.city AND a.kind = 'place'
        ORDER BY 1, 2, 3, 4, 5
    """).to_arrow_table()
    kind = OUTPUTS["mention_actors"]
    return {"mention_actors": mentions.select(kind.names).cast(kind)}


def _inside(con: duckdb.DuckDBPyConnection) -> None:
    """Leave in `con` the table `inner_names`: states and places named inside the names of bodies."""
    places: dict[Stems, set[str]] = defaultdict(set)
    for name, actor in con.execute(
        "SELECT DISTINCT name, actor FROM name_actors WHERE kind = 'place'"
    ).fetchall():
        places[stems_of(name)].add(actor)
    sure = {stems: min(actors) for stems, actors in places.items() if len(actors) == 1}
    texts = con.execute("SELECT DISTINCT text FROM mentions WHERE kind = 'body' ORDER BY text").fetchall()
    rows = list(inner_names((text for (text,) in texts), sure))
    cells: list[Any] = list(zip(*rows, strict=True)) or [[]] * 5
    kinds = [pa.string(), pa.int32(), pa.int32(), pa.string(), pa.string()]
    columns = [pa.array(list(c), k) for c, k in zip(cells, kinds, strict=True)]
    con.register("inner_names", pa.table(columns, names=["text", "first", "last", "words", "actor"]))


def _holders(con: duckdb.DuckDBPyConnection, spans: Sequence[Tenancy]) -> Any:
    """Who is meant by each office without a name: one row a mention or claim that the record can answer."""
    people = con.execute("SELECT DISTINCT name FROM local WHERE kind = 'person'").fetchall()
    offices = [(name,) for (name,) in people if is_office(name)]
    con.execute("CREATE OR REPLACE TEMP TABLE office_names (name VARCHAR)")
    if offices:
        con.executemany("INSERT INTO office_names VALUES (?)", offices)
    spots = con.execute(f"""
        SELECT '' claim, m.document, m.start, m.name, l.state, '' "when", coalesce(nullif(p.published, ''),
            d.published) published, coalesce(p.number, 0) passage
        FROM mentions m JOIN office_names USING (name) JOIN local l ON l.document = m.document
            AND l.name = m.name
        LEFT JOIN passages p ON p.document = m.document AND m.start >= p.start AND m.start < p."end"
        LEFT JOIN documents d ON d.id = m.document
        UNION ALL
        SELECT n.claim, n.document, -1, n.name, l.state, coalesce(w."when", ''),
            coalesce(nullif(p.published, ''), d.published), coalesce(c.passage, 0)
        FROM claim_names n JOIN office_names USING (name) JOIN local l ON l.document = n.document
            AND l.name = n.name
        LEFT JOIN ({_WHEN}) w ON w.claim = n.claim LEFT JOIN (
            SELECT id, document, passage FROM event_claims UNION ALL SELECT id, document, passage
                FROM statement_claims
            UNION ALL SELECT id, document, passage FROM tenure_claims
        ) c ON c.id = n.claim
        LEFT JOIN passages p ON p.document = c.document AND p.number = c.passage
        LEFT JOIN documents d ON d.id = n.document
        ORDER BY ALL
    """).fetchall()
    seats: dict[tuple[str, str], list[Tenancy]] = defaultdict(list)
    for tenancy in spans:
        seats[tenancy.key, tenancy.of].append(tenancy)
    local = _told_there(con)
    rows = []
    for claim, document, start, name, state, when, published, passage in spots:
        day = _day(when) or _day(published or "")
        of = state or _state_in(name)
        answer = None
        for key in meant_by(name) if of else ():
            there = local.get((document, passage, key, of), {})
            if len(there) == 1:
                ((person, claims),) = there.items()
                answer = Answer(person, tuple(claims), True)
            elif day:
                answer = holder(seats.get((key, of), ()), key, of, day)
            if answer:
                break
        if answer:
            rows.append((claim, document, start, name, answer.person, list(answer.claims)))
    cells: list[Any] = list(zip(*rows, strict=True)) or [[]] * 6
    kinds = [pa.string(), pa.string(), pa.int32(), pa.string(), pa.string(), pa.list_(pa.string())]
    named = ("claim", "document", "start", "name", "actor", "derived")
    return pa.table({n: pa.array(list(c), k) for n, c, k in zip(named, cells, kinds, strict=True)})


def _told_there(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int, str, str], dict[str, list[str]]]:
    """Who is told to hold which office within one passage, with the claims: this goes before the record."""
    found: dict[tuple[str, int, str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = con.execute("""
        SELECT DISTINCT t.id, t.document, t.passage, t.office, t."of", a.actor FROM tenure_claims t
        JOIN name_actors a ON a.document = t.document AND a.name = t.person ORDER BY ALL
    """).fetchall()
    for claim, document, passage, office, of, person in rows:
        found[document, passage, office_key(office), of][person].append(claim)
    return found


def _day(edtf: str) -> int:
    when = span(edtf)
    if when.grain in ("none", "wide") or ALWAYS in (abs(when.lo), abs(when.hi)):
        return 0
    return (when.lo + when.hi) // 2


def _state_in(name: str) -> str:
    """The state that an office's own words name: «президент Казахстана»."""
    named = states_in(name)
    return named[0] if named and named[0] in states() else ""
