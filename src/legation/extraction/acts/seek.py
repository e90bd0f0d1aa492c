"""Whether the sides that an act takes are there; those that the clause leaves out are sought farther off."""

from __future__ import annotations

from legation.extraction.acts.fill import between_sides, enough, fill_from, give_other_side
from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, is_official
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts

BEYOND = frozenset({"passage", "before"})  # fills from outside the sentence
OFFICIAL = frozenset({"CONSULT", "ACCUSE", "SUPPORT"})  # types that private people seldom act in


def seek(scene: Scene, match: Match) -> bool:
    """Look for the sides of an act, first in its clause, then where its frame allows; whether all are found.

    The match keeps whom it found. One side is enough where the other is somebody unnamed.
    """
    frame = match.frame
    fills = (*frame.fill, "before") if "passage" in frame.fill else frame.fill
    told = (match.sources, match.recipients)
    lone = not match.recipients and between_sides(scene, match)
    for fill in ("", *fills):
        if fill in BEYOND and (_all_told(scene, match) or _private(scene, match)):
            continue
        if fill:
            fill_from(scene, match, fill)
        if enough(match) or (not fill and not lone and between_sides(scene, match)):
            give_other_side(scene, match)
            return True
    if _armed(scene, match) and any(p.state for p in match.parties):
        return True
    if lone:
        match.sources, match.recipients, match.filled = *told, ""
        give_other_side(scene, match)
    return lone


def _all_told(scene: Scene, match: Match) -> bool:
    """Whether somebody stands at both ends of the act, even if of unknown side: «похитители потребовали
    выкуп у семьи» is not told of the passage's two sides.
    """
    tokens = scene.markup.tokens

    def stands(party: Party) -> bool:
        return party.token >= 0 and tokens[party.token].pos in ("NOUN", "PROPN")

    ends = (match.sources, match.recipients)
    return not match.frame.mutual and all(any(stands(p) for p in end) for end in ends)


def _private(scene: Scene, match: Match) -> bool:
    """Whether only persons without an office act where it takes one: a prisoner's talk with his wife."""
    if match.frame.type not in OFFICIAL:
        return False
    acting = [p for p in match.parties if p.token >= 0]
    return bool(acting) and all(p.kind == "person" and not is_official(scene, p.token) for p in acting)


def _armed(scene: Scene, match: Match) -> bool:
    """Whether one party is an armed group or its people, who stand beside states: «похитители», «боевики»."""
    tokens = scene.markup.tokens
    words = acts().words("armed")

    def is_armed(token: int) -> bool:
        below = (c for c in scene.markup.children[token] if tokens[c].rel in ("nmod", "appos", "flat:name"))
        return tokens[token].lemma in words or any(tokens[c].lemma in words for c in below)

    return any(is_armed(p.token) for p in match.parties if p.token >= 0 and not p.state)
