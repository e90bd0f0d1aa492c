"""Spellings of one person in two scripts are told to be one, and those of others are not."""

from __future__ import annotations

from evaluation.transliteration.__main__ import pairs, scored


def test_there_are_many_pairs_and_few_are_told_wrongly() -> None:
    assert len(list(pairs())) >= 500
    assert scored()[2] >= 0.95
