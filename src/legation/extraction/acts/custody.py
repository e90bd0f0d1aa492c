"""Who holds whom: the state that arrested a person is a side of what is done with that person later."""

from __future__ import annotations

from legation.extraction.acts.found import Match
from legation.extraction.acts.homes import homes
from legation.extraction.acts.parties import Party
from legation.extraction.scene import Scene

_HANDING = frozenset("экстрадиция экстрадировать выдача выдать выдавать".split())


def give_holders(scene: Scene, found: list[Match]) -> None:
    """Add to extraditions, releases and arrests told again the state that holds the person, where the
    document tells who arrested her and the clause names only her own side or whoever asks for her.
    """
    holders = _holders(scene, found)
    if not holders:
        return
    for match in found:
        handing = _is_handing(scene, match)
        if not handing and (match.frame.type, match.frame.act) not in {
            ("RETREAT", "release"),
            ("COERCE", "arrest"),
        }:
            continue
        person = next((name for name in _people(scene, match) if name in holders), "")
        if person:
            _give(match, holders[person], homes(scene).get(person, ""), handing=handing)


def _give(match: Match, holder: str, home: str, *, handing: bool) -> None:
    told = [p for p in match.parties if p.token >= 0 and p.state]
    states = {p.state for p in told}
    if {holder, home} <= states | {""} or (not handing and states - {home}):
        return
    if match.filled:  # the holder is the side that was looked for elsewhere
        match.recipients = tuple(p for p in match.recipients if _stands(match, p, home))
        match.sources = tuple(p for p in match.sources if _stands(match, p, home))
    missing = [s for s in (holder, home) if s and s not in states]
    added = tuple(Party.of_side(state) for state in missing)
    if match.frame.type == "REQUEST":
        match.recipients += added
    else:
        match.sources += tuple(p for p in added if p.state == holder)
        match.recipients += tuple(p for p in added if p.state != holder)
    match.filled = "arrest"


def _stands(match: Match, party: Party, home: str) -> bool:
    """Whether a party stands in the clause itself, or is the person held."""
    return party.token in match.tokens or (party.token >= 0 and party.state in ("", home))


def _holders(scene: Scene, found: list[Match]) -> dict[str, str]:
    """Person → the state that arrested, as the document first tells it."""
    holders: dict[str, str] = {}
    for match in found:
        if (match.frame.type, match.frame.act) != ("COERCE", "arrest") or match.filled == "passage":
            continue
        for name in _people(scene, match):
            others = {p.state for p in match.parties if p.state} - {homes(scene).get(name, "")}
            if len(others) == 1:
                holders.setdefault(name, others.pop())
    return holders


def _people(scene: Scene, match: Match) -> list[str]:
    """The persons who take part or are named below the trigger («решение о его выдаче»)."""
    named = [p.name for p in match.parties if p.kind == "person" and p.name]
    below = (
        scene.mention_at(n) for head in (match.trigger, *match.clause.light) for n in scene.subtree(head)
    )
    return [*named, *(m.name for m in below if m is not None and m.kind == "person")]


def _is_handing(scene: Scene, match: Match) -> bool:
    """Whether the act is about handing a person over: done, asked for, or ruled."""
    if match.frame.type not in {"COOPERATE", "REQUEST", "AGREE", "REJECT"} or match.frame.act == "invite":
        return False
    tokens = scene.markup.tokens
    if tokens[match.trigger].lemma in _HANDING:
        return match.frame.type != "COOPERATE" or not match.frame.act
    return any(tokens[n].lemma in _HANDING for n in match.themes)
