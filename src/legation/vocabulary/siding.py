"""The words by which the side of a private person or of a bare organ is told (`siding.toml`), checked when
first read.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from legation.vocabulary.tables import BrokenVocabulary


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("legation.vocabulary").joinpath("siding.toml").read_text(encoding="utf-8"))
    for name, words in raw.items():
        if words != sorted(set(words)):
            raise BrokenVocabulary(f"siding.toml: {name} is not sorted or holds a word twice")
        if odd := [word for word in words if word != word.lower().replace("ё", "е")]:
            raise BrokenVocabulary(f"siding.toml: {name} holds {odd[0]!r}, which is no lemma")
    return {name: frozenset(words) for name, words in raw.items()}


def siding(name: str) -> frozenset[str]:
    """The words of one list of `siding.toml`."""
    return _lists()[name]
