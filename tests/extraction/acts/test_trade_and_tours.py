"""What two sides do together: trade, shares, tours and loans of museums, cables, books, fugitives."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # a house called by its town, or owned by somebody of a side
    "Катарский фонд купил лондонский универмаг.": ["COOPERATE/invest happened GBR QAT"],
    "Пекинский трест приобрёл в Перу медный рудник.": ["COOPERATE/invest happened CHN PER"],
    "Судно, принадлежащее одесской фирме, доставило в Йемен зерно.": ["COOPERATE/trade happened UKR YEM"],
    # what museums show and lend, where artists go
    "Музей народов мира в Вене показывает эфиопские иконы.": ["COOPERATE/exhibit ongoing AUT ETH"],
    "Музеи Ватикана привезут в Мехико работы Рафаэля.": ["COOPERATE/exhibit planned MEX VAT"],
    "Новозеландская группа завершила турне по Китаю.": ["COOPERATE/exhibit happened CHN NZL"],
    "Греческий театр поедет на гастроли в Скопье.": ["COOPERATE/exhibit planned GRC MKD"],
    # goods by what carries them and who pays for them
    "Литва приняла первый танкер с норвежским сжиженным газом.": ["COOPERATE/trade happened LTU NOR"],
    "Канадский сухогруз ушёл из Гаваны с кубинским сахаром.": ["COOPERATE/trade happened CAN CUB"],
    "Корейская фирма расплатилась с Узбекистаном за хлопок.": ["COOPERATE/trade happened KOR UZB"],
    "Боливия увеличила отпуск газа Аргентине.": ["COOPERATE/trade happened ARG BOL"],
    # who comes to a market, who is chosen to build
    "Норвежский оператор вышел на рынок Пакистана.": ["COOPERATE/invest happened NOR PAK"],
    "Венгрия выбрала «Росатом» подрядчиком расширения АЭС «Пакш».": ["COOPERATE/project happened HUN RUS"],
    "Между Сицилией и Тунисом уложен подводный кабель.": ["COOPERATE/project happened ITA TUN"],
    # scientists, makers of books, soldiers in training
    "Норвежские и исландские океанологи опустили зонд на дно фьорда.": ["COOPERATE/project happened ISL NOR"],
    "Финские и эстонские лингвисты составили общий словарь.": ["COOPERATE/publish happened EST FIN"],
    "Британские сапёры тренируются в Кении.": ["COOPERATE/project ongoing GBR KEN"],
    # fugitives handed over
    "Доминикана отправила в США разыскиваемого наркоторговца.": ["COOPERATE happened DOM USA"],
    "Вильнюс сдал Минску фигуранта дела о контрабанде.": ["COOPERATE happened BLR LTU"],
    "Пакистан взорвал под землёй ядерное устройство.": ["MOBILIZE/weapons happened PAK"],
}
NOTHING = (
    "Судно, принадлежащее одесской фирме, село на мель под Одессой.",
    "Лондонский магазин распродал новый роман за день.",
    "Шведский музей закрылся на реконструкцию.",
    "Польская певица объявила о турне по стране.",
    "Греция оплатила долги больниц.",
    "Французская компания вышла из кризиса.",
)


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_sentences(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize("text", NOTHING)
def test_what_one_side_does_at_home_is_nothing(text: str) -> None:
    assert read(text) == []
