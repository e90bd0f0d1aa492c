"""«Свыше», «не менее», «около», «до»: what stands before or after a number and bounds it."""

from __future__ import annotations

from functools import cache

from legation.language.russian.numerals_pieces import Pieces
from legation.vocabulary.measures import measures

_PREPOSITIONS = frozenset("в на с к до по за из о об у для от при около".split())
_CHANGED_WITHIN = 11  # pieces between a word of change and its «до»


@cache
def _by_last_word() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases by their last word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, sign in measures().comparators.items():
        table.setdefault(phrase[-1], []).append((phrase, sign))
    return {word: tuple(phrases) for word, phrases in table.items()}


def compared(pieces: Pieces, first: int, stop: int) -> tuple[str, int, int]:
    """The comparator of the number from `first` to `stop`, and where its characters begin and end."""
    words = measures().words
    if pieces.word(stop) == "с" and pieces.word(stop + 1) in words["after_more"]:
        return ">", first, stop + 2
    for at in (first, first - 1):
        if at != first and pieces.word(at) not in _PREPOSITIONS | {"чем"} and pieces.word(at) != ",":
            break
        sign, begins = _phrase_before(pieces, at)
        if sign:
            if sign == "<=" and pieces.word(begins) == "до" and at == first and _is_reached(pieces, begins):
                return "=", first, stop
            return sign, begins, stop
    for back in range(1, 5):  # «до 2 миллионов», «более чем за 30 лет»: within a number's own words
        if pieces.word(first - back) not in _PREPOSITIONS and pieces.word(first - back) != "чем":
            break
    return "=", first, stop


def _phrase_before(pieces: Pieces, first: int) -> tuple[str, int]:
    for phrase, sign in _by_last_word().get(pieces.word(first - 1), ()):
        begins = first - len(phrase)
        if begins >= 0 and all(pieces.words[begins + n] == word for n, word in enumerate(phrase)):
            if sign == ">" and len(phrase) == 1 and pieces.word(begins - 1) == "не":
                continue
            return sign, begins
    return "", first


def _is_reached(pieces: Pieces, i: int) -> bool:
    """Whether the «до» here ends a range or a change («вырос до 3 млрд», «с 2 до 3»): no bound."""
    if _from_before(pieces, i):
        return True
    change = tuple(measures().words["change"])
    for back in range(1, _CHANGED_WITHIN):
        if pieces.kind(i - back) == "p" and pieces.word(i - back) in {".", ";", ":", "(", ")"}:
            return False
        if pieces.word(i - back).startswith(change):
            return True
    return False


def _from_before(pieces: Pieces, i: int) -> bool:
    """«от … до»: the end of a range whose beginning is no number."""
    return any(pieces.word(i - back) in {"от", "с"} for back in (2, 3, 4)) and pieces.kind(i - 1) == "n"
