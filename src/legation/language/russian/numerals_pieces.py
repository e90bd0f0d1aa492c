"""Tokens cut into words, whole numbers and signs, which is what dates and amounts are made of.

«25–28» is one token and three pieces. Pieces are kept as parallel lists: a text has many of them, and most
are looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from legation.record import Token

_CUT = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
REMEMBERED = 50_000  # words, in each set of those that begin nothing
DASHES = frozenset("-‐‑‒–—―−")


class Pieces:
    """The pieces of a text, in order: `words[i]` in lower case with «ё» as «е», its characters, its token."""

    __slots__ = ("ends", "kinds", "size", "starts", "text", "tokens", "words")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: list[int] = []
        self.kinds: list[str] = []
        for number, token in enumerate(tokens):
            start = token.start
            for word, first, last, kind in parts_of(token.text):
                self.words.append(word)
                self.starts.append(start + first)
                self.ends.append(start + last)
                self.tokens.append(number)
                self.kinds.append(kind)
        self.size = len(self.words)

    def __len__(self) -> int:
        return self.size

    def word(self, i: int) -> str:
        """The piece, or an empty string past either end."""
        return self.words[i] if 0 <= i < self.size else ""

    def kind(self, i: int) -> str:
        """`w` word, `n` whole number, `p` sign; empty past either end."""
        return self.kinds[i] if 0 <= i < self.size else ""

    def number(self, i: int) -> int:
        """The whole number at this piece, or -1."""
        return int(self.words[i]) if self.kind(i) == "n" and len(self.words[i]) < 13 else -1

    def glued(self, i: int) -> bool:
        """Whether nothing stands between this piece and the one before."""
        return 0 < i < self.size and self.starts[i] == self.ends[i - 1]

    def is_dash(self, i: int) -> bool:
        """Whether the piece is a hyphen or a dash of any length."""
        return self.word(i) in DASHES and self.kind(i) == "p"

    def capital(self, i: int) -> bool:
        """Whether the piece begins with a capital letter."""
        return 0 <= i < self.size and self.text[self.starts[i]].isupper()


def beginnings(pieces: Pieces, may_begin: Callable[[str, str], bool], plain: set[str]) -> Iterator[int]:
    """The pieces that may begin something. `plain` keeps the words that are known to begin nothing, which are
    most of a text and are passed over at once."""
    for i in [i for i, word in enumerate(pieces.words) if word not in plain]:
        word = pieces.words[i]
        if may_begin(word, pieces.kinds[i]):
            yield i
            continue
        if len(plain) >= REMEMBERED:
            plain.clear()
        plain.add(word)


@lru_cache(maxsize=50_000)
def parts_of(form: str) -> tuple[tuple[str, int, int, str], ...]:
    """The pieces of one token: each in lower case, where it begins and ends in the token, and its kind."""
    if form.isalpha() or form.isdecimal() or len(form) == 1:
        return ((_plain(form), 0, len(form), _kind(form)),)
    return tuple((_plain(part.group()), *part.span(), _kind(part.group())) for part in _CUT.finditer(form))


def _plain(form: str) -> str:
    return form.lower().replace("ё", "е")


def _kind(form: str) -> str:
    return "w" if form.isalpha() else "n" if form.isdecimal() else "p"
