"""Quotations: marks of every kind, nested, unbalanced, over paragraphs, and lines of speech after a dash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.language.russian.quotations import quotations_in
from legation.record import Document


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations_in(Document(text=text, name="page"))]


TABLE = [
    ("Посол сказал: «Мы рады».", ["Мы рады"]),
    ('Посол сказал: "Мы рады".', ["Мы рады"]),
    ("Посол сказал: „Мы рады“.", ["Мы рады"]),
    ("Посол сказал: “Мы рады”.", ["Мы рады"]),
    ("Боевики «Аль-Каиды» и газета «Труд»", ["Аль-Каиды", "Труд"]),
    ("«Корабль „Заря“ вышел в море»", ["Корабль „Заря“ вышел в море", "Заря"]),
    ('"В доме на улице "Мир" пусто", - сказал он', ['В доме на улице "Мир" пусто', "Мир"]),
    ("«Это газета «Труд», — сказал он.", ["Это газета «Труд", "Труд"]),
    ("Мы рады», — сказал посол.", ["Мы рады"]),
    ("«Мы рады, — сказал посол. — Нас ждут».", ["Мы рады, — сказал посол. — Нас ждут"]),
    ("«Первый.\n«Второй.\n«Третий», — сказал он.", ["Первый.", "Второй.", "Третий"]),
    ("«Первый.\nВторой».", ["Первый.\nВторой"]),
    ("«Без конца и края.\nНовый абзац.", []),
    ("— Мы рады, — сказал посол. — Нас ждут.", ["Мы рады", "Нас ждут."]),
    ("— Астана — наш партнер, — подчеркнул эксперт.", ["Астана — наш партнер"]),
    ("— Мы рады гостям.", ["Мы рады гостям."]),
    ("— политический диалог для доверия;", []),
    ("Он обещал ''«ответ»'', и ушел", ["ответ"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_what_is_quoted(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_line_of_speech_is_told_from_marks() -> None:
    kinds = [q.kind for q in quotations_in(Document(text="— Да, — сказал он.\n«Нет»", name="page"))]
    assert kinds == ["dash", "marks"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="аБ «»„“”\"'.,:—-\n", max_size=60))
def test_every_quotation_lies_in_the_text_and_in_order(text: str) -> None:
    found = quotations_in(Document(text=text, name="page"))
    for q in found:
        assert 0 <= q.start <= q.inner_start <= q.inner_end <= q.end <= len(text)
    assert list(found) == sorted(found, key=lambda q: (q.start, -q.end, q.kind))
