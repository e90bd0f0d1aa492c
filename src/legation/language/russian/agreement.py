"""Relative clauses hung on the noun that «который» agrees with, where the syntax model chose another.

In «убийство полицейским британца, которое произошло» the model takes the nearest noun; number and gender say
which noun of the chain it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Features = dict[str, str]
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
CHAIN = frozenset({"nmod", "conj", "appos", "flat:name", "flat:foreign", "obl", "obj"})
UP = 6  # steps from the pronoun to the verb of its clause


def with_agreeing_antecedents(
    words: Sequence[str],
    tags: Sequence[str],
    heads: Sequence[int],
    relations: Sequence[str],
    parsed: Callable[[str], tuple[str, Features]],
) -> list[int]:
    """The heads, each relative clause hanging on a noun that its «который» agrees with, if there is one."""
    found = list(heads)
    for number, word in enumerate(words):
        if word[0] not in "кК" or word[:5].lower() != "котор":
            continue
        verb = _clause_of(number, heads, relations)
        if verb is None:
            continue
        pronoun = parsed(tags[number])[1]
        governor = found[verb]
        joined = governor in (heads[n] for n in range(governor, number) if relations[n] == "conj")
        if _agrees(parsed(tags[governor]), pronoun) or (joined and pronoun.get("Number") == "Plur"):
            continue
        for noun in _chain(governor, number, found, relations):
            if _agrees(parsed(tags[noun]), pronoun):
                found[verb] = noun
                break
    return found


def _clause_of(number: int, heads: Sequence[int], relations: Sequence[str]) -> int | None:
    """The verb of the relative clause that the pronoun stands in."""
    for _ in range(UP):
        if relations[number] == "acl:relcl":
            return number if heads[number] < number else None
        if heads[number] == number:
            return None
        number = heads[number]
    return None


def _chain(noun: int, before: int, heads: Sequence[int], relations: Sequence[str]) -> list[int]:
    """The nouns above this one in its chain of complements, nearest first."""
    found: list[int] = []
    while relations[noun] in CHAIN and heads[noun] < before and len(found) < UP:
        noun = heads[noun]
        found.append(noun)
    return found


def _agrees(noun: tuple[str, Features], pronoun: Features) -> bool:
    part, features = noun
    if part not in NOUNS or features.get("Number") != pronoun.get("Number"):
        return False
    genders = features.get("Gender"), pronoun.get("Gender")
    return pronoun.get("Number") == "Plur" or None in genders or genders[0] == genders[1]
