"""Agreements: the instruments between sides that the text names, with parties, date and status."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from legation.extraction.agreements_names import Instrument, instrument_text, instruments_named
from legation.extraction.agreements_status import (
    date_of,
    is_signed,
    parties_of,
    parties_understood,
    sides_of,
    status_of,
)
from legation.extraction.scene import Scene
from legation.record import Agreement
from legation.vocabulary.instruments import instruments
from legation.vocabulary.posts import cut, stem

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


def agreements(scene: Scene) -> tuple[Agreement, ...]:
    """Every concrete instrument between sides, once."""
    groups: list[list[Told]] = []
    every = instruments_named(scene)
    for named in every:
        told = _told(scene, named, every)
        group = next((g for g in reversed(groups) if _same(told, _fullest(g))), None)
        if group is not None:
            group.append(told)
        elif _is_concrete(scene, told):
            groups.append([told])
    later = _documents(scene)
    return tuple(_agreement(scene, group, later) for group in groups)


def _documents(scene: Scene) -> tuple[tuple[int, str], ...]:
    """The tokens of «документ» whose signing has a day, which is that of the instrument told before."""
    found = []
    for number in scene.markup.among(("документ",)):
        if scene.markup.tokens[number].feats.get("Number") == "Sing":
            named = Instrument(first=number, head=number, last=number + 1, kind="", plural=False)
            if day := date_of(scene, named):
                found.append((number, day))
    return tuple(found)


def _day_of_document(scene: Scene, group: Sequence[Told], later: Sequence[tuple[int, str]]) -> str:
    sentence_of = scene.markup.sentence_of
    last = max(told.named.head for told in group)
    near = (day for at, day in later if at > last and sentence_of[at] - sentence_of[last] <= FURTHER)
    return next(near, "")


def _fullest(group: Sequence[Told]) -> Told:
    return max(group, key=lambda t: (len(t.words), len(t.text)))


def _told(scene: Scene, named: Instrument, every: tuple[Instrument, ...]) -> Told:
    text = instrument_text(scene, named)
    kept = [
        token.lemma
        for number, token in enumerate(scene.markup.tokens[named.first : named.last], named.first)
        if not ((mention := scene.mention_at(number)) and mention.kind == "state") and token.pos != "ADP"
    ]
    return Told(
        named,
        text,
        frozenset(cut(" ".join(kept))),
        sides_of(scene, named),
        parties_of(scene, named, every),
        status_of(scene, named),
        date_of(scene, named),
    )


def _same(one: Told, other: Told) -> bool:
    """Whether two places mean one instrument: one name holds the other's words, or only its noun."""
    if one.named.kind != other.named.kind or one.named.plural != other.named.plural:
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
    understood = between and len(parties_understood(scene, named)) > 1
    return proper or (about and (bool(told.parties) or titled or understood))


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
        date=next((t.date for t in spots if t.date), "") or _day_of_document(scene, group, later),
        status=status,
        derived=derived,
        rule="an instrument named",
    )
