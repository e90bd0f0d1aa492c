"""Who stands in which place of a clause, wherever the parse hangs them."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # a state joined to the one in an organ's name takes part too
    "Главы МИД Израиля и Иордании обсудили перемирие.": ["CONSULT/meeting happened ISR JOR"],
    "Главы МИД Ирана, Ирака и Сирии обсудили охрану границы.": ["CONSULT/meeting happened IRN IRQ SYR"],
    "Глава МИД Израиля обвинил Иорданию в обмане.": ["ACCUSE/allege happened ISR JOR"],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_places(text: str, told: list[str]) -> None:
    assert read(text) == told
