"""Objects and subjects that the parse hangs on another word are still those of their verb."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

TOLD = {
    # a later verb took the object
    "Президент Чада Идрис Ганами помиловал троих польских лётчиков, осуждённых в марте за попытку вывезти "
    "из страны детёныша шимпанзе.": ["CONCEDE happened POL TCD"],
    # an object opens the sentence, and a state ends it
    "Два самолёта с палатками прислала в Перу Бразилия.": ["AID/assist happened BRA PER"],
    "Три миллиона доз вакцины передала Лаосу Япония.": ["AID/assist happened JPN LAO"],
    # a sum of money hangs on what it is for
    "Евросоюз выделил Ливану на охрану границы миллиард евро.": ["AID/assist happened LBN"],
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_object_astray(text: str, told: list[str]) -> None:
    assert read(text) == told
