"""Amounts: the sentence beside value, unit and comparator, and sentences that hold none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language import mark
from legation.language.russian.amounts import amounts_in
from legation.language.russian.segmentation import tokens_in
from legation.record import Amount, Document, Sentence, Token

TABLE = [
    ("Построено свыше 50 предприятий.", [(50, "предприятие", ">")]),
    ("Стороны вложат около 100 миллионов долларов США.", [(1e8, "USD", "~")]),
    ("Банк выделил 15 млн австралийских долларов.", [(1.5e7, "AUD", "=")]),
    ("Токио предоставит 2,5 млрд иен.", [(2.5e9, "JPY", "=")]),
    ("Цена сделки — $1,5 млрд.", [(1.5e9, "USD", "=")]),
    ("Кредит составил 300 тыс. евро.", [(3e5, "EUR", "=")]),
    ("Экспорт вырос на 23 процента.", [(23, "%", "=")]),
    ("Доля импорта — 18,8 %.", [(18.8, "%", "=")]),
    ("Приехали не менее двух тысяч специалистов.", [(2000, "специалист", ">=")]),
    ("Туда отправили до 500 солдат.", [(500, "солдат", "<=")]),
    ("Продано 100–150 млн долларов.", [(1e8, "USD", ">="), (1.5e8, "USD", "<=")]),
    ("Он говорил о поставках от 5 до 7 тысяч тонн.", [(5000, "тонна", ">="), (7000, "тонна", "<=")]),
    ("Переговоры длятся более тридцати лет.", [(30, "год", ">")]),
    ("Вражда длится более пяти десятилетий.", [(50, "год", ">")]),
    ("Министр начал шестидневное турне.", [(6, "день", "=")]),
    ("Соглашение подписали шесть из 11 стран.", [(6, "страна", "="), (11, "страна", "=")]),
    ("Захвачено 242 заложника, из них 43 были убиты.", [(242, "заложник", "="), (43, "заложник", "=")]),
    ("В нападении погибли трое.", [(3, "человек", "=")]),
    ("Выпущено около тридцати «катюш».", [(30, "катюша", "~")]),
    ("Ушли 84 британских и 15 датских судов.", [(84, "судно", "="), (15, "судно", "=")]),
    ("5 мая 2016 года прибыли 20 делегаций.", [(20, "делегация", "=")]),
    ("США отозвали более половины сотрудников посольства.", [(50, "%", ">")]),
    ("Фонд выделил более половины миллиона долларов.", [(5e5, "USD", ">")]),
]

NONE = [
    "Договор подписан 14 марта 2017 года.",
    "Ему исполнилось 45 лет.",
    "30-летний музыкант вернулся домой.",
    "Рейс 305 отменён.",
    "Статья 5 договора осталась прежней.",
    "Встреча началась в 12:30.",
    "Матч закончился со счётом 2:1.",
    "Закон № 131-ФЗ принят.",
    "Самолёт Boeing 747 приземлился.",
    "Это был третий визит.",
    "Сотни людей вышли на площадь.",
    "Один из участников уехал.",
    "Встреча начнётся в 15 часов.",
]


def amounts(text: str) -> tuple[Amount, ...]:
    return mark(Document(text=text, name="sample")).amounts


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_amounts(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(a.value, a.unit, a.comparator) for a in amounts(text)] == expected


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert amounts(text) == ()


def test_characters_hold_comparator_number_and_unit() -> None:
    text = "По данным ведомства, приехали не менее двух тысяч врачей из соседней страны."
    (amount,) = amounts(text)
    assert text[amount.start : amount.end] == "не менее двух тысяч врачей"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "5 2,5 1.365 100–150 млн тыс. тысяч сотни до более чем не менее от из них двое "
            "полтора долларов США % человек лет в на $ € 25-летний "
            "шестидневное № , . - ( ) один ставка т км кв. 12:30".split()
        ),
        max_size=20,
    )
)
def test_any_jumble_gives_amounts_within_the_text(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tuple(
        Token(
            start=a, end=b, text=text[a:b], lemma=text[a:b].lower(), pos="NOUN", feats={}, head=n, rel="root"
        )
        for n, (a, b) in enumerate(tokens_in(text))
    )
    sentences = (Sentence(start=0, end=len(text), first=0, last=len(tokens)),) if tokens else ()
    found = amounts_in(Document(text=text, name="sample"), tokens, sentences, ())
    assert all(0 <= a.start < a.end <= len(text) and a.unit for a in found)
