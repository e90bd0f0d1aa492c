"""Amounts in English text: «$2 billion», «JPY 995 million», «2bn», «more than 70 percent», «30 companies»."""

from __future__ import annotations

import re
from functools import cache

from legation.language.english.spans import Spans
from legation.record import Amount, Markup, Token
from legation.vocabulary.english_times import english_times


@cache
def _pattern() -> re.Pattern[str]:
    words = english_times()

    def either(names: list[str]) -> str:
        return "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)))

    signs = either(
        [c for c in words.currencies if not c.isalpha() or (len(c) == 3 and c not in ("yen", "won"))]
    )
    nouns = either([c for c in words.currencies if c.isalpha()])
    return re.compile(
        rf"(?<![\w.,:+-])(?:(?P<how>{either(list(words.comparators))})\s+(?:the\s+)?)?"
        rf"(?:(?P<sign>{signs})\s?)?"
        rf"(?P<number>{either([n for n in words.numbers if n != 'one'])}\b"
        r"|\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:+-]|\s?[ap]\.?m\b)"
        rf"(?:[\s-]?(?P<scale>{either(list(words.scales))})(?!\w))?"
        rf"(?:\s?(?P<unit>%|percent\b|per\s+cent\b|(?:(?:U\.?S\.?|American)\s+)?(?:{nouns})s?\b))?",
        re.IGNORECASE,
    )


def amounts_in(markup: Markup) -> tuple[Amount, ...]:
    """The numbers that count something, in the order of the text; never the parts of a date."""
    spans = Spans(markup)
    dated = {n for date in markup.dates for n in range(date.first, date.last)}
    found = []
    for match in _pattern().finditer(markup.document.text):
        place = spans.tokens(match.start(), match.end())
        if place is None or not dated.isdisjoint(range(*place)):
            continue
        amount = _amount(markup, match, *place)
        if amount is not None:
            found.append(amount)
    return tuple(found)


def _amount(markup: Markup, match: re.Match[str], first: int, last: int) -> Amount | None:
    words = english_times()
    scale = words.scales.get((match["scale"] or "").lower(), 1.0)
    number = words.numbers.get(match["number"].lower())
    if number == 2 and first and markup.tokens[first - 1].lemma in ("the", "these", "between"):
        return None  # «the two foes»: the sides, and no number
    value = scale * (number or float(re.sub(r"[,  ]", "", match["number"])))
    unit = _money(match) or ("%" if match["unit"] else "")
    end = match.end()
    if not unit:
        counted = _counted(markup.tokens, last)
        if counted is None:
            return None
        unit, last = markup.tokens[counted].lemma, counted + 1
        end = markup.tokens[counted].end
    how = words.comparators.get(" ".join((match["how"] or "").lower().split()), "=")
    return Amount(
        start=match.start(), end=end, first=first, last=last, value=value, unit=unit, comparator=how
    )


def _money(match: re.Match[str]) -> str:
    currencies = english_times().currencies
    if match["sign"]:
        return currencies[match["sign"].lower()]
    word = (match["unit"] or "").lower().rsplit(" ", 1)[-1]
    return currencies.get(word) or currencies.get(word.removesuffix("s"), "")


def _counted(tokens: tuple[Token, ...], last: int) -> int | None:
    """The noun that a bare number counts, through its adjectives."""
    for number in range(last, min(last + 4, len(tokens))):
        pos = tokens[number].pos
        following = tokens[number + 1].pos if number + 1 < len(tokens) else ""
        if pos == "NOUN" and following != "NOUN":
            return number
        if pos not in ("ADJ", "NOUN", "PROPN"):
            return None
    return None
