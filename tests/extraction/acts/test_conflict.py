"""Conflict: short news items beside the acts that they tell, and what their sides and statuses hang on."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    "Эстония выдворила второго секретаря посольства России. В Москве назвали этот шаг недружественным.": [
        "SANCTION/expel happened EST RUS",
        "ACCUSE/disapprove happened EST RUS",
    ],
    "Венесуэла закрыла границу с Колумбией и стянула войска к колумбийской границе. Президент Колумбии "
    "назвал обвинения Каракаса абсурдными.": [
        "SANCTION/discontinue happened COL VEN",
        "MOBILIZE/troops happened COL VEN",
        "REJECT happened COL VEN",
    ],
    "Молдавия объявила персонами нон грата пятерых российских дипломатов. Российская сторона пообещала "
    "жёсткий ответ.": ["SANCTION/expel happened MDA RUS", "THREATEN happened MDA RUS"],
    "Войска Эфиопии вошли в Сомали. Африканский союз призвал Аддис-Абебу вывести войска.": [
        "MOBILIZE/troops happened ETH SOM",
        "REQUEST/yield happened ETH",
    ],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_items(text: str, told: list[str]) -> None:
    assert read(text) == told


SENTENCES = {
    # what the law has in store is no threat
    "Гражданину Судана по кипрским законам грозит до 20 лет тюрьмы.": [],
    # threats, bans, refusals
    "Глава «Газпрома» пообещал ограничить поставки газа в Белоруссию.": [
        "THREATEN/restrict happened BLR RUS"
    ],
    "Минсельхоз России запретил ввозить овощи из Молдавии.": ["SANCTION/discontinue happened MDA RUS"],
    "Эр-Рияд дал иранским дипломатам двое суток на отъезд.": ["SANCTION/expel happened IRN SAU"],
    "Армения и Азербайджан обменялись обвинениями.": ["ACCUSE/allege happened ARM AZE"],
    "Китай направил жалобу на США в ВТО.": ["ACCUSE/allege happened CHN USA"],
    # of two words that hold each other one stays
    "Куба страдает от наложенного Вашингтоном эмбарго на торговлю.": [
        "SANCTION/discontinue happened CUB USA"
    ],
    # people torn from their verb
    "Президент США принимает в Белом доме своего французского коллегу.": ["CONSULT/meeting ongoing FRA USA"],
    # a denial of what was said is a statement; refusals of what is offered
    "США обвинили Иран в обстреле танкера. Тегеран это опровергает.": ["ACCUSE/allege happened IRN USA"],
    "Пекин не принял извинения Вашингтона.": ["REJECT/yield happened CHN USA"],
    # courts that oblige, sides that warn or insist
    "Трибунал ООН обязал Гану отпустить аргентинский фрегат.": ["REQUEST/yield happened ARG GHA"],
    "Эфиопия предупредила Эритрею, что не останется безучастной.": ["THREATEN happened ERI ETH"],
    "Египет настаивает, чтобы Эфиопия подписала договор.": ["REQUEST/change happened EGY ETH"],
    # participles that only describe
    "Вооружённые силы Казахстана и Японии провели учения.": ["COOPERATE/project happened JPN KAZ"],
    "Казахстан и Египет подписали соглашение о передаче осуждённых лиц.": ["SUPPORT/sign happened EGY KAZ"],
    "США освободили трёх кубинцев, осуждённых за шпионаж.": [
        "RETREAT/release happened CUB USA",
        "SANCTION/convict happened CUB USA",
    ],
    # ships that help, money and what it is for
    "Испания предложила направить на Гаити корабль с врачами.": ["AID/assist proposed ESP HTI"],
    "Банк Китая выделил Казахстану кредит на строительство завода.": ["AID/loan happened CHN KAZ"],
    # what is only planned
    "Планируется провести встречу министров Казахстана и Японии.": ["CONSULT/meeting planned JPN KAZ"],
    "Договор подлежит ратификации парламентами Казахстана и Японии.": ["SUPPORT/ratify planned JPN KAZ"],
    # armed groups stand beside states
    "Террористы потребовали вывести войска Эфиопии.": ["REQUEST/yield happened ETH"],
    # «не только» denies nothing
    "Япония не только финансирует украинские больницы, но и строит новые.": [
        "COOPERATE/invest ongoing JPN UKR"
    ],
    # a verb's own form against the parse
    "Греция мобилизовала флот против Турции.": ["MOBILIZE/troops happened GRC TUR"],
}


@pytest.mark.parametrize(("text", "told"), SENTENCES.items())
def test_sentences(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Публикация направлена на подрыв российско-американских соглашений.",
        "США должны защищать себя от обвинений.",
        "Израильский кабинет провёл заседание в Иерусалиме.",
        "В Эритрее арестованы журналисты.",
        "Виктор Громов является послом России в Норвегии.",
    ],
)
def test_no_act_between_sides(text: str) -> None:
    assert read(text) == []
