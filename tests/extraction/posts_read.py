"""The tenures that a text is read to hold, for the tests of tenures."""

from __future__ import annotations

from functools import cache

from legation.extraction.cast import cast_of
from legation.extraction.scene import Scene
from legation.extraction.tenures import tenures
from legation.language import mark
from legation.record import Document, Tenure


@cache
def read(text: str, published: str = "") -> tuple[Tenure, ...]:
    """The tenures of a text."""
    markup = mark(Document(text=text, name="test", published=published))
    return tenures(Scene(markup=markup, mentions=cast_of(markup)))


def told(text: str) -> list[tuple[str, str, str]]:
    """Each tenure as person, office and whose it is."""
    return [(t.person, t.office, t.of) for t in read(text)]
