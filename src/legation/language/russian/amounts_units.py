"""What a number counts: money, time, per cent, weights, or the noun after it."""

from __future__ import annotations

from typing import NamedTuple

from legation.language.russian.numerals import Number
from legation.language.russian.numerals_pieces import Pieces
from legation.record import Token
from legation.vocabulary.measures import measures
from legation.vocabulary.numerals import numeral_words

_SHARES = frozenset(
    "процент процента проценту процентом проценте проценты процентов процентам "
    "процентами процентах проц".split()
)
_SIZE = {"кв": 1, "квадратных": 1, "кубических": 1, "куб": 1, "морских": 1, "погонных": 1}
_PASSED_OVER = frozenset({"ADJ", "DET", "NUM"})
_PIECES = frozenset({"штука", "единица"})
_FRACTIONS = frozenset(
    "трети третьих четверти четвертых пятых шестых седьмых восьмых десятых сотых тысячных".split()
)
_CARDINAL_ENDINGS = frozenset("х ти и ми мя ух ех ю м ем рех ырех".split())
NOUN_WITHIN = 5


class Unit(NamedTuple):
    """A unit from piece `first` (-1 where it follows the number) to `stop`; `factor` scales the number.

    `strong` units are measures in themselves; a counted noun is not. `value` is set where the word holds
    the number as well.
    """

    name: str
    stop: int
    first: int = -1
    factor: float = 1.0
    strong: bool = True
    value: float = 0.0


def unit_after(pieces: Pieces, tokens: tuple[Token, ...], j: int, limit: int) -> Unit | None:
    """The unit that follows the number, not past the sentence."""
    if j >= len(pieces) or pieces.tokens[j] >= limit or pieces.word(j) in _FRACTIONS:
        return None
    j = _past_suffix(pieces, j)
    if pieces.is_dash(j) and pieces.glued(j) and pieces.glued(j + 1):
        return None
    word = pieces.word(j)
    if word.startswith(("летн", "третей")):
        return None
    if word == "%":
        return Unit("%", j + 1)
    if word in _SHARES or word.startswith("процентн"):
        return Unit("%", _past_stop(pieces, j))
    return (
        _money(pieces, j, limit)
        or _time(pieces, j)
        or _physical(pieces, j)
        or _counted(pieces, tokens, j, limit)
    )


def _past_suffix(pieces: Pieces, j: int) -> int:
    """«73-х», «5-ти»: the piece after the ending of a cardinal."""
    hyphened = pieces.is_dash(j) and pieces.glued(j) and pieces.glued(j + 1)
    return j + 2 if hyphened and pieces.word(j + 1) in _CARDINAL_ENDINGS else j


def _past_stop(pieces: Pieces, j: int) -> int:
    short = len(pieces.word(j)) <= 4
    return j + 2 if short and pieces.word(j + 1) == "." and pieces.glued(j + 1) else j + 1


def sign_before(pieces: Pieces, i: int) -> Unit | None:
    """«$1,5 млрд», «US$100», «USD 100»."""
    code = measures().signs.get(pieces.word(i - 1))
    if code is None:
        return None
    first = i - 2 if pieces.word(i - 2) in {"us", "u"} and pieces.glued(i - 1) else i - 1
    return Unit(code, i, first=first)


def _money(pieces: Pieces, j: int, limit: int) -> Unit | None:
    vocabulary = measures()
    code = vocabulary.signs.get(pieces.word(j))
    if code is not None:
        return Unit(code, j + 1)
    adjective = ""
    if pieces.word(j) not in vocabulary.currencies:
        following = pieces.word(j + 1)
        if following not in vocabulary.currencies or pieces.tokens[j + 1] >= limit:
            return None
        adjective, j = pieces.word(j), j + 1
    code = vocabulary.currencies[pieces.word(j)]
    stop = _past_stop(pieces, j)
    if adjective:
        known = next(
            (
                c
                for (stem, plain), c in vocabulary.adjectives.items()
                if plain == code and adjective.startswith(stem)
            ),
            None,
        )
        if known is None and not adjective.startswith(("ны", *vocabulary.words["money_adjectives"])):
            return None
        code = known or code
    if pieces.word(stop) in {"сша", "стерлингов", "стерлинга", "стерлинг", "рф"}:
        stop += 1
    return Unit(code, stop)


def _time(pieces: Pieces, j: int) -> Unit | None:
    vocabulary = measures()
    name = vocabulary.times.get(pieces.word(j))
    if name is None:
        return None
    factor, into = vocabulary.time_factors.get(name, (1.0, name))
    return Unit(into, j + 1, factor=factor)


def _physical(pieces: Pieces, j: int) -> Unit | None:
    vocabulary = measures()
    k = j + 1 if pieces.word(j) in _SIZE else j
    k += 1 if k > j and pieces.word(k) == "." else 0
    name = vocabulary.physical.get(pieces.word(k))
    if name is None or (len(pieces.word(k)) == 1 and pieces.word(k + 1) == "." and pieces.glued(k + 2)):
        return None
    if k > j:
        prefix = {"ку": "кубометр"}.get(pieces.word(j)[:2], "")
        name = prefix or ("квадратный " + name if pieces.word(j).startswith("кв") else name)
    return Unit(name, _past_stop(pieces, k) if len(pieces.word(k)) <= 2 else k + 1)


def _counted(pieces: Pieces, tokens: tuple[Token, ...], j: int, limit: int) -> Unit | None:
    """The noun that the number counts, past its adjectives; «из 11 стран» counts the same noun."""
    k, steps = j, 0
    if pieces.word(k) == "из" and pieces.kind(k + 1) == "n":
        k += 2
    while k < len(pieces) and pieces.tokens[k] < limit and steps < NOUN_WITHIN:
        token = tokens[pieces.tokens[k]]
        if token.pos in {"NOUN", "PROPN"} and pieces.kind(k) == "w":
            if token.pos == "PROPN" and steps == 0 and token.feats.get("Case") != "Gen":
                return None
            return _noun(pieces, tokens, k, limit)
        if (
            token.pos == "PUNCT"
            and pieces.word(k) in {"«", '"', "-"}
            and (steps or _is_quoted(pieces, tokens, k))
        ):
            k, steps = k + 1, steps + 1
            continue
        if token.lemma == "и" and steps and pieces.kind(k + 1) == "n":  # «84 британских и 15 датских судов»
            k, steps = k + 2, steps + 1
            continue
        participle = token.pos == "VERB" and token.feats.get("VerbForm") == "Part"
        if token.pos not in _PASSED_OVER and not participle and token.lemma not in {"самый", "наиболее"}:
            return None
        if token.feats.get("Case") not in {"Gen", "Dat", "Ins", "Loc", "Nom", "Acc", None}:
            return None
        k, steps = k + 1, steps + 1
    return None


def _is_quoted(pieces: Pieces, tokens: tuple[Token, ...], k: int) -> bool:
    """Whether a mark opens the one noun that is counted: «тридцать «катюш»»."""
    after = tokens[pieces.tokens[k + 1]] if k + 2 < len(pieces) else None
    counted = after is not None and after.pos in {"NOUN", "PROPN"} and after.feats.get("Case") == "Gen"
    return pieces.word(k) == "«" and counted and pieces.word(k + 2) == "»"


def _noun(pieces: Pieces, tokens: tuple[Token, ...], k: int, limit: int) -> Unit:
    token = tokens[pieces.tokens[k]]
    name = token.lemma
    stop = k + 1
    while stop < len(pieces) and pieces.tokens[stop] == pieces.tokens[k]:
        stop += 1
    if name in _PIECES and stop < len(pieces) and pieces.tokens[stop] < limit:
        for further in range(stop, min(stop + 3, len(pieces))):
            after = tokens[pieces.tokens[further]]
            if after.feats.get("Case") != "Gen" or pieces.tokens[further] >= limit:
                break
            if after.pos == "NOUN":
                return Unit(after.lemma, further + 1, strong=False)
    return Unit(_singular(name), stop, strong=False)


def _singular(lemma: str) -> str:
    return {"люди": "человек", "чел": "человек"}.get(lemma, lemma)


def adjective_unit(
    pieces: Pieces, tokens: tuple[Token, ...], i: int, number: Number | None = None
) -> Unit | None:
    """«шестидневное турне», «25-летний юбилей» (never a person's age), «5-процентный»."""
    if number is not None:
        j = number.stop
        if not (pieces.is_dash(j) and pieces.glued(j) and pieces.glued(j + 1)):
            return None
        return _adjective(pieces, tokens, j + 1, pieces.word(j + 1), number.value)
    parted = _parted(pieces.words[i])
    return _adjective(pieces, tokens, i, *parted) if parted else None


def is_numeral_adjective(word: str) -> bool:
    """Whether a word is of a number and a time: «двухлетний»."""
    return _parted(word) is not None


def _parted(word: str) -> tuple[str, float] | None:
    """«шестидневное» as what follows the number («дневное»), and the number."""
    stems = tuple(measures().time_adjectives)
    for length in range(min(len(word) - 4, 16), 3, -1):
        value = numeral_words().prefixes.get(word[:length])
        if value is not None and word[length:].startswith(stems):
            return word[length:], value
    return None


def _adjective(pieces: Pieces, tokens: tuple[Token, ...], at: int, rest: str, value: float) -> Unit | None:
    vocabulary = measures()
    if rest.startswith("процентн"):
        return Unit("%", at + 1, value=value)
    unit = next((u for stem, u in vocabulary.time_adjectives.items() if rest.startswith(stem)), None)
    if unit is None or rest.startswith(("лети", "часовн")):
        return None
    token = tokens[pieces.tokens[at]]
    head = tokens[token.head]
    of_person = (
        head.pos == "PROPN" or head.feats.get("Animacy") == "Anim" or head.lemma in vocabulary.words["people"]
    )
    if unit == "год" and (of_person or token.pos == "NOUN" or token.head == pieces.tokens[at]):
        return None
    return Unit(unit, at + 1, value=value)
