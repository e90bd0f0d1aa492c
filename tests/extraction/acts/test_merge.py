"""Tellings of one happening are one event; what only looks alike stays two."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

APART = {
    # each verb of promising promises a thing of its own
    "Чад и Судан обязались отвести войска от границы. Стороны согласились обменяться пленными.": [
        "AGREE/promise happened SDN TCD",
        "AGREE/promise happened SDN TCD",
    ],
    # each is recognised for itself
    "Ватикан признал независимость Словении и Хорватии.": [
        "SUPPORT/recognise happened SVN VAT",
        "SUPPORT/recognise happened HRV VAT",
    ],
    "Китай потребовал от Японии извинений. Китай также призвал Японию отвести корабли.": [
        "REQUEST/yield happened CHN JPN",
        "REQUEST/yield happened CHN JPN",
    ],
    # what is shut and what is cut off are two
    "Нигерия, отключившая Нигеру электричество, закрыла границу.": [
        "SANCTION/discontinue happened NER NGA",
        "SANCTION/discontinue happened NER NGA",
    ],
}
TOGETHER = {
    "Перу и Чили договорились открыть границу. Договорённость достигнута в Лиме.": [
        "AGREE/promise happened CHL PER"
    ],
    # what a blow did is part of it
    "Самолёты Израиля нанесли удары по Ливану, разрушили три моста и убили двоих ливанцев.": [
        "ASSAULT/aerial happened ISR LBN"
    ],
    "При ударе Израиля по Ливану погибли двое.": ["ASSAULT happened ISR LBN"],
    # a deal told again by the share that was bought
    "Датская фирма завершила покупку сербского завода. Датчане приобрели 74 процента акций в Сербии.": [
        "COOPERATE/invest happened DNK SRB"
    ],
    "Египет обещал Судану помощь. Обещание Египта Судан приветствовал.": [
        "AGREE/promise happened EGY SDN",
        "SUPPORT/endorse happened EGY SDN",
    ],
}


@pytest.mark.parametrize(("text", "told"), [*APART.items(), *TOGETHER.items()])
def test_what_is_told_twice_is_one(text: str, told: list[str]) -> None:
    assert read(text) == told
