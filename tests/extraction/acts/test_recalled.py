"""Sides that are told before: the state that a text is about, those who met."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

PAKISTAN = (
    "Взрыв прогремел в пакистанском городе Кветта. Пакистан объявил траур. Власти Пакистана ищут виновных. "
)
ITEMS = {
    PAKISTAN + "Соболезнования семьям погибших выразил генеральный секретарь ООН.": [
        "SUPPORT/endorse happened PAK"
    ],
    PAKISTAN + "Раненых лечат. ООН обеспокоена, писала газета.": [],
    "Саммит АСЕАН прошёл в Джакарте. По итогам встречи была принята декларация о торговле.": [
        "CONSULT/meeting happened IDN",
        "SUPPORT/sign happened ",
    ],
    "Саммит Африканского союза открылся в Ломе. Участники отменили санкции против Гвинеи-Бисау.": [
        "CONSULT/meeting happened TGO",
        "RETREAT/access happened GNB",
    ],
    "Чили и Боливия спорят о море. Боливия потеряла берег. Чили молчит, а Боливия ждёт суда с Чили. "
    "Несколько тысяч человек прошли маршем по Ла-Пасу.": ["PROTEST/demo happened BOL CHL"],
    "Жители Ломе недовольны. Участники забега подписали футболки.": [],
    "Президент Чили Луис Ромеро наградил перуанца Хуана Переса орденом. Этим же указом награда вручается "
    "гражданке США Анне Смит.": ["SUPPORT/award happened CHL PER", "SUPPORT/award happened CHL USA"],
    # what courts and prosecutors do about a foreigner
    "Суд Испании признал возможной экстрадицию в Казахстан банкира Сапарова.": [
        "AGREE/promise happened ESP KAZ"
    ],
    "Запрос из прокуратуры Казахстана пришёл в Мадрид в апреле.": ["REQUEST/assist happened ESP KAZ"],
    "Верховный суд Вьетнама заменил австралийке Линде Фам расстрел пожизненным заключением.": [
        "CONCEDE happened AUS VNM"
    ],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_who_is_told_before_takes_part(text: str, told: list[str]) -> None:
    assert read(text) == told
