"""The desk's heavy work as a process of its own: `read RECORD FOLDER [DATE]`, `rebuild RECORD`.

It tells what it does on standard output, one JSON object a line. With `pages RECORD` it makes pages for the
server that started it (see workshop.py).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from legation.record import Failure, Page
    from legation.tally import Told


def tell(**what: Any) -> None:
    """One line to whoever started this."""
    print(json.dumps(what, ensure_ascii=True), flush=True)


def read(record: Path, folder: Path, published: str = "") -> None:
    """Reads the files of a folder into the record. They were sent: the folder is no place of theirs."""
    from legation.pipeline import read_into
    from legation.reading.sources import pages_in
    from legation.record import Page
    from legation.settings import Settings
    from legation.store.record import open_record

    def pages() -> Iterator[Page | Failure]:
        for found in pages_in([folder]):
            yield msgspec.structs.replace(found, origin="") if isinstance(found, Page) else found

    def told(step: Told) -> None:
        tell(stage=step.stage, pages=step.pages, failures=[str(failure) for failure in step.failures])

    with open_record(record) as held:
        summary = read_into(held, pages(), Settings(record=record, published=published), told)
    counts = {name: getattr(summary, name) for name in ("read", "unread", "known", "superseded", "claims")}
    tell(stage="done", **counts, failed=len(summary.failures), seconds=round(summary.seconds, 2))


def rebuild(record: Path) -> None:
    """Puts the record in order, if anything was filed since it last was."""
    from legation.pipeline import resolve_record
    from legation.store.record import open_record

    with open_record(record) as held:
        changed = {} if held.is_resolved else resolve_record(held)
    tell(stage="done", changed=sum(changed.values()))


def pages(record: Path) -> None:
    """Makes pages as they are asked for on standard input."""
    from legation.app.web.views import VIEWS
    from legation.app.web.workshop import make_pages

    make_pages(record, VIEWS, sys.stdin.buffer, sys.stdout.buffer)


def main(words: list[str]) -> None:
    """Does what the first word says."""
    if words[0] == "read":
        read(Path(words[1]), Path(words[2]), *words[3:4])
    elif words[0] == "pages":
        pages(Path(words[1]))
    else:
        rebuild(Path(words[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
