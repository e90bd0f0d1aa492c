"""The words that attribute words to a speaker, read from `reporting.toml` and checked."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from legation.errors import LegationError

FRAMES = frozenset({"that", "aside", "about", "object", "call", "act", "think"})


class Reporting(Struct, frozen=True):
    """Lemmas in lower case, «ё» as «е».

    `verbs` maps a verb to its frames (see the head of the file), `phrases` a verb to the nouns that make it
    speak, `sources` a preposition to the nouns after which the speaker follows. `outlets` are the names of
    papers, agencies and channels, folded by `folded`. `back` are the nouns with which a sentence refers to
    what the one before said («такие данные привёл X»), `kept` the days that one «отмечает» without
    words. `voice` holds the words of those who speak for themselves, `scope` those that tell what a page is
    about.
    """

    verbs: dict[str, frozenset[str]]
    phrases: dict[str, frozenset[str]]
    sources: dict[str, frozenset[str]]
    adjectives: frozenset[str]
    relays: frozenset[str]
    paper_verbs: frozenset[str]
    papers: frozenset[str]
    back: frozenset[str]
    kept: frozenset[str]
    outlet_nouns: frozenset[str]
    outlet_plurals: frozenset[str]
    outlets: frozenset[str]
    spokes: frozenset[str]
    people: frozenset[str]
    voice: dict[str, frozenset[str]]
    scope: dict[str, frozenset[str]]


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name of an outlet as it is compared: lower case, without quotation marks."""
    return " ".join("".join(c for c in name.lower().replace("ё", "е") if c not in "«»\"„“”'").split())


@cache
def reporting() -> Reporting:
    """The vocabulary. Raises `LegationError` where a group has an unknown frame or names a verb twice."""
    raw = tomllib.loads((files("legation.vocabulary") / "reporting.toml").read_text(encoding="utf-8"))
    verbs: dict[str, frozenset[str]] = {}
    for group in raw["verbs"]:
        frames = frozenset(group["frames"].split())
        if not frames <= FRAMES:
            raise LegationError(
                f"reporting.toml: frames {sorted(frames - FRAMES)} are not of {sorted(FRAMES)}"
            )
        lemmas = group["lemmas"].split()
        if len(set(lemmas)) < len(lemmas):
            twice = sorted({lemma for lemma in lemmas if lemmas.count(lemma) > 1})
            raise LegationError(
                f"reporting.toml: named twice with frames {sorted(frames)}: {', '.join(twice)}"
            )
        for lemma in lemmas:
            verbs[lemma] = verbs.get(lemma, frozenset()) | frames
    phrases: dict[str, frozenset[str]] = {}
    for group in raw["phrases"]:
        for verb in group["verbs"].split():
            phrases[verb] = phrases.get(verb, frozenset()) | _set(group["nouns"])
    names = raw["outlets"]["names"].replace("\n", "|").split("|")
    return Reporting(
        verbs=verbs,
        phrases=phrases,
        sources={preposition: _set(nouns) for preposition, nouns in raw["sources"].items()},
        adjectives=_set(raw["adjectives"]["lemmas"]),
        relays=_set(raw["relay"]["verbs"]),
        paper_verbs=_set(raw["papers"]["verbs"]),
        papers=_set(raw["papers"]["nouns"]),
        back=_set(raw["back"]["nouns"]),
        kept=_set(raw["kept"]["nouns"]),
        outlet_nouns=_set(raw["outlets"]["nouns"]),
        outlet_plurals=_set(raw["outlets"]["plural"]),
        outlets=frozenset(folded(name) for name in names if name.strip()),
        spokes=_set(raw["spokes"]["nouns"]),
        people=_set(raw["people"]["nouns"]),
        scope={name: _set(lemmas) for name, lemmas in raw["scope"].items()},
        voice={name: _set(lemmas) for name, lemmas in raw["voice"].items()},
    )


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
