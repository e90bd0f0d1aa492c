"""Which state well-known places belong to, where a text does not say.

`places.tsv` lists regions and cities other than capitals as the Russian press writes them, `places_en.tsv` as
the English one does, by ISO 3166-1 alpha-3 code. Not listed are regions on whose state the world does not agree and names of more than one
well-known place. Of persons nothing is listed: whom someone speaks for is read, never known beforehand.
"""

from __future__ import annotations

from functools import cache

from legation.vocabulary.tables import BrokenVocabulary, listed, table

PLACES = ("state", "names")


def place_state(name: str) -> str:
    """The ISO code of the state of a region or city, by its nominative; empty if not known."""
    return _places().get(_folded(name), "")


def _folded(name: str) -> str:
    return name.lower().replace("ё", "е").replace("э", "е").replace("йя", "я")


@cache
def _places() -> dict[str, str]:
    return {**_read("places_en.tsv", PLACES), **_read("places.tsv", PLACES)}


def _read(file: str, columns: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table(file, columns):
        for name in listed(row["names"]):
            if found.setdefault(_folded(name), row["state"]) != row["state"]:
                raise BrokenVocabulary(f"{file}: {name!r} stands under two states")
    return found
