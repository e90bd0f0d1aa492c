"""Trees out of heads: the syntax model chooses each word's head on its own, so a few point in a circle."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def without_circles(heads: list[int], sentences: list[tuple[int, int]]) -> list[int]:
    """The same heads with every circle opened, so that walking up from any word ends at a root.

    A root is its own head. A circle is opened at its first word, which then hangs on the sentence's first
    root, or becomes a root where the sentence has none.
    """
    circling = list(_circling(heads, sentences))
    heads = list(heads)
    for first, last in circling:
        settled = [False] * (last - first)
        root = next((n for n in range(first, last) if heads[n] == n), -1)
        for start in range(first, last):
            path: list[int] = []
            at = start
            while not settled[at - first]:
                settled[at - first] = True
                path.append(at)
                if heads[at] == at:
                    break
                at = heads[at]
            else:
                if at in path:  # the walk came back to itself: a circle
                    opened = min(path[path.index(at) :])
                    heads[opened] = root if root >= 0 else opened
                    root = root if root >= 0 else opened
    return heads


def _circling(heads: list[int], sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences in which some walk never comes to a root; most texts have none."""
    if not heads:
        return
    above = np.array(heads)
    top = above
    longest = max((last - first for first, last in sentences), default=0)
    for _ in range(longest.bit_length()):  # each round doubles the steps that have been walked
        top = top[top]
    lost = np.append(0, np.cumsum(above[top] != top))
    if lost[-1]:
        yield from ((first, last) for first, last in sentences if lost[last] > lost[first])
