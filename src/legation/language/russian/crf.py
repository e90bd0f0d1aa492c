"""The best path through tag scores (Viterbi), exact, for many sequences at once.

Most tokens of a text cannot be anything but `O`: whatever the tags beside them, no transition outweighs their
score. At such a token the best path is known, so the text falls into short stretches between them, and all
stretches are decoded together.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = np.float32(-1e9)


class Crf(Struct, frozen=True):
    """Transitions between tags (from × to), and the tag `outside` that most tokens have."""

    transitions: Floats
    outside: int

    def decode(self, scores: Floats, starts: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The best tags of sequences laid end to end; `starts` marks the first token of each."""
        tags = np.full(len(scores), self.outside, dtype=np.int64)
        if not len(scores):
            return tags
        certain = self._certain(scores, starts)
        # A stretch begins at a sequence's start or at a certain token, and ends before the next of either.
        heads = np.flatnonzero(starts | certain)
        ends = np.append(heads[1:], len(scores))
        closes = np.append(certain[heads[1:]] & ~starts[heads[1:]], False)
        lengths = ends - heads + closes
        wanted = lengths > 1
        open_single = (lengths == 1) & ~certain[heads]
        tags[heads[open_single]] = scores[heads[open_single]].argmax(-1)
        order = np.argsort(lengths[wanted], kind="stable")
        chosen = np.flatnonzero(wanted)[order]
        for block in np.array_split(chosen, max(1, len(chosen) // 256)):
            if len(block):
                self._decode_block(scores, certain, heads[block], lengths[block], tags)
        return tags

    def _certain(self, scores: Floats, starts: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Tokens that are `outside` on the best path whatever stands beside them.

        A run of other tags pays if it scores more than the same run of `outside`. An upper bound of what each
        token can add to a run, summed over the best run through a token (Kadane's argument), tells the tokens
        through which no run pays.
        """
        o = self.outside
        gain = self.transitions - self.transitions[o, o]
        others = np.flatnonzero(np.arange(len(gain)) != o)
        within = gain[np.ix_(others, others)].max(0)  # the most that a tag gains from another before it
        enter = float((gain[o, others] - within).max())  # instead of `within`, at the start of a run
        leave = float(gain[others, o].max())
        most = (scores[:, others] - scores[:, [o]] + within).max(-1).astype(np.float64)
        firsts = np.flatnonzero(starts)
        lasts = np.append(firsts[1:], len(scores)) - 1
        # At the ends of a sequence a run is neither entered nor left.
        most[firsts] -= min(enter, 0.0) + min(float(within.min()), 0.0)
        most[lasts] -= min(leave, 0.0)
        best = np.empty_like(most)
        for first, last in zip(firsts.tolist(), (lasts + 1).tolist(), strict=True):
            best[first:last] = _best_run_through(most[first:last])
        certain: NDArray[np.bool_] = best + enter + leave < -1e-3
        return certain

    def _decode_block(
        self,
        scores: Floats,
        certain: NDArray[np.bool_],
        heads: NDArray[np.int64],
        lengths: NDArray[np.int64],
        tags: NDArray[np.int64],
    ) -> None:
        """Viterbi over stretches of like length, side by side; writes into `tags`."""
        longest = int(lengths.max())
        places = np.minimum(heads + np.arange(longest)[:, None], len(scores) - 1)  # steps × stretches
        barred = np.full(scores.shape[1], FORBIDDEN)
        barred[self.outside] = 0
        emitted = scores[places]
        emitted[certain[places]] += barred
        emitted = np.ascontiguousarray(emitted.transpose(0, 2, 1))  # steps × tags × stretches
        best = np.empty_like(emitted)
        best[0] = emitted[0]
        onto = self.transitions[:, :, None]
        through = np.empty((*onto.shape[:2], len(heads)), dtype=np.float32)
        for step in range(1, longest):
            np.add(best[step - 1][:, None, :], onto, out=through)
            np.maximum.reduce(through, axis=0, out=best[step])
            best[step] += emitted[step]
        path = self._way_back(best, lengths)
        inside = np.arange(longest)[:, None] < lengths
        tags[places[inside]] = path[inside]

    def _way_back(self, best: Floats, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        """The best tags (steps × stretches) out of the best scores up to each step; any past the end."""
        longest, stretches = len(best), np.arange(len(lengths))
        ends = set((lengths - 1).tolist())
        last = best[lengths - 1, :, stretches].argmax(-1)
        path = np.empty((longest, len(lengths)), dtype=np.int64)
        tag = last
        onto = np.ascontiguousarray(self.transitions.T)
        for step in range(longest - 1, -1, -1):
            if step in ends:
                tag = np.where(lengths <= step + 1, last, tag)
            path[step] = tag
            if step:
                tag = (best[step - 1].T + onto[tag]).argmax(-1)
        return path


def _best_run_through(worth: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each place the greatest sum of a run of places that holds it."""
    sums = np.concatenate(([0.0], np.cumsum(worth)))
    least_before = np.minimum.accumulate(sums)[:-1]
    most_after = np.maximum.accumulate(sums[::-1])[::-1][1:]
    return most_after - least_before
