"""Decades, centuries, quarters and runs of months: «90-е годы», «XIX–XX вв.», «I квартал 2017 года»."""

from __future__ import annotations

from functools import lru_cache

from legation.language.russian.dates_grammar import (
    YEAR_FORMS,
    Saying,
    abbreviated,
    year_at,
    year_reference,
)
from legation.language.russian.dates_points import Point
from legation.language.russian.numerals import number_at, ordinal_at
from legation.language.russian.numerals_pieces import Pieces
from legation.vocabulary.calendar import calendar

WINTER = 24  # its season in EDTF
EARLIEST, LATEST = 1500, 2100  # years that a winter is told of
_ROMAN = {"i": 1, "v": 5, "x": 10, "х": 10, "l": 50}
_DECADE_ENDINGS = frozenset({"е", "х", "ые", "ых", "ми", "м", "ым"})
_DECADE_BEFORE = frozenset(
    "в с к до начале начала начало конце конца конец концу "
    "середине середины половине половины из после".split()
)


def era_at(pieces: Pieces, i: int) -> list[Saying]:
    """The decades, centuries, quarters or halves that begin at this piece."""
    return _decades(pieces, i) or _centuries(pieces, i) or _fractions(pieces, i) or _months_of_year(pieces, i)


@lru_cache(maxsize=50_000)
def roman(word: str) -> int:
    """The value of a Roman numeral, Latin or with a Cyrillic «Х»; 0 where it is none."""
    if not word or any(letter not in _ROMAN for letter in word):
        return 0
    values = [_ROMAN[letter] for letter in word]
    return sum(-v if any(w > v for w in values[n + 1 : n + 2]) else v for n, v in enumerate(values))


def _decade(pieces: Pieces, i: int) -> tuple[int, int] | None:
    """The decade in digits or words («90-х», «девяностые») and the piece after it."""
    value = pieces.number(i)
    if value >= 0:
        marked = pieces.is_dash(i + 1) and pieces.glued(i + 2) and pieces.word(i + 2) in _DECADE_ENDINGS
        if (
            not marked
            or value % 10
            or len(pieces.words[i]) not in {2, 4}
            or (pieces.glued(i) and pieces.kind(i - 1) == "w")
        ):
            return None
        return value, i + 3
    known = calendar().decades.get(pieces.word(i))
    return None if known is None else (known, i + 1)


def _decades(pieces: Pieces, i: int) -> list[Saying]:
    first: int | None = None
    found = _decade(pieces, i)
    if found is None:  # «60–70-х годах», «1980–1990-е»
        opening = pieces.number(i)
        if (
            opening < 0
            or opening % 10
            or not pieces.is_dash(i + 1)
            or (found := _decade(pieces, i + 2)) is None
        ):
            return []
        first = opening
    value, j = found
    while (pieces.is_dash(j) or pieces.word(j) == "и") and (after := _decade(pieces, j + 1)) is not None:
        first, (value, j) = value if first is None else first, after
    marked = pieces.word(j) in YEAR_FORMS
    if marked:
        j = abbreviated(pieces, j)
    elif (
        value < 1000
        and (pieces.word(i - 1) not in _DECADE_BEFORE or (pieces.kind(j) == "w" and _counts(pieces, j)))
    ) or (value < 1000 and pieces.kind(i) == "w" and pieces.word(j) not in {"", ".", ","}):
        return []
    century, j = _of_century(pieces, j)
    last = _full(value, century)
    if first is None:
        return [Saying(i, j, Point(last, span="decade"))]
    return [Saying(i, j, Point(_full(first, century), span="decade"), Point(last, span="decade"), "span")]


def _counts(pieces: Pieces, j: int) -> bool:
    """Whether a plural noun seems to follow («70-х остаётся» does not count anything)."""
    return pieces.word(j).endswith(("ов", "ей", "ах", "ях", "ют", "ет", "ся"))


def _full(value: int, century: int) -> int:
    if value >= 1000:
        return value
    if century:
        return (century - 1) * 100 + value
    return value + (1900 if value >= 20 else 2000)


def _of_century(pieces: Pieces, j: int) -> tuple[int, int]:
    """«прошлого века», «XX века» after a decade: the century and the piece after it."""
    if pieces.word(j) in {"прошлого", "минувшего"} and pieces.word(j + 1) in {"века", "столетия"}:
        return 20, j + 2
    if pieces.word(j) in {"нынешнего", "этого"} and pieces.word(j + 1) in {"века", "столетия"}:
        return 21, j + 2
    century = _century(pieces, j)
    return (century[0], century[2]) if century is not None and century[1] == century[0] else (0, j)


def _century_number(pieces: Pieces, i: int) -> tuple[int, int] | None:
    value, j = roman(pieces.word(i)), i + 1
    if not value and pieces.kind(i) == "n" and 1 <= pieces.number(i) <= 22:
        value = pieces.number(i)
        if (
            pieces.is_dash(j)
            and pieces.word(j + 1) in {"й", "го", "м", "ый", "ом", "ого", "е", "х"}
            and pieces.glued(j + 1)
        ):
            j += 2
    if not value and (said := ordinal_at(pieces, i)) is not None and said[0] <= 22:
        return said
    return (value, j) if 1 <= value <= 22 else None


def _century(pieces: Pieces, i: int) -> tuple[int, int, int] | None:
    """First and last century and the piece after «век»."""
    found = _century_number(pieces, i)
    if found is None:
        return None
    first, j = found
    last = first
    if pieces.is_dash(j) or pieces.word(j) in {"и", "по"}:
        after = _century_number(pieces, j + 1)
        if after is not None:
            last, j = after
    unit = calendar().units.get(pieces.word(j))
    if unit == "century" and pieces.word(j) not in {"столетий"}:
        counted = pieces.kind(i) == "n" and j == i + 1 and pieces.word(j) in {"века", "веков", "столетия"}
        if (
            counted
            and first == last
            and pieces.word(i - 1) not in {"в", "начале", "начала", "конце", "конца", "середине"}
        ):
            return None
        return first, last, abbreviated(pieces, j)
    if pieces.word(j) == "в" and pieces.word(j + 1) == "." and pieces.glued(j + 1) and roman(pieces.word(i)):
        return first, last, j + 2
    return None


def _centuries(pieces: Pieces, i: int) -> list[Saying]:
    found = _century(pieces, i)
    if found is None:
        return []
    first, last, stop = found
    opening = Point((first - 1) * 100, span="century")
    if first == last:
        return [Saying(i, stop, opening)]
    return [Saying(i, stop, opening, Point((last - 1) * 100, span="century"), "span")]


def _year_after(pieces: Pieces, j: int) -> tuple[Point, int]:
    """The year after a quarter or a run of months: said, relative, or that of the text."""
    reference = year_reference(pieces, j)
    if reference is not None:
        return Point(ref=reference[0], shift=reference[1]), reference[2]
    year = year_at(pieces, j, after_month=True)
    if year is not None and (year.point.year or 0) >= 1000:
        return year.point, year.stop
    if pieces.word(j) == "года":
        return Point(ref="anchor"), j + 1
    return Point(), j


def _fractions(pieces: Pieces, i: int) -> list[Saying]:
    """«I квартал 2017 года», «во втором полугодии 2016 г.»."""
    number, j = calendar().ordinals.get(pieces.word(i), 0), i + 1
    if pieces.kind(i) == "n":
        number = pieces.number(i)
        if pieces.is_dash(j) and pieces.glued(j + 1):
            j += 2
    if roman(pieces.word(i)) == 4:
        number = 4
    unit = calendar().units.get(pieces.word(j))
    if unit not in {"quarter", "half"} or not 1 <= number <= (4 if unit == "quarter" else 2):
        return []
    year, stop = _year_after(pieces, j + 1)
    return [Saying(i, stop, year._replace(month=number, span=unit))]


_RESULTS = frozenset({"итогам", "результатам"})


def _months_of_year(pieces: Pieces, i: int) -> list[Saying]:
    """«за девять месяцев 2017 года», «за первые шесть месяцев года», «по итогам восьми месяцев»."""
    if pieces.word(i - 1) not in {"за", "первые", "первых", *_RESULTS, "данным"}:
        return []
    count = number_at(pieces, i)
    if count is None or not 2 <= count.value <= 11 or pieces.word(count.stop) not in {"месяца", "месяцев"}:
        return []
    year, stop = _year_after(pieces, count.stop + 1)
    if not year.has_year and {pieces.word(i - 1), pieces.word(i - 2)} & _RESULTS:
        year = Point(ref="anchor")
    if not year.has_year:
        return []
    return [Saying(i, stop, year._replace(month=1), year._replace(month=int(count.value)), "span")]


def winter_at(pieces: Pieces, i: int) -> list[Saying]:
    """«зимой 1991/92 года», «зимой 1991–1992 годов»: from its December to the February of the next year."""
    year, next_year = pieces.number(i + 1), pieces.number(i + 3)
    if calendar().seasons.get(pieces.word(i)) != WINTER or not EARLIEST <= year <= LATEST:
        return []
    parted = pieces.word(i + 2) == "/" or pieces.is_dash(i + 2)
    if not parted or next_year not in (year + 1, (year + 1) % 100):
        return []
    stop = abbreviated(pieces, i + 4) if pieces.word(i + 4) in YEAR_FORMS else i + 4
    return [Saying(i, stop, Point(year, 12), Point(year + 1, 2), shape="span")]
