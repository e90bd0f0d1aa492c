"""Walking up from any word ends at a root, whatever heads the model chose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.language.russian.trees import without_circles


@pytest.mark.parametrize(
    ("heads", "opened"),
    [
        ([0], [0]),
        ([1, 1, 1], [1, 1, 1]),
        ([1, 0], [0, 0]),
        ([1, 2, 0, 3], [3, 2, 0, 3]),
        ([1, 2, 1, 3], [1, 3, 1, 3]),
        ([2, 0, 1], [0, 0, 1]),
    ],
)
def test_circles_are_opened(heads: list[int], opened: list[int]) -> None:
    assert without_circles(heads, [(0, len(heads))]) == opened


@given(st.lists(st.integers(0, 11), min_size=12, max_size=12))
def test_every_walk_ends_at_a_root(heads: list[int]) -> None:
    opened = without_circles(heads, [(0, 12)])
    for start in range(12):
        at = start
        for _ in range(12):
            at = opened[at]
        assert opened[at] == at
    kept = [n for n in range(12) if opened[n] != heads[n]]
    assert all(heads[n] != n for n in kept)  # a root stays a root
