"""The lists of the record: `timeline`, `statements`, `figures`, `agreements`, `offices`, `conflicts` …"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from legation.app.cli.options import (
    RECORD_FILE,
    Act,
    Actor,
    Csv,
    Json,
    Limit,
    Newest,
    RecordFile,
    Since,
    States,
    Status,
    Type,
    Until,
    filters,
    opened,
)
from legation.app.cli.tables import Listing, print_listing, print_mentions

Failed = Annotated[bool, typer.Option("--failed", help="The pages that could not be read, and why.")]
Publisher = Annotated[str, typer.Option(help="Only what this outlet published.", show_default=False)]
Language = Annotated[str, typer.Option(help="Only in this language: ru, en, ja …", show_default=False)]
InDocument = Annotated[str, typer.Option(help="Only in the document of this id.", show_default=False)]


def timeline(
    states: States = None,
    since: Since = "",
    until: Until = "",
    type: Type = "",
    act: Act = "",
    status: Status = "",
    actor: Actor = "",
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """What happened: visits, talks, signings …

    By date; of one state, of two or more together, or of all.

    legation timeline KAZ JPN --since 2016 --type CONSULT
    """
    asked = filters(
        states,
        limit,
        newest,
        since=since,
        until=until,
        type=type.upper(),
        act=act,
        status=status,
        actor=actor,
    )
    _list("event", record, asked, json, csv)


def statements(
    states: States = None,
    since: Since = "",
    until: Until = "",
    actor: Actor = "",
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """What was said, by whom, of which states.

    legation statements Япония --actor Токаев
    """
    _list(
        "statement", record, filters(states, limit, newest, since=since, until=until, actor=actor), json, csv
    )


def figures(
    states: States = None,
    since: Since = "",
    until: Until = "",
    type: Annotated[
        str, typer.Option(help="trade, export, investment, aid, loan, count …", show_default=False)
    ] = "",
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Numbers: trade, investment, aid …

    legation figures KAZ JPN --type trade
    """
    _list("figure", record, filters(states, limit, newest, since=since, until=until, type=type), json, csv)


def agreements(
    states: States = None,
    since: Since = "",
    until: Until = "",
    type: Annotated[str, typer.Option(help="treaty, agreement, memorandum …", show_default=False)] = "",
    status: Annotated[str, typer.Option(help="signed, in-force, planned …", show_default=False)] = "",
    actor: Actor = "",
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Treaties, memoranda, joint statements …

    With their parties and status.

    legation agreements KAZ --status signed
    """
    asked = filters(states, limit, newest, since=since, until=until, type=type, status=status, actor=actor)
    _list("agreement", record, asked, json, csv)


def offices(
    states: States = None,
    since: Since = "",
    until: Until = "",
    actor: Actor = "",
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Who held which office when.

    legation offices JPN --since 2016-05 --until 2016-05
    """
    _list("office", record, filters(states, limit, newest, since=since, until=until, actor=actor), json, csv)


def conflicts(
    states: States = None,
    since: Since = "",
    until: Until = "",
    type: Annotated[
        str,
        typer.Option(help="contradiction, changed-over-time, different-basis, naming", show_default=False),
    ] = "",
    limit: Limit = None,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Where sources cannot all be right.

    legation conflicts KAZ JPN
    """
    _list("conflict", record, filters(states, limit, since=since, until=until, type=type), json, csv)


def actors(
    states: States = None,
    type: Annotated[str, typer.Option(help="state, person, body or place", show_default=False)] = "",
    actor: Annotated[str, typer.Option("--name", help="A name or a part of it.", show_default=False)] = "",
    limit: Limit = None,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Persons, bodies, states and places.

    Those most spoken of first, with all the names they go by.

    legation actors JPN --type person
    """
    _list("actor", record, filters(states, limit, type=type, actor=actor), json, csv)


def documents(
    states: States = None,
    since: Since = "",
    until: Until = "",
    actor: Actor = "",
    publisher: Publisher = "",
    language: Language = "",
    status: Annotated[str, typer.Option(help="read, unread or superseded", show_default=False)] = "",
    failed: Failed = False,
    limit: Limit = None,
    newest: Newest = False,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """The pages that were read, or failed.

    legation documents --failed
    """
    status = "failed" if failed else status
    asked = filters(states, limit, newest, since=since, until=until, actor=actor, status=status)
    listing = Listing("document", publisher=publisher, language=language)
    with opened(record) as held:
        print_listing(held, listing, asked, json, csv)


def mentions(
    states: States = None,
    actor: Actor = "",
    type: Annotated[str, typer.Option(help="state, person, body or place", show_default=False)] = "",
    document: InDocument = "",
    limit: Limit = None,
    record: RecordFile = RECORD_FILE,
    json: Json = False,
    csv: Csv = False,
) -> None:
    """Every place where an actor is spoken of.

    And how it was known who is meant.

    legation mentions --actor Токаев --json
    """
    asked = filters(states, limit, actor=actor, type=type, document=document)
    with opened(record) as held:
        print_mentions(held, asked, json, csv)


def _list(kind: str, record: Path, asked: object, json: bool, csv: bool) -> None:
    with opened(record) as held:
        print_listing(held, Listing(kind), asked, json, csv)  # type: ignore[arg-type]
