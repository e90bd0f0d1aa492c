"""What every extractor reads from: the marked document together with its cast of actors."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cached_property, wraps
from typing import TypeVar

from msgspec import Struct

from legation.record import Evidence, Markup, Mention, Sentence

V = TypeVar("V")

DYAD = 0.8  # a passage is about two sides when they have this share of its mentions of sides …
FEWEST = 5  # … of which there are at least so many …
ALONE, EVEN, SHORT = 3, 4, 8  # … or so many, a quarter of them of the lesser, where a short passage of so
# many sentences names no third side at all …
LESSER, LESSER_ENGLISH = 0.22, 0.15  # … and the lesser of them this share
OPENING = 3  # sentences of a passage, its headline among them, that say what it is about
LEADING, TWICE = 3, 2  # a passage is about one state told so often, and so many times as often as the next


class Scene(Struct, frozen=True, kw_only=True, dict=True):
    """A marked document and its mentions of actors, in the order of the text and never overlapping."""

    markup: Markup
    mentions: tuple[Mention, ...] = ()

    @property
    def is_english(self) -> bool:
        """Whether the text is English, whose word order tells what Russian tells by cases."""
        return self.markup.document.language.startswith("en")

    @cached_property
    def states_told(self) -> tuple[tuple[str, int], ...]:
        """The states that mentions belong to, the most told first, with how often each is told."""
        counts = Counter(mention.state for mention in self.mentions if mention.state)
        return tuple(sorted(counts.items(), key=lambda told: (-told[1], told[0])))

    @cached_property
    def states_named(self) -> frozenset[str]:
        """The states that the text names, and not only persons of theirs."""
        return frozenset(m.state for m in self.mentions if m.state and m.kind != "person")

    def mentions_between(self, first: int, last: int) -> tuple[Mention, ...]:
        """The mentions that begin among the tokens `first` to `last` (exclusive)."""
        low = bisect_left(self.mentions, first, key=lambda mention: mention.first)
        return self.mentions[
            low : bisect_left(self.mentions, last, lo=low, key=lambda mention: mention.first)
        ]

    @cached_property
    def mention_at(self) -> Callable[[int], Mention | None]:
        """The mention that covers a token, if any."""
        return {n: mention for mention in self.mentions for n in range(mention.first, mention.last)}.get

    def mentions_at(self, token: int) -> tuple[Mention, ...]:
        """All mentions that cover this token: each part of «японо-китайский» is one."""
        return self.mentions_of_token.get(token, ())

    @cached_property
    def mentions_of_token(self) -> dict[int, tuple[Mention, ...]]:
        """For each token that mentions cover, these."""
        found: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            for number in range(mention.first, mention.last):
                found[number] = (*found.get(number, ()), mention)
        return found

    @cached_property
    def _subtrees(self) -> dict[int, tuple[int, ...]]:
        return {}

    def subtree(self, token: int) -> tuple[int, ...]:
        """The token and everything below it in the syntax, in the order of the text."""
        known = self._subtrees.get(token)
        if known is None:
            found, waiting = {token}, [token]
            while waiting:
                for child in self.markup.children[waiting.pop()]:
                    if child not in found:
                        found.add(child)
                        waiting.append(child)
            known = self._subtrees[token] = tuple(sorted(found))
        return known

    @cached_property
    def sides(self) -> dict[int, dict[str, int]]:
        """For each passage how often it mentions each side, by state or person, the most mentioned first."""
        counts: dict[int, dict[str, int]] = {}
        for mention in self.mentions:
            if mention.state and mention.kind in ("state", "person"):
                passage = self.markup.passage_of(mention.first)
                of_passage = counts.setdefault(passage, {})
                of_passage[mention.state] = of_passage.get(mention.state, 0) + 1
        return {
            passage: dict(sorted(of_passage.items(), key=lambda item: (-item[1], item[0])))
            for passage, of_passage in counts.items()
        }

    @cached_property
    def dyads(self) -> dict[int, tuple[str, ...]]:
        """For each passage the two sides it is about, where it speaks of two far more than of any third."""
        found: dict[int, tuple[str, ...]] = {}
        for passage, of_passage in self.sides.items():
            total = sum(of_passage.values())
            two = list(of_passage.items())[:2]
            even = len(of_passage) == 2 and total >= ALONE and EVEN * two[1][1] >= total
            if even and self._named.get(passage) == set(of_passage) and self._lengths[passage] <= SHORT:
                found[passage] = tuple(state for state, _ in two)
            if len(two) < 2 or total < FEWEST or two[1][1] < 2:
                continue
            if sum(n for _, n in two) >= DYAD * total and two[1][1] >= self.lesser * total:
                found[passage] = tuple(state for state, _ in two)
        return found

    @property
    def lesser(self) -> float:
        """The share of its mentions of sides from which a passage is about a state too."""
        return LESSER_ENGLISH if self.is_english else LESSER

    @cached_property
    def _lengths(self) -> Counter[int]:
        """How many sentences each passage has."""
        return Counter(sentence.passage for sentence in self.markup.sentences)

    @cached_property
    def _named(self) -> dict[int, set[str]]:
        """For each passage every state that anything mentioned in it belongs to."""
        named: dict[int, set[str]] = {}
        for mention in self.mentions:
            if mention.state and mention.how != "outlet":
                passage = self.markup.passage_of(mention.first)
                named.setdefault(passage, set()).add(mention.state)
        return named

    @cached_property
    def _told_of(self) -> dict[int, Counter[str]]:
        """For each passage how often it tells of each state, by whatever mention, but as an outlet's."""
        counts: dict[int, Counter[str]] = {}
        for mention in self.mentions:
            if _tells_state(mention):
                passage = self.markup.passage_of(mention.first)
                counts.setdefault(passage, Counter())[mention.state] += 1
        return counts

    @cached_property
    def leading(self) -> dict[int, str]:
        """For each passage the one state that it is about, where it tells of one far more than of others."""
        found: dict[int, str] = {}
        for passage, of_passage in self._told_of.items():
            ranked = sorted(of_passage.items(), key=lambda told: (-told[1], told[0]))
            state, often = ranked[0]
            next_often = ranked[1][1] if len(ranked) > 1 else 0
            far = often >= TWICE * next_often and 2 * often >= sum(of_passage.values())
            if often >= LEADING and far:
                found[passage] = state
        return found

    @cached_property
    def _opening_states(self) -> dict[int, frozenset[str]]:
        """For each passage the states that its opening tells of."""
        openings: dict[int, list[Sentence]] = {}
        for sentence in self.markup.sentences:
            opening = openings.setdefault(sentence.passage, [])
            if len(opening) < OPENING:
                opening.append(sentence)
        return {
            passage: frozenset(
                m.state for m in self.mentions_between(opening[0].first, opening[-1].last) if _tells_state(m)
            )
            for passage, opening in openings.items()
        }

    @cached_property
    def focus(self) -> dict[int, str]:
        """For each passage the one state that its opening names and that it tells of most: what others do in
        it, unless it says otherwise, they do to that state («Первым победителя поздравил президент Замбии»).
        """
        found: dict[int, str] = {}
        for passage, told in self._told_of.items():
            states = self._opening_states[passage]
            most = max(told.values())
            if len(states) == 1 and told[(state := min(states))] == most and most >= LEADING:
                found[passage] = state
        return found

    @cached_property
    def headed(self) -> dict[int, str]:
        """For each passage the state that heads it: one that its opening names, and of which it tells more
        than of any other named there.
        """
        found: dict[int, str] = {}
        for passage, told in self._told_of.items():
            ranked = sorted(self._opening_states[passage], key=lambda state: (-told[state], state))
            if ranked and told[ranked[0]] > (told[ranked[1]] if len(ranked) > 1 else 1):
                found[passage] = ranked[0]
        return found

    def about(self, token: int) -> str:
        """The state that the passage of a token is about: that in `focus`, or the `leading` one; or empty."""
        passage = self.markup.passage_of(token)
        return self.focus.get(passage, "") or self.leading.get(passage, "")

    def heading(self, token: int) -> str:
        """The state that the passage of a token is about, or else that heads it; or empty."""
        passage = self.markup.passage_of(token)
        return self.about(token) or self.headed.get(passage, "")

    def evidence(self, start: int, end: int) -> Evidence:
        """The characters `start` to `end` as evidence."""
        return Evidence(start, end, self.markup.document.text[start:end])


def _tells_state(mention: Mention) -> bool:
    """Whether a mention tells of a state: not as whose outlet it is, nor by a pronoun."""
    return bool(mention.state) and mention.how not in ("outlet", "pronoun")


def once(work: Callable[[Scene, int], V]) -> Callable[[Scene, int], V]:
    """`work` done once for each token (or passage) of a scene, which remembers what came of it: nobody may
    change that.
    """
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def remembered(scene: Scene, token: int) -> V:
        known: dict[int, V] | None = scene.__dict__.get(name)
        if known is None:
            known = scene.__dict__[name] = {}
        if token not in known:
            known[token] = work(scene, token)
        return known[token]

    return remembered
