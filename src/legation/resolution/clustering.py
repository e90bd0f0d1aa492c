"""Pairs that are one happening become happenings, best pairs first; no chain joins what must part.

Most groups are consistent as they stand and are taken whole; only those that hold two claims of one passage,
days that cannot meet, or a pair that is surely two things are built up again pair by pair.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from msgspec import Struct
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from legation.resolution.happenings import DAY, MONTH, ONCE, SPAN, Columns, Numbers
from legation.resolution.times import ALWAYS

SURELY_ONE = 4.0  # pairs scored so or higher are taken together first, where all of them agree
TRIED = 2  # of each claim its so many best pairs are tried
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
        core = _cores(c, pairs, i[inside], j[inside], score[inside])
        label = _rebuilt(c, pairs, label, doubtful, core, _between(core, i[inside], j[inside], score[inside]))
    first = np.full(int(label.max(initial=-1)) + 1, c.size, dtype=np.int64)
    np.minimum.at(first, label, np.arange(c.size))
    return first[label]


def _cores(c: Columns, pairs: Pairs, i: Numbers, j: Numbers, score: Numbers) -> Numbers:
    """Groups of what is surely one, taken whole where they are consistent; each claim's is a row number."""
    sure = score >= SURELY_ONE
    label = _components(c.size, i[sure], j[sure])
    bad = np.isin(label, _doubtful(c, label, pairs))
    first = np.full(int(label.max(initial=-1)) + 1, c.size, dtype=np.int64)
    np.minimum.at(first, label, np.arange(c.size))
    return np.where(bad, np.arange(c.size), first[label])


def _between(core: Numbers, i: Numbers, j: Numbers, score: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The best pair between each two cores, the best first."""
    a, b = np.minimum(core[i], core[j]), np.maximum(core[i], core[j])
    value = np.round(score.astype(np.float64), 3)
    apart = a != b
    a, b, value = a[apart], b[apart], value[apart]
    order = np.lexsort((-value, b, a))
    a, b, value = a[order], b[order], value[order]
    best = np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])] if len(a) else np.zeros(0, bool)
    a, b, value = a[best], b[best], value[best]
    kept = _ranked(a, b, value) | _ranked(b, a, value)
    a, b, value = a[kept], b[kept], value[kept]
    order = np.lexsort((b, a, -value))
    return a[order], b[order], value[order]


def _ranked(one: Numbers, other: Numbers, value: Numbers) -> Numbers:
    """Which pairs are among the `TRIED` best of their first member."""
    order = np.lexsort((other, -value, one))
    starts = np.flatnonzero(np.r_[True, one[order][1:] != one[order][:-1]]) if len(one) else np.zeros(0, int)
    rank = np.arange(len(one)) - np.repeat(starts, np.diff(np.r_[starts, len(one)]))
    kept = np.zeros(len(one), dtype=bool)
    kept[order] = rank < TRIED
    return kept


def _ends(judged: tuple[tuple[int, int], ...], end: int) -> Numbers:
    return np.array([pair[end] for pair in judged], dtype=np.int64)


def _components(size: int, i: Numbers, j: Numbers) -> Numbers:
    graph = coo_array((np.ones(len(i), dtype=np.int8), (i, j)), shape=(size, size))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def _dated(c: Columns) -> Numbers:
    """Whose days must meet: all that are told, but of acts done once, where two dates are a conflict."""
    once = np.isin(c.group, [n for n, g in enumerate(c.groups) if g in ONCE])
    return np.isin(c.grain, (DAY, SPAN, MONTH)) & ~once


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
    """Groups being built: what each holds, so that a joining can be refused. Members are cores."""

    def __init__(self, c: Columns, pairs: Pairs, rows: Numbers, core: Numbers) -> None:
        heads = core[rows].tolist()
        self.above = {n: n for n in heads}
        self.members = {n: [n] for n in heads}
        self.passages: dict[int, set[int]] = {n: set() for n in heads}
        self.latest = dict.fromkeys(heads, -ALWAYS)
        self.earliest = dict.fromkeys(heads, ALWAYS)
        dated = _dated(c)[rows].tolist()
        facts = zip(
            heads, c.passages[rows].tolist(), dated, c.lo[rows].tolist(), c.hi[rows].tolist(), strict=True
        )
        for head, passage, is_dated, lo, hi in facts:
            self.passages[head].add(passage)
            if is_dated:
                self.latest[head] = max(self.latest[head], lo)
                self.earliest[head] = min(self.earliest[head], hi)
        self.core = core
        self.apart: dict[int, set[int]] = defaultdict(set)
        self.judged: dict[int, set[int]] = defaultdict(set)
        inside = np.zeros(c.size, dtype=bool)
        inside[rows] = True
        against = (pairs.score <= SURELY_TWO) & inside[pairs.i] & inside[pairs.j]
        for a, b in zip(core[pairs.i[against]].tolist(), core[pairs.j[against]].tolist(), strict=True):
            self.apart[a].add(b)
            self.apart[b].add(a)
        for a, b in pairs.different:
            self.judged[int(core[a])].add(int(core[b]))
            self.judged[int(core[b])].add(int(core[a]))

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
    c: Columns,
    pairs: Pairs,
    label: Numbers,
    doubtful: Numbers,
    core: Numbers,
    edges: tuple[Numbers, Numbers, Numbers],
) -> Numbers:
    rows = np.flatnonzero(np.isin(label, doubtful))
    groups = _Groups(c, pairs, rows, core)
    for a, b in sorted(pairs.same):
        if int(core[a]) in groups.above and int(core[b]) in groups.above:
            groups.join(int(core[a]), int(core[b]), by_judgement=True)
    for a, b in zip(edges[0].tolist(), edges[1].tolist(), strict=True):
        groups.join(a, b)
    made = label.copy()
    top = int(label.max(initial=-1)) + 1
    made[rows] = [top + groups.root(n) for n in core[rows].tolist()]
    return np.unique(made, return_inverse=True)[1].astype(np.int64)
