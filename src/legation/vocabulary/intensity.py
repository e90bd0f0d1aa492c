"""How cooperative or hostile acts are, and the words by which one side calls another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from legation.vocabulary.tables import BrokenVocabulary

COUNTED = ("happened", "ongoing")  # what is planned, proposed, denied or alleged has no weight yet


_EACH_OTHER = re.compile(r"\bдруг (?:\w{1,3} )?друг", re.IGNORECASE)


class Epithet(NamedTuple):
    """A word for the other side, with the adjectives before it: its kind and place in the words quoted."""

    kind: str
    start: int
    end: int


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("legation.vocabulary") / name).read_text("utf-8"))


@cache
def intensities() -> dict[str, float]:
    """The weight of each type of act, −10 (conflict) to 10 (cooperation)."""
    found = _file("intensity.toml")
    if any(not isinstance(value, float) or abs(value) > 10 for value in found.values()):
        raise BrokenVocabulary("intensity.toml: each type has one number from -10 to 10")
    return found


@cache
def _begins() -> tuple[str, ...]:
    return tuple(begin for begins in _file("epithets.toml")["heads"].values() for begin in begins)


@cache
def _pattern() -> re.Pattern[str]:
    data = _file("epithets.toml")
    heads = [
        f"(?P<{kind}>(?:{'|'.join(map(re.escape, begins))})\\w{{0,{data['ending']}}})"
        for kind, begins in data["heads"].items()
    ]
    adjective = r"\w{3,}(?:[ыио][йех]|[оеы]го|[оеыи]му?|[аяо][яей]|[ыио]ми|[ую]ю|ic|al|ing|able|ed)"
    return re.compile(
        rf"\b(?:(?:{adjective}|самый|близкий|our|closest|close|old)\s+){{0,3}}(?:{'|'.join(heads)})\b",
        re.IGNORECASE,
    )


@lru_cache(8_192)
def epithets(words: str) -> tuple[Epithet, ...]:
    """The words in a quotation that say what a side is to another: «стратегический партнёр»."""
    lower = words.lower()
    called = [begin for begin in _begins() if begin in lower]
    if not called:
        return ()  # as in most: looking for adjectives takes long
    return tuple(_found(words, *_around(lower, called, len(words))))


def _around(lower: str, called: Iterable[str], length: int) -> tuple[int, int]:
    """Between which characters all that is called so must stand, with its adjectives: three words at most."""
    if len(lower) != length:  # a letter or two change their length
        return 0, length
    first, last = min(map(lower.find, called)), max(map(lower.rfind, called))
    before = lower[:first].rsplit(None, 4)
    return len(before[0]) if len(before) > 4 else 0, last + len(lower[last:].split(None, 1)[0])


def _found(words: str, start: int, end: int) -> Iterator[Epithet]:
    for match in _pattern().finditer(words, start, end):
        kind = next(name for name, value in match.groupdict().items() if value)
        if not (_other(match[0]) or _EACH_OTHER.search(words, max(match.start() - 6, 0), match.end() + 6)):
            yield Epithet(kind, match.start(), match.end())


def _other(words: str) -> bool:
    """«Другой» is no friend, «друг друга» is «each other»."""
    last = words.split()[-1].lower()
    return bool(re.fullmatch(r"друг(?:ой|ая|ое|ие|ого|ому|им|их|ими|ую|ом)?", last)) and last not in ("друг",)
