"""Units, currencies and comparators of the press, read from `measures.toml` and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from legation.errors import LegationError


class Measures(Struct, frozen=True):
    """Forms in lower case, «ё» as «е».

    `currencies` gives ISO 4217 codes, `adjectives` the code of an adjective's stem with the plain noun's
    code, `times` and `physical` nominative nouns, `comparators` the record's signs by phrase, longest first.
    """

    currencies: dict[str, str]
    signs: dict[str, str]
    adjectives: dict[tuple[str, str], str]
    times: dict[str, str]
    time_factors: dict[str, tuple[float, str]]
    time_adjectives: dict[str, str]
    physical: dict[str, str]
    comparators: dict[tuple[str, ...], str]
    words: dict[str, frozenset[str]]


def _forms(entry: str, endings: dict[str, list[str]]) -> list[str]:
    stem, _, kind = entry.partition(":")
    if kind not in endings:
        raise LegationError(
            f"measures.toml: «{entry}» has the class «{kind}», expected one of {sorted(endings)}"
        )
    return [stem + ending for ending in endings[kind]]


def _declined(table: dict[str, str], endings: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, entries in table.items():
        for entry in entries.split():
            for form in _forms(entry, endings):
                if found.setdefault(form, meaning) != meaning:
                    raise LegationError(f"measures.toml: «{form}» means {found[form]} and {meaning}")
    return found


@cache
def measures() -> Measures:
    """The measures. Raises `LegationError` where the file contradicts itself."""
    raw: dict[str, Any] = tomllib.loads(
        (files("legation.vocabulary") / "measures.toml").read_text(encoding="utf-8")
    )
    endings = {kind: forms.split(" ") for kind, forms in raw["endings"].items()}
    phrases = {
        tuple(phrase.replace("-", " - ").split()): sign
        for sign, several in raw["comparators"].items()
        for phrase in several
    }
    return Measures(
        currencies=_declined(raw["currencies"], endings),
        signs=raw["currency_signs"],
        adjectives={
            (stem, code): meant
            for pair, meant in raw["currency_adjectives"].items()
            for stem, code in [pair.split()]
        },
        times=_declined(raw["times"], endings),
        time_factors={unit: (factor, into) for unit, (factor, into) in raw["time_factors"].items()},
        time_adjectives={
            stem: unit for unit, stems in raw["time_adjectives"].items() for stem in stems.split()
        },
        physical=_declined(raw["physical"], endings),
        comparators=dict(sorted(phrases.items(), key=lambda kv: (-len(kv[0]), kv[0]))),
        words={name: frozenset(forms.split()) for name, forms in raw["words"].items()},
    )
