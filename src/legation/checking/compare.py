"""One claim of a draft beside the record: the thing it speaks of, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from legation.checking.known import Known, Shelf, shared
from legation.checking.slots import (
    Slots,
    amount_of,
    dates_agree,
    language_in,
    same_amount,
    same_person,
    same_place,
    stems,
)
from legation.checking.verdicts import ABSENT, CONTRADICTED, PARTLY, SUPPORTED, Finding
from legation.record import Agreement, Event, Figure, Statement, Tenure
from legation.record.resolved import ResolvedEvent
from legation.record.when import days
from legation.resolution.happenings import CONTENT, ONCE, group_of
from legation.resolution.spelling import fold
from legation.vocabulary.states import states as all_states

DONE = ("happened", "ongoing")
ENOUGH = 3.0  # points of likeness from which on two speak of one thing
LITTLE = 0.34  # share of words below which two acts are about other things
ALIKE_WORDS = 0.5  # share of words from which on two sentences say the same
LESSER = ("вице", "заместитель", "первый", "бывший", "экс", "исполняющий")  # make an office another one
OFFICE_WORDS = ("совет", "союз")  # stand in names of states and of offices
# Points for words that cannot be compared, as the record tells the thing in another language.
UNREAD, UNREAD_ONCE = 0.6, 2.0
NEAR_DAYS = 400  # another date that is farther off is more likely another happening


def event_finding(claim: Event, slots: Slots, shelf: Shelf) -> Finding:
    """What the record says to an act."""
    sides = [code for code in claim.states if code in all_states()]
    asked = [sides[:3], *([side] for side in sides[:3])] if sides else [[]]
    found = {event.id: event for states in asked for event in shelf.events(states)}
    same = [e for e in found.values() if _comparable(claim, e)]
    best, likeness = _best((shelf.known(e) for e in same), claim, slots)
    name = f"{claim.type} {claim.act}".strip()
    if best is None or likeness < ENOUGH:
        return Finding(verdict=ABSENT, claim=name)
    for how, draft, record in _event_differences(claim, slots, best):
        verdict = CONTRADICTED if how in ("date", "name", "status", "place") else PARTLY
        return _finding(verdict, name, best, how, draft, record)
    return _finding(SUPPORTED, name, best)


def _comparable(claim: Event, event: ResolvedEvent) -> bool:
    """The same group of acts; a reception and a visit are often told as one another."""
    if claim.type == event.type == "CONSULT":
        return "call" not in (claim.act, event.act) or claim.act == event.act
    return group_of(claim.type, claim.act) == group_of(event.type, event.act)


def _finding(
    verdict: str, claim: str, known: Known, how: str = "", draft: str = "", record: str = ""
) -> Finding:
    return Finding(
        verdict=verdict,
        claim=claim,
        how=how,
        draft=draft,
        record=record,
        item=known.item.id,
        sources=known.sources,
    )


def _best(found: Iterable[Known], claim: Event, slots: Slots) -> tuple[Known | None, float]:
    best, most = None, 0.0
    for known in found:
        points = _likeness(claim, slots, known)
        if points > most:
            best, most = known, points
    return best, most


def _likeness(claim: Event, slots: Slots, known: Known) -> float:
    event = known.item
    points = 1.0 if claim.act == event.act else 0.5
    once = group_of(event.type, event.act) in ONCE
    if known.tells_in(slots.language):
        points += 2.0 * known.shares(slots)
    else:
        points += UNREAD_ONCE if once and claim.act == event.act else UNREAD
    if claim.when and event.when:
        agree = dates_agree(claim.when, event.when)
        points += {"same": 2.5, "coarser": 1.0, "other": 0.0}[agree]
        if agree == "other":
            points += 0.8 if _near(claim.when, event.when) else -1.5
    points += 1.5 * bool(_common(_persons(claim), event.names))
    ours, theirs = set(claim.states), set(event.states)
    points += 1.0 if ours == theirs else 0.5 if ours & theirs else 0.0
    points += 0.5 * once
    points -= 1.5 * bool(ours - known.states)
    return points + (0.5 if claim.place and fold(claim.place) in fold(event.place) else 0.0)


def _event_differences(claim: Event, slots: Slots, known: Known) -> Iterator[tuple[str, str, str]]:
    event = known.item
    if not _same_status(claim.status, event.status):
        yield "status", claim.status, event.status
    if claim.when and event.when:
        agree = dates_agree(claim.when, event.when)
        told = any(dates_agree(claim.when, t.published) == "same" for t in event.claims if t.published)
        if agree == "other":
            yield ("the date" if told else "date"), claim.when, event.when
        if agree == "coarser":
            yield "a finer date", claim.when, event.when
    elif claim.when and not any(dates_agree(claim.when, date) == "same" for date in known.dates):
        yield "the date", claim.when, event.when
    ours, theirs = _persons(claim), [n for n in event.names if _is_person(n, known)]
    strange = [p for p in ours if not _common([p], known.persons)]
    unsaid = [name for name in theirs if not _common([name], ours)]
    if strange and unsaid:
        yield "name", ", ".join(strange), ", ".join(theirs)
    elif strange:
        yield "the name", ", ".join(strange), ""
    extra = set(claim.states) - set(known.states)
    if extra:
        yield "the state", ", ".join(sorted(claim.states)), ", ".join(event.states)
    if claim.place and event.place and not same_place(claim.place, stems(event.place) | known.stems):
        yield "place", claim.place, event.place
    group = group_of(event.type, event.act)
    if group in CONTENT and known.shares(slots) < LITTLE:
        yield "what it was about", "", ""


def _near(a: str, b: str) -> bool:
    from datetime import date

    (first, _), (other, _) = days(a), days(b)
    try:
        return abs((date.fromisoformat(first) - date.fromisoformat(other)).days) <= NEAR_DAYS
    except ValueError:
        return False


def _same_status(draft: str, record: str) -> bool:
    return draft == record or (draft in DONE and record in DONE)


def _persons(claim: Event) -> list[str]:
    return [name for name in claim.actors if name[:1].isupper() and len(name.split()) <= 4]


def _is_person(name: str, known: Known) -> bool:
    return any(same_person(name, person) for slots in known.slots for person in slots.persons)


def _common(ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    them = list(theirs)
    return [name for name in ours if any(same_person(name, other) for other in them)]


def figure_finding(claim: Figure, slots: Slots, shelf: Shelf) -> Finding:
    """What the record says to a number: by what it counts, whose it is and when."""
    name = f"{claim.measure} {amount_of(claim)}"
    sides = sorted(set(claim.states) & set(all_states()))[:2]
    best, most = None, 0.0
    for item in shelf.figures(sides):
        if item.unit != claim.unit:
            continue
        known = shelf.known(item)
        if not known.tells_in(slots.language) and not _same_value(claim, item):
            continue
        points = known.shares(slots) + (0.3 if item.measure == claim.measure else 0.0)
        points += 0.4 if _same_value(claim, item) else 0.0
        points += (
            0.3 if claim.period and item.period and dates_agree(claim.period, item.period) == "same" else 0
        )
        if points > most:
            best, most = known, points
    if best is None or most < 0.6:
        return Finding(verdict=ABSENT, claim=name)
    if not _same_value(claim, best.item):
        return _finding(CONTRADICTED, name, best, "amount", amount_of(claim), amount_of(best.item))
    if _other_date(claim.period, best.item.period, best):
        return _finding(CONTRADICTED, name, best, "date", claim.period, best.item.period)
    return _finding(SUPPORTED, name, best)


def _same_value(a: Any, b: Any) -> bool:
    from legation.record import Amount

    def amount(x: Any) -> Amount:
        said = {"value": x.value, "unit": x.unit, "comparator": x.comparator}
        return Amount(start=0, end=0, first=0, last=0, **said)

    return same_amount(amount(a), amount(b))


def _other_date(draft: str, record: str, known: Known) -> bool:
    """Whether the draft's date is not the record's, nor any that the record's sentences name."""
    if not draft or not record or dates_agree(draft, record) != "other":
        return False
    return not any(dates_agree(draft, date) == "same" for date in known.dates)


def agreement_finding(claim: Agreement, slots: Slots, shelf: Shelf) -> Finding:
    """What the record says to a treaty, memorandum …"""
    best, most = None, 0.0
    parties = sorted(set(claim.parties) & set(all_states()))[:2]
    for item in shelf.agreements(parties) or shelf.agreements(()):
        known = shelf.known(item)
        if parties and item.parties and not set(parties) & set(item.parties):
            continue
        names = [stems(name) for name in (item.name, *item.aliases)]
        points = max(shared(stems(claim.name), name) for name in names)
        points += known.shares(slots) / 2
        if claim.date and item.date:
            points += 0.4 * (dates_agree(claim.date, item.date) == "same")
        points -= 0.4 * (claim.agreement_kind != item.kind)
        if points > most:
            best, most = known, points
    if best is None or most < 0.9:
        return Finding(verdict=ABSENT, claim=claim.name)
    item = best.item
    if (claim.status == "not-concluded") != (item.status == "not-concluded"):
        return _finding(CONTRADICTED, claim.name, best, "status", claim.status, item.status)
    if claim.status in ("planned", "proposed") and item.status in ("signed", "in-force"):
        return _finding(CONTRADICTED, claim.name, best, "status", claim.status, item.status)
    if _other_date(claim.date, item.date, best):
        return _finding(CONTRADICTED, claim.name, best, "date", claim.date, item.date)
    extra = set(parties) - set(best.states)
    if extra and item.parties:
        return _finding(CONTRADICTED, claim.name, best, "name", ", ".join(parties), ", ".join(item.parties))
    return _finding(SUPPORTED, claim.name, best)


def tenure_finding(claim: Tenure, shelf: Shelf) -> Finding:
    """What the record says to a person's office."""
    name = f"{claim.person}: {claim.office}"
    known = shelf.offices(claim.person, {claim.of} & set(all_states()))
    known = [o for o in known if language_in(o.office) == language_in(claim.office)]
    mine = [o for o in known if same_person(claim.person, o.person_name)]
    for item in mine:
        same = fold(claim.office) == fold(item.office)
        if same or (_same_office(claim.office, item.office) and (not claim.of or item.of in ("", claim.of))):
            return _finding(SUPPORTED, name, shelf.known(item))
    others = [o for o in known if o.of == claim.of and _same_office(claim.office, o.office)]
    if mine:
        item = mine[0]
        return _finding(CONTRADICTED, name, shelf.known(item), "name", claim.office, item.office)
    if others and claim.of:
        held = shelf.known(others[0])
        return _finding(CONTRADICTED, name, held, "name", claim.person, others[0].person_name)
    return Finding(verdict=ABSENT, claim=name)


def _same_office(a: str, b: str) -> bool:
    """The same words, names of states left out; «вице-» and «заместитель» make it another."""
    one, other = stems(a) - _state_stems(), stems(b) - _state_stems()
    return len(one & other) > 0.5 * len(one | other) and not (one ^ other) & stems(" ".join(LESSER))


@cache
def _state_stems() -> frozenset[str]:
    names = (name for s in all_states().values() for name in (*s.names, *s.adjectives, *s.periphrases))
    return frozenset(stem for name in names for stem in stems(name)) - stems(" ".join(OFFICE_WORDS))


def statement_finding(claim: Statement, shelf: Shelf) -> Finding:
    """What the record says to somebody's words."""
    name = f"{claim.speaker}: «{claim.quote}»"
    words = stems(claim.quote)
    best, most = None, 0.0
    for item in shelf.said(claim.speaker, set(claim.about) & set(all_states())):
        points = shared(words, stems(item.quote))
        points += 0.2 if _common([claim.speaker], [item.speaker_name]) else 0.0
        if points > most:
            best, most = item, points
    if best is None or most < ALIKE_WORDS:
        return Finding(verdict=ABSENT, claim=name)
    known = shelf.known(best)
    told = fold(" ".join(text for text, _ in known.contexts))
    of_record = bool(_common([claim.speaker], [best.speaker_name, *known.persons]))
    if not of_record and fold(claim.speaker) not in told:
        return _finding(CONTRADICTED, name, known, "name", claim.speaker, best.speaker_name)
    if _negative(claim.quote) != _negative(best.quote):
        return _finding(CONTRADICTED, name, known, "status", claim.quote, best.quote)
    if shared(words, stems(best.quote)) < 0.7:
        return _finding(PARTLY, name, known, "all of the words", claim.quote, best.quote)
    return _finding(SUPPORTED, name, known)


def _negative(words: str) -> bool:
    return bool({"не", "нет", "ни"} & set(fold(words).split()))
