"""Instruments between sides and what is said of them: the words of `instruments.toml`, checked when read.

The lists were written for Legation out of the usage of the Russian press; the kinds are RECORD.md's.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import LegationError
from legation.vocabulary.posts import cut, stem, words

KINDS = (
    "treaty",
    "agreement",
    "memorandum",
    "joint-statement",
    "declaration",
    "programme",
    "exchange-of-notes",
    "resolution",
    "contract",
    "concept",
)


class Instruments(Struct, frozen=True, kw_only=True):
    """`kinds` gives the kind of each noun, `needed` the words that a noun must have beside it.

    `named` are the stems of adjectives that name an instrument without a complement, `never` words that
    make it a matter of one side, `private` those that do so unless two states sign it, `commercial` those of
    a «договор» that is a contract; `firms` (cut) the nouns of parties that are no state's organ;
    `complements` and `telling` are the lists of the file.
    """

    kinds: dict[str, str]
    needed: dict[str, frozenset[str]]
    named: frozenset[str]
    never: frozenset[str]
    private: frozenset[str]
    commercial: frozenset[str]
    firms: frozenset[str]
    complements: dict[str, frozenset[str]]
    telling: dict[str, frozenset[str]]


@cache
def instruments() -> Instruments:
    """The vocabulary of instruments. Raises LegationError for a kind that RECORD.md does not know."""
    raw = tomllib.loads(files("legation.vocabulary").joinpath("instruments.toml").read_text(encoding="utf-8"))
    if unknown := sorted(set(raw["kinds"]) - set(KINDS)):
        raise LegationError(f"instruments.toml: {unknown} are no kinds of agreements; use {', '.join(KINDS)}")
    return Instruments(
        kinds={noun: kind for kind, listed in raw["kinds"].items() for noun in words(listed)},
        needed={noun: frozenset(words(listed)) for noun, listed in raw["needed"].items()},
        named=frozenset(map(stem, words(raw["never"]["names"]))),
        never=frozenset(words(raw["never"]["words"])),
        private=frozenset(words(raw["never"]["private"])),
        commercial=frozenset(words(raw["never"]["commercial"])),
        firms=frozenset(part for noun in words(raw["never"]["firms"]) for part in cut(noun)),
        complements={name: frozenset(words(listed)) for name, listed in raw["complements"].items()},
        telling={name: frozenset(words(listed)) for name, listed in raw["telling"].items()},
    )
