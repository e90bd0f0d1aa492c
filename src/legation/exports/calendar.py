"""iCalendar (RFC 5545) of what is planned: it opens in any calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from legation.exports.target import Target
from legation.record.resolved import ResolvedEvent
from legation.record.when import NEVER_AFTER, NEVER_BEFORE, days
from legation.settings import version
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.states import name_of

LINE = 75  # octets of a line, as the standard asks
STATUS = {"planned": "CONFIRMED", "proposed": "TENTATIVE", "denied": "CANCELLED"}


def ical(record: Record, filters: Filters, target: Target) -> None:
    """Planned acts as whole-day entries; with --status another status. One without a date is left out."""
    asked: Filters = {**filters}
    asked.setdefault("status", "planned")
    with target.whole() as out:
        out.write(_line("BEGIN:VCALENDAR") + _line("VERSION:2.0"))
        out.write(_line(f"PRODID:-//Legation//Legation {version()}//EN") + _line("CALSCALE:GREGORIAN"))
        for event in record.each("event", **asked):
            first, last = days(event.when)
            if not last or first == NEVER_BEFORE:
                target.left_out["no date in the text"] += 1
                continue
            end = first if last == NEVER_AFTER else last
            out.writelines(_line(line) for line in _entry(event, first, end))
        out.write(_line("END:VCALENDAR"))


def _entry(event: ResolvedEvent, first: str, last: str) -> Iterator[str]:
    told = event.claims[0]
    sides = ", ".join(name_of(code, "en") for code in event.states)
    after = date.fromisoformat(last)
    after = after if after == date.max else after + timedelta(days=1)
    stamp = (days(told.published)[0] or first).replace("-", "")
    stamp = first.replace("-", "") if not days(told.published)[1] else stamp
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@legation"
    yield f"DTSTAMP:{stamp}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{after.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_text(f'{event.act or event.type.lower()}: {sides}')}"
    quotes = "\n".join(f"«{t.evidence[0].quote}» — {t.publisher or t.document_name}" for t in event.claims)
    yield f"DESCRIPTION:{_text(quotes)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    if told.url.startswith(("http://", "https://")):
        yield f"URL:{_clean(told.url)}"
    yield f"CATEGORIES:{event.type}"
    yield f"STATUS:{STATUS.get(event.status, 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _clean(words: str) -> str:
    return "".join(letter for letter in words if letter.isprintable())


def _text(words: str) -> str:
    lines = [_clean(line) for line in words.splitlines()]
    return "\\n".join(
        line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines if line
    )


def _line(words: str) -> bytes:
    """One content line, folded after 75 octets and never inside a letter."""
    parts: list[bytes] = []
    part = b""
    for letter in words:
        octets = letter.encode("utf-8", "replace")
        if len(part) + len(octets) > (LINE if not parts else LINE - 1):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
