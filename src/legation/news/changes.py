"""The news: worked out from which documents were read since, so that nothing more has to be kept.

A thing is new where all that tells it was read since; it has a new source where only some of it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from legation.errors import BadInput
from legation.record.resolved import (
    FiledDocument,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
)
from legation.store.record import Record

GAP = timedelta(minutes=10)  # documents read farther apart than this belong to two readings
KINDS = ("event", "agreement", "figure", "statement", "office")
AHEAD = ("planned", "proposed")


class Change(Struct, frozen=True, kw_only=True):
    """One piece of news about one thing.

    `change` is `new`, `source` (one more tells a known thing), `came-true`, `denied`, `moved` (a figure of a
    known series with another value, the old one in `before`) or `conflict`. `read` is the instant at which
    the newest document that tells it was read.
    """

    change: str
    kind: str
    item: Any
    before: str = ""
    read: str = ""
    documents: tuple[str, ...] = ()


class News(Struct, frozen=True, kw_only=True):
    """What changed since an instant, and the documents read since."""

    since: str
    documents: tuple[FiledDocument, ...]
    changes: tuple[Change, ...]


def news(record: Record, since: str = "") -> News:
    """What changed since a day or instant (ISO 8601), without one since the last reading began.

    Raises BadInput for what is no time.
    """
    filed = sorted((d for d in record.documents() if d.id and d.read_at), key=lambda d: (d.read_at, d.id))
    start = _instant(since) if since else last_reading(filed)
    return _news(record, start, tuple(d for d in filed if d.read_at >= start) if start else ())


def latest(record: Record, newest: Iterable[FiledDocument], most: int = 60) -> News:
    """What the last reading changed, told by at most so many of its documents: those read last.

    `newest` are the documents read last; those of other readings among them are left out.
    """
    filed = sorted((d for d in newest if d.id and d.read_at), key=lambda d: (d.read_at, d.id))
    start = last_reading(filed)
    fresh = tuple(d for d in filed if d.read_at >= start)
    told = _news(record, start, fresh[-most:])
    return msgspec.structs.replace(told, documents=fresh)


def _news(record: Record, start: str, fresh: tuple[FiledDocument, ...]) -> News:
    read = {d.id: d.read_at for d in fresh}
    changes = [change for kind in KINDS for change in _of_kind(record, kind, read)]
    changes += _conflicts(record, changes, read)
    return News(since=start, documents=fresh, changes=tuple(changes))


def _instant(since: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d([T ]\d\d(:\d\d(:\d\d)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", since):
        raise BadInput(f"«{since}» is no time; write 2026-11-08 or 2026-11-08T12:00.")
    return since.replace(" ", "T").replace("Z", "+00:00")


def last_reading(filed: list[FiledDocument]) -> str:
    """The instant at which the last reading began: documents read in one go stand close together."""
    start = ""
    for document in reversed(filed):
        if start and datetime.fromisoformat(start) - datetime.fromisoformat(document.read_at) > GAP:
            break
        start = document.read_at
    return start


def _of_kind(record: Record, kind: str, read: dict[str, str]) -> Iterator[Change]:
    found: dict[str, Any] = {}
    for document in read:
        for item in record.each(kind, document=document):
            found[item.id] = item
    for item in sorted(found.values(), key=lambda i: i.id):
        told = [t.document for t in item.claims]
        fresh = tuple(dict.fromkeys(d for d in told if d in read))
        facts = {"kind": kind, "item": item, "documents": fresh, "read": max(read[d] for d in fresh)}
        yield from _changes(record, item, set(told) <= set(read), read, facts)


def _changes(
    record: Record, item: Any, is_new: bool, read: dict[str, str], facts: dict[str, Any]
) -> Iterator[Change]:
    if is_new:
        before = _moved(record, item, read) if isinstance(item, ResolvedFigure) else ""
        yield Change(change="moved" if before else "new", before=before, **facts)
        return
    turned = _turned(item, read) if isinstance(item, (ResolvedEvent, ResolvedAgreement)) else ""
    if turned:
        yield Change(change=turned, before="planned", **facts)
        return
    families = {t.family or t.document for t in item.claims if t.document not in read}
    if any((t.family or t.document) not in families for t in item.claims if t.document in read):
        yield Change(change="source", **facts)


def _turned(item: ResolvedEvent | ResolvedAgreement, read: dict[str, str]) -> str:
    """What became of a plan: the old pages told it as one, and a new page tells the end."""
    homes = {t.claim: t.document for t in item.claims}
    old = {step.status for step in item.history if homes.get(step.claim) not in read}
    new = {step.status for step in item.history if homes.get(step.claim) in read}
    if not old & set(AHEAD) or item.status in AHEAD or item.status not in new:
        return ""
    return "denied" if item.status in ("denied", "not-concluded") else "came-true"


def _moved(record: Record, figure: ResolvedFigure, read: dict[str, str]) -> str:
    """The value that the series had before, where it was another."""
    if not figure.series or not figure.states:
        return ""
    for other in record.figures(states=list(figure.states), type=figure.measure, newest=True, limit=200):
        known = any(t.document not in read for t in other.claims)
        if known and other.series == figure.series and other.value != figure.value:
            return f"{other.value:g} {other.unit} ({other.period})"
    return ""


def _conflicts(record: Record, changes: list[Change], read: dict[str, str]) -> list[Change]:
    found: dict[str, ResolvedConflict] = {}
    for change in changes:
        for conflict in record.conflicts(item=change.item.id):
            found[conflict.id] = conflict
    made = []
    for conflict in sorted(found.values(), key=lambda c: c.id):
        fresh = tuple(dict.fromkeys(s.document for s in conflict.sides if s.document in read))
        if fresh:
            when = max(read[d] for d in fresh)
            made.append(Change(change="conflict", kind="conflict", item=conflict, documents=fresh, read=when))
    return made
