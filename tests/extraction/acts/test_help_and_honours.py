"""Help, thanks, admission, visits and promises told in rarer words."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # gratuitous is a grant, in kind too
    "Правительство США безвозмездно передало Молдавии сто пожарных машин.": ["AID/grant happened MDA USA"],
    "Турция выдала Киргизии безвозмездную финансовую помощь в 10 миллионов долларов.": [
        "AID/grant happened KGZ TUR"
    ],
    "Китай аннулировал часть долга Эфиопии.": ["AID/grant happened CHN ETH"],
    # loans told by their rate or by where the money is put
    "МВФ перевёл Аргентине очередной транш в размере 5 миллиардов долларов.": ["AID/loan happened ARG"],
    "Эр-Рияд положил в Центробанк Египта два миллиарда долларов под низкий процент.": [
        "AID/loan happened EGY SAU"
    ],
    # who comes to help, and with what
    "Кубинская бригада медиков «Генри Рив» вылетела в Эквадор.": ["AID/assist happened CUB ECU"],
    "Катарский полевой госпиталь заработал в Бейруте.": ["AID/assist happened LBN QAT"],
    "С огнём в чилийских лесах борются аргентинские пожарные.": ["AID/assist ongoing ARG CHL"],
    "Организация «Врачи без границ» открыла в Порт-о-Пренсе травматологический центр.": [
        "AID/assist happened HTI"
    ],
    "Руанда перебросит в ЦАР ещё один батальон голубых касок.": ["AID/assist planned CAF RWA"],
    "Эквадор укрыл в своём посольстве основателя WikiLeaks Джулиана Ассанжа.": ["AID/assist happened ECU"],
    "Польша развезла украинских беженцев по школьным общежитиям.": ["AID/assist happened POL UKR"],
    # praise and comfort
    "Премьер-министр Индии рассыпался в похвалах японскому премьеру Синдзо Абэ.": [
        "SUPPORT/endorse happened IND JPN"
    ],
    "Премьер Ирландии выразил британской королеве слова утешения.": ["SUPPORT/endorse happened GBR IRL"],
    "Литва выступила адвокатом Грузии в Евросоюзе.": ["SUPPORT/endorse happened GEO LTU"],
    "Премьер Дании поставила Норвегию в пример.": ["SUPPORT/endorse happened DNK NOR"],
    # who is taken in, and who votes for it
    "Сербию официально провозгласили кандидатом в Евросоюз.": ["SUPPORT happened SRB"],
    "НАТО пополнилась Черногорией.": ["SUPPORT happened MNE"],
    "Турецкий парламент дал согласие на вступление Швеции в НАТО.": ["SUPPORT/ratify happened SWE TUR"],
    "Патрик Лаеква назначен верховным комиссаром Соломоновых Островов в Новой Зеландии.": [
        "SUPPORT/appoint-envoy happened NZL SLB"
    ],
    "У Японии нет посольства в КНДР.": ["SUPPORT/open-mission denied JPN PRK"],
    # one who is about to go, one who is called
    "Король Великобритании собрался в Кению.": ["CONSULT/visit planned GBR KEN"],
    "Гостем Анкары стал президент Казахстана.": ["CONSULT/visit happened KAZ TUR"],
    "Премьер Японии и президент США провели видеозвонок.": ["CONSULT/call happened JPN USA"],
    "Монголия зовёт американских наблюдателей на учения.": ["AGREE/invite happened MNG USA"],
    "Нигерия изъявила желание вновь открыть границу с Бенином.": ["AGREE/promise happened BEN NGA"],
    # no act between sides
    "Пожарные Лондона справились с огнём на складе.": [],
    "Клуб пополнился защитником из Сенегала.": [],
    "Его зовут Джон, он из Канады, а она — из Перу.": [],
    "В посольстве Израиля в Тунисе нет пострадавших.": [],
    "Итальянский певец расточал похвалы своей матери.": [],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_sentences(text: str, told: list[str]) -> None:
    assert read(text) == told
