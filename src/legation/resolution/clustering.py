"""Pairs that are one happening become happenings, best pairs first; no chain joins what must part.

Most groups are consistent as they stand and are taken whole; only those that hold two claims of one passage,
days that cannot meet, or a pair that is surely two things are built up again pair by pair.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from legation.resolution.building import Parts, build
from legation.resolution.happenings import DAY, MONTH, ONCE, SPAN, Columns, Numbers
from legation.resolution.ranking import best_first, best_of_all, best_of_each, ranks, starts, thousandths
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
        i, j, score = i[inside], j[inside], score[inside]
        core = _cores(c, pairs, i, j, score)
        label = _rebuilt(c, pairs, label, doubtful, core, _between(core, i, j, score))
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
    return np.where(bad, np.arange(c.size), first[label]).astype(np.int32)


def _between(core: Numbers, i: Numbers, j: Numbers, score: Numbers) -> tuple[Numbers, Numbers]:
    """The best pair between each two cores, the best first: of each core the `TRIED` best."""
    a, b = np.minimum(core[i], core[j]), np.maximum(core[i], core[j])
    apart = a != b
    a, b, value = best_of_each(a[apart], b[apart], thousandths(score[apart]))
    one, other = _tried(a, b, value), _tried(b, a, value)
    both = (np.r_[one[0], other[1]], np.r_[one[1], other[0]], np.r_[one[2], other[2]])
    return best_of_all(*both)[:2]


def _tried(one: Numbers, other: Numbers, value: Numbers) -> tuple[Numbers, ...]:
    """Of each first member the `TRIED` best pairs."""
    found = best_first(one, other, value)
    kept = ranks(found[0]) < TRIED
    return tuple(column[kept] for column in found)


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


def _rebuilt(
    c: Columns,
    pairs: Pairs,
    label: Numbers,
    doubtful: Numbers,
    core: Numbers,
    edges: tuple[Numbers, Numbers],
) -> Numbers:
    """The labels, those of doubtful groups by what their cores come to pair by pair."""
    inside = np.isin(label, doubtful)
    rows = np.flatnonzero(inside)
    heads, group = np.unique(core[rows], return_inverse=True)
    number = np.full(c.size, -1, dtype=np.int64)
    number[heads] = np.arange(len(heads))
    against = (pairs.score <= SURELY_TWO) & inside[pairs.i] & inside[pairs.j]
    of_core = np.where(inside, number[core], -1)
    latest, earliest = np.full(len(heads), -ALWAYS), np.full(len(heads), ALWAYS)
    dated = _dated(c)[rows]
    np.maximum.at(latest, group[dated], c.lo[rows][dated])
    np.minimum.at(earliest, group[dated], c.hi[rows][dated])
    parts = Parts(
        size=len(heads),
        latest=latest,
        earliest=earliest,
        holds=group,
        held=c.passages[rows].astype(np.int64),
        apart=_once(of_core[pairs.i[against]], of_core[pairs.j[against]]),
        judged=_inside(of_core, pairs.different),
        slack=DAYS_APART,
    )
    same = np.stack(_inside(of_core, tuple(sorted(pairs.same))), axis=1)
    built = build(parts, same, number[edges[0]], number[edges[1]])
    made = label.copy()
    made[rows] = int(label.max(initial=-1)) + 1 + built[group]
    return np.unique(made, return_inverse=True)[1].astype(np.int64)


def _inside(of_core: Numbers, judged: tuple[tuple[int, int], ...]) -> tuple[Numbers, Numbers]:
    """The judged pairs of which both stand in doubtful groups, as cores."""
    a, b = of_core[_ends(judged, 0)], of_core[_ends(judged, 1)]
    kept = (a >= 0) & (b >= 0)
    return a[kept], b[kept]


def _once(a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of cores, each once."""
    size = int(max(a.max(initial=0), b.max(initial=0))) + 1
    packed = np.sort(np.minimum(a, b) * size + np.maximum(a, b))
    packed = packed[starts(packed)]
    return packed // size, packed % size
