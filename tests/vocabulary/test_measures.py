"""Measures, numerals and the words of figures hold together."""

from __future__ import annotations

import re

from legation.vocabulary.measures import measures
from legation.vocabulary.measures_figures import figure_words
from legation.vocabulary.numerals import numeral_words


def test_currencies_are_iso_codes() -> None:
    words = measures()
    codes = {*words.currencies.values(), *words.signs.values(), *words.adjectives.values()}
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)


def test_adjectives_belong_to_known_currencies() -> None:
    words = measures()
    assert {plain for _, plain in words.adjectives} <= set(words.currencies.values())


def test_comparators_are_those_of_the_record() -> None:
    assert set(measures().comparators.values()) == {">", ">=", "<", "<=", "~"}


def test_a_counted_noun_is_not_both_telling_and_idle() -> None:
    nouns = figure_words().nouns
    assert nouns["relation"].isdisjoint(nouns["other"])


def test_numerals_are_whole() -> None:
    words = numeral_words()
    assert {float(n) for n in range(1, 21)} <= set(words.cardinals.values())
    assert {1e3, 1e6, 1e9, 1e12} <= set(words.scales.values())
