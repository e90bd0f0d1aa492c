"""What thing a pronoun means: «их» the relations that the sentence before tells of."""

from __future__ import annotations

from legation.extraction.scene import Scene, once
from legation.record import Token

BACK = 2  # sentences in which the thing is told: that of the pronoun and the one before
THIRD = frozenset({"он", "она", "оно", "они"})
_PLAIN = frozenset({"obj", "nsubj", "nsubj:pass"})  # the places in a clause that a pronoun takes up


def thing_meant(scene: Scene, token: int) -> int:
    """The noun that a pronoun in an oblique case takes up («разорвал их»): the nearest subject or object
    before it that agrees, where that is a thing and nobody living; any other word means itself.
    """
    word = scene.markup.tokens[token]
    oblique = word.pos == "PRON" and word.lemma in THIRD and word.feats.get("Case") != "Nom"
    return _thing_before(scene, token) if oblique else token


@once
def _thing_before(scene: Scene, token: int) -> int:
    """The nearest fitting noun before a pronoun, or the pronoun where there is none."""
    markup = scene.markup
    word = markup.tokens[token]
    for sentence in markup.sentences_back(token, BACK - 1):
        for at in range(min(sentence.last, token) - 1, sentence.first - 1, -1):
            other = markup.tokens[at]
            if other.rel not in _PLAIN or not _agrees(word, other):
                continue
            if other.feats.get("Animacy") == "Anim":
                return token
            if other.pos == "NOUN":
                return at
    return token


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun has the number of a noun, and the gender where that shows."""
    if pronoun.feats.get("Number") != noun.feats.get("Number"):
        return False
    told = {pronoun.feats.get("Gender"), noun.feats.get("Gender")}
    return pronoun.feats.get("Number") == "Plur" or len(told - {None}) < 2 or told == {"Masc", "Neut"}
