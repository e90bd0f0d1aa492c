"""How surely two claims tell one happening: features with weights, for and against; above 0 they are one.

The weights were set on the tuning half of `evaluation/clusters`; the scorer there shows what each does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from legation.resolution.happenings import (
    CONSULTING,
    CONTENT,
    DAY,
    DENIED,
    HAPPENED,
    MONTH,
    NONE,
    ONCE,
    PLANNED,
    SPAN,
    WIDE,
    YEAR,
    Columns,
    Numbers,
)
from legation.resolution.times import ALWAYS

FEATURES = (
    "start", "time", "sides", "persons", "bodies", "place", "act", "words", "manner", "level", "ordinal",
    "status", "direction", "telling", "once",
)  # fmt: skip
NEVER = -20.0  # no other likeness outweighs it
AT_ONCE = 1 << 15  # pairs compared in one go: what is worked on stays in the processor's own memory
START = -3.2
CONTENT_START = -4.0
# Acts of which two with other contents are often done on one day.
PAPERS = frozenset({"sign", "promise", "ratify", "award", "found"})


def compare(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """The weights of all features (columns) for each pair (rows)."""
    made = np.zeros((len(i), len(FEATURES)), dtype=np.float32)

    def weigh(some: slice) -> None:
        made[some] = np.stack(list(_features(c, i[some], j[some])), axis=1)

    _in_parts(weigh, len(i))
    return made


def scores(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """The sum of all weights for each pair."""
    made = np.zeros(len(i), dtype=np.float32)

    def weigh(some: slice) -> None:
        made[some] = sum(_features(c, i[some], j[some]))

    _in_parts(weigh, len(i))
    return made


def meeting(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """Which pairs have times that can be one at all: the others need no closer look."""
    made = np.zeros(len(i), dtype=bool)

    def look(some: slice) -> None:
        made[some] = (time(c, i[some], j[some]) > NEVER) | _in(c, i[some], ONCE)

    _in_parts(look, len(i))
    return made


def _in_parts(work: Callable[[slice], None], size: int) -> None:
    """Does the work for a few pairs at a time, on two cores: each part fills its own rows and no others."""
    parts = [slice(at, at + AT_ONCE) for at in range(0, size, AT_ONCE)]
    with ThreadPoolExecutor(2) as threads:
        for _ in threads.map(work, parts):
            pass


def _features(c: Columns, i: Numbers, j: Numbers) -> Iterator[Numbers]:
    content = _in(c, i, CONTENT)
    consulting = _in(c, i, CONSULTING)
    once = _in(c, i, ONCE)
    words, richness = _words(c, i, j, content, _in(c, i, PAPERS))
    yield np.where(content, CONTENT_START, START)
    days = time(c, i, j)
    yield np.where(once, np.maximum(days, 0.0), days)
    people, bodies = shared(c.persons[i], c.persons[j]), shared(c.bodies[i], c.bodies[j])
    yield sides(c, i, j, people[0] + bodies[0])
    yield persons(people, consulting)
    yield _bodies(bodies, content)
    yield _place(c, i, j)
    yield np.where(c.act[i] == c.act[j], 1.0, np.where(c.kind[i] == c.kind[j], -0.8, -1.2))
    yield words
    yield np.where(consulting, _apart(c.manner[i], c.manner[j], 0.6, -2.2), 0.0)
    yield np.where(consulting, _apart(c.level[i], c.level[j], 0.4, -1.5), 0.0)
    yield _ordinal(c, i, j)
    yield status(c, i, j)
    yield _direction(c, i, j, consulting)
    yield np.where(c.passages[i] == c.passages[j], NEVER, 0.0)
    yield np.where(once, 1.5, 0.0) - np.where(content & ~richness, 0.4, 0.0)


def _in(c: Columns, i: Numbers, groups: frozenset[str]) -> Numbers:
    return np.array([g in groups for g in c.groups] or [False])[c.group[i]]


Shared = tuple[Numbers, Numbers, Numbers]


def shared(a: Numbers, b: Numbers) -> Shared:
    """Of two padded matrices, row by row: how many values are shared, and how many each has."""
    count = np.zeros(len(a), dtype=np.int32)
    values, columns = np.ascontiguousarray(a.T), np.ascontiguousarray(b.T)
    for value in values:
        known = value >= 0
        if not known.any():
            break
        hit = value == columns[0]
        for other in columns[1:]:
            hit |= value == other
        count += hit & known
    return count, _known(values), _known(columns)


def _known(columns: Numbers) -> Numbers:
    """How many values each row has; added up column by column, which is many times as fast as by rows."""
    return np.asarray((columns >= 0).sum(axis=0, dtype=np.int32))


def time(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """The times that the two tell, and how finely; an undated claim is measured by when it was told."""
    gi, gj = c.grain[i], c.grain[j]
    gap = np.maximum(c.lo[i] - c.hi[j], c.lo[j] - c.hi[i]).astype(np.int64)
    exact_i, exact_j = np.isin(gi, (DAY, SPAN)), np.isin(gj, (DAY, SPAN))
    same = (c.lo[i] == c.lo[j]) & (c.hi[i] == c.hi[j])
    both = exact_i & exact_j
    value = np.full(len(i), 0.1)
    value = np.where((gi == YEAR) | (gj == YEAR), 0.4, value)
    value = np.where((gi == MONTH) | (gj == MONTH), np.where((gi == YEAR) | (gj == YEAR), 0.4, 1.2), value)
    value = np.where((gi == WIDE) | (gj == WIDE), 0.1, value)
    value = np.where(
        same & (gi == gj), np.select([gi == MONTH, gi == YEAR, gi == WIDE], [1.5, 0.8, 0.8], value), value
    )
    inside = np.where((gi == SPAN) & (gj == SPAN), 1.6, 2.2)
    value = np.where(both, np.where(same, np.where(gi == SPAN, 3.3, 3.0), inside), value)
    moved = (c.status[i] == PLANNED) != (c.status[j] == PLANNED)
    near = np.select(
        [gap <= 1, gap <= 3, gap <= 7],
        [-0.3, np.where(moved, -1.2, -2.2), np.where(moved, -2.0, -4.0)],
        NEVER,
    )
    loose = np.select([gap <= 3], [-1.8], NEVER)
    value = np.where(gap > 0, np.where(both, near, loose), value)
    return np.where((gi == NONE) | (gj == NONE), _undated(c, i, j), value)


def _undated(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """One of the two is not dated: the day of its telling says where it may lie."""
    first = np.where(c.grain[i] == NONE, i, j)
    other = np.where(c.grain[i] == NONE, j, i)
    told = c.told[first].astype(np.int64)
    both = c.grain[other] == NONE
    exact = np.isin(c.grain[other], (DAY, SPAN, MONTH))
    ahead = c.status[first] == PLANNED
    behind = told - np.where(both, c.told[other], c.lo[other])
    passed = np.select(
        [behind < -3, behind <= 4, behind <= 12, behind <= 31, behind <= BACK_MOST],
        [-4.0, 1.9, 1.5, 0.9, 0.2], -2.0
    )  # fmt: skip
    coming = np.select(
        [behind > 3, behind >= -45, behind >= -120, behind >= -AHEAD_MOST], [-4.0, 1.3, 0.5, -0.3], -2.5
    )
    apart = np.abs(behind)
    together = np.select(
        [apart <= 3, apart <= 12, apart <= 31, apart <= BACK_MOST], [1.8, 1.2, 0.5, -0.3], -2.0
    )
    value = np.where(both, together, np.where(exact, np.where(ahead, coming, passed), -0.3))
    unknown = (told >= ALWAYS) | (both & (c.told[other] >= ALWAYS))
    return np.where(unknown, -0.5, value)


BACK_MOST, AHEAD_MOST = 60, 240  # days beyond which an undated act is not near what was told of it


def sides(c: Columns, i: Numbers, j: Numbers, actors: Numbers) -> Numbers:
    """The states taking part; `actors` counts the persons and bodies that both name."""
    both, ni, nj = shared(c.states[i], c.states[j])
    known = (ni > 0) & (nj > 0)
    least, most = np.minimum(ni, nj), np.maximum(ni, nj)
    value = np.select(
        [both >= 2, (both == 1) & (least == 1) & (most == 1), (both == 1) & (least == 1)],
        [1.5, 0.9, 0.5],
        np.where(both == 1, -1.2, np.where(actors > 0, -1.5, NEVER)),
    )
    value = value + np.where((both >= 2) & (ni == both) & (nj == both), 0.4, 0.0)
    value = value - np.where((both >= 2) & (both < least), 0.8, 0.0)
    value = value - np.where((both >= 2) & (most >= least + 2), 0.6, 0.0)
    return np.where(known, value, np.where(actors > 0, 0.3, -1.0))


def persons(named: Shared, consulting: Numbers) -> Numbers:
    """The persons named: shared ones, and those of whom each claim names another."""
    both, ni, nj = named
    known = (ni > 0) & (nj > 0)
    value = np.select([both >= 2, both == 1], [3.0, 1.7], np.where(consulting, -3.4, -1.6))
    other = (ni > both) & (nj > both) & (both > 0)
    value = value - np.where(other, np.where(consulting, 2.6, 1.0), 0.0)
    return np.where(known, value, 0.0)


def _bodies(named: Shared, content: Numbers) -> Numbers:
    both, ni, nj = named
    known = (ni > 0) & (nj > 0)
    value = np.select([both >= 2, both == 1], [1.6, 1.1], np.where(content, -1.3, -0.7))
    return np.where(known, value, 0.0)


def _place(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    known = (c.place[i] >= 0) & (c.place[j] >= 0)
    return np.where(known, np.where(c.place[i] == c.place[j], 0.8, -1.0), 0.0)


def _words(c: Columns, i: Numbers, j: Numbers, content: Numbers, papers: Numbers) -> tuple[Numbers, Numbers]:
    """What the two speak about, and whether both say enough to be compared."""
    both, ni, nj = shared(c.words[i], c.words[j])
    least = np.minimum(ni, nj)
    # Words of two languages are compared only as far as one is known to mean the other.
    rich = (least >= 2) & ((c.cyrillic[i] == c.cyrillic[j]) | (both >= 2))
    likeness = both / np.maximum(least, 1)
    much = np.where(
        content, np.where(both == 0, np.where(papers, -2.2, -1.3), -0.6 + 4.2 * likeness), 1.0 * likeness
    )
    little = np.where(both > 0, np.where(content, 1.2, 0.4), 0.0)
    return np.where(rich, np.minimum(much, 2.6), little), rich


def _apart(a: Numbers, b: Numbers, same: float, other: float) -> Numbers:
    known = (a > 0) & (b > 0)
    return np.where(known, np.where((a & b) > 0, same, other), 0.0)


def _ordinal(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    known = (c.ordinal[i] > 0) & (c.ordinal[j] > 0)
    return np.where(known, np.where(c.ordinal[i] == c.ordinal[j], 1.4, -4.0), 0.0)


def status(c: Columns, i: Numbers, j: Numbers) -> Numbers:
    """Plan, happening and denial may be one event; a plan told after the other was over is another."""
    a, b = c.status[i], c.status[j]
    planned_i, planned_j = a == PLANNED, b == PLANNED
    late_i = (
        planned_i & (b == HAPPENED) & (c.hi[j] < c.told[i] - 3) & (c.told[i] < ALWAYS) & (c.hi[i] != c.hi[j])
    )
    late_j = (
        planned_j & (a == HAPPENED) & (c.hi[i] < c.told[j] - 3) & (c.told[j] < ALWAYS) & (c.hi[i] != c.hi[j])
    )
    value = np.where(a == b, 0.0, -0.3)
    value = np.where((a != b) & ((a == DENIED) | (b == DENIED)), -0.6, value)
    return np.where(late_i | late_j, -4.0, value)


def _direction(c: Columns, i: Numbers, j: Numbers, consulting: Numbers) -> Numbers:
    """Who acts and who is acted on, where both claims tell it."""
    same, ni, nj = shared(c.senders[i], c.senders[j])
    crossed, _, _ = shared(c.senders[i], c.recipients[j])
    back, _, _ = shared(c.recipients[i], c.senders[j])
    known = (ni > 0) & (nj > 0)
    turned = known & (same == 0) & (crossed + back > 0)
    return np.where(
        turned, np.where(consulting, -1.5, -5.0), np.where(known & (same > 0) & ~consulting, 0.2, 0.0)
    )
