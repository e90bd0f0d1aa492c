"""Which mentions of persons, bodies and places a record lists, and which of them are one actor."""

from typing import Any

import pytest

from legation.record import Document, Mention, Passage, Reading
from legation.record.tables import input_tables
from legation.resolution import resolve
from legation.resolution.inside import inner_names, stems_of
from legation.vocabulary.place_names import place_names

Told = tuple[str, str, str, str]


def read(text: str, *told: Told) -> tuple[Document, Reading]:
    """A document with a mention of each (words, kind, name, how)."""
    whole = Passage(start=0, end=len(text), published="2021-05-04")
    document = Document(text=text, name=text[:9], published="2021-05-04", passages=(whole,))
    mentions = tuple(
        Mention(start=at, end=at + len(words), first=0, last=0, head=0, kind=kind, name=name, how=how)
        for words, kind, name, how in told
        for at in [text.index(words)]
    )
    return document, Reading(document_id=document.id, mentions=mentions)


def mentions(*pages: tuple[Document, Reading]) -> list[tuple[str, str, str]]:
    """The words, the actor's name (a state's code) and how it was resolved, of every mention."""
    record: dict[str, list[dict[str, Any]]] = {
        name: rows.to_pylist() for name, rows in resolve(input_tables(pages)).items()
    }
    names = {actor["id"]: actor["name"] for actor in record["actors"]}
    return [(m["text"], names.get(m["actor"], m["actor"]), m["how"]) for m in record["mention_actors"]]


def test_a_state_and_a_city_inside_the_name_of_a_body_are_mentions_too() -> None:
    page = read(
        "Мэрия Риги ответила МИД Норвегии. Рига ждёт.",
        ("Мэрия Риги", "body", "Мэрия Риги", "name"),
        ("МИД Норвегии", "body", "МИД Норвегии", "name"),
        ("Рига", "place", "Рига", "name"),
    )
    found = mentions(page)
    assert ("Норвегии", "NOR", "inside") in found
    assert ("Риги", "Рига", "inside") in found


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("посольство Республики Корея", ["Республики Корея"]),
        ("Норвегия", []),
        ("норвежская компания", []),
        ("Союз Италии и Норвегии", ["Италии", "Норвегии"]),
        ("Лига плова", []),
    ],
)
def test_what_stands_inside(text: str, inside: list[str]) -> None:
    assert [words for _, _, _, words, _ in inner_names([text], {})] == inside


def test_a_place_inside_needs_its_name_in_the_record() -> None:
    assert not list(inner_names(["мэрия Бергена"], {}))
    assert [row[3] for row in inner_names(["мэрия Бергена"], {stems_of("Берген"): "a1"})] == ["Бергена"]


def test_a_capital_that_stands_for_its_state_is_named_as_a_city_as_well() -> None:
    one = read("Осло отозвал посла.", ("Осло", "state", "NOR", "capital"))
    other = read("Встреча в Осло.", ("Осло", "place", "Осло", "name"))
    third = read("С Парижем спорить трудно.", ("Парижем", "state", "FRA", "capital"))
    found = mentions(one, other, third)
    assert ("Осло", "NOR", "capital") in found
    assert sum(row[:2] == ("Осло", "Осло") for row in found) == 2
    assert ("Парижем", "Париж", "city") in found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Петербург", "Санкт-Петербург", True),
        ("Подмосковье", "Московская область", True),
        ("Алма-Ата", "Алматы", True),
        ("Москва", "Московская область", False),
        ("Приморье", "Приморский край", True),
    ],
)
def test_places_of_several_names(one: str, other: str, same: bool) -> None:
    pages = [read(f"Был {name}.", (name, "place", name, "name")) for name in (one, other)]
    assert (len({name for _, name, _ in mentions(*pages)}) == 1) is same


def test_an_abbreviation_and_the_name_beside_it_in_one_text_are_one() -> None:
    full = "Ригельский завод насосов"
    together = read(
        f"{full} растёт. РЗН нанимает.", (full, "body", full, "name"), ("РЗН", "body", "РЗН", "name")
    )
    assert len({name for _, name, how in mentions(together) if how == "name"}) == 1
    apart = [read(f"Это {name}.", (name, "body", name, "name")) for name in (full, "РЗН")]
    assert len({name for _, name, how in mentions(*apart) if how == "name"}) == 2


def test_no_name_is_given_to_two_places() -> None:
    assert place_names()["Питер"] == place_names()["Санкт-Петербург"] == "Санкт-Петербург"
