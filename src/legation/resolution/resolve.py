"""All claims and all judgements become the record: who is who, what happened, what cannot all hold.

One pure function. The order of the rows given does not matter: everything is put into the order of content
first, and every id comes from content. `settle` is the same function for one who kept what it came to before.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute

from legation.record.resolved import Change
from legation.record.tables import INPUTS, OUTPUTS, empty, table
from legation.resolution import events
from legation.resolution.actors import Cast, resolve_actors
from legation.resolution.batches import in_batches
from legation.resolution.blocks import pairs as candidate_pairs
from legation.resolution.clustering import Pairs, cluster
from legation.resolution.comparing import meeting, scores
from legation.resolution.copies import families
from legation.resolution.disputes import conflicts_of
from legation.resolution.happenings import Columns, columns, number_events
from legation.resolution.judging import Judged
from legation.resolution.keeping import Keeper
from legation.resolution.matters import Matters, office_tenancies
from legation.resolution.preparing import PREPARED, preparing
from legation.resolution.references import resolve_references
from legation.resolution.setting import set_fields

LATER = frozenset({"texts", "event_words", "signings"})  # tables that who is who can do without
MEMORY = "1000MB"  # what DuckDB may take before it spills to disk


def resolve(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The record of these claims: Arrow tables in and out, as `record/tables.py` lays them down.

    A missing input table counts as empty. Nothing is read or written elsewhere.
    """
    judgements = tables["judgements"] if "judgements" in tables else empty(INPUTS)["judgements"]
    with _uncollected(), ThreadPoolExecutor(2) as beside:
        return settle(preparing(tables, beside), judgements, {}).tables


def settle(prepared: Mapping[str, Any], judgements: Any, kept: Mapping[str, Any]) -> Change:
    """What changes in the record, given what all documents bring, all judgements, and what was kept.

    `prepared` are the tables that `prepare` gives, of all documents; `kept` is `Change.kept` of the
    resolution before, or empty: then the change is the whole record.
    """
    judged = Judged(judgements.to_pylist())
    with _uncollected(), duckdb.connect(":memory:") as con:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        spill = Path(tempfile.gettempdir()) / f"legation-{os.getpid()}"  # made only where it is needed
        con.execute("SET temp_directory = $1", [str(spill)])
        for name in PREPARED:
            if name not in LATER:
                con.register(name, in_batches(prepared[name]))
        return _settled(con, prepared, judged, Keeper(con, kept))


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


def _settled(
    con: duckdb.DuckDBPyConnection, prepared: Mapping[str, Any], judged: Judged, keeper: Keeper
) -> Change:
    with ThreadPoolExecutor(1) as beside:  # which texts are copies has nothing to do with who is who
        copied = beside.submit(lambda: table("families", families(prepared["texts"])))
        _leave_out(con, prepared, judged)
        cast = resolve_actors(con, judged)
        made: dict[str, Any] = {"families": copied.result()}
    con.register("families", made["families"])
    made |= {"actors": cast.actors, "actor_joins": cast.actor_joins}
    spans = office_tenancies(con)
    made |= resolve_references(con, spans)
    _drop(con, "claim_names", "name_actors", "local", "nodes")
    _print_claims(con, cast, judged)
    keeper.judged(judged.on_conflicts())
    pa.default_memory_pool().release_unused()
    con.register("signings", in_batches(prepared["signings"]))
    number_events(con)
    told, everything = _events(con, columns(con, prepared["event_words"]), judged, keeper)
    pa.default_memory_pool().release_unused()
    matters = _matters(con, judged, keeper, cast)
    matters.add_offices(con, spans)
    told |= matters.tables | {"tellings": pa.concat_tables([told["tellings"], matters.tellings])}
    told |= conflicts_of(con, matters, judged, keeper)
    _drop(con, "ev", "member", "heads", "acting", "claim_prints")
    told |= {"actors": made["actors"]}
    told |= set_fields(con, told, judged)
    made["actors"] = told.pop("actors")
    gone = {}
    for name, unit in WHOLE.items():
        told[name] = keeper.rows(name, made.pop(name), unit)
        gone[name] = keeper.gone(name)
    near = keeper.rows(
        "near", pa.concat_tables([told.pop("near"), table("candidates", cast.candidates)]), ("kind", "a", "b")
    )
    told["candidates"] = pa.concat_tables([near, table("candidates", matters.candidates)])
    told["claim_actors"] = _claim_actors(con, told["tellings"])
    told["waiting"] = _waiting(judged)
    tables = {name: told[name].select(OUTPUTS[name].names).cast(OUTPUTS[name]) for name in OUTPUTS}
    gone["items"] = sorted(
        [*keeper.gone("event"), *keeper.gone("office"), *keeper.lost("item"), *keeper.lost("conflict")]
    )
    gone["candidates"] = sorted([*keeper.gone("near"), *keeper.lost("candidate")])
    return Change(tables, gone, keeper.kept(everything))


def _claim_actors(con: duckdb.DuckDBPyConnection, tellings: Any) -> Any:
    """Who is named in the claims that are told anew; the table goes from `con`."""
    con.register("told_claims", tellings.select(["claim"]))
    rows = con.sql("""
        SELECT claim, field, name, actor, how FROM claim_actors SEMI JOIN told_claims USING (claim)
        ORDER BY ALL
    """).to_arrow_table()
    _drop(con, "claim_actors")
    return rows


def _drop(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Lets go of tables that nothing asks for any more."""
    for name in names:
        con.execute(f"DROP TABLE {name}")


# Tables that are worked out whole each time, with the columns that name a unit: only changed units are told.
WHOLE = {
    "families": ("document",),
    "actors": ("id",),
    "actor_joins": ("a", "b", "actor"),
    "mention_actors": ("document",),
}


def _leave_out(con: duckdb.DuckDBPyConnection, prepared: Mapping[str, Any], judged: Judged) -> None:
    """The claims that people hold to be wrong, and those of superseded documents, take no part."""
    names = [name for name in PREPARED if name.endswith("_claims")]
    ids: list[str] = []
    for name in names if judged.rows else ():
        ids += [id for (id,) in con.execute(f"SELECT id FROM {name}").fetchall()]
    wrong = sorted(judged.wrong(ids))
    con.register("wrong", pa.table({"claim": pa.array(wrong, pa.string())}))
    con.execute("CREATE TEMP TABLE superseded AS SELECT id FROM documents WHERE superseded")
    for name in (*names, "mentions", "names", "glosses", "capitals"):
        drop = "AND id NOT IN (SELECT claim FROM wrong)" if name in names else ""
        con.unregister(name)
        con.register(f"all_{name}", in_batches(prepared[name]))
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM all_{name} "
            f"WHERE document NOT IN (SELECT id FROM superseded) {drop}"
        )


def _print_claims(con: duckdb.DuckDBPyConnection, cast: Cast, judged: Judged) -> None:
    """Leave in `con` the tables `actor_kinds` and `claim_prints`: hashes of who is named in a claim, and of
    what people have set about it."""
    known = cast.actors.select(["id", "kind", "name"]).rename_columns(["actor", "kind", "name"])
    numbers = pa.array(np.arange(known.num_rows, dtype=np.int32))
    con.register("actor_kinds", known.sort_by("actor").append_column("n", [numbers]))
    setting = sorted(
        (claim, f"{row['kind']} {row['field']} {row['value']} {row['made']} {row['id']}")
        for row in judged.rows
        if row["verdict"] == "set"
        for subject in row["subjects"]
        for claim in (subject, subject[1:])
    )
    cells = [[claim for claim, _ in setting], [said for _, said in setting]]
    con.register("set_claims", pa.table([pa.array(c, pa.string()) for c in cells], names=["claim", "said"]))
    con.execute("""
        CREATE OR REPLACE TEMP TABLE claim_prints AS
        SELECT claim, hash(sum(h::HUGEINT)) h FROM (
            SELECT claim, hash(a.field, a.name, a.actor, a.how, k.kind, k.name) h
            FROM claim_actors a LEFT JOIN actor_kinds k USING (actor)
            UNION ALL SELECT claim, hash(said) FROM set_claims
        ) GROUP BY claim
    """)


def _events(
    con: duckdb.DuckDBPyConnection, c: Columns, judged: Judged, keeper: Keeper
) -> tuple[dict[str, Any], Any]:
    """The tables of events that changed, and all events as their claims tell them."""
    named = judged.called("e", c.ids.to_pylist() if judged.rows else ())
    numbers = {claim: n for n, claim in enumerate(c.ids.to_pylist())} if named else {}
    same, different = judged.pairs("event", named)
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
    events.lay_out(con, c, label, events.best_pairs(c, label, i, j, score))
    everything = events.tell_events(con, keeper.changed("event", events.PRINTS))
    con.register("told_events", everything)
    anew = everything["anew"]
    told = {
        "events": everything if pa.compute.all(anew, min_count=0).as_py() else everything.filter(anew),
        "tellings": events.tellings(con, c),
        "near": events.candidates(c, label, i, j, score),
    }
    return told, everything


def _matters(con: duckdb.DuckDBPyConnection, judged: Judged, keeper: Keeper, cast: Cast) -> Matters:
    names = dict(zip(cast.actors["id"].to_pylist(), cast.actors["name"].to_pylist(), strict=True))
    matters = Matters(names, keeper)
    matters.resolve(con, judged)
    return matters


def _waiting(judged: Judged) -> Any:
    rows = {(w["judgement"], w["subject"]): w for w in judged.waiting}
    return table("waiting", [row for _, row in sorted(rows.items())])
