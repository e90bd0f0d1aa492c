"""Printed pages → running text: columns put in order, running heads dropped, lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from legation.vocabulary.morphology import analyser

EDGE_LINES = 2  # at the top and at the foot of a page: where running heads and page numbers stand
COLUMN_ROWS = 5  # rows with two stretches side by side that make two columns of a page
SAME_ROW = 3.0  # points by which the bases of one row may differ
_PAGE_NUMBER = re.compile(
    r"(?:стр\.?|страница|page|с\.)?\s*[–—-]?\s*\d{1,4}\s*[–—-]?(?:\s*(?:из|of|/)\s*\d{1,4})?", re.I
)
_DIGITS = re.compile(r"\d+")
_PARTED = re.compile(r"(?P<head>[^\W\d_]+)[-\xad\u2010]$")
_OPENS = re.compile(r"(?:[•*–—-]|\d{1,2}[.)]|[a-zа-я]\))\s")
_WORD_AT_START = re.compile(r"[^\W\d_]+")


class Fragment(Struct, frozen=True):
    """A stretch of print: where its base line begins (points from the lower left), its size, its words."""

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """About where it ends: print is about half as wide as high."""
        return self.x + 0.5 * self.size * len(self.text.strip())


def sheet_lines(plain: str, fragments: Sequence[Fragment]) -> list[str]:
    """The lines of a page in reading order. The file's own order stands unless it jumps between columns."""
    ordered = _by_columns(fragments)
    lines = ordered if ordered is not None else plain.split("\n")
    return [" ".join(line.split()) for line in lines]


def _by_columns(fragments: Sequence[Fragment]) -> list[str] | None:
    """Two columns that the file tells row by row, put one after the other; None where it does not."""
    rows = _rows(fragments)
    split = _split(rows)
    if split is None:
        return None
    lines: list[str] = []
    left: list[str] = []
    right: list[str] = []
    for row in rows:
        whole = row[0].x < split < row[-1].right and not any(abs(f.x - split) < 12 for f in row[1:])
        if whole and row[0].right > split + 20:
            lines += [*left, *right]
            left, right = [], []
            lines.append(_joined(row))
            continue
        for side, wanted in (
            (left, [f for f in row if f.x < split - 6]),
            (right, [f for f in row if f.x >= split - 6]),
        ):
            if wanted:
                side.append(_joined(wanted))
    return [*lines, *left, *right]


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    for fragment in fragments:
        if rows and abs(rows[-1][0].y - fragment.y) < SAME_ROW:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda f: f.x) for row in rows]


def _split(rows: Sequence[Sequence[Fragment]]) -> float | None:
    """Where the second column begins, if the file tells two columns row by row."""
    starts = [
        round(later.x)
        for row in rows
        for earlier, later in pairwise(row)
        if later.x - earlier.right > later.size * 0.8 and later.x - row[0].x > 120
    ]
    if len(starts) < COLUMN_ROWS:
        return None
    start, count = Counter(starts).most_common(1)[0]
    near = sum(abs(other - start) <= 6 for other in starts)
    return float(start) if count >= 3 and near >= COLUMN_ROWS and near >= 0.5 * len(rows) else None


def _joined(row: Sequence[Fragment]) -> str:
    words = row[0].text
    for before, fragment in pairwise(row):
        gap = fragment.x - before.right > 0.1 * fragment.size
        words += (" " if gap and not words.endswith(" ") else "") + fragment.text
    return words


def flowing_text(sheets: Sequence[Sequence[str]]) -> tuple[str, list[int], list[str]]:
    """The pages as one text, the offsets at which they begin, and the running lines that were left out."""
    running = _running(sheets)
    left_out: Counter[str] = Counter()
    paragraphs = _Paragraphs(_width(sheets))
    for sheet in sheets:
        kept = _within_edges(sheet, running, left_out)
        paragraphs.new_sheet()
        for line in kept:
            paragraphs.add(line)
    return paragraphs.text(), paragraphs.starts, sorted(left_out)


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.casefold())


def _edges(sheet: Sequence[str]) -> list[int]:
    inked = [number for number, line in enumerate(sheet) if line]
    return sorted({*inked[:EDGE_LINES], *inked[-EDGE_LINES:]})


def _running(sheets: Sequence[Sequence[str]]) -> set[str]:
    """Lines that stand at the edge of at least half of the pages (and of three), figures aside."""
    shapes = Counter(shape for sheet in sheets for shape in {_shape(sheet[at]) for at in _edges(sheet)})
    least = max(3, len(sheets) / 2)
    return {shape for shape, count in shapes.items() if count >= least and len(shape) < 120}


def _within_edges(sheet: Sequence[str], running: set[str], left_out: Counter[str]) -> list[str]:
    edges = set(_edges(sheet))
    kept = []
    for number, line in enumerate(sheet):
        if number in edges and (_PAGE_NUMBER.fullmatch(line) or _shape(line) in running):
            if not _PAGE_NUMBER.fullmatch(line):
                left_out[_DIGITS.sub("#", line)] += 1
            continue
        kept.append(line)
    return kept


def _width(sheets: Sequence[Sequence[str]]) -> int:
    """How many characters a full line has: what nine lines in ten do not exceed."""
    lengths = sorted(len(line) for sheet in sheets for line in sheet if line)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0


class _Paragraphs:
    """Lines as they come, joined to paragraphs; a page may begin inside one."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.pieces: list[str] = []
        self.length = 0
        self.starts: list[int] = []
        self.last = ""
        self.broken = True
        self.turned = False

    def new_sheet(self) -> None:
        if self.turned:
            self.starts.append(self.length)
        self.turned = True

    def add(self, line: str) -> None:
        if not line:
            self.broken = self.broken or self.last[-1:] in ".!?:»"
            return
        if self.last:
            self._joint(line)
        if self.turned:
            self.starts.append(self.length)
            self.turned = False
        self._put(line)
        self.last, self.broken = line, False

    def _joint(self, line: str) -> None:
        """What stands between the last line and this one: a new paragraph, a space, or nothing."""
        parted = _PARTED.search(self.last)
        if parted and line[0].islower():
            tail = _WORD_AT_START.match(line)
            if not _keeps_hyphen(parted["head"], tail.group() if tail else ""):
                cut = self.pieces[-1][:-1]
                self.length -= 1
                self.pieces[-1] = cut
        elif self.broken or self._ends_here(line):
            self._put("\n")
        else:
            self._put(" ")

    def _ends_here(self, line: str) -> bool:
        ended = self.last[-1] in '.!?…:;»"”)'
        short = len(self.last) < 0.8 * self.width
        if _OPENS.match(line) and (ended or short):
            return True
        if ended and short:
            return True
        heading = len(self.last) < 0.6 * self.width and (line[0].isupper() or not line[0].isalpha())
        return heading and self.last[-1] not in ",–—-"

    def _put(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def text(self) -> str:
        if self.turned:
            self.starts.append(self.length)
        return "".join(self.pieces)


@cache
def _keeps_hyphen(head: str, tail: str) -> bool:
    """«премьер-/министр» keeps its hyphen at the end of a line, «сотруд-/ничество» does not."""
    words = analyser()
    return not words.word_is_known((head + tail).lower()) and bool(
        words.word_is_known(f"{head}-{tail}".lower())
        or (words.word_is_known(head.lower()) and words.word_is_known(tail.lower()))
    )
