"""Names of people back to the nominative: «Эво Моралесом» → «Эво Моралес».

Every word of a name is read in all ways that the declension of Russian names allows; the reading is chosen
for the whole name at once, so that its words agree in case and gender, and by what else the document shows:
a form that stands in the nominative elsewhere settles the case.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from legation.extraction.people_readings import (
    CASES,
    GENDERS,
    WordReading,
    first_name_gender,
    hyphen_readings,
)


class NameWord(Struct, frozen=True):
    """One word of a name as the text has it, with the case and gender that the tagger gave it.

    `expected` is the case that the words before the name want; `glued` says that no blank follows.
    """

    text: str
    case: str = ""
    gender: str = ""
    nominative_subject: bool = False
    glued: bool = False
    expected: str = ""

    @property
    def is_initial(self) -> bool:
        """«К.», «Дж.», «Н.А.»."""
        return self.text.endswith(".") or (len(self.text) == 1 and self.text.isupper())


class Seen(Struct):
    """What the document shows of name-words: in how many forms each nominative could stand, and which forms
    the tagger saw in the nominative."""

    forms: dict[str, set[str]]
    nominative: dict[str, int]
    words: dict[str, int]

    @classmethod
    def of(cls, words: Iterable[NameWord]) -> Seen:
        """The evidence of all words of all names of a document."""
        seen = cls({}, {}, {})
        for word in words:
            if word.is_initial:
                continue
            seen.words[word.text] = seen.words.get(word.text, 0) + 1
            if word.case == "Nom":
                strength = 2 if word.nominative_subject else 1
                seen.nominative[word.text] = seen.nominative.get(word.text, 0) + strength
        for text in seen.words:
            for reading in hyphen_readings(text):
                seen.forms.setdefault(reading.nominative, set()).add(text)
        return seen

    def support(self, reading: WordReading, word: NameWord) -> float:
        """How much the rest of the document speaks for a reading."""
        score = reading.weight
        forms = self.forms.get(reading.nominative, ())
        score += min(2.0, 0.8 * (len(forms) - (word.text in forms)))
        if reading.nominative in self.words and reading.nominative != word.text:
            score += 1.0
        if reading.nominative != word.text and self.nominative.get(reading.nominative):
            score += 1.8
        elif reading.nominative == word.text and self.nominative.get(word.text, 0) > 2 * (word.case == "Nom"):
            score += 1.0
        return score


def nominative(words: tuple[NameWord, ...], seen: Seen, gender: str = "") -> tuple[tuple[str, ...], str]:
    """The words of one name in the nominative, and its gender (empty where nothing tells it)."""
    declined = [word for word in words if not word.is_initial]
    best: tuple[float, Sequence[str], str] = (-99.0, [word.text for word in declined], gender)
    weighed = [[(r, seen.support(r, w)) for r in hyphen_readings(w.text)] for w in declined]
    for own_gender in GENDERS if not gender else (gender,):
        of_gender = [
            [(r.case, support, r.nominative) for r, support in readings if r.gender == own_gender]
            for readings in weighed
        ]
        for case in _cases(of_gender):
            score, forms = _score_of(declined, of_gender, case, own_gender)
            if score > best[0]:
                best = (score, forms, own_gender)
    found = iter(best[1])
    chosen = tuple(word.text if word.is_initial else next(found) for word in words)
    return chosen, gender or _gender_of(words, chosen, best[2])


Readings = list[tuple[str, float, str]]  # of one word: their case, support and nominative


def _cases(weighed: list[Readings]) -> list[str]:
    """The cases in which every word of a name can be read; a word that does not decline is read in all."""
    told = [{case for case, _, _ in readings} for readings in weighed]
    bound = [cases for cases in told if "" not in cases]
    return [case for case in CASES if all(case in cases for cases in bound)] if bound else list(CASES)


def _score_of(
    words: Sequence[NameWord], weighed: list[Readings], case: str, gender: str
) -> tuple[float, list[str]]:
    """How well a name is read in this gender and case, in which each of its words can be read; `weighed` has
    for each word the readings of the gender.
    """
    total, chosen = (0.3 if gender == "Masc" else 0.0), []
    for word, readings in zip(words, weighed, strict=True):
        agreeing = 0.6 + 0.6 * (word.expected == case)
        best, support, top, nominative = -math.inf, 0.0, "", ""
        for own, supported, form in readings:
            if own and own != case:
                continue
            score = supported + agreeing if own == case else supported
            if score > best or (score == best and form > nominative):
                best, support, top, nominative = score, supported, own, form
        total += support
        if word.case:
            total += 0.6 if top == word.case and top != "Nom" else 0.0
            total += 1.2 if word.case == case else (0.5 if {word.case, case} == {"Gen", "Acc"} else 0.0)
        if word.expected == case or (word.expected == "Gen" and case == "Acc"):
            total += (1.8 if word.expected == case else 1.2) + (0.6 if top == case != "Nom" else 0.0)
        if word.gender == gender:
            total += 0.6
        chosen.append(nominative)
    return total, chosen


def _gender_of(words: tuple[NameWord, ...], chosen: tuple[str, ...], guessed: str) -> str:
    for word in chosen:
        if sure := first_name_gender(word):
            return sure
    tagged = [w.gender for w in words if w.gender]
    if tagged and all(g == tagged[0] for g in tagged):
        return tagged[0]
    return guessed
