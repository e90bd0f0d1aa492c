"""Words that say whether an act happened: those that govern it («намерен посетить») and those beside it
(«якобы»).
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import product
from pathlib import Path

from msgspec import Struct

from legation.vocabulary.acts import BadVocabulary

STATUSES = frozenset({"happened", "ongoing", "planned", "proposed", "denied", "alleged"})


class Hedges(Struct, frozen=True):
    """Lemma → the status that it gives to the act it governs, or that it modifies."""

    governors: dict[str, str]
    modifiers: dict[str, str]


@cache
def hedges() -> Hedges:
    """The hedging words, read once and checked. Raises `BadVocabulary` for an unknown status or a word said
    twice.
    """
    tables: dict[str, dict[str, str]] = {"governors": {}, "modifiers": {}}
    files = [Path(__file__).with_name(name) for name in ("hedging.toml", "hedging_en.toml")]
    read = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    for said, (name, table) in product(read, tables.items()):
        for status, words in said[name].items():
            if status not in STATUSES:
                raise BadVocabulary(
                    f"hedging.toml: {status!r} is no status; expected one of {sorted(STATUSES)}"
                )
            for word in words.replace("ё", "е").split():
                if table.setdefault(word, status) != status:
                    raise BadVocabulary(f"hedging.toml, {name}: {word!r} stands under two statuses")
    return Hedges(tables["governors"], tables["modifiers"])
