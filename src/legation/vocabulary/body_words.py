"""Words in names of bodies: short names of organs, words for kinds; `body_words.toml`, read and checked."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

from msgspec import Struct

from legation.errors import BadInput


class BodyWords(Struct, frozen=True):
    """`organs` spells short names out; `organ` are names that need a state; `generic` part no names."""

    organs: dict[str, str]
    organ: frozenset[str]
    generic: frozenset[str]


@functools.cache
def body_words() -> BodyWords:
    """The words, read once. Raises BadInput where a list is missing or empty."""
    raw = tomllib.loads(resources.files("legation.vocabulary").joinpath("body_words.toml").read_text("utf-8"))
    lists = {name: frozenset(w.strip() for w in cell.split(",")) for name, cell in raw["kinds"].items()}
    if set(lists) != {"organ", "generic"} or "" in lists["organ"] | lists["generic"] or not raw["organs"]:
        raise BadInput("body_words.toml: [organs] and [kinds] with `organ` and `generic` are expected")
    return BodyWords(raw["organs"], lists["organ"], lists["generic"])
