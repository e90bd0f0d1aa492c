"""The lists of the record as commands: `timeline`, `statements`, `figures` … made from their description."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any

import typer

from legation.app.cli.options import RECORD_FILE, Csv, Json, Limit, Newest, RecordFile, States, opened
from legation.app.cli.tables import Listing, print_listing, print_mentions
from legation.app.lists import LISTS, RecordList, filters_of

Failed = Annotated[bool, typer.Option("--failed", help="The pages that could not be read, and why.")]
Noted = Annotated[bool, typer.Option("--notes", help="Those read with notes: what was repaired or left out.")]
UNORDERED = ("conflict", "actor", "mention")  # lists without a newest end
NAMES = {("actor", "actor"): "--name"}  # where an option is not called as what it narrows by


def command(of: RecordList) -> Callable[..., None]:
    """The command of a list."""

    def listed(states: list[str] | None, record: Path, json: bool, csv: bool, **given: Any) -> None:
        failed, limit, newest = given.pop("failed", False), given.pop("limit"), given.pop("newest", False)
        noted = given.pop("notes", False)
        given = {**given, **({"status": "failed"} if failed else {})}
        if of.kind == "event":
            given["type"] = given["type"].upper()
        with opened(record) as held:
            if of.kind == "mention":
                print_mentions(held, filters_of(states, limit, **given), json, csv)
                return
            listing = Listing(of.kind, given.pop("publisher", ""), given.pop("language", ""), noted)
            print_listing(held, listing, filters_of(states, limit, newest, **given), json, csv)

    parameters = _parameters(of)
    listed.__name__ = of.command
    listed.__doc__ = "\n\n".join(part for part in (of.summary, of.more, of.example) if part)
    listed.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    listed.__annotations__ = {p.name: p.annotation for p in parameters}
    return listed


def _parameters(of: RecordList) -> list[Parameter]:
    found = [_parameter("states", States, None)]
    for name in of.narrowed_by:
        named = [NAMES[of.kind, name]] if (of.kind, name) in NAMES else []
        option = typer.Option(*named, help=of.meaning(name), show_default=False)
        found.append(_parameter(name, Annotated[str, option], ""))
    if of.kind == "document":
        found.append(_parameter("failed", Failed, default=False))
        found.append(_parameter("notes", Noted, default=False))
    found.append(_parameter("limit", Limit, None))
    if of.kind not in UNORDERED:
        found.append(_parameter("newest", Newest, default=False))
    found.append(_parameter("record", RecordFile, RECORD_FILE))
    return [*found, _parameter("json", Json, default=False), _parameter("csv", Csv, default=False)]


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=annotation)


COMMANDS = tuple(command(of) for of in LISTS)
