"""Names of people in every case, back to the nominative."""

from __future__ import annotations

import pytest

from legation.extraction.people_names import NameWord, Seen, nominative
from legation.extraction.people_readings import repaired


def back(text: str, case: str, gender: str = "") -> str:
    words = tuple(NameWord(word, case, gender) for word in text.split())
    return " ".join(nominative(words, Seen.of(words))[0])


@pytest.mark.parametrize(
    ("text", "case", "name"),
    [
        ("Сергеем Лавровым", "Ins", "Сергей Лавров"),
        ("Марией Захаровой", "Ins", "Мария Захарова"),
        ("Касым-Жомарта Токаева", "Gen", "Касым-Жомарт Токаев"),
        ("Ким Чен-ына", "Gen", "Ким Чен-ын"),
        ("Аун Сан Су-джи", "Gen", "Аун Сан Су-джи"),
        ("Ангелы Меркель", "Gen", "Ангела Меркель"),
        ("Си Цзиньпину", "Dat", "Си Цзиньпин"),
        ("Бана Ки Муна", "Gen", "Бан Ки Мун"),
        ("Синдзо Абэ", "Gen", "Синдзо Абэ"),
        ("Муаммара Каддафи", "Gen", "Муаммар Каддафи"),
        ("Реджепом Тайипом Эрдоганом", "Ins", "Реджеп Тайип Эрдоган"),
        ("Владимиру Зеленскому", "Dat", "Владимир Зеленский"),
        ("Терезы Мэй", "Gen", "Тереза Мэй"),
        ("Айману аль-Завахири", "Dat", "Айман аль-Завахири"),
        ("Джорджа Буша-младшего", "Gen", "Джордж Буш-младший"),
        ("Хамида Карзая", "Gen", "Хамид Карзай"),
        ("Н.А. Назарбаевым", "Ins", "Н.А. Назарбаев"),
        ("Марин Ле Пен", "Ins", "Марин Ле Пен"),
    ],
)
def test_back_to_the_nominative(text: str, case: str, name: str) -> None:
    assert back(text, case) == name


def test_a_nominative_elsewhere_settles_what_an_ending_leaves_open() -> None:
    there = NameWord("Суги", "Gen"), NameWord("Суга", "Nom")
    assert nominative(there[:1], Seen.of(there))[0] == ("Суга",)


def test_a_vowel_that_flees_comes_back() -> None:
    there = NameWord("Лисовца", "Gen"), NameWord("Лисовец", "Nom")
    assert nominative(there[:1], Seen.of(there))[0] == ("Лисовец",)


@pytest.mark.parametrize(
    ("slip", "word"), [("Нуrtлеу", "Нуртлеу"), ("Mосква", "Москва"), ("Komatsu", "Komatsu")]
)
def test_latin_letters_inside_a_russian_word_are_repaired(slip: str, word: str) -> None:
    assert repaired(slip) == word
