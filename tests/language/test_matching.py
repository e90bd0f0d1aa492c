"""Known phrases in every case, the longest first, in one pass."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from legation.language.matching import Phrases, pieces


class Word(Struct):
    text: str


def words(text: str) -> list[Word]:
    return [Word(piece) for piece in pieces(text)]


PHRASES = Phrases(
    [
        ("Япония", "JPN"),
        ("США", "USA"),
        ("Соединённые Штаты Америки", "USA"),
        ("Организация Объединённых Наций", "ООН"),
        ("Мали", "MLI"),
        ("Того", "TGO"),
        ("японский", "JPN"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("посол Японии", ["JPN"]),
        ("с Соединенными Штатами Америки", ["USA"]),
        ("в Организации Объединённых Наций", ["ООН"]),
        ("японскими и американскими", ["JPN"]),
        ("того мали", []),
        ("Сша", []),
        ("США и Япония", ["USA", "JPN"]),
    ],
)
def test_matches(text: str, found: list[str]) -> None:
    assert [match.value[0] for match in PHRASES.matches(words(text))] == found


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["Японии", "США", "и", "Штаты", "Соединённые", "Америки", "."]), max_size=12))
def test_matches_stand_in_order_and_never_overlap(texts: list[str]) -> None:
    end = 0
    for match in PHRASES.matches([Word(text) for text in texts]):
        assert end <= match.first < match.last <= len(texts)
        end = match.last
