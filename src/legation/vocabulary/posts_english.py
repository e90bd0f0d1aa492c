"""The words of English posts, read once from `posts_en.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct


class EnglishPosts(Struct, frozen=True):
    """Nouns that head posts, by whose posts they are, and the words beside them; lemmas in small letters.

    `before` are modifiers and titles by what they say, `verbs` by the stage of holding that they tell,
    `complements` the prepositions with which a post's name goes on.
    """

    public: frozenset[str]
    other: frozenset[str]
    raised: frozenset[str]
    needing: frozenset[str]
    portfolios: frozenset[str]
    before: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]
    complements: dict[str, frozenset[str]]
    alone: frozenset[str]

    def is_noun(self, lemma: str) -> bool:
        """Whether a lemma heads posts."""
        return lemma in self.public or lemma in self.other


@cache
def english_posts() -> EnglishPosts:
    """The words of English posts."""
    raw = tomllib.loads(Path(__file__).with_name("posts_en.toml").read_text(encoding="utf-8"))

    def words(said: str) -> frozenset[str]:
        return frozenset(said.split())

    def lists(section: str) -> dict[str, frozenset[str]]:
        return {name: words(said) for name, said in raw[section].items()}

    return EnglishPosts(
        public=words(raw["public"]),
        other=words(raw["other"]),
        raised=words(raw["raised"]),
        needing=words(raw["needing"]),
        portfolios=words(raw["portfolios"]),
        before=lists("before"),
        verbs=lists("verbs"),
        complements=lists("complements"),
        alone=words(raw["alone"]["nouns"]),
    )
