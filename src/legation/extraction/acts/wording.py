"""Whether a word is one of those that a frame names, by itself or by the words below it."""

from __future__ import annotations

from functools import cache

from legation.extraction.acts.groups import COUNTED_BY
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts


def has_word(scene: Scene, token: int, words: frozenset[tuple[str, ...]]) -> bool:
    """Whether the token is one of these words (for words that stand together: the last, the others below
    it).
    """
    tokens, children = scene.markup.tokens, scene.markup.children[token]
    lemma = tokens[token].lemma
    for entry in by_last(words).get(lemma, ()):
        if len(entry) == 1:
            return True
        below = {tokens[n].lemma for n in children}
        if all(word in below for word in entry[:-1]):
            return True
    if lemma.isascii():  # «aid deliveries»: an English noun told by the noun before it
        for child in children:
            if tokens[child].rel == "compound" and (tokens[child].lemma,) in words:
                return True
    if lemma in acts().words("quantity"):  # «сотни военных», «партия ячменя»: what is counted
        return any(tokens[n].rel in COUNTED_BY and has_word(scene, n, words) for n in children)
    return False


@cache
def by_last(words: frozenset[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """The words of a frame by the last of those that stand together: asked for at every frame."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in sorted(words):
        found.setdefault(entry[-1], []).append(entry)
    return found


def tell_by_others(scene: Scene, places: list[int], lemmas: frozenset[str]) -> bool:
    """Whether one of these tokens may be a frame's word by the words below it alone (see `has_word`)."""
    if not acts().words("quantity").isdisjoint(lemmas):
        return True
    tokens, children = scene.markup.tokens, scene.markup.children
    english = [n for n in places if tokens[n].lemma.isascii()]
    return any(tokens[c].rel == "compound" for n in english for c in children[n])
