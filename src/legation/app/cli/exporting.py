"""`legation export`: the record in the shapes of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from legation.app.cli.options import RECORD_FILE, RecordFile, opened

FORMATS = ("canonical",)
Format = Annotated[str, typer.Argument(metavar="FORMAT", help=", ".join(FORMATS), show_default=False)]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--out", help="The file to write; else standard output.", show_default=False),
]


def export(format: Format, out: Output = None, record: RecordFile = RECORD_FILE) -> None:
    """Write the record in another shape. `canonical`: sorted JSON Lines, equal for equal records.

    legation export canonical -o record.jsonl
    """
    from legation.errors import BadInput
    from legation.store.canonical import canonical_lines

    if format not in FORMATS:
        raise BadInput(f"«{format}» is no format; there are {', '.join(FORMATS)}.")
    with opened(record) as held:
        if out is None:
            for line in canonical_lines(held):
                sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            return
        partial = out.with_name(out.name + ".partial")
        with partial.open("wb") as file:
            file.writelines(canonical_lines(held))
        partial.replace(out)
