"""Names, morphology and syntax of Russian words in one pass: the same tags as slovnet 0.6 gives.

The three models share the word vectors, the look-up of word forms and the first layer's bounded cache; see
docs/decisions/0002-own-runtime.md.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from legation.language.russian import weights
from legation.language.russian.crf import Crf
from legation.language.russian.network import Encoder, Norm, WordProducts
from legation.language.russian.shapes import shape
from legation.language.russian.weights import Floats, Pack

AT_ONCE = 5000  # tokens in one pass: fewer than half the cache has room for, so that any text fits
TIE = 1e-5  # scores nearer than this differ by rounding alone: like contexts in a list; the first is taken
PAIRS = 4_000_000  # head scores held at once for one sentence: a bound for sentences without end
FORMS = 200_000  # word forms whose numbers are remembered

Spans = list[tuple[int, int]]


class Tagged(Struct, frozen=True):
    """For each token: its name tag (BIO), its morphological tag, its head (token number) and its relation."""

    names: list[str]
    tags: list[str]
    heads: list[int]
    relations: list[str]


class Linear(Struct, frozen=True):
    """A product with its bias."""

    weight: Floats
    bias: Floats

    @staticmethod
    def of(pack: Pack, where: str, before: Norm | None = None) -> Linear:
        """The layer at this path, with the norm before it folded in."""
        weight, bias = pack.arrays[where + ".weight"], pack.arrays[where + ".bias"]
        return Linear(*before.folded(weight, bias)) if before else Linear(weight, bias)

    def __call__(self, rows: Floats) -> Floats:
        return rows @ self.weight + self.bias

    def rectified(self, rows: Floats) -> Floats:
        """The product, negative values cut to zero."""
        return np.maximum(self(rows), 0)


class Attachment(Struct, frozen=True):
    """The syntax model's heads: which word governs each word, and how (a biaffine scorer)."""

    head: Linear
    tail: Linear
    head_root: Floats
    tail_root: Floats
    kernel: Floats
    rel_head: Linear
    rel_tail: Linear
    rel_root: Floats
    rel_kernel: Floats

    @staticmethod
    def of(pack: Pack, last: Norm) -> Attachment:
        """The scorer of a syntax model file; the root's own rows are worked out once."""
        a, plain = pack.arrays, Linear.of
        root, rel_root = a["head.root"][None], a["rel.root"][None]
        return Attachment(
            head=Linear.of(pack, "head.head.proj", last),
            tail=Linear.of(pack, "head.tail.proj", last),
            head_root=plain(pack, "head.head.proj").rectified(root),
            tail_root=plain(pack, "head.tail.proj").rectified(root),
            kernel=a["head.kernel"],
            rel_head=Linear.of(pack, "rel.head.proj", last),
            rel_tail=Linear.of(pack, "rel.tail.proj", last),
            rel_root=plain(pack, "rel.head.proj").rectified(rel_root),
            rel_kernel=a["rel.kernel"],
        )

    def heads(self, rows: Floats, sentences: Spans) -> NDArray[np.int64]:
        """For each row the place of its governor in its sentence, from 1; 0 is the root."""
        dependents = self.head.rectified(rows) @ self.kernel
        governors = self.tail.rectified(rows)
        found = np.empty(len(rows), dtype=np.int64)
        for first, last in sentences:
            candidates = np.vstack((self.tail_root, governors[first:last])).T
            step = max(1, PAIRS // (last - first + 1))
            for start in range(first, last, step):
                stop = min(start + step, last)
                scores = dependents[start:stop] @ candidates
                found[start:stop] = (scores >= scores.max(-1, keepdims=True) - TIE).argmax(-1)
        return found

    def relations(self, rows: Floats, governors: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each row the number of its relation; `governors` are rows, -1 for the root."""
        heads = self.rel_head.rectified(rows)[governors]
        heads[governors < 0] = self.rel_root
        tails = self.rel_tail.rectified(rows)
        found = np.empty(len(rows), dtype=np.int64)
        for start in range(0, len(rows), 2048):
            part = slice(start, start + 2048)
            spread = (heads[part] @ self.rel_kernel).reshape(len(tails[part]), -1, tails.shape[1])
            found[part] = np.matmul(spread, tails[part][:, :, None])[:, :, 0].argmax(-1)
        return found


class Tagger:
    """All three models. `tag` may be called again and again; the cache of word forms is its only state."""

    def __init__(self) -> None:
        packs = [weights.pack(weights.NAMES, "tag"), weights.pack(weights.MORPHOLOGY, "tag")]
        packs.append(weights.pack(weights.SYNTAX, "rel"))
        self._name_encoder, self._tag_encoder, self._tree_encoder = encoders = [Encoder.of(p) for p in packs]
        self._name_labels, self._tag_labels, self._rel_labels = (p.labels for p in packs)
        self._products = WordProducts(encoders, weights.vectors())
        self._name_head = Linear.of(packs[0], "head.proj", self._name_encoder.last)
        self._tag_head = Linear.of(packs[1], "head.proj", self._tag_encoder.last)
        self._attachment = Attachment.of(packs[2], self._tree_encoder.last)
        self._crf = Crf(packs[0].arrays["head.crf.transitions"], self._name_labels.index("O"))
        self._words, self._shapes = weights.words(), weights.shapes()
        self._unknown = self._words["<unk>"], self._shapes["OTHER"]
        self._key_of: dict[str, tuple[int, int]] = {}

    def tag(self, words: list[str], sentences: Spans, passages: Spans) -> Tagged:
        """The tags of `words`; `sentences` and `passages` are (first, last) token numbers covering them.

        Names are read over whole passages, morphology and syntax sentence by sentence. Heads are token
        numbers, a root being its own head.
        """
        keys = self._keys(words)
        names = self._named(keys, passages)
        tags = np.empty(len(words), dtype=np.int64)
        heads = np.empty(len(words), dtype=np.int64)
        relations = np.empty(len(words), dtype=np.int64)
        for group in _groups(sentences):
            first, last = group[0][0], group[-1][1]
            own = [(a - first, b - first) for a, b in group]
            part = slice(first, last)
            tags[part], heads[part], relations[part] = self._sentences(keys[part], own)
            heads[part] += first
        return Tagged(
            names=names,
            tags=[self._tag_labels[n] for n in tags.tolist()],
            heads=heads.tolist(),
            relations=[self._rel_labels[n] for n in relations.tolist()],
        )

    def names(self, words: list[str], passages: Spans) -> list[str]:
        """The name tags (BIO) of `words` alone; `passages` are (first, last) token numbers covering them."""
        return self._named(self._keys(words), passages)

    def _named(self, keys: list[tuple[int, int]], passages: Spans) -> list[str]:
        starts = np.zeros(len(keys), dtype=bool)
        starts[[first for first, last in passages if last > first]] = True
        found = self._crf.decode(self._emissions(keys, passages), starts)
        return [self._name_labels[n] for n in found.tolist()]

    def _keys(self, words: list[str]) -> list[tuple[int, int]]:
        known = self._key_of
        keys = []
        for word in words:
            key = known.get(word)
            if key is None:
                if len(known) >= FORMS:
                    known.clear()
                number = self._words.get(word.lower(), self._unknown[0])
                key = known[word] = number, self._shapes.get(shape(word), self._unknown[1])
            keys.append(key)
        return keys

    def _emissions(self, keys: list[tuple[int, int]], passages: Spans) -> Floats:
        """The name scores of every token; long passages are taken in parts that overlap by the halo."""
        out = np.empty((len(keys), len(self._name_labels)), dtype=np.float32)
        for group in _groups(passages):
            if len(group) > 1 or group[0][1] - group[0][0] <= AT_ONCE:
                first, last = group[0][0], group[-1][1]
                out[first:last] = self._scores(keys[first:last], [(a - first, b - first) for a, b in group])
                continue
            begin, end = group[0]
            for start in range(begin, end, AT_ONCE):
                stop = min(start + AT_ONCE, end)
                left, right = max(begin, start - 3), min(end, stop + 3)
                part = self._scores(keys[left:right], [(0, right - left)])
                out[start:stop] = part[start - left : stop - left]
        return out

    def _scores(self, keys: list[tuple[int, int]], spans: Spans) -> Floats:
        slots, rows = _laid_out(self._products.slots(keys), spans)
        return self._name_head(self._name_encoder(self._products.rows[0], slots)[rows])

    def _sentences(
        self, keys: list[tuple[int, int]], spans: Spans
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        slots, rows = _laid_out(self._products.slots(keys), spans)
        encoded = self._tag_encoder(self._products.rows[1], slots)[rows]
        tags = self._tag_head(encoded).argmax(-1)
        encoded = self._tree_encoder(self._products.rows[2], slots)[rows]
        places = self._attachment.heads(encoded, spans)
        firsts = np.repeat([a for a, _ in spans], [b - a for a, b in spans])
        governors = np.where(places == 0, -1, firsts + places - 1)
        relations = self._attachment.relations(encoded, governors)
        heads = np.where(governors < 0, np.arange(len(keys)), governors)
        return tags, heads, relations


def _groups(spans: Spans) -> list[Spans]:
    """Neighbouring spans together, as long as they have at most `AT_ONCE` tokens; empty ones left out."""
    groups: list[Spans] = []
    for first, last in spans:
        if last == first:
            continue
        if groups and last - groups[-1][0][0] <= AT_ONCE:
            groups[-1].append((first, last))
        else:
            groups.append([(first, last)])
    return groups


def _laid_out(slots: NDArray[np.int64], spans: Spans) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The slots with a zero row before, between and after the spans, and the row of each token."""
    gaps = np.zeros(len(slots), dtype=np.int64)
    gaps[[first for first, _ in spans]] = 1
    rows = np.arange(len(slots)) + np.cumsum(gaps)
    laid = np.zeros(len(slots) + len(spans) + 1, dtype=np.int64)
    laid[rows] = slots
    return laid, rows


@cache
def tagger() -> Tagger:
    """The one tagger of this process, loaded at first use."""
    return Tagger()
