"""Words of accusing, refusing, asking, threatening, attacking and protesting that are met more seldom."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # accusations
    "Чешский министр усомнился в независимости венгерского суда.": ["ACCUSE/disapprove happened CZE HUN"],
    "По убеждению Киншасы, за мятежниками стоит Руанда.": ["ACCUSE/allege happened COD RWA"],
    "Чилийские власти грешат на аргентинских браконьеров.": ["ACCUSE/allege happened ARG CHL"],
    "Гамбия затеяла в Гааге тяжбу против Мьянмы.": ["ACCUSE/allege happened GMB MMR"],
    "Тегеран обозвал Эр-Рияд лакеем.": ["ACCUSE/disapprove happened IRN SAU"],
    "Вена устроила Будапешту разнос за беженцев.": ["ACCUSE/disapprove happened AUT HUN"],
    "Перуанский министр резко отреагировал на заявление Боливии.": ["ACCUSE/disapprove happened BOL PER"],
    "Замбия начала разбирательство против китайской шахты.": ["ACCUSE/investigate happened CHN ZMB"],
    "Amnesty International рассказала о пытках в тюрьмах Египта.": ["ACCUSE/allege happened EGY"],
    # refusals
    "Швейцария не предоставила убежища грузинскому оппозиционеру.": ["REJECT/assist happened CHE GEO"],
    "Дамаск назвал обвинения американцев враньём.": ["REJECT happened SYR USA"],
    "Сенат Бразилии высмеял предложение Боливии.": ["REJECT happened BOL BRA"],
    # demands
    "Каракас заявил права на гайанскую область Эссекибо.": ["REQUEST/yield happened GUY VEN"],
    "В Буэнос-Айрес поступила просьба Чили о пожарных.": ["REQUEST/assist happened ARG CHL"],
    "Манила велела китайским судам убраться с рифа.": ["REQUEST/yield happened CHN PHL"],
    # threats
    "Вашингтон пугает Анкару санкциями за покупку ракет.": ["THREATEN/restrict happened TUR USA"],
    "Пхеньян пригрозил превратить Сеул в море огня.": ["THREATEN/violence happened KOR PRK"],
    "Уго Чавес пригрозил Боготе разрывом отношений.": ["THREATEN/relations happened COL VEN"],
    # attacks
    "Пакистанские рейнджеры открыли пальбу по индийскому посту.": ["ASSAULT/firearms happened IND PAK"],
    "Снаряды с сирийской стороны легли на окраине турецкого города.": [
        "ASSAULT/heavy-weapons happened SYR TUR"
    ],
    "В 1969 году Сальвадор и Гондурас воевали друг с другом четыре дня.": ["ASSAULT happened HND SLV"],
    # protests
    "На китайском медном руднике в Замбии забастовали шахтёры.": ["PROTEST/strike happened CHN ZMB"],
    "Во Вьетнаме погромщики спалили китайскую фабрику.": ["PROTEST/riot happened CHN VNM"],
}
NOTHING = (
    "Сильный ураган атаковал побережье Мексики и Кубы.",
    "Канада и Австралия воевали в Афганистане.",
    "Глава Габона назвал страну бывшей колонией Франции.",
    "Тайфун накрыл базу рыбаков на Филиппинах.",
    "Чешский министр не сомневается в дружбе Словакии.",
)


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_sentences(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize("text", NOTHING)
def test_no_act(text: str) -> None:
    assert read(text) == []


def test_rare_verbs_that_the_tagger_takes_for_nouns() -> None:
    assert read("В Риме хулиганы поколотили румынского рабочего.") == ["ASSAULT/beat happened ITA ROU"]
    assert read("Боевики умыкнули чешских туристок в Ливии.") == ["ASSAULT/abduct happened CZE"]
