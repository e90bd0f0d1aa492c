"""Which numbers say something about a relation between states, read from `measures_figures.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct


class FigureWords(Struct, frozen=True):
    """Lemmas: `measure` by RECORD.md's measures, `nouns` by relation or other, `topics` that are domestic."""

    measure: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    topics: dict[str, frozenset[str]]
    relation: frozenset[str]


@cache
def figure_words() -> FigureWords:
    """The words of figures."""
    raw = tomllib.loads((files("legation.vocabulary") / "measures_figures.toml").read_text(encoding="utf-8"))

    def sets(section: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(words.split()) for name, words in raw[section].items()}

    return FigureWords(
        measure=sets("measure"),
        nouns=sets("nouns"),
        topics=sets("topics"),
        relation=frozenset(raw["relation_words"]["lemmas"].split()),
    )
