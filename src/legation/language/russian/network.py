"""The convolutional tagger's arithmetic: three layers over words laid end to end, without padding.

The first layer is linear in the word, so its three products are looked up by word form. A zero row stands
between sequences. The batch norm after each layer is folded into the next: the row between sequences then
holds the value that the norm would turn into zero.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from legation.language.russian.weights import Floats, Pack, Vectors

FIRST, SECOND, THIRD = 256, 128, 64  # filters of the three layers
HALO = 3  # rows on either side that a row's result depends on
ROWS = 4096  # rows computed at once: what keeps the products in the cache of a core


class Norm(Struct, frozen=True):
    """A batch norm as `scale * x + shift`."""

    scale: Floats
    shift: Floats

    @staticmethod
    def of(pack: Pack, layer: int) -> Norm:
        """The norm of an encoder layer."""
        at = f"encoder.layers.{layer}.norm."
        scale = pack.arrays[at + "weight"] / pack.arrays[at + "std"]
        return Norm(scale, pack.arrays[at + "bias"] - pack.arrays[at + "mean"] * scale)

    @property
    def zero(self) -> Floats:
        """The value that the norm turns into zero."""
        return -self.shift / self.scale

    def folded(self, weight: Floats, bias: Floats) -> tuple[Floats, Floats]:
        """A following product (in × out) and its bias, with this norm folded in."""
        return np.ascontiguousarray(self.scale[:, None] * weight), bias + self.shift @ weight


class Taps(Struct, frozen=True):
    """A convolution of width three as one product, in × (3 · filters), and shifted sums."""

    weight: Floats
    bias: Floats
    filters: int

    @staticmethod
    def of(pack: Pack, layer: int, before: Norm) -> Taps:
        """The convolution of an encoder layer, with the norm of the layer before it folded in."""
        weight = pack.arrays[f"encoder.layers.{layer}.conv.weight"]
        bias = pack.arrays[f"encoder.layers.{layer}.conv.bias"]
        taps = [before.folded(weight[:, :, k].T, np.zeros_like(bias)) for k in range(3)]
        total = bias + sum(shift for _, shift in taps)
        return Taps(np.hstack([tap for tap, _ in taps]), np.asarray(total, np.float32), len(bias))

    def __call__(self, rows: Floats) -> Floats:
        return shifted_sum(rows @ self.weight, self.filters, self.bias)


def shifted_sum(products: Floats, filters: int, bias: Floats) -> Floats:
    """Row i: the first product of row i-1, the second of row i, the third of row i+1; then bias and ReLU."""
    out = products[:, filters : 2 * filters] + bias
    out[1:] += products[:-1, :filters]
    out[:-1] += products[1:, 2 * filters :]
    np.maximum(out, 0, out=out)
    return out


class Encoder(Struct, frozen=True):
    """The three layers of one model, from looked-up first products to the row that its heads read."""

    word: Floats  # 300 × 768
    shape: Floats  # shapes × 768
    bias: Floats
    second: Taps
    third: Taps
    zeros: tuple[Floats, Floats]
    last: Norm

    @staticmethod
    def of(pack: Pack) -> Encoder:
        """The encoder of a model file."""
        weight = pack.arrays["encoder.layers.0.conv.weight"]
        taps = np.hstack([weight[:, :, k].T for k in range(3)])
        first, second = Norm.of(pack, 0), Norm.of(pack, 1)
        width = taps.shape[0] - pack.arrays["emb.shape.weight"].shape[1]
        return Encoder(
            word=np.ascontiguousarray(taps[:width]),
            shape=pack.arrays["emb.shape.weight"] @ taps[width:],
            bias=pack.arrays["encoder.layers.0.conv.bias"],
            second=Taps.of(pack, 1, first),
            third=Taps.of(pack, 2, second),
            zeros=(first.zero, second.zero),
            last=Norm.of(pack, 2),
        )

    def __call__(self, products: Floats, slots: NDArray[np.int64]) -> Floats:
        """The encoded rows, without the last norm; `slots` are rows of `products`, 0 between sequences."""
        out = np.empty((len(slots), THIRD), dtype=np.float32)
        for start in range(0, len(slots), ROWS):
            left, right = max(0, start - HALO), min(len(slots), start + ROWS + HALO)
            rows = slots[left:right]
            between = np.flatnonzero(rows == 0)
            x = shifted_sum(products[rows], FIRST, self.bias)
            x[between] = self.zeros[0]
            x = self.second(x)
            x[between] = self.zeros[1]
            x = self.third(x)
            out[start : start + ROWS] = x[start - left : start - left + ROWS]
        return out


class WordProducts:
    """The first layer's products of each word form, for several encoders at once.

    The room is bounded. Half of it keeps the forms that came first, which are the common ones; the other half
    is emptied whenever it is full.
    """

    def __init__(self, encoders: list[Encoder], vectors: Vectors, room: int = 12_288) -> None:
        self.room = room
        self._vectors = vectors
        self._word = [encoder.word for encoder in encoders]
        self._shape = [encoder.shape for encoder in encoders]
        self.rows = [np.zeros((room, 3 * FIRST), dtype=np.float32) for _ in encoders]  # row 0 stays zero
        self._lasting: dict[tuple[int, int], int] = {}
        self._passing: dict[tuple[int, int], int] = {}

    def slots(self, keys: list[tuple[int, int]]) -> NDArray[np.int64]:
        """The row of each (word number, shape number); at most half the room may be asked for at once."""
        lasting, passing = self._lasting.get, self._passing.get
        found = [lasting(key) or passing(key, 0) for key in keys]
        if 0 in found:
            self._fill({key for key, slot in zip(keys, found, strict=True) if not slot}, keys)
            found = [lasting(key) or passing(key, 0) for key in keys]
        return np.array(found, dtype=np.int64)

    def _fill(self, missing: set[tuple[int, int]], keys: list[tuple[int, int]]) -> None:
        half = self.room // 2
        new = sorted(missing)
        first = len(self._lasting) + 1
        if first + len(new) <= half:
            into = self._lasting
        else:
            into = self._passing
            if half + len(into) + len(new) > self.room:
                into.clear()
                new = sorted(set(keys) - self._lasting.keys())
            first = half + len(into)
        words = np.array([word for word, _ in new])
        shapes = np.array([shape for _, shape in new])
        vectors = self._vectors.of(words)
        for rows, word, shape in zip(self.rows, self._word, self._shape, strict=True):
            rows[first : first + len(new)] = vectors @ word + shape[shapes]
        into.update((key, first + n) for n, key in enumerate(new))
