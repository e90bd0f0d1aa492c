"""RSS and Atom files → a page an entry."""

from __future__ import annotations

import re
from typing import IO, Any

from legation.reading.kinds import HTML
from legation.reading.limits import too_large
from legation.reading.unfolding import Pages, Unfolding
from legation.record import Failure, Page

DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)


def pages_of_feed(file: IO[bytes], name: str, unfolding: Unfolding) -> Pages:
    """An entry's full text where the feed gives it, else its summary; declared entities are dropped."""
    import feedparser

    content = file.read(unfolding.limits.page_bytes + 1)
    if len(content) > unfolding.limits.page_bytes:
        yield too_large(name, len(content), unfolding.limits)
        return
    feed = feedparser.parse(DOCTYPE.sub(b"", content), resolve_relative_uris=False, sanitize_html=True)
    site = str(feed.feed.get("title") or "")
    language = str(feed.feed.get("language") or "").partition("-")[0].lower()
    if not feed.entries:
        yield Failure(name=name, reason="a feed without entries", remedy="check that it is RSS or Atom")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}:{number}"
        title, words = str(entry.get("title") or ""), _words(entry)
        if not (title or words):
            yield Failure(name=where, reason="an entry without words", remedy="nothing is to be done")
            continue
        yield Page(
            name=where,
            text=f"<html><body><h1>{title}</h1><article>{words}</article></body></html>",
            media_type=HTML,
            url=str(entry.get("link") or ""),
            title=title,
            published=str(entry.get("published") or entry.get("updated") or ""),
            publisher=str((entry.get("source") or {}).get("title") or site),
            language=language,
        )


def _words(entry: Any) -> str:
    bodies = [str(part.get("value") or "") for part in entry.get("content") or []]
    return max([*bodies, str(entry.get("summary") or "")], key=len)
