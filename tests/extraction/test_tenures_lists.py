"""Posts of several states told in one phrase: each person holds the post of his own state."""

from __future__ import annotations

from legation.extraction import extract
from legation.language import mark
from legation.record import Document


def test_ministers_of_two_states() -> None:
    text = "Министры иностранных дел Швеции и Финляндии Тобиас Бильстрём и Пекка Хаависто были в Осло."
    reading = extract(mark(Document(text=text, name="page")))
    assert {(t.person, t.of) for t in reading.tenures} == {
        ("Тобиас Бильстрём", "SWE"),
        ("Пекка Хаависто", "FIN"),
    }
