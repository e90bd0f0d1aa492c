"""Times named outright: «25–28 апреля 2016 г.», «в 1994 и 1999 годах», «90-е годы», «12.05.2017».

Each reader looks at one piece and gives the sayings that begin there, before anything is resolved.
"""

from __future__ import annotations

from typing import NamedTuple

from legation.language.russian.dates_points import Point, is_day
from legation.language.russian.numerals import ordinal_at
from legation.language.russian.numerals_pieces import Pieces
from legation.vocabulary.calendar import calendar

YEAR_FORMS = frozenset("год года году годом годе годы годов годам годами годах г гг".split())
BARE_YEAR_AFTER = frozenset("в с со до к по после от на около и или начиная конце начале середине (".split())
MONTH_AFTER = frozenset("в с со к до по за на от после начиная вплоть и или весь".split())
PHRASES = {
    "с": ("anchor", 0), "т": ("anchor", 0), "п": ("anchor", -1),
}  # fmt: skip
SHIFTS = {"last": -1, "before_last": -2, "this": 0, "next": 1}


class Saying(NamedTuple):
    """One time said from piece `first` to `stop` (exclusive), not yet resolved.

    `last` differs from `point` in a stretch. `shape` is Date's `kind`.
    """

    first: int
    stop: int
    point: Point
    last: Point | None = None
    shape: str = "point"
    weekday: int = 0


class Element(NamedTuple):
    """A part of a sequence: its point, and what it leaves to its neighbours to say."""

    first: int
    stop: int
    point: Point
    needs: str = ""
    plural: bool = False


def year_reference(pieces: Pieces, i: int) -> tuple[str, int, int] | None:
    """«прошлого года», «того же года», «с.г.»: whose year, how far from it, and the piece after."""
    words = calendar()
    name = words.determiners.get(pieces.word(i))
    if name is not None:
        j = i + 1
        if pieces.word(j) in {"же", "самого"}:
            j += 1
        if pieces.word(j) in YEAR_FORMS and pieces.word(j) not in {"годы", "годов", "годах"}:
            j = abbreviated(pieces, j)
            if name == "that" or (name == "this" and pieces.word(i + 1) == "же"):
                return "context", 0, j
            return "anchor", SHIFTS[name], j
    if pieces.word(i) in PHRASES and pieces.word(i + 1) == "." and pieces.word(i + 2) == "г":
        ref, shift = PHRASES[pieces.word(i)]
        return ref, shift, abbreviated(pieces, i + 2)
    if pieces.word(i) in {"с", "т"} and pieces.word(i + 1) == "г" and pieces.word(i + 2) != ".":
        return "anchor", 0, i + 2
    return None


def abbreviated(pieces: Pieces, j: int) -> int:
    """The piece after the word at `j` and the full stop that shortens it («г.», «янв.»)."""
    shortened = len(pieces.word(j)) <= 4 and pieces.word(j) not in {
        "год",
        "года",
        "году",
        "годы",
        "мая",
        "май",
    }
    shortened = shortened and pieces.word(j) not in {"век", "века", "день", "дня", "лет", "март"}
    return j + 2 if shortened and pieces.word(j + 1) == "." and pieces.glued(j + 1) else j + 1


def suffix(pieces: Pieces, j: int) -> int:
    """The piece after an ordinal ending such as «-го», or `j` where there is none."""
    if pieces.is_dash(j) and pieces.glued(j) and pieces.glued(j + 1):
        if pieces.word(j + 1) in calendar().words["ordinal_suffixes"]:
            return j + 2
    elif pieces.glued(j) and pieces.word(j) in {"го", "ое", "ого"}:
        return j + 1
    return j


def numeric(pieces: Pieces, i: int) -> Element | None:
    """«12.05.2017», «12/05/2017», «2017-05-12»."""
    mark = pieces.word(i + 1)
    if mark not in {".", "/", "-"} or pieces.word(i + 3) != mark or pieces.kind(i + 4) != "n":
        return None
    if not all(pieces.glued(i + step) for step in (1, 2, 3, 4)) or (
        pieces.glued(i) and pieces.word(i - 1) == "."
    ):
        return None
    a, b, c = pieces.words[i], pieces.words[i + 2], pieces.words[i + 4]
    if pieces.kind(i + 2) != "n" or (
        pieces.glued(i + 5) and pieces.word(i + 5) in {"/", "-"} and mark != "."
    ):
        return None
    if mark == "-" and len(a) == 4:
        year, month, day = int(a), int(b), int(c)
    elif len(c) == 4 or (len(c) == 2 and mark == "." and len(a) == 2 and len(b) == 2):
        year, month, day = int(c), int(b), int(a)
        year += 0 if len(c) == 4 else 2000 if year < 50 else 1900
    else:
        return None
    if not 1000 <= year <= 2199 or not is_day(year, month, day):
        return None
    j = i + 5
    return Element(i, abbreviated(pieces, j) if pieces.word(j) in YEAR_FORMS else j, Point(year, month, day))


def year_at(pieces: Pieces, i: int, after_month: bool = False) -> Element | None:
    """A year in digits: closed by «год» or «г.», or (`needs` = "year") open where its list must close it."""
    value = pieces.number(i)
    if value < 0:
        return _year_in_words(pieces, i)
    if not (1 <= value <= 2199) or _name_or_fraction(pieces, i):
        return None
    j = suffix(pieces, i + 1)
    said = pieces.word(j)
    if said in {"учебный", "учебном", "учебного", "финансовый", "финансовом"}:
        j, said = j + 1, pieces.word(j + 1)
    size = len(pieces.words[i])
    if said in YEAR_FORMS and not (said == "г" and pieces.capital(j)):
        if said == "году" and pieces.word(j + 1) == "жизни":  # «на 79-м году жизни»
            return None
        if said == "году" and pieces.word(j + 1) == "до" and pieces.word(j + 2) in {"нашей", "н"}:
            pass
        elif size == 2 and j > i + 1 and said == "году":
            value += 1900 if value >= 30 else 2000
        elif size < 4 and not (size == 3 and said == "году"):
            return None
        if after_month and said == "г" and pieces.word(j + 1) != "." and pieces.capital(j + 1):
            return Element(i, i + 1, Point(value))
        stop = abbreviated(pieces, j)
        return _before_christ(
            pieces, Element(i, stop, Point(value), plural=said in {"годах", "гг", "годы", "годов"})
        )
    if size != 4 or not value >= 1000:
        return None
    if after_month:
        return Element(i, j, Point(value))
    return Element(i, j, Point(value), needs="year")


def _before_christ(pieces: Pieces, element: Element) -> Element:
    j = element.stop
    if pieces.word(j) != "до":
        return element
    if pieces.word(j + 1) == "нашей" and pieces.word(j + 2) == "эры":
        stop = j + 3
    elif pieces.word(j + 1) == "н" and "э" in {pieces.word(j + 2), pieces.word(j + 3)}:
        stop = j + 1
        while pieces.word(stop) in {"н", ".", "э"}:
            stop += 1
    else:
        return element
    return element._replace(stop=stop, point=Point(1 - (element.point.year or 1)))


def _year_in_words(pieces: Pieces, i: int) -> Element | None:
    """«две тысячи семнадцатом году»."""
    if pieces.word(i) not in {"две", "тысяча", "двухтысячный", "двухтысячном", "двухтысячного"}:
        return None
    found = ordinal_at(pieces, i)
    if found is None or pieces.word(found[1]) not in YEAR_FORMS or not 1000 <= found[0] <= 2199:
        return None
    return Element(i, abbreviated(pieces, found[1]), Point(found[0]))


def _name_or_fraction(pieces: Pieces, i: int) -> bool:
    """Whether the number belongs to a name («ЭКСПО-2017»), a decimal, a time or a number with thousands."""
    if pieces.glued(i) and not (pieces.word(i - 1) in {"с", "в"} and sentence_start(pieces, i - 1)):
        before = pieces.word(i - 1)
        if pieces.kind(i - 1) == "w" or before in {".", ",", ":", "№", "#", "$", "€", "£", "¥", "+"}:
            return pieces.kind(i - 2) == "n" or before not in {".", ","} or pieces.kind(i - 1) == "w"
        if before in {"-", "–", "/"} and pieces.glued(i - 1) and pieces.kind(i - 2) == "w":
            return pieces.word(i - 2) not in YEAR_FORMS and pieces.word(i - 2) not in calendar().months
    if pieces.word(i - 1) in {"№", "n", "#"}:
        return True
    after = pieces.word(i + 1)
    if pieces.glued(i + 1) and after in {".", ",", ":"} and pieces.kind(i + 2) == "n" and pieces.glued(i + 2):
        return True
    return pieces.glued(i + 1) and after in {"%", "°"}


def month_at(pieces: Pieces, i: int, after_day: bool) -> tuple[int, int] | None:
    """A month and the piece after it."""
    word = pieces.word(i)
    month = calendar().months.get(word)
    if month is None:
        return None
    if len(word) <= 4 and word not in {
        "март",
        "мая",
        "маю",
        "мае",
        "маем",
        "май",
        "июнь",
        "июня",
        "июне",
        "июле",
        "июля",
        "июль",
        "июню",
        "июлю",
    }:
        return (month, abbreviated(pieces, i)) if after_day or pieces.word(i + 1) == "." else None
    if not after_day and pieces.capital(i) and not sentence_start(pieces, i):
        return None
    return month, i + 1


def sentence_start(pieces: Pieces, i: int) -> bool:
    """Whether the piece opens the text, a line or a sentence."""
    if i == 0:
        return True
    between = pieces.text[pieces.ends[i - 1] : pieces.starts[i]]
    return "\n" in between or pieces.word(i - 1) in {".", "!", "?", "«", '"', "(", "—"}


def day_at(pieces: Pieces, i: int) -> tuple[int, int] | None:
    """A day of the month, in digits or words, and the piece after it."""
    value = pieces.number(i)
    if value >= 0:
        if not 1 <= value <= 31 or len(pieces.words[i]) > 2 or _name_or_fraction(pieces, i):
            return None
        return value, suffix(pieces, i + 1)
    found = ordinal_at(pieces, i)
    if (
        found is not None
        and 1 <= found[0] <= 31
        and pieces.word(found[1] - 1).endswith(("ое", "ого", "тье", "тьего", "тьим", "ым", "ому"))
    ):
        return found
    return None


def month_year(pieces: Pieces, first: int, j: int, month: int, day: int) -> Element:
    """The element of a day or month, with the year after it, if one follows."""
    reference = year_reference(pieces, j)
    if reference is not None:
        ref, shift, stop = reference
        return Element(first, stop, Point(None, month, day, ref=ref, shift=shift))
    k = (
        j + 1
        if pieces.word(j) == "," and pieces.number(j + 1) > 1900 and pieces.word(j + 2) in YEAR_FORMS
        else j
    )
    year = year_at(pieces, k, after_month=True)
    if year is not None and year.point.year is not None and (year.point.year >= 1000 or year.point.year < 0):
        if day and not is_day(year.point.year, month, day):
            return Element(first, j, Point(None, month, day))
        return Element(first, year.stop, year.point._replace(month=month, day=day), plural=year.plural)
    return Element(first, j, Point(None, month, day))


def element_at(pieces: Pieces, i: int) -> Element | None:
    """The part of a sequence that begins at this piece."""
    if pieces.kind(i) == "n":
        found = numeric(pieces, i)
        if found is not None:
            return found
    day = day_at(pieces, i)
    if day is not None:
        month = month_at(pieces, day[1], after_day=True)
        if month is not None and is_day(None, month[0], day[0]):
            return month_year(pieces, i, month[1], month[0], day[0])
        if pieces.kind(i) == "n" or pieces.word(day[1]) in {"и", "по", "-", "–", "—"}:
            year = year_at(pieces, i)
            return year or Element(i, day[1], Point(None, 0, day[0]), needs="month")
    month = month_at(pieces, i, after_day=False)
    if month is not None:
        return month_year(pieces, i, month[1], month[0], 0)
    season = calendar().seasons.get(pieces.word(i))
    if season is not None:
        made = month_year(pieces, i, i + 1, 0, 0)
        return made._replace(point=made.point._replace(season=season))
    return year_at(pieces, i)
