"""Numbers in digits and in words: «1,5 млн», «двух с половиной тысяч», «2 000 000», «двадцать первого»."""

from __future__ import annotations

from typing import NamedTuple

from legation.language.russian.numerals_pieces import Pieces
from legation.vocabulary.numerals import numeral_words

_MOST_DIGITS = 15  # of a number in digits: what has more is none («1.1.1.1…»)
_BOUNDS = frozenset("более менее свыше около чем больше меньше до порядка почти".split())


class Number(NamedTuple):
    """A number from piece `first` to piece `stop` (exclusive). `in_words` where no digit was written."""

    value: float
    first: int
    stop: int
    in_words: bool = False
    scaled: bool = False


def number_at(pieces: Pieces, i: int) -> Number | None:
    """The cardinal number that begins at this piece, with its scale words, if one does."""
    found = _digits(pieces, i) if pieces.kind(i) == "n" else _words(pieces, i)
    return None if found is None else _scaled(pieces, found)


def ordinal_at(pieces: Pieces, i: int) -> tuple[int, int] | None:
    """An ordinal in words («двадцать первого») and the piece after it, if one begins here."""
    words = numeral_words()
    total, j, word = 0, i, pieces.word(i)
    if word not in words.ordinals and word not in words.cardinals and word != "тысяча":
        return None
    if word == "две" and pieces.word(i + 1) == "тысячи":
        total, j = 2000, i + 2
    elif word == "тысяча" and pieces.word(i + 1) in words.cardinals:
        total, j = 1000, i + 1
    limit = 1000 if total else 100
    while (value := words.cardinals.get(pieces.word(j), 0.0)) and 10 <= value < limit and value % 10 == 0:
        total, limit, j = total + int(value), 100 if value >= 100 else 10, j + 1
    last = words.ordinals.get(pieces.word(j))
    if last is None or (total and (last >= limit or last == 0)):
        return None
    return total + last, j + 1


def _digits(pieces: Pieces, i: int) -> Number | None:
    """Digits with thousands set apart, a decimal comma or a decimal point."""
    first, j = pieces.words[i], i + 1
    whole = first
    if len(first) <= 3 and not first.startswith("0"):
        while len(whole) <= _MOST_DIGITS and _thousands_follow(pieces, j):
            whole, j = whole + pieces.words[j], j + 1
    groups: list[str] = []
    mark = ""
    while (
        len(groups) <= _MOST_DIGITS
        and pieces.word(j) in {",", "."}
        and pieces.glued(j)
        and pieces.kind(j + 1) == "n"
        and pieces.glued(j + 1)
        and (not mark or pieces.word(j) == mark)
    ):
        mark = pieces.word(j)
        groups.append(pieces.words[j + 1])
        j += 2
    if len(whole) > _MOST_DIGITS:
        return None
    if not groups:
        return Number(float(whole), i, j)
    if len(groups) > 1:
        digits = whole + "".join(groups)
        if len(first) <= 3 and len(digits) <= _MOST_DIGITS and all(len(group) == 3 for group in groups):
            return Number(float(digits), i, j)
        return None
    # «200.000» are thousands, «1.365 млн» and «1,365 млн» a fraction: the scale word decides.
    if mark == "." and len(groups[0]) == 3 and whole != "0" and not _scale(pieces, j):
        return Number(float(whole + groups[0]), i, j)
    return Number(float(f"{whole}.{groups[0]}"), i, j)


def _thousands_follow(pieces: Pieces, j: int) -> bool:
    if pieces.kind(j) != "n" or len(pieces.words[j]) != 3:
        return False
    return pieces.starts[j] - pieces.ends[j - 1] == 1 and pieces.text[pieces.ends[j - 1]].isspace()


def _scale(pieces: Pieces, j: int) -> float:
    return numeral_words().scales.get(pieces.word(j), 0.0)


def _words(pieces: Pieces, i: int) -> Number | None:
    """Numerals in words, the greater before the lesser: «сто двадцать пять», «два с половиной»."""
    vocabulary = numeral_words()
    whole = vocabulary.wholes.get(pieces.word(i))
    if whole is not None:
        return Number(whole, i, i + 1, in_words=True)
    total, j, room = 0.0, i, 10_000.0
    while (value := vocabulary.cardinals.get(pieces.word(j))) is not None and value < room:
        if j > i and value < 1:
            break
        total, j = total + value, j + 1
        room = 100 if value >= 100 else 10 if value >= 20 else 0
    if j > i:
        return Number(total, i, j, in_words=True)
    bounded = pieces.word(i) not in vocabulary.vague or pieces.word(i - 1) in _BOUNDS
    bounded = bounded and pieces.word(i - 1) not in vocabulary.vague
    if _scale(pieces, i) >= 10 and bounded and pieces.word(i) not in {"тыс", "млн", "млрд", "трлн"}:
        return Number(1.0, i, i, in_words=True)
    return None


def _scaled(pieces: Pieces, found: Number) -> Number:
    """The number with «с половиной» and the scale words after it: «5 тысяч 300», «2,5 млн»."""
    value, j = found.value, found.stop
    if pieces.word(j) != "с" and not _scale(pieces, j):
        return found
    if pieces.word(j) == "с" and pieces.word(j + 1) == "половиной":
        value, j = value + 0.5, j + 2
    scaled = False
    scale = _scale(pieces, j)
    if scale:
        value, j, scaled = round(value * scale, 6), j + 1, True
        if pieces.word(j) == "." and pieces.glued(j) and pieces.word(j - 1) in {"тыс", "млн", "млрд", "трлн"}:
            j += 1
        if second := _scale(pieces, j):
            value, j = value * second, j + 1
        rest = _digits(pieces, j) if pieces.kind(j) == "n" else _words(pieces, j)
        if rest is not None and rest.stop > rest.first and rest.value < scale and rest.value >= 1:
            below = _scale(pieces, rest.stop)
            if below < scale and (below or rest.value < 1000):
                further = _scaled(pieces, rest)
                value, j = value + further.value, further.stop
    return Number(value, found.first, j, found.in_words, scaled)
