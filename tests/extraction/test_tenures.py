"""Who holds which post: a sentence, and the persons and posts that it joins."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extraction.cast import cast_of
from legation.extraction.scene import Scene
from legation.extraction.tenures import tenures
from legation.language import mark
from legation.record import Document, Tenure


@cache
def read(text: str, published: str = "") -> tuple[Tenure, ...]:
    markup = mark(Document(text=text, name="test", published=published))
    return tenures(Scene(markup=markup, mentions=cast_of(markup)))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(t.person, t.office, t.of) for t in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # beside the name
        (
            "Президент Финляндии Саули Ниинистё прибыл в Осло.",
            [("Саули Ниинистё", "Президент Финляндии", "FIN")],
        ),
        (
            "Переговоры прошли с министром обороны Норвегии Бьёрном Арильдом Грамом.",
            [("Бьёрн Арильд Грам", "министр обороны Норвегии", "NOR")],
        ),
        (
            "Гостей принял Иван Петров, посол Болгарии в Чили.",
            [("Иван Петров", "посол Болгарии в Чили", "BGR")],
        ),
        (
            "Об этом сообщил пресс-секретарь президента Франции Пьер Дюран.",
            [("Пьер Дюран", "пресс-секретарь президента Франции", "FRA")],
        ),
        (
            "Временный поверенный в делах Чили Иван Петров вызван в МИД.",
            [("Иван Петров", "Временный поверенный в делах Чили", "CHL")],
        ),
        (
            "Прибыли: Хуан Сото — советник посольства Чили, профессор Иван Петров.",
            [("Хуан Сото", "советник посольства Чили", "CHL")],
        ),
        (
            "Президент Перу Луис Рохас ждёт гостей. Президент Перу Луиз Рохас доволен.",
            [("Луис Рохас", "Президент Перу", "PER")],
        ),
        # told by a verb
        (
            "Ушёл с поста министра обороны Чили Иван Петров.",
            [("Иван Петров", "министр обороны Чили", "CHL")],
        ),
        (
            "Иван Петров был назначен послом Болгарии в Чили.",
            [("Иван Петров", "посол Болгарии в Чили", "BGR")],
        ),
        (
            "Раньше Иван Петров занимал пост министра финансов Болгарии.",
            [("Иван Петров", "министр финансов Болгарии", "BGR")],
        ),
        (
            "Министром обороны Болгарии стал Иван Петров.",
            [("Иван Петров", "Министр обороны Болгарии", "BGR")],
        ),
        # no tenures: a party, an occupation, a shadow post, a hope
        ("Лидер Социалистической партии Иван Петров выступил на митинге.", []),
        ("Известный писатель Иван Петров выпустил книгу.", []),
        ("Теневой министр финансов Иван Петров раскритиковал бюджет.", []),
        ("Иван Петров баллотируется на пост президента Болгарии.", []),
    ],
)
def test_posts_of_persons(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "published", "when"),
    [
        ("Президент Чили Габриэль Борич заявил о реформе.", "2023-05-04", "2023-05-04"),
        ("Бывший президент Чили Рикардо Лагос заявил о реформе.", "2023-05-04", "../2023-05-04"),
        ("В 2004 году президент Чили Рикардо Лагос посетил Перу.", "2023-05-04", "2004"),
        ("Министр обороны Чили Иван Петров ушёл в отставку 8 мая 2016 года.", "2016-09-04", "../2016-05-08"),
        ("Срок полномочий президента Чили Рикардо Лагоса истечёт в 2006 году.", "2004-05-04", "../2006"),
        ("12–14 мая 2016 г. министр обороны Чили Иван Петров побывал в Осло.", "", "2016-05-12/2016-05-14"),
        (
            "В мае 2016 года прошёл визит в Осло. В ходе визита министр Чили Иван Петров открыл школу.",
            "",
            "2016-05",
        ),
    ],
)
def test_when_a_post_was_held(text: str, published: str, when: str) -> None:
    assert [t.when for t in read(text, published)] == [when]


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Чили хочет мира, заявил министр обороны Иван Петров.", ["CHL"]),
        ("Президент Чили Рикардо Лагос ушёл. Уйдёт и министр обороны Иван Петров.", ["CHL", "CHL"]),
        ("Сенат Чили ждёт посла в Болгарии Ивана Петрова.", ["CHL"]),
        ("МИД Перу ответил Чили. Об этом сказал представитель ведомства Иван Петров.", ["PER"]),
        ("Чили ждёт, и народ Чили надеется. Сенатор Иван Петров сказал, что Перу не уступит.", ["CHL"]),
    ],
)
def test_whose_an_unnamed_post_is(text: str, of: list[str]) -> None:
    assert [t.of for t in read(text)] == of


def test_one_office_once() -> None:
    text = (
        "Премьер-министр Болгарии Иван Петров прибыл в Чили. Премьер Болгарии Иван Петров ждал посла. "
        "Глава правительства Болгарии Иван Петров доволен визитом."
    )
    assert [t.office for t in read(text)] == ["Премьер-министр Болгарии"]


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "министр",
                "обороны",
                "Болгарии",
                "Иван",
                "Петров",
                ",",
                "—",
                "бывший",
                "стал",
                "послом",
                "и",
                "на пост",
            ]
        ),
        max_size=14,
    )
)
def test_evidence_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for tenure in read(text):
        for e in tenure.evidence:
            assert text[e.start : e.end] == e.quote
