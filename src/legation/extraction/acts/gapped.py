"""Verbs left out: «Турция прислала палатки, Сербия — спасателей» tells of two, and Serbia is not the other
side of the first.
"""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, parties
from legation.extraction.scene import Scene
from legation.record import Token


def gaps(scene: Scene, verb: int) -> list[int]:
    """The subjects joined to a verb that do the same, their own verb being left out."""
    return [child for child in scene.markup.children[verb] if is_gap(scene, child)]


def is_gap(scene: Scene, number: int) -> bool:
    """Whether a word is such a subject: joined to the verb, with an object that hangs on it as an orphan."""
    tokens = scene.markup.tokens
    word = tokens[number]
    return (
        word.rel == "conj"
        and word.pos in ("NOUN", "PROPN")
        and (word.feats.get("Case") == "Nom" or _is_undeclined(word))
        and any(tokens[c].rel == "orphan" for c in scene.markup.children[number])
    )


def _is_undeclined(word: Token) -> bool:
    """Whether a name stands as in the nominative, whatever case the tagger saw: «Марокко — палатки»."""
    return word.pos == "PROPN" and word.text.lower().replace("ё", "е") == word.lemma


def done_again(scene: Scene, match: Match) -> list[Match]:
    """The acts that others do alike, told without the verb: each its own, done to whom the first is done."""
    if match.frame.mutual or match.clause.noun or not match.sources:
        return []
    tokens = scene.markup.tokens
    own = {p.state for p in match.sources}
    others = tuple(Party.of_side(p.state) for p in match.recipients if p.state and p.state not in own)
    found = []
    for subject in gaps(scene, match.trigger):
        doers = tuple(p for p in parties(scene, subject) if p.state)
        if doers and others:
            told = tuple(n for n in scene.subtree(subject) if tokens[n].pos not in ("PUNCT", "CCONJ"))
            found.append(replace(match, sources=doers, recipients=others, tokens=told, themes=()))
    return found
