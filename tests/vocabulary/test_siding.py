"""The words by which sides are told: checked lists, towns of one state each."""

from __future__ import annotations

import pytest

from legation.vocabulary.allegiance import place_state, town_state
from legation.vocabulary.siding import siding
from legation.vocabulary.states import states

LISTS = (
    "nationals belonging copulas naming_words taken_up own_organs any_side non_state done_to_persons stances "
    "at_request of_no_state person_of_either craft waters"
).split()


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_read(name: str) -> None:
    assert siding(name)


def test_a_noun_of_either_gender_takes_up_somebody() -> None:
    assert siding("person_of_either") <= siding("taken_up")


@pytest.mark.parametrize(
    ("word", "state"),
    [("берлинский", "DEU"), ("москвич", "RUS"), ("киевлянин", "UKR"), ("парижанка", "FRA"), ("римский", "")],
)
def test_towns_have_a_state(word: str, state: str) -> None:
    assert town_state(word) == state


@pytest.mark.parametrize(
    ("name", "state"),
    [("Карачи", "PAK"), ("Мумбаи", "IND"), ("Чикаго", "USA"), ("Урумчи", "CHN"), ("Латакия", "SYR")],
)
def test_big_cities_have_a_state(name: str, state: str) -> None:
    assert place_state(name) == state


def test_every_town_is_of_a_known_state() -> None:
    from legation.vocabulary.allegiance import _places, _towns

    assert set(_places().values()) | set(_towns().values()) <= set(states())
