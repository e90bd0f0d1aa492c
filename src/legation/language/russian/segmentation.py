"""Sentences and tokens: razdel's, with the tokens of each run between spaces remembered.

razdel (MIT) decides; what it decided of «Казахстан,» is looked up the next time. A run's tokens depend on its
neighbours only where it begins or ends with a mark that can join across a space, so such runs are remembered
by what stands beside them.
"""

from __future__ import annotations

import re
from sys import intern

from razdel import sentenize, tokenize
from razdel.segmenters.sentenize import BULLET_SIZE, SentSplit, SentSplitter
from razdel.segmenters.sokr import HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS

BREAK = re.compile(r"\n\s*")
WRAPPED = 0.25  # where this share of the lines goes on in lower case, the text is cut to a width
RUN = re.compile(r"\S+")
JOINING = frozenset("‑–—−-_.,/\\")  # what razdel may join to a neighbour beyond a space
STAND_INS = {"": "", "word": "а", "number": "1", "mark": "("}
REMEMBERED = 100_000

SPLIT = SentSplitter()  # razdel's marks that may end a sentence, and how far it looks around them
ENDING = re.compile(r"[^\W\d_]{2,}$")
OPENING = re.compile(r"\s+([^\W\d_]+)")
ABBREVIATED = frozenset({*SOKRS, *HEAD_SOKRS, *INITIALS})

Words = tuple[tuple[int, str], ...]  # the start in the run and the characters of each of its tokens
_alone: dict[str, Words] = {}  # runs whose neighbours do not matter
_known: dict[tuple[str, str, str], Words] = {}  # others, by what stands before and after


def paragraphs_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each paragraph of the text, in characters: where a sentence cannot run on.

    An empty line ends a paragraph. A single line end does too, unless the next line goes on in lower case or
    the whole text is cut to a width; so a headline does not run into the sentence below it.
    """
    breaks, line = [], 0  # where a line ends, where the next begins, and whether no empty line parts them
    for match in BREAK.finditer(text):
        end, after = line + len(text[line : match.start()].rstrip()), match.end()
        if end > 0 and after < len(text):
            breaks.append((end, after, text.count("\n", end, after) == 1))
        line = after
    lower = [text[after].islower() for _, after, single in breaks if single]
    wrapped = bool(lower) and sum(lower) >= WRAPPED * len(lower)
    bounds, start = [], 0
    for end, after, single in breaks:
        if single and (wrapped or text[after].islower()):
            continue
        bounds.append((start, end))
        start = after
    return [*bounds, (start, len(text))]


def sentences_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence of the text, in characters; razdel's result."""
    found, begin = [], 0
    for match in SPLIT.re.finditer(text):
        start, stop = match.span()
        if not text[stop : stop + 1].isspace():
            continue  # razdel parts nothing where no blank follows
        left, right = text[max(0, start - SPLIT.window) : start], text[stop : stop + SPLIT.window]
        if not _plainly_ends(left, match.group(), right, start - begin) and _joins(match, text[begin:start]):
            continue
        found.append((begin, stop))
        begin = stop
    found.append((begin, len(text)))
    return [bounds for first, last in found if (bounds := _without_blanks(text, first, last))]


def _plainly_ends(left: str, mark: str, right: str, length: int) -> bool:
    """Whether a full stop stands after a whole word and before a capital letter, where razdel parts unless
    either is known to be part of an abbreviation; most sentences end so."""
    if mark != "." or length <= BULLET_SIZE:
        return False
    last, first = ENDING.search(left), OPENING.match(right)
    if last is None or first is None or first.group(1).islower():
        return False
    word = last.group().lower()
    return word not in ABBREVIATED and (word, first.group(1).lower()) not in PAIR_SOKRS


def _joins(match: re.Match[str], buffer: str) -> bool:
    """Whether razdel's rules join what stands before and after a mark."""
    text, (start, stop) = match.string, match.span()
    split = SentSplit(
        text[max(0, start - SPLIT.window) : start], match.group(1), text[stop : stop + SPLIT.window]
    )
    split.buffer = buffer
    return bool(sentenize.join(split))


def _without_blanks(text: str, first: int, last: int) -> tuple[int, int] | None:
    part = text[first:last]
    size = len(part.strip())
    start = first + len(part) - len(part.lstrip())
    return (start, start + size) if size else None


def tokens_in(text: str) -> list[tuple[int, int]]:
    """The start and end of each token of the text, in characters; razdel's result."""
    return [(start, start + len(word)) for start, word in words_in(text)]


def words_in(text: str) -> list[tuple[int, str]]:
    """The start and the characters of each token of the text; a word met again is the same object."""
    runs = text.split()
    known = _alone.get
    return [
        (start + left, word)
        for number, (start, run) in enumerate(zip(_starts(text, runs), runs, strict=True))
        for left, word in known(run) or _words(runs, number)
    ]


def _starts(text: str, runs: list[str]) -> list[int]:
    """Where each run between blanks begins."""
    if " ".join(runs) != text:
        return [match.start() for match in RUN.finditer(text)]
    starts, at = [], 0
    for run in runs:
        starts.append(at)
        at += len(run) + 1
    return starts


def _words(runs: list[str], number: int) -> Words:
    """The tokens of a run, by what stands beside it where that can matter."""
    run, last = runs[number], len(runs) - 1
    before = _beside(runs[number - 1][-1]) if number and run[0] in JOINING else ""
    after = _beside(runs[number + 1][0]) if number < last and run[-1] in JOINING else ""
    words = _known.get((run, before, after))
    if words is None:
        words = _cut(run, before, after)
        if len(_known) + len(_alone) >= REMEMBERED:
            _known.clear()
            _alone.clear()
        if run[0] in JOINING or run[-1] in JOINING:
            _known[run, before, after] = words
        else:
            _alone[run] = words
    return words


def _beside(character: str) -> str:
    if character.isdecimal():
        return "number"
    return "word" if character.isalpha() else "mark"


def _cut(run: str, before: str, after: str) -> Words:
    lead = f"{STAND_INS[before]} " if before else ""
    trail = f" {STAND_INS[after]}" if after else ""
    end = len(lead) + len(run)
    return tuple(
        (token.start - len(lead), intern(run[token.start - len(lead) : token.stop - len(lead)]))
        for token in tokenize(f"{lead}{run}{trail}")
        if len(lead) <= token.start < end
    )
