"""The convolutional tagger's arithmetic: three layers over words laid end to end, without padding.

The first layer is linear in the word, so its three products are looked up by word form. A zero row stands
between sequences. The other two layers are Winograd's: two neighbouring rows come of four products instead of
six, which is why rows are kept in two lanes, every other row in each. The batch norm after each layer and its
bias are folded into the next layer: the row between sequences then holds what these would turn into zero.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from legation.language.russian.weights import Floats, Pack

FIRST, SECOND, THIRD = 256, 128, 64  # filters of the three layers
HALO = 3  # rows on either side that a row's result depends on
ROWS = 512  # rows computed at once, an even number: what keeps the products in the cache of a core

Slots = NDArray[np.int64]


class Lanes(NamedTuple):
    """Rows in two arrays of one length: the first, third, fifth … and the second, fourth, sixth …"""

    odd: NDArray[Any]
    even: NDArray[Any]


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

    def after(self, bias: Floats | float) -> Norm:
        """The same norm of rows that lack this bias."""
        return Norm(self.scale, self.shift + self.scale * bias)

    @property
    def zero(self) -> Floats:
        """The value that the norm turns into zero."""
        return -self.shift / self.scale

    def folded(self, weight: NDArray[Any], bias: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """A following product (in × out) and its bias, with this norm folded in."""
        return np.ascontiguousarray(self.scale[:, None] * weight), bias + self.shift @ weight


class Convolution(Struct, frozen=True):
    """A convolution of width three and the cut at zero, without the bias, which is left to what follows:
    max(x + b, 0) is max(x, -b) + b."""

    kernels: Floats  # 4 × in × out
    floor: Floats  # the bias, negative
    between: Floats  # what stands before and after a sequence in the rows that come out

    @staticmethod
    def of(pack: Pack, layer: int, before: Norm) -> tuple[Convolution, Norm]:
        """The convolution of an encoder layer, with the norm before it folded in, and the norm after it."""
        weight = pack.arrays[f"encoder.layers.{layer}.conv.weight"].astype(np.float64)
        bias = pack.arrays[f"encoder.layers.{layer}.conv.bias"]
        taps = [before.folded(weight[:, :, k].T, np.zeros_like(bias)) for k in range(3)]
        (left, middle, right), shifts = zip(*taps, strict=True)
        bias = bias + sum(shifts)
        kernels = [left, (left + middle + right) / 2, (left - middle + right) / 2, right]
        after = Norm.of(pack, layer).after(bias)
        found = Convolution(
            kernels=np.stack(kernels).astype(np.float32),
            floor=(-bias).astype(np.float32),
            between=after.zero.astype(np.float32),
        )
        return found, after

    def __call__(self, rows: Lanes) -> tuple[Floats, Floats]:
        """The second, fourth … and the third, fifth … row, without their bias: those with both neighbours."""
        odd, even = rows
        size, width = len(odd) - 1, odd.shape[1]
        sums = np.empty((4, size, width), dtype=np.float32)
        np.subtract(odd[:-1], odd[1:], out=sums[0])
        np.add(even[:-1], odd[1:], out=sums[1])
        np.subtract(odd[1:], even[:-1], out=sums[2])
        np.subtract(even[:-1], even[1:], out=sums[3])
        products = np.matmul(sums, self.kernels)
        second = products[0]
        second += products[1]
        second += products[2]
        np.maximum(second, self.floor, out=second)
        third = products[1]
        third -= products[2]
        third -= products[3]
        np.maximum(third, self.floor, out=third)
        return second, third


class Encoder(Struct, frozen=True):
    """The three layers of one model, from looked-up first products to the row that its heads read."""

    word: Floats  # 300 × 768
    shape: Floats  # shapes × 768; the first layer's bias is in it
    between: Floats
    second: Convolution
    third: Convolution
    last: Norm

    @staticmethod
    def of(pack: Pack) -> Encoder:
        """The encoder of a model file."""
        weight = pack.arrays["encoder.layers.0.conv.weight"]
        taps = np.hstack([weight[:, :, k].T for k in range(3)])
        width = taps.shape[0] - pack.arrays["emb.shape.weight"].shape[1]
        shape = pack.arrays["emb.shape.weight"] @ taps[width:]
        shape[:, FIRST : 2 * FIRST] += pack.arrays["encoder.layers.0.conv.bias"]
        first = Norm.of(pack, 0)
        second, after_second = Convolution.of(pack, 1, first)
        third, last = Convolution.of(pack, 2, after_second)
        return Encoder(np.ascontiguousarray(taps[:width]), shape, first.zero, second, third, last)

    def __call__(self, products: Floats, slots: Slots) -> Floats:
        """The encoded rows, without the last bias and norm.

        `products` are three tables, one for each place of the convolution; `slots` are their rows, 0 between
        sequences.
        """
        out = np.empty((len(slots), THIRD), dtype=np.float32)
        for start in range(0, len(slots), ROWS):
            stop = min(start + ROWS, len(slots))
            rows = self._rows(products, _lanes(slots, start, stop))
            out[start:stop:2] = rows.odd[: (stop - start + 1) // 2]
            out[start + 1 : stop : 2] = rows.even[: (stop - start) // 2]
        return out

    def _rows(self, products: Floats, slots: Lanes) -> Lanes:
        """The encoded rows but for the first and last three."""
        left, middle, right = products
        odd, even = slots
        first = middle.take(even[:-1], 0)
        first += left.take(odd[:-1], 0)
        first += right.take(odd[1:], 0)
        np.maximum(first, NOTHING, out=first)
        second = middle.take(odd[1:], 0)
        second += left.take(even[:-1], 0)
        second += right.take(even[1:], 0)
        np.maximum(second, NOTHING, out=second)
        # Lanes of the rows from the second on: they begin with an even one.
        odd_gaps, even_gaps = np.flatnonzero(odd[1:] == 0), np.flatnonzero(even[:-1] == 0)
        first[even_gaps] = self.between
        second[odd_gaps] = self.between
        first, second = self.second(Lanes(first, second))
        # … and from the third on, with an odd one.
        first[odd_gaps[odd_gaps < len(first)]] = self.second.between
        second[even_gaps[even_gaps > 0] - 1] = self.second.between
        return Lanes(*self.third(Lanes(first, second)))


NOTHING = np.zeros(FIRST, dtype=np.float32)


def _lanes(slots: Slots, start: int, stop: int) -> Lanes:
    """The slots from `start` to `stop`, with the halo on either side, in lanes."""
    size = stop - start + (stop - start) % 2
    rows = np.zeros(size + 2 * HALO, dtype=np.int64)
    first, last = max(0, start - HALO), min(len(slots), start + size + HALO)
    rows[first - start + HALO : last - start + HALO] = slots[first:last]
    return Lanes(np.ascontiguousarray(rows[0::2]), np.ascontiguousarray(rows[1::2]))
