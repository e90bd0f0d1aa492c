"""One event once per document: mentions of the same happening joined, the best of them speaking for it."""

from __future__ import annotations

from legation.extraction.acts.same import Told, dates_fit, same, states_fit
from legation.record import Evidence

MOST = 6  # pieces of evidence kept for one event
BACK = 300  # events of its kind to which a telling is compared: a long text stays linear
LEAD = 3  # sentences from a headline to the one that opens its item
WHATEVER_ACT = frozenset({"ASSAULT", "REJECT", "ACCUSE", "THREATEN"})  # of which a headline tells any


def merged(tellings: list[Told]) -> list[Told]:
    """Tellings joined into events, in the order in which the text first tells them."""
    events: list[Told] = []
    alike: dict[tuple[str, str], list[Told]] = {}
    leads = _leads(tellings)
    above: list[Told] = []  # events told by the headline that the item below has yet to tell
    for told in tellings:
        kin = alike.setdefault((told.type, told.act), [])
        known = _meant(kin[-BACK:], told)
        if known is None and leads.get(told.passage) == told.sentence:
            known = next((event for event in above if _told_below(event, told)), None)
        if known is None:
            events.append(told)
            kin.append(told)
            if told.headline:
                above.append(told)
        else:
            if leads.get(told.passage) == told.sentence:
                above = [event for event in above if event is not known]
            _join(known, told)
    return events


def _leads(tellings: list[Told]) -> dict[int, int]:
    """For each passage with a headline that tells something the first sentence below it that does so too."""
    heads = {t.passage: t.sentence for t in tellings if t.headline}
    leads: dict[int, int] = {}
    for told in tellings:
        if told.passage in heads and heads[told.passage] < told.sentence <= heads[told.passage] + LEAD:
            leads.setdefault(told.passage, told.sentence)
    return leads


def _told_below(head: Told, lead: Told) -> bool:
    """Whether the opening of an item tells what its headline told in other words: «Датчане купили завод»
    above «компания завершила покупку завода».
    """
    return (
        head.type == lead.type
        and head.passage == lead.passage
        and head.status == lead.status
        and (head.act == lead.act or head.type in WHATEVER_ACT)
        and (states_fit(head, lead) or bool((head.derived or lead.derived) and head.states & lead.states))
        and dates_fit(head.when, lead.when)
        and not (head.people and lead.people and not head.people & lead.people)
    )


def _meant(events: list[Told], told: Told) -> Told | None:
    """The event that a telling tells again: of those that it may be, the first that is most like it."""
    fitting = [event for event in events if same(event, told)]
    return max(fitting, key=lambda event: _likeness(event, told), default=None)


def _likeness(event: Told, told: Told) -> tuple[bool, bool]:
    """What speaks for an event of several: that sides meet in the same form, that the same people do it."""
    alike = bool(event.gathering) and event.gathering == told.gathering
    return alike, bool(event.people & told.people)


def _join(event: Told, told: Told) -> None:
    guessed = (bool(event.derived), bool(told.derived))
    own, others = event.states, told.states
    if told.sure > event.sure:
        event.status, event.sure = told.status, told.sure
        event.evidence.insert(0, told.evidence[0])
        event.rule = told.rule
    else:
        event.evidence.append(told.evidence[0])
    if len(told.when) > len(event.when) or not event.when:
        event.when, event.when_text = told.when or event.when, told.when_text or event.when_text
    if guessed == (False, True) and len({*event.sources, *event.recipients}) > 1:
        event.states = own
    elif guessed == (True, False) and len(others) > 1:
        event.states, event.derived = others, {}
    else:
        event.states = own | others
    out = (own | others) - event.states  # looked up, and not so
    event.people |= told.people
    event.actors += tuple(name for name in told.actors if name not in event.actors)
    event.sources += tuple(name for name in told.sources if name not in event.sources + event.recipients)
    event.recipients += tuple(
        name for name in told.recipients if name not in event.sources + event.recipients
    )
    event.sources = tuple(name for name in event.sources if name not in out)
    event.recipients = tuple(name for name in event.recipients if name not in out)
    event.place = event.place or told.place
    event.gathering = event.gathering or told.gathering
    event.last = max(event.last, told.last)
    event.nominal = event.nominal and told.nominal
    kept: list[Evidence] = []
    for piece in event.evidence:
        if not any(piece.start < k.end and k.start < piece.end for k in kept):
            kept.append(piece)
    event.evidence = kept[:MOST]
