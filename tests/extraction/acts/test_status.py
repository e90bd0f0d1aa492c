"""Status by what governs an act, and the threat that a condition makes of it."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

TOLD = {
    # what was managed is done, and who tried to attack did
    "Власти Чили смогли договориться с Перу о границе.": ["AGREE/promise happened CHL PER"],
    "Кения сможет закупать зерно в Замбии.": ["COOPERATE/trade proposed KEN ZMB"],
    "Сомалийцы пытались напасть на норвежский сухогруз.": ["ASSAULT happened NOR SOM"],
    "Австралия перенесла подписание договора с Фиджи на июнь.": ["SUPPORT/sign planned AUS FJI"],
    # the present tells a measure that is taken at once, and one that lasts
    "Иордания отзывает посла из Израиля.": ["SANCTION/withdraw happened ISR JOR"],
    "Египет блокирует Катар.": ["SANCTION/discontinue ongoing EGY QAT"],
    # under a condition
    "Боливия предоставит убежище американцу, если он попросит об этом.": ["AID/assist proposed BOL USA"],
    "Норвегия поможет Молдавии в мае.": ["AID/assist planned MDA NOR"],
    # a hostile act under a condition is a threat
    "Турция ударит по Сирии, если та не отступит.": ["THREATEN/violence happened SYR TUR"],
    "Индия вышлет дипломатов Канады, если Оттава промолчит.": ["THREATEN/expel happened CAN IND"],
    "Алжир прекратит поставки газа в Испанию, если Мадрид перепродаст его Марокко.": [
        "THREATEN/restrict happened DZA ESP"
    ],
    "Германия введёт санкции против Мали в мае.": ["SANCTION/discontinue planned DEU MLI"],
    "Иран нанесёт удар по Израилю в случае нападения на его заводы.": ["THREATEN/violence happened IRN ISR"],
    # what is only a condition is no act
    "Если Польша закроет границу, Литва пострадает.": [],
    "Если Алжир решит закупить у Китая истребители, сделка станет крупнейшей.": [],
    "США введут санкции против Турции в случае покупки российских ракет.": [
        "THREATEN/restrict happened TUR USA"
    ],
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_status(text: str, told: list[str]) -> None:
    assert read(text) == told
