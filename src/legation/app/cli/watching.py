"""`legation watch`: pages as they arrive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.fetching import (
    WEB,
    Agent,
    Allow,
    Delay,
    as_they_come,
    fetcher_for,
    manners_of,
)
from legation.app.cli.options import RECORD_FILE, RecordFile
from legation.app.cli.output import complain, plain

if TYPE_CHECKING:
    from threading import Event

    from legation.reading.fetch.fetch import Fetcher
    from legation.record import Failure, Page
    from legation.settings import Settings
    from legation.store.record import Record

Things = Annotated[
    list[str],
    typer.Argument(metavar="FOLDER|FEED...", help="Folders, and addresses of feeds.", show_default=False),
]
Every = Annotated[float, typer.Option(min=0.1, help="Seconds between two looks at a folder.")]
EveryFeed = Annotated[float, typer.Option("--every-feed", min=1, help="Seconds between two looks at feeds.")]


def watch(
    things: Things,
    every: Every = 2.0,
    every_feed: EveryFeed = 300.0,
    allow: Allow = None,
    delay: Delay = 2.0,
    agent: Agent = "",
    record: RecordFile = RECORD_FILE,
) -> None:
    """Read what arrives in folders and feeds, until stopped with Ctrl-C.

    A file is read once it has stopped growing; a feed is asked only for what has changed. The record is
    resolved after each batch.

    legation watch inbox/ https://example.org/rss.xml
    """
    from legation.errors import BadInput
    from legation.stopping import until_stopped
    from legation.store.record import open_record

    feeds = [thing for thing in things if thing.lower().startswith(WEB)]
    folders = [Path(thing) for thing in things if thing not in feeds]
    for folder in folders:
        if not folder.is_dir():
            raise BadInput(f"{plain(folder)} is no folder; watch folders, or addresses of feeds (https://…).")
    manners = manners_of(allow, delay, agent)
    with until_stopped() as stopped, open_record(record, create=True) as held:
        print(f"Watching {', '.join(map(plain, things))} into {plain(record)} (stop with Ctrl+C)", flush=True)
        fetcher = fetcher_for(record, manners, stopped)
        _look_again_and_again(held, folders, feeds, fetcher, stopped, (every, every_feed))
    print("Stopped; everything that was read is in the record.")


def _look_again_and_again(
    held: Record,
    folders: list[Path],
    feeds: list[str],
    fetcher: Fetcher,
    stopped: Event,
    every: tuple[float, float],
) -> None:
    from legation.reading.arriving import Arrivals
    from legation.settings import Settings

    arrivals, asked_at = Arrivals(folders), float("-inf")
    while not stopped.is_set():
        new = arrivals.new()
        if new:
            _batch(held, _until(stopped, arrivals.pages(new)), Settings(record=held.path))
        if feeds and monotonic() - asked_at >= every[1] and not stopped.is_set():
            asked_at = monotonic()
            _batch(held, fetcher.listed(feeds), as_they_come(held.path))
            fetcher.filed()
        stopped.wait(every[0])


def _batch(held: Record, pages: Iterator[Page | Failure], settings: Settings) -> None:
    """Reads what came, if anything did, and says in a line what it came to."""
    from legation.pipeline import read_into

    first = next(pages, None)
    if first is None:
        return
    summary = read_into(held, chain((first,), pages), settings)
    for failure in summary.failures:
        complain(f"failed  {failure}")
    now, new = datetime.now().strftime("%Y-%m-%d %H:%M:%S"), sum(summary.claims.values())
    known = f", {summary.known:,} already known" if summary.known else ""
    print(
        f"{now}  {summary.read + summary.unread:,} read{known}, {len(summary.failures):,} failed, "
        f"{new:,} claims",
        flush=True,
    )


def _until(stopped: Event, pages: Iterator[Page | Failure]) -> Iterator[Page | Failure]:
    for page in pages:
        yield page
        if stopped.is_set():
            return
