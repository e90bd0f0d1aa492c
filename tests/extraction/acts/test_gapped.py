"""What several do alike: the verb left out, and to whom they do it told before."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

ITEMS = {
    # each acts for itself, and nobody in the row is the other side of another
    "США выделили Албании пять миллионов долларов, Япония — три миллиона.": [
        "AID/assist happened ALB USA",
        "AID/assist happened ALB JPN",
    ],
    "Турция прислала Албании палатки, Сербия – группу спасателей, а Греция – два самолёта.": [
        "AID/assist happened ALB TUR",
        "AID/assist happened ALB SRB",
        "AID/assist happened ALB GRC",
    ],
    # who speaks for a body between states brings it along
    "Представитель ОБСЕ Хенрик Ларсгорд раскритиковал закон и призвал власти Киргизии изменить его.": [
        "ACCUSE/disapprove happened KGZ",
        "REQUEST/change happened KGZ",
    ],
    # asked of one after the other in one breath
    "Группировка потребовала от Парижа убрать войска, а от Ниамея — выпустить осуждённых.": [
        "REQUEST/yield happened FRA",
        "REQUEST/yield happened NER",
    ],
    "Москва потребовала от Киева вернуть пленных, от Тбилиси — отвести войска, а от Баку — извинений.": [
        "REQUEST/yield happened RUS UKR",
        "REQUEST/yield happened GEO RUS",
        "REQUEST/yield happened AZE RUS",
    ],
    "Вашингтон потребовал от Ирана освободить моряков — граждан США.": ["REQUEST/yield happened IRN USA"],
}


@pytest.mark.parametrize(("text", "told"), ITEMS.items())
def test_each_does_it_alone(text: str, told: list[str]) -> None:
    assert read(text) == told


def test_condolences_go_to_the_state_that_the_text_is_about() -> None:
    text = (
        "Мощное землетрясение случилось в Албании. Погибли пятьдесят жителей Албании. Президент Албании "
        "объявил траур. Соболезнования прислали президент Хорватии Томислав Бурич и король Испании."
    )
    assert read(text) == ["SUPPORT/endorse happened ALB HRV", "SUPPORT/endorse happened ALB ESP"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "Помощь Греции прислали соседи:\n• Италия – 200 пожарных\n• Франция – 3 самолёта",
            ["GRC ITA", "FRA GRC"],
        ),
        ("Помощь Непалу прислали: Индия – 50 врачей, Китай – палатки.", ["IND NPL", "CHN NPL"]),
        ("Россия направила в Сербию спасателей. Греция — член ЕС.", ["RUS SRB"]),
    ],
)
def test_rows_of_a_list_give_alike(text: str, sides: list[str]) -> None:
    assert read(text) == [f"AID/assist happened {both}" for both in sides]
