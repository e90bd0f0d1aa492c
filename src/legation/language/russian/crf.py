"""The best path through tag scores (Viterbi), exact.

The words are cut into stretches of equal length, which are gone through side by side, each from every tag
that the word before it may have. Then the stretches are joined, and the path is walked back in all of them
at once.
"""

from __future__ import annotations

import math

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Crf(Struct, frozen=True):
    """Transitions between tags (from × to)."""

    transitions: Floats

    def decode(self, scores: Floats, starts: NDArray[np.bool_]) -> Numbers:
        """The best tags of sequences laid end to end; `starts` marks the first word of each."""
        if not len(scores):
            return np.empty(0, dtype=np.int64)
        size, tags = scores.shape
        length = math.ceil(
            0.7 * math.sqrt(size)
        )  # a step along all stretches costs twice one from each to next
        stretches = -(-size // length)
        emitted = np.zeros((stretches * length, tags), dtype=np.float32)
        emitted[:size] = scores
        linked = np.zeros(stretches * length, dtype=np.float32)  # 0 where nothing leads from the word before
        linked[:size] = ~starts
        emitted = np.ascontiguousarray(emitted.reshape(stretches, length, tags).transpose(1, 2, 0))
        linked = np.ascontiguousarray(linked.reshape(stretches, length).T)
        best = self._along(emitted, linked)
        before, last = _joined(best[-1])
        path = np.empty((length, stretches), dtype=np.int64)
        path[-1] = last
        chosen = best[:, :, before, np.arange(stretches)]  # steps × tags × stretches
        for step in range(length - 2, -1, -1):
            onto = self.transitions.take(path[step + 1], 1)
            onto *= linked[step + 1]
            onto += chosen[step]
            onto.argmax(0, out=path[step])
        return path.T.reshape(-1)[:size]

    def _along(self, emitted: Floats, linked: Floats) -> Floats:
        """The most that a way into each tag scores, by the tag before the stretch.

        Gives steps × tags × tags before × stretches.
        """
        length, tags, stretches = emitted.shape
        best = np.empty((length, tags, tags, stretches), dtype=np.float32)
        best[0] = self.transitions.T[:, :, None] * linked[0] + emitted[0][:, None]
        ways = np.empty((tags, tags, tags, stretches), dtype=np.float32)  # from × to × before × stretches
        onto = self.transitions[:, :, None, None]
        whole = np.logical_and.reduce(linked, axis=1)
        for step in range(1, length):
            np.add(best[step - 1][:, None], onto if whole[step] else onto * linked[step], out=ways)
            np.maximum.reduce(ways, axis=0, out=best[step])
            best[step] += emitted[step][:, None]
        return best


def _joined(through: Floats) -> tuple[Numbers, Numbers]:
    """For each stretch the best path's tag before it and its last tag; `through` is what the best way through
    it scores: last × before × stretches."""
    ways = np.ascontiguousarray(through.transpose(2, 0, 1))
    best = np.zeros(ways.shape[1], dtype=np.float32)
    from_: Numbers = np.empty(ways.shape[:2], dtype=np.int64)
    for way, whence in zip(ways, from_, strict=True):
        way += best
        way.argmax(1, out=whence)
        np.maximum.reduce(way, 1, out=best)
        best -= np.maximum.reduce(best)  # sums stay small, and rounding with them
    tags = [int(best.argmax())]
    for whence in from_[::-1]:
        tags.append(int(whence[tags[-1]]))
    tags.reverse()
    return np.array(tags[:-1]), np.array(tags[1:])
