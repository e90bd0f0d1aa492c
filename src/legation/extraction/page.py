"""How far a page speaks of two sides and of what is between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache

from legation.extraction.scene import Scene
from legation.record import Mention
from legation.vocabulary.organisations import organisations
from legation.vocabulary.reporting import folded, reporting
from legation.vocabulary.reporting_english import english_reporting

LEISURE = 0.03  # a page with more than this share of words of sport and the stage is leisure
AFFAIRS = 10.0  # the share of a page's words that are matters between states is weighed up to about one
_ACROSS = frozenset({"organisation", "bloc", "format", "armed", "entity"})


class Spoken:
    """The sides of which a page speaks, where, and the `signs` of how far it is about two of them.

    Each sign lies between 0 and about 1: how much of the sides the `foremost` takes, whether the page names
    one `alone`, the share of sentences that name `both`, `affairs` between states among its words, `leisure`.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        words = english_reporting().scope if scene.is_english else reporting().scope
        self.matters = words["affairs"]
        self.sides = tuple((m.start, side) for m in scene.mentions if (side := _side(m)))
        self.places = [at for at, _ in self.sides]
        ranked = Counter(side for _, side in self.sides).most_common()
        lemmas = scene.markup.lemmas
        self.signs = {
            "foremost": ranked[0][1] / len(self.sides) if ranked else 1.0,
            "alone": float(len(ranked) < 2),
            "both": self._both(),
            "affairs": AFFAIRS * _share(lemmas, self.matters),
            "leisure": float(
                words.get("relations", frozenset()).isdisjoint(lemmas)
                and _share(lemmas, words["leisure"]) > LEISURE
            ),
        }

    def between(self, start: int, end: int) -> set[str]:
        """The sides named between two places of the text."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return {side for _, side in self.sides[first:last]}

    def _both(self) -> float:
        sentences = self.scene.markup.sentences
        return sum(len(self.between(s.start, s.end)) > 1 for s in sentences) / max(1, len(sentences))


def spoken_on(scene: Scene) -> Spoken:
    """Of what the page of a scene speaks; worked out once a scene."""
    known: Spoken | None = scene.__dict__.get("_spoken")
    if known is None:
        known = scene.__dict__["_spoken"] = Spoken(scene)
    return known


def _share(lemmas: tuple[str, ...], words: frozenset[str]) -> float:
    return sum(map(words.__contains__, lemmas)) / max(1, len(lemmas))


def _side(mention: Mention) -> str:
    """The side that a mention belongs to: a state's code, or the name of a body that stands beside states."""
    if mention.kind == "body" and folded(mention.name) in reporting().outlets:
        return ""
    if mention.state:
        return mention.state
    return mention.name if mention.kind == "body" and folded(mention.name) in _bodies_across() else ""


@cache
def _bodies_across() -> frozenset[str]:
    return frozenset(folded(name) for o in organisations() if o.kind in _ACROSS for name in o.names)
