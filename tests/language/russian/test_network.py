"""A convolution is the plain one, and sentences that share a pass do not see each other."""

from __future__ import annotations

import numpy as np
import pytest

from legation.language.russian.layout import Layout
from legation.language.russian.network import ROWS, Convolution, Lanes, Norm
from legation.language.russian.tagger import tagger
from legation.language.russian.weights import Pack


def test_a_convolution_is_the_plain_one() -> None:
    random = np.random.default_rng(1)
    inner, outer = 12, 5
    at = "encoder.layers.1."
    arrays = {
        at + "conv.weight": random.normal(size=(outer, inner, 3)),
        at + "conv.bias": random.normal(size=outer),
    }
    arrays |= {
        at + "norm." + name: random.uniform(0.5, 2, outer) for name in ("weight", "bias", "mean", "std")
    }
    pack = Pack({name: array.astype(np.float32) for name, array in arrays.items()}, ())
    before = Norm(*random.uniform(0.5, 2, (2, inner)).astype(np.float32))
    convolution, after = Convolution.of(pack, 1, before)
    rows = random.normal(size=(20, inner)).astype(np.float32)

    normed = rows * before.scale + before.shift
    weight = pack.arrays[at + "conv.weight"]
    plain = [sum(weight[:, :, k] @ normed[n + k - 1] for k in range(3)) for n in range(1, 19)]
    cut = np.maximum(np.array(plain) + pack.arrays[at + "conv.bias"], 0)
    norm = Norm.of(pack, 1)

    second, third = convolution(Lanes(rows[0::2], rows[1::2]))
    found = np.stack([second, third], axis=1).reshape(18, outer) * after.scale + after.shift
    assert found == pytest.approx(cut * norm.scale + norm.shift, abs=1e-4)
    assert convolution.between * after.scale + after.shift == pytest.approx(np.zeros(outer), abs=1e-5)


@pytest.mark.parametrize("sizes", [[1], [1, 2, 1], [3, ROWS, 4], [ROWS - 1], [ROWS - 2], [2 * ROWS + 7, 5]])
def test_a_sentence_is_tagged_as_if_it_stood_alone(sizes: list[int]) -> None:
    said = "Президент Казахстана принял посла Японии в Астане и поблагодарил его за помощь .".split()
    ends = np.cumsum(sizes).tolist()
    spans = list(zip([0, *ends[:-1]], ends, strict=True))
    words = [said[n % len(said)] for n in range(ends[-1])]
    together = tagger().tag(words, spans, spans)
    for first, last in spans:
        alone = tagger().tag(words[first:last], [(0, last - first)], [(0, last - first)])
        assert alone.names == together.names[first:last]
        assert alone.tags == together.tags[first:last]
        assert alone.relations == together.relations[first:last]


def test_a_layout_sets_a_row_before_each_sequence() -> None:
    layout = Layout.of([(0, 2), (2, 3)])
    assert layout.laid(np.array([7, 8, 9])).tolist() == [0, 7, 8, 0, 9, 0]
    assert layout.roots.tolist() == [0, 3]
    assert layout.word_of(np.array([2, 0, 3])).tolist() == [1, 1, 2]
