"""What is resolved besides events: figures, agreements, statements, offices, with their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from legation.record.tables import OUTPUTS, table
from legation.resolution.joining import Joins
from legation.resolution.leading import Row, told_day, topic
from legation.resolution.offices import Held, Tenancy, office_key, office_rows, tenancies
from legation.resolution.times import span

DOUBT = 0.8  # pairs as near to the bar as this are left to a person as well
TABLES = {"figure": "figures", "agreement": "agreements", "statement": "statements"}


def rows_of(con: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """The claims of a table, by id, with when they were told, their source, and the actors of their names."""
    rows: list[Row] = con.sql(f"""
        SELECT c.*, c.document || '#' || c.passage place_key, coalesce(nullif(p.published, ''),
            d.published, '') published,
               coalesce(f.family, c.document || '#' || c.passage) AS family
        FROM {name} c
        LEFT JOIN documents d ON d.id = c.document
        LEFT JOIN passages p ON p.document = c.document AND p.number = c.passage
        LEFT JOIN families f ON f.document = c.document AND f.passage = c.passage
        ORDER BY c.id
    """).to_arrow_table().to_pylist()  # fmt: skip
    actors: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    found = con.execute(f"""
        SELECT a.claim, a.field, a.actor, coalesce(k.kind, 'state') kind FROM claim_actors a
        LEFT JOIN actor_kinds k USING (actor) WHERE a.claim IN (SELECT id FROM {name}) ORDER BY ALL
    """).fetchall()  # fmt: skip
    for claim, field, actor, kind in found:
        actors[claim][field].append((actor, kind))
    for row in rows:
        own = actors.get(row["id"], {})
        row["told_day"] = told_day(row["published"])
        row["party_ids"] = frozenset(actor for actor, _ in own.get("parties", ()))
        row["speaker_id"], row["speaker_kind"] = own.get("speaker", [(row.get("speaker", ""), "")])[0]
    return rows


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
    """The resolved things besides events, gathered kind by kind."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` are the actors' names by id."""
        self.names = names
        self.tables: dict[str, Any] = {}
        self.rows: dict[str, list[Row]] = {}
        self.heads: dict[str, dict[str, str]] = {}
        self.series: dict[str, str] = {}
        self.spans: list[Tenancy] = []
        self.candidates: list[dict[str, Any]] = []
        self._tellings: list[dict[str, Any]] = []

    def add(
        self,
        kind: str,
        letter: str,
        rows: list[Row],
        heads: dict[str, str],
        joins: Joins,
        made: list[dict[str, Any]],
    ) -> None:
        """One kind's things with their claims, the reasons of `joins` beside each."""
        self.tables[TABLES[kind]] = table(TABLES[kind], made)
        self.rows[kind], self.heads[kind] = rows, heads
        reasons: dict[str, dict[str, Any]] = {}
        for proposal, joined in joins.done:
            why = [{"feature": f, "weight": w, "note": n} for f, w, n in proposal.why]
            if abs(proposal.score) < DOUBT:
                said = {
                    "kind": kind,
                    "a": proposal.a,
                    "b": proposal.b,
                    "joined": joined,
                    "score": proposal.score,
                }
                self.candidates.append({**said, "why": why})
            for one, other in ((proposal.a, proposal.b), (proposal.b, proposal.a)):
                if joined and proposal.score > reasons.get(one, {"score": 0.0})["score"]:
                    reasons[one] = {"beside": other, "score": proposal.score, "why": why}
        self.candidates.sort(key=lambda c: (c["kind"], c["a"], c["b"], c["score"]))
        for row in rows:
            head = heads[row["id"]]
            beside = reasons.get(row["id"], {}) if row["id"] != head else {}
            self._tell(kind, f"{letter}{head}", row, beside)

    def _tell(self, kind: str, item: str, row: Row, beside: Mapping[str, Any]) -> None:
        place = {"claim": row["id"], "document": row["document"], "family": row["family"]}
        self._tellings.append(
            {"kind": kind, "item": item, **place, "beside": "", "score": 0.0, "why": [], **beside}
        )

    def add_offices(self, rows: list[Row], spans: list[Tenancy]) -> None:
        """The spans of offices with the claims on which each rests."""
        by_id = {row["id"]: row for row in rows}
        self.rows["office"], self.spans = rows, spans
        families = {row["id"]: row["family"] for row in rows}
        self.tables["offices"] = table("offices", office_rows(spans, self.names, families))
        for tenancy in spans:
            item = "o" + min(h.claim for h in tenancy.held)
            for held in tenancy.held:
                if held.claim in by_id:
                    self._tell("office", item, by_id[held.claim], {})

    @property
    def tellings(self) -> Any:
        """Which claims tell which of these things."""
        return table(
            "tellings", sorted(self._tellings, key=lambda t: (t["kind"], t["item"], t["claim"]))
        ).cast(OUTPUTS["tellings"])

    def signings(
        self, con: duckdb.DuckDBPyConnection, rows: Sequence[Row], heads: Mapping[str, str]
    ) -> dict[str, list[str]]:
        """For each agreement the events of its signing and ratification, told where it is told."""
        places: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            places[row["place_key"]].append(row)
        acts = con.execute("""
            SELECT m.event, ev.document || '#' || ev.passage place_key, c.start, c."end", ev.said
            FROM member m JOIN ev USING (i) JOIN event_claims c USING (id)
            WHERE ev.type = 'SUPPORT' AND ev.act IN ('sign', 'ratify') ORDER BY m.event, ev.id
        """).fetchall()
        found: dict[str, set[str]] = defaultdict(set)
        for event, place, start, end, said in acts:
            for row in places.get(place, ()):
                apart = max(row["start"] - end, start - row["end"])
                named = topic(row["name"])
                if apart < 0 or (named and named <= topic(said)):
                    found[heads[row["id"]]].add(event)
        return {head: sorted(events) for head, events in found.items()}
