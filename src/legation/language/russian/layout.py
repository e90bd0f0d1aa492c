"""Sequences of words laid end to end, with a row before each, between them and after the last."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Spans = list[tuple[int, int]]
Numbers = NDArray[np.int64]


class Layout(Struct, frozen=True):
    """Where the words of each sequence lie: `rows` of each word; before each sequence lies its root's row."""

    spans: Spans
    rows: Numbers
    roots: Numbers
    root_of_each: Numbers

    @staticmethod
    def of(spans: Spans) -> Layout:
        """The layout of these (first, last) word numbers, none empty, which follow on each other from 0."""
        bounds = np.array(spans, dtype=np.int64)
        sizes = bounds[:, 1] - bounds[:, 0]
        order = np.arange(len(spans))
        roots = bounds[:, 0] + order
        rows = np.arange(1, spans[-1][1] + 1) + np.repeat(order, sizes)
        return Layout(spans, rows, roots, np.repeat(roots, sizes))

    def laid(self, words: Numbers) -> Numbers:
        """What is known of each word, in its row; 0 in the rows between."""
        found = np.zeros(len(words) + len(self.spans) + 1, dtype=np.int64)
        found[self.rows] = words
        return found

    def word_of(self, rows: Numbers) -> Numbers:
        """The number of the word in the row that belongs to each word; a root's is the word itself."""
        own = np.arange(len(rows))
        return np.where(rows == self.root_of_each, own, rows - (self.rows - own))
