"""`legation info`, `rebuild`, `merge` and `demo`: the record as a whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile, opened
from legation.app.cli.output import counts, plain, print_json

if TYPE_CHECKING:
    from legation.store.record import Record

Other = Annotated[Path, typer.Argument(metavar="OTHER.db", help="The record to take in.", show_default=False)]
Reread = Annotated[bool, typer.Option("--reread", help="Read the texts anew, as this version reads.")]
Workers = Annotated[int, typer.Option(min=0, help="Processes to read with; 0: as many as serve.")]
Samples = Annotated[
    Path | None, typer.Option("--samples", help="Pages to read instead of the samples.", show_default=False)
]
DEMO = Path("samples.db")
SHOWN = 25  # events of the demonstration
PAIRS = 10  # the pair that is shown is one of so many that are told of most


def info(record: RecordFile = RECORD_FILE, json: Json = False) -> None:
    """What the record holds, counted."""
    with opened(record) as held:
        holdings = held.holdings()
    if json:
        print_json(holdings)
        return
    for name in ("documents", "claims", "items", "actors"):
        print(f"{name.capitalize():10} {counts(getattr(holdings, name)) or 'none'}")
    print(f"Judgements {holdings.judgements:,}")
    if not holdings.resolved:
        print("Not resolved since something was filed; `legation rebuild` does it.")


def rebuild(record: RecordFile = RECORD_FILE, reread: Reread = False, workers: Workers = 0) -> None:
    """Work everything resolved out anew.

    From all claims and judgements that the record holds; with --reread also the claims, from the texts that
    it holds. Judgements stay.
    """
    from legation import pipeline
    from legation.app.cli.reading import print_summary, progress
    from legation.settings import Settings

    with opened(record) as held:
        for line in held.mend():
            print(line)
        if reread:
            with progress() as told:
                summary = pipeline.reread(held, Settings(workers=workers), told)
            print_summary(summary, record)
            raise typer.Exit(1 if summary.failures else 0)
        changed = pipeline.resolve_record(held, anew=True)
        items = held.holdings().items
    print(f"Rebuilt: {counts(items) or 'nothing to resolve'}")
    print(f"{sum(changed.values()):,} rows changed")


def merge(other: Other, record: RecordFile = RECORD_FILE) -> None:
    """Take in all that another record holds.

    Its pages, claims and judgements; those known already change nothing.
    """
    from legation.pipeline import resolve_record
    from legation.store.merge import merge as merge_records

    with opened(record) as held, opened(other) as theirs:
        pages, judgements = merge_records(held, theirs)
        resolve_record(held)
    print(f"{pages:,} pages and {judgements:,} judgements of {plain(other)} were new")


def import_(other: Other, record: RecordFile = RECORD_FILE) -> None:
    """Take in what another Legation gives: a record's pages and judgements, or exported judgements.

    A record file is taken in as `merge` does, a JSON Lines file as `judgements import` does.

    legation import judgements.jsonl
    """
    from legation.app.cli.judging import import_all
    from legation.errors import BadInput
    from legation.store.file import SQLITE

    try:
        with other.open("rb") as file:
            is_record = file.read(len(SQLITE)) == SQLITE
    except OSError as error:
        raise BadInput(f"{other} cannot be opened: {error.strerror}.") from error
    (merge if is_record else import_all)(other, record)


def demo(
    samples: Samples = None,
    record: Annotated[Path, typer.Option("--record", "-r", help="The record to make.")] = DEMO,
) -> None:
    """Read the samples and show a chronology.

    Of two states, and where to look next.
    """
    from legation.app.cli.reading import read
    from legation.errors import BadInput

    folder = samples or _samples()
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}; give one with --samples.")
    print(f"Reading {plain(folder)} into {plain(record)}\n")
    with suppress(typer.Exit):  # the samples hold pages that fail on purpose; the summary has named them
        read([folder], record=record)
    with opened(record) as held:
        pair = _best_told_pair(held)
        if not pair:
            print("\nNothing happened between two states in these pages.")
            return
        _show_pair(held, pair)
        best = max(held.events(states=pair), key=lambda event: (event.sources, len(event.claims)))
    _where_next(record, pair, best.id)


def _samples() -> Path:
    here = Path("samples")
    return here if here.is_dir() else Path(__file__).resolve().parents[4] / "samples"


def _best_told_pair(record: Record) -> tuple[str, str] | None:
    """The two states of whose events most are told by several sources."""

    def told(found: tuple[tuple[str, str], int]) -> tuple[int, int]:
        return sum(event.sources > 1 for event in record.events(states=found[0])), found[1]

    return max(record.pairs(limit=PAIRS), key=told, default=(None, 0))[0]


def _show_pair(record: Record, pair: tuple[str, str]) -> None:
    from legation.app.cli.tables import print_things
    from legation.vocabulary.states import name_of

    events = record.events(states=pair, limit=SHOWN)
    print(f"\n{' and '.join(name_of(code, 'en') for code in pair)}, from the pages just read:\n")
    print_things("event", events)
    if events.cursor:
        print(f"… and {record.count('event', states=pair) - len(events)} more.")


def _where_next(record: Path, pair: tuple[str, str], event: str) -> None:
    tool = ".venv/bin/legation" if Path(".venv/bin/legation").exists() else "legation"
    file = f"--record {record}"
    print(
        f"\nWhere to look next:\n"
        f"  {tool} timeline {' '.join(pair)} {file}\n"
        f"  {tool} show {event} --why {file}   one item, with every sentence that says it\n"
        f"  {tool} agreements {pair[0]} {file}\n"
        f"  {tool} offices {pair[1]} {file}\n"
        f"  {tool} search 'визит президента' {file}\n"
        f"  {tool} read YOUR-PAGES/            your own texts, into legation.db"
    )
