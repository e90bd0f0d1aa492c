"""Places whose state the text need not say."""

import pytest

from legation.vocabulary.allegiance import place_state


@pytest.mark.parametrize(
    ("name", "state"), [("Сочи", "RUS"), ("Салоники", "GRC"), ("Гонконг", "CHN"), ("Средиземье", "")]
)
def test_places_belong_to_their_state(name: str, state: str) -> None:
    assert place_state(name) == state
