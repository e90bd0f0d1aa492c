"""Names set right: bodies with their owners, and what only looks like a body."""

from __future__ import annotations

import pytest

from legation.language.russian import mark
from legation.record import Document


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Глава японского МИДа прибыл в Москву.", ["японского МИДа", "Москву"]),
        ("В российском министерстве финансов опровергли эти сведения.", ["российском министерстве финансов"]),
        ("Экипаж корабля «Союз» вернулся на Землю.", ["Землю"]),
    ],
)
def test_bodies_with_their_owners_and_no_vessels(text: str, names: list[str]) -> None:
    marked = mark(Document(text=text, name="sentence"))
    assert [text[name.start : name.end] for name in marked.names] == names
