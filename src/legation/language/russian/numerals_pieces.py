"""Tokens cut into words, whole numbers and signs, which is what dates and amounts are made of.

«25–28» is one token and three pieces. Pieces are kept as parallel lists: a text has many of them, and most
are looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.record import Token

_CUT = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
DASHES = frozenset("-‐‑‒–—―−")


class Pieces:
    """The pieces of a text, in order: `words[i]` in lower case with «ё» as «е», its characters, its token."""

    __slots__ = ("ends", "kinds", "starts", "text", "tokens", "words")

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tokens: list[int] = []
        self.kinds: list[str] = []
        for number, token in enumerate(tokens):
            form = token.text
            if form.isalpha():
                self._add(form, token.start, number, "w")
            elif form.isdecimal():
                self._add(form, token.start, number, "n")
            elif len(form) == 1:
                self._add(form, token.start, number, "p")
            else:
                for part in _CUT.finditer(form):
                    piece = part.group()
                    kind = "n" if piece.isdecimal() else "w" if piece.isalpha() else "p"
                    self._add(piece, token.start + part.start(), number, kind)

    def _add(self, form: str, start: int, token: int, kind: str) -> None:
        self.words.append(form.lower().replace("ё", "е"))
        self.starts.append(start)
        self.ends.append(start + len(form))
        self.tokens.append(token)
        self.kinds.append(kind)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The piece, or an empty string past either end."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def kind(self, i: int) -> str:
        """`w` word, `n` whole number, `p` sign; empty past either end."""
        return self.kinds[i] if 0 <= i < len(self.words) else ""

    def number(self, i: int) -> int:
        """The whole number at this piece, or -1."""
        return int(self.words[i]) if self.kind(i) == "n" and len(self.words[i]) < 13 else -1

    def glued(self, i: int) -> bool:
        """Whether nothing stands between this piece and the one before."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def is_dash(self, i: int) -> bool:
        """Whether the piece is a hyphen or a dash of any length."""
        return self.word(i) in DASHES and self.kind(i) == "p"

    def capital(self, i: int) -> bool:
        """Whether the piece begins with a capital letter."""
        return 0 <= i < len(self.words) and self.text[self.starts[i]].isupper()
