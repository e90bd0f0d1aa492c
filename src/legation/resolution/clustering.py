"""Pairs of claims that are one happening become happenings, best pairs first, and no chain joins what must part.

Most groups are consistent as they stand and are taken whole; only those that hold two claims of one passage,
days that cannot meet, or a pair that is surely two things are built up again pair by pair.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from msgspec import Struct
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from legation.resolution.happenings import ALWAYS, DAY, MONTH, SPAN, Columns, Numbers

SURELY_TWO = -2.5  # a pair scored lower is never brought together by others
DAYS_APART = 1  # a text of the morning after may give the wrong one of two days


class Pairs(Struct, frozen=True):
    """Compared pairs of row numbers with their scores, and those that people judged."""

    i: Numbers
    j: Numbers
    score: Numbers
    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()


def cluster(c: Columns, pairs: Pairs) -> Numbers:
    """For each claim the smallest row number of its happening."""
    for_one = pairs.score > 0
    i, j, score = pairs.i[for_one], pairs.j[for_one], pairs.score[for_one]
    label = _components(c.size, np.r_[i, _ends(pairs.same, 0)], np.r_[j, _ends(pairs.same, 1)])
    doubtful = _doubtful(c, label, pairs)
    if doubtful.size:
        inside = np.isin(label[i], doubtful)
        label = _rebuilt(c, pairs, label, doubtful, (i[inside], j[inside], score[inside]))
    first = np.full(int(label.max(initial=-1)) + 1, c.size, dtype=np.int64)
    np.minimum.at(first, label, np.arange(c.size))
    return first[label]


def _ends(judged: tuple[tuple[int, int], ...], end: int) -> Numbers:
    return np.array([pair[end] for pair in judged], dtype=np.int64)


def _components(size: int, i: Numbers, j: Numbers) -> Numbers:
    graph = coo_array((np.ones(len(i), dtype=np.int8), (i, j)), shape=(size, size))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _dated(c: Columns) -> Numbers:
    return np.isin(c.grain, (DAY, SPAN, MONTH))


def _doubtful(c: Columns, label: Numbers, pairs: Pairs) -> Numbers:
    """The groups that cannot stand as they are."""
    top = int(label.max(initial=-1)) + 1
    latest, earliest = np.full(top, -ALWAYS), np.full(top, ALWAYS)
    dated = _dated(c)
    np.maximum.at(latest, label[dated], c.lo[dated])
    np.minimum.at(earliest, label[dated], c.hi[dated])
    parted = np.flatnonzero(latest - earliest > DAYS_APART)
    order = np.lexsort((c.passages, label))
    twice = (np.diff(label[order]) == 0) & (np.diff(c.passages[order]) == 0)
    told_twice = label[order][1:][twice]
    against = (pairs.score <= SURELY_TWO) & (label[pairs.i] == label[pairs.j])
    held = [int(label[a]) for a, b in pairs.different if label[a] == label[b]]
    return np.unique(np.r_[parted, told_twice, label[pairs.i[against]], np.array(held, dtype=np.int64)])


class _Groups:
    """Groups being built: what each holds, so that a joining can be refused."""

    def __init__(self, c: Columns, pairs: Pairs, rows: Numbers) -> None:
        self.above = {int(n): int(n) for n in rows}
        self.members = {int(n): [int(n)] for n in rows}
        self.passages = {int(n): {int(c.passages[n])} for n in rows}
        dated = _dated(c)
        self.latest = {int(n): int(c.lo[n]) if dated[n] else -ALWAYS for n in rows}
        self.earliest = {int(n): int(c.hi[n]) if dated[n] else ALWAYS for n in rows}
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.judged: dict[int, set[int]] = defaultdict(set)
        inside = np.isin(pairs.i, rows) & (pairs.score <= SURELY_TWO)
        for a, b in zip(pairs.i[inside].tolist(), pairs.j[inside].tolist(), strict=True):
            self.apart[a].add(b)
            self.apart[b].add(a)
        for a, b in pairs.different:
            self.judged[a].add(b)
            self.judged[b].add(a)

    def root(self, n: int) -> int:
        while self.above[n] != n:
            self.above[n] = self.above[self.above[n]]
            n = self.above[n]
        return n

    def join(self, a: int, b: int, by_judgement: bool = False) -> None:
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        if self._held(self.judged, a, b) or (not by_judgement and not self._agree(a, b)):
            return
        self.above[b] = a
        self.members[a] += self.members.pop(b)
        self.passages[a] |= self.passages.pop(b)
        self.latest[a] = max(self.latest[a], self.latest[b])
        self.earliest[a] = min(self.earliest[a], self.earliest[b])

    def _agree(self, a: int, b: int) -> bool:
        latest, earliest = max(self.latest[a], self.latest[b]), min(self.earliest[a], self.earliest[b])
        if latest - earliest > DAYS_APART:
            return False
        small, large = sorted((self.passages[a], self.passages[b]), key=len)
        return not (small & large) and not self._held(self.apart, a, b)

    def _held(self, apart: dict[int, set[int]], a: int, b: int) -> bool:
        """Whether something in the group of `b`, the smaller one, is held apart from the group of `a`."""
        if not apart:
            return False
        return any(
            other in self.above and self.root(other) == a
            for n in self.members[b]
            for other in apart.get(n, ())
        )


def _rebuilt(
    c: Columns, pairs: Pairs, label: Numbers, doubtful: Numbers, edges: tuple[Numbers, Numbers, Numbers]
) -> Numbers:
    i, j, score = edges
    rows = np.flatnonzero(np.isin(label, doubtful))
    groups = _Groups(c, pairs, rows)
    known = set(rows.tolist())
    for a, b in sorted(pairs.same):
        if a in known and b in known:
            groups.join(a, b, by_judgement=True)
    order = np.lexsort((j, i, -np.round(score, 3)))
    for a, b in zip(i[order].tolist(), j[order].tolist(), strict=True):
        groups.join(a, b)
    made = label.copy()
    top = int(label.max(initial=-1)) + 1
    made[rows] = [top + groups.root(int(n)) for n in rows]
    return np.unique(made, return_inverse=True)[1].astype(np.int64)
