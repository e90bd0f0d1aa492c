"""What is kept of a resolution, so that the next one works out anew only what has changed.

The record falls into units: a happening, a group of figures that share keys, the mentions of a document, an
actor. The *print* of a unit is a hash of everything that its rows are worked out from. A unit whose print is
the one kept has the rows that it had, whatever else was read since; all others are told anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from legation.record.tables import OUTPUTS

_S = pa.string()
KEPT: dict[str, Any] = {
    "prints": pa.schema({"stage": _S, "unit": _S, "print": pa.uint64()}),
    # What a unit of several things gave: `what` is item, conflict or candidate.
    "given": pa.schema({"stage": _S, "unit": _S, "what": _S, "key": _S}),
    # The events as their claims tell them, before people's changes, with their days.
    "told_events": pa.schema([*OUTPUTS["events"], ("lo", pa.int32()), ("hi", pa.int32())]),
    "verdicts": pa.schema({"conflict": _S, "verdict": _S}),
}
PARTS = "\t"  # between the parts of a key


class Keeper:
    """Compares units with what was kept, and gathers what is to be kept now."""

    def __init__(self, con: duckdb.DuckDBPyConnection, kept: Mapping[str, Any]) -> None:
        """`kept` are the tables of KEPT of the resolution before; a missing one counts as empty."""
        self.con = con
        self.before = {name: kept.get(name, schema.empty_table()) for name, schema in KEPT.items()}
        for name, rows in self.before.items():
            con.register(f"kept_{name}", rows)
        con.execute("CREATE TEMP TABLE prints_now (stage VARCHAR, unit VARCHAR, print UBIGINT)")
        con.execute("CREATE TEMP TABLE forced (stage VARCHAR, unit VARCHAR)")
        self._given: list[tuple[str, str, str, str]] = []
        self._verdicts: dict[str, str] = {}

    def judged(self, verdicts: Mapping[str, str]) -> None:
        """Units whose conflicts people have judged otherwise since are told anew."""
        before = dict(
            zip(*(self.before["verdicts"][n].to_pylist() for n in ("conflict", "verdict")), strict=True)
        )
        self._verdicts = dict(verdicts)
        other = sorted(c for c in {*before, *verdicts} if before.get(c) != verdicts.get(c))
        self.con.execute(
            "INSERT INTO forced SELECT DISTINCT stage, unit FROM kept_given WHERE what = 'conflict' "
            "AND key IN (SELECT unnest($1::VARCHAR[]))",
            [other],
        )

    def changed(self, stage: str, prints: str) -> str:
        """The name of a table of the units of this stage that are to be told anew.

        `prints` is a query that gives (unit, print), or several rows a unit, whose prints are added up.
        """
        self.con.execute(f"""
            INSERT INTO prints_now SELECT '{stage}', unit, hash(sum(print::HUGEINT), count(*))
            FROM ({prints}) GROUP BY unit
        """)
        self.con.execute(f"""
            CREATE OR REPLACE TEMP TABLE changed_{stage} AS
            SELECT unit FROM prints_now p
            WHERE p.stage = '{stage}' AND (NOT EXISTS (SELECT 1 FROM kept_prints k
                WHERE k.stage = '{stage}' AND k.unit = p.unit AND k.print = p.print)
            OR unit IN (SELECT unit FROM forced WHERE stage = '{stage}'))
        """)
        return f"changed_{stage}"

    def rows(self, stage: str, table: Any, unit: Sequence[str]) -> Any:
        """Of a table whose rows are units (by these columns) those that changed, in the order of units."""
        self.con.register(f"whole_{stage}", table)
        parts = ", ".join(f't."{name}"' for name in unit)
        changed = self.changed(
            stage, f"SELECT concat_ws('{PARTS}', {parts}) unit, hash(t) print FROM whole_{stage} t"
        )
        self.con.unregister(f"whole_{stage}")
        # Only keys and places go through the database: of rows with reasons a copy less is held.
        places = pa.array(np.arange(table.num_rows, dtype=np.int32))
        keys = table.select(list(unit)).append_column("place", [places])
        self.con.register(f"keys_{stage}", keys)
        found = self.con.sql(f"""
            SELECT place FROM keys_{stage} t
            WHERE concat_ws('{PARTS}', {parts}) IN (SELECT unit FROM {changed}) ORDER BY {parts}, place
        """).to_arrow_table()
        self.con.unregister(f"keys_{stage}")
        return table.take(found["place"])

    def gave(self, stage: str, unit: str, what: str, keys: Iterable[str]) -> None:
        """Notes what a unit that was told anew gives."""
        self._given += [(stage, unit, what, key) for key in keys]

    def gone(self, stage: str) -> list[str]:
        """The units of a stage that were kept and are no more."""
        return self._column(f"""
            SELECT unit FROM kept_prints WHERE stage = '{stage}'
            AND unit NOT IN (SELECT unit FROM prints_now WHERE stage = '{stage}') ORDER BY unit
        """)

    def lost(self, what: str) -> list[str]:
        """The keys of things that units gave before which are told anew or gone, and that none gives now."""
        self._settle_given()
        return self._column(f"""
            SELECT DISTINCT key FROM kept_given WHERE what = '{what}'
            AND key NOT IN (SELECT key FROM given_now WHERE what = '{what}') ORDER BY key
        """)

    def _settle_given(self) -> None:
        rows = pa.Table.from_pylist(
            [dict(zip(KEPT["given"].names, row, strict=True)) for row in sorted(set(self._given))],
            schema=KEPT["given"],
        )
        self.con.register("given_anew", rows)
        stages = sorted(
            {row[0] for row in self._given} | set(self.before["given"]["stage"].unique().to_pylist())
        )
        fresh = (
            " UNION ALL ".join(f"SELECT '{stage}' stage, unit FROM changed_{stage}" for stage in stages)
            or "SELECT '' stage, '' unit WHERE false"
        )
        self.con.execute(f"""
            CREATE OR REPLACE TEMP TABLE given_now AS
            SELECT * FROM given_anew UNION ALL SELECT g.* FROM kept_given g
            SEMI JOIN prints_now p ON p.stage = g.stage AND p.unit = g.unit
            ANTI JOIN ({fresh}) f ON f.stage = g.stage AND f.unit = g.unit
        """)

    def _column(self, query: str) -> list[str]:
        return [value for (value,) in self.con.execute(query).fetchall()]

    def kept(self, told_events: Any) -> dict[str, Any]:
        """The tables of KEPT after this resolution."""
        self._settle_given()
        made = {
            "prints": self.con.sql("SELECT * FROM prints_now ORDER BY ALL").to_arrow_table(),
            "given": self.con.sql("SELECT * FROM given_now ORDER BY ALL").to_arrow_table(),
            "told_events": told_events,
            "verdicts": pa.table(
                {
                    "conflict": sorted(self._verdicts),
                    "verdict": [v for _, v in sorted(self._verdicts.items())],
                },
                schema=KEPT["verdicts"],
            ),
        }
        return {name: rows.select(KEPT[name].names).cast(KEPT[name]) for name, rows in made.items()}
