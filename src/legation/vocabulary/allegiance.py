"""Which state well-known places belong to, where a text does not say.

`places.tsv` lists regions and cities other than capitals as the Russian press writes them, `places_en.tsv`
as the English one does, by ISO 3166-1 alpha-3 code; `towns.tsv` the adjectives and the people of well-known
towns and regions («берлинский», «москвич»). Not listed are regions on whose state the world does not agree
and names of more than one well-known place.
"""

from __future__ import annotations

from functools import cache, lru_cache

from legation.vocabulary.tables import BrokenVocabulary, listed, table

PLACES = ("state", "names")
TOWNS = ("state", "adjectives", "people")


@lru_cache(maxsize=50_000)
def place_state(name: str) -> str:
    """The ISO code of the state of a region or city, by its nominative; empty if not known."""
    return _places().get(_folded(name), "")


def town_state(lemma: str) -> str:
    """The ISO code of the state of a town's adjective or people, by lemma («парижский», «киевлянин»)."""
    return _towns().get(lemma, "")


@cache
def _towns() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("towns.tsv", TOWNS):
        for word in (*listed(row["adjectives"]), *listed(row["people"])):
            if found.setdefault(word, row["state"]) != row["state"]:
                raise BrokenVocabulary(f"towns.tsv: {word!r} stands under two states")
    return found


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
