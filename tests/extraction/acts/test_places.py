"""Who stands in which place of a clause, wherever the parse hangs them."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # a state joined to the one in an organ's name takes part too
    "Главы МИД Израиля и Иордании обсудили перемирие.": ["CONSULT/meeting happened ISR JOR"],
    "Главы МИД Ирана, Ирака и Сирии обсудили охрану границы.": ["CONSULT/meeting happened IRN IRQ SYR"],
    "Глава МИД Израиля обвинил Иорданию в обмане.": ["ACCUSE/allege happened ISR JOR"],
    # a time in the place of a theme's word leaves the place to it
    "В 1969 году дипломат был назначен послом Дании в Кении.": ["SUPPORT/appoint-envoy happened DNK KEN"],
    "В 1994 году он стал послом Норвегии в Индии.": ["SUPPORT/appoint-envoy happened IND NOR"],
    # «в адрес» only leads to whom it is addressed
    "Пекин направил в адрес Вашингтона протест.": ["ACCUSE/disapprove happened CHN USA"],
    "Эфиопия нагнетает угрозы в адрес Эритреи.": ["THREATEN happened ERI ETH"],
    # who stands behind the place where he is put, or a list, is the verb's
    "Суд в Дели отпустил под залог итальянского моряка.": ["RETREAT/release happened IND ITA"],
    "Турция объявила в розыск израильского генерала.": ["ACCUSE/investigate happened ISR TUR"],
    "Таиланд отправил за решётку австралийского режиссёра.": ["COERCE/arrest happened AUS THA"],
    "Американцы внесли в чёрный список ВТБ.": ["SANCTION/discontinue happened RUS USA"],
    "Литва внесла в список нежелательных лиц российского певца.": ["SANCTION/discontinue happened LTU RUS"],
    "Премьер Перу прибыл на встречу министров.": [],
    "Армия вошла в дом посла Кубы.": [],
    # verbs that share an object
    "Президент Белоруссии помиловал и отпустил украинских заключённых.": [
        "CONCEDE happened BLR UKR",
        "RETREAT/release happened BLR UKR",
    ],
    "Турция арестовала и выслала немецкого журналиста.": [
        "COERCE/arrest happened DEU TUR",
        "SANCTION/expel happened DEU TUR",
    ],
    "Иран захватил, а через неделю отпустил греческий танкер.": [
        "COERCE/seize happened GRC IRN",
        "RETREAT/release happened GRC IRN",
    ],
    "Норвегия собрала одежду и отправила в Сирию.": ["AID/assist happened NOR SYR"],
    "Премьер Венгрии раскритиковал Брюссель и уехал в Китай.": [
        "ACCUSE/disapprove happened BEL HUN",
        "CONSULT/visit happened CHN HUN",
    ],
    # what is counted by thousands, before the verb or behind it
    "Польша бросила на белорусскую границу десять тысяч военных.": ["MOBILIZE/troops happened BLR POL"],
    "Порядка двух тысяч кубинских врачей отправились в Бразилию.": ["AID/assist happened BRA CUB"],
    "Китай потратил сто тысяч долларов.": [],
    # the number of a paragraph acts in nothing
    "1. Президент Чили посетил Перу.": ["CONSULT/visit happened CHL PER"],
    "Перу и Чили ведут переговоры. 2. Стороны подписали декларацию.": [
        "CONSULT/meeting ongoing CHL PER",
        "SUPPORT/sign happened CHL PER",
    ],
    # the negation of the auxiliary verb denies the infinitive
    "Латвия не стала давать посадку российскому самолёту.": ["COERCE/restrict happened LVA RUS"],
    "Грузия продлила контракт с Азербайджаном.": ["SUPPORT/sign happened AZE GEO"],
    # whom people have behind them is told of them, it is no act
    "Поддерживаемые Ираном хуситы обстреляли саудовский аэропорт.": ["ASSAULT/heavy-weapons happened SAU"],
    "Финансируемая Катаром клиника открылась в Сомали.": ["COOPERATE/invest ongoing QAT SOM"],
    # what a pronoun takes up is the word of the theme
    "Дипломатические отношения между Суданом и Ираном возникли давно. В 2016 году Хартум разорвал их.": [
        "SANCTION/discontinue happened IRN SDN",
    ],
    "Германия предложила Мали помощь. Мали отвергло её.": [
        "AID/assist proposed DEU MLI",
        "REJECT/assist happened DEU MLI",
    ],
    "Норвегия ведёт переговоры с Чили. Посол посетил их.": ["CONSULT/meeting ongoing CHL NOR"],
    "Россия закрыла газопровод в Польшу. Варшава назвала её шантажисткой.": [],
    # by whose words somebody does wrong, he accuses
    "По утверждению Тегерана, Баку укрывает израильских шпионов.": ["ACCUSE/allege happened AZE IRN"],
    "По словам президента Судана, Эфиопия вооружает повстанцев.": ["ACCUSE/allege happened ETH SDN"],
    "По словам посла, Турция поддерживает Грузию.": ["SUPPORT/endorse ongoing GEO TUR"],
    "По мнению экспертов, Иран нарушает договор.": [],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_places(text: str, told: list[str]) -> None:
    assert read(text) == told
