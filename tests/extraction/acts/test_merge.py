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
    # one and as many as is said
    "Президент Перу встретился с президентом Чили. Всего Перу и Чили провели девять встреч.": [
        "CONSULT/meeting happened CHL PER",
        "CONSULT/meeting happened CHL PER",
    ],
    "С 1992 по 2016 годы Перу посетили 9 делегаций Чили. Президент Чили посетил Перу в 1994 году.": [
        "CONSULT/visit happened CHL PER",
        "CONSULT/visit happened CHL PER",
    ],
    "КНДР арестовала гражданина США. Ранее в КНДР были арестованы несколько американцев.": [
        "COERCE/arrest happened PRK USA",
        "COERCE/arrest happened PRK USA",
    ],
    # each disapproves in words of their own
    "МИД Чили выразил протест из-за действий Перу. Президент Чили Хуан Гомес назвал действия Перу ошибкой.": [
        "ACCUSE/disapprove happened CHL PER",
        "ACCUSE/disapprove happened CHL PER",
    ],
    # done once more
    "Полиция Чили арестовала Хуана Гомеса, гражданина Перу. В Чили Хуан Гомес вновь арестован.": [
        "COERCE/arrest happened CHL PER",
        "COERCE/arrest happened CHL PER",
    ],
    # begun and gone on with
    "Чили ввела санкции против Перу. Чили продлила санкции против Перу.": [
        "SANCTION/discontinue happened CHL PER",
        "SANCTION/discontinue happened CHL PER",
    ],
    # different things are signed, or founded
    "Перу и Чили подписали совместное заявление. В Лиме состоялся обмен нотами между Перу и Чили.": [
        "SUPPORT/sign happened CHL PER",
        "SUPPORT/sign happened CHL PER",
    ],
    "Парламенты Перу и Чили создали группу дружбы. Перу и Чили создали ассоциацию развития.": [
        "SUPPORT/found happened CHL PER",
        "SUPPORT/found happened CHL PER",
    ],
    # not done, and never to be done
    "Перу не поддержало санкции против Чили. Перу никогда не поддержит санкции против Чили.": [
        "SANCTION/discontinue denied CHL PER",
        "SANCTION/discontinue denied CHL PER",
    ],
    # in two towns; in the text's own time and years before; there and back
    "Переговоры Перу и Чили прошли в Вене. Переговоры Перу и Чили прошли в Женеве.": [
        "CONSULT/meeting happened CHL PER",
        "CONSULT/meeting happened CHL PER",
    ],
    "Президент Перу встретился с президентом Чили. Делегации Перу и Чили встретились в 2004 году.": [
        "CONSULT/meeting happened CHL PER",
        "CONSULT/meeting happened CHL PER",
    ],
    "Президент Перу посетит Чили. Президент Чили посетит Перу.": [
        "CONSULT/visit planned CHL PER",
        "CONSULT/visit planned CHL PER",
    ],
    # only the opening tells what the headline told
    "Чили пообещала открыть границу с Перу\n\n"
    "Чили обязалась открыть границу с Перу. Чили согласилась выдать Перу банкира.": [
        "AGREE/promise happened CHL PER",
        "AGREE/promise happened CHL PER",
    ],
}
TOGETHER = {
    "Двое министров Чили посетили Перу. Визит министров Чили в Перу завершился.": [
        "CONSULT/visit happened CHL PER"
    ],
    "Президент Чили Хуан Гомес осудил действия Перу. Гомес назвал действия Перу ошибкой.": [
        "ACCUSE/disapprove happened CHL PER"
    ],
    # nobody is made envoy to one state twice
    "Президент США назначил Пола Брауна послом в Перу. Президент США выдвинет Пола Брауна послом в Перу.": [
        "SUPPORT/appoint-envoy happened PER USA"
    ],
    # a headline and the opening of its item tell one thing in two ways
    "Суд в Чили разрешил выдать Перу банкира\n\n"
    "Верховный суд Чили удовлетворил запрос Перу о выдаче Хуана Гомеса.": [
        "AGREE/promise happened CHL PER",
        "REQUEST/assist happened CHL PER",
    ],
    "Авиация Израиля разбомбила ливанскую электростанцию\n\nСамолёты Израиля нанесли удары по Ливану.": [
        "ASSAULT/destroy happened ISR LBN"
    ],
    "Полиция Чили арестовала гражданина Перу. Гражданин Перу был задержан в аэропорту Чили.": [
        "COERCE/arrest happened CHL PER"
    ],
    "Перу и Чили подписали договор о границе. Соглашение Перу и Чили подписано в Лиме.": [
        "SUPPORT/sign happened CHL PER"
    ],
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
