"""What the press of one country says of another."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from legation.store.press import presses, told_by_press
from legation.store.record import Record
from legation.vocabulary.organisations import home_of


@pytest.mark.parametrize(
    ("outlet", "home"),
    [
        ("ТАСС", "RUS"),
        ("Киодо", "JPN"),
        ("Agence France-Presse", "FRA"),
        ("zakon.kz", "KAZ"),
        ("example.co.uk", "GBR"),
        ("Вестник села", ""),
        ("example.com", ""),
        ("", ""),
    ],
)
def test_an_outlet_is_at_home_where_its_name_or_address_says(outlet: str, home: str) -> None:
    assert home_of(outlet) == home


def test_the_press_is_counted_by_home_and_leads_to_its_documents(filled: Record) -> None:
    for press in presses(filled):
        for state, documents in press.of:
            found, _ = told_by_press(filled, press.outlets, state, limit=1_000)
            assert len(found) == documents


def test_a_press_that_is_not_there_is_an_empty_page(reader: TestClient) -> None:
    answer = reader.get("/press/KAZ/JPN", headers={"accept-language": "ru"})
    assert answer.status_code == 200
    assert reader.get("/press/Нигде/JPN").status_code == 404
