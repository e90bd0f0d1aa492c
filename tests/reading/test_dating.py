"""What a page says of the day on which it was published."""

import pytest

from legation.reading.articles import articles_of
from legation.reading.dating import (
    date_after_title,
    date_line,
    dateline,
    leading_marker,
    opening_day,
    parsed,
)

LINES = [
    ("25.12.2025", "2025-12-25"),
    ("25 декабря 2025, 14:30", "2025-12-25"),
    ("14:30, 25 декабря 2025 | Политика", "2025-12-25"),
    ("Опубликовано: 3 марта 2019 года", "2019-03-03"),
    ("18 ноября 2008 года", "2008-11-18"),
    ("Четверг, 25 декабря 2025", "2025-12-25"),
    ("05/08/2008 10:35", "2008-08-05"),
    ("26.08.2010 просмотров: 345", "2010-08-26"),
    ("2024-02-29T10:00:00+05:00", "2024-02-29"),
    ("5 мая 2016 г. Казинформ", "2016-05-05"),
    ("December 25, 2025 10:00", "2025-12-25"),
    ("2 апреля 2019 г., Скопье", "2019-04-02"),
    ("(София, 27 декабря 2017 г.)", "2017-12-27"),
    ("г. Нур-Султан, 27 декабря 2019 года", "2019-12-27"),
    ("27 декабря 2017 года, Рио-де-Жанейро", "2017-12-27"),
    ("4 мая 2021 года. Осло", "2021-05-04"),
    ("Визит президента 27 декабря 2017 года", ""),
    ("Декабрь 27 декабря 2017 года, Скопье", ""),
    ("31.02.2025", ""),
    ("25 декабря 2025 года президент прибыл в Анкару", ""),
    ("Встреча прошла 25 декабря 2025 года.", ""),
]
DATELINES = [
    ("АНКАРА, 8 ноября. /ТАСС/. Министр прибыл", "", "ТАСС", "Министр прибыл"),
    ("АНКАРА, 8 ноября. /Корр. ИТАР-ТАСС Иван Иванов/. Министр прибыл", "", "ТАСС", "Министр прибыл"),
    ("Астана. 19 апреля. КАЗИНФОРМ - Министр прибыл", "", "Казинформ", "Министр прибыл"),
    ("АСТАНА. КАЗИНФОРМ – Министр прибыл", "", "Казинформ", "Министр прибыл"),
    ("МОСКВА, 5 мая 2016 – РИА Новости. Министр прибыл", "2016-05-05", "РИА Новости", "Министр прибыл"),
    ("МОСКВА, 5 мая - РИА Новости, Иван Иванов. Министр прибыл", "", "РИА Новости", "Министр прибыл"),
    ("АСТАНА, 7 ноя — Sputnik. Министр прибыл", "", "Спутник", "Министр прибыл"),
    ("Пекин, 8 ноября /Синьхуа/ -- Министр прибыл", "", "Синьхуа", "Министр прибыл"),
    ("Москва. 5 мая. INTERFAX.RU - Министр прибыл", "", "Интерфакс", "Министр прибыл"),
    ("Бишкек (АКИpress) - Министр прибыл", "", "АКИpress", "Министр прибыл"),
    ("Токио, 5 мая 2016 года. Министр прибыл", "2016-05-05", "", "Министр прибыл"),
    ("Москва, 5 мая. Министр прибыл", "", "", "Министр прибыл"),
]


@pytest.mark.parametrize(("line", "day"), LINES)
def test_a_line_that_only_dates_the_page(line: str, day: str) -> None:
    assert date_line(line) == day


@pytest.mark.parametrize(("opening", "published", "publisher", "rest"), DATELINES)
def test_the_dateline_of_an_item(opening: str, published: str, publisher: str, rest: str) -> None:
    found = dateline(opening)
    assert found is not None
    assert (found.published, found.publisher, opening[found.end :]) == (published, publisher, rest)


@pytest.mark.parametrize(
    "opening",
    [
        "Министр 5 мая 2016 года посетил Анкару.",
        "Москва и Анкара 5 мая подписали договор.",
        "Президент – гость форума.",
        "Анкара, Стамбул и Измир – крупнейшие города.",
    ],
)
def test_a_sentence_is_no_dateline(opening: str) -> None:
    assert dateline(opening) is None


def test_a_date_that_opens_a_line_as_a_marker_is_told_from_one_that_belongs_to_the_sentence() -> None:
    assert leading_marker(" date 2024-03-01 Министр прибыл") == (17, "2024-03-01")
    assert leading_marker("01.03.2024, 14:30. Министр прибыл") == (19, "2024-03-01")
    assert leading_marker("1 марта 2024 года Министр прибыл") is None


def test_a_title_may_end_with_its_date() -> None:
    title = "Министр прибыл в Анкару 12 мая 2021, 18:38"
    assert date_after_title(title) == (24, "2021-05-12")
    assert date_after_title("Встреча назначена на 12 мая 2021 года") is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025", "2025"),
        ("2025-12", "2025-12"),
        ("2025-12-25T10:00:00+05:00", "2025-12-25"),
        ("Thu, 25 Dec 2025 10:00:00 +0000", "2025-12-25"),
        ("25 декабря 2025", "2025-12-25"),
        ("вчера", ""),
    ],
)
def test_dates_given_from_outside(words: str, day: str) -> None:
    assert parsed(words) == day


OPENINGS = [
    ("26 января 2014 года. Пограничники задержали рыбаков.", (21, "2014-01-26")),
    ("14 мая 2015 года, Рига. Литва и Латвия подписали договор.", (24, "2015-05-14")),
    ("2 апреля 2019 г. Президент прибыл в Скопье.", None),
    ("25 декабря 2025 года президент прибыл в Анкару.", None),
]


@pytest.mark.parametrize(("line", "expected"), OPENINGS)
def test_a_day_that_a_full_stop_parts_from_the_text(line: str, expected: tuple[int, str] | None) -> None:
    assert opening_day(line) == expected


def test_a_chronicle_is_not_dated_by_its_first_line() -> None:
    item = "26 января 2014 года. Чили и Перу подписали договор о границе двух стран."
    assert articles_of(item)[0][0].published == "2014-01-26"
    chronicle = item + "\n3 мая 2015 года. Чили и Перу открыли границу для грузов и пассажиров."
    assert articles_of(chronicle)[0][0].published == ""
