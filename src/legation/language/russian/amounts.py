"""Numbers with what they count: «свыше 50 предприятий», «100–150 млн долларов», «18,8 %»."""

from __future__ import annotations

from bisect import bisect_left
from enum import Enum
from functools import lru_cache

import msgspec

from legation.language.russian.amounts_comparators import compared
from legation.language.russian.amounts_units import (
    Unit,
    adjective_unit,
    is_numeral_adjective,
    sign_before,
    unit_after,
)
from legation.language.russian.dates import dates_in
from legation.language.russian.numerals import Number, number_at
from legation.language.russian.numerals_pieces import DASHES, Pieces, beginnings
from legation.record import Amount, Date, Document, Markup, Sentence, Token
from legation.vocabulary.measures import measures
from legation.vocabulary.numerals import numeral_words

_plain: set[str] = set()  # words that begin no amount
_NOT_COUNTS = frozenset(
    "один одна одно одного одной одному одним одном одну оба обе обоих обеих обоим "
    "половина половину половины половиной ноль".split()
)
HALF = 0.5
_MANY = 1000  # a noun so often counted is understood after the next thousands or millions

_NO_UNITS = frozenset(
    {"утро", "вечер", "ночь", "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август"}
)


def figured(markup: Markup) -> Markup:
    """The markup with its dates and amounts."""
    document, tokens, sentences = markup.document, markup.tokens, markup.sentences
    pieces = Pieces(document.text, tokens)
    dates = dates_in(document, tokens, sentences, pieces)
    amounts = amounts_in(document, tokens, sentences, dates, pieces)
    return msgspec.structs.replace(markup, dates=dates, amounts=amounts)


def amounts_in(
    document: Document,
    tokens: tuple[Token, ...],
    sentences: tuple[Sentence, ...],
    dates: tuple[Date, ...],
    pieces: Pieces | None = None,
) -> tuple[Amount, ...]:
    """The amounts of the text, in its order; none from dates, ages, ordinals and names.

    A range gives two amounts with the same characters, `>=` and `<=`.
    """
    pieces = pieces or Pieces(document.text, tokens)
    taken = _taken(dates)
    ends = [s.last for s in sentences]
    found: list[Amount] = []
    free = 0
    for i in beginnings(pieces, _may_begin, _plain):
        if i < free:
            continue
        if _begins(pieces.words[i], pieces.kinds[i]) is _Begins.ADJECTIVE:
            unit = adjective_unit(pieces, tokens, i)
            if unit is not None:
                found.append(_amount(pieces, i, i + 1, unit.value, unit.name, "="))
            continue
        if pieces.tokens[i] in taken:
            continue
        n = bisect_left(ends, pieces.tokens[i] + 1)
        limit = ends[n] if n < len(ends) else len(tokens)
        earlier = _earlier(found, ends[n - 1] if n else 0, ends[n - 2] if n > 1 else 0)
        amounts, free = _at(pieces, tokens, i, limit, taken, earlier)
        found += amounts
    return tuple(found)


def _earlier(found: list[Amount], here: int, before: int) -> Amount | None:
    """The amount whose noun the next may share: the last of its sentence, else the money just before."""
    for amount in reversed(found[-4:]):
        if amount.first >= here and amount.unit != "%" and amount.unit not in measures().times.values():
            return amount
        if before <= amount.first < here and amount.unit.isupper():
            return amount
    return None


class _Begins(Enum):
    """What a piece may begin."""

    NOTHING = 0
    NUMBER = 1
    ADJECTIVE = 2  # «двухлетний»


def _may_begin(word: str, kind: str) -> bool:
    return _begins(word, kind) is not _Begins.NOTHING


@lru_cache(maxsize=50_000)
def _begins(word: str, kind: str) -> _Begins:
    vocabulary = numeral_words()
    if kind == "n" or word in vocabulary.cardinals or word in vocabulary.wholes or word in vocabulary.scales:
        return _Begins.NUMBER
    return _Begins.ADJECTIVE if kind == "w" and is_numeral_adjective(word) else _Begins.NOTHING


def _taken(dates: tuple[Date, ...]) -> frozenset[int]:
    """The tokens of dates; a span of «последние три года» is a date whose length is an amount as well."""
    taken = {n for d in dates if d.kind != "anniversary" and not _of_last(d) for n in range(d.first, d.last)}
    return frozenset(taken)


def _of_last(date: Date) -> bool:
    return date.kind == "span" and date.relative


def _at(
    pieces: Pieces,
    tokens: tuple[Token, ...],
    i: int,
    limit: int,
    taken: frozenset[int],
    earlier: Amount | None,
) -> tuple[list[Amount], int]:
    """The amounts that begin with the number at this piece, and the piece to go on from.

    `earlier` is the amount before it in the sentence, whose noun it may share («из них 43»).
    """
    number = number_at(pieces, i)
    if number is None or _part_of_name(pieces, i, number):
        return [], _past(pieces, i)
    low = None
    second = _range_end(pieces, number, taken)
    if second is not None:
        low, number = _low_end(number, second), second
    suffixed = adjective_unit(pieces, tokens, i, number)
    unit = suffixed or unit_after(pieces, tokens, number.stop, limit) or sign_before(pieces, i)
    unit = unit or _unsaid(pieces, tokens, i, number, earlier)
    if unit is None or _refers(pieces, tokens, i, number, unit):
        return [], max(number.stop, i + 1)
    if pieces.words[i] in _NOT_COUNTS and not number.scaled and not _said_with_force(pieces, i):
        return [], max(number.stop, i + 1)
    sign, first, after = compared(pieces, i, max(unit.stop, number.stop))
    if low is not None and pieces.word(i - 1) == "от":
        first = min(first, i - 1)
    start = min(first, unit.first if unit.first >= 0 else first)
    stop = max(unit.stop, number.stop, after)
    if unit.first >= 0 and unit.first < i:
        sign, start, after = compared(pieces, unit.first, number.stop)
        start = min(start, unit.first)
    value = number.value * unit.factor
    if pieces.words[i] in _NOT_COUNTS and value == HALF and _is_noun(unit.name):
        return [_amount(pieces, start, stop, 100 * HALF, "%", sign)], stop  # «более половины сотрудников»
    if low is not None:
        return [
            _amount(pieces, start, stop, low * unit.factor, unit.name, ">="),
            _amount(pieces, start, stop, value, unit.name, "<="),
        ], stop
    onward = number.stop + 1 if pieces.word(number.stop) == "из" else _next_of_one_noun(pieces, number, stop)
    return [_amount(pieces, start, stop, value, unit.name, sign)], onward


def _next_of_one_noun(pieces: Pieces, number: Number, stop: int) -> int:
    """The second number of «84 британских и 15 датских судов», else where the amount ends."""
    joined = (k for k in range(number.stop, stop - 1) if pieces.word(k) == "и" and pieces.kind(k + 1) == "n")
    return next(joined, stop - 1) + 1


def _unsaid(
    pieces: Pieces, tokens: tuple[Token, ...], i: int, number: Number, earlier: Amount | None
) -> Unit | None:
    """What a number without a noun counts: people («трое», «70 ранены») or what was counted before."""
    words = measures().words
    j = number.stop
    while pieces.glued(j) and (pieces.is_dash(j) or pieces.kind(j) == "w") and j < len(pieces):
        j += 1
    after = tokens[pieces.tokens[min(j, len(pieces) - 1)]]
    if pieces.word(number.stop) in {"%", ":"} or _like_a_year(pieces, i):
        return None
    if earlier is not None and _is_shared(pieces, tokens, i, number, earlier, after):
        return Unit(earlier.unit, number.stop, strong=False)
    shared = any(pieces.word(i - back) in words["same_noun"] for back in (1, 2, 3))
    fewer = earlier is not None and (number.value <= earlier.value or pieces.word(i - 1) == "еще")
    if earlier is not None and shared and fewer and _is_noun(earlier.unit):
        return Unit(earlier.unit, j, strong=False)
    if j >= len(pieces):
        return None
    near = tokens[pieces.tokens[j] : pieces.tokens[j] + 3]
    lemmas = [t.lemma for t in near if t.pos in {"VERB", "AUX", "ADV"}]
    if pieces.words[i] in words["people_numerals"] and pieces.word(i - 1) == "на":
        return None  # «стратегия на двоих»
    if pieces.words[i] in words["people_numerals"] or (
        after.pos in {"VERB", "AUX"} and any(lemma in words["casualties"] for lemma in lemmas)
    ):
        return Unit("человек", j, strong=False)
    return None


def _is_shared(
    pieces: Pieces, tokens: tuple[Token, ...], i: int, number: Number, earlier: Amount, after: Token
) -> bool:
    """«экспорт — 980 млн долларов, импорт — 620 млн», «против — 9, ещё 35 воздержались»."""
    words = measures().words
    if number.scaled:
        counts = _is_noun(earlier.unit) and earlier.value >= _MANY
        return after.pos not in {"NOUN", "ADJ", "PROPN"} and (earlier.unit.isupper() or counts)
    voted = any(t.lemma in words["voted"] for t in tokens[earlier.last : earlier.last + 3])
    voted = voted or any(t.lemma in words["voted"] for t in tokens[max(0, earlier.first - 6) : earlier.first])
    told = after.lemma in words["voted"] or any(pieces.word(i - back) in words["votes"] for back in (1, 2))
    return voted and told and _is_noun(earlier.unit)


def _is_noun(unit: str) -> bool:
    """Whether the unit is a counted noun, no measure."""
    return len(unit) > 3 and unit not in measures().times.values()


def _like_a_year(pieces: Pieces, i: int) -> bool:
    return len(pieces.words[i]) == 4 and 1800 <= pieces.number(i) <= 2100


def _said_with_force(pieces: Pieces, i: int) -> bool:
    return compared(pieces, i, i + 1)[0] != "="


def _past(pieces: Pieces, i: int) -> int:
    """The piece after a number that is none: all that is glued to it goes with it."""
    i += 1
    while pieces.glued(i) and pieces.kind(i) in {"n", "p"} and pieces.word(i) not in {")", ",", "»"}:
        i += 1
    return i


def _part_of_name(pieces: Pieces, i: int, number: Number) -> bool:
    """«С-400», «Boeing 747», «№ 5», «12:30», «2:1», «131-ФЗ»."""
    before = pieces.word(i - 1)
    if before in {"№", "#", "+", "n"}:
        return True
    if pieces.glued(i) and (
        pieces.kind(i - 1) == "w"
        or (before in DASHES | {":", ".", "/"} and pieces.kind(i - 2) in {"w", "n"} and pieces.glued(i - 1))
    ):
        return before not in {"$", "€"} and pieces.words[i - 1] not in {"us"}
    j = number.stop
    if pieces.glued(j) and pieces.word(j) in {":", "/"} and pieces.kind(j + 1) == "n":
        return True
    return (
        pieces.kind(i) == "n"
        and pieces.is_dash(j)
        and pieces.glued(j)
        and pieces.glued(j + 1)
        and pieces.kind(j + 1) == "w"
        and pieces.capital(j + 1)
    )


def _range_end(pieces: Pieces, number: Number, taken: frozenset[int]) -> Number | None:
    """The greater number of «5–7 тысяч», «от 5 до 7», «два-три»."""
    j = number.stop
    between = pieces.word(number.first - 1) in {"от", "с"} and pieces.word(j) in {"до", "по"}
    if not (pieces.is_dash(j) or between) or j + 1 >= len(pieces) or pieces.tokens[j + 1] in taken:
        return None
    second = number_at(pieces, j + 1)
    if second is None or second.stop <= j + 1 or (pieces.is_dash(j) and second.in_words != number.in_words):
        return None
    return second if _low_end(number, second) < second.value else None


def _low_end(number: Number, second: Number) -> float:
    """The lesser number, with the scale of the greater one where it has none of its own."""
    if second.scaled and not number.scaled:
        for scale in (1e12, 1e9, 1e6, 1e3):
            if second.value >= scale:
                return number.value * scale
    return number.value


def _refers(pieces: Pieces, tokens: tuple[Token, ...], i: int, number: Number, unit: Unit) -> bool:
    """An article, a flight, an age or an hour rather than an amount."""
    words = measures().words
    before = tokens[pieces.tokens[i - 1]] if i else None
    if (
        before is not None
        and before.lemma in words["references"]
        and pieces.kind(i) == "n"
        and not unit.strong
    ):
        return True
    if i and pieces.word(i - 1) == "." and pieces.word(i - 2) in words["references"]:
        return True
    if unit.name in _NO_UNITS or (unit.name == "место" and pieces.word(i - 1) == "на"):
        return True
    if unit.name == "год" and _is_age(pieces, tokens, i, unit):
        return True
    hour = unit.name == "час" and number.value <= 24 and pieces.word(i - 1) in {"в", "к", "до", "с"}
    hour = hour and (
        pieces.word(i - 1) in {"в", "к"} or pieces.word(unit.stop) in {"утра", "вечера", "дня", "ночи"}
    )
    return hour and not number.scaled


def _is_age(pieces: Pieces, tokens: tuple[Token, ...], i: int, unit: Unit) -> bool:
    ages = measures().words["ages"]
    if any(pieces.word(i - back) in ages for back in (1, 2, 3)) or pieces.word(unit.stop) in {
        "отроду",
        "жизни",
    }:
        return True
    before, after = pieces.word(i - 1), pieces.word(unit.stop)
    if after == "от" and pieces.word(unit.stop + 1) == "роду":
        return True
    if before == "в" and (i < 2 or pieces.kind(i - 2) != "w" or tokens[pieces.tokens[i - 2]].pos != "NOUN"):
        return pieces.word(unit.stop - 1) in {"лет", "года", "год"}
    if (
        i
        and tokens[pieces.tokens[i - 1]].feats.get("Case") == "Dat"
        and tokens[pieces.tokens[i - 1]].pos in {"PRON", "PROPN"}
    ):
        return True
    return before == "," and after in {",", ")", "."} and i > 1 and pieces.capital(i - 2)


def _amount(pieces: Pieces, first: int, stop: int, value: float, unit: str, sign: str) -> Amount:
    return Amount(
        start=pieces.starts[first],
        end=pieces.ends[stop - 1],
        first=pieces.tokens[first],
        last=pieces.tokens[stop - 1] + 1,
        value=round(value, 6),
        unit=unit,
        comparator=sign,
    )
