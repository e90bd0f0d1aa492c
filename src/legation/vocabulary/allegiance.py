"""Which state well-known people speak for and well-known places belong to, where a text does not say.

`leaders.tsv` lists heads of state and government and foreign ministers since 1945, `places.tsv` regions and
cities other than capitals, both as the Russian press writes them, by ISO 3166-1 alpha-3 code (ISO 3166-3 for
former states). Not listed are regions on whose state the world does not agree and names of more than one
well-known place. The column `common` holds the surnames that many people bear: they tell nothing alone.
"""

from __future__ import annotations

from functools import cache

from legation.vocabulary.tables import BrokenVocabulary, listed, table

PLACES = ("state", "names")
LEADERS = ("state", "names", "common")


def leader_state(name: str) -> str:
    """The ISO code of the state that a leader speaks for, by full name or surname; empty if not known."""
    return _leaders().get(_folded(name), "")


def place_state(name: str) -> str:
    """The ISO code of the state of a region or city, by its nominative; empty if not known."""
    return _places().get(_folded(name), "")


def _folded(name: str) -> str:
    return name.lower().replace("ё", "е").replace("э", "е").replace("йя", "я")


@cache
def _places() -> dict[str, str]:
    return _read("places.tsv", PLACES)


@cache
def _leaders() -> dict[str, str]:
    """Full names, and the surnames that only leaders of one state and few others bear."""
    whole = _read("leaders.tsv", LEADERS)
    common = {_folded(name) for row in table("leaders.tsv", LEADERS) for name in listed(row["common"])}
    bearers: dict[str, set[str]] = {}
    for name, state in whole.items():
        words = name.split(" ")
        if len(words) == 2 and len(words[1]) > 3:
            bearers.setdefault(words[1], set()).add(state)
    alone = {n: states.pop() for n, states in bearers.items() if len(states) == 1 and n not in common}
    return {**alone, **whole}


def _read(file: str, columns: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table(file, columns):
        for name in listed(row["names"]):
            if found.setdefault(_folded(name), row["state"]) != row["state"]:
                raise BrokenVocabulary(f"{file}: {name!r} stands under two states")
    return found
