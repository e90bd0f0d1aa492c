"""The whole check on one screen: a draft walks in, a verdict on each of its sentences walks out.

A sentence is supported only where all its claims are, and where each of its times, amounts, persons and
states stands in the sentences that tell the same thing: what the check did not understand can lower a verdict
but never raise it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from legation.checking.compare import (
    agreement_finding,
    event_finding,
    figure_finding,
    statement_finding,
    tenure_finding,
)
from legation.checking.fallback import acts_of, settled, told_before
from legation.checking.known import Known, Shelf
from legation.checking.slots import (
    Slots,
    amount_of,
    dates_agree,
    language_in,
    same_amount,
    same_person,
    same_place,
    slots_of,
    stems,
)
from legation.checking.verdicts import (
    ABSENT,
    CONTRADICTED,
    PARTLY,
    Checked,
    CheckedSentence,
    Finding,
    joined,
)
from legation.extraction import extract
from legation.language import mark
from legation.record import Claim, Document, Event, Figure, Statement, Tenure
from legation.record.claim import Agreement
from legation.store.record import Record


def check(record: Record, draft: Document) -> Checked:
    """Each sentence of a draft beside the record. Touches neither."""
    markup = mark(draft)
    reading = extract(markup)
    shelf = Shelf(record)
    sentences = []
    for sentence in markup.sentences:
        start, end = sentence.start, sentence.end
        slots = slots_of(markup, reading.mentions, start, end)
        claims = [c for c in reading.claims if c.evidence and start <= c.evidence[0].start < end]
        findings = tuple(_findings(claims, slots, shelf))
        sentences.append(
            CheckedSentence(
                start=start,
                end=end,
                text=draft.text[start:end],
                verdict=joined(findings) if findings else ABSENT,
                findings=findings,
            )
        )
    return Checked(name=draft.name, text=draft.text, sentences=tuple(sentences))


def check_text(record: Record, text: str, published: str = "") -> Checked:
    """The same for a few sentences."""
    draft = Document(text=text, name="draft", published=published, language=language_in(text))
    return check(record, draft)


def _findings(claims: list[Claim], slots: Slots, shelf: Shelf) -> Iterator[Finding]:
    offices = [tenure_finding(claim, shelf) for claim in claims if isinstance(claim, Tenure)]
    found = [_finding(claim, slots, shelf) for claim in claims if not isinstance(claim, Tenure)]
    if not any(f.verdict != ABSENT for f in found):
        told = told_before(slots, shelf) or acts_of(slots, shelf)
        found = [told] if told else found
    found = settled([*found, *offices], slots, shelf)
    yield from found
    if not any(f.verdict == CONTRADICTED for f in found):
        known = [shelf.known(shelf.record.show(f.item)) for f in found if f.item]
        if known:
            yield from _uncovered(slots, known)


def _finding(claim: Claim, slots: Slots, shelf: Shelf) -> Finding:
    match claim:
        case Event():
            return event_finding(claim, slots, shelf)
        case Figure():
            return figure_finding(claim, slots, shelf)
        case Agreement():
            return agreement_finding(claim, slots, shelf)
        case Statement():
            return statement_finding(claim, shelf)
    raise TypeError(f"a claim of an unknown kind: {claim!r}")


def _uncovered(slots: Slots, known: list[Known]) -> Iterator[Finding]:
    """What stands in the sentence and in none of the sentences that it was compared with."""
    base = Finding(verdict=PARTLY, claim="", item=known[0].item.id, sources=known[0].sources)
    dates = [date for k in known for date in k.dates]
    for date in slots.dates:
        if not any(dates_agree(date, other) == "same" for other in dates):
            yield replace(base, how="the date", draft=date)
    amounts = [amount for k in known for s in k.slots for amount in s.amounts]
    for amount in slots.amounts:
        if any(same_amount(amount, other) for other in amounts):
            continue
        rivals = [other for other in amounts if other.unit == amount.unit]
        shown = ", ".join(amount_of(other) for other in rivals)
        verdict = CONTRADICTED if rivals else PARTLY
        draft = amount_of(amount)
        yield replace(base, verdict=verdict, how="amount", draft=draft, record=shown)
    persons = [name for k in known for name in k.persons]
    persons += [getattr(k.item, "person_name", "") or getattr(k.item, "speaker_name", "") for k in known]
    strange = [p for p in slots.persons if not any(same_person(p, other) for other in persons if other)]
    named = [name for k in known if k.is_act for s in k.slots for name in s.persons]
    unsaid = [name for name in named if not any(same_person(name, p) for p in slots.persons)]
    for person in strange:
        instead = bool(unsaid) and len(strange) < len(slots.persons)
        verdict = CONTRADICTED if instead else PARTLY
        how = "name" if instead else "the name"
        yield replace(base, verdict=verdict, how=how, draft=person, record=", ".join(dict.fromkeys(unsaid)))
    yield from _unknown_places(slots, known, base)
    states = frozenset(code for k in known for code in k.states)
    for state in sorted(slots.states - states):
        yield replace(base, how="the state", draft=state)


def _unknown_places(slots: Slots, known: list[Known], base: Finding) -> Iterator[Finding]:
    """Places that the record does not name; contradicted where it tells another of the act."""
    own = [getattr(k.item, "place", "") for k in known]
    named = frozenset[str]().union(*(k.stems for k in known), *map(stems, own))
    for place in slots.places:
        if same_place(place, named):
            continue
        rivals = ", ".join(dict.fromkeys(p for p in own if p and language_in(p) == language_in(place)))
        verdict, how = (CONTRADICTED, "place") if rivals else (PARTLY, "the place")
        yield replace(base, verdict=verdict, how=how, draft=place, record=rivals)
