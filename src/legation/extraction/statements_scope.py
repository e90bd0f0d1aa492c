"""Whether what is said concerns two or more sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from legation.extraction.page import spoken_on
from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import Saying
from legation.extraction.statements_speaker import Speaker
from legation.vocabulary.reporting import reporting
from legation.vocabulary.scope_weights import scope_weights

BEFORE, AFTER = 2, 1  # sentences around a statement
_IN_FULL = frozenset({"that", "direct"})


class Scope:
    """What the record takes in, judged by the sides that the words and their page speak of."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.page = scene, spoken_on(scene)

    def is_out(self, saying: Saying, speaker: Speaker) -> bool:
        """Whether the statement concerns one side alone, by what weighs for and against (`scope_weights`)."""
        return not scope_weights("statements").counts(self.signs(saying, speaker))

    def signs(self, saying: Saying, speaker: Speaker) -> dict[str, float]:
        """What is weighed: the signs of the page, and whether the statement stands in `full` (a clause or
        direct speech), names `two` sides or a `matter` between states, and whether `around` it two are named,
        who says it among them.
        """
        own = {speaker.state} if speaker.state and speaker.kind != "outlet" else set()
        start, end = min(saying.from_, saying.start), max(saying.to, saying.end)
        return {
            **self.page.signs,
            "full": float(saying.kind in _IN_FULL),
            "two": float(len(self.page.between(saying.start, saying.end)) > 1),
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
        return self.page.between(near[0].start, near[-1].end)

    def _names_matter(self, saying: Saying) -> bool:
        """Whether the words themselves speak of a matter between states."""
        words, tokens = self.page.matters, self.scene.markup.tokens
        first = bisect_left(tokens, saying.start, key=_start)
        last = bisect_left(tokens, saying.end, key=_start)
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
