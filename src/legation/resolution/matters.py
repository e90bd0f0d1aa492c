"""What is resolved besides events: figures, agreements, statements, offices, with their claims.

Claims that share a key, directly or through others, form a unit; what becomes of a claim depends on its unit
alone, so that only units in which something has changed are looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from msgspec import Struct
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from legation.record.tables import OUTPUTS, table
from legation.resolution import agreements, conflicts, figures, statements
from legation.resolution.joining import Joins
from legation.resolution.judging import Judged
from legation.resolution.keeping import PARTS, Keeper
from legation.resolution.leading import Row, told_day
from legation.resolution.offices import Held, Tenancy, office_key, office_rows, tenancies
from legation.resolution.times import span

DOUBT = 0.8  # pairs as near to the bar as this are left to a person as well
Keys = Callable[[Row], Iterable[Any]]


class Kind(Struct, frozen=True):
    """A kind of thing whose claims form units: its tables, its letter, and the keys that claims share.

    `fields` are the columns that the keys are made from; `named` is the field that names actors, if any.
    """

    claims: str
    made: str
    letter: str
    fields: str
    named: str
    keys: Keys


KINDS = {
    "figure": Kind("figure_claims", "figures", "f", 'states, measure, unit, "of"', "", figures.unit_keys),
    "agreement": Kind(
        "agreement_claims",
        "agreements",
        "g",
        "name, agreement_kind, date",
        "parties",
        agreements.agreement_keys,
    ),
    "statement": Kind(
        "statement_claims", "statements", "s", "speaker, words, saying", "speaker", statements.unit_keys
    ),
}


def rows_of(con: duckdb.DuckDBPyConnection, name: str, wanted: str) -> list[Row]:
    """The claims of a table that are in the table `wanted` (claim), by id.

    Each has when it was told, its source, and the actors of its names.
    """
    rows: list[Row] = con.sql(f"""
        SELECT c.*, c.document || '#' || c.passage place_key, coalesce(nullif(p.published, ''),
            d.published, '') published,
               coalesce(f.family, c.document || '#' || c.passage) AS family
        FROM {name} c SEMI JOIN {wanted} w ON w.claim = c.id
        LEFT JOIN documents d ON d.id = c.document
        LEFT JOIN passages p ON p.document = c.document AND p.number = c.passage
        LEFT JOIN families f ON f.document = c.document AND f.passage = c.passage
        ORDER BY c.id
    """).to_arrow_table().to_pylist()  # fmt: skip
    actors: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    found = con.execute(f"""
        SELECT a.claim, a.field, a.actor, coalesce(k.kind, 'state') kind FROM claim_actors a
        SEMI JOIN {wanted} w ON w.claim = a.claim LEFT JOIN actor_kinds k USING (actor) ORDER BY ALL
    """).fetchall()  # fmt: skip
    for claim, field, actor, kind in found:
        actors[claim][field].append((actor, kind))
    for row in rows:
        own = actors.get(row["id"], {})
        row["told_day"] = told_day(row["published"])
        row["party_ids"] = frozenset(actor for actor, _ in own.get("parties", ()))
        row["speaker_id"], row["speaker_kind"] = own.get("speaker", [(row.get("speaker", ""), "")])[0]
    return rows


def divide(con: duckdb.DuckDBPyConnection, name: str, judged: Judged, keeper: Keeper) -> tuple[str, Joins]:
    """Leave in `con` the table `wanted_NAME` (claim, unit) of the claims whose units are to be told anew.

    Give its name, and the joins with what people have judged of these things.
    """
    kind = KINDS[name]
    ids, keys = _keyed(con, kind)
    joins = Joins(*judged.pairs(name, judged.called(kind.letter, ids)))
    label = _components(ids, keys, joins.judged)
    heads = [ids[n] for n in label]
    con.register(
        f"unit_{name}", pa.table({"claim": pa.array(ids, pa.string()), "unit": pa.array(heads, pa.string())})
    )
    unit_of = dict(zip(ids, heads, strict=True)) if joins.judged else {}
    said = [(unit_of[a], f"{a} {b} {verdict}") for a, b, verdict in joins.judged]
    cells = {
        "unit": pa.array([u for u, _ in said], pa.string()),
        "said": pa.array([s for _, s in said], pa.string()),
    }
    con.register(f"judged_{name}", pa.table(cells))
    more = ""
    if name == "agreement":
        more = """UNION ALL SELECT u.unit, hash('signing', s.agreement, t.event) FROM signings s
            JOIN unit_agreement u ON u.claim = s.agreement JOIN told t ON t.claim = s.event"""
    changed = keeper.changed(name, f"""
        SELECT u.unit, hash(u.claim, f.family, coalesce(nullif(p.published, ''), d.published, ''),
            coalesce(h.h, 0)) print
        FROM unit_{name} u JOIN {kind.claims} c ON c.id = u.claim
        LEFT JOIN families f ON f.document = c.document AND f.passage = c.passage
        LEFT JOIN documents d ON d.id = c.document
        LEFT JOIN passages p ON p.document = c.document AND p.number = c.passage
        LEFT JOIN claim_prints h ON h.claim = u.claim
        UNION ALL SELECT unit, hash(said) FROM judged_{name} {more}
    """)  # fmt: skip
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE wanted_{name} AS
        SELECT claim, unit FROM unit_{name} SEMI JOIN {changed} USING (unit)
    """)
    return f"wanted_{name}", joins


def _keyed(con: duckdb.DuckDBPyConnection, kind: Kind) -> tuple[list[str], list[Iterable[Any]]]:
    """The claims of a kind in the order of their ids, each with its keys."""
    extra = "JOIN statement_words USING (id)" if kind.claims == "statement_claims" else ""
    rows = con.sql(f"""
        SELECT c.id, {kind.fields}, coalesce(a.actors, []) actors FROM {kind.claims} c {extra}
        LEFT JOIN (SELECT claim, list(DISTINCT actor ORDER BY actor) actors FROM claim_actors
            WHERE field = '{kind.named}' GROUP BY claim) a ON a.claim = c.id ORDER BY c.id
    """).to_arrow_table()  # fmt: skip
    return rows["id"].to_pylist(), [kind.keys(row) for row in rows.to_pylist()]


def _components(
    ids: Sequence[str], keys: Sequence[Iterable[Any]], judged: Iterable[tuple[str, str, str]]
) -> list[int]:
    """For each claim the number of the first claim that it hangs together with."""
    number = {claim: n for n, claim in enumerate(ids)} if judged else {}
    first: dict[Any, int] = {}
    edges = [(first.setdefault(key, n), n) for n, own in enumerate(keys) for key in own]
    edges += [(number[a], number[b]) for a, b, _ in judged]
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(len(ids), len(ids)))
    label = connected_components(graph, directed=False)[1]
    heads = np.full(int(label.max(initial=-1)) + 1, len(ids))
    np.minimum.at(heads, label, np.arange(len(ids)))
    return [int(n) for n in heads[label]]


def office_tenancies(con: duckdb.DuckDBPyConnection) -> list[Tenancy]:
    """The spans of all offices, from the claims in force."""
    rows = con.execute("""
        SELECT t.id, coalesce(a.actor, t.person), t.office, t."of", t."when",
               coalesce(b.actor, t."of")
        FROM tenure_claims t LEFT JOIN name_actors a ON a.document = t.document AND a.name = t.person
        LEFT JOIN name_actors b ON b.document = t.document AND b.name = t."of" ORDER BY t.id
    """).fetchall()
    return tenancies(
        Held(claim, person, office, office_key(office), of if _is_code(of) else of_id, span(when), when)
        for claim, person, office, of, when, of_id in rows
    )


def _is_code(of: str) -> bool:
    return len(of) == 3 and of.isupper()


class Matters:
    """The resolved things besides events that are told anew, gathered kind by kind."""

    def __init__(self, names: Mapping[str, str], keeper: Keeper) -> None:
        """`names` are the actors' names by id."""
        self.names = names
        self.keeper = keeper
        self.tables: dict[str, Any] = {}
        self.rows: dict[str, list[Row]] = {}
        self.heads: dict[str, dict[str, str]] = {}
        self.units: dict[str, dict[str, str]] = {}
        self.series: dict[str, str] = {}
        self.spans: list[Tenancy] = []
        self.seats: dict[str, conflicts.Conflict] = {}
        self.seats_changed = ""
        self.candidates: list[dict[str, Any]] = []
        self._tellings: list[dict[str, Any]] = []

    def resolve(self, con: duckdb.DuckDBPyConnection, judged: Judged) -> None:
        """Figures, agreements and statements of the units that changed."""
        rows, joins = self._begun(con, "figure", judged)
        heads = figures.join_figures(rows, joins)
        self.series = figures.join_series(rows, Joins())
        self._add("figure", rows, heads, joins, figures.figure_rows(rows, heads, self.series))
        rows, joins = self._begun(con, "agreement", judged)
        heads = agreements.join_agreements(rows, joins)
        self._add(
            "agreement", rows, heads, joins, agreements.agreement_rows(rows, heads, _signed(con, heads))
        )
        rows, joins = self._begun(con, "statement", judged)
        heads = statements.join_statements(rows, joins)
        self._add("statement", rows, heads, joins, statements.statement_rows(rows, heads, self.names))

    def _begun(self, con: duckdb.DuckDBPyConnection, kind: str, judged: Judged) -> tuple[list[Row], Joins]:
        wanted, joins = divide(con, kind, judged, self.keeper)
        self.units[kind] = dict(con.execute(f"SELECT claim, unit FROM {wanted}").fetchall())
        rows = rows_of(con, KINDS[kind].claims, wanted)
        joins.keep_to(self.units[kind])
        return rows, joins

    def _add(
        self, kind: str, rows: list[Row], heads: dict[str, str], joins: Joins, made: list[dict[str, Any]]
    ) -> None:
        """One kind's things with their claims, the reasons of `joins` beside each."""
        of, units = KINDS[kind], self.units[kind]
        self.tables[of.made] = table(of.made, made)
        self.rows[kind], self.heads[kind] = rows, heads
        reasons: dict[str, dict[str, Any]] = {}
        for proposal, joined in joins.done:
            why = [{"feature": f, "weight": w, "note": n} for f, w, n in proposal.why]
            ends = {"kind": kind, "a": proposal.a, "b": proposal.b}
            if abs(proposal.score) < DOUBT:
                self.candidates.append({**ends, "joined": joined, "score": proposal.score, "why": why})
                self.keeper.gave(kind, units[proposal.a], "candidate", [PARTS.join(ends.values())])
            for one, other in ((proposal.a, proposal.b), (proposal.b, proposal.a)):
                if joined and proposal.score > reasons.get(one, {"score": 0.0})["score"]:
                    reasons[one] = {"beside": other, "score": proposal.score, "why": why}
        self.candidates.sort(key=lambda c: (c["kind"], c["a"], c["b"], c["score"]))
        for row in rows:
            head = heads[row["id"]]
            beside = reasons.get(row["id"], {}) if row["id"] != head else {}
            self._tell(kind, f"{of.letter}{head}", row, beside)
        for claim, unit in units.items():
            if heads[claim] == claim:
                self.keeper.gave(kind, unit, "item", [of.letter + claim])

    def _tell(self, kind: str, item: str, row: Row, beside: Mapping[str, Any]) -> None:
        place = {"claim": row["id"], "document": row["document"], "family": row["family"]}
        self._tellings.append(
            {"kind": kind, "item": item, **place, "beside": "", "score": 0.0, "why": [], **beside}
        )

    def add_offices(self, con: duckdb.DuckDBPyConnection, spans: list[Tenancy]) -> None:
        """The spans of offices with the claims on which each rests; those that changed are told."""
        con.execute("CREATE OR REPLACE TEMP TABLE every_tenure AS SELECT id claim FROM tenure_claims")
        rows = {row["id"]: row for row in rows_of(con, "tenure_claims", "every_tenure")}
        self.rows["office"], self.spans = list(rows.values()), spans
        families = {id: row["family"] for id, row in rows.items()}
        made = table("offices", office_rows(spans, self.names, families))
        items = {held.claim: f"o{min(h.claim for h in t.held)}" for t in spans for held in t.held}
        cells = {"claim": list(items), "item": list(items.values()), "family": [families[c] for c in items]}
        con.register("office_of", pa.table({n: pa.array(v, pa.string()) for n, v in cells.items()}))
        con.register("offices_made", made)
        self._add_seats(con, rows, {row["id"]: repr(row) for row in made.to_pylist()})
        changed = self.keeper.changed("office", """
            SELECT o.id unit, hash(o) print FROM offices_made o UNION ALL
            SELECT f.item, hash(f.claim, f.family, coalesce(p.h, 0)) FROM office_of f
            LEFT JOIN claim_prints p USING (claim) UNION ALL
            SELECT item, hash(said) FROM (SELECT unnest(items) item, said FROM seats)
        """)  # fmt: skip
        wanted = {unit for (unit,) in con.execute(f"SELECT unit FROM {changed}").fetchall()}
        self.tables["offices"] = made.filter(
            pa.array([id in wanted for id in made["id"].to_pylist()], pa.bool_())
        )
        for claim, item in items.items():
            if item in wanted:
                self._tell("office", item, rows[claim], {})

    def _add_seats(
        self, con: duckdb.DuckDBPyConnection, rows: Mapping[str, Row], told: Mapping[str, str]
    ) -> None:
        """The conflicts of offices: one is told anew with both of its offices, and they with it."""
        self.seats = {c.id: c for c in conflicts.in_offices(self.spans, rows, self.names)}
        said = [
            repr((c.about, c.why, [s.value for s in c.sides], [told[item] for item in c.items]))
            for c in self.seats.values()
        ]
        cells = [
            pa.array(list(self.seats), pa.string()),
            pa.array([list(c.items) for c in self.seats.values()], pa.list_(pa.string())),
            pa.array(said, pa.string()),
        ]
        con.register("seats", pa.table(cells, names=["unit", "items", "said"]))
        self.seats_changed = self.keeper.changed("seat", "SELECT unit, hash(said) print FROM seats")

    @property
    def tellings(self) -> Any:
        """Which claims tell which of these things."""
        return table(
            "tellings", sorted(self._tellings, key=lambda t: (t["kind"], t["item"], t["claim"]))
        ).cast(OUTPUTS["tellings"])


def _signed(con: duckdb.DuckDBPyConnection, heads: Mapping[str, str]) -> dict[str, list[str]]:
    """For each agreement the events of its signing and ratification."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = con.execute("""
        SELECT s.agreement, t.event FROM signings s JOIN told t ON t.claim = s.event
        SEMI JOIN wanted_agreement w ON w.claim = s.agreement
    """).fetchall()
    for claim, event in rows:
        found[heads[claim]].add(event)
    return {head: sorted(events) for head, events in found.items()}
