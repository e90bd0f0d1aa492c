"""Predecessor and successor: bodies that a table links are never joined, and each knows the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from legation.resolution.bodies import known_name
from legation.vocabulary.successions import successions


class Kin(Struct, frozen=True):
    """What came before a body and what after it, with the year: «Лига Наций (1946)»."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@cache
def _kin() -> Mapping[str, Kin]:
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for row in successions():
        if row.after:
            after.setdefault(known_name(row.before), []).append(f"{row.after} ({row.year})")
            before.setdefault(known_name(row.after), []).append(f"{row.before} ({row.year})")
    return {name: Kin(tuple(before.get(name, ())), tuple(after.get(name, ()))) for name in {*before, *after}}


def kin_of(names: Iterable[str]) -> Kin:
    """What came before and after the body that has these names."""
    found = [kin for name in names if (kin := _kin().get(known_name(name)))]
    return Kin(
        tuple(dict.fromkeys(name for kin in found for name in kin.before)),
        tuple(dict.fromkeys(name for kin in found for name in kin.after)),
    )
