"""Acts of which one side alone stands in the clause: the other was told before, or is left open."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read, scene

from legation.extraction.acts import events

ITEMS = {
    # what is answered was told in the sentence before
    "Минск предложил Москве построить завод в России. Президент России предложение отверг.": [
        "COOPERATE/project proposed BLR RUS",
        "REJECT/change happened BLR RUS",
    ],
    "Иран закрыл посольство в Лондоне. Лондон пригрозил симметричным ответом.": [
        "SANCTION/withdraw happened GBR IRN",
        "THREATEN happened GBR IRN",
    ],
    "США потребовали от Ирана остановить центрифуги. Иранский президент отказался.": [
        "REQUEST/yield happened IRN USA",
        "REJECT happened IRN USA",
    ],
    # a union acts upon who did what was told before
    "Литва ввела санкции против Белоруссии. Европейский союз осудил это решение.": [
        "SANCTION/discontinue happened BLR LTU",
        "ACCUSE/disapprove happened LTU",
    ],
    # what is asked of one's own people is asked of no other side
    "Киргизия закрыла базу США. Президент Киргизии попросил киргизов о терпении.": [
        "RETREAT/withdraw happened KGZ USA",
    ],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_the_other_side_is_the_one_told_before(text: str, told: list[str]) -> None:
    assert read(text) == told


def test_where_the_other_side_was_found_is_told() -> None:
    (_, threat) = events(scene("Иран закрыл посольство в Лондоне. Лондон пригрозил симметричным ответом."))
    assert threat.derived == {"states": "from the act before"}
