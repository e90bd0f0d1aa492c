"""Names, morphology and syntax of Russian words in one pass: the same tags as slovnet 0.6 gives.

The three models share the word vectors, the look-up of word forms and the first layer's bounded cache; see
docs/decisions/0002-own-runtime.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np
from msgspec import Struct

from legation.language.russian import weights
from legation.language.russian.attachment import Attachment, Linear
from legation.language.russian.crf import Crf
from legation.language.russian.layout import Layout, Numbers, Spans
from legation.language.russian.network import HALO, Encoder
from legation.language.russian.weights import Floats
from legation.language.russian.word_products import WordProducts

AT_ONCE = 5000  # words in one pass: fewer than half the cache has room for, so that any text fits


class Tagged(Struct, frozen=True):
    """For each word: its name tag (BIO), its morphological tag, its head (word number) and its relation."""

    names: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]


class Tagger:
    """All three models. `tag` may be called again and again; the cache of word forms is its only state."""

    def __init__(self) -> None:
        packs = [weights.pack(weights.NAMES, "tag"), weights.pack(weights.MORPHOLOGY, "tag")]
        packs.append(weights.pack(weights.SYNTAX, "rel"))
        self._name_encoder, self._tag_encoder, self._tree_encoder = encoders = [Encoder.of(p) for p in packs]
        self._name_labels, self._tag_labels, self._rel_labels = (p.labels for p in packs)
        self.products = WordProducts(encoders)
        self._name_head = Linear.of(packs[0], "head.proj", self._name_encoder.last)
        self._tag_head = Linear.of(packs[1], "head.proj", self._tag_encoder.last)
        self._attachment = Attachment.of(packs[2], self._tree_encoder.last)
        self._crf = Crf(packs[0].arrays["head.crf.transitions"])
        self._one_text = Lock()  # the rows of one text's words stay in the cache while it is tagged

    def tag(self, words: Sequence[str], sentences: Spans, passages: Spans) -> Tagged:
        """The tags of `words`; `sentences` and `passages` are (first, last) word numbers covering them.

        Names are read over whole passages, morphology and syntax sentence by sentence. Heads are word
        numbers, a root being its own head.
        """
        tags, heads, relations = np.empty((3, len(words)), dtype=np.int64)
        with self._one_text:
            slots = _Slots(self.products, words)
            names = self._named(slots, passages)
            for group in _groups(sentences):
                first, last = group[0][0], group[-1][1]
                layout = Layout.of([(a - first, b - first) for a, b in group])
                laid = layout.laid(slots.of(first, last))
                encoded = self._tag_encoder(self.products.rows[1], laid)
                tags[first:last] = self._tag_head.best(encoded[layout.rows])
                encoded = self._tree_encoder(self.products.rows[2], laid)
                governors, relations[first:last] = self._attachment.trees(encoded, layout)
                heads[first:last] = layout.word_of(governors) + first
        return Tagged(
            names=names,
            tags=[self._tag_labels[n] for n in tags.tolist()],
            heads=heads.tolist(),
            relations=[self._rel_labels[n] for n in relations.tolist()],
        )

    def names(self, words: Sequence[str], passages: Spans) -> list[str]:
        """The name tags (BIO) of `words` alone; `passages` are (first, last) word numbers covering them."""
        with self._one_text:
            return self._named(_Slots(self.products, words), passages)

    def _named(self, slots: _Slots, passages: Spans) -> list[str]:
        starts = np.zeros(slots.size, dtype=bool)
        starts[[first for first, last in passages if last > first]] = True
        found = self._crf.decode(self._emissions(slots, passages), starts)
        return [self._name_labels[n] for n in found.tolist()]

    def _emissions(self, slots: _Slots, passages: Spans) -> Floats:
        """The name scores of every word; long passages are taken in parts that overlap by the halo."""
        out = np.empty((slots.size, len(self._name_labels)), dtype=np.float32)
        for group in _groups(passages):
            begin, end = group[0][0], group[-1][1]
            if end - begin <= AT_ONCE:
                spans = [(a - begin, b - begin) for a, b in group]
                out[begin:end] = self._scores(slots.of(begin, end), spans)
                continue
            for start in range(begin, end, AT_ONCE):
                stop = min(start + AT_ONCE, end)
                left, right = max(begin, start - HALO), min(end, stop + HALO)
                part = self._scores(slots.of(left, right), [(0, right - left)])
                out[start:stop] = part[start - left : stop - left]
        return out

    def _scores(self, slots: Numbers, spans: Spans) -> Floats:
        layout = Layout.of(spans)
        encoded = self._name_encoder(self.products.rows[0], layout.laid(slots))
        return self._name_head(encoded[layout.rows])


class _Slots:
    """The rows of a text's words in the cache: looked up once where all of them fit in it together."""

    def __init__(self, products: WordProducts, words: Sequence[str]) -> None:
        self.size = len(words)
        self._products, self._words = products, words
        self._all = products.slots(words) if len(words) <= AT_ONCE else None

    def of(self, first: int, last: int) -> Numbers:
        """The rows of a part, valid until another is asked for."""
        if self._all is None:
            return self._products.slots(self._words[first:last])
        return self._all[first:last]


def _groups(spans: Spans) -> list[Spans]:
    """Neighbouring spans together, as long as they have at most `AT_ONCE` words; empty ones left out."""
    groups: list[Spans] = []
    for first, last in spans:
        if last == first:
            continue
        if groups and last - groups[-1][0][0] <= AT_ONCE:
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
    return groups


@cache
def tagger() -> Tagger:
    """The one tagger of this process, loaded at first use."""
    return Tagger()
