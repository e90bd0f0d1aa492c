"""`legation backup`, `verify`, `upgrade` and `retry`: nothing of the record is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile, opened
from legation.app.cli.output import complain, plain, print_json

if TYPE_CHECKING:
    from legation.record import Failure, Page
    from legation.record.resolved import FiledDocument

Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make.", show_default=False)]
Published = Annotated[
    str,
    typer.Option(help="The date of pages that tell none of their own.", metavar="DATE", show_default=False),
]


def backup(copy: Copy, record: RecordFile = RECORD_FILE) -> None:
    """Copy the record to a file.

    Others may go on writing meanwhile. The copy bears its name only when it is whole; a file of that name is
    replaced.

    legation backup legation-monday.db
    """
    from legation.store.care import back_up

    with opened(record) as held:
        size = back_up(held, copy)
    print(f"{plain(record)} copied to {plain(copy)}: {size:,} bytes")


def verify(record: RecordFile = RECORD_FILE, json: Json = False) -> None:
    """Look whether all in the record is as it should be.

    That the file is sound, every quote stands at its place in its document, and everything resolved rests on
    claims that are there. Exit code 1 says that something is not.
    """
    from legation.store.care import verify as look

    with opened(record) as held:
        found = look(held)
    if json:
        print_json(found)
    else:
        for fault in found.faults:
            complain(f"fault  {fault.where}: {fault.what}; {fault.remedy}")
        print(
            f"{found.documents:,} documents, {found.claims:,} claims, {found.quotes:,} quotes, "
            f"{found.items:,} resolved things: {len(found.faults):,} faults"
        )
        if not found.indexed:
            print("The search index was not looked at: the record may only be read here.")
        if found.faults:
            print("Restore a copy (`legation backup` makes them), or try `legation rebuild --reread`.")
        elif not found.resolved:
            print("Not resolved since something was filed; `legation rebuild` does it.")
    raise typer.Exit(1 if found.faults else 0)


def upgrade(record: RecordFile = RECORD_FILE) -> None:
    """Bring a record of an older version up to date.

    Opening does the same; this says what was done. All of it is done, or nothing.
    """
    from legation.store.file import newest, version_of

    before = version_of(record) if record.exists() else 0
    with opened(record):
        pass
    if before == newest():
        print(f"{plain(record)} is up to date (schema {before})")
    else:
        print(f"{plain(record)} upgraded from schema {before} to {newest()}")


def retry(
    record: RecordFile = RECORD_FILE,
    published: Published = "",
    workers: Annotated[int, typer.Option(min=0, help="Processes to read with; 0: as many as serve.")] = 0,
    json: Json = False,
) -> None:
    """Read the pages that failed again, from where they stood.

    Those whose file is gone, and lines of lists (which have no place of their own), are named and stay as
    they are; `legation fetch --failed` asks once more for pages of the web. Exit code 1 says that some page
    still fails; `legation documents --failed` tells of it.
    """
    from legation.app.cli.reading import dated, print_summary, progress
    from legation.pipeline import read_into
    from legation.settings import Settings

    with opened(record) as held:
        failed = list(held.documents(status="failed"))
        there = [page for page in failed if _file_of(page)]
        for page in failed:
            if page not in there:
                remedy = (
                    "`legation fetch --failed` asks once more"
                    if page.url
                    else "give it to `legation read` again"
                )
                complain(f"gone  {page.name}: {page.reason}; {remedy}")
        settings = Settings(record=record, workers=workers, published=dated(published), anew=True)
        with progress() as told:
            summary = read_into(held, _pages(there), settings, told)
    print_json(summary) if json else print_summary(summary, record)
    raise typer.Exit(1 if summary.failures or len(there) < len(failed) else 0)


def _file_of(page: FiledDocument) -> Path | None:
    """The file in which a failed page stood, if it is still there."""
    place = page.places[0] if page.places else ""
    file = Path(place) if Path(place).exists() else Path(place.partition("!")[0])
    return file if place.startswith("/") and file.is_file() else None


def _pages(failed: list[FiledDocument]) -> Iterator[Page | Failure]:
    """The failed pages as they stand now, under the names that the record knows."""
    from msgspec.structs import replace

    from legation.reading.sources import pages_in
    from legation.record import Page

    names = {page.places[0]: page.name for page in failed}
    for file in dict.fromkeys(filter(None, map(_file_of, failed))):
        for page in pages_in([file]):
            if not isinstance(page, Page):
                yield page
            elif page.origin in names:
                yield replace(page, name=names[page.origin])
