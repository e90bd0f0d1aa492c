"""All claims and all judgements become the record: who is who, what happened, what cannot all hold.

One pure function. The order of the rows given does not matter: everything is put into the order of content
first, and every id comes from content.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from legation.record.tables import INPUTS, OUTPUTS, empty, table
from legation.resolution import agreements, events, figures, statements
from legation.resolution.actors import Cast, resolve_actors
from legation.resolution.blocks import pairs as candidate_pairs
from legation.resolution.clustering import Pairs, cluster
from legation.resolution.comparing import meeting, scores
from legation.resolution.copies import families
from legation.resolution.disputes import conflicts_of
from legation.resolution.happenings import columns, prepare
from legation.resolution.joining import Joins
from legation.resolution.judging import Judged
from legation.resolution.leading import Row
from legation.resolution.matters import Matters, office_tenancies, rows_of
from legation.resolution.references import resolve_references
from legation.resolution.setting import set_fields

MEMORY = "1500MB"  # what DuckDB may take before it spills to disk


def resolve(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The record of these claims: Arrow tables in and out, as `record/tables.py` lays them down.

    A missing input table counts as empty. Nothing is read or written elsewhere.
    """
    whole = {**empty(INPUTS), **tables}
    given = {name: _once(name, whole[name].select(INPUTS[name].names)) for name in INPUTS}
    judged = Judged(given["judgements"].to_pylist())
    with _uncollected(), duckdb.connect(":memory:") as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        for name in INPUTS:
            if name != "judgements":
                con.register(name, given[name])
        return _resolved(con, given, judged)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of garbage meanwhile: nothing here makes any, and over millions of small objects
    it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# What tells two rows of a table apart; the other tables may say a thing twice.
_KEYS = {"passages": ("document", "number"), "mentions": ()}


def _once(name: str, rows: Any) -> Any:
    """The rows, of each thing one, whichever order they came in."""
    keys = _KEYS.get(name, ("id",))
    if not keys or rows.num_rows == 0:
        return rows
    if rows.group_by(list(keys)).aggregate([]).num_rows == rows.num_rows:
        return rows
    plain = [n for n in rows.column_names if not pa.types.is_nested(rows.schema.field(n).type)]
    rows = rows.sort_by([(n, "ascending") for n in (*keys, *(n for n in plain if n not in keys))])
    own = list(zip(*(rows[key].to_pylist() for key in keys), strict=True))
    return rows.take(pa.array([n for n, k in enumerate(own) if not n or k != own[n - 1]], pa.int64()))


def _resolved(con: duckdb.DuckDBPyConnection, given: Mapping[str, Any], judged: Judged) -> dict[str, Any]:
    _leave_out(con, given, judged)
    made: dict[str, Any] = {"families": table("families", families(con))}
    con.register("families", made["families"])
    cast = resolve_actors(con, judged)
    made |= {"actors": cast.actors, "actor_joins": cast.actor_joins}
    spans = office_tenancies(con)
    made |= resolve_references(con, spans)
    _name_actors(con, cast)
    made |= _events(con, judged)
    matters = _matters(con, judged, spans, cast)
    tellings = [made.pop("event_tellings"), matters.tellings]
    made |= matters.tables | {"tellings": pa.concat_tables(tellings)}
    made |= conflicts_of(con, matters, judged)
    doubts = table("candidates", [*cast.candidates, *matters.candidates])
    made["candidates"] = pa.concat_tables([made.pop("event_candidates"), doubts])
    made |= set_fields(made, judged)
    made["waiting"] = _waiting(judged)
    return {name: made[name].select(OUTPUTS[name].names).cast(OUTPUTS[name]) for name in OUTPUTS}


def _leave_out(con: duckdb.DuckDBPyConnection, given: Mapping[str, Any], judged: Judged) -> None:
    """The claims that people hold to be wrong, and those of superseded documents, take no part."""
    names = [name for name in INPUTS if name.endswith("_claims")]
    ids = [i for name in names for i in given[name]["id"].to_pylist()] if judged.rows else []
    wrong = sorted(judged.wrong(ids))
    con.register("wrong", pa.table({"claim": pa.array(wrong, pa.string())}))
    con.execute("CREATE TEMP TABLE superseded AS SELECT id FROM documents WHERE superseded")
    for name in (*names, "mentions"):
        drop = "" if name == "mentions" else "AND id NOT IN (SELECT claim FROM wrong)"
        con.register(f"all_{name}", given[name])
        con.unregister(name)
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM all_{name} "
            f"WHERE document NOT IN (SELECT id FROM superseded) {drop}"
        )


def _name_actors(con: duckdb.DuckDBPyConnection, cast: Cast) -> None:
    known = cast.actors.select(["id", "kind", "name"]).rename_columns(["actor", "kind", "name"])
    con.register("actor_kinds", known)


def _events(con: duckdb.DuckDBPyConnection, judged: Judged) -> dict[str, Any]:
    prepare(con)
    c = columns(con)
    numbers = {claim: number for number, claim in enumerate(c.ids.tolist())} if judged.rows else {}
    found = {way: [claim] for claim in numbers for way in (claim, f"e{claim}")}
    same, different = judged.pairs("event", found)
    i, j = candidate_pairs(c)
    near = meeting(c, i, j)
    i, j = i[near], j[near]
    score = scores(c, i, j)
    label = cluster(
        c,
        Pairs(
            i,
            j,
            score,
            tuple((numbers[a], numbers[b]) for a, b in same),
            tuple((numbers[a], numbers[b]) for a, b in different),
        ),
    )
    events.tell_events(con, c, label)
    beside, scored = events.best_pairs(c, label, i, j, score)
    return {
        "events": con.sql("SELECT * FROM event ORDER BY id").to_arrow_table(),
        "event_tellings": events.tellings(con, c, beside, scored),
        "event_candidates": events.candidates(c, label, i, j, score),
    }


def _matters(con: duckdb.DuckDBPyConnection, judged: Judged, spans: Any, cast: Cast) -> Matters:
    names = dict(zip(cast.actors["id"].to_pylist(), cast.actors["name"].to_pylist(), strict=True))
    matters = Matters(names)
    figure_claims = rows_of(con, "figure_claims")
    joins = _joins(judged, "figure", "f", figure_claims)
    heads = figures.join_figures(figure_claims, joins)
    series = figures.join_series(figure_claims, Joins())
    matters.add("figure", "f", figure_claims, heads, joins, figures.figure_rows(figure_claims, heads, series))
    matters.series = series
    agreement_claims = rows_of(con, "agreement_claims")
    joins = _joins(judged, "agreement", "g", agreement_claims)
    heads = agreements.join_agreements(agreement_claims, joins)
    signings = matters.signings(con, agreement_claims, heads)
    made = agreements.agreement_rows(agreement_claims, heads, signings)
    matters.add("agreement", "g", agreement_claims, heads, joins, made)
    statement_claims = rows_of(con, "statement_claims")
    joins = _joins(judged, "statement", "s", statement_claims)
    heads = statements.join_statements(statement_claims, joins)
    matters.add(
        "statement",
        "s",
        statement_claims,
        heads,
        joins,
        statements.statement_rows(statement_claims, heads, names),
    )
    matters.add_offices(rows_of(con, "tenure_claims"), spans)
    return matters


def _joins(judged: Judged, kind: str, letter: str, rows: list[Row]) -> Joins:
    found = {way: [row["id"]] for row in rows for way in (row["id"], letter + row["id"])}
    return Joins(*judged.pairs(kind, found))


def _waiting(judged: Judged) -> Any:
    rows = {(w["judgement"], w["subject"]): w for w in judged.waiting}
    return table("waiting", [row for _, row in sorted(rows.items())])
