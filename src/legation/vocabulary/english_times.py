"""The words of English times and amounts, read once."""

from __future__ import annotations

import tomllib
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct, convert


class EnglishTimes(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Months (1–12), weekdays (Monday is 0), small numbers, scales, ISO 4217 codes, comparators."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    scales: dict[str, float]
    currencies: dict[str, str]
    comparators: dict[str, str]
    units: dict[str, str]

    @cached_property
    def time(self) -> frozenset[str]:
        """Units of lengths of time."""
        return frozenset(self.units["time"].split())

    @cached_property
    def physical(self) -> frozenset[str]:
        """Units of weights, lengths, volumes and power."""
        return frozenset(self.units["physical"].split())


@cache
def english_times() -> EnglishTimes:
    """The table, checked as it is read."""
    path = Path(__file__).with_name("english_times.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), EnglishTimes)
