"""What bodies between states do to the state that a text is about, and what those who met do together."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.acts.armed import has_armed
from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, is_international, is_open
from legation.extraction.scene import Scene
from legation.vocabulary.siding import siding

TO_ONE = frozenset(  # what a body does for one state or with it, though not every text says for which
    {("SUPPORT", "endorse"), ("AID", "assist"), ("AID", "loan"), ("AID", "grant"), ("CONSULT", "meeting")}
    | {("COOPERATE", "project")}
)


def by_body(scene: Scene, match: Match) -> bool:
    """Whether a body between states does or holds it in a passage about one state, which is the other side:
    «Соболезнования выразил генеральный секретарь ООН», «диалог с Евросоюзом начался в июне».
    """
    bodies = [p for p in match.parties if p.kind == "body" and is_international(p.name)]
    about = scene.about(match.trigger)
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


def _is_helped(scene: Scene, match: Match, party: Party) -> bool:
    """Whether somebody stands for the state that is helped: «одобрил кредит стране»."""
    return match.frame.type == "AID" and party in match.recipients and is_open(scene, party)


def by_participants(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Whether those who met, as told before, do it: «Участники подписали соглашение»."""
    tokens = scene.markup.tokens
    doers = [p for p in match.sources if p.token >= 0 and tokens[p.token].lemma in siding("participants")]
    if not doers or any(p.state for p in match.sources):
        return False
    markup = scene.markup
    passage = markup.sentences[markup.sentence_of[match.trigger]].passage
    for act in reversed(before):
        if markup.sentences[markup.sentence_of[act.trigger]].passage != passage:
            return False
        bodies = [p for p in act.parties if not p.state and is_international(p.name)]
        met = bodies or [p for p in act.parties if p.state and p.kind != "place"]
        if act.frame.type == "CONSULT" and met:
            match.sources = tuple(Party(p.state, p.name, p.kind, -1, -1, -1) for p in met)
            match.filled = "act before"
            return True
    return False
