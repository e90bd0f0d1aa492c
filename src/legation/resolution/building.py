"""Groups built up pair by pair, the best first, where a joining of what must part is refused.

Two facts make this arithmetic instead of a walk. What becomes of a pair depends on its two groups alone, so
all pairs that come first for both of their groups can be decided at once. And groups only grow, so a pair
that must part now will always: it is struck out wherever it stands. The outcome is that of going through the
pairs in their order, which is what is done with the last few.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from legation.resolution.ranking import found, starts

Numbers = NDArray[Any]
FEW = 200  # a round is worth its arithmetic while it decides one pair in so many
LEAST = 64  # and so many at least


class Parts(Struct):
    """What stands before building: `size` groups with what each holds.

    `latest` and `earliest` bound the days of each, `holds` and `held` say which group holds which passage
    (each once), `apart` are pairs of groups that nothing but a person brings together, `judged` pairs that a
    person holds apart.
    """

    size: int
    latest: Numbers
    earliest: Numbers
    holds: Numbers
    held: Numbers
    apart: tuple[Numbers, Numbers]
    judged: tuple[Numbers, Numbers]
    slack: int


def build(parts: Parts, by_hand: Numbers, a: Numbers, b: Numbers) -> Numbers:
    """For each group the number of the one that stands for what it came to be in.

    The pairs `by_hand` (rows of two) are joined first, whatever holds them apart but a person; then the pairs
    of `a` and `b`.
    """
    work = _Rounds(parts, np.r_[by_hand[:, 0], a], np.r_[by_hand[:, 1], b], len(by_hand))
    while work.worth():
        work.round()
    return _one_by_one(work)


class _Rounds:
    """Pairs decided round by round; `a` and `b` are groups, `place` the place in the order that was given."""

    def __init__(self, parts: Parts, a: Numbers, b: Numbers, by_hand: int) -> None:
        # Of a group that was taken in the one that took it; all pairs and passages name groups that stand.
        self.above = np.arange(parts.size)
        self.first = np.zeros(parts.size, dtype=np.int64)
        self.latest, self.earliest = parts.latest.copy(), parts.earliest.copy()
        self.slack = parts.slack
        self.holds, self.held = parts.holds, parts.held
        self.apart, self.judged = parts.apart, parts.judged
        self.a, self.b, self.place = a, b, np.arange(len(a))
        self.by_hand = by_hand
        self._strike(np.ones(parts.size, dtype=bool))

    def worth(self) -> bool:
        """Whether enough pairs come first for both of their groups; marks them."""
        order = np.arange(len(self.a))
        self.first[self.a] = self.first[self.b] = len(self.a)
        np.minimum.at(self.first, self.a, order)
        np.minimum.at(self.first, self.b, order)
        self.ready = (self.first[self.a] == order) & (self.first[self.b] == order)
        count = int(self.ready.sum())
        return count >= LEAST and count * FEW >= len(self.a)

    def round(self) -> None:
        """Joins the marked pairs, and strikes out what must part from then on."""
        a, b = self.a[self.ready], self.b[self.ready]
        above = self.above
        above[b] = a
        self.latest[a] = np.maximum(self.latest[a], self.latest[b])
        self.earliest[a] = np.minimum(self.earliest[a], self.earliest[b])
        left = ~self.ready
        self.a, self.b, self.place = above[self.a[left]], above[self.b[left]], self.place[left]
        self.holds = above[self.holds]
        self.apart = above[self.apart[0]], above[self.apart[1]]
        self.judged = above[self.judged[0]], above[self.judged[1]]
        grown = np.zeros(len(self.above), dtype=bool)
        grown[a] = True
        self._strike(grown)

    def _strike(self, grown: Numbers) -> None:
        """Keeps only pairs of two groups that may be joined, and what can still be asked of these."""
        kept = self.a != self.b
        self.a, self.b, self.place = self.a[kept], self.b[kept], self.place[kept]
        self._forget()
        looked = np.flatnonzero(grown[self.a] | grown[self.b])
        refused = np.zeros(len(self.a), dtype=bool)
        refused[looked] = self._refused(self.a[looked], self.b[looked], self.place[looked] < self.by_hand)
        self.a, self.b, self.place = self.a[~refused], self.b[~refused], self.place[~refused]

    def _forget(self) -> None:
        asked = np.zeros(len(self.above), dtype=bool)
        asked[self.a] = asked[self.b] = True
        kept = asked[self.holds]
        size = int(self.held.max(initial=0)) + 1
        keys = self.holds[kept] * size + self.held[kept]
        keys.sort()
        keys = keys[starts(keys)]
        self.holds, self.held = keys // size, keys % size
        self.apart = _asked(asked, self.apart)
        self.judged = _asked(asked, self.judged)

    def _refused(self, a: Numbers, b: Numbers, by_hand: Numbers) -> Numbers:
        """Which of these pairs must part as their groups are now."""
        latest = np.maximum(self.latest[a], self.latest[b])
        refused = latest - np.minimum(self.earliest[a], self.earliest[b]) > self.slack
        refused |= _among(len(self.above), a, b, self.apart)
        refused |= self._share(a, b)
        return np.asarray((refused & ~by_hand) | _among(len(self.above), a, b, self.judged))

    def _share(self, a: Numbers, b: Numbers) -> Numbers:
        """Which pairs hold one passage: those of the group with fewer are looked for in the other."""
        count = np.bincount(self.holds, minlength=len(self.above))
        begin = np.cumsum(count) - count
        fewer = np.where(count[a] <= count[b], a, b)
        first, lengths = begin[fewer], count[fewer]
        at = np.arange(int(lengths.sum())) + np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
        size = int(self.held.max(initial=0)) + 1
        wanted = np.repeat(np.where(fewer == a, b, a), lengths) * size + self.held[at]
        hit = found(self.holds * size + self.held, wanted)
        made = np.zeros(len(a), dtype=bool)
        made[np.repeat(np.arange(len(a)), lengths)[hit]] = True
        return made


def _among(size: int, a: Numbers, b: Numbers, pairs: tuple[Numbers, Numbers]) -> Numbers:
    """Which of the pairs of `a` and `b` are among these."""
    keys = np.sort(np.minimum(*pairs) * size + np.maximum(*pairs))
    return found(keys, np.minimum(a, b) * size + np.maximum(a, b))


def _asked(asked: Numbers, pairs: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    kept = asked[pairs[0]] & asked[pairs[1]] & (pairs[0] != pairs[1])
    return pairs[0][kept], pairs[1][kept]


def _one_by_one(work: _Rounds) -> Numbers:
    """The pairs that are left, in their order."""
    passages: dict[int, set[int]] = defaultdict(set)
    for group, passage in zip(work.holds.tolist(), work.held.tolist(), strict=True):
        passages[group].add(passage)
    apart, judged = _neighbours(work.apart), _neighbours(work.judged)
    heads = np.unique(np.r_[work.a, work.b]).tolist()
    latest = dict(zip(heads, work.latest[heads].tolist(), strict=True))
    earliest = dict(zip(heads, work.earliest[heads].tolist(), strict=True))
    above: dict[int, int] = {}

    def top(n: int) -> int:
        while (up := above.get(n, n)) != n:
            above[n] = n = above.get(up, up)
        return n

    pairs = zip(work.a.tolist(), work.b.tolist(), (work.place < work.by_hand).tolist(), strict=True)
    for first, second, by_hand in pairs:
        a, b = top(first), top(second)
        if a == b or b in judged.get(a, ()):
            continue
        late, early = max(latest[a], latest[b]), min(earliest[a], earliest[b])
        if not by_hand and (
            late - early > work.slack or b in apart.get(a, ()) or not passages[a].isdisjoint(passages[b])
        ):
            continue
        if _held_by(b, passages, apart) > _held_by(a, passages, apart):
            a, b = b, a
        above[b] = a
        passages[a] |= passages.pop(b)
        latest[a], earliest[a] = late, early
        _hand_on(apart, b, a)
        _hand_on(judged, b, a)
    for n, up in above.items():
        work.above[n] = up
    return _tops(work.above)


def _tops(above: Numbers) -> Numbers:
    """For each group the one that stands for it, from the one that took it in."""
    while True:
        further = above[above]
        if np.array_equal(further, above):
            return above
        above = further


def _held_by(n: int, passages: dict[int, set[int]], apart: dict[int, set[int]]) -> int:
    return len(passages[n]) + len(apart.get(n, ()))


def _neighbours(pairs: tuple[Numbers, Numbers]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for a, b in zip(pairs[0].tolist(), pairs[1].tolist(), strict=True):
        found[a].add(b)
        found[b].add(a)
    return found


def _hand_on(apart: dict[int, set[int]], old: int, new: int) -> None:
    """What was held apart from one group is held apart from the one that took it in."""
    others = apart.pop(old, set()) - {new}
    apart[new].discard(old)
    for other in others:
        apart[other].discard(old)
        apart[other].add(new)
    apart[new] |= others
