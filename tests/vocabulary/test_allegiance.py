"""Leaders and places whose state the text need not say."""

import pytest

from legation.vocabulary.allegiance import leader_state, place_state


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Барак Обама", "USA"),
        ("Обама", "USA"),
        ("Эмманюэль Макрон", "FRA"),
        ("Дэвид Кэмерон", "GBR"),
        ("Девид Кэмерон", "GBR"),
        ("Браун", ""),  # many people bear it
        ("Иванов", ""),
        ("Сергей Иванов", "RUS"),
        ("Пётр Никто", ""),
    ],
)
def test_leaders_speak_for_their_state(name: str, state: str) -> None:
    assert leader_state(name) == state


@pytest.mark.parametrize(
    ("name", "state"), [("Сочи", "RUS"), ("Салоники", "GRC"), ("Гонконг", "CHN"), ("Средиземье", "")]
)
def test_places_belong_to_their_state(name: str, state: str) -> None:
    assert place_state(name) == state
