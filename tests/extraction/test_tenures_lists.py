"""Posts of several states told in one phrase: each person holds the post of his own state."""

from __future__ import annotations

import pytest

from legation.extraction import cast_of, extract
from legation.language import mark
from legation.record import Document


def test_ministers_of_two_states() -> None:
    text = "Министры иностранных дел Швеции и Финляндии Тобиас Бильстрём и Пекка Хаависто были в Осло."
    reading = extract(mark(Document(text=text, name="page")))
    assert {(t.person, t.of) for t in reading.tenures} == {
        ("Тобиас Бильстрём", "SWE"),
        ("Пекка Хаависто", "FIN"),
    }


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Министры обороны Японии и Филиппин Гэн Накатани и Гилберто Теодоро подписали соглашение.",
            {("Гэн Накатани", "JPN"), ("Гилберто Теодоро", "PHL")},
        ),
        (
            "Главы МИД Перу и Чили Хуан Перес и Луис Гомес встретились в Лиме.",
            {("Хуан Перес", "PER"), ("Луис Гомес", "CHL")},
        ),
        (
            "Финский и шведский министры Пекка Хаависто и Тобиас Бильстрём были в Осло.",
            {("Пекка Хаависто", "FIN"), ("Тобиас Бильстрём", "SWE")},
        ),
    ],
)
def test_who_acts_in_a_list_is_of_the_state_in_his_place(text: str, posts: set[tuple[str, str]]) -> None:
    reading = extract(mark(Document(text=text, name="page", published="2024-05-05")))
    assert {(t.person, t.of) for t in reading.tenures} == posts
    people = [m for m in cast_of(mark(Document(text=text, name="page"))) if m.kind == "person"]
    assert {(m.name, m.state) for m in people} == posts


def test_who_visits_a_state_is_of_the_other_and_history_is_not_dated_by_its_first_day() -> None:
    text = (
        "Дипломатические отношения между Японией и Монголией были установлены 24 февраля 1972 года. "
        "Япония стала крупнейшим донором Монголии. В 1998 году президент Н. Багабанди посетил Токио. "
        "В ноябре 2022 года президент Ухнаагийн Хурэлсух совершил визит в Японию, где встретился с "
        "премьер-министром Фумио Кисидой. Император Нарухито и императрица Масако посетили Монголию в июле "
        "2025 года. Монголия поддерживает Японию."
    )
    found = {t.person: (t.of, t.when) for t in extract(mark(Document(text=text, name="page"))).tenures}
    assert found["Н. Багабанди"] == ("MNG", "1998")
    assert found["Ухнаагийн Хурэлсух"] == ("MNG", "2022-11")
    assert found["Нарухито"] == ("JPN", "2025-07")
    assert found["Фумио Кисида"][1] == "2022-11"


def test_whose_spokesman_tells_an_act_is_of_who_acts_and_speaks_for_it() -> None:
    text = (
        "Власти Японии ввели ограничения в отношении организаций из России и Китая, сообщил генеральный "
        "секретарь кабинета министров Ёсимаса Хаяси. «Мы продолжим давление на Россию», – сказал он."
    )
    reading = extract(mark(Document(text=text, name="page", published="2024-11-12")))
    assert {(t.person, t.of) for t in reading.tenures} == {("Ёсимаса Хаяси", "JPN")}
    assert {(s.speaker, s.speaker_state) for s in reading.statements} == {("Ёсимаса Хаяси", "JPN")}


def test_a_post_after_and_is_anothers() -> None:
    text = "Контракт подписали министр обороны Греции Никос Дендиас и посол Франции."
    reading = extract(mark(Document(text=text, name="page", published="2024-11-12")))
    assert [(t.person, t.of) for t in reading.tenures] == [("Никос Дендиас", "GRC")]


@pytest.mark.parametrize("parted", [", ", "\n— ", "\n2. "])
def test_a_row_of_those_who_held_one_post(parted: str) -> None:
    first = "\n— " if "\n" in parted else " "
    text = f"Послы Туркменистана в Китае:{first}Мурад Назаров (2008–2010){parted}Парахат Дурдыев (с 2021 г.)"
    reading = extract(mark(Document(text=text, name="page")))
    assert [(t.person, t.of, t.when) for t in reading.tenures] == [
        ("Мурад Назаров", "TKM", "2008/2010"),
        ("Парахат Дурдыев", "TKM", "2021/.."),
    ]


def test_a_colon_after_a_post_makes_no_row() -> None:
    text = "Президенты стран Азии: Хуан Перес и Луис Гомес встретились."
    assert extract(mark(Document(text=text, name="page"))).tenures == ()


def test_a_known_leader_is_not_of_the_state_that_was_named_last() -> None:
    text = "Посол Италии Клаудио Таффури приехал в Баку. Президент Ильхам Алиев прибыл в Черноббио."
    reading = extract(mark(Document(text=text, name="page", published="2020-02-20")))
    (aliyev,) = (t for t in reading.tenures if t.person == "Ильхам Алиев")
    assert aliyev.of == "AZE"
    assert "of" in aliyev.derived


def test_the_rank_of_an_envoy_is_part_of_the_post() -> None:
    text = "Юн ТАКАГИ, Чрезвычайный и Полномочный Посол Японии в Казахстане, посетил Астану."
    (tenure,) = extract(mark(Document(text=text, name="page", published="2020-02-20"))).tenures
    assert (tenure.person, tenure.of) == ("Юн Такаги", "JPN")
    assert tenure.office == "Чрезвычайный и Полномочный Посол Японии в Казахстане"
