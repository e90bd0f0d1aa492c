"""Sides that another sentence names: acts that answer, groups told before, what stands for a state."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # the act before is what is answered
    "Перу ослабило эмбарго в отношении Чили. Чилийские власти приветствовали этот шаг.": [
        "RETREAT/access happened CHL PER",
        "SUPPORT/endorse happened CHL PER",
    ],
    # what is signed after talks is signed by who talked
    "Президент Чили встретился с премьером Индии. Итогом переговоров стало совместное заявление.": [
        "CONSULT/meeting happened CHL IND",
        "SUPPORT/sign happened CHL IND",
    ],
    # groups and what stands for a state
    "Премьеры Латвии и Эстонии встретились в Валге. Главы правительств условились ускорить работу.": [
        "CONSULT/meeting happened EST LVA",
        "AGREE/promise happened EST LVA",
    ],
    "Активисты пикетировали посольство Белоруссии в Вильнюсе. Минск посоветовал соседям не вмешиваться.": [
        "PROTEST/demo happened BLR LTU",
        "REQUEST/yield happened BLR LTU",
    ],
    # reports denied; talks between two are one
    "МИД Ирана опроверг сообщения о визите министра в Эр-Рияд.": ["CONSULT/visit denied IRN SAU"],
    "Переговоры между Египтом и Эфиопией зашли в тупик.": ["CONSULT/meeting happened EGY ETH"],
    # syntax: two subjects, people behind a place, adjectives of two sides
    "Иранский фрегат захватил в проливе британский танкер.": ["COERCE/seize happened GBR IRN"],
    "Власти ОАЭ задержали в аэропорту Дубая британского аспиранта.": ["COERCE/arrest happened ARE GBR"],
    "Произошла схватка между индийскими и китайскими военными.": ["ASSAULT happened CHN IND"],
    # to whom several sides do it together
    "Австралия ввела пошлины на вино. Япония и Корея осудили решение.": [
        "ACCUSE/disapprove happened AUS JPN KOR",
    ],
    "В Афганистане произошло землетрясение. Казахстан и Узбекистан направили гуманитарную помощь.": [
        "AID/assist happened AFG KAZ UZB",
    ],
    # a second verb of one subject has the same other side
    "Премьер Канады позвонил президенту Франции и выразил соболезнования.": [
        "CONSULT/call happened CAN FRA",
        "SUPPORT/endorse happened CAN FRA",
    ],
    # no side and no act
    "Президент Турции осудил теракт. Погибли граждане Германии.": [],
    "США осудили обстрел Украины.": ["ACCUSE/disapprove happened UKR USA"],
    "Латвия и Белоруссия взаимно выслали дипломатов. Ирландия осудила Россию.": [
        "SANCTION/expel happened BLR LVA",
        "ACCUSE/disapprove happened IRL RUS",
    ],
    "Рабочие в Уэльсе начали итальянскую забастовку.": [],
    "Дипломат кубинского происхождения выступил в Южной Америке.": [],
    "Спросили, должно ли признание Косова быть условием для Сербии.": [],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_sides_from_elsewhere(text: str, told: list[str]) -> None:
    assert read(text) == told
