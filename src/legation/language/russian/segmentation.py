"""Sentences and tokens: razdel's, with the tokens of each run between spaces remembered.

razdel (MIT) decides; what it decided of «Казахстан,» is looked up the next time. A run's tokens depend on its
neighbours only where it begins or ends with a mark that can join across a space, so such runs are remembered
by what stands beside them.
"""

from __future__ import annotations

import re

from razdel import sentenize, tokenize

BREAK = re.compile(r"[^\S\n]*\n\s*")
WRAPPED = 0.25  # where this share of the lines goes on in lower case, the text is cut to a width
RUN = re.compile(r"\S+")
JOINING = frozenset("‑–—−-_.,/\\")  # what razdel may join to a neighbour beyond a space
STAND_INS = {"": "", "word": "а", "number": "1", "mark": "("}
REMEMBERED = 100_000

_known: dict[tuple[str, str, str], tuple[tuple[int, int], ...]] = {}


def paragraphs_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each paragraph of the text, in characters: where a sentence cannot run on.

    An empty line ends a paragraph. A single line end does too, unless the next line goes on in lower case or
    the whole text is cut to a width; so a headline does not run into the sentence below it.
    """
    breaks = [match for match in BREAK.finditer(text) if match.start() > 0 and match.end() < len(text)]
    single = [match for match in breaks if match.group().count("\n") == 1]
    lower = sum(text[match.end()].islower() for match in single)
    wrapped = bool(single) and lower >= WRAPPED * len(single)
    bounds, start = [], 0
    for match in breaks:
        if match.group().count("\n") == 1 and (wrapped or text[match.end()].islower()):
            continue
        bounds.append((start, match.start()))
        start = match.end()
    return [*bounds, (start, len(text))]


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
