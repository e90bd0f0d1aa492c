"""States of the world, former ones too, in the forms that the Russian and English press uses.

Codes are ISO 3166-1 alpha-3, and ISO 3166-3 for former states (`SUN`, `CSK`, `DDR` …); Kosovo is `XKX`.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from legation.errors import UnknownName
from legation.vocabulary.tables import listed, table

COLUMNS = (
    "code",
    "ru_names",
    "ru_adjectives",
    "ru_demonyms",
    "ru_capitals",
    "ru_periphrases",
    "en_names",
    "en_adjectives",
    "en_demonyms",
    "en_capitals",
)
FORMER = frozenset({"SUN", "YUG", "SCG", "CSK", "DDR", "YMD", "VDR"})


class State(Struct, frozen=True):
    """One state. Names stand in the nominative, the usual short one first.

    `demonyms` are (man, woman, people) in Russian and (one, many) in English. `capitals` may mean the
    government («Токио заявил») or the city; a former capital is among them.
    """

    code: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[tuple[str, ...], ...]
    capitals: tuple[str, ...]
    periphrases: tuple[str, ...]
    en_names: tuple[str, ...]
    en_adjectives: tuple[str, ...]
    en_demonyms: tuple[tuple[str, ...], ...]
    en_capitals: tuple[str, ...]

    @property
    def former(self) -> bool:
        """Whether the state exists no more."""
        return self.code in FORMER


def _demonyms(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split("/")) for entry in listed(cell))


@cache
def states() -> dict[str, State]:
    """All states by code."""
    return {
        row["code"]: State(
            code=row["code"],
            names=listed(row["ru_names"]),
            adjectives=listed(row["ru_adjectives"]),
            demonyms=_demonyms(row["ru_demonyms"]),
            capitals=listed(row["ru_capitals"]),
            periphrases=listed(row["ru_periphrases"]),
            en_names=listed(row["en_names"]),
            en_adjectives=listed(row["en_adjectives"]),
            en_demonyms=_demonyms(row["en_demonyms"]),
            en_capitals=listed(row["en_capitals"]),
        )
        for row in table("states.tsv", COLUMNS)
    }


def folded(name: str) -> str:
    """A name as it is looked up: no case, «ё» as «е», one kind of dash and apostrophe, no blanks around."""
    plain = name.casefold().replace("ё", "е").replace("’", "'").replace("–", "-").replace("—", "-")
    return " ".join(plain.split())


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in states():
        found[folded(code)] = code
    for code, state in states().items():
        for name in (*state.names, *state.en_names, *state.periphrases):
            found.setdefault(folded(name), code)
    for code, state in states().items():
        for name in (*state.capitals, *state.en_capitals, *state.adjectives, *state.en_adjectives):
            found.setdefault(folded(name), code)
    return found


def lookup(name: str) -> str:
    """The code of the state that `name` names: an ISO code, a Russian or English name, in any case.

    Capitals and adjectives are understood as well. Raises `UnknownName` with the nearest guesses.
    """
    code = _by_name().get(folded(name))
    if code:
        return code
    from rapidfuzz import fuzz, process

    near = process.extract(folded(name), list(_by_name()), scorer=fuzz.WRatio, limit=8, score_cutoff=60)
    guesses: dict[str, str] = {}
    for found, _, _ in near:
        guesses.setdefault(_by_name()[found], states()[_by_name()[found]].en_names[0])
    hint = ", ".join(f"{code} ({name_of})" for code, name_of in list(guesses.items())[:3])
    raise UnknownName(
        f"no state is called {name!r}; "
        + (f"did you mean {hint}?" if hint else "give an ISO 3166 code or a name.")
    )


def name_of(code: str, language: str = "ru") -> str:
    """The usual short name of a state in Russian (`ru`) or English (`en`); the code itself if unknown."""
    state = states().get(code)
    if state is None:
        return code
    return (state.names if language == "ru" else state.en_names)[0]
