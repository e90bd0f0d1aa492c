"""`legation news`: what the last reading added or changed."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile, opened
from legation.app.cli.output import print_json, safe_lines

Reading = Annotated[
    str,
    typer.Option(
        "--since", help="Since this day or instant of reading; else the last reading.", show_default=False
    ),
]
Atom = Annotated[bool, typer.Option("--atom", help="An Atom feed.")]


def news(
    since: Reading = "", record: RecordFile = RECORD_FILE, json: Json = False, atom: Atom = False
) -> None:
    """What the last reading added or changed.

    New things, new sources for known ones, plans that came true or were denied, figures that moved, new
    conflicts.

    legation news --since 2026-11-08
    """
    from legation.news import changes, tell

    with opened(record) as held:
        found = changes.news(held, since)
    if json:
        print_json(found)
    elif atom:
        for part in tell.atom(found):
            sys.stdout.write(part)
    else:
        for line in tell.lines(found):
            print(safe_lines(" ".join(line.splitlines())))
