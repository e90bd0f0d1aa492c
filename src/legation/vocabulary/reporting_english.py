"""How the English press reports words, read once from `reporting_en.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct


class EnglishReporting(Struct, frozen=True):
    """Lemmas of reporting: `verbs` by construction, `people` who speak without a name, `scope` of pages."""

    verbs: dict[str, frozenset[str]]
    people: frozenset[str]
    papers: frozenset[str]
    scope: dict[str, frozenset[str]]
    first: frozenset[str]


@cache
def english_reporting() -> EnglishReporting:
    """The vocabulary."""
    raw = tomllib.loads(Path(__file__).with_name("reporting_en.toml").read_text(encoding="utf-8"))

    def lists(section: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(said.split()) for name, said in raw[section].items()}

    people = lists("people")
    return EnglishReporting(
        verbs=lists("verbs"),
        people=people["nouns"],
        papers=people["papers"],
        scope=lists("scope"),
        first=frozenset(raw["voice"]["first"].split()),
    )
