"""Which numbers say something about a relation between states, from the `measures_figures` tables."""

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
    russian, english = (_lists(name) for name in ("measures_figures.toml", "measures_figures_en.toml"))

    def sets(section: str) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(words.split()) | frozenset(english[section].get(name, "").split())
            for name, words in russian[section].items()
        }

    return FigureWords(
        measure=sets("measure"),
        nouns=sets("nouns"),
        topics=sets("topics"),
        relation=sets("relation_words")["lemmas"],
    )


def _lists(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files("legation.vocabulary") / name).read_text(encoding="utf-8"))
