"""Of which kind a name is, by what stands around it: a title before a person, «команда» before a club."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.language.russian.names_known import made, state_names
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import posts


def people_set_right(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """Two or three words after a title that were taken for a place are a person («архиепископ Лонгин
    Клинский»), and one word after «команда», «клуб» that was taken for a person or place is a body."""
    found = []
    for name in names:
        if name.type != "PER" and _is_titled(name, tokens):
            found.append(made(name.first, name.last, "PER", tokens))
        elif name.type != "ORG" and _is_team(name, tokens):
            found.append(made(name.first, name.last, "ORG", tokens))
        else:
            found.append(name)
    return found


def _is_titled(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether two capitalised words follow a title in its own case and neither is a place or adjective."""
    words = tokens[name.first : name.last]
    if not 2 <= len(words) <= 3 or not all(w.text.istitle() or _hyphened(w.text) for w in words):
        return False
    if any(True for _ in state_names().matches(words)) or _is_geographic(words[0].text):
        return False
    if any(w.text.isascii() or _is_common(w.text) for w in words):
        return False
    before = tokens[name.first - 1] if name.first else None
    if before is None or before.pos != "NOUN":
        return _is_given_name(words[0].text) and words[0].feats.get("Case") == words[-1].feats.get("Case")
    return before.lemma in _titles() and all(
        w.feats.get("Case", before.feats.get("Case")) == before.feats.get("Case") for w in words
    )


def _hyphened(word: str) -> bool:
    return "-" in word and all(part.istitle() for part in word.split("-"))


@cache
def _titles() -> frozenset[str]:
    nouns = posts().nouns
    return nouns["public"] | nouns["open"] | nouns.get("occupation", frozenset())


@cache
def _is_common(word: str) -> bool:
    """Whether the dictionary has the word as a noun that is no name."""
    proper = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
    readings = [r for r in analyser().parse(word.lower()) if r.is_known and r.tag.POS == "NOUN"]
    return bool(readings) and not any(r.tag.grammemes & proper for r in readings)


@cache
def _is_given_name(word: str) -> bool:
    return any("Name" in r.tag for r in analyser().parse(word.lower()) if r.is_known)


@cache
def _is_geographic(word: str) -> bool:
    """Whether the dictionary has the word as a place or as an adjective."""
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    return any("Geox" in r.tag for r in readings) or any(r.tag.POS == "ADJF" for r in readings)


def _is_team(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether one word stands undeclined after «команда», «клуб», «болид»."""
    if name.last - name.first != 1 or name.first == 0:
        return False
    word = tokens[name.first]
    if tokens[name.first - 1].lemma not in naming("teams") or not word.text[:1].isupper():
        return False
    if any(True for _ in state_names().matches([word])):
        return False
    return word.feats.get("Case") != "Gen" or not _declines(word.text)


@cache
def _declines(word: str) -> bool:
    return any("Fixd" not in r.tag for r in analyser().parse(word.lower()) if r.is_known)
