"""Times: the words beside what they come to."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language import mark
from legation.language.russian.dates import dates_in
from legation.language.russian.dates_points import last_day
from legation.language.russian.segmentation import tokens_in
from legation.record import Date, Document, Passage, Sentence, Token
from legation.vocabulary.calendar import calendar

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def untagged(text: str, published: str = "") -> tuple[Date, ...]:
    """The times of a text of one sentence, without the tagger."""
    tokens = tuple(
        Token(start=a, end=b, text=text[a:b], lemma=text[a:b].lower(), pos="X", feats={}, head=n, rel="root")
        for n, (a, b) in enumerate(tokens_in(text))
    )
    document = Document(text=text, name="sample", published=published)
    return dates_in(document, tokens, (Sentence(start=0, end=len(text), first=0, last=len(tokens)),))


def dates_of(text: str, published: str) -> tuple[Date, ...]:
    """The times of a page."""
    return mark(Document(text=text, name="sample", published=published)).dates


@pytest.mark.parametrize(
    ("text", "words", "edtf", "kind"),
    [
        ("Переговоры шли 6–9 апреля 1994 года.", "6–9 апреля 1994 года", "1994-04-06/1994-04-09", "span"),
        ("С апреля 2007 года он посол.", "С апреля 2007 года", "2007-04/..", "since"),
        ("Так было вплоть до 2017 года.", "вплоть до 2017 года", "../2017", "until"),
        ("Визит прошёл в начале марта 1998 г., сказал он.", "начале марта 1998 г.", "1998-03", "point"),
        (
            "Встречу провели в субботу — 29 июня 2013 года.",
            "субботу — 29 июня 2013 года",
            "2013-06-29",
            "point",
        ),
        ("Зимой 1991/92 года он уехал.", "Зимой 1991/92 года", "1991-12/1992-02", "span"),
        ("Зимой 1991–1992 гг. он уехал.", "Зимой 1991–1992 гг.", "1991-12/1992-02", "span"),
        ("Зимой 1991 года он уехал.", "Зимой 1991 года", "1991-24", "point"),
        ("Так было в 90-х годах прошлого века.", "90-х годах прошлого века", "199X", "point"),
        ("Страны отметили 30-летие договора.", "30-летие", "", "anniversary"),
    ],
)
def test_characters_and_kinds(text: str, words: str, edtf: str, kind: str) -> None:
    (date,) = untagged(text)
    assert (text[date.start : date.end], date.edtf, date.kind) == (words, edtf, kind)


def test_a_list_gives_one_date_each() -> None:
    found = untagged(
        "Визиты прошли 6–9 апреля 1994 года и 5–8 декабря 1999 года, а также в мае и июне 2001 г."
    )
    assert [d.edtf for d in found] == [
        "1994-04-06/1994-04-09",
        "1999-12-05/1999-12-08",
        "2001-05",
        "2001-06",
    ]


def test_relative_times_name_what_they_rest_on() -> None:
    (date,) = untagged("Это случилось вчера.", published="2021-11-18")
    assert (date.edtf, date.relative, date.anchor) == ("2021-11-17", True, "2021-11-18")


def test_without_a_date_a_day_has_no_year() -> None:
    (date,) = untagged("Посла вызвали 22 декабря.")
    assert (date.edtf, date.kind) == ("", "point")


def test_each_passage_has_its_own_day() -> None:
    first, second = "Вчера посол уехал.", "Вчера посол вернулся."
    text = f"{first}\n\n{second}"
    passages = (
        Passage(start=0, end=len(first), published="2017-05-10"),
        Passage(start=len(first) + 2, end=len(text), published="2021-11-18"),
    )
    dates = mark(Document(text=text, name="glued", passages=passages)).dates
    assert [d.edtf for d in dates] == ["2017-05-09", "2021-11-17"]


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=datetime.date(1700, 1, 1), max_value=datetime.date(2099, 12, 31)))
def test_any_day_is_read_in_words_and_digits(day: datetime.date) -> None:
    texts = (f"Встреча {day.day} {MONTHS[day.month - 1]} {day.year} года.", f"Встреча {day:%d.%m.%Y}.")
    assert [[d.edtf for d in untagged(text)] for text in texts] == [[day.isoformat()]] * 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "в с по до 5 25–28 мая 2016 году г. и , года век XX вчера назад два лет последние среду 1990-е "
            "конце накануне через квартал - ( ) весной 12.05.2017 99 31 февраля".split()
        ),
        max_size=25,
    )
)
def test_any_jumble_gives_ordered_times_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    dates = untagged(text, published="2017-05-10")
    assert all(0 <= d.start < d.end <= len(text) for d in dates)
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))


@pytest.mark.parametrize(
    "published", ["2017-05-10", "2017", "9999-12-31", "0001-01-01", "2016-02-29", "XXXX", "2017-21"]
)
def test_any_anchor_is_survived(published: str) -> None:
    text = (
        "Вчера, 29 февраля прошлого года, в минувшую среду, 5000 лет назад, в следующем году, осенью, "
        "на прошлой неделе, в выходные, за последние 900 дней, 29 февраля, с 29 февраля по 3 марта 2017 года."
    )
    assert all(d.end <= len(text) for d in untagged(text, published))


def test_months_have_their_length() -> None:
    assert [last_day(2024, 2), last_day(2023, 2), last_day(2023, 12)] == [29, 28, 31]


def test_the_calendar_is_whole() -> None:
    words = calendar()
    assert set(words.months.values()) == set(range(1, 13)) == set(words.month_adjectives.values())
    assert set(words.weekdays.values()) == set(range(1, 8))
    assert set(words.seasons.values()) == {21, 22, 23, 24}


LINES = """15 марта 2017 г. — министр посетил Каир.
11 сентября — открылось посольство.
В декабре — подписано соглашение.
20 января — визит президента."""


@pytest.mark.parametrize("published", ["", "2017-03-20", "2020"])
def test_a_line_of_a_chronicle_goes_on_from_the_line_before(published: str) -> None:
    assert [d.edtf for d in untagged(LINES, published)] == [
        "2017-03-15",
        "2017-09-11",
        "2017-12",
        "2018-01-20",
    ]


def test_a_chronicle_may_run_backwards() -> None:
    lines = [LINES.split("\n")[0], "20 января 2017 г. — визит.", "11 сентября — открылось посольство."]
    found = untagged("\n".join(lines), "2020-01-01")
    assert [d.edtf for d in found] == ["2017-03-15", "2017-01-20", "2016-09-11"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Днём ранее Иран отозвал посла.", "2020-05-19"),
        ("Месяцем раньше Иран отозвал посла.", "2020-04"),
        ("За два дня до этого Иран отозвал посла.", "2020-05-18"),
    ],
)
def test_distances_are_told_from_the_day_of_the_news(text: str, edtf: str) -> None:
    assert [d.edtf for d in untagged(text, "2020-05-20")] == [edtf]
    assert [d.edtf for d in untagged(text)] == [""]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2013, 3–4 сентября — визит в Ашхабад.", "2013-09-03/2013-09-04"),
        ("1998 г., 31 августа — визит в Пекин.", "1998-08-31"),
        ("2014, май — подписана декларация.", "2014-05"),
    ],
)
def test_a_line_may_open_with_the_year(text: str, edtf: str) -> None:
    assert [d.edtf for d in untagged(text)] == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Тем же вечером посла вызвали в министерство.", "2020-05-19"),
        ("В ту же ночь войска перешли границу.", "2020-05-19"),
        ("На следующий день посол уехал.", "2020-05-20"),
    ],
)
def test_a_day_goes_on_from_the_last_day_told(text: str, edtf: str) -> None:
    found = untagged("Вчера Чили вручило ноту. Шпиона поймали ещё в марте. " + text, "2020-05-20")
    assert [d.edtf for d in found] == ["2020-05-19", "2020-03", edtf]


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("С июня соседи блокируют Катар.", "2017-12-25", "2017-06/.."),
        ("Польша с 1 июля вводит визы.", "2021-06-03", "2021-07-01/.."),
        ("С сентября идут переговоры.", "2017-02-21", "2016-09/.."),
    ],
)
def test_what_is_so_since_a_month_began_before_the_day_of_the_page(
    text: str, published: str, edtf: str
) -> None:
    assert [d.edtf for d in dates_of(text, published)] == [edtf]


@pytest.mark.parametrize(("between", "edtf"), [(" ", "2009-01"), ("\n\n", "2014-01")])
def test_a_new_paragraph_goes_on_from_the_day_of_the_page(between: str, edtf: str) -> None:
    text = f"В 2009 году судно село на мель.{between}В январе суд оштрафовал капитана."
    assert [d.edtf for d in dates_of(text, "2014-03-13")] == ["2009", edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Через неделю посол уехал.", "2020-05-27~"),
        ("Двумя неделями позже посол уехал.", "2020-06-03~"),
        ("На следующей неделе посол уедет.", "2020-05-25/2020-05-31"),
    ],
)
def test_a_week_away_is_about_a_day(text: str, edtf: str) -> None:
    found = untagged("20 мая 2020 года Чили вручило ноту. " + text, "2020-05-20")
    assert [d.edtf for d in found][1:] == [edtf]


@pytest.mark.parametrize("text", ["Он умер на 79-м году жизни.", "Кто-то ночью разбил окно."])
def test_what_is_no_time(text: str) -> None:
    assert not untagged(text, "2020-05-20")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("В понедельник он будет принят императором.", "2019-11-25"),
        ("В понедельник он был принят императором.", "2019-11-18"),
    ],
)
def test_a_weekday_of_what_will_be_done_lies_ahead(text: str, edtf: str) -> None:
    assert [d.edtf for d in dates_of(text, "2019-11-24")] == [edtf]
