"""International organisations, blocs, formats, armed groups, well-known organs of states, outlets."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from legation.vocabulary.tables import listed, table

COLUMNS = ("name", "kind", "state", "ru_aliases", "en_names")
KINDS = frozenset({"organisation", "bloc", "format", "armed", "entity", "organ", "company", "outlet"})


class Organisation(Struct, frozen=True):
    """One body under its fullest Russian name, with what else the press calls it.

    `kind` is one of `KINDS`: `entity` is an unrecognised state, `organ` belongs to the state `state`.
    """

    name: str
    kind: str
    state: str
    aliases: tuple[str, ...]
    en_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All Russian names, the fullest first."""
        return (self.name, *self.aliases)


@cache
def organisations() -> tuple[Organisation, ...]:
    """All bodies, sorted by kind and name."""
    return tuple(
        Organisation(
            row["name"], row["kind"], row["state"], listed(row["ru_aliases"]), listed(row["en_names"])
        )
        for row in table("organisations.tsv", COLUMNS)
    )


@cache
def outlet_homes() -> dict[str, str]:
    """The state in which each outlet is at home, by every name of it in small letters."""
    return {
        name.lower(): body.state
        for body in organisations()
        if body.kind == "outlet" and body.state
        for name in (*body.names, *body.en_names)
    }


def home_of(outlet: str) -> str:
    """The state of an outlet: by its name, else by the country at the end of its address; else nothing."""
    name = outlet.strip().lower()
    known = outlet_homes().get(name)
    ending = name.rpartition(".")[2]
    return known or (_countries().get(ending, "") if "." in name and len(ending) == 2 else "")


@cache
def _countries() -> dict[str, str]:
    """ISO alpha-3 codes by alpha-2, in small letters, with the endings of addresses that differ from them."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    found = {two[0].lower(): three for three, two in aliases.items() if len(three) == 3 and three.isalpha()}
    return {**found, "uk": "GBR", "su": "RUS"}
