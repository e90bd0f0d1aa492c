"""The options that many commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.settings import RECORD

if TYPE_CHECKING:
    from legation.store.filters import Filters
    from legation.store.record import Record

SHOWN = 100  # rows of a table, unless --limit says otherwise; JSON and CSV give all

RecordFile = Annotated[Path, typer.Option("--record", "-r", help="The record's file.", show_default=True)]
States = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="STATE",
        help="States that all take part: KAZ, Казахстан, Kazakhstan.",
        show_default=False,
    ),
]
Since = Annotated[
    str, typer.Option(help="From this year, month or day on: 2016, 2016-11, 2016-11-08.", show_default=False)
]
Until = Annotated[str, typer.Option(help="Up to the end of this year, month or day.", show_default=False)]
Type = Annotated[str, typer.Option(help="Its type or kind, as the list shows it.", show_default=False)]
Act = Annotated[str, typer.Option(help="The finer act: visit, meeting, sign …", show_default=False)]
Status = Annotated[
    str, typer.Option(help="happened, ongoing, planned, proposed, denied, alleged …", show_default=False)
]
Actor = Annotated[
    str,
    typer.Option(
        help="A person or body that takes part: a name, a part of it, or an id.", show_default=False
    ),
]
Limit = Annotated[
    int | None, typer.Option(help="At most so many (tables: 100 unless told).", show_default=False)
]
Newest = Annotated[bool, typer.Option("--newest", help="The newest first.")]
Json = Annotated[bool, typer.Option("--json", help="JSON, with all evidence.")]
Csv = Annotated[bool, typer.Option("--csv", help="CSV, safe to open in a spreadsheet.")]
RECORD_FILE = RECORD


def opened(path: Path) -> Record:
    """The record, to look at or to add to; a missing one is an error."""
    from legation.store.record import open_record

    return open_record(path)


def codes(names: Sequence[str] | None) -> list[str]:
    """The ISO codes of states given by code or name. Raises UnknownName with the nearest guesses."""
    from legation.app.lists import filters_of

    return list(filters_of(names).get("states", ()))


def filters(
    states: Sequence[str] | None = None,
    limit: int | None = None,
    newest: bool = False,
    **others: str,
) -> Filters:
    """The filters of a list, from options; empty ones are left out."""
    from legation.app.lists import filters_of

    return filters_of(states, limit, newest, **others)
