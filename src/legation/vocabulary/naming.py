"""The words by which names are told (`naming.toml`), checked when first read."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from legation.vocabulary.tables import BrokenVocabulary


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(files("legation.vocabulary").joinpath("naming.toml").read_text(encoding="utf-8"))
    for name, words in raw.items():
        if words != sorted(set(words)):
            raise BrokenVocabulary(f"naming.toml: {name} is not sorted or holds a word twice")
    return {name: frozenset(words) for name, words in raw.items()}


def naming(name: str) -> frozenset[str]:
    """The words of one list of `naming.toml`."""
    return _lists()[name]
