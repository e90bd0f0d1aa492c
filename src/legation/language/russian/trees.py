"""Trees out of heads: the syntax model chooses each word's head on its own, so a few point in a circle."""

from __future__ import annotations


def without_circles(heads: list[int], sentences: list[tuple[int, int]]) -> list[int]:
    """The same heads with every circle opened, so that walking up from any word ends at a root.

    A root is its own head. A circle is opened at its first word, which then hangs on the sentence's first
    root, or becomes a root where the sentence has none.
    """
    heads = list(heads)
    for first, last in sentences:
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
