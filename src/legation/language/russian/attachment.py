"""Which word governs each word, and how: the last layers of the syntax model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from msgspec import Struct

from legation.language.russian.layout import Layout, Numbers
from legation.language.russian.network import Norm
from legation.language.russian.weights import Floats, Pack

TIE = 1e-5  # scores nearer than this differ by rounding alone: like contexts in a list; the first is taken
PAIRS = 65_536  # head scores worked out at once: what stays near the core
AT_ONCE = 256  # rows, or governors, whose scores are worked out at once
WIDTH = 32  # numbers of a row as a governor or a dependent


class Linear(Struct, frozen=True):
    """A product with its bias."""

    weight: Floats
    bias: Floats

    @staticmethod
    def of(pack: Pack, where: str, before: Norm | None = None) -> Linear:
        """The layer at this path, with the norm before it folded in."""
        weight, bias = pack.arrays[where + ".weight"], pack.arrays[where + ".bias"]
        if before is not None:
            weight, bias = before.folded(weight, bias)
        return Linear(weight.astype(np.float32), bias.astype(np.float32))

    def __call__(self, rows: Floats) -> Floats:
        found: Floats = rows @ self.weight
        found += self.bias
        return found

    def rectified(self, rows: Floats) -> Floats:
        """The product, negative values cut to zero."""
        found = self(rows)
        return np.maximum(found, 0, out=found)

    def best(self, rows: Floats) -> Numbers:
        """The column in which each row's product is greatest."""
        found = np.empty(len(rows), dtype=np.int64)
        for start in range(0, len(rows), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            self(rows[part]).argmax(-1, out=found[part])
        return found


class Attachment(Struct, frozen=True):
    """A biaffine scorer. The row before a sentence stands for its root."""

    projections: Linear  # a row as a dependent, as a governor, and likewise for the relation
    root: Floats
    relation_root: Floats
    kernel: Floats
    relation_kernel: Floats

    @staticmethod
    def of(pack: Pack, last: Norm) -> Attachment:
        """The scorer of a syntax model file; the root's own rows are worked out once."""
        a = pack.arrays
        places = ("head.head.proj", "head.tail.proj", "rel.tail.proj", "rel.head.proj")
        parts = [Linear.of(pack, place, last) for place in places]
        return Attachment(
            projections=Linear(
                np.hstack([part.weight for part in parts]), np.hstack([part.bias for part in parts])
            ),
            root=Linear.of(pack, "head.tail.proj").rectified(a["head.root"][None])[0],
            relation_root=Linear.of(pack, "rel.head.proj").rectified(a["rel.root"][None])[0],
            kernel=a["head.kernel"],
            relation_kernel=a["rel.kernel"],
        )

    def trees(self, encoded: Floats, layout: Layout) -> tuple[Numbers, Numbers]:
        """For each word the row of its governor, and the number of its relation."""
        rows = self.projections.rectified(encoded)
        dependents, governors, tails, heads = (rows[:, at * WIDTH : (at + 1) * WIDTH] for at in range(4))
        governors[layout.roots] = self.root
        heads[layout.roots] = self.relation_root
        found = self._governors(dependents @ self.kernel, governors, layout)
        return found, self._relations(heads, tails[layout.rows], found)

    def _governors(self, dependents: Floats, governors: Floats, layout: Layout) -> Numbers:
        """The row of the governor that suits each word best: one of its sentence, or the root's."""
        places = np.empty(len(layout.rows), dtype=np.int64)
        for pieces in _together(layout):
            begin, end = pieces[0][0], pieces[-1][1]
            width = max(size for _, _, _, size in pieces) + 1
            scores = np.full((end - begin, width), -np.inf, dtype=np.float32)
            for first, last, root, size in pieces:
                row = layout.rows[first]
                own = scores[first - begin : last - begin, : size + 1]
                candidates = governors[root : root + size + 1]
                np.matmul(dependents[row : row + last - first], candidates.T, out=own)
            near = scores.max(-1, keepdims=True) - TIE
            places[begin:end] = (scores >= near).argmax(-1)
        return layout.root_of_each + places

    def _relations(self, heads: Floats, tails: Floats, governors: Numbers) -> Numbers:
        """The best relation of each word. What a governor brings to it is worked out once for all its words;
        governors of equally many words are taken together."""
        found = np.empty(len(tails), dtype=np.int64)
        counts = np.bincount(governors)
        rows = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        many = counts[rows]
        by_governor = np.argsort(governors, kind="stable")
        first_of = (np.cumsum(counts) - counts)[rows]
        bounds = [0, *(np.flatnonzero(np.diff(many)) + 1).tolist(), len(rows)]
        for start in range(0, len(rows), AT_ONCE):
            stop = min(start + AT_ONCE, len(rows))
            brought = (heads[rows[start:stop]] @ self.relation_kernel).reshape(stop - start, -1, WIDTH)
            for begin, end in pairwise(bounds):
                left, right = max(begin, start), min(end, stop)
                if left < right:
                    below = by_governor[first_of[left:right, None] + np.arange(many[left])]
                    scores = np.matmul(tails[below], brought[left - start : right - start].transpose(0, 2, 1))
                    found[below] = scores.argmax(-1)
        return found


Piece = tuple[int, int, int, int]  # its first word, its end, its root's row, the size of its sentence


def _together(layout: Layout) -> Iterator[list[Piece]]:
    """The sentences, the longest in pieces, as many together as have no more than `PAIRS` scores."""
    pieces: list[Piece] = []
    widest = 0
    for (first, last), root in zip(layout.spans, layout.roots.tolist(), strict=True):
        size = last - first
        step = max(1, PAIRS // (size + 1))
        for start in range(first, last, step):
            stop = min(start + step, last)
            widest = max(widest, size + 1)
            if pieces and (stop - pieces[0][0]) * widest > PAIRS:
                yield pieces
                pieces, widest = [], size + 1
            pieces.append((start, stop, root, size))
    if pieces:
        yield pieces
