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
