"""The first layer's products of each word form, for several encoders at once, remembered in bounded room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from legation.language.russian import weights
from legation.language.russian.network import FIRST, Encoder, Slots
from legation.language.russian.shapes import shape

FORMS = 200_000  # word forms whose rows are remembered
Key = tuple[int, int]  # the number of a word's vector and the number of its shape


class WordProducts:
    """Tables of products: `rows[encoder]` has one for each place of the convolution. Row 0 stays zero.

    The room is bounded. Half of it keeps the forms that came first, which are the common ones; the other half
    is emptied whenever it is full.
    """

    def __init__(self, encoders: list[Encoder], room: int = 12_288) -> None:
        self.room = room
        self.rows = np.zeros((len(encoders), 3, room, FIRST), dtype=np.float32)
        self._word = np.hstack([encoder.word for encoder in encoders])
        self._shape = np.hstack([encoder.shape for encoder in encoders])
        self._vectors, self._words, self._shapes = weights.vectors(), weights.words(), weights.shapes()
        self._unknown = self._words["<unk>"], self._shapes["OTHER"]
        self._lasting: dict[Key, int] = {}
        self._passing: dict[Key, int] = {}
        self._slot_of: dict[str, int] = {}

    def slots(self, words: Sequence[str]) -> Slots:
        """The row of each word; at most half the room may be asked for at once."""
        row = self._slot_of.get
        found = [row(word, 0) for word in words]
        if 0 in found:
            self._take_in(set(words))
            found = [self._slot_of[word] for word in words]
        return np.array(found, dtype=np.int64)

    def key(self, word: str) -> Key:
        """All that the network knows of a word itself."""
        return self._words.get(word.lower(), self._unknown[0]), self._shapes.get(
            shape(word), self._unknown[1]
        )

    def _take_in(self, words: set[str]) -> None:
        if len(self._slot_of) + len(words) > FORMS:
            self._slot_of.clear()
        keys = {word: self.key(word) for word in words if word not in self._slot_of}
        new = set(keys.values()) - self._lasting.keys() - self._passing.keys()
        half = self.room // 2
        if len(self._lasting) + len(new) < half:
            self._fill(sorted(new), len(self._lasting) + 1, self._lasting)
        elif len(self._passing) + len(new) <= half:
            self._fill(sorted(new), half + len(self._passing), self._passing)
        else:
            self._passing.clear()
            self._slot_of = {word: slot for word, slot in self._slot_of.items() if slot < half}
            self._take_in(words)
            return
        self._slot_of.update(
            (word, self._lasting.get(key) or self._passing[key]) for word, key in keys.items()
        )

    def _fill(self, keys: list[Key], first: int, into: dict[Key, int]) -> None:
        if not keys:
            return
        words, shapes = np.array(keys).T
        products = self._vectors.of(words) @ self._word + self._shape[shapes]
        by_table = products.reshape(len(keys), len(self.rows), 3, FIRST).transpose(1, 2, 0, 3)
        self.rows[:, :, first : first + len(keys)] = by_table
        into.update(_numbered(keys, first))


def _numbered(keys: Iterable[Key], first: int) -> Iterable[tuple[Key, int]]:
    return ((key, number) for number, key in enumerate(keys, first))
