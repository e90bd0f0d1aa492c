"""Words that tell one happening from another: manners, levels, ordinals; `happening_words.toml`, checked."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from msgspec import Struct

from legation.errors import BadInput


class HappeningWords(Struct, frozen=True):
    """Beginnings of words: by manner, by level, by ordinal number; what is counted; what says nothing.

    `english` are English words that say nothing, `means` what other English words mean in Russian.
    `gatherings` are forms of coming together within one text, `prolonging` tell of an act going on for
    longer, `once_more` are adverbs; `sent` is what each of several sends, `coming` are those who visit.
    """

    manners: dict[str, tuple[str, ...]]
    levels: dict[str, tuple[str, ...]]
    ordinals: dict[int, str]
    counted: tuple[str, ...]
    generic: tuple[str, ...]
    small: frozenset[str]
    english: frozenset[str]
    means: dict[str, str]
    gatherings: dict[str, tuple[str, ...]]
    prolonging: tuple[str, ...]
    sent: tuple[str, ...]
    once_more: tuple[str, ...]
    coming: tuple[str, ...]


def _listed(cell: str) -> tuple[str, ...]:
    found = tuple(word.strip() for word in cell.split(","))
    if "" in found or any(word != word.lower() or "ё" in word for word in found):
        raise BadInput(
            f"happening_words.toml: lower-case beginnings of words with «е» are expected: {cell!r}"
        )
    return found


@functools.cache
def happening_words() -> HappeningWords:
    """The words, read once. Raises BadInput where an entry is empty or not in lower case."""
    text = resources.files("legation.vocabulary").joinpath("happening_words.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    text = resources.files("legation.vocabulary").joinpath("happening_words_en.toml").read_text("utf-8")
    english = tomllib.loads(text)
    return HappeningWords(
        {name: _listed(cell) for name, cell in raw["manners"].items()},
        {name: _listed(cell) for name, cell in raw["levels"].items()},
        {int(number): beginning for number, beginning in raw["ordinals"].items()},
        _listed(raw["counted"]["nouns"]),
        _listed(raw["generic"]["words"]),
        frozenset(_listed(raw["generic"]["small"])),
        frozenset(english["generic"]["words"].split()),
        english["means"],
        {name: _listed(cell) for name, cell in raw["gatherings"].items()},
        _listed(raw["prolonging"]["words"]),
        _listed(raw["sent"]["words"]),
        _listed(raw["again"]["words"]),
        _listed(raw["coming"]["nouns"]),
    )
