"""Every format of `legation export`, each named with the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from legation.errors import BadInput
from legation.exports.calendar import ical
from legation.exports.coded_tables import gdelt, icews, phoenix, polecat
from legation.exports.follow_the_money import ftm
from legation.exports.graph import graph_csv, graphml
from legation.exports.linked import json_ld, turtle
from legation.exports.plover import plover_jsonl
from legation.exports.tables import comma_separated, jsonl, parquet
from legation.exports.target import Target
from legation.store.canonical import canonical_lines
from legation.store.filters import Filters
from legation.store.record import Record

Write = Callable[[Record, Filters, Target], None]


class Format(Struct, frozen=True):
    """One format: what it is in a line, the function that writes it, and whether it is a folder of files."""

    about: str
    write: Write
    folder: bool = False


def canonical(record: Record, filters: Filters, target: Target) -> None:
    """The whole record as sorted JSON Lines. Raises BadInput for filters: it is whole or nothing."""
    if filters:
        raise BadInput("The canonical export is the whole record and takes no filters; jsonl takes them.")
    with target.whole() as out:
        out.writelines(canonical_lines(record))


FORMATS: dict[str, Format] = {
    "jsonl": Format("JSON Lines: each thing whole, with its evidence", jsonl),
    "csv": Format("a folder of CSV tables, safe to open in a spreadsheet", comma_separated, folder=True),
    "parquet": Format("a folder of Parquet tables for DuckDB, pandas, polars", parquet, folder=True),
    "polecat": Format("POLECAT's 40 columns", polecat),
    "icews": Format("ICEWS's 20 columns", icews),
    "gdelt": Format("GDELT 2.0 events (61) and mentions (16), a folder", gdelt, folder=True),
    "phoenix": Format("Phoenix's 26 columns", phoenix),
    "plover-jsonl": Format("PLOVER JSON Lines with offsets and auxiliary modes", plover_jsonl),
    "turtle": Format("RDF: PROV-O, Web Annotation, SEM, schema.org", turtle),
    "json-ld": Format("the same as JSON-LD", json_ld),
    "graphml": Format("who deals with whom, for Gephi and yEd", graphml),
    "graph-csv": Format("the same as nodes.csv and edges.csv, for Gephi and Neo4j", graph_csv, folder=True),
    "ical": Format("a calendar of what is planned", ical),
    "ftm": Format("FollowTheMoney entities, JSON Lines", ftm),
    "canonical": Format("sorted JSON Lines, equal for equal records", canonical),
}


def export(record: Record, format: str, out: Path | str | None = None, **filters: object) -> dict[str, int]:
    """Writes a record in one of `FORMATS`; gives what was left out, by reason.

    `out` is a file, or a folder for formats of several files; None is standard output. `filters` are those of
    the record's lists. Raises BadInput for an unknown format.
    """
    known = FORMATS.get(format)
    if known is None:
        raise BadInput(f"«{format}» is no format; there are {', '.join(FORMATS)}.")
    target = Target(Path(out) if out is not None else None)
    known.write(record, Filters(**filters), target)  # type: ignore[typeddict-item]
    return dict(sorted(target.left_out.items()))
