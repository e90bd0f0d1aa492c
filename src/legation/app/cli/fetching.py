"""`legation fetch`: pages from the web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from legation.app.cli.options import RECORD_FILE, Json, RecordFile
from legation.app.cli.output import plain, print_json
from legation.app.cli.reading import print_summary, progress

if TYPE_CHECKING:
    from threading import Event

    from legation.reading.fetch.fetch import Fetcher
    from legation.reading.fetch.manners import Manners
    from legation.record import Failure, Page
    from legation.settings import Settings
    from legation.store.record import Record

Urls = Annotated[
    list[str] | None, typer.Argument(metavar="URL...", help="Pages to fetch.", show_default=False)
]
Feeds = Annotated[
    list[str] | None,
    typer.Option("--feed", help="A feed (RSS, Atom): the pages that it lists.", show_default=False),
]
Sitemaps = Annotated[
    list[str] | None,
    typer.Option("--sitemap", help="A sitemap, or an index of some: its pages.", show_default=False),
]
Since = Annotated[
    str,
    typer.Option(
        help="Of listed pages those from this day on, and those without a date.", show_default=False
    ),
]
Most = Annotated[int, typer.Option("--most", min=1, help="Listed pages to fetch in this run, at most.")]
Failed = Annotated[bool, typer.Option("--failed", help="Ask once more for the pages that failed.")]
Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST[:PORT]",
        help="A host that may have a private or loopback address; others are refused.",
        show_default=False,
    ),
]
Delay = Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host, at least.")]
Agent = Annotated[
    str,
    typer.Option(help="How to introduce oneself to sites, with an address to write to.", show_default=False),
]
WEB = ("http://", "https://")
FEW = 4  # pages that are filed at once: fetched ones come slowly


def fetch(
    urls: Urls = None,
    feed: Feeds = None,
    sitemap: Sitemaps = None,
    since: Since = "",
    most: Most = 1_000,
    failed: Failed = False,
    allow: Allow = None,
    delay: Delay = 2.0,
    agent: Agent = "",
    record: RecordFile = RECORD_FILE,
    json: Json = False,
) -> None:
    """Fetch pages from the web into a record, and resolve it.

    Sites are asked politely: as their robots.txt says, one page of a host at a time, and only for what has
    changed since the last time. What was fetched is kept as WARC in a folder beside the record (legation.web
    for legation.db). Ctrl-C ends in good order; the same command goes on where it stopped.

    legation fetch https://example.org/news/1 --feed https://example.org/rss.xml
    """
    from legation.errors import BadInput
    from legation.pipeline import read_into
    from legation.stopping import until_stopped
    from legation.store.record import open_record

    if not (urls or feed or sitemap or failed):
        raise BadInput("Name what to fetch: addresses of pages, --feed URL, --sitemap URL or --failed.")
    day, manners = first_day(since), manners_of(allow, delay, agent)
    with until_stopped() as stopped, open_record(record, create=not failed) as held:
        again = _failed_addresses(held) if failed else []
        fetcher = fetcher_for(record, manners, stopped)

        def pages() -> Iterator[Page | Failure]:
            yield from fetcher.pages([*(urls or ()), *again])
            yield from fetcher.listed(feed or (), sitemap or (), day, most)

        with progress() as told:
            summary = read_into(held, pages(), as_they_come(record), told)
        fetcher.filed()
    if json:
        print_json(summary)
    else:
        _print_passed(fetcher, stopped.is_set())
        print_summary(summary, record)
    raise typer.Exit(1 if summary.failures else 0)


def as_they_come(record: Path) -> Settings:
    """Pages from the web are filed as they come: reading one takes less than the wait for the next."""
    from legation.settings import Settings

    return Settings(record=record, workers=1, shard_pages=FEW, ahead=FEW)


def manners_of(allow: list[str] | None, delay: float, agent: str) -> Manners:
    """How sites are asked, from options. Raises BadInput for a host that is none."""
    from legation.errors import BadInput
    from legation.reading.fetch.manners import Manners
    from legation.settings import version

    for host in allow or ():
        if not host.strip() or "/" in host or any(letter.isspace() for letter in host):
            raise BadInput(f"«{plain(host)}» is no host; write --allow intranet.example or 127.0.0.1:8080.")
    if not agent.isprintable() or not agent.isascii():
        raise BadInput("--agent takes plain ASCII letters, for example «Desk/1.0 (desk@example.org)».")
    named = frozenset(host.strip().lower() for host in allow or ())
    return Manners(agent=agent or f"Legation/{version()}", delay=delay, allowed=named)


def fetcher_for(record: Path, manners: Manners, stopped: Event) -> Fetcher:
    """What fetches for a record until it is stopped."""
    from legation.reading.fetch.fetch import Fetcher

    return Fetcher(record, manners, stopped.is_set)


def first_day(since: str) -> str:
    """`--since` as EDTF. Raises BadInput for what is no day, month or year."""
    from legation.errors import BadInput
    from legation.reading.dating import parsed

    day = parsed(since) if since else ""
    if since and not day[:4].isdigit():
        raise BadInput(f"«{plain(since)}» is no date; write 2016, 2016-11 or 2016-11-08.")
    return day


def _failed_addresses(held: Record) -> list[str]:
    return [page.url for page in held.documents(status="failed") if page.url.startswith(WEB)]


def _print_passed(fetcher: Fetcher, stopped: bool) -> None:
    if stopped:
        print("Stopped; the same command goes on from here.")
    if fetcher.unchanged:
        print(f"Unchanged {fetcher.unchanged:,} since they were fetched before")
    if fetcher.passed_by:
        print(f"Passed by {fetcher.passed_by:,} listed pages: had before, or older than asked for")
