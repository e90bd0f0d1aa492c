"""Where one type of act ends and another begins."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

TOLD = {
    # what is meant against somebody is no agreement
    "Новое правительство Испании намерено ослабить связи с Венесуэлой.": [
        "SANCTION/discontinue planned ESP VEN"
    ],
    "Варшава намерена выслать двенадцать белорусских дипломатов.": ["SANCTION/expel planned BLR POL"],
    "Киргизия обещала США не закрывать базу.": ["AGREE/promise happened KGZ USA"],
    "Италия готова снять запрет на ввоз польской говядины.": ["AGREE/promise happened ITA POL"],
    # what was carried off is given back, and not lent or made known
    "Германия передала Нигерии бенинские бронзы, вывезенные колонизаторами.": ["RETREAT happened DEU NGA"],
    "Музей в Бостоне возвратил Италии античную вазу.": ["RETREAT happened ITA USA"],
    # exercises that two sides hold together, and those that one holds at another's border
    "Индия и Япония провели манёвры в Бенгальском заливе.": ["COOPERATE/project happened IND JPN"],
    "Катар и Турция завершили учения в Персидском заливе.": ["COOPERATE/project happened QAT TUR"],
    "Турция провела учения у берегов Кипра.": ["MOBILIZE/troops happened CYP TUR"],
    "Россия и Белоруссия начали учения у границы с Польшей.": ["MOBILIZE/troops happened BLR POL RUS"],
    # what is no act between sides
    "США и Великобритания рекомендовали гражданам воздержаться от поездок в Таиланд.": [],
    "Под стражу в Италии взят гражданин Ганы, подозреваемый в убийстве японского студента.": [
        "COERCE/arrest happened GHA ITA"
    ],
    "Посольство Дании в Риме открыло горячую линию.": [],
    "Президент Перу рассказал по телефону о кризисе в Чили.": [],
    # peacekeepers help, strikers protest, ministers for religion are no captives
    "Миротворцы из Австралии высадились на Соломоновых Островах.": ["AID/assist happened AUS SLB"],
    "Замбийские шахтёры китайского рудника третью неделю не выходят на работу.": [
        "PROTEST/strike ongoing CHN ZMB"
    ],
    "Министр по делам религий Индонезии Фахми Ансори вылетел в Эр-Рияд.": ["CONSULT/visit happened IDN SAU"],
    "Пакистанский лётчик спас двух чешских альпинистов.": ["AID/assist happened CZE PAK"],
    "Посольство Кореи в Душанбе работает с 2008 года.": ["SUPPORT/open-mission happened KOR TJK"],
    "Прокуратура Бельгии проверяет счета сына конголезского президента.": [
        "ACCUSE/investigate ongoing BEL COG"
    ],
    # envoys, licences
    "Фиджи выслали временного поверенного Австралии.": ["SANCTION/expel happened AUS FJI"],
    "Правительство Мозамбика выдало итальянской компании лицензию на добычу газа.": [
        "AGREE/promise happened ITA MOZ"
    ],
    "Танзания разрешила пролёт военных самолётов Руанды.": ["AGREE/promise happened RWA TZA"],
}


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_border(text: str, told: list[str]) -> None:
    assert read(text) == told
