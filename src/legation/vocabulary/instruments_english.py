"""Instruments in English and what is said of them, read once from `instruments_en.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

from legation.errors import LegationError
from legation.vocabulary.instruments import KINDS


class EnglishInstruments(Struct, frozen=True):
    """`kinds` gives the kind of each noun, `needed` the words that a noun must have beside it."""

    kinds: dict[str, str]
    needed: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    telling: dict[str, frozenset[str]]


@cache
def english_instruments() -> EnglishInstruments:
    """The vocabulary. Raises LegationError for a kind that RECORD.md does not know."""
    raw = tomllib.loads(Path(__file__).with_name("instruments_en.toml").read_text(encoding="utf-8"))
    if unknown := sorted(set(raw["kinds"]) - set(KINDS)):
        raise LegationError(f"instruments_en.toml: {unknown} are no kinds; use {', '.join(KINDS)}")

    def lists(section: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(said.split()) for name, said in raw[section].items()}

    return EnglishInstruments(
        kinds={noun: kind for kind, listed in raw["kinds"].items() for noun in listed.split()},
        needed=lists("needed"),
        words=lists("words"),
        telling=lists("telling"),
    )
