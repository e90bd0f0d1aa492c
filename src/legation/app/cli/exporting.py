"""`legation export`: the record in the shapes of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from legation.app.cli.options import (
    RECORD_FILE,
    Act,
    Actor,
    Limit,
    RecordFile,
    Since,
    States,
    Status,
    Type,
    Until,
    filters,
    opened,
)

NAMES = (
    "jsonl, csv, parquet, polecat, icews, gdelt, phoenix, plover-jsonl, turtle, json-ld, graphml, graph-csv, "
    "ical, ftm, canonical"
)
Format = Annotated[str, typer.Argument(metavar="FORMAT", help=NAMES, show_default=False)]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", help="The file (or folder) to write; else standard output.", show_default=False
    ),
]


def export(
    format: Format,
    states: States = None,
    out: Output = None,
    since: Since = "",
    until: Until = "",
    type: Type = "",
    act: Act = "",
    status: Status = "",
    actor: Actor = "",
    limit: Limit = None,
    record: RecordFile = RECORD_FILE,
) -> None:
    """Write the record in another shape.

    For spreadsheets and databases, event-data tools, graphs, calendars and linked data. What a format cannot
    express is left out and counted on standard error.

    legation export polecat KAZ JPN -o events.txt
    """
    from legation.exports import formats

    asked = filters(states, limit, since=since, until=until, type=type, act=act, status=status, actor=actor)
    with opened(record) as held:
        left_out = formats.export(held, format, out, **asked)
    for reason, number in left_out.items():
        print(f"left out {number}: {reason}", file=sys.stderr)
