"""Bodies that the press names: each once, each of a known kind, each with a name in both languages."""

from __future__ import annotations

import pytest

from legation.vocabulary.naming import naming
from legation.vocabulary.organisations import KINDS, organisations
from legation.vocabulary.states import folded, states
from legation.vocabulary.tables import BrokenVocabulary, table


def test_every_body_is_well_formed() -> None:
    for body in organisations():
        assert body.kind in KINDS
        assert not body.state or body.state in states()


def test_no_two_bodies_share_a_full_name() -> None:
    names = [folded(body.name) for body in organisations()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "name",
    [
        "ООН", "НАТО", "ЕС", "ОБСЕ", "ШОС", "СНГ", "ОДКБ", "ЕАЭС", "МАГАТЭ", "МВФ", "Всемирный банк", "ЕБРР",
        "АБР", "JICA", "Большая семёрка", "Центральная Азия + Япония", "ВТО", "ВОЗ", "ЮНЕСКО",
        "Красный Крест",
        "Amnesty International", "Талибан", "ИГИЛ", "Аль-Каида", "ХАМАС", "Хезболла", "Reuters", "Пентагон",
    ],
)  # fmt: skip
def test_the_press_finds_its_words(name: str) -> None:
    assert any(folded(name) == folded(own) for body in organisations() for own in body.names)


def test_a_table_with_another_header_is_broken() -> None:
    with pytest.raises(BrokenVocabulary, match="header"):
        table("organs.tsv", ("phrase",))


def test_naming_lists_are_lists_of_words() -> None:
    assert "пост" in naming("posts_as_such")
