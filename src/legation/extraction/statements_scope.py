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

# How far a page speaks of two sides: the second side's share of all mentions of sides, the share of sentences
# that name two, the share of words that are matters between states, weighed so that each ranges to about one.
# Below RELATED a statement must itself name two sides (measured on the tuning part of the gold). Pages with
# more than LEISURE words of sport and the stage yield none. Below CLOSELY what one says who is of no side,
# no clause and no direct speech, must speak of a matter between states or name two sides. Between PARTLY and
# RELATED the sentences around a statement may name the second side.
SECOND, BOTH, AFFAIRS = 3.0, 2.0, 10.0
PARTLY, RELATED, CLOSELY = 1.15, 1.5, 2.1
BEFORE, AFTER = 2, 1  # sentences around a statement
LEISURE = 0.03
_IN_FULL = frozenset({"that", "direct"})
_ACROSS = frozenset({"organisation", "bloc", "format", "armed", "entity"})


class Scope:
    """What the record takes in, judged by the sides that the words and their page speak of."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sides = tuple((m.start, side) for m in scene.mentions if (side := _side(m)))
        self.places = [at for at, _ in self.sides]
        ranked = Counter(side for _, side in self.sides).most_common(2)
        self.foremost = ranked[0][0] if ranked else ""
        second = ranked[1][1] / len(self.sides) if len(ranked) > 1 else 0.0  # its share of all mentions
        self.related = SECOND * second + BOTH * self._both() + AFFAIRS * self._affairs()
        self.leisure = self._is_leisure()

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
        words = reporting().scope["affairs"]
        lemmas = self.scene.markup.lemmas
        return sum(map(words.__contains__, lemmas)) / max(1, len(lemmas))

    def _between(self, start: int, end: int) -> set[str]:
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return {side for _, side in self.sides[first:last]}

    def is_out(self, saying: Saying, speaker: Speaker) -> bool:
        """Whether the statement concerns one side alone."""
        if self.leisure:
            return True
        apart = saying.kind not in _IN_FULL and not self._is_between(saying)
        for_side = speaker.state and speaker.kind != "outlet"
        if apart and not for_side and self.related < CLOSELY:
            return True
        if self.related >= RELATED:
            return False
        own = {speaker.state} if for_side else set()
        start, end = min(saying.from_, saying.start), max(saying.to, saying.end)
        if not apart and len(self._between(start, end) | own) > 1:
            return False
        if for_side and self.foremost and speaker.state != self.foremost:
            return False
        return self.related < PARTLY or len(self._around(start, end) | own) < 2

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

    def _is_between(self, saying: Saying) -> bool:
        """Whether the words themselves speak of a matter between states or of two sides."""
        if len(self._between(saying.start, saying.end)) > 1:
            return True
        words, tokens = reporting().scope["affairs"], self.scene.markup.tokens
        first = bisect_left(tokens, saying.start, key=lambda token: token.start)
        last = bisect_left(tokens, saying.end, key=lambda token: token.start)
        return any(token.lemma in words for token in tokens[first:last])

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
