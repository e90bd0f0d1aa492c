"""`legation read` and `legation claims`: pages in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile
from legation.app.cli.output import as_json, complain, counts, plain, print_json

if TYPE_CHECKING:
    from legation.record import Page
    from legation.tally import Progress, Summary, Told

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, archives: text, HTML, PDF, DOCX, mail, feeds, JSON Lines, CSV …",
        show_default=False,
    ),
]
Published = Annotated[
    str,
    typer.Option(help="The date of pages that tell none of their own.", metavar="DATE", show_default=False),
]
Workers = Annotated[
    int, typer.Option(min=0, help="Processes to read with; 0: as many as serve.", show_default=True)
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write NAME.json for each NAME.txt here.", show_default=False)
]
Columns = Annotated[
    str,
    typer.Option(
        "--map",
        help="Where CSV and JSON keep fields: text=body,published=date; a number counts columns from 1.",
        metavar="FIELD=COLUMN,...",
        show_default=False,
    ),
]
Again = Annotated[bool, typer.Option("--again", help="Read known pages again, as this version reads.")]


def read(
    paths: Paths,
    record: RecordFile = RECORD_FILE,
    published: Published = "",
    workers: Workers = 0,
    again: Again = False,
    columns: Columns = "",
    json: Json = False,
) -> None:
    """Read pages into a record, and resolve it.

    Each thing then stands in it once, with all that tells it.
    Pages that the record knows are passed by; an edited page takes the place of the old one; a page that
    fails never stops the others. Exit code 1 says that some page failed, 0 that all is well.

    legation read samples/ --record samples.db
    """
    from legation.pipeline import read_into
    from legation.reading.sources import pages_in
    from legation.settings import Settings
    from legation.store.record import open_record

    settings = Settings(record=record, workers=workers, published=dated(published), anew=again)
    with open_record(record, create=True) as held, progress() as told:
        summary = read_into(held, pages_in(paths, columns=mapped(columns)), settings, told)
    print_json(summary) if json else print_summary(summary, record)
    raise typer.Exit(1 if summary.failures else 0)


def dated(published: str) -> str:
    """The date of pages that tell none, as given. Raises BadInput for what is no date."""
    from legation.errors import BadInput
    from legation.reading.dating import parsed

    if published and not parsed(published):
        raise BadInput(f"«{plain(published)}» is no date; write 2016, 2016-11 or 2016-11-08.")
    return published


def mapped(columns: str) -> dict[str, str]:
    """The columns that `text=body,published=date` names. Raises BadInput for anything else."""
    from legation.errors import BadInput
    from legation.reading.columns import FIELDS

    pairs = [part.partition("=") for part in columns.split(",") if part.strip()]
    if any(not (sign and field.strip() and column.strip()) for field, sign, column in pairs):
        raise BadInput(f"«{columns}» does not map columns; write text=body,published=date.")
    if unknown := [field.strip() for field, _, _ in pairs if field.strip() not in FIELDS]:
        raise BadInput(f"A page has no field «{plain(unknown[0])}»; its fields are {', '.join(FIELDS)}.")
    return {field.strip(): column.strip() for field, _, column in pairs}


@contextmanager
def progress() -> Iterator[Progress]:
    """What is told on standard error: failures as lines, and on a terminal how far it is.

    A run that is broken off says what it leaves, and how it goes on.
    """
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("opening", total=None)
        filed = 0

        def told(step: Told) -> None:
            nonlocal filed
            filed = step.pages
            for failure in step.failures:
                console.print(f"failed  {plain(failure)}", soft_wrap=True)
            what = "reading" if step.stage == "reading" else "resolving"
            bar.update(task, description=f"{what}: {step.pages:,} pages")

        try:
            yield told
        except KeyboardInterrupt:
            kept = f"the {filed:,} pages done so far are kept" if filed else "no page was done yet"
            complain(
                f"broken off; {kept}. Run the command again and it goes on; `legation rebuild` resolves what "
                "was read so far."
            )
            raise


def print_summary(summary: Summary, record: Path) -> None:
    """What a run came to, in a few lines."""
    became = [
        f"{summary.read:,} read",
        *([f"{summary.unread:,} in a language not yet read"] if summary.unread else []),
        *([f"{summary.known:,} already known"] if summary.known else []),
        *([f"{summary.superseded:,} took the place of an older text"] if summary.superseded else []),
        *([f"{len(summary.failures):,} failed"] if summary.failures else []),
    ]
    print(f"Pages    {summary.pages:,}: {', '.join(became)}")
    if summary.claims:
        print(f"Claims   {counts(summary.claims)}")
    if summary.noted:
        were = "1 page was" if summary.noted == 1 else f"{summary.noted:,} pages were"
        print(f"Notes    {were} read with notes; `legation documents --notes` shows them")
    things = counts(summary.holdings.items) or "nothing yet"
    print(f"Record   {plain(record)}: {things}")
    print(f"Took     {summary.seconds:.1f} s")


def claims(
    paths: Paths,
    out: Out = None,
    published: Published = "",
    columns: Columns = "",
    json: Json = False,
    workers: Workers = 1,
) -> None:
    """What single pages say, without a record.

    With --out FOLDER each NAME.txt gives FOLDER/NAME.json. Evidence is counted in characters of the page as
    decoded, line ends kept. Without --out the objects are printed: for people, or with --json one a line.

    legation claims communique.txt
    """
    from legation.reading.sources import pages_in
    from legation.record import Failure

    published = dated(published)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    failed, taken = 0, set[str]()
    for outcome in _outcomes(pages_in(paths, columns=mapped(columns)), published, workers):
        if isinstance(outcome, Failure) or outcome.document is None or outcome.reading is None:
            failure = outcome if isinstance(outcome, Failure) else outcome.failure
            complain(f"failed  {failure}")
            failed += 1
            continue
        _give(outcome, out, json, taken)
    raise typer.Exit(1 if failed else 0)


def _outcomes(found: Iterator[Any], published: str, workers: int) -> Iterator[Any]:
    from functools import partial

    from legation.outcomes import lost, read_shard
    from legation.record import Failure
    from legation.record.outcome import Outcome
    from legation.settings import Settings
    from legation.shards import cut, read_shards

    pages: Iterator[Page | Outcome] = (
        Outcome(name=page.name, fingerprint="", failure=page) if isinstance(page, Failure) else page
        for page in found
    )
    settings = Settings(shard_pages=1) if workers == 1 else Settings()
    work = partial(read_shard, published=published, seconds=settings.page_seconds)
    for outcomes in read_shards(work, cut(pages, settings), workers, partial(lost, published=published)):
        yield from outcomes


def _give(outcome: Any, out: Path | None, json: bool, taken: set[str]) -> None:
    from legation.exports.document import document_record

    record = document_record(outcome.document, outcome.reading)
    if out is not None:
        path = out / f"{_free(file_stem(outcome.name), taken)}.json"
        path.write_text(as_json(record) + "\n", encoding="utf-8")
    elif json:
        print(as_json(record, None))
    else:
        from legation.app.cli.showing import print_claims

        print_claims(outcome.document, outcome.reading)
    sys.stdout.flush()


def _free(stem: str, taken: set[str]) -> str:
    """The stem, with a number where another page of this run took it."""
    free, number = stem, 2
    while free in taken:
        free, number = f"{stem}-{number}", number + 1
    taken.add(free)
    return free


def file_stem(name: str) -> str:
    """The name of a page as that of a file, without its ending: it can never leave its folder."""
    stem = name.rpartition(".")[0] if "." in name.rpartition("/")[2] and ":" not in name else name
    safe = "".join("_" if c in '/\\:*?"<>|' or ord(c) < 32 else c for c in stem).strip(". ")
    return safe[:150] or "page"
