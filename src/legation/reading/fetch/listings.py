"""Feeds and sitemaps → the addresses of pages that they list."""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from legation.errors import UnreadablePage
from legation.reading.dating import parsed
from legation.reading.feeds import DOCTYPE
from legation.reading.fetch.addresses import normal
from legation.reading.fetch.manners import Unfetched
from legation.reading.xml import parse_xml

MOST = 50_000  # addresses of one sitemap, as its protocol bounds them


class Link(Struct, frozen=True):
    """A page that is listed; `published` as the feed writes it, `changed` an instant (ISO, UTC) or a day."""

    url: str
    published: str = ""
    changed: str = ""


class Listing(Struct, frozen=True):
    """The pages that a feed or a sitemap lists, and the further sitemaps that it names."""

    links: tuple[Link, ...]
    inner: tuple[str, ...] = ()


def feed_listing(content: bytes, url: str) -> Listing:
    """The pages of a feed, in its order. Raises Unfetched for what is none."""
    import feedparser

    feed = feedparser.parse(DOCTYPE.sub(b"", content), resolve_relative_uris=False, sanitize_html=True)
    if not feed.entries and not feed.get("version"):
        raise Unfetched("neither RSS nor Atom", "give the address of the feed itself")
    links = []
    for entry in feed.entries:
        told: dict[str, Any] = dict(entry.items())  # the entry itself warns where it has no such field
        published = str(told.get("published") or told.get("updated") or "")
        changed = told.get("updated_parsed") or told.get("published_parsed")
        links.append((str(told.get("link") or ""), published, _instant(changed) if changed else ""))
    return Listing(_sound(links, url))


def sitemap_listing(content: bytes, url: str) -> Listing:
    """The pages of a sitemap, or the sitemaps of an index. Raises Unfetched for what is neither."""
    try:
        root = parse_xml(content, "the sitemap")
    except UnreadablePage as error:
        raise Unfetched(str(error), "give the address of the sitemap itself") from error
    kind = _local(root.tag)
    if kind not in ("urlset", "sitemapindex"):
        raise Unfetched("no sitemap", "give the address of the sitemap itself")
    links = []
    for entry in root.iterchildren():
        told = {_local(field.tag): (field.text or "").strip() for field in entry.iterchildren()}
        if told.get("loc"):
            links.append((told["loc"], "", parsed(told.get("lastmod", ""))))
        if len(links) >= MOST:
            break
    found = _sound(links, url)
    if kind == "urlset":
        return Listing(found)
    return Listing((), tuple(link.url for link in found))


def _sound(links: list[tuple[str, str, str]], base: str) -> tuple[Link, ...]:
    """The links that are addresses of the web, each once."""
    found: dict[str, Link] = {}
    for url, published, changed in links:
        try:
            whole = normal(urljoin(base, re.sub(r"\s+", "", url)))
        except (Unfetched, ValueError):
            continue
        if url:
            found.setdefault(whole, Link(whole, published, changed))
    return tuple(found.values())


def _instant(told: Any) -> str:
    try:
        return datetime.fromtimestamp(timegm(told), UTC).isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError, OSError):
        return ""


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2].lower()
