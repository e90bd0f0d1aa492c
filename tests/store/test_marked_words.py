"""The words that a search has marked are told by their numbers."""

from __future__ import annotations

import pytest

from legation.store.search import _marked_words


@pytest.mark.parametrize(
    ("marked", "numbers"),
    [
        ("a b c", []),
        ("\x02a\x03 b c", [0]),
        ("a \x02b\x03 c \x02d\x03", [1, 3]),
        ("a \x02b c\x03 d", [1, 2]),
        ("a  \x02b\x03", [2]),
        ("", []),
    ],
)
def test_marked_words(marked: str, numbers: list[int]) -> None:
    assert _marked_words(marked) == numbers
    several = [n for n, word in enumerate(marked.split(" ")) if "\x02" in word or "\x03" in word]
    assert several == numbers
