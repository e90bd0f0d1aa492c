"""The lemma of a word form, chosen by what the tagger says of it."""

from __future__ import annotations

import pytest

from legation.language.russian import mark
from legation.record import Document

SENTENCES = [
    ("Посол был снят с должности.", {"снят": "снять", "должности": "должность"}),
    (
        "Стороны подписали два соглашения.",
        {"Стороны": "сторона", "подписали": "подписать", "соглашения": "соглашение"},
    ),
    ("Подписанный договор вступил в силу.", {"Подписанный": "подписать", "вступил": "вступить"}),
    ("Министр, прибывший в Токио, посетил парламент.", {"прибывший": "прибыть", "посетил": "посетить"}),
    ("Её приняли тепло.", {"Её": "она", "приняли": "принять"}),
    ("Отмечая успехи, он пожелал мира.", {"Отмечая": "отмечать", "мира": "мир"}),
]


@pytest.mark.parametrize(("text", "lemmas"), SENTENCES)
def test_lemmas(text: str, lemmas: dict[str, str]) -> None:
    marked = mark(Document(text=text, name="sentence"))
    assert {token.text: token.lemma for token in marked.tokens if token.text in lemmas} == lemmas


def test_a_noun_taken_for_a_mark_or_an_adjective_is_a_noun() -> None:
    for text, lemma in (
        ("Соболезнования прислали папа римский и король Испании.", "соболезнование"),
        ("Экс-председатель Верховного собрания КНДР Хван Чжан Еп выступил с лекцией.", "экс-председатель"),
    ):
        first = mark(Document(text=text, name="sentence")).tokens[0]
        assert (first.lemma, first.pos) == (lemma, "NOUN")


def test_a_form_of_the_future_is_no_past() -> None:
    marked = mark(Document(text="Сеул отзовёт жалобу на Японию.", name="sentence"))
    assert marked.tokens[1].feats["Tense"] == "Fut"
