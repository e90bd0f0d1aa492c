"""Running heads and feet, and page numbers: the print that belongs to the sheets and not to the text.

Body text is never to be lost. A running line stands at the edge of its page, at the same height on several
pages, set apart by a gap or by the size of its print, and says the same but for a page number, which grows
with the pages and stands first or last. What may be a sentence or a part of one stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import pairwise

from msgspec import Struct

from legation.reading.dating import MONTHS
from legation.reading.fragments import Fragment, Row, cells, joined, placed_rows

EDGE_ROWS = 3  # rows at the top and at the foot of a page that may run
GAP = 1.4  # times the usual distance of rows that sets a row apart; paragraphs are seldom so far apart
SAME_SIZE = 0.93  # the smaller size over the larger one above which print is of one size
SAME_HEIGHT = 6.0  # points by which the height of a running line differs from page to page
NEAR = 2  # sheets to the next one with the same running line: left and right pages have their own
FULL_PAGE = 8  # rows from which the distances on a page say what is usual there
LONGEST = 120  # letters of a running line
_NUMBERS = r"(?P<number>\d{1,4})(?:\s*(?:из|of|/)\s*\d{1,4})?"
_PAGE_WORD = r"(?:стр\.?|страница|page|p\.|с\.)"
_PAGE_NUMBER = re.compile(rf"(?P<word>{_PAGE_WORD}?)\s*[–—-]?\s*{_NUMBERS}\s*[–—-]?", re.I)
# «16 | ВЕСТНИК», «16 Вестник», but not «16 мая»
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,4})(?!\d)\s*[|•·/–—-]?\s+(?=[^\W\d_]*(?P<word>[A-ZА-ЯЁ]\w*))")
# «Вестник, с. 16», «ВЕСТНИК МИД 16», but not «Приложение № 1» or «Глава 1»
_NUMBER_LAST = re.compile(
    rf"(?:\b{_PAGE_WORD}|[|•·,/–—]|\w\W+(?P<word>[^\W\d_]+))\s*(?<!\d){_NUMBERS}\s*[|–—-]?$", re.I
)
_SENTENCE_ENDS = re.compile(r"[.!?…,;:][»”\"')\]]*$")
_GOES_ON = re.compile(r"(?:\w[-\xad\u2010]|,)$")
_YEARS = range(1900, 2100)


class _Kind(Enum):
    SAME = "says the same on every page"
    NUMBERED = "says the same but for a page number"
    NUMBER = "is a page number"


class _Cell(Struct, frozen=True):
    """Print at the edge of a page, with blank paper left and right of it."""

    sheet: int
    fragments: tuple[Fragment, ...]
    words: str
    depth: int  # rows between it and the edge
    alone: bool  # in its row
    apart: bool  # from the rows further in
    larger: bool  # than most print of the page, as headings are

    @property
    def may_be_text(self) -> bool:
        return bool(_SENTENCE_ENDS.search(self.words)) or self.words[:1].islower()


class _Reading(Struct, frozen=True):
    """What a cell says if it runs: `key` is the same on each page, `shown` is for the reader."""

    kind: _Kind
    key: str
    shown: str = ""


def running_lines(sheets: Sequence[Sequence[Fragment]]) -> tuple[list[set[Fragment]], list[str]]:
    """For each page the print that runs, and the running lines, with `#` for their page numbers."""
    found: list[set[Fragment]] = [set() for _ in sheets]
    shown: set[str] = set()
    least = max(3, (len(sheets) + 1) // 2)
    for reading, places in _places(_edges(sheets)).items():
        for place in _heights(places):
            for cell in _running(reading.kind, place, least):
                found[cell.sheet].update(cell.fragments)
                shown.add(reading.shown)
    return found, sorted(shown - {""})


def _edges(sheets: Sequence[Sequence[Fragment]]) -> Iterator[_Cell]:
    pages = [placed_rows(sheet) for sheet in sheets]
    usual = _distance(pages)
    for number, rows in enumerate(pages):
        own = _distance([rows])
        distance = own if len(rows) >= FULL_PAGE else min(own, usual)
        yield from _edge_cells(number, rows, distance)


def _distance(pages: Iterable[Sequence[Row]]) -> float:
    """From a row to the next one, as a rule: a quarter of the distances are smaller, as heads are few."""
    found = sorted(upper[0].y - lower[0].y for rows in pages for upper, lower in pairwise(rows))
    return found[len(found) // 4] if found else 0.0


def _edge_cells(sheet: int, rows: Sequence[Row], distance: float) -> Iterator[_Cell]:
    last = len(rows) - 1
    cuts = {at for at, (upper, lower) in enumerate(pairwise(rows)) if _apart(upper, lower, distance)}
    usual = _usual_size(rows)
    for at in sorted({*range(min(EDGE_ROWS, len(rows))), *range(max(0, len(rows) - EDGE_ROWS), len(rows))}):
        from_top = at <= last - at
        half = range(at, (last + 1) // 2) if from_top else range(at - 1, last // 2 - 1, -1)
        depth, parts = min(at, last - at), cells(rows[at])
        for part in parts:
            words = joined(part)
            if len(words) <= LONGEST:
                yield _Cell(
                    sheet=sheet,
                    fragments=tuple(part),
                    words=words,
                    depth=depth,
                    alone=len(parts) == 1,
                    apart=any(cut in cuts for cut in half[: EDGE_ROWS - depth]),
                    larger=_size(part) * SAME_SIZE > usual,
                )


def _apart(upper: Row, lower: Row, distance: float) -> bool:
    """Whether a gap or the size of the print parts two rows."""
    small, large = sorted((_size(upper), _size(lower)))
    return small < SAME_SIZE * large or upper[0].y - lower[0].y > GAP * max(distance, 1.15 * large)


def _size(row: Sequence[Fragment]) -> float:
    return max(row, key=lambda f: len(f.text)).size


def _usual_size(rows: Iterable[Row]) -> float:
    letters: Counter[float] = Counter()
    for row in rows:
        for fragment in row:
            letters[round(fragment.size, 1)] += len(fragment.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _readings(cell: _Cell) -> Iterator[_Reading]:
    """The ways in which a cell may run. Page numbers are counted from the sheet: so they are the same."""
    words = cell.words
    number = _PAGE_NUMBER.fullmatch(words)
    if number:
        if number["word"] or int(number["number"]) not in _YEARS:
            yield _Reading(_Kind.NUMBER, str(int(number["number"]) - cell.sheet))
        return
    if _GOES_ON.search(words):
        return
    yield _Reading(_Kind.SAME, words, words)
    for found in (_NUMBER_FIRST.match(words), _NUMBER_LAST.search(words)):
        if found and not _is_month(found["word"]) and int(found["number"]) not in _YEARS:
            before, after = words[: found.start("number")], words[found.end("number") :]
            key = f"{before}#{int(found['number']) - cell.sheet}#{after}"
            yield _Reading(_Kind.NUMBERED, key, f"{before}#{after}")


def _is_month(word: str | None) -> bool:
    return bool(word) and str(word)[:3].lower() in MONTHS


def _places(found: Iterable[_Cell]) -> dict[_Reading, list[_Cell]]:
    places: dict[_Reading, list[_Cell]] = defaultdict(list)
    for cell in found:
        for reading in _readings(cell):
            places[reading].append(cell)
    return places


def _heights(found: Sequence[_Cell]) -> Iterator[list[_Cell]]:
    """The cells that stand at one height of their pages."""
    together: list[_Cell] = []
    for cell in sorted(found, key=lambda c: c.fragments[0].y):
        if together and cell.fragments[0].y - together[-1].fragments[0].y > SAME_HEIGHT:
            yield together
            together = []
        together.append(cell)
    yield together


def _running(kind: _Kind, place: Sequence[_Cell], least: int) -> list[_Cell]:
    """Those of the cells that run; `place` holds what says the same at one height, `least` is many pages."""
    on = sorted({cell.sheet for cell in place})
    near = {sheet for pair in pairwise(on) if pair[1] - pair[0] <= NEAR for sheet in pair}
    many = len(on) >= least

    def runs(cell: _Cell) -> bool:
        if kind is _Kind.NUMBER:
            sure = cell.sheet in near or (cell.depth == 0 and cell.alone)
            return many or (cell.apart and sure and not cell.larger)
        if kind is _Kind.NUMBERED:
            enough = cell.sheet in near and len(on) >= 3
            return cell.apart and enough and not cell.larger and not cell.may_be_text
        if cell.apart:
            return many or (cell.sheet in near and not cell.larger and not cell.may_be_text)
        # Without a gap it may be a heading of the text: the first one stays.
        return many and not cell.may_be_text and cell.sheet != on[0]

    return [cell for cell in place if runs(cell)]
