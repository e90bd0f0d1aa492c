"""Whose side: a few sentences beside the types of act that they tell and the states that take part.

`sides.tsv` holds what a single sentence does not say: private persons, courts and police without their state,
towns, «обе страны», armed groups, who holds whom. What else the sentences tell is not asked here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.extraction.acts import events
from legation.extraction.acts.homes import homes
from legation.extraction.acts.origins import second_states
from legation.extraction.cast import cast_of
from legation.extraction.references import sides_of
from legation.extraction.scene import Scene
from legation.language import mark
from legation.record import Document
from legation.vocabulary.allegiance import town_state

HERE = Path(__file__).parent
ROWS = [line.split("\t") for line in (HERE / "sides.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@cache
def scene(text: str) -> Scene:
    markup = mark(Document(text=text, name="sample", language="ru", published="2016-05-10"))
    return Scene(markup=markup, mentions=cast_of(markup))


@pytest.mark.parametrize(("text", "sides"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_the_states_that_take_part(text: str, sides: str) -> None:
    told = [f"{e.type} {' '.join(e.states)}" for e in events(scene(text))]
    for wanted in sides.split("; "):
        assert wanted in told
        told.remove(wanted)


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("Американец по имени Пол Грин приехал в Перу.", "Пол Грин", "USA"),
        ("Тарас Коваль является гражданином Украины.", "Тарас Коваль", "UKR"),
        ("Москвич Олег Титов обвиняется в краже.", "Олег Титов", "RUS"),
        ("Жительница Лиона Анна Бонне пропала в горах.", "Анна Бонне", "FRA"),
        ("Россиянин пропал в Чили. Олег Титов вышел из дома утром.", "Олег Титов", "RUS"),
        ("Олег Титов вышел из дома утром.", "Олег Титов", ""),
        ("Посол Евросоюза Ян Рихтер посетил школу.", "Ян Рихтер", ""),
        ("Премьер Эстонии Март Лаар в Чаде. Его пресс-секретарь Анна Ребане молчит.", "Анна Ребане", "EST"),
        ("МИД Египта ответил, а представитель министерства Ашраф Шахин уехал.", "Ашраф Шахин", "EGY"),
        ("«Прискорбный случай», — заявил Го Вэньхуа из МИД КНР.", "Го Вэньхуа", "CHN"),
        ("В Кнессете спорили: депутат Илана Бар-Села обвинила ФИДЕ.", "Илана Бар-Села", "ISR"),
        ("Директор лиссабонского музея Тереза Барруш вернула маски.", "Тереза Барруш", "PRT"),
        ("Премьер Эстонии Март Лаар в Чаде. Адвокат Анна Ребане молчит.", "Анна Ребане", ""),
        ("Секретарь министерств Ашраф Шахин уехал.", "Ашраф Шахин", ""),
        ("Суд отпустил боснийского генерала. Генерал Эсад Халилович рад.", "Эсад Халилович", "BIH"),
        ("Суд отпустил боснийского генерала. Генералы Эсад Халилович и Иван Бабич рады.", "Иван Бабич", ""),
        ("Умер Торгейр Йонссон, дважды возглавлявший правительство Исландии.", "Торгейр Йонссон", "ISL"),
        ("Анна Бонне, возглавлявшая музей в Чили, уехала.", "Анна Бонне", ""),
    ],
)
def test_where_a_private_person_belongs(text: str, name: str, state: str) -> None:
    assert homes(scene(text)).get(name, "") == state


def test_a_person_of_two_states() -> None:
    text = "Ирано-американская журналистка Роксана Карими задержана в Тегеране."
    assert second_states(scene(text)) == {"Роксана Карими": frozenset({"IRN", "USA"})}


@pytest.mark.parametrize(
    ("text", "word", "sides"),
    [
        ("Япония и Чили подписали договор. Китай призвал обе страны к миру.", "страны", ("CHL", "JPN")),
        ("Япония, Чили и Перу подписали договор. Китай призвал обе страны к миру.", "страны", ()),
        ("Президент приехал. Обе страны рады.", "страны", ()),
    ],
)
def test_both_states_are_the_pair_named_last(text: str, word: str, sides: tuple[str, ...]) -> None:
    told = scene(text)
    token = next(n for n, t in enumerate(told.markup.tokens) if t.text == word)
    assert sides_of(told, token) == sides


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from([row[0] for row in ROWS]), min_size=1, max_size=3))
def test_every_state_of_an_act_is_told_in_the_text(texts: list[str]) -> None:
    told = scene(" ".join(texts))
    states = {m.state for m in told.mentions} | set(homes(told).values()) | set(told.leading.values())
    organs = {town_state(t.lemma) for t in told.markup.tokens}  # «берлинский суд» is no mention
    assert all(set(e.states) <= states | organs for e in events(told))


def test_teams_and_trainers_are_no_states() -> None:
    text = "Сборная Перу выиграла матч. Тренер Чили обвинил Перу в грубости. Футболисты сборной отказались."
    assert events(scene(text)) == ()


def test_what_is_said_to_people_at_home_is_said_to_no_other_state() -> None:
    text = "Филиппины выиграли спор с Китаем. Министр Филиппин посоветовал согражданам не праздновать победу."
    assert [e.type for e in events(scene(text))] == []


def test_where_somebody_speaks_is_no_side() -> None:
    assert events(scene("Премьер Чили в ливийском городе осудил переворот.")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Посол США Майкл Браун сказал:\nЯ прошу власти Украины снять запрет.",
        "Посол США Майкл Браун дал интервью газете.\n\n— Чего вы ждёте?\n\n"
        "— Мы призываем Украину принять меры.\n\n— И скоро?\n\n— Мы призываем Украину спешить.",
    ],
)
def test_i_and_we_are_whoever_speaks_the_paragraph(text: str) -> None:
    assert {e.states for e in events(scene(text)) if e.type == "REQUEST"} == {("UKR", "USA")}
