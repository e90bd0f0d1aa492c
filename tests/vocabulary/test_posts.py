"""The words for posts and instruments: no noun in two lists, every kind known."""

from __future__ import annotations

import pytest

from legation.vocabulary.instruments import KINDS, instruments
from legation.vocabulary.posts import cut, posts, stem


def test_a_noun_of_a_post_stands_in_one_list() -> None:
    lists = list(posts().nouns.values())
    assert len(frozenset().union(*lists)) == sum(map(len, lists))


def test_every_kind_of_instrument_has_nouns() -> None:
    assert set(instruments().kinds.values()) == set(KINDS)


@pytest.mark.parametrize(
    "form", ["бывший", "бывшего", "бывшему", "бывшим", "бывшая", "бывшую", "бывшие", "бывших"]
)
def test_one_stem_for_all_forms(form: str) -> None:
    assert stem(form) == stem("бывший")


def test_names_of_posts_are_compared_without_endings() -> None:
    assert cut("министра иностранных дел") == cut("министр иностранных дел")
