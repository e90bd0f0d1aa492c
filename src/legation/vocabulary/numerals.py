"""Russian numerals in words, read from `numerals.toml` and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import LegationError


class NumeralWords(Struct, frozen=True):
    """Forms in lower case, «ё» as «е», with the numbers they mean.

    `scales` multiply («тысяч»), `wholes` stand alone («полмиллиона»), `vague` are many without a number,
    `prefixes` begin compound words («шести» in «шестидневный»).
    """

    cardinals: dict[str, float]
    scales: dict[str, float]
    wholes: dict[str, float]
    vague: frozenset[str]
    ordinals: dict[str, int]
    prefixes: dict[str, float]


def _numbered(table: dict[str, str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for number, forms in table.items():
        for form in forms.split():
            if found.setdefault(form, float(number)) != float(number):
                raise LegationError(f"numerals.toml: «{form}» stands for {found[form]} and for {number}")
    return found


@cache
def numeral_words() -> NumeralWords:
    """The numerals. Raises `LegationError` where the file gives one form two numbers."""
    raw = tomllib.loads((files("legation.vocabulary") / "numerals.toml").read_text(encoding="utf-8"))
    own = raw["ordinal_words"]
    endings = own.pop("endings").split()
    ordinals = {stem + ending: int(number) for number, stem in raw["ordinals"].items() for ending in endings}
    ordinals |= {form: int(number) for number, forms in own.items() for form in forms.split()}
    return NumeralWords(
        cardinals=_numbered(raw["cardinals"]),
        scales=_numbered(raw["scales"]),
        wholes=_numbered(raw["wholes"]),
        vague=frozenset(raw["vague"]["words"].split()),
        ordinals=ordinals,
        prefixes=_numbered(raw["prefixes"]),
    )
