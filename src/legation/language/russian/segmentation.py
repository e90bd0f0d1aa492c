"""Sentences and tokens: razdel's, with the tokens of each run between spaces remembered.

razdel (MIT) decides; what it decided of «Казахстан,» is looked up the next time. A run's tokens depend on its
neighbours only where it begins or ends with a mark that can join across a space, so such runs are remembered
by what stands beside them.
"""

from __future__ import annotations

import re

from razdel import sentenize, tokenize

RUN = re.compile(r"\S+")
JOINING = frozenset("‑–—−-_.,/\\")  # what razdel may join to a neighbour beyond a space
STAND_INS = {"": "", "word": "а", "number": "1", "mark": "("}
REMEMBERED = 100_000

_known: dict[tuple[str, str, str], tuple[tuple[int, int], ...]] = {}


def sentences_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence of the text, in characters; razdel's result."""
    return [(found.start, found.stop) for found in sentenize(text) if found.stop > found.start]


def tokens_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each token of the text, in characters; razdel's result."""
    runs = [(match.start(), match.group()) for match in RUN.finditer(text)]
    found: list[tuple[int, int]] = []
    last = len(runs) - 1
    for number, (start, run) in enumerate(runs):
        before = _beside(runs[number - 1][1][-1]) if number and run[0] in JOINING else ""
        after = _beside(runs[number + 1][1][0]) if number < last and run[-1] in JOINING else ""
        bounds = _known.get((run, before, after))
        if bounds is None:
            bounds = _bounds(run, before, after)
        for left, right in bounds:
            found.append((start + left, start + right))
    return found


def _beside(character: str) -> str:
    if character.isdecimal():
        return "number"
    return "word" if character.isalpha() else "mark"


def _bounds(run: str, before: str, after: str) -> tuple[tuple[int, int], ...]:
    lead = f"{STAND_INS[before]} " if before else ""
    trail = f" {STAND_INS[after]}" if after else ""
    end = len(lead) + len(run)
    bounds = tuple(
        (token.start - len(lead), token.stop - len(lead))
        for token in tokenize(f"{lead}{run}{trail}")
        if len(lead) <= token.start < end
    )
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[run, before, after] = bounds
    return bounds
