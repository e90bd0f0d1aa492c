"""Agreements: the instruments between sides that the text names, with parties, date and status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from msgspec import Struct

from legation.extraction.agreements_names import Instrument, instrument_text
from legation.extraction.agreements_signing import Signing, every_instrument, listed_by_noun, signing_of
from legation.extraction.agreements_status import (
    date_of,
    is_concluded,
    is_dated_behind,
    is_missing,
    is_signed,
    parties_of,
    parties_understood,
    sides_of,
    status_of,
)
from legation.extraction.scene import Scene
from legation.record import Agreement, Event
from legation.vocabulary.instruments import instruments
from legation.vocabulary.posts import cut, stem
from legation.vocabulary.states import states

STATUSES = {
    "planned": "planned",
    "proposed": "proposed",
    "denied": "not-concluded",
}  # of an event, an instrument
FURTHER = 2  # sentences from an instrument to «документ», which means it


class Told(Struct, frozen=True):
    """One place that names an instrument, with what that place says of it."""

    named: Instrument
    text: str
    words: frozenset[str]
    sides: tuple[str, ...]
    parties: tuple[str, ...]
    status: str
    date: str
    listed: bool = False


def agreements(scene: Scene, acts: Sequence[Event] = ()) -> tuple[Agreement, ...]:
    """Every concrete instrument between sides, once; `acts` are the events of the text, whose signings know
    their sides and their time.
    """
    return agreements_of(scene, instruments_told(scene, acts))


def instruments_told(scene: Scene, acts: Sequence[Event]) -> tuple[tuple[Told, ...], ...]:
    """The places that name each concrete instrument."""
    groups: list[list[Told]] = []
    every, listed = every_instrument(scene), listed_by_noun(scene)
    for named in every:
        told = _told(scene, named, every, signing_of(scene, named, acts, listed))
        group = next((g for g in reversed(groups) if _same(told, _fullest(g))), None)
        if group is not None:
            group.append(told)
        elif _is_concrete(scene, told):
            groups.append([told])
    return tuple(map(tuple, groups))


def agreements_of(scene: Scene, groups: Sequence[Sequence[Told]]) -> tuple[Agreement, ...]:
    """An agreement for each instrument told."""
    later = _documents(scene)
    return tuple(_agreement(scene, group, later) for group in groups)


def _documents(scene: Scene) -> tuple[tuple[int, str], ...]:
    """The tokens of «документ» whose signing has a day, which is that of the instrument told before."""
    found = []
    for number in scene.markup.among(("документ",)):
        if scene.markup.tokens[number].feats.get("Number") == "Sing":
            named = Instrument(first=number, head=number, last=number + 1, kind="", plural=False)
            if day := date_of(scene, named, "signed"):
                found.append((number, day))
    return tuple(found)


def _day_of_document(scene: Scene, group: Sequence[Told], later: Sequence[tuple[int, str]]) -> str:
    sentence_of = scene.markup.sentence_of
    last = max(told.named.head for told in group)
    near = (day for at, day in later if at > last and sentence_of[at] - sentence_of[last] <= FURTHER)
    return next(near, "")


def dates_fit(one: str, other: str) -> bool:
    """Whether two times may be one: one may be told less exactly than the other, or not at all."""
    if not one or not other or one.startswith(other) or other.startswith(one):
        return True
    stretch, point = (one, other) if "/" in one else (other, one)
    start, slash, end = stretch.partition("/")
    return (
        bool(slash)
        and "/" not in point
        and (start <= point or start == "..")
        and (point <= end or end == "..")
    )


def _fullest(group: Sequence[Told]) -> Told:
    return max(group, key=lambda t: (len(t.words), len(t.text)))


def _told(scene: Scene, named: Instrument, every: tuple[Instrument, ...], signing: Signing | None) -> Told:
    text = instrument_text(scene, named)
    kept = [
        token.lemma
        for number, token in enumerate(scene.markup.tokens[named.first : named.last], named.first)
        if not ((mention := scene.mention_at(number)) and mention.kind == "state") and token.pos != "ADP"
    ]
    own = sides_of(scene, named)
    parties, status, date = (
        _of_list(own, signing) if _is_listed(signing) else _as_told(scene, named, every, signing)
    )
    return Told(
        named=named,
        text=text,
        words=frozenset(cut(" ".join(kept))),
        sides=own,
        parties=parties,
        status=status,
        date=date,
        listed=_is_listed(signing),
    )


def _is_listed(signing: Signing | None) -> TypeGuard[Signing]:
    return signing is not None and signing.listed


def _of_list(own: tuple[str, ...], signing: Signing) -> tuple[tuple[str, ...], str, str]:
    """Parties, status and time of an instrument of a list: its own states, or those that sign the list."""
    named = tuple(side for side in own if side in states())
    return (
        named if len(named) > 1 else signing.sides,
        STATUSES.get(signing.status, "signed"),
        signing.when,
    )


def _as_told(
    scene: Scene, named: Instrument, every: tuple[Instrument, ...], signing: Signing | None
) -> tuple[tuple[str, ...], str, str]:
    """Parties, status and time by the words around a name, and by the act of signing that they tell."""
    own, status = sides_of(scene, named), status_of(scene, named)
    if signing is not None and status == "signed":  # «не стала подписывать», «должны подписать»
        status = STATUSES.get(signing.status, status)
    signers = {*own, *signing.sides} if signing is not None else set()
    parties = tuple(sorted(signers)) if len(own) < 2 <= len(signers) else parties_of(scene, named, every)
    date = date_of(scene, named, status)
    if not date and signing is not None and status != "not-concluded":
        date = signing.when
    return parties, status, date


def _same(one: Told, other: Told) -> bool:
    """Whether two places mean one instrument: one name holds the other's words, or only its noun."""
    if one.named.kind != other.named.kind or one.named.plural != other.named.plural:
        return False
    signed = one.status == other.status == "signed"
    if (one.listed and other.listed) or (signed and not dates_fit(one.date, other.date)):
        return False
    if {one.status, other.status} == {"in-force", "not-concluded"} and min(
        len(one.words), len(other.words)
    ) > 2:
        return False
    if one.words <= other.words or other.words <= one.words:
        return True
    return _abbreviates(one.text, other.text) or _abbreviates(other.text, one.text)


def _abbreviates(short: str, full: str) -> bool:
    """«договор о СНВ» beside «договор о сокращении стратегических наступательных вооружений»."""
    initials = "".join(word[0].upper() for word in full.split() if word[0].isalpha())
    capitals = [word for word in short.split() if word.isupper() and 3 <= len(word) <= 6]
    return any(word in initials and word not in full for word in capitals)


def _is_concrete(scene: Scene, told: Told) -> bool:
    """Whether the words name one instrument between sides, and not any."""
    named, tokens = told.named, scene.markup.tokens
    known = instruments()
    adjectives = [t for t in tokens[named.first : named.head] if t.pos == "ADJ"]
    proper = any(stem(t.text) in known.named or t.text[:1].isupper() for t in adjectives)
    about = named.last > named.head + 1
    both = sum(side in states() for side in told.parties) > 1
    if told.listed and len(told.parties) > 1:
        return True
    if known.private & {t.lemma for t in tokens[named.first : named.last]} and not both:
        return False
    if not named.plural and both and (is_concluded(scene, named) or is_dated_behind(scene, named)):
        return True
    if named.kind == "concept":
        return any(t.text in '«"“' for t in tokens[named.head : named.last])
    if named.plural and not (about and told.parties):
        return False
    if named.kind in ("contract", "programme"):
        return about and len(told.parties) > 1 and is_signed(scene, named)
    if named.kind == "joint-statement":
        return len(told.parties or parties_understood(scene, named)) > 1
    sentence = scene.markup.sentences[scene.markup.sentence_of[named.head]]
    titled = tokens[named.head].text[:1].isupper() and named.head > sentence.first
    between = any(t.lemma == "между" for t in tokens[named.head : named.last])
    said = between or (not named.plural and (is_concluded(scene, named) or is_dated_behind(scene, named)))
    said = said or (about and not named.plural and is_missing(scene, named))
    understood = said and len(parties_understood(scene, named)) > 1
    dated = understood and named.kind == "treaty" and is_dated_behind(scene, named)
    return proper or dated or (about and (bool(told.parties) or titled or understood))


def _date(scene: Scene, spots: Sequence[Told], status: str, later: Sequence[tuple[int, str]]) -> str:
    """The time that the places tell: of an instrument not concluded none that another thing was signed."""
    told = [t.date for t in spots if t.date and (status != "not-concluded" or t.status == status)]
    return told[0] if told else _day_of_document(scene, spots, later)


def _agreement(scene: Scene, group: Sequence[Told], later: Sequence[tuple[int, str]]) -> Agreement:
    best = _fullest(group)
    status = best.status
    if status == "in-force" and any(t.status == "signed" for t in group):
        status = "signed"
    if status == "in-force" and any(t.status == "not-concluded" for t in group):
        status = "not-concluded"
    tokens = scene.markup.tokens
    spots = [best, *(t for t in group if t is not best)]
    parties = max((t.parties for t in spots), key=len)
    derived = {}
    if len(parties) < 2 and (understood := parties_understood(scene, best.named)):
        parties, derived = understood, {"parties": "the two sides that the passage is about"}
    return Agreement(
        document=scene.markup.document.id,
        evidence=tuple(
            scene.evidence(tokens[t.named.first].start, tokens[t.named.last - 1].end) for t in spots
        ),
        name=best.text,
        agreement_kind=best.named.kind,
        parties=parties,
        date=_date(scene, spots, status, later),
        status=status,
        derived=derived,
        rule="an instrument named",
    )
