"""Names that stand inside the name of a body: «МИД России» also speaks of Russia, «мэрия Риги» of Riga."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from legation.resolution.spelling import fold, stem
from legation.vocabulary.states import states

_WORD = re.compile(r"[\w'’-]+")
LONGEST = 4  # words of a name of a state or place
Stems = tuple[str, ...]


def stems_of(name: str) -> Stems:
    """A name by the stems of its words, as it is looked for inside another."""
    return tuple(stem(fold(word)) for word in _WORD.findall(name))


@cache
def _states() -> Mapping[Stems, str]:
    found: dict[Stems, str] = {}
    for code, state in states().items():
        for name in state.names:
            if name[:1].isupper():
                found.setdefault(stems_of(name), code)
    return found


def inner_names(
    texts: Iterable[str], places: Mapping[Stems, str]
) -> Iterator[tuple[str, int, int, str, str]]:
    """For each text the states and places named inside it: text, start, end, their own words, the actor.

    `places` are the actors of places by the stems of their names. Only words written with a capital count,
    and never the text as a whole.
    """
    for text in texts:
        words = list(_WORD.finditer(text))
        stems = [stem(fold(word.group())) for word in words]
        at = 0
        while at < len(words):
            for length in range(min(LONGEST, len(words) - at), 0, -1):
                key = tuple(stems[at : at + length])
                actor = _states().get(key) or places.get(key)
                if actor and length < len(words) and words[at].group()[0].isupper():
                    start, end = words[at].start(), words[at + length - 1].end()
                    yield text, start, end, text[start:end], actor
                    at += length
                    break
            else:
                at += 1
