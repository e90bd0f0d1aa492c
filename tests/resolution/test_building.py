"""Groups built in rounds of arithmetic are those that going through the pairs one by one gives."""

from __future__ import annotations

from random import Random
from typing import Any
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from legation.resolution import building
from legation.resolution.building import Parts, build
from legation.resolution.ranking import best_first, best_of_all, best_of_each, ranks

Pair = tuple[int, int]
Numbers = NDArray[Any]
SLACK = 1


def walked(
    days: list[Pair],
    held: list[set[int]],
    apart: set[Pair],
    judged: set[Pair],
    hand: list[Pair],
    told: list[Pair],
) -> list[int]:
    """The plain walk: each pair in its order, joined unless something in the two groups must part."""
    groups = [{n} for n in range(len(days))]
    where = list(range(len(days)))

    def parted(a: set[int], b: set[int], pairs: set[Pair]) -> bool:
        return any((x, y) in pairs or (y, x) in pairs for x in a for y in b)

    for number, (x, y) in enumerate([*hand, *told]):
        one, other = groups[where[x]], groups[where[y]]
        if where[x] == where[y] or parted(one, other, judged):
            continue
        both = one | other
        late, early = max(days[n][0] for n in both), min(days[n][1] for n in both)
        shares = {p for n in one for p in held[n]} & {p for n in other for p in held[n]}
        if number >= len(hand) and (late - early > SLACK or shares or parted(one, other, apart)):
            continue
        groups[where[x]] = both
        for n in other:
            where[n] = where[x]
    return where


def columns(pairs: list[Pair]) -> tuple[Numbers, Numbers]:
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def partition(label: list[int]) -> set[frozenset[int]]:
    return {frozenset(n for n, own in enumerate(label) if own == name) for name in set(label)}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 40), st.booleans(), st.booleans())
def test_rounds_come_to_what_the_walk_comes_to(seed: int, size: int, by_hand: bool, rounds: bool) -> None:
    random = Random(seed)
    days = [(day, day + random.randrange(3)) for day in (random.randrange(6) for _ in range(size))]
    held = [{random.randrange(size), random.randrange(size)} for _ in range(size)]

    def some(number: int) -> list[Pair]:
        found = [(random.randrange(size), random.randrange(size)) for _ in range(number)]
        return [(a, b) for a, b in found if a != b]

    told, apart = some(4 * size), set(some(size // 2))
    judged, hand = set(some(size // 8)), some(size // 8) if by_hand else []
    holds = [(n, passage) for n in range(size) for passage in sorted(held[n])]
    parts = Parts(
        size=size,
        latest=np.array([lo for lo, _ in days]),
        earliest=np.array([hi for _, hi in days]),
        holds=columns(holds)[0],
        held=columns(holds)[1],
        apart=columns(sorted(apart)),
        judged=columns(sorted(judged)),
        slack=SLACK,
    )
    least = 1 if rounds else 3
    with patch.object(building, "LEAST", least):
        made = build(parts, np.array(hand, dtype=np.int64).reshape(-1, 2), *columns(told))
    assert partition(made.tolist()) == partition(walked(days, held, apart, judged, hand, told))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(-32_000, 32_000)), max_size=60))
def test_ranking_is_sorting(rows: list[tuple[int, int, int]]) -> None:
    a, b, value = (np.array([row[n] for row in rows], dtype=np.int64) for n in range(3))

    def told(found: tuple[Numbers, ...]) -> list[tuple[int, ...]]:
        return list(zip(*(column.tolist() for column in found), strict=True))

    assert told(best_first(a, b, value)) == sorted(rows, key=lambda r: (r[0], -r[2], r[1]))
    assert told(best_of_all(a, b, value)) == sorted(set(rows), key=lambda r: (-r[2], r[0], r[1]))
    best = {(x, y): max(v for p, q, v in rows if (p, q) == (x, y)) for x, y, _ in rows}
    assert told(best_of_each(a, b, value)) == sorted((*key, v) for key, v in best.items())
    assert ranks(np.array([1, 1, 1, 4, 4, 9])).tolist() == [0, 1, 2, 0, 1, 0]
