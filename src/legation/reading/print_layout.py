"""Printed pages → running text: columns put in order, running lines dropped, lines joined to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from legation.reading.fragments import Fragment
from legation.reading.print_columns import by_columns, column_starts
from legation.reading.running_lines import running_lines
from legation.vocabulary.morphology import analyser

_PARTED = re.compile(r"(?P<head>[^\W\d_]+)[-\xad\u2010]$")
_FIGURES_PARTED = re.compile(r"\d[-\u2010]$")
_OPENS = re.compile(r"(?:[•*–—-]|\d{1,2}[.)]|[a-zа-я]\))\s")
_WORD_AT_START = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 60  # letters: print without blanks would be searched from each of its letters
PARTICLE = 3  # letters of the «аль», «бен», «фон» that a name begins with
_DROPPED = "\x00"  # stands for print that runs, until the lines are known


def flowing_text(sheets: Sequence[Sequence[Fragment]]) -> tuple[str, list[int], list[str]]:
    """The pages as one text, the offsets at which they begin, and the running lines that were left out."""
    running, left_out = running_lines(sheets)
    starts = column_starts([_kept(sheet, dropped) for sheet, dropped in zip(sheets, running, strict=True)])
    lines = [_lines(*page) for page in zip(sheets, running, starts, strict=True)]
    paragraphs = _Paragraphs(_width(lines))
    for sheet in lines:
        paragraphs.new_sheet()
        for line in sheet:
            paragraphs.add(line)
    return paragraphs.text(), paragraphs.starts, left_out


def _kept(sheet: Sequence[Fragment], dropped: set[Fragment]) -> list[Fragment]:
    return [fragment for fragment in sheet if fragment.text.strip() and fragment not in dropped]


def _lines(sheet: Sequence[Fragment], dropped: set[Fragment], start: float | None) -> list[str]:
    """The lines of a page in reading order. The file's own order stands unless it jumps between columns."""
    if start is not None:
        return by_columns(_kept(sheet, dropped), start)
    words = "".join(_without(fragment) if fragment in dropped else fragment.text for fragment in sheet)
    lines = []
    for line in words.split("\n"):
        kept = " ".join(line.replace(_DROPPED, " ").split())
        if kept or _DROPPED not in line:
            lines.append(kept)
    return lines


def _without(fragment: Fragment) -> str:
    """What stays of print that runs: its line break, if it has one."""
    return _DROPPED + ("\n" if "\n" in fragment.text else "")


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
        parted = _PARTED.search(self.last[-LONGEST_WORD:])
        tail = _WORD_AT_START.match(line[:LONGEST_WORD])
        if parted and tail and _goes_on(parted["head"], tail.group()):
            if not _keeps_hyphen(parted["head"], tail.group()):
                cut = self.pieces[-1][:-1]
                self.length -= 1
                self.pieces[-1] = cut
        elif _keeps_its_hyphen(self.last[-LONGEST_WORD:], line):
            return
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


def _goes_on(head: str, tail: str) -> bool:
    """Whether a word goes on: «сотруд-/ничество», in capitals «СОТРУД-/НИЧЕСТВО»."""
    return tail[0].islower() or (len(head) > 1 and len(tail) > 1 and head.isupper() and tail.isupper())


def _keeps_its_hyphen(before: str, line: str) -> bool:
    """«Санкт-/Петербург», «Рио-де-/Жанейро», «аль-/Асад», «Ту-/160», «20-/летие»: nothing is between them.

    A part of a word that something else follows, «встре-/Вестник», is none of them.
    """
    if _FIGURES_PARTED.search(before):
        return line[0].islower() or line[0].isdecimal()
    parted = _PARTED.search(before)
    if not parted or not (line[0].isupper() or line[0].isdecimal()):
        return False
    head = parted["head"]
    inside = before[: parted.start()].endswith(("-", "\u2010"))
    return inside or head[0].isupper() or len(head) <= PARTICLE or analyser().word_is_known(head.lower())
