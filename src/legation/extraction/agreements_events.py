"""Signings that only an instrument tells: «договора … до сих пор нет», «соглашение, парафированное в мае»."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.agreements import Told
from legation.extraction.agreements_status import governing
from legation.extraction.scene import Scene
from legation.extraction.when import when_of
from legation.record import Agreement, Event
from legation.vocabulary.instruments import instruments
from legation.vocabulary.states import states

STATUSES = {"planned": "planned", "proposed": "proposed", "not-concluded": "denied"}  # of what is not signed
ABSENT = frozenset({"нет", "без", "отсутствовать"})


def signings(
    scene: Scene, acts: Sequence[Event], groups: Sequence[Sequence[Told]], found: Sequence[Agreement]
) -> tuple[Event, ...]:
    """The signings of the instruments `found`, told by the places `groups`, that no act of the text tells."""
    events: list[Event] = []
    for places, agreement in zip(groups, found, strict=True):
        sides = tuple(party for party in agreement.parties if party in states())
        if not sides or len(agreement.parties) < 2:
            continue
        for told in places:
            events += [
                event
                for number in _telling(scene, told)
                if (event := _event(scene, told, number, agreement))
                and not _is_told(event, [*acts, *events])
                and not _is_meant(scene, number, acts)
            ]
    return tuple(events)


def _telling(scene: Scene, told: Told) -> list[int]:
    """The words that say of an instrument that it is signed, or that it is not there."""
    tokens, named = scene.markup.tokens, told.named
    if told.listed or named.plural:
        return []
    concludes = instruments().telling["concludes"]
    absent = ABSENT if told.status == "not-concluded" else frozenset()
    words = [n for n in governing(scene, named) if tokens[n].lemma in absent or tokens[n].lemma in concludes]
    return [n for n in dict.fromkeys(words) if tokens[n].pos != "NOUN"]


def _event(scene: Scene, told: Told, number: int, agreement: Agreement) -> Event | None:
    tokens, named = scene.markup.tokens, told.named
    if scene.markup.sentence_of[number] != scene.markup.sentence_of[named.head]:
        return None
    feats = tokens[number].feats
    past = feats.get("Tense") == "Past" or feats.get("VerbForm") == "Part"
    past = past and told.status != "not-concluded"
    status = "happened" if past else STATUSES.get(told.status, "happened")
    first, last = min(named.first, number), max(named.last - 1, number)
    when, words = when_of(scene, number) if status != "denied" else ("", "")
    return Event(
        document=scene.markup.document.id,
        evidence=(scene.evidence(tokens[first].start, tokens[last].end),),
        rule="an instrument told as signed or not signed: SUPPORT/sign",
        derived=agreement.derived and {"states": agreement.derived.get("parties", "")},
        type="SUPPORT",
        act="sign",
        status=status,
        when=when,
        when_text=words,
        states=tuple(party for party in agreement.parties if party in states()),
        actors=tuple(party for party in agreement.parties if party not in states()),
        sources=agreement.parties,
    )


def _is_meant(scene: Scene, number: int, acts: Sequence[Event]) -> bool:
    """Whether an act tells the word above an infinitive: «намерены подписать» is a promise."""
    token = scene.markup.tokens[number]
    if token.feats.get("VerbForm") != "Inf":
        return False
    at = scene.markup.tokens[token.head].start
    return any(piece.start <= at < piece.end for act in acts for piece in act.evidence)


def _is_told(event: Event, acts: Sequence[Event]) -> bool:
    """Whether an act of signing or refusing is told by the same words, or was there at the same time."""
    own = event.evidence[0]
    for act in acts:
        over = any(piece.start < own.end and own.start < piece.end for piece in act.evidence)
        if act.act == "sign" and act.type == "SUPPORT":
            if act.status == event.status and (
                over or (act.states == event.states and act.when == event.when)
            ):
                return True
        elif over and act.type in ("REJECT", "AGREE", "SUPPORT"):
            return True
    return False
