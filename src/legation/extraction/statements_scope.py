"""Whether what is said concerns two or more sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from operator import attrgetter

from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import Saying
from legation.extraction.statements_speaker import Speaker
from legation.record import Mention
from legation.vocabulary.organisations import organisations
from legation.vocabulary.reporting import folded, reporting
from legation.vocabulary.scope_weights import scope_weights

BEFORE, AFTER = 2, 1  # sentences around a statement
LEISURE = 0.03  # a page with more than this share of words of sport and the stage is leisure
AFFAIRS = 10.0  # the share of a page's words that are matters between states is weighed up to about one
_IN_FULL = frozenset({"that", "direct"})
_ACROSS = frozenset({"organisation", "bloc", "format", "armed", "entity"})


class Scope:
    """What the record takes in, judged by the sides that the words and their page speak of."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sides = tuple((m.start, side) for m in scene.mentions if (side := _side(m)))
        self.places = [at for at, _ in self.sides]
        ranked = Counter(side for _, side in self.sides).most_common(1)
        self.page = {  # what holds of all that is said on it
            "foremost": ranked[0][1] / len(self.sides) if ranked else 1.0,
            "alone": float(len({side for _, side in self.sides}) < 2),
            "both": self._both(),
            "affairs": AFFAIRS * self._affairs(),
            "leisure": float(self._is_leisure()),
        }

    def _both(self) -> float:
        """The share of sentences that name two sides."""
        sentences = self.scene.markup.sentences
        return sum(len(self._between(s.start, s.end)) > 1 for s in sentences) / max(1, len(sentences))

    def _is_leisure(self) -> bool:
        words = reporting().scope
        lemmas = self.scene.markup.lemmas
        if not words["relations"].isdisjoint(lemmas):
            return False
        return sum(map(words["leisure"].__contains__, lemmas)) > LEISURE * len(lemmas)

    def _affairs(self) -> float:
        """The share of the page's words that are matters between states."""
        words, lemmas = self._matters(), self.scene.markup.lemmas
        return sum(map(words.__contains__, lemmas)) / max(1, len(lemmas))

    def _between(self, start: int, end: int) -> set[str]:
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return {side for _, side in self.sides[first:last]}

    def is_out(self, saying: Saying, speaker: Speaker) -> bool:
        """Whether the statement concerns one side alone, by what weighs for and against (`scope_weights`)."""
        known = scope_weights()
        told = self.signs(saying, speaker)
        return known.bias + sum(known.weights[name] * told[name] for name in known.weights) < known.least

    def signs(self, saying: Saying, speaker: Speaker) -> dict[str, float]:
        """What is weighed, each from 0 to about 1: of the page, how much of its sides the `foremost` takes,
        whether it names one `alone`, the share of sentences that name `both`, `affairs` between states,
        `leisure`; of the statement, whether it stands in `full` (a clause or direct speech), names `two`
        sides or a `matter`, and whether `around` it two are named, who says it among them.
        """
        own = {speaker.state} if speaker.state and speaker.kind != "outlet" else set()
        start, end = min(saying.from_, saying.start), max(saying.to, saying.end)
        return {
            **self.page,
            "full": float(saying.kind in _IN_FULL),
            "two": float(len(self._between(saying.start, saying.end)) > 1),
            "matter": float(self._names_matter(saying)),
            "around": float(len(self._around(start, end) | own) > 1),
        }

    def _around(self, start: int, end: int) -> set[str]:
        """The sides that a stretch and the sentences around it name, within its passage."""
        sentences = self.scene.markup.sentences
        first = max(0, bisect_right(sentences, start, key=lambda s: s.start) - 1)
        last = bisect_left(sentences, end, key=lambda s: s.start)
        near = [
            s
            for s in sentences[max(0, first - BEFORE) : last + AFTER]
            if s.passage == sentences[first].passage
        ]
        return self._between(near[0].start, near[-1].end)

    def _names_matter(self, saying: Saying) -> bool:
        """Whether the words themselves speak of a matter between states."""
        words, tokens = self._matters(), self.scene.markup.tokens
        first = bisect_left(tokens, saying.start, key=_start)
        last = bisect_left(tokens, saying.end, key=_start)
        return any(token.lemma in words for token in tokens[first:last])

    def _matters(self) -> frozenset[str]:
        return reporting().scope["affairs"]

    def spoken_of(self, start: int, end: int, own: str = "") -> tuple[str, ...]:
        """The states that a stretch speaks of; `own` is the speaker's, meant where the stretch says «мы»."""
        mentions, tokens = self.scene.mentions, self.scene.markup.tokens
        low = bisect_left(mentions, start, key=_start)
        found = {m.state for m in mentions[low : bisect_left(mentions, end, lo=low, key=_start)] if m.state}
        low = bisect_left(tokens, start, key=_start)
        lemmas = self.scene.markup.lemmas[low : bisect_left(tokens, end, lo=low, key=_start)]
        if own and not reporting().voice["first"].isdisjoint(lemmas):
            found.add(own)
        return tuple(sorted(found))


_start = attrgetter("start")


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
