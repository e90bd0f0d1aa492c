"""The names that the cast knows beforehand: states in all their forms, bodies, kinds of organ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from legation.language.matching import Match, Phrases, plain
from legation.record import Token
from legation.vocabulary.naming import naming
from legation.vocabulary.organisations import organisations
from legation.vocabulary.states import states
from legation.vocabulary.tables import table


class Entry(Struct, frozen=True):
    """What a known phrase is: `kind` is `state`, `body` or `organ`.

    `key` is the state's code, the body's fullest name or the organ's phrase; `how` the way in which a state
    is named, the kind of a body, or the kind of an organ; `phrase` the phrase itself in the nominative.
    """

    kind: str
    key: str
    how: str
    phrase: str
    state: str = ""


# Abbreviations that mean several things: they need the full name somewhere in the document.


@cache
def _english() -> Phrases[Entry]:
    """What English texts name."""
    phrases: Phrases[Entry] = Phrases()
    _add_english(phrases)
    for row in organisations():
        if row.kind == "outlet":
            for phrase in row.en_names:
                if phrase not in naming("common_english"):
                    phrases.add(phrase, Entry("body", row.name, row.kind, phrase, row.state))
    return phrases


@cache
def _lexicon() -> Phrases[Entry]:
    phrases: Phrases[Entry] = Phrases()
    for code, state in states().items():
        for how, named in (
            ("name", state.names),
            ("adjective", state.adjectives),
            ("capital", state.capitals),
            ("periphrasis", state.periphrases),
        ):
            for phrase in named:
                capital = how != "adjective" and phrase[:1].isupper()
                phrases.add(phrase, Entry("state", code, how, phrase, code), capital=capital)
        for demonym in state.demonyms:
            for phrase in demonym:
                phrases.add(phrase, Entry("state", code, "demonym", phrase, code), capital=False)
    for body in organisations():
        for phrase in body.names:
            entry = Entry("body", body.name, body.kind, phrase, body.state)
            capitalised = body.kind != "organ" and phrase[:1].isupper()  # not «еврозона»
            phrases.add(phrase, entry, capital=capitalised or None)
        if body.kind == "outlet":
            for phrase in body.en_names:
                phrases.add(phrase, Entry("body", body.name, body.kind, phrase, body.state))
    for row in table("organs.tsv", ("phrase", "kind")):
        phrases.add(row["phrase"], Entry("organ", row["phrase"], row["kind"], row["phrase"]), capital=False)
    return phrases


def _add_english(phrases: Phrases[Entry]) -> None:
    """The English names of states and bodies; all are written with a capital."""
    for code, state in states().items():
        for how, named in (
            ("name", state.en_names),
            ("adjective", state.en_adjectives),
            ("capital", state.en_capitals),
            ("demonym", tuple(word for several in state.en_demonyms for word in several)),
        ):
            for phrase in named:
                _add_as_spacy_parts(phrases, phrase, Entry("state", code, how, phrase, code))
    for body in organisations():
        if body.kind != "outlet":
            for phrase in body.en_names:
                entry = Entry("body", body.en_names[0], body.kind, phrase, body.state)
                _add_as_spacy_parts(phrases, phrase, entry)
                if phrase.isupper() and phrase.isalpha() and 2 <= len(phrase) <= 3:
                    phrases.add_words([".".join(phrase) + "."], entry, capital=True)


_PARTS = re.compile(r"(?:[A-Z]\.)+|'s\b|’s\b|[^\W_]+(?:\.[^\W_]+)*\+?|[^\w\s]")


def _add_as_spacy_parts(phrases: Phrases[Entry], phrase: str, entry: Entry) -> None:
    """Adds a phrase as spaCy parts it: «U.S.» whole, «Guinea-Bissau» and «People's» in pieces."""
    phrases.add_words(_PARTS.findall(phrase), entry, capital=phrase[:1].isupper())


@cache
def compound_parts() -> dict[str, str]:
    """The first parts of compound adjectives («японо») and the code of their state."""
    return {row["part"]: row["code"] for row in table("compounds.tsv", ("part", "code"))}


@cache
def adjective_code(form: str) -> str:
    """The code of the state whose adjective this is in any form, or nothing."""
    from legation.language.matching import forms

    for code, state in states().items():
        if any(form in forms(adjective) for adjective in state.adjectives):
            return code
    return ""


AGAINST = "анти"


@cache
def compound_codes(word: str) -> tuple[tuple[str, str], ...]:
    """The parts of «японо-китайский», «российско-казахстанский» with their codes, and the one after «анти»;
    empty for other words.
    """
    if word[:4].lower() == AGAINST and (against := adjective_code(plain(word[4:].lstrip("-")))):
        return ((word, against),)
    parts = word.split("-")
    if not 2 <= len(parts) <= 4:
        return ()
    codes = [_first_code(plain(part)) for part in parts[:-1]]
    if not all(codes) or not (last := adjective_code(plain(parts[-1]))):
        return ()
    return tuple(zip(parts, (*codes, last), strict=True))


def _first_code(part: str) -> str:
    """The code of «японо» in «японо-китайский», «австрийско» in «австрийско-чешский»."""
    whole = part.removesuffix("о") + "ий" if part.endswith("ско") else ""
    return compound_parts().get(part, "") or (adjective_code(whole) if whole else "")


def known(tokens: Sequence[Token], english: bool = False) -> list[Match[list[Entry]]]:
    """All known phrases in the text, without those abbreviations that nothing else supports."""
    found = list((_english() if english else _lexicon()).matches(tokens))
    doubtful = naming("doubtful_abbreviations")
    sure = {e.key for match in found for e in match.value if e.phrase not in doubtful}
    kept = []
    for match in found:
        entries = [e for e in match.value if e.phrase not in doubtful or e.key in sure]
        if entries:
            kept.append(Match(match.first, match.last, entries))
    return kept
