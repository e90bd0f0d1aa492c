"""Times named by their distance: «вчера», «в прошлом году», «два года назад», «в тот же день», «в среду»."""

from __future__ import annotations

from typing import NamedTuple

from legation.language.russian.dates_grammar import SHIFTS, abbreviated, sentence_start
from legation.language.russian.numerals import Number, number_at, ordinal_at
from legation.language.russian.numerals_pieces import Pieces
from legation.record import Token
from legation.vocabulary.calendar import calendar
from legation.vocabulary.numerals import numeral_words

SINGULAR = frozenset(
    "день дня дню днем дне сутки неделя недели неделе неделю неделей месяц месяца месяцу месяцем месяце "
    "год года году годом годе г век века веку веком веке столетие столетия столетии "
    "десятилетие десятилетия десятилетии выходные выходных уикенд "
    "квартал квартала квартале полугодие полугодия полугодии".split()
)
WEEKDAY_AFTER = frozenset("в во с к ко до на от по".split())
_BEFORE = frozenset("более свыше больше".split())
_HALF_YEARS = {"полгода": 6, "полугода": 6, "полвека": 600}


class Relative(NamedTuple):
    """A time so many units from the day of the text (`base` anchor) or from the time that it speaks of
    (context; `either` where the tense decides). `until` ends a stretch; `named` is a weekday, month or
    season; `vague` means that only one end of the stretch is known."""

    first: int
    stop: int
    unit: str
    shift: int
    base: str = "anchor"
    until: int | None = None
    named: int = 0
    vague: bool = False
    approximate: bool = False
    shape: str = "point"


def relative_at(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> Relative | None:
    """The relative time that begins at this piece, if one does."""
    if pieces.kind(i) == "n":
        return _counted(pieces, tokens, i) or _anniversary(pieces, i)
    word = pieces.word(i)
    words = calendar()
    if word in words.days:
        j = i + 1
        if pieces.word(j) in words.words["day_parts"]:
            j += 1
        return Relative(i, j, "day", words.days[word])
    return (
        _phrase(pieces, tokens, i)
        or _many(pieces, i)
        or _determined(pieces, i)
        or _weekday(pieces, tokens, i)
        or _adjective(pieces, i)
        or _edge(pieces, i)
        or _counted(pieces, tokens, i)
        or _anniversary(pieces, i)
    )


def _phrase(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> Relative | None:
    word, second = pieces.word(i), pieces.word(i + 1)
    if word == "накануне":
        complement = tokens[pieces.tokens[i + 1]] if i + 1 < len(pieces) else None
        governs = (
            complement is not None and complement.feats.get("Case") == "Gen" and complement.pos != "VERB"
        )
        return None if governs else Relative(i, i + 1, "day", -1, base="either")
    if word == "тогда" and second == "же":
        return Relative(i, i + 2, "same", 0, base="context")
    if word == "тех" and second == "пор" and pieces.word(i - 1) in {"с", "со"}:
        if "как" in {pieces.word(i + 2), pieces.word(i + 3)}:
            return None
        return Relative(i, i + 2, "same", 0, base="context")
    if word == "другой" and second == "день" and pieces.word(i - 1) == "на":
        return Relative(i, i + 2, "day", 1, base="context")
    if word in {"выходные", "уикенд"} and pieces.word(i - 1) in {"в", "на"}:
        return Relative(i, i + 1, "weekend", 0, base="tense")
    return None


def _many(pieces: Pieces, i: int) -> Relative | None:
    """«последние пять лет», «последние годы», «ближайшие два года»."""
    words = calendar()
    past = pieces.word(i) in words.words["last_of_many"]
    if not past and pieces.word(i) not in words.words["next_of_many"]:
        return None
    count = number_at(pieces, i + 1)
    j = count.stop if count is not None else i + 1
    unit = words.units.get(pieces.word(j), "")
    form = pieces.word(j)
    if unit not in {"day", "week", "month", "year", "decade", "century"}:
        return None
    if (
        count is None
        and form in SINGULAR
        and (
            not pieces.word(i).startswith("последн")
            or pieces.word(i - 1) not in {"за", "в", "течение"}
            or unit == "day"
        )
    ):
        return None
    many = 1 if count is None else int(count.value)
    if count is not None and count.value != many:
        return None
    vague = count is None and form not in SINGULAR
    sign = -many if past else 0
    return Relative(i, j + 1, unit, sign, until=0 if past else many, vague=vague, shape="span")


def _determined(pieces: Pieces, i: int) -> Relative | None:
    """«прошлого года», «на этой неделе», «в тот же день», «минувшей осенью», «в следующую среду»."""
    words = calendar()
    name = words.determiners.get(pieces.word(i))
    if name is None:
        return None
    j = i + 1
    same = name == "that"
    if pieces.word(j) in {"же", "самый", "самого", "самом"}:
        same, j = same or name == "this", j + 1
    form = pieces.word(j)
    if form in words.weekdays and form not in {"среды", "среда", "среде"}:
        base = "anchor" if pieces.word(i).startswith(("прошл", "следующ")) else "nearest"
        stop = _day_part(pieces, j + 1)
        return Relative(i, stop, "weekday", SHIFTS.get(name, 0), base=base, named=words.weekdays[form])
    if form in words.seasons and not same:
        return Relative(i, j + 1, "season", SHIFTS[name], named=words.seasons[form])
    if form in words.months and not same:
        return Relative(i, j + 1, "month_name", SHIFTS[name], named=words.months[form])
    if same and j == i + 2 and (form in words.words["day_parts"] or form in words.words["parts_of_a_day"]):
        return Relative(i, j + 1, "day", 0, base="context")
    unit = words.units.get(form)
    if unit is None or form not in SINGULAR:
        return None
    stop = abbreviated(pieces, j)
    if same:
        return Relative(i, stop, unit, 0, base="context")
    if unit == "day":
        return Relative(i, stop, unit, SHIFTS[name], base="context") if name in {"this", "next"} else None
    return Relative(i, stop, unit, SHIFTS[name], base="either" if name == "next" else "anchor")


def _day_part(pieces: Pieces, j: int) -> int:
    return j + 1 if pieces.word(j) in calendar().words["day_parts"] else j


def _weekday(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> Relative | None:
    words = calendar()
    form = pieces.word(i)
    named = words.weekdays.get(form)
    if named is None:
        return None
    before, j = pieces.word(i - 1), _day_part(pieces, i + 1)
    if before not in WEEKDAY_AFTER and pieces.word(i - 2) not in WEEKDAY_AFTER and j == i + 1:
        return None
    if before not in WEEKDAY_AFTER and before not in words.words["day_parts"] and j == i + 1:
        return None
    if form.startswith("сред") and j < len(pieces):
        after = tokens[pieces.tokens[j]]
        if form not in {"среду", "среды", "среде"} or (
            after.pos == "NOUN" and after.feats.get("Case") == "Gen"
        ):
            return None
        if form != "среду" and before not in {"с", "к", "ко", "до"}:
            return None
    return Relative(i, j, "weekday", 0, base="tense", named=named)


def _adjective(pieces: Pieces, i: int) -> Relative | None:
    """«на декабрьском заседании», «прошлогодний визит»."""
    month = calendar().month_adjectives.get(pieces.word(i))
    if month is not None:
        named = pieces.capital(i) and not sentence_start(pieces, i)
        named = named or pieces.word(i + 1) in {"революции", "революция", "революцию", "район", "района"}
        return None if named else Relative(i, i + 1, "month_name", 0, base="tense", named=month)
    if pieces.word(i).startswith("прошлогодн"):
        return Relative(i, i + 1, "year", -1)
    return None


def _edge(pieces: Pieces, i: int) -> Relative | None:
    """«до конца года», «с начала недели»: the year or week of the text."""
    if pieces.word(i) not in calendar().words["edges"] and pieces.word(i) not in {
        "итогам",
        "итоги",
        "итогах",
    }:
        return None
    unit = calendar().units.get(pieces.word(i + 1))
    if unit not in {"year", "month", "week"} or pieces.word(i + 1) not in {"года", "месяца", "недели"}:
        return None
    if pieces.kind(i + 2) == "n":
        return None
    return Relative(i, i + 2, unit, 0, base="either" if unit == "year" else "anchor")


def _count(pieces: Pieces, i: int) -> tuple[Number, str, int] | None:
    """A number of units of time: the number, the unit and the piece after it."""
    months = _HALF_YEARS.get(pieces.word(i))
    if months is not None:
        return Number(float(months), i, i), "month", i + 1
    if pieces.word(i) == "четверть" and pieces.word(i + 1) == "века":
        return Number(25.0, i, i), "year", i + 2
    count = number_at(pieces, i)
    j = count.stop if count is not None else i
    j += 1 if pieces.word(j) == "-" and pieces.glued(j) else 0
    unit = calendar().units.get(pieces.word(j))
    if unit not in {"day", "week", "month", "year", "decade", "century"} or pieces.word(j) == "г":
        return None
    if count is None:
        if pieces.word(j) not in SINGULAR:
            return None
        count = Number(1.0, j, j)
    return count, unit, j + 1


def _counted(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> Relative | None:
    """«два года назад», «годом позже», «спустя три дня», «через месяц», «за год до этого»."""
    lead = pieces.word(i) if pieces.word(i) in {"через", "спустя", "за"} else ""
    found = _count(pieces, i + 1 if lead else i)
    if found is None:
        return None
    number, unit, j = found
    count, after = number.value, pieces.word(j)
    if unit == "year" and count == 1.5:
        count, unit = 18, "month"
    if count != int(count) or count > 5000:
        return None
    many = int(count)
    vague = pieces.word(i - 1) in _BEFORE or (pieces.word(i - 1) == "чем" and pieces.word(i - 2) in _BEFORE)
    about = pieces.word(i - 1) in calendar().words["approximate"] or pieces.word(i - 1) == "почти"
    if lead == "за":
        if after == "до" and pieces.word(j + 1) in {"этого", "того"}:
            return Relative(i, j + 2, unit, -many, base="context")
        return None
    if lead:
        if after == "после" and pieces.word(j + 1) not in {"этого", "того"}:
            return None
        return Relative(i, j, unit, many, base="either" if lead == "через" else "context", shape=_shape(unit))
    if after == "тому" and pieces.word(j + 1) == "назад":
        after, j = "назад", j + 1
    if after == "назад":
        return Relative(i, j + 1, unit, -many, vague=vague, approximate=about, shape="ago")
    if after in {"спустя", "позже", "позднее", "ранее", "раньше"}:
        following = tokens[pieces.tokens[j + 1]] if j + 1 < len(pieces) else None
        if after in {"ранее", "раньше"} and following is not None and following.text.lower() == "чем":
            return None
        return Relative(
            i,
            j + 1,
            unit,
            many if after in {"спустя", "позже", "позднее"} else -many,
            base="context",
            shape=_shape(unit),
        )
    return None


def _shape(unit: str) -> str:
    """A week away is about a day, not the week of the calendar that «на следующей неделе» means."""
    return "ago" if unit == "week" else "point"


def _anniversary(pieces: Pieces, i: int) -> Relative | None:
    """«25-летие установления отношений», «73-я годовщина Победы», «30 лет со дня»: when it first was."""
    words = calendar().words
    number = pieces.number(i)
    if number >= 0:
        if pieces.is_dash(i + 1) and pieces.glued(i + 1) and pieces.word(i + 2) in words["anniversaries"]:
            marked = pieces.word(i + 2).startswith("лети") or pieces.word(i + 3) in words["anniversary_nouns"]
            stop = i + 4 if pieces.word(i + 3) in words["anniversary_nouns"] else i + 3
            return _years_before(i, stop, number) if marked else None
        if pieces.is_dash(i + 1) and pieces.word(i + 3) in words["anniversary_nouns"]:
            return _years_before(i, i + 4, number)
        if pieces.word(i + 1) == "лет" and pieces.word(i + 2) == "со" and pieces.word(i + 3) == "дня":
            return _years_before(i, i + 4, number)
        return None
    form = pieces.word(i)
    if form.endswith(("летие", "летия", "летию", "летием", "летии")) and not form.startswith(
        ("десятил", "столет")
    ):
        years = numeral_words().prefixes.get(form[: form.rindex("лети")])
        return _years_before(i, i + 1, int(years)) if years and years >= 2 else None
    ordinal = ordinal_at(pieces, i)
    if ordinal is not None and pieces.word(ordinal[1]) in words["anniversary_nouns"]:
        return _years_before(i, ordinal[1] + 1, ordinal[0])
    return None


def _years_before(first: int, stop: int, years: int) -> Relative | None:
    if not 1 <= years <= 2000:
        return None
    return Relative(first, stop, "year", -years, base="spoken", shape="anniversary")
