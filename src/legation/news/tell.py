"""News as text and as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from legation.news.changes import Change, News
from legation.vocabulary.states import name_of

HEADINGS = {
    "new": "New",
    "source": "New sources for what was known",
    "came-true": "Plans that came true",
    "denied": "Plans denied or cancelled",
    "moved": "Figures that moved",
    "conflict": "New conflicts",
}
_ORDER = tuple(HEADINGS)
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")


def lines(news: News) -> Iterator[str]:
    """The news as lines of text."""
    if not news.changes:
        yield "Nothing new."
        return
    yield f"Since {news.since}: {len(news.documents)} documents, {len(news.changes)} changes"
    for change, found in groupby(sorted(news.changes, key=_rank), key=lambda c: c.change):
        yield ""
        yield HEADINGS[change]
        for one in found:
            yield f"  {one.item.id}  {summary(one)}"


def _rank(change: Change) -> tuple[int, str, str]:
    return _ORDER.index(change.change), change.kind, change.item.id


def summary(change: Change) -> str:
    """One change in a line."""
    item = change.item
    before = f" (before: {change.before})" if change.before else ""
    return f"{change.kind}: {_said(change.kind, item)}{before}"


def _said(kind: str, item: Any) -> str:
    sides = ", ".join(name_of(code, "en") for code in getattr(item, "states", ()))
    parts: tuple[str, ...]
    match kind:
        case "event":
            act = f"{item.type} {item.act}".strip()
            parts = (item.when, act, sides, ", ".join(item.names), item.status)
        case "agreement":
            parts = (item.date, item.name, item.status)
        case "figure":
            parts = (item.period, item.measure, item.of, f"{item.comparator}{item.value:g} {item.unit}")
        case "statement":
            parts = (item.told, item.speaker_name, f"«{item.quote}»")
        case "office":
            parts = (item.person_name, item.office, item.when)
        case _:
            parts = (item.about, " ↔ ".join(dict.fromkeys(side.value for side in item.sides)))
    return "; ".join(part for part in parts if part)


def atom(news: News, title: str = "Legation") -> Iterator[str]:
    """The news as an Atom feed, the newest first."""
    newest = max((change.read for change in news.changes), default=news.since or "1970-01-01T00:00:00+00:00")
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<id>urn:legation:news</id><title>{_xml(title)}</title><updated>{newest}</updated>\n"
    yield "<author><name>Legation</name></author>\n"
    for change in sorted(news.changes, key=lambda c: (c.read, c.item.id), reverse=True):
        quotes = _quotes(change)
        yield (
            f"<entry><id>urn:legation:news:{change.change}:{change.item.id}:{change.read}</id>"
            f"<title>{_xml(HEADINGS[change.change])}: {_xml(summary(change))}</title>"
            f"<updated>{change.read}</updated><category term={_attribute(change.kind)}/>"
            f'<content type="text">{_xml(quotes)}</content></entry>\n'
        )
    yield "</feed>\n"


def _quotes(change: Change) -> str:
    told = getattr(change.item, "claims", None) or change.item.sides
    return "\n".join(
        f"«{t.evidence[0].quote}» — {t.document_name}"
        for t in told
        if t.evidence and t.document in change.documents
    )


def _xml(words: str) -> str:
    return escape(words.translate(_ILLEGAL))


def _attribute(words: str) -> str:
    return f'"{_xml(words)}"'
