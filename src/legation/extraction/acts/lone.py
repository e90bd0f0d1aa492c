"""The other side of an act upon somebody of unknown side: from the act or the sentences told before."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.acts.alongside import alongside
from legation.extraction.acts.armed import has_armed
from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import (
    Party,
    is_inner,
    is_international,
    is_official,
    is_open,
    says_where,
)
from legation.extraction.acts.previous import BACK, told_before
from legation.extraction.acts.recalled import is_recalled
from legation.extraction.scene import Scene

UPON = frozenset(  # acts that have somebody at the other end
    "ACCUSE REJECT REQUEST THREATEN SANCTION COERCE ASSAULT RETREAT CONCEDE AID PROTEST".split()
)
TOLD = frozenset(  # … even where no word stands for it
    "ACCUSE REJECT REQUEST THREATEN SANCTION".split()
)
TO_OTHERS = frozenset(  # … even where that is somebody unnamed: «потребовал от хозяев»
    "ACCUSE AID ASSAULT PROTEST REJECT REQUEST SANCTION THREATEN".split()
)
OPENLY = frozenset(  # acts of a state's own voice: the press leaves out to whom
    "ACCUSE REJECT REQUEST THREATEN SANCTION CONCEDE RETREAT AGREE AID".split()
)
WHERE = frozenset({"AID", "AGREE"})  # … what is done for the place of which a text tells
CUSTODY = frozenset({"arrest", "convict", "deport", "expel", "release"})  # what authorities do to foreigners
STEPS = 4  # from a word up to the subject that it belongs to


def name_other(scene: Scene, match: Match, before: Sequence[Match]) -> None:
    """Name the other side where a verb tells that one state acts upon somebody of unknown side: «Сеул отказал
    им», «и потребовал наказать зачинщиков».
    """
    own = _lone_side(match)
    if not own or match.frame.type not in UPON or any(is_inner(scene, p) for p in match.sources):
        return
    if any(p.state for p in match.sources) and _acts_on_somebody(scene, match):
        _add(scene, match, own, before)
    _complete(scene, match, own)


def _complete(scene: Scene, match: Match, own: str) -> None:
    """Give an act of one side the other of the two that its passage is about, or the state that heads it,
    where nothing but somebody unnamed stands at its other end: «министр потребовал от хозяев», «демонстранты
    сожгли флаг КНР».
    """
    told = match.recipients if match.frame.type == "PROTEST" else match.sources
    lone = match.frame.type in TO_OTHERS and any(p.state for p in told) and not match.frame.mutual
    if (
        not lone
        or match.filled
        or has_armed(scene, match, named=True)
        or any(p.kind == "states" for p in match.parties)
    ):
        return
    both = scene.dyads.get(scene.markup.passage_of(match.trigger), ())
    others = [s for s in both if s != own] if own in both else [scene.heading(match.trigger)]
    if others[0] not in {"", own}:
        match.recipients += (Party.of_side(others[0]),)
        match.filled = "passage" if own in both else "opening"


def take_other(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Whether an act of which only the doing side was found has another after all, the one that the act or
    the sentences before tell: «Медведев предложение отверг».
    """
    if _by_authorities(scene, match) or is_recalled(scene, match, before):
        return True
    if match.frame.type not in OPENLY or match.frame.sides != 2 or not _is_finite(scene, match):
        return False
    if any(p.state or not is_open(scene, p) for p in match.recipients):
        return False
    own = _lone_side(match)
    doers = [p for p in match.sources if p.state and _is_open_doer(scene, p)]
    if own and (not doers or any(is_inner(scene, p) for p in doers)):
        return False
    return bool(own or _is_body_alone(match)) and _add(scene, match, own, before)


def _by_authorities(scene: Scene, match: Match) -> bool:
    """Whether people of one side are held or sentenced by somebody left out, in a passage about another:
    its authorities do it («задержали троих граждан Колумбии»).
    """
    about = scene.about(match.trigger)
    held = {p.state for p in match.recipients if p.state and p.kind in ("person", "people")}
    if match.frame.act not in CUSTODY or match.sources or len(held) != 1 or about in {"", *held}:
        return False
    match.sources, match.filled = (Party.of_side(about),), "passage"
    return True


def _is_body_alone(match: Match) -> bool:
    """Whether a body that stands beside states does it, and no state takes part: «ЕС осудил»."""
    return (
        not match.clause.noun
        and not any(p.state or p.kind == "armed" for p in match.parties)
        and any(p.kind == "body" and is_international(p.name) for p in match.sources)
    )


def _add(scene: Scene, match: Match, own: str, before: Sequence[Match]) -> bool:
    """Give the act its other side, or a body's act (without an `own` side) its sides, where found."""
    passage = scene.markup.passage_of(match.trigger)
    if not own and match.frame.type == "AID" and (about := scene.focus.get(passage, "")):
        states, where = {about}, "passage"  # a body helps where the disaster is
    else:
        states, where = _of_act_before(scene, match, own, before), "act before"
    if not states:
        states, where = _of_sentences(scene, match, own), "sentences around"
    match.recipients = (*match.recipients, *(Party.of_side(state) for state in sorted(states)))
    match.filled = match.filled or (where if states else "")
    return bool(states)


def _lone_side(match: Match) -> str:
    """The one state of an act that a verb tells, where nobody else takes part by himself; else empty."""
    states = {p.state for p in match.parties if p.state}
    alone = len(states) == 1 and not any(_stands_beside_states(p) for p in match.parties)
    return states.pop() if alone and match.frame.sides > 1 and not match.clause.noun else ""


def _is_finite(scene: Scene, match: Match) -> bool:
    """Whether a finite verb or a short form tells it, by itself or as the light verb."""
    verb = scene.markup.tokens[match.verb]
    return verb.feats.get("VerbForm", "Fin") == "Fin" or verb.feats.get("Variant") == "Short"


def _is_open_doer(scene: Scene, party: Party) -> bool:
    """Whether a side acts by its name, a body of its own or somebody in office; its press only tells."""
    mention = scene.mention_at(party.token) if party.token >= 0 else None
    if mention is not None and mention.how == "outlet":
        return False
    return party.kind in ("state", "body") or (party.token >= 0 and is_official(scene, party.token))


def _acts_on_somebody(scene: Scene, match: Match) -> bool:
    """Whether it is left open on whom the state acts, or not told at all."""
    if not match.recipients and match.frame.type not in TOLD:
        return False
    return all(p.state or is_open(scene, p) for p in match.recipients)


def _stands_beside_states(party: Party) -> bool:
    """Whether a party without a state takes part by itself: an armed group, a body, a person by name."""
    named = party.kind in ("body", "person") and bool(party.name)
    return not party.state and (party.kind == "armed" or named)


def _of_act_before(scene: Scene, match: Match, own: str, before: Sequence[Match]) -> set[str]:
    """The other side of the last act told of the same side and one other; without an own one, the sides of
    the last act told of two at most.
    """
    for act in told_before(scene, match, before):
        states = {p.state for p in act.parties if p.state}
        if (own in states and len(states) == 2) if own else 0 < len(states) < 3:
            return states - {own}
    return set()


def _of_sentences(scene: Scene, match: Match, own: str) -> set[str]:
    """The one other side that the sentence names, or else the state that the passage is about, or that the
    nearest of the sentences before names alone.
    """
    inside = scene.markup.sentences[scene.markup.sentence_of[match.trigger]]
    about = {scene.focus.get(inside.passage, "")} - {"", own} if own else set()
    for there in scene.markup.sentences_back(match.trigger, BACK):
        told = [m for m in scene.mentions_between(there.first, there.last) if m.how != "outlet"]
        if there is inside:
            alike = alongside(scene, match)
            told = [
                m for m in told if m.head not in alike and not _does_another(scene, m.head, match.trigger)
            ]
        elif about:
            return about
        others = {m.state for m in told if m.state and m.kind != "place" and not says_where(scene, m)} - {own}
        if not others and match.frame.type in WHERE and there is not inside:
            others = {m.state for m in told if m.state} - {own}  # help goes where the disaster is
        if others:
            return others if len(others) == 1 else about
    return about


def _does_another(scene: Scene, token: int, verb: int) -> bool:
    """Whether a word belongs to the subject of another verb: «X обещал быть, а Y отказался»."""
    tokens = scene.markup.tokens
    for _ in range(STEPS):
        if tokens[token].rel.startswith("nsubj"):
            return tokens[token].head != verb
        if tokens[token].head == token or tokens[token].pos == "VERB":
            return False
        token = tokens[token].head
    return False
