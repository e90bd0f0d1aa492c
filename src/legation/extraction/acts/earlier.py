"""The other side of an act told before it: what heads the passage, or what a sentence before names."""

from __future__ import annotations

from itertools import islice

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, is_official
from legation.extraction.acts.previous import BACK, only_doers
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts

ANSWERED = frozenset(  # acts that answer, or befall, somebody told of in the sentence before
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "RETREAT", "CONCEDE", "AID"}
)
TOLD_IN_PASSING = frozenset({"ASSAULT", "RETREAT", "COOPERATE"})  # types whose nouns are told of anybody


def add_before(scene: Scene, match: Match) -> None:
    """The other side that is told before: the state that heads the passage, or that the sentences before name
    («… в Иране. Лондон осудил арест»); of several the foremost.
    """
    if not _looks_back(scene, match):
        return
    named = {p.state for p in match.parties if p.state}
    headed = scene.heading(match.trigger)
    for before in islice(scene.markup.sentences_back(match.trigger, BACK), 1, None):
        told = [m for m in scene.mentions_between(before.first, before.last) if m.how != "outlet"]
        others = {m.state for m in told if m.state and m.kind != "place"} - named
        others = others or {m.state for m in told if m.state} - named
        if others:
            of_passage = headed if headed not in named else ""
            if other := of_passage or _foremost(scene, before.passage, others):
                match.recipients += (Party.of_side(other),)
                match.filled = "opening" if of_passage else "sentence before"
            return


def _looks_back(scene: Scene, match: Match) -> bool:
    """Whether the sentences before may name the other side: one side is told, openly by its name or a body of
    its own, and nobody unknown does the act («более ста стран признали»).
    """
    if len({p.state for p in match.parties if p.state}) != 1 and not only_doers(match):
        return False
    if match.frame.act == "investigate" or (match.clause.noun and match.frame.type in TOLD_IN_PASSING):
        return False
    doers = [scene.markup.tokens[n].lemma for n in match.clause.at("agent")]
    open_ = any(d in acts().words("officials") or d in acts().words("counterparts") for d in doers)
    if doers and not open_ and not any(p.state for p in match.sources):
        return False
    openly = any(p.state and p.kind in ("state", "body") for p in match.parties)
    if match.frame.act in ("endorse", "visit") and not openly:
        passage = scene.markup.passage_of(match.trigger)
        own = {p.state for p in match.sources if p.state and is_official(scene, p.token)}
        return bool(own) and scene.focus.get(passage, "") not in {"", *own}
    return openly or (not match.clause.noun and match.frame.type in ANSWERED)


def _foremost(scene: Scene, passage: int, states: set[str]) -> str:
    """The one of these states that a passage tells most of; empty where two are told alike."""
    told = scene.sides.get(passage, {})
    first, *rest = sorted(states, key=lambda state: (-told.get(state, 0), state))
    return "" if rest and told.get(rest[0], 0) == told.get(first, 0) else first
