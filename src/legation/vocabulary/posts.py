"""Posts and how they are held: the words of `posts.toml`, checked when first read.

The lists were written for Legation out of the usage of the Russian press.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import LegationError

_ENDING = re.compile(r"(?:ыми|ими|ого|его|ому|ему|ый|ий|ой|ым|им|ом|ем|ая|яя|ую|юю|ей|ые|ие|ых|их|ое|ее)$")


class Posts(Struct, frozen=True, kw_only=True):
    """The words by list: `nouns["public"]` … as in the file.

    `same` holds the names of posts that are called in several ways, cut by `cut`, with their class; by
    their first words.
    """

    nouns: dict[str, frozenset[str]]
    modifiers: dict[str, frozenset[str]]
    prepositions: dict[str, frozenset[str]]
    holding: dict[str, frozenset[str]]
    owners: dict[str, frozenset[str]]
    generic: frozenset[str]
    crowned: frozenset[str]
    reigns: dict[str, str]
    possessed: dict[str, frozenset[str]]
    leads: dict[str, frozenset[str]]
    houses: dict[str, str]
    of_bodies: dict[str, frozenset[str]]
    same: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@lru_cache(maxsize=50_000)
def stem(adjective: str) -> str:
    """An adjective or participle without its ending, so that all its forms are one."""
    return _ENDING.sub("", adjective.lower().replace("ё", "е"))


@lru_cache(maxsize=50_000)
def cut(phrase: str) -> tuple[str, ...]:
    """The words of a post's name cut to what its forms share, so that names can be compared.

    Hyphened words are cut part by part: a «министр-президент» is no «министр».
    """
    plain = phrase.lower().replace("ё", "е")
    return tuple("-".join(map(_cut_word, word.split("-"))) for word in re.findall(r"[\w-]+", plain))


def _cut_word(word: str) -> str:
    return word[:6] if len(word) > 5 else word[:-1] or word


def words(listed: str) -> tuple[str, ...]:
    """The words of a list: parted by commas or line ends, empty ones dropped."""
    return tuple(word for part in listed.split(",") if (word := " ".join(part.split())))


@cache
def posts() -> Posts:
    """The vocabulary of posts.

    Raises LegationError where a noun stands in two lists or a word has a capital letter or a «ё».
    """
    raw = tomllib.loads(files("legation.vocabulary").joinpath("posts.toml").read_text(encoding="utf-8"))
    lists = {room: {name: words(listed) for name, listed in raw[room].items()} for room in raw}
    for room in lists.values():
        for name, listed in room.items():
            if bad := [w for w in listed if w != w.lower() or "ё" in w]:
                raise LegationError(f"posts.toml: {name}: {bad}: write lemmas in small letters, «е» for «ё»")
    seen: dict[str, str] = {}
    for name, listed in lists["nouns"].items():
        for word in listed:
            if seen.setdefault(word, name) != name:
                raise LegationError(f"posts.toml: {word} stands both in {seen[word]} and in {name}; keep one")
    return Posts(
        nouns=_sets(lists["nouns"]),
        modifiers={
            name: frozenset(listed if name == "titles" else map(stem, listed))
            for name, listed in lists["modifiers"].items()
        },
        prepositions=_sets(lists["prepositions"]),
        holding=_sets(lists["holding"]),
        owners=_sets(lists["owners"]),
        reigns={noun: posts[0] for noun, posts in lists["reigns"].items()},
        possessed=_sets(lists["possessed"]),
        leads=_sets(lists["leads"]),
        houses={house: member for member, listed in lists["houses"].items() for house in listed},
        of_bodies=_sets(lists["of_bodies"]),
        generic=frozenset(lists["generic"]["nouns"]),
        crowned=frozenset(lists["generic"]["crowned"]),
        same=_by_first(lists["same"]),
    )


def _sets(lists: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in lists.items()}


def _by_first(classes: dict[str, tuple[str, ...]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, listed in classes.items():
        for phrase in listed:
            entry = cut(phrase)
            found.setdefault(entry[0], []).append((entry, name))
    return {first: tuple(entries) for first, entries in found.items()}
