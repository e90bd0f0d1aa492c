"""How one name is spelt in several ways: the tables of `transliteration.toml`, read and checked."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec
from msgspec import Struct

from legation.errors import BadInput
from legation.vocabulary.tables import table


class Pinyin(Struct, frozen=True, forbid_unknown_fields=True):
    """Pinyin's syllables as Palladius writes them: initials and finals, and those that stand whole."""

    initials: dict[str, str]
    finals: dict[str, str]
    whole: dict[str, str]


class Syllables(Struct, frozen=True, forbid_unknown_fields=True):
    """The syllables of a language whose names are written syllable by syllable, as the press spells them."""

    initials: dict[str, str]
    vowels: dict[str, str]
    finals: dict[str, str]
    whole: dict[str, str]

    def made(self) -> dict[str, str]:
        """Each syllable with its spelling."""
        found = {
            i + v + f: ri + rv + rf
            for i, ri in self.initials.items()
            for v, rv in self.vowels.items()
            for f, rf in self.finals.items()
        }
        return found | self.whole


class Transliteration(Struct, frozen=True, forbid_unknown_fields=True):
    """The tables, each from a spelling to the one that stands for all; letters are lower-case."""

    lookalikes: dict[str, str]
    alphabets: dict[str, str]
    latin: dict[str, str]
    japanese: dict[str, str]
    hepburn: dict[str, str]
    pinyin: Pinyin
    families: dict[str, dict[str, str]]
    syllables: dict[str, Syllables]

    def __post_init__(self) -> None:
        """Raise BadInput where a table holds an empty or upper-case spelling."""
        tables = {**msgspec.structs.asdict(self), **msgspec.structs.asdict(self.pinyin), **self.families}
        for name, listed in tables.items():
            if name in ("pinyin", "families", "syllables"):
                continue
            for spelling in listed:
                if not spelling or spelling != spelling.lower():
                    raise BadInput(f"transliteration.toml, [{name}]: {spelling!r} must be lower-case letters")


@functools.cache
def transliteration() -> Transliteration:
    """The tables, read once."""
    text = resources.files("legation.vocabulary").joinpath("transliteration.toml").read_text("utf-8")
    try:
        return msgspec.convert(tomllib.loads(text), Transliteration)
    except msgspec.ValidationError as wrong:
        raise BadInput(f"transliteration.toml: {wrong}") from wrong


@functools.cache
def western_names() -> dict[str, str]:
    """Western names whose Russian spelling no table of letters gives («george» is «джордж»)."""
    return {row["latin"]: row["russian"] for row in table("western_names.tsv", ("latin", "russian"))}
