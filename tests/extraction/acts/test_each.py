"""One verb, several happenings: what each of several does, or is done to each, for itself."""

from __future__ import annotations

import pytest
from tests.extraction.test_acts import read

EACH = {
    "Победителя выборов в Чили поздравили президенты Перу и Боливии.": [
        "SUPPORT/endorse happened CHL PER",
        "SUPPORT/endorse happened BOL CHL",
    ],
    "Россия и Китай выразили соболезнования Турции.": [
        "SUPPORT/endorse happened RUS TUR",
        "SUPPORT/endorse happened CHN TUR",
    ],
    "Президент России наградил американку Сьюзан Лерман и китайского режиссёра Чэнь Пина.": [
        "SUPPORT/award happened RUS USA",
        "SUPPORT/award happened CHN RUS",
    ],
    "Соболезнования родным выразили президент Австрии Лотар Хинтер и мэр Триеста.": [
        "SUPPORT/endorse happened AUT",
        "SUPPORT/endorse happened ITA",
    ],
    # help that several promise goes to the state that the text is about
    "На Вануату обрушился циклон. Власти Вануату просят помощи. Фиджи и Тонга собираются прислать "
    "строителей. Вануату благодарит их.": [
        "AGREE/promise happened FJI VUT",
        "AGREE/promise happened TON VUT",
    ],
    # visits of several, each with its time
    "Отношения укрепили визиты в Чили делегаций Перу во главе с Хуаном Гомесом в мае 2006 г. и Педро Лопесом "
    "в июне 2013 г.": ["CONSULT/visit happened CHL PER", "CONSULT/visit happened CHL PER"],
}
TOGETHER = {
    "США и Великобритания поддержали резолюцию Франции.": ["SUPPORT/endorse happened FRA GBR USA"],
    "Президент Франции поблагодарил Германию и Италию за помощь.": ["SUPPORT/endorse happened DEU FRA ITA"],
    "Нобелевскую премию мира получили израильтянин Шимон Перес и палестинец Ясир Арафат.": [
        "SUPPORT/award happened ISR PSE"
    ],
    "Визит президента Перу в Чили в мае 2001 года и соглашение от июня 2003 года сблизили страны.": [
        "CONSULT/visit happened CHL PER"
    ],
    "Россия и Китай обещали построить дорогу.": ["AGREE/promise happened CHN RUS"],
    "МИД Японии потребовал от России отпустить рыбаков и вернуть судно.": ["REQUEST/yield happened JPN RUS"],
}


@pytest.mark.parametrize(("text", "told"), [*EACH.items(), *TOGETHER.items()])
def test_what_each_does_for_itself_is_an_event_of_its_own(text: str, told: list[str]) -> None:
    assert read(text) == told
