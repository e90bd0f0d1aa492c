"""Characters of a text as tokens: which tokens a stretch covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec import Struct

from legation.record import Markup


class Spans(Struct, dict=True, frozen=True):
    """Finds the tokens of stretches of one marked document."""

    markup: Markup

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.markup.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.end for token in self.markup.tokens]

    def tokens(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last token (exclusive) that the characters touch; None where they touch none."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (first, last) if first < last else None
