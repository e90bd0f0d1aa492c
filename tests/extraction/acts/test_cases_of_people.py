"""Words for what states do to each other's people, envoys, goods and ships, and for letting them go."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

TOLD = {
    # seized, questioned, tried, sentenced
    "Токийская полиция надела наручники на гражданина Филиппин.": ["COERCE/arrest happened JPN PHL"],
    "В Белграде за шпионаж взяли черногорского чиновника.": ["COERCE/arrest happened MNE SRB"],
    "На скамье подсудимых в Братиславе оказался венгерский торговец оружием.": [
        "COERCE/arrest happened HUN SVK"
    ],
    "Египетский суд отправил за решётку на семь лет австралийского журналиста.": [
        "SANCTION/convict happened AUS EGY"
    ],
    "Колумбийский наркобарон схлопотал в США пожизненное.": ["SANCTION/convict happened COL USA"],
    "Французские таможенники наложили руку на яхту российского олигарха.": ["COERCE/seize happened FRA RUS"],
    "Венесуэльские военные завладели грузом колумбийских контрабандистов.": ["COERCE/seize happened COL VEN"],
    # sent out, and envoys called home; people and things that the parse hangs elsewhere
    "Франция выпроводила румынских цыган.": ["COERCE/deport happened FRA ROU"],
    "Саудиты отослали эфиопских мигранток на родину.": ["COERCE/deport happened ETH SAU"],
    "Асмэра велела итальянскому послу паковать чемоданы.": ["SANCTION/expel happened ERI ITA"],
    "Каракас потребовал, чтобы немецкий посол покинул страну.": ["SANCTION/expel happened DEU VEN"],
    "Никарагуа вернула домой посла из Коста-Рики.": ["SANCTION/withdraw happened CRI NIC"],
    # trade and ways barred and opened again
    "Сеул вычеркнул Японию из белого списка торговых партнёров.": ["SANCTION/discontinue happened JPN KOR"],
    "Каир отменил паромную линию с Турцией.": ["SANCTION/discontinue happened EGY TUR"],
    "Молдавские яблоки возвращаются на российский рынок.": ["RETREAT/access ongoing MDA RUS"],
    "Сеул вернул Японию в белый список.": ["RETREAT/access happened JPN KOR"],
    # let go, spared, withdrawn, silenced
    "Австралийский экономист покинул бирманскую тюрьму.": ["RETREAT/release happened AUS MMR"],
    "Президент Индонезии отсрочил казнь филиппинки.": ["CONCEDE happened IDN PHL"],
    "Чад забирает своих миротворцев из ЦАР.": ["RETREAT/withdraw happened CAF TCD"],
    "Португальцы уходят из Мозамбика.": ["RETREAT/withdraw happened MOZ PRT"],
    "Саудовская Аравия прекратила бомбить Йемен.": ["RETREAT/ceasefire happened SAU YEM"],
}
NOT_TOLD = (
    "В тюрьмах Испании содержатся 5 тысяч марокканцев.",
    "Итальянская команда забрала у испанцев победу.",
    "Туристы уходят из Египта на юг.",
    "Поэт Бразилии завладел вниманием аргентинцев.",
    "Чешская сборная вернула тренера домой из Канады.",
    "Отмена рейсов в Турцию из-за урагана продлится сутки.",
)


@pytest.mark.parametrize(("text", "told"), TOLD.items())
def test_words(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize("text", NOT_TOLD)
def test_figures_of_speech_and_sports_are_no_acts(text: str) -> None:
    assert read(text) == []
