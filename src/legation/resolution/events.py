"""Each happening told once: what its claims agree on, its life from plan to outcome, what it was part of."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute

from legation.record.tables import OUTPUTS
from legation.resolution.comparing import FEATURES, compare
from legation.resolution.happenings import Columns, Numbers

# A state named by fewer than this share of an event's sources is not made a side of it.
SHARE = 0.3
# Of two statuses told on one day, and for the whole: what has come about outranks what was to come.
_RANK = """CASE status WHEN 'happened' THEN 5 WHEN 'denied' THEN 4 WHEN 'ongoing' THEN 3
    WHEN 'alleged' THEN 2 WHEN 'planned' THEN 1 ELSE 0 END"""


def lay_out(con: duckdb.DuckDBPyConnection, c: Columns, label: Numbers, pairs: BestPairs) -> None:
    """Leave in `con` the tables `spans`, `labels` (i → head, the claim most like it) and `told`, a view of
    claims and events by name."""
    everyone = np.arange(c.size, dtype=np.int32)
    heads = {"i": everyone, "head": label.astype(np.int32)}
    con.register("labels", pa.table({**heads, "beside": pairs[0].astype(np.int32), "scored": pairs[1]}))
    con.execute("""
        CREATE OR REPLACE TEMP VIEW told AS
        SELECT l.i, ev.id claim, 'e' || h.id event
        FROM labels l JOIN ev ON ev.i = l.i JOIN ev h ON h.i = l.head
    """)
    times = {"grain": c.grain, "lo": c.lo, "hi": c.hi, "told": c.told}
    con.register("spans", pa.table({"i": everyone, **times, "organiser": c.organiser}))


# What a happening is told from: its claims, their sources and days, their actors, their likeness.
PRINTS = """
    SELECT 'e' || h.id unit, hash(ev.id, ev.family, ev.published, b.id, l.scored, coalesce(p.h, 0)) print
    FROM labels l JOIN ev ON ev.i = l.i JOIN ev h ON h.i = l.head LEFT JOIN ev b ON b.i = l.beside
    LEFT JOIN claim_prints p ON p.claim = ev.id
"""


def tell_events(con: duckdb.DuckDBPyConnection, changed: str) -> Any:
    """Tell the events of the table `changed` anew; give all events, one row each, with their days.

    Leave in `con` the tables `member` (i → head, source) and `heads` (head → event), both of the events whose
    rows are other than they were (`anew`): those told anew, and those that are part of another visit now.
    """
    con.execute("CREATE OR REPLACE TEMP TABLE heads (head INTEGER, event VARCHAR)")
    con.execute("CREATE OR REPLACE TEMP TABLE member (i INTEGER, head INTEGER, source UBIGINT)")
    _add(con, f"SELECT unit FROM {changed}")
    for field in ("act", "place", "when_text"):
        _choose(con, field, "''" if field != "act" else None)
    _choose_time(con)
    _life(con)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE event_states AS
        WITH sides AS (
            SELECT m.head, s.v, count(DISTINCT m.source) n
            FROM member m JOIN ev USING (i), unnest(ev.states) s(v) GROUP BY ALL
        ), total AS (
            SELECT head, count(DISTINCT source) n FROM member JOIN ev USING (i)
                WHERE len(ev.states) > 0 GROUP BY ALL
        )
        SELECT head, list(v ORDER BY v) states FROM sides JOIN total USING (head)
        WHERE sides.n >= {SHARE} * total.n GROUP BY head
    """)
    con.execute("""
        CREATE OR REPLACE TEMP TABLE event_actors AS
        WITH named AS (
            SELECT DISTINCT m.head, a.n FROM member m JOIN acting a USING (i)
        )
        SELECT head, list(k.actor ORDER BY n) actors, list(k.name ORDER BY n) AS names
        FROM named JOIN actor_kinds k USING (n) GROUP BY head
    """)
    _rows(con)
    con.execute("""
        CREATE OR REPLACE TEMP VIEW every_event AS
        SELECT * FROM event UNION ALL SELECT * FROM kept_told_events k
        WHERE EXISTS (SELECT 1 FROM prints_now p WHERE p.stage = 'event' AND p.unit = k.id)
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = k.id)
    """)
    _part_of(con)
    _add(
        con,
        """
        SELECT e.id unit FROM every_event e LEFT JOIN event_whole w ON w.event = e.id
        WHERE e.part_of <> coalesce(w.whole, '')
    """,
    )
    everything = con.sql("""
        SELECT e.* REPLACE (coalesce(w.whole, '') AS part_of), e.id IN (SELECT event FROM heads) anew
        FROM every_event e LEFT JOIN event_whole w ON w.event = e.id ORDER BY e.id
    """).to_arrow_table()
    con.execute("DROP VIEW every_event")
    for name in STEPS:
        con.execute(f"DROP TABLE {name}")
    return everything


# What is of no use once events are told: a million claims are held in memory several times over meanwhile.
STEPS = (
    *("event", "event_act", "event_place", "event_when_text", "event_time", "event_life", "event_states"),
    *("event_actors", "event_direction", "event_whole", "whole", "part"),
)


def _add(con: duckdb.DuckDBPyConnection, units: str) -> None:
    """Adds to `heads` and `member` those of these events that are not there."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE added AS
        SELECT h.i AS head, 'e' || h.id event FROM ev h SEMI JOIN labels l ON l.head = h.i
        SEMI JOIN ({units}) u ON u.unit = 'e' || h.id ANTI JOIN heads o ON o.head = h.i
    """)
    con.execute("INSERT INTO heads FROM added")
    con.execute("""
        INSERT INTO member
        SELECT i, a.head, hash(ev.family) FROM added a JOIN labels USING (head) JOIN ev USING (i)
    """)
    con.execute("DROP TABLE added")


def _choose(con: duckdb.DuckDBPyConnection, field: str, empty: str | None) -> None:
    """The value of a field that most independent sources give."""
    value = "ev.type || ' ' || ev.act" if field == "act" else f"ev.{field}"
    skip = f"WHERE {value} <> {empty}" if empty else ""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE event_{field} AS
        WITH counted AS (
            SELECT m.head, {value} v, count(DISTINCT m.source) n FROM member m
                JOIN ev USING (i) {skip} GROUP BY ALL
        )
        SELECT head, first(v ORDER BY n DESC, v) v FROM counted GROUP BY head
    """)


def _choose_time(con: duckdb.DuckDBPyConnection) -> None:
    """The finest time told of the happening, by most sources; of the plan, where it has not happened."""
    con.execute("""
        CREATE OR REPLACE TEMP TABLE event_time AS
        WITH counted AS (
            SELECT m.head, ev."when" v, min(s.grain = 0) none, max(ev.status NOT IN ('planned',
                'proposed')) done,
                   min(CASE s.grain WHEN 0 THEN 9 WHEN 2 THEN 1 ELSE s.grain END) fine,
                   count(DISTINCT m.source) n, min(s.lo) lo, max(s.hi) hi
            FROM member m JOIN ev USING (i) JOIN spans s USING (i) GROUP BY m.head, ev."when"
        )
        SELECT head, first(v ORDER BY none, done DESC, fine, n DESC, v) v,
               first(lo ORDER BY none, done DESC, fine, n DESC, v) lo,
               first(hi ORDER BY none, done DESC, fine, n DESC, v) hi
        FROM counted GROUP BY head
    """)


def _life(con: duckdb.DuckDBPyConnection) -> None:
    """The history of status, each status from its first telling; the last of them holds."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE event_life AS
        WITH tellings AS (
            SELECT m.head, ev.status, m.source, s.told AS day, ev.published, ev.id,
                s.told::BIGINT * {1 << 32} + i AS place
            FROM member m JOIN ev USING (i) JOIN spans s USING (i)
        ), steps AS (
            SELECT head, status, min(day) AS first_day, max(day) AS last_day, count(DISTINCT source) n,
                   arg_min(published, place) told, arg_min(id, place) claim,
                   count(*) OVER (PARTITION BY head) many
            FROM tellings GROUP BY head, status
        )
        SELECT head, [struct_pack(status := status, told := told, claim := claim)] history, status
        FROM steps WHERE many = 1
        UNION ALL
        SELECT head,
               list(struct_pack(status := status, told := told, claim := claim) ORDER BY first_day,
                   {_RANK}, status) history,
               first(status ORDER BY (status IN ('planned', 'proposed')), last_day DESC, n DESC,
                   {_RANK} DESC) status
        FROM steps WHERE many > 1 GROUP BY head
    """)


def _part_of(con: duckdb.DuckDBPyConnection) -> None:
    """What lies within the days of a visit between the same sides, with one of its people, was part of it."""
    con.execute("""
        CREATE OR REPLACE TEMP TABLE whole AS
        SELECT id event, lo, hi, states, actors FROM every_event
        WHERE "type" = 'CONSULT' AND act = 'visit' AND hi - lo BETWEEN 0 AND 20 AND status <> 'denied'
            AND len(states) > 1
    """)
    con.execute("""
        CREATE OR REPLACE TEMP TABLE part AS
        SELECT id event, lo, hi, states, actors FROM every_event
        WHERE "type" || ' ' || act IN ('CONSULT meeting', 'SUPPORT sign', 'SUPPORT award',
            'SUPPORT open-mission', 'SUPPORT found', 'COOPERATE exhibit') AND hi - lo BETWEEN 0 AND 20
    """)
    # The latest such visit that had begun: an ASOF join, so that a thousand visits of one man cost no more.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE event_whole AS
        WITH visits AS (
            SELECT event, lo, hi, s1.v || ' ' || s2.v || ' ' || p.v k FROM whole, unnest(states) s1(v),
                unnest(states) s2(v),
                 unnest(CASE WHEN len(actors) > 0 THEN list_append(actors, '') ELSE [''] END) p(v)
                     WHERE s1.v < s2.v
        ), parts AS (
            SELECT event, lo, hi, s1.v || ' ' || s2.v || ' ' || p.v k FROM part, unnest(states[1:6]) s1(v),
                unnest(states[1:6]) s2(v),
                 unnest(CASE WHEN len(actors) > 0 THEN actors ELSE [''] END) p(v) WHERE s1.v < s2.v
        ), found AS (
            SELECT p.event, v.event whole, v.lo FROM parts p
            ASOF JOIN (SELECT k, lo, first(event ORDER BY hi DESC, event) event, max(hi) hi
                FROM visits GROUP BY k, lo) v
            ON p.k = v.k AND p.lo >= v.lo WHERE p.hi <= v.hi
        )
        SELECT event, first(whole ORDER BY lo DESC, whole) whole FROM found GROUP BY event
    """)


def _rows(con: duckdb.DuckDBPyConnection) -> None:
    """One row for each event. Who acts on whom comes from the claims of the act that was chosen."""
    con.execute("""
        CREATE OR REPLACE TEMP TABLE event_direction AS
        SELECT m.head, first(ev.sources ORDER BY len(ev.sources) DESC, i) senders,
               first(ev.recipients ORDER BY len(ev.sources) DESC, i) recipients
        FROM member m JOIN ev USING (i) JOIN event_act k ON k.head = m.head AND k.v = ev.type || ' '
            || ev.act
        GROUP BY m.head
    """)
    con.execute("""
        CREATE OR REPLACE TEMP TABLE event AS
        SELECT h.event id, split_part(k.v, ' ', 1) "type", split_part(k.v, ' ', 2) act, l.status, t.v "when",
               coalesce(x.v, '') when_text, coalesce(s.states, []) states, coalesce(a.actors, []) actors,
               coalesce(a.names, []) AS names, coalesce(p.v, '') place, d.senders, d.recipients, l.history,
               '' part_of, n.sources::INTEGER sources, n.claims::INTEGER claims, []::VARCHAR[] judged,
               t.lo::INTEGER lo, t.hi::INTEGER hi
        FROM (SELECT head, count(DISTINCT source) sources, count(*) claims FROM member GROUP BY head) n
        JOIN heads h USING (head) JOIN event_act k USING (head) JOIN event_life l USING (head)
        JOIN event_time t USING (head) JOIN event_direction d USING (head)
        LEFT JOIN event_when_text x USING (head) LEFT JOIN event_states s USING (head)
        LEFT JOIN event_actors a USING (head) LEFT JOIN event_place p USING (head)
    """)


BestPairs = tuple[Numbers, Numbers]


def best_pairs(c: Columns, label: Numbers, i: Numbers, j: Numbers, score: Numbers) -> BestPairs:
    """For each claim the claim of its own happening that it is most like (-1: none), with the score."""
    own = label[i] == label[j]
    one, other = np.r_[i[own], j[own]], np.r_[j[own], i[own]]
    value: Numbers = np.asarray(np.round(np.r_[score[own], score[own]], 3))
    beside, scored = _best(c.size, one, other, value)
    scored = np.where(beside < 0, 0.0, scored)
    beside[label == np.arange(c.size)] = -1
    return beside, scored


def _best(size: int, key: Numbers, other: Numbers, value: Numbers) -> tuple[Numbers, Numbers]:
    """For each key below `size` the other of the highest value, the smallest of several; -1 for none."""
    best = np.full(size, -np.inf)
    np.maximum.at(best, key, value.astype(np.float64))
    top = value == best[key]
    found = np.full(size, np.iinfo(np.int64).max)
    np.minimum.at(found, key[top], other[top])
    return np.where(np.isinf(best), -1, found), best


def reasons(c: Columns, i: Numbers, j: Numbers) -> Any:
    """Why two claims are one or two, as an Arrow column: every feature that weighs; none where `j` is -1."""
    parts = [slice(at, at + AT_ONCE) for at in range(0, max(len(i), 1), AT_ONCE)]
    return pa.chunked_array([_reasons(c, i[some], j[some]) for some in parts])


AT_ONCE = 100_000  # claims whose reasons are laid out in one go: bounds memory


def _reasons(c: Columns, i: Numbers, j: Numbers) -> Any:
    compared = np.flatnonzero(j >= 0)
    weights = np.round(compare(c, i[compared], j[compared]).astype(np.float64), 2)
    rows, features = np.nonzero(weights)
    lengths = np.zeros(len(i), dtype=np.int64)
    lengths[compared] = np.bincount(rows, minlength=len(compared))
    offsets = pa.array(np.r_[0, np.cumsum(lengths)].astype(np.int32))
    names = pa.DictionaryArray.from_arrays(features.astype(np.int32), pa.array(FEATURES)).cast(pa.string())
    values = pa.array(weights[rows, features])
    notes = pa.repeat(pa.scalar("", pa.string()), len(rows))
    why = OUTPUTS["tellings"].field("why").type
    structs = pa.StructArray.from_arrays([names, values, notes], fields=list(why.value_type))
    return pa.ListArray.from_arrays(offsets, structs).cast(why)


def tellings(con: duckdb.DuckDBPyConnection, c: Columns) -> Any:
    """Which claims tell which event of `member`, each with the claim that it was compared with and why."""
    base = con.sql("""
        SELECT i, h.event item, ev.id claim, ev.document, ev.family, l.beside, l.scored
        FROM member m JOIN heads h USING (head) JOIN ev USING (i) JOIN labels l USING (i) ORDER BY m.head, i
    """).to_arrow_table()
    rows, beside = np.asarray(base["i"]), np.asarray(base["beside"])
    others = c.ids.take(pa.array(beside, mask=beside < 0))
    return pa.table(
        {
            "kind": pa.repeat(pa.scalar("event"), len(rows)),
            **{name: base[name] for name in ("item", "claim", "document", "family")},
            "beside": pa.compute.fill_null(others, ""),
            "score": base["scored"],
            "why": reasons(c, rows, beside),
        },
        schema=OUTPUTS["tellings"],
    )


DOUBT = 0.8  # pairs as near to the bar as this are left to a person as well


def candidates(c: Columns, label: Numbers, i: Numbers, j: Numbers, score: Numbers) -> Any:
    """Pairs near the bar: of each claim the nearest that was not joined, and joinings that barely are."""
    own = label[i] == label[j]
    near = (~own & (score > -DOUBT)) | (own & (score < DOUBT) & (score > 0))
    a, b, value, own = i[near], j[near], np.round(score[near], 3), own[near]
    nearest, scored = _best(2 * c.size, 2 * a + own, b, value)
    keys = np.flatnonzero(nearest >= 0)
    a, b, value, own = keys // 2, nearest[keys], scored[keys], keys % 2 == 1
    return pa.table(
        {
            "kind": pa.array(["event"] * len(a), pa.string()),
            "a": c.ids.take(pa.array(a)),
            "b": c.ids.take(pa.array(b)),
            "joined": pa.array(own),
            "score": pa.array(value.astype(np.float64)),
            "why": reasons(c, a, b),
        },
        schema=OUTPUTS["candidates"],
    )
