"""Who acts at home, what unnamed authorities do, what must be done as the other side says it."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ECUADOR = (
    "В Эквадоре взорвался автомобиль. Президент Эквадора объявил траур. Власти Эквадора ищут виновных. "
    "Эквадор обещает награду. "
)
ITEMS = {
    # a duty laid on a side by another, in its words or as told
    "Представитель Госдепартамента США Марк Тоунер заявил: «Беларусь должна выпустить заключённых».": [
        "REQUEST/yield happened BLR USA"
    ],
    "По словам представителя Госдепа США Фила Гордона, Белград должен решить вопрос о Косове.": [
        "REQUEST/change happened SRB USA"
    ],
    "«Россия обязана вывести войска», — сказал премьер-министр Молдавии.": ["REQUEST/yield happened MDA RUS"],
    # whoever judges a sentence is no side of it
    "США осуждают приговор, вынесенный кандидату в президенты Белоруссии Андрею Санникову.": [
        "ACCUSE/disapprove happened BLR USA"
    ],
    # a request that is refused is told as well
    "Вильнюсский суд отклонил запрос Грузии об экстрадиции чиновника.": [
        "REJECT/assist happened GEO LTU",
        "REQUEST/assist happened GEO LTU",
    ],
    # fines on companies, blockades, envoys who leave, one who joins
    "ЕС наложил на американскую компанию «Майкрософт» миллионные штрафы.": ["SANCTION happened USA"],
    "Саудовская Аравия и Египет блокируют Катар.": ["SANCTION/discontinue ongoing EGY QAT SAU"],
    "Посол Чили в Боливии выезжает для консультаций.": ["SANCTION/withdraw happened BOL CHL"],
    "Эстония стала первым постсоветским государством, вошедшим в зону евро.": ["SUPPORT happened EST"],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_sentences(text: str, told: list[str]) -> None:
    assert read(text) == told


def test_authorities_left_unnamed_are_of_the_state_that_the_text_is_about() -> None:
    assert read(ECUADOR + "Две недели спустя задержали троих граждан Колумбии.") == [
        "COERCE/arrest happened COL ECU"
    ]


def test_a_body_helps_the_state_that_the_text_is_about() -> None:
    assert read(ECUADOR + "Красный Крест раздаёт палатки.") == ["AID/assist ongoing ECU"]
    assert read(ECUADOR + "Президент Эквадора попросил о международной помощи.") == [
        "REQUEST/assist happened ECU"
    ]


def test_people_of_two_countries_are_of_the_two_that_the_text_is_about() -> None:
    text = (
        "Россия и Молдавия спорят о вине. Молдавия ждёт врачей из России. Врачи двух стран встретятся в мае."
    )
    assert read(text) == ["CONSULT/meeting planned MDA RUS"]


def test_a_funeral_is_where_the_text_is() -> None:
    assert read(ECUADOR + "На похороны приедет министр иностранных дел Гондураса Оскар Пинеда.") == [
        "CONSULT/visit planned ECU HND"
    ]
