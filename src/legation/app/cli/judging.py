"""`legation judge` and `legation judgements`: what people decide, and sharing it."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile, opened
from legation.app.cli.output import as_json, plain, print_json, print_table

if TYPE_CHECKING:
    from legation.store.record import Record

judge = typer.Typer(
    help="Decide: a person outranks the machine.\n\n"
    "Now and after every rebuilding; every judgement can be taken back.\n\n"
    "legation judge same e3f81c9 e77aa01 --why 'one reception, two reports'",
    no_args_is_help=True,
    rich_markup_mode=None,
)
judgements = typer.Typer(
    help="List, export, import what was decided.", no_args_is_help=True, rich_markup_mode=None
)

One = Annotated[
    str, typer.Argument(metavar="ID", help="Of an item, an actor or a claim.", show_default=False)
]
Other = Annotated[str, typer.Argument(metavar="ID", help="Of the other.", show_default=False)]
Reason = Annotated[
    str, typer.Option("--why", help="Why; shown wherever the judgement is.", show_default=False)
]
Who = Annotated[
    str, typer.Option("--who", help="Who decides; unless told, your user name.", show_default=False)
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="JSON Lines, one judgement a line.", show_default=False)
]


@judge.command()
def same(a: One, b: Other, why: Reason = "", who: Who = "", record: RecordFile = RECORD_FILE) -> None:
    """These two are one."""
    _judge(record, "same", [a, b], why=why, who=who)


@judge.command()
def different(a: One, b: Other, why: Reason = "", who: Who = "", record: RecordFile = RECORD_FILE) -> None:
    """These two are not one, whatever would join them."""
    _judge(record, "different", [a, b], why=why, who=who)


@judge.command()
def wrong(id: One, why: Reason = "", who: Who = "", record: RecordFile = RECORD_FILE) -> None:
    """This is not so: it leaves the record (its claims stay on file). Of a conflict: it is none."""
    _judge(record, "wrong", [id], why=why, who=who)


@judge.command()
def right(id: One, why: Reason = "", who: Who = "", record: RecordFile = RECORD_FILE) -> None:
    """This is so: takes an earlier «wrong» back."""
    _judge(record, "right", [id], why=why, who=who)


@judge.command("set")
def set_field(
    id: One,
    field: Annotated[str, typer.Argument(help="when, act, status, place, name …", show_default=False)],
    value: Annotated[str, typer.Argument(help="What it should be.", show_default=False)],
    why: Reason = "",
    who: Who = "",
    record: RecordFile = RECORD_FILE,
) -> None:
    """Correct one field: `legation judge set e3f81c9 when 2016-11-07`."""
    _judge(record, "set", [id], field=field, value=value, why=why, who=who)


@judge.command()
def note(
    id: One,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note.", show_default=False)],
    who: Who = "",
    record: RecordFile = RECORD_FILE,
) -> None:
    """Write a note to something; it changes nothing else."""
    _judge(record, "note", [id], value=text, who=who)


@judge.command()
def undo(
    judgement: Annotated[
        str, typer.Argument(metavar="JUDGEMENT", help="Its id, from `judgements list`.", show_default=False)
    ],
    why: Reason = "",
    who: Who = "",
    record: RecordFile = RECORD_FILE,
) -> None:
    """Take a judgement back; both stay on file."""
    from legation.errors import UnknownName
    from legation.store.judging import undoing

    with opened(record) as held:
        known = next((j for j in held.judgements() if j.id == judgement), None)
        if known is None:
            raise UnknownName(
                f"No judgement has the id «{judgement}»; `legation judgements list` shows them."
            )
        _file(held, undoing(known, who=who or _user(), why=why, made=_now()))


@judgements.command("list")
def list_all(record: RecordFile = RECORD_FILE, json: Json = False) -> None:
    """What was decided, by whom, when and why; and what waits because its subject is gone."""
    with opened(record) as held:
        found, waiting = held.judgements(), held.waiting()
    if json:
        reasons = {w.judgement: w.reason for w in waiting}
        print_json([{"id": j.id, **_plain(j), "waiting": reasons.get(j.id, "")} for j in found])
        return
    columns = (
        ("When", ""),
        ("Who", ""),
        ("Verdict", "bold"),
        ("Of", ""),
        ("What", ""),
        ("Why", ""),
        ("Id", "dim"),
    )
    reasons = {w.judgement: " (waiting: its subject is not in the record now)" for w in waiting}
    print_table(
        f"Judgements ({len(found)})",
        columns,
        (
            (
                *(j.made, j.who, j.verdict + (" (undoes)" if j.undoes else "")),
                *(f"{j.kind} {' '.join(j.subjects)}", f"{j.field} {j.value}".strip()),
                *(j.why + reasons.get(j.id, ""), j.id),
            )
            for j in found
        ),
    )


@judgements.command("export")
def export_all(file: File, record: RecordFile = RECORD_FILE) -> None:
    """Write all judgements to a file that another record can import."""
    with opened(record) as held:
        found = held.judgements()
    file.write_text("".join(as_json(_plain(j), None) + "\n" for j in found), encoding="utf-8")
    print(f"{len(found)} judgements written to {plain(file)}")


@judgements.command("import")
def import_all(file: File, record: RecordFile = RECORD_FILE) -> None:
    """Take in judgements from a file; those known already change nothing."""
    from legation.pipeline import resolve_record
    from legation.store.judging import judgements_in

    found = judgements_in(file)
    with opened(record) as held:
        new = held.judge(*found)
        if new:
            resolve_record(held)
        waiting = {w.judgement for w in held.waiting()}
    lost = sum(j.id in waiting for j in found)
    print(f"{new} new judgements of {len(found)}; {lost} wait for what they speak of")


def _judge(record: Path, verdict: str, ids: list[str], who: str = "", **said: str) -> None:
    from legation.store.judging import judgement_on

    with opened(record) as held:
        _file(held, judgement_on(held, verdict, ids, who=who or _user(), made=_now(), **said))


def _file(record: Record, judgement: Any) -> None:
    from legation.pipeline import resolve_record

    record.judge(judgement)
    if judgement.verdict != "note" or judgement.undoes:
        resolve_record(record)
    verdict = f"undone: {judgement.undoes}" if judgement.undoes else judgement.verdict
    print(f"{verdict}: {judgement.kind} {' '.join(judgement.subjects)}; judgement {judgement.id}")
    if not judgement.undoes:
        print(f"Take it back with `legation judge undo {judgement.id}`.")


def _plain(judgement: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(judgement)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a name
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
