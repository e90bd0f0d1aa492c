"""Places that have several names: «Петербург», «Подмосковье», Астана when it was «Нур-Султан»."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from legation.errors import BadInput


@cache
def place_names() -> dict[str, str]:
    """Each name of `words/place_names.tsv` with the name of its place, itself included.

    Raises BadInput where one name is given to two places.
    """
    found: dict[str, str] = {}
    text = files("legation.vocabulary").joinpath("words/place_names.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        name, _, others = line.partition("\t")
        for other in (name, *filter(None, (part.strip() for part in others.split(";")))):
            if found.setdefault(other, name) != name:
                raise BadInput(f"place_names.tsv: «{other}» is given to «{found[other]}» and to «{name}».")
    return found
