"""The words with which Russian tells time, read from `calendar.toml` and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import LegationError


class Calendar(Struct, frozen=True):
    """Forms in lower case, «ё» as «е», each with what it means.

    Months are 1 to 12, weekdays ISO 1 to 7, seasons EDTF codes 21 to 24, units English names,
    determiners one of last, before_last, this, next and that, days a number of days from today.
    """

    months: dict[str, int]
    month_adjectives: dict[str, int]
    seasons: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    determiners: dict[str, str]
    days: dict[str, int]
    words: dict[str, frozenset[str]]
    ordinals: dict[str, int]
    decades: dict[str, int]


def _numbered(table: dict[str, str]) -> dict[str, int]:
    return {form: int(number) for number, forms in table.items() for form in forms.split()}


def _listed(forms: str) -> dict[str, int]:
    """«1=a b;2=c» as a table."""
    return _numbered(dict(entry.split("=", 1) for entry in forms.split(";")))


@cache
def calendar() -> Calendar:
    """The calendar's words. Raises `LegationError` where the file gives one form two meanings."""
    raw = tomllib.loads((files("legation.vocabulary") / "calendar.toml").read_text(encoding="utf-8"))
    words = raw["words"]
    ordinals, decades = _listed(words.pop("half_ordinals")), _listed(words.pop("decades"))
    endings = raw["endings"]["adjective"].split()
    adjectives = {
        stem + ending: int(month) for month, stem in raw["month_adjectives"].items() for ending in endings
    }
    seen: dict[str, str] = {}
    for section in ("months", "seasons", "weekdays", "units", "days"):
        for meaning, forms in raw[section].items():
            for form in forms.split():
                known = seen.setdefault(form, f"{section}.{meaning}")
                if known != f"{section}.{meaning}":
                    raise LegationError(f"calendar.toml: «{form}» stands in {known} and {section}.{meaning}")
    return Calendar(
        months=_numbered(raw["months"]),
        month_adjectives=adjectives,
        seasons=_numbered(raw["seasons"]),
        weekdays=_numbered(raw["weekdays"]),
        units={form: unit for unit, forms in raw["units"].items() for form in forms.split()},
        determiners={form: name for name, forms in raw["determiners"].items() for form in forms.split()},
        days=_numbered(raw["days"]),
        words={name: frozenset(forms.split()) for name, forms in words.items()},
        ordinals=ordinals,
        decades=decades,
    )
