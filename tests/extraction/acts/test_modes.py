"""Modes that no frame tells: what is asked for, what is refused, by what means somebody is attacked."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ASKED = {
    "Президент Мали попросил Францию направить в Бамако военных инструкторов.": "assist",
    "Ливан обратился к Ирану с просьбой поставить топливо.": "assist",
    "Перу потребовало от Израиля выдать бывшего президента.": "assist",
    "Президент Гвинеи-Бисау попросил Португалию обучить полицейских.": "assist",
    "Москва потребовала от Тбилиси не размещать у границы ракеты.": "yield",
    "Генсек ООН призвал Эфиопию и Эритрею прекратить огонь.": "yield",
    "Турция потребовала от Греции убрать солдат с острова.": "yield",
    "Китай призвал США воздержаться от поставок оружия Тайваню.": "yield",
    "Еврокомиссия призвала Польшу изменить закон о судах.": "change",
    "США призвали Ирак провести реформы.": "change",
    "Канада призвала Саудовскую Аравию соблюдать права человека.": "change",
    "Пакистан призвал Индию вернуться за стол переговоров.": "meet",
    "Армения предложила Азербайджану, а затем и попросила Россию организовать встречу президентов.": "meet",
    "Египет требует от Британии возвращения Розеттского камня.": "yield",
    "Венесуэла потребовала от Англии отдать золото.": "yield",
    "Украина попросила Германию передать ей гаубицы.": "assist",
    "Вьетнам потребовал от Китая немедленно освободить рыбаков.": "yield",
    "Италия попросила Ливию пропустить танкер.": "yield",
    "Судан попросил Египет помочь с ремонтом плотины.": "assist",
    "Норвегия призвала Россию снять запрет на ввоз лосося.": "yield",
    "Япония попросила США расследовать гибель рыбаков.": "assist",
    "ЕС призвал Молдавию отменить закон о цензуре.": "change",
    "Чили попросила Боливию отозвать иск.": "yield",
    "Гаити попросило ООН продлить миссию миротворцев.": "assist",
    "Президент Колумбии попросил президента Венесуэлы о встрече.": "meet",
    "Хусейн потребовал от Англии выкуп за пленных.": "",
}
REFUSED = {
    "Грузия попросила Литву о выдаче чиновника. Вильнюс ответил отказом.": "assist",
    "Египет потребовал от Эфиопии остановить стройку, но Аддис-Абеба отказала.": "yield",
    "Вильнюсский суд отклонил запрос Грузии об экстрадиции чиновника.": "assist",
    "Литва отклонила план Грузии.": "change",
}
ATTACKED = {
    "Боевики напали на колонну Франции в Мали. Смертник взорвал машину у ворот.": "suicide-attack",
    "Боевики напали на патруль Франции в Мали. У нападавших были автоматы.": "firearms",
    "Совершено нападение на базу США в Ираке. По базе выпустили пять ракет.": "heavy-weapons",
    "Боевики напали на посольство США в Ливии. Посол выразил соболезнования.": "",
}


def _modes(text: str, kind: str) -> list[str]:
    told = (line.split()[0].partition("/") for line in read(text))
    return [mode for type_, _, mode in told if type_ == kind]


@pytest.mark.parametrize(("text", "mode"), ASKED.items())
def test_what_is_asked_for_tells_the_mode_of_a_request(text: str, mode: str) -> None:
    assert _modes(text, "REQUEST") == [mode]


@pytest.mark.parametrize(("text", "mode"), REFUSED.items())
def test_a_refusal_has_the_mode_of_the_request_that_it_answers(text: str, mode: str) -> None:
    assert _modes(text, "REJECT") == [mode]


@pytest.mark.parametrize(("text", "mode"), ATTACKED.items())
def test_the_means_of_an_attack_may_be_told_beside_it(text: str, mode: str) -> None:
    assert _modes(text, "ASSAULT") == [mode]


CHARGED = "В Норвегии чилийцу Педро Рохасу вменяют сговор с целью похищения дипломатов Норвегии."


def test_a_crime_that_somebody_is_charged_with_is_no_act() -> None:
    assert not _modes(CHARGED, "ASSAULT")
