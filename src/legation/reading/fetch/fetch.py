"""Addresses → pages: asked for politely, archived as they came, each failure with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from time import monotonic
from urllib.parse import urljoin, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from legation.reading.fetch.addresses import Resolver, normal, system_resolver, target_of
from legation.reading.fetch.archive import Archive, folder_beside
from legation.reading.fetch.exchange import BUSY, Answer, ask, left_alone, unpacked
from legation.reading.fetch.lanes import Lanes, Step, Wanted
from legation.reading.fetch.listings import Link, Listing, feed_listing, sitemap_listing
from legation.reading.fetch.manners import Manners, Unfetched
from legation.reading.fetch.robots import Robots, robots_of
from legation.reading.fetch.seen import Seen, Sight
from legation.reading.sources import pages_of_answer
from legation.record import Failure, Page
from legation.record.outcome import REPORT

MOVED = (301, 302, 303, 307, 308)
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.5"
MAPS = 200  # sitemaps that one index may lead to
ROBOTS_LAST = 3_600.0  # seconds after which a robots.txt is asked for anew
DEEP = 3  # indexes in indexes


class Had(Struct, frozen=True, kw_only=True):
    """What one wanted page came to: its answers (the last with its content), or nothing new, or a failure."""

    wanted: Wanted
    answer: Answer | None = None
    content: bytes = b""
    failure: Unfetched | None = None


class Fetcher:
    """Fetches for one record. What is archived and remembered lies in the folder beside it.

    `is_stopped` is asked between answers: once it says so, no more is asked for. Call `filed` when the
    pages given so far are safe in the record: only then is it remembered that they need not be fetched again.
    """

    def __init__(
        self,
        record: Path,
        manners: Manners,
        is_stopped: Callable[[], bool] = lambda: False,
        resolve: Resolver = system_resolver,
    ) -> None:
        self.manners = manners
        self.unchanged = 0  # pages that their hosts say are as they were
        self.passed_by = 0  # listed pages that were had before, or are older than asked for
        self._is_stopped = is_stopped
        self._resolve = resolve
        self._folder = folder_beside(record)
        self._seen = Seen(self._folder)
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._robots_lock = Lock()
        self._sights: dict[str, Sight] = {}
        self._listings_seen: dict[str, Sight] = {}  # emptied where some page of theirs is still wanted
        self._hopeless: set[str] = set()  # listed pages that need not be tried again in this run

    def pages(self, urls: Iterable[str]) -> Iterator[Page | Failure]:
        """The pages at these addresses, as they come; nothing for those that have not changed."""
        wanted: dict[str, Wanted] = {}
        for url in urls:
            try:
                whole = normal(url)
            except Unfetched as error:
                yield _failure(url, "", error)
            else:
                wanted.setdefault(whole, Wanted(whole, whole))
        yield from self._pages(list(wanted.values()))

    def listed(
        self,
        feeds: Iterable[str] = (),
        sitemaps: Iterable[str] = (),
        since: str = "",
        most: int | None = None,
    ) -> Iterator[Page | Failure]:
        """The pages that feeds and sitemaps list and that were not had before, or changed since they were.

        `since` (EDTF) leaves out those that say they are older; `most` bounds the pages.
        """
        links: dict[str, Link] = {}
        for found in (self._listings(feeds, feed_listing), self._maps(sitemaps)):
            for each in found:
                if isinstance(each, Failure):
                    yield each
                    continue
                for link in each.links:
                    links.setdefault(link.url, link)
        before = self._seen.of(links)
        new = [link for link in links.values() if self._is_news(link, before.get(link.url), since)]
        self.passed_by += len(links) - len(new)
        if most is not None and len(new) > most:
            self._listings_seen.clear()
            new = new[:most]
        yield from self._pages([Wanted(link.url, link.url, link.published) for link in new], True)

    def filed(self) -> None:
        """What was given so far is safe in the record."""
        if self._is_stopped():
            self._listings_seen.clear()
        self._seen.remember([*self._sights.values(), *self._listings_seen.values()])
        self._sights.clear()
        self._listings_seen.clear()

    def _is_news(self, link: Link, before: Sight | None, since: str) -> bool:
        if link.url in self._hopeless or (since and link.changed and link.changed[: len(since)] < since):
            return False
        if before is None:
            return True
        told = min(len(link.changed), len(before.fetched))
        return bool(told) and link.changed[:told] >= before.fetched[:told]

    def _maps(self, urls: Iterable[str]) -> Iterator[Listing | Failure]:
        """Sitemaps, and those that they name, level by level."""
        level, seen = list(urls), set[str]()
        for _ in range(DEEP):
            inner: list[str] = []
            seen.update(level)
            for each in self._listings(level, sitemap_listing):
                if isinstance(each, Listing):
                    inner += each.inner
                yield each
            level = [url for url in dict.fromkeys(inner) if url not in seen][: MAPS - len(seen)]
            if not level:
                return

    def _listings(
        self, urls: Iterable[str], read: Callable[[bytes, str], Listing]
    ) -> Iterator[Listing | Failure]:
        wanted = []
        for url in urls:
            try:
                whole = normal(url)
            except Unfetched as error:
                yield _failure(url, "", error)
            else:
                wanted.append(Wanted(whole, whole))
        for had in self._had(wanted):
            url = had.wanted.asked
            if had.failure is not None:
                yield _failure(url, url, had.failure)
            elif had.answer is not None:
                try:
                    content = _unzipped(had.content, self.manners.page_bytes)
                    yield read(content, had.answer.url)
                except Unfetched as error:
                    yield _failure(url, url, error)
                else:
                    self._listings_seen[url] = _sight(had.answer, url)

    def _pages(self, wanted: list[Wanted], listed: bool = False) -> Iterator[Page | Failure]:
        with Archive(self._folder, self.manners.agent) as archive:
            for had in self._had(wanted):
                url = had.wanted.asked
                if had.failure is not None:
                    if had.failure.again:
                        self._listings_seen.clear()
                    elif listed:
                        self._hopeless.add(url)
                    yield _failure(url, url, had.failure)
                elif had.answer is None:
                    self.unchanged += 1
                else:
                    kept = archive.keep(had.answer)
                    self._sights[url] = _sight(had.answer, url)
                    yield from self._unfolded(had, had.answer, kept)

    def _unfolded(self, had: Had, answer: Answer, kept: Path) -> Iterator[Page | Failure]:
        url = had.wanted.asked
        file = urlsplit(answer.url).path.rpartition("/")[2]
        media_type = answer.header("content-type").partition(";")[0].strip().lower()
        for page in pages_of_answer(BytesIO(had.content), url, file, media_type):
            if isinstance(page, Page) and page.name == url:
                page = replace(page, url=url, published=page.published or had.wanted.published)
            elif isinstance(page, Page) and not page.origin:
                page = replace(page, origin=f"{kept.absolute()}!{page.name}")
            yield page

    def _had(self, wanted: list[Wanted]) -> Iterator[Had]:
        before = self._seen.of(each.asked for each in wanted)
        conditions = {url: sight.conditions() for url, sight in before.items()}
        lanes: Lanes[Had] = Lanes(partial(self._step, conditions), self.manners.hosts_at_once)
        return lanes.results(wanted, self._is_stopped)

    def _step(self, conditions: Mapping[str, Mapping[str, str]], wanted: Wanted) -> Step[Had]:
        """One request of a lane, and what follows from its answer."""
        delay = self.manners.delay
        try:
            target = target_of(wanted.url, self.manners.allowed, self._resolve)
            robots = self._rules(wanted.url)
            delay = robots.delay(self.manners)
            if why := robots.refusal(wanted.url, self.manners.agent):
                raise Unfetched(why, "ask the site, or read its pages from files")
            given = {"Accept": ACCEPT, "Accept-Encoding": "gzip", **conditions.get(wanted.asked, {})}
            answer = ask(target, given, self.manners)
            if answer.status in MOVED:
                return Step(then=_moved(wanted, answer, self.manners))
            if answer.status == 304 and conditions.get(wanted.asked):
                return Step(Had(wanted=wanted), wait=delay)
            if answer.status != 200:
                raise _refused(answer)
            content = unpacked(answer, self.manners.page_bytes)
            return Step(Had(wanted=wanted, answer=answer, content=content), wait=delay)
        except Unfetched as error:
            return self._troubled(wanted, error, delay)
        except Exception as error:  # a fault of Legation's own must not end the lane
            return Step(Had(wanted=wanted, failure=Unfetched(f"{type(error).__name__}: {error}", REPORT)))

    def _troubled(self, wanted: Wanted, error: Unfetched, delay: float) -> Step[Had]:
        wait = max(delay, error.after or self.manners.back_off * 2**wanted.tries)
        if wait > self.manners.longest_wait and error.after:
            why = f"{error.reason}; it asks to be left alone for {wait:,.0f} s"
            error = Unfetched(why, "try again later", again=True)
        elif error.again and wanted.tries + 1 < self.manners.tries:
            return Step(then=replace(wanted, tries=wanted.tries + 1), wait=wait)
        return Step(Had(wanted=wanted, failure=error), wait=delay)

    def _rules(self, url: str) -> Robots:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        with self._robots_lock:
            read_at, known = self._robots.get(root, (0.0, Robots()))
        if not read_at or monotonic() - read_at > ROBOTS_LAST:
            known = robots_of(root, self._at_once)
            with self._robots_lock:
                self._robots[root] = (monotonic(), known)
        return known

    def _at_once(self, url: str) -> tuple[Answer, bytes]:
        """One address with its redirects followed, each checked."""
        wanted = Wanted(url, url)
        while True:
            answer = ask(target_of(wanted.url, self.manners.allowed, self._resolve), {}, self.manners)
            if answer.status not in MOVED:
                return answer, unpacked(answer, self.manners.page_bytes)
            wanted = _moved(wanted, answer, self.manners)


def _moved(wanted: Wanted, answer: Answer, manners: Manners) -> Wanted:
    place = answer.header("location")
    if not place:
        raise Unfetched(f"it moved ({answer.status}) but does not say where to")
    try:
        url = normal(urljoin(wanted.url, place))
    except ValueError as error:
        raise Unfetched(f"it moved to what is no address: {error}") from error
    past = (*wanted.past, wanted.url)
    if url in past:
        raise Unfetched("it redirects in a circle")
    if len(past) > manners.redirects:
        raise Unfetched(f"it redirects more than {manners.redirects} times")
    return replace(wanted, url=url, past=past)


def _refused(answer: Answer) -> Unfetched:
    words = f"the answer is {answer.status} {answer.reason}".strip()
    if answer.status in BUSY:
        return Unfetched(words, "try again later", again=True, after=left_alone(answer))
    if answer.status in (401, 402, 403, 451):
        return Unfetched(words, "it may not be read by machine; save the page and read the file")
    return Unfetched(words)


def _sight(answer: Answer, url: str) -> Sight:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Sight(url, answer.header("etag"), answer.header("last-modified"), now)


def _unzipped(content: bytes, most: int) -> bytes:
    """A sitemap that is a file under gzip, unpacked."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    import zlib

    try:
        found = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, most + 1)
    except zlib.error as error:
        raise Unfetched(f"a damaged gzip: {error}", "try again later", again=True) from error
    if len(found) > most:
        raise Unfetched("it unfolds without end; it may be a bomb", "leave it out")
    return found


def _failure(name: str, url: str, error: Unfetched) -> Failure:
    return Failure(name=name, reason=error.reason, remedy=error.remedy, url=url)
