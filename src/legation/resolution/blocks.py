"""Which claims are worth comparing: the same kind of act, two participants in common, days that can meet.

No block falls into a comparison of all with all: within a block claims lie in the order of their days, and
each is compared with the next few only.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from legation.resolution.happenings import ONCE, Columns, Numbers
from legation.resolution.ranking import starts
from legation.resolution.times import ALWAYS

NEXT = 8  # claims of one block that a dated claim is compared with, from its own day on
MANY = 24  # as many may start within the time of a claim of a month, a year or no date, else they say nothing
AT_ONCE = 500_000  # claims in blocks whose pairs are laid out in one go: bounds memory
SLACK = 7  # days by which a planned date, or a date of telling, may miss


def pairs(c: Columns) -> tuple[Numbers, Numbers]:
    """Pairs of row numbers (i < j), each once, sorted."""
    rows, keys = _keys(c)
    first = np.where(c.persons[:, 0] >= 0, c.persons[:, 0], c.bodies[:, 0])
    rank = np.empty(c.size, dtype=np.int32)
    rank[np.lexsort((first, c.window_lo))] = np.arange(c.size, dtype=np.int32)
    order = np.lexsort((rank[rows], keys))
    del rank
    rows = rows[order]
    keys = keys[order]  # one after the other: the arrays are the largest that there are
    del order
    return _windowed(c, rows, keys)


def _keys(c: Columns) -> tuple[Numbers, Numbers]:
    """Each claim under each of its blocks: (act group, two participants), or its only participant."""
    people = c.persons[:, :3].astype(np.int64)
    bodies = c.bodies[:, :2].astype(np.int64)
    n_states, n_people = _top(c.states), _top(c.persons)
    people = np.where(people >= 0, people + n_states, -1)
    bodies = np.where(bodies >= 0, bodies + n_states + n_people, -1)
    parts = np.concatenate([c.states[:, :4].astype(np.int64), people, bodies], axis=1)
    top = n_states + n_people + _top(c.bodies) + 1
    count = (parts >= 0).sum(axis=1)
    rows, keys = [], []
    everyone = np.arange(c.size, dtype=np.int32)
    for a, b in combinations(range(parts.shape[1]), 2):
        both = (parts[:, a] >= 0) & (parts[:, b] >= 0)
        x, y = np.minimum(parts[both, a], parts[both, b]), np.maximum(parts[both, a], parts[both, b])
        rows.append(everyone[both])
        keys.append((c.group[both].astype(np.int64) * top + x) * top + y)
    alone = count == 1
    only = parts[alone].max(axis=1)
    rows.append(everyone[alone])
    keys.append((c.group[alone].astype(np.int64) * top + only) * top + only)
    return np.concatenate(rows), np.concatenate(keys)


def _top(matrix: Numbers) -> int:
    return int(matrix.max(initial=-1)) + 1


def _windowed(c: Columns, rows: Numbers, keys: Numbers) -> tuple[Numbers, Numbers]:
    """Of each block the pairs whose days can meet, `NEXT` or, of a wide claim, `MANY` to each claim."""
    size = len(rows)
    if not size:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    # Blocks laid one behind the other on one axis of days, so that one search serves them all.
    axis = np.cumsum(np.r_[0, np.diff(keys) != 0]).astype(np.int64) * (4 * ALWAYS)
    until = axis + np.minimum(c.window_hi[rows].astype(np.int64) + SLACK, ALWAYS + SLACK)
    axis += c.window_lo[rows]
    reach = np.maximum(np.searchsorted(axis, until, side="right") - np.arange(1, size + 1), 0)
    del axis, until
    wide = (c.window_hi[rows] - c.window_lo[rows]) > 31
    once = np.isin(c.group[rows], [n for n, g in enumerate(c.groups) if g in ONCE])
    reach = np.where(wide & (reach > MANY) & ~once, 0, np.minimum(reach, np.where(wide, MANY, NEXT)))
    parts = [slice(at, at + AT_ONCE) for at in range(0, size, AT_ONCE)]
    packed = np.concatenate([_met(c.size, rows, reach[some], some.start) for some in parts])
    packed.sort()
    packed = packed[starts(packed)]
    return (packed // c.size).astype(np.int32), (packed % c.size).astype(np.int32)


def _met(size: int, rows: Numbers, reach: Numbers, at: int) -> Numbers:
    """Each claim from place `at` on with the next `reach` behind it, two row numbers packed as one."""
    left = np.repeat(np.arange(at, at + len(reach)), reach)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(reach) - reach, reach)
    i, j = rows[left].astype(np.int64), rows[right]
    return np.asarray(np.minimum(i, j) * size + np.maximum(i, j))
