"""What can be right or wrong in a sentence: times, amounts, persons, states, the words of its matter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import Struct

from legation.extraction import cast_of
from legation.language import mark
from legation.record import Amount, Document, Markup, Mention
from legation.record.when import NEVER_AFTER, NEVER_BEFORE, days
from legation.resolution.spelling import alike, fold, root
from legation.vocabulary.states import states

MATTER = ("NOUN", "VERB", "ADJ", "PROPN")
PLAIN = frozenset("быть стать год сторона который свой этот мочь весь один".split())
NEGATIONS = frozenset(
    "не нет отменить отмена отказаться отказ отвергнуть "
    "not n't no never cancel cancellation refuse refusal reject deny".split()
)
PLACING = ("in", "at", "near")
NEAR = 0.005  # by how much one amount may differ from another and still be it
SAME_NAME = 0.8


class Slots(Struct, frozen=True, kw_only=True):
    """What one sentence holds. `words` are roots of its nouns, verbs and adjectives, names left out.

    Words are compared within one language only; all else in any.
    """

    language: str

    words: frozenset[str]
    dates: tuple[str, ...]
    amounts: tuple[Amount, ...]
    persons: tuple[str, ...]
    states: frozenset[str]
    bodies: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    negated: bool = False


def slots_of(markup: Markup, mentions: Iterable[Mention], start: int, end: int) -> Slots:
    """What stands between `start` and `end` of a marked text."""
    here = [m for m in mentions if start <= m.start < end]
    named = {n for m in here if m.kind in ("person", "state") for n in range(m.first, m.last)}
    timed = {n for d in markup.dates if start <= d.start < end for n in range(d.first, d.last)}
    tokens = [(n, t) for n, t in enumerate(markup.tokens) if start <= t.start < end]
    words = {
        root(fold(token.lemma))
        for n, token in tokens
        if token.pos in MATTER and n not in named and n not in timed and token.lemma not in PLAIN
    }
    return Slots(
        language=markup.document.language.partition("-")[0],
        words=frozenset(word for word in words if word),
        dates=tuple(d.edtf for d in markup.dates if start <= d.start < end and d.edtf and _telling(d.kind)),
        amounts=tuple(a for a in markup.amounts if start <= a.start < end and not a.ordinal),
        persons=tuple(dict.fromkeys(m.name for m in here if m.kind == "person")),
        states=frozenset(m.name for m in here if m.kind == "state"),
        bodies=tuple(dict.fromkeys(m.name for m in here if m.kind == "body")),
        places=tuple(dict.fromkeys(name for m in here if (name := _place_of(markup, m)))),
        negated=any(token.lemma in NEGATIONS for _, token in tokens),
    )


def _place_of(markup: Markup, mention: Mention) -> str:
    """The place that a mention names; an English capital counts as its state, and is a place after «in»."""
    if mention.kind == "place":
        return mention.name
    words = markup.document.text[mention.start : mention.end]
    before = markup.tokens[mention.first - 1].lemma if mention.first else ""
    return words if before in PLACING and words in _english_capitals() else ""


@cache
def _english_capitals() -> frozenset[str]:
    return frozenset(capital for state in states().values() for capital in state.en_capitals)


def _telling(kind: str) -> bool:
    return kind not in ("duration",)


def slots_in(text: str, published: str) -> Slots:
    """What a few sentences of a page hold, its relative times counted from its day."""
    markup = mark(Document(text=text, name="", published=published, language=language_in(text)))
    return slots_of(markup, cast_of(markup), 0, len(text))


def language_in(text: str) -> str:
    """The language of a few sentences, by their letters: `ru` or `en`."""
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    latin = sum(letter.isascii() and letter.isalpha() for letter in text)
    return "ru" if cyrillic >= latin else "en"


def same_person(a: str, b: str) -> bool:
    """Whether two names may be one person's: the last names are alike and no other part speaks against it."""
    one, other = fold(a).split(), fold(b).split()
    if one and other and language_in(a) != language_in(b):
        return _same_across_scripts(one, other)
    if not one or not other:
        return False
    if one == other or fold(a) in fold(b) or fold(b) in fold(a):
        return True
    if max(alike(x, y) for x in one[-1:] for y in other[-1:]) < SAME_NAME:
        return False
    return len(one) == 1 or len(other) == 1 or one[0][0] == other[0][0]


def _same_across_scripts(one: list[str], other: list[str]) -> bool:
    """The same in two scripts, where the surname may stand at either end and a middle name be left out."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return any(alike(short[0], word) >= SAME_NAME for word in long)
    return sum(any(alike(word, w) >= SAME_NAME for w in long) for word in short) >= 2


def stems(words: str) -> frozenset[str]:
    """The crude stems of some words."""
    return frozenset(root(word) for word in fold(words).split() if len(word) > 2)


def same_place(draft: str, record: frozenset[str]) -> bool:
    """Whether a place is among these stems; one that they tell in another script only counts as told."""
    ours = stems(draft)
    if not ours.isdisjoint(record):
        return True
    told = any(language_in(word) == language_in(draft) for word in record)
    return not told or any(alike(a, b) >= SAME_NAME for a in ours for b in record)


def same_amount(a: Amount, b: Amount) -> bool:
    """Whether two amounts may be one: the same unit, and values that the words about them allow."""
    if a.unit != b.unit:
        return False
    if abs(a.value - b.value) <= NEAR * max(abs(a.value), abs(b.value)):
        return True
    near = 0.1 * max(abs(a.value), abs(b.value))
    return "~" in (a.comparator, b.comparator) and abs(a.value - b.value) <= near


def amount_of(told: Any) -> str:
    """An amount (or figure) as a reader writes it: `> 2 000 000 000 USD`."""
    sign = "" if told.comparator == "=" else f"{told.comparator} "
    value = f"{told.value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u00a0")
    return f"{sign}{value} {told.unit}"


def dates_agree(draft: str, record: str) -> str:
    """`same` where the record bears the draft's date, `coarser` where it says less, else `other`."""
    (a, b), (c, d) = days(draft), days(record)
    if not b or not d:
        return "coarser" if not d else "same"
    if a > d or b < c:
        return "other"
    open_ended = NEVER_AFTER in (b, d) or NEVER_BEFORE in (a, c)
    return "same" if (a <= c and d <= b) or open_ended or (c <= a and b <= d and _span(record)) else "coarser"


def _span(edtf: str) -> bool:
    """A time that lasted («9–12 августа») bears each of its days; one told coarsely (a month) does not."""
    return "/" in edtf
