"""Sides that are told before: the state that a text is about, those who met."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from legation.extraction.acts.armed import has_armed
from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, is_international, is_open
from legation.extraction.scene import Scene
from legation.vocabulary.siding import siding

TO_ONE = frozenset(  # what a body does for one state or with it, though not every text says for which
    {("SUPPORT", "endorse"), ("AID", "assist"), ("AID", "loan"), ("AID", "grant"), ("CONSULT", "meeting")}
    | {("COOPERATE", "project")}
)


def is_recalled(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Whether an act of which a side is wanting has it from what is told before; it is then given."""
    return (
        _by_body(scene, match)
        or _by_crowd(scene, match)
        or is_by_giver(scene, match, before)
        or _by_participants(scene, match, before)
    )


def _by_body(scene: Scene, match: Match) -> bool:
    """Whether a body between states does or holds it in a passage about one state, which is the other side:
    «Соболезнования выразил генеральный секретарь ООН», «диалог с Евросоюзом начался в июне».
    """
    bodies = [p for p in match.parties if p.kind == "body" and is_international(p.name)]
    about = scene.heading(match.trigger)
    if (match.frame.type, match.frame.act) not in TO_ONE or not bodies or not about:
        return False
    others = [p for p in match.parties if p not in bodies]
    if any(p.state or not (p.kind == "person" or _is_helped(scene, match, p)) for p in others):
        return False
    if has_armed(scene, match, named=True):
        return False
    match.recipients += (Party.of_side(about),)
    match.filled = "passage"
    return True


def _by_crowd(scene: Scene, match: Match) -> bool:
    """Whether people protest in a passage about two sides: at one of them against the other («Несколько тысяч
    человек прошли по центру Ла-Паса»).
    """
    both = scene.dyads.get(scene.markup.passage_of(match.trigger), ())
    told = {p.state for p in match.parties if p.state}
    if match.frame.type != "PROTEST" or not both or not told <= set(both):
        return False
    match.recipients += tuple(Party.of_side(state) for state in both if state not in told)
    match.filled = "passage"
    return True


def is_by_giver(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Whether somebody is decorated after others in the same passage, by whoever decorated those: «Этим же
    указом награда вручается гражданке США».
    """
    if match.frame.act != "award" or match.sources or not any(p.state for p in match.recipients):
        return False
    for act in _told_in_passage(scene, match, before):
        givers = {p.state for p in act.sources if p.state} if act.frame.act == "award" else set()
        if givers and not act.filled:
            match.sources = tuple(Party.of_side(state) for state in sorted(givers))
            match.filled = "act before"
            return True
    return False


def _is_helped(scene: Scene, match: Match, party: Party) -> bool:
    """Whether somebody stands for the state that is helped: «одобрил кредит стране»."""
    return match.frame.type == "AID" and party in match.recipients and is_open(scene, party)


def _by_participants(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Whether those who met, as told before, do it: «Участники подписали соглашение»; where nobody is told to
    do it, the body that met: «По итогам саммита принята декларация».
    """
    tokens = scene.markup.tokens
    untold = not match.parties and match.frame.act == "sign"
    doers = [p for p in match.sources if p.token >= 0]
    if not untold and not any(tokens[p.token].lemma in siding("participants") for p in doers):
        return False
    if any(p.kind == "body" and is_international(p.name) for p in match.parties):
        return not any(p.state for p in match.parties)  # «участники организации» are the body
    if any(p.state for p in doers):
        return False
    for act in _told_in_passage(scene, match, before):
        bodies = [p for p in act.parties if not p.state and is_international(p.name)]
        met = bodies or [p for p in act.parties if p.state and p.kind != "place" and not untold]
        if act.frame.type == "CONSULT" and met:
            match.sources = tuple(p.from_elsewhere() for p in met)
            match.filled = "act before"
            return True
    return False


def _told_in_passage(scene: Scene, match: Match, before: Sequence[Match]) -> Iterator[Match]:
    """The acts told before this one in its passage, the last first."""
    passage = scene.markup.passage_of(match.trigger)
    return takewhile(lambda act: scene.markup.passage_of(act.trigger) == passage, reversed(before))
