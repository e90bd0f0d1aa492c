"""Where a sentence's claims find nothing by themselves: by its words, and by the persons who act in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from legation.checking.known import Known, Shelf, shared
from legation.checking.slots import Slots, dates_agree, same_person
from legation.checking.verdicts import ABSENT, CONTRADICTED, PARTLY, SUPPORTED, Finding
from legation.errors import UnknownName

SAID_BEFORE = 0.75  # share of a sentence's words that one sentence of the record must have
SAME_ACT = 0.5  # the same where also the persons agree
WORDS = 3  # fewer words say too little by themselves


def told_before(slots: Slots, shelf: Shelf) -> Finding | None:
    """A thing of the record whose sentence says the same in nearly the same words."""
    best: Known | None = None
    most = SAID_BEFORE
    if len(slots.words) < WORDS:
        return None
    for item in _near(slots, shelf):
        known = shelf.known(item)
        told = [s for s in known.slots if s.language == slots.language]
        points = max((shared(slots.words, s.words) for s in told), default=0.0)
        if points >= most and any(s.negated == slots.negated for s in known.slots):
            best, most = known, points
    return _judged(slots, best) if best else None


def _near(slots: Slots, shelf: Shelf) -> Iterator[Any]:
    asked = [[state] for state in sorted(slots.states)[:2]] or [[]]
    for states in asked:
        yield from shelf.figures(states)
        if states:
            yield from shelf.events(states)
            yield from shelf.agreements(states)
            yield from shelf.statements(states)
    for name in (*slots.persons[:2], *slots.bodies[:2]):
        yield from _acts(name, shelf)


def _acts(person: str, shelf: Shelf) -> list[Any]:
    try:
        return shelf.acts_of(person)
    except UnknownName:
        return []


def acts_of(slots: Slots, shelf: Shelf) -> Finding | None:
    """An act of the same persons in like words; with its day told otherwise, or another in one's place."""
    best: tuple[float, Known | None] = (0.0, None)
    if not slots.persons:
        return None
    for person in slots.persons[:3]:
        for item in _acts(person, shelf):
            known = shelf.known(item)
            words = known.shares(slots)
            same = [p for p in slots.persons if any(same_person(p, n) for n in known.persons)]
            dated = bool(item.when) and any(dates_agree(d, item.when) == "same" for d in slots.dates)
            points = words + len(same) / len(slots.persons) + 0.5 * dated
            enough = words >= SAME_ACT and (len(same) > 1 or dated)
            if enough and points > best[0] and any(s.negated == slots.negated for s in known.slots):
                best = (points, known)
    known_act = best[1]
    if known_act is None:
        return None
    return _judged(slots, known_act)


def _judged(slots: Slots, known: Known) -> Finding:
    """Contradicted where an act is told of another day."""
    when = getattr(known.item, "when", "")
    if slots.dates and when and not any(dates_agree(d, when) != "other" for d in slots.dates):
        return _finding(CONTRADICTED, known, "date", slots.dates[0], when)
    return _finding(SUPPORTED, known)


def _finding(verdict: str, known: Known, how: str = "", draft: str = "", record: str = "") -> Finding:
    return Finding(
        verdict=verdict,
        claim="",
        how=how,
        draft=draft,
        record=record,
        item=known.item.id,
        sources=known.sources,
    )


def settled(found: list[Finding], slots: Slots, shelf: Shelf) -> list[Finding]:
    """Findings that another of the same sentence answers are let go: its sentence says all of the words, or
    bears the date."""
    borne = [shelf.known(shelf.record.show(f.item)) for f in found if f.verdict == SUPPORTED]
    if not borne:
        return found
    dates = [date for known in borne for date in known.dates]
    told = max(known.shares(slots) for known in borne) >= SAID_BEFORE
    kept = []
    for finding in found:
        if finding.verdict == ABSENT and told:
            continue
        undated = finding.verdict == PARTLY and finding.how == "the date"
        if undated and any(dates_agree(finding.draft, date) == "same" for date in dates):
            kept.append(replace(finding, verdict=SUPPORTED, how="", draft="", record=""))
            continue
        kept.append(finding)
    return kept
