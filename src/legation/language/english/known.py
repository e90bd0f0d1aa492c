"""Names that the tagger takes for people or bodies and that are states or their people."""

from __future__ import annotations

from functools import cache

from legation.vocabulary.states import states


@cache
def _sides() -> tuple[frozenset[str], frozenset[str]]:
    """Names of states in small letters, and what their people are called."""
    names: set[str] = set()
    people: set[str] = set()
    for state in states().values():
        names.update(name.lower() for name in (*state.en_names, *state.en_capitals))
        people.update(word.lower() for word in state.en_adjectives)
        people.update(word.lower() for several in state.en_demonyms for word in several)
    return frozenset(names), frozenset(people)


def is_side(name: str) -> bool:
    """Whether a name is a state, its capital, or a people («Benin», «Bosnian Serbs»)."""
    names, people = _sides()
    words = name.lower().split()
    return name.lower() in names or all(word in people for word in words)
