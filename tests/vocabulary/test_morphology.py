"""The forms that were worked out beforehand are those that the dictionary gives."""

from __future__ import annotations

import pytest

from legation.vocabulary import morphology


@pytest.mark.parametrize(
    ("word", "some"),
    [("япония", {"японии", "японию", "японией"}), ("совет", {"совета", "совету", "советом"})],
)
def test_forms(word: str, some: set[str]) -> None:
    assert some <= morphology.declined(word)


def test_the_table_says_what_the_dictionary_says() -> None:
    table = morphology._table()
    assert len(table) > 1000
    wrong = [word for word in sorted(table)[::5] if table[word] != morphology.worked_out(word)]
    assert not wrong, f"stale forms of {wrong[:3]}: make forms"
