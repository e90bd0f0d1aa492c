"""Pages of a site on loopback: what is read, what is refused, and what a bad answer costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.site import Site

from legation.reading.fetch.fetch import Fetcher
from legation.reading.fetch.manners import Manners
from legation.reading.sources import pages_in
from legation.record import Failure, Page

BAD = {
    "/silent": "no answer in time",
    "/dripping-head": "its answer took more than 1 s",
    "/dripping": "its answer took more than 1 s",
    "/endless": "more than the 1.0 MB that are fetched",
    "/endless-head": "its answer is broken (got more than 100 headers)",
    "/huge": "1000.0 GB, more than the 1.0 MB that are fetched",
    "/bomb": "unfolds to more than 1.0 MB; it may be a bomb",
    "/torn-bomb": "its packing is broken",
    "/cut-off": "its answer is broken",
    "/no-http": "its answer is broken",
    "/busy": "the answer is 503",
    "/busy-long": "it asks to be left alone for 86,400 s",
    "/picture": "image/png, which holds no text",
    "/circle": "it redirects in a circle",
    "/far": "it redirects more than 5 times",
    "/to-closed": "its robots.txt asks not to fetch it",
    "/to-metadata": "169.254.169.254 leads to 169.254.169.254, a link-local address: refused",
    "/to-other-port": "127.0.0.1 leads to 127.0.0.1, this machine itself: refused",
    "/to-file": "no address of the web",
    "/nowhere": "it moved (301) but does not say where to",
    "/gone": "the answer is 404 Not Found",
    "/closed/x": "its robots.txt asks not to fetch it",
}


@pytest.fixture
def fetcher(site: Site, tmp_path: Path) -> Callable[..., Fetcher]:
    def made(**manners: object) -> Fetcher:
        quick = {"delay": 0.0, "silence": 0.5, "patience": 1.0, "back_off": 0.01, "page_bytes": 1_000_000}
        told = Manners(**{**quick, "allowed": site.allowed, **manners})  # type: ignore[arg-type]
        return Fetcher(tmp_path / "record.db", told)

    return made


def test_a_bad_answer_costs_little_and_is_explained(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    """All at once: each host is asked in turn, so that the whole takes as long as its bad answers may."""
    began = time.monotonic()
    found = list(fetcher(tries=1).pages(map(site.url, BAD)))
    assert time.monotonic() - began < 10
    said = {page.url.removeprefix(site.url("")): str(page) for page in found if isinstance(page, Failure)}
    assert set(said) == set(BAD)
    for path, reason in BAD.items():
        assert reason in said[path], path


def test_a_page_is_read_with_its_address_and_kept(
    site: Site, fetcher: Callable[..., Fetcher], tmp_path: Path
) -> None:
    urls = [site.url("/news/1"), site.url("/packed"), site.url("/moved#part")]
    found = list(fetcher().pages(urls))
    assert sorted(page.url for page in found) == sorted(url.partition("#")[0] for url in urls)
    assert all(isinstance(page, Page) and "Посол".encode() in page.content for page in found)
    kept = [page for page in pages_in([tmp_path / "record.web"]) if isinstance(page, Page)]
    assert sorted(page.content for page in kept if page.url) == sorted(page.content for page in found)


def test_a_page_is_asked_for_only_if_it_changed(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    first = fetcher()
    assert len(list(first.pages([site.url("/known")]))) == 1
    assert len(list(first.pages([site.url("/known")]))) == 1, "not filed yet, so not remembered"
    first.filed()
    again = fetcher()
    assert list(again.pages([site.url("/known")])) == []
    assert again.unchanged == 1


def test_a_host_in_trouble_is_asked_again(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    (page,) = fetcher().pages([site.url("/busy-once")])
    assert isinstance(page, Page)
    list(fetcher(tries=3).pages([site.url("/busy")]))
    assert site.asked["/busy"] == 3


def test_a_host_is_asked_one_thing_at_a_time_and_slowly(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    list(fetcher(delay=0.15).pages(site.url(f"/news/{n}") for n in range(4)))
    gaps = [after - before for before, after in zip(site.times, site.times[1:], strict=False)]
    assert len(gaps) == 3
    assert min(gaps) > 0.14
    site.times.clear()
    site.robots = "User-agent: *\nCrawl-delay: 0.2\n"
    list(fetcher().pages(site.url(f"/news/{n}") for n in range(2)))
    assert site.times[1] - site.times[0] > 0.19
    assert site.asked["/robots.txt"] == 2, "once a run"


def test_a_host_whose_rules_cannot_be_had_is_left_alone(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    site.robots = ""
    (failure,) = fetcher().pages([site.url("/news/1")])
    assert "its robots.txt cannot be had: the answer is 503" in str(failure)
    assert site.asked["/news/1"] == 0


def test_one_says_who_one_is(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    list(fetcher(agent="Desk/1 (desk@example.org)").pages([site.url("/news/1")]))
    assert {headers["User-Agent"] for headers in site.headers} == {"Desk/1 (desk@example.org)"}


def test_a_feed_brings_what_is_new_in_it(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    desk = fetcher()
    found = list(desk.listed([site.url("/feed")]))
    assert [page.published for page in found if isinstance(page, Page)] == [
        "Tue, 01 May 2019 10:00:00 GMT",
        "Tue, 02 May 2019 10:00:00 GMT",
    ]
    desk.filed()
    assert list(desk.listed([site.url("/feed")])) == []
    assert site.asked["/feed"] == 2
    site.entries = 3
    assert [page.url for page in desk.listed([site.url("/feed")])] == [site.url("/news/3")]
    assert site.asked["/news/1"] == 1


def test_a_listing_that_was_not_read_to_its_end_is_asked_for_again(
    site: Site, fetcher: Callable[..., Fetcher]
) -> None:
    for most in (1, 1):
        desk = fetcher()
        assert len(list(desk.listed([site.url("/feed")], most=most))) == 1
        desk.filed()
    assert list(fetcher().listed([site.url("/feed")])) == []
    assert site.asked["/news/1"] == site.asked["/news/2"] == 1


def test_sitemaps_lead_to_pages_of_a_time(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    desk = fetcher()
    found = desk.listed(sitemaps=[site.url("/index.xml")], since="2020")
    assert [page.url for page in found] == [site.url("/news/b")]
    assert desk.passed_by == 1
    (failure,) = desk.listed(sitemaps=[site.url("/news/1")])
    assert "no sitemap" in str(failure)
    (failure,) = desk.listed(feeds=[site.url("/news/1")])
    assert "neither RSS nor Atom" in str(failure)


def test_stopping_ends_what_is_under_way(site: Site, fetcher: Callable[..., Fetcher]) -> None:
    desk = fetcher(delay=60.0)
    began = time.monotonic()
    pages = desk.pages([site.url("/news/1"), site.url("/news/2")])
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5
