"""The rows of a table, told apart even where a quotation mark is not closed or the encoding changes."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import IO

from legation.errors import UnreadablePage
from legation.reading.decoding import decode
from legation.reading.limits import size
from legation.record import Failure

Row = tuple[int, list[str]]  # the line at which it begins, from 1, and its cells
_ESCAPED = re.compile("[\udc80-\udcff]")  # bytes that are none of the encoding
WIDE = ("utf-16", "utf-32")
TIMES = 4  # a table with stray quotation marks is read again for so many times the bytes of a page, no more
REMEDY = "close the mark, or double it where it is part of the words"


def rows_of(
    file: IO[bytes], encoding: str, dialect: type[csv.Dialect], name: str, most: int
) -> Iterator[Row | Failure]:
    """Each row with the line at which it begins; a failure for each that cannot be read.

    A quotation mark that is never closed makes one row of all that follow it. Where these lines make rows by
    themselves they are read so; else the failure says how many lines are in question. No row is longer than
    `most` characters.
    """
    csv.field_size_limit(most)
    lines = _Lines(lines_of(file, encoding, most), most)
    reader, width = csv.reader(lines, dialect, strict=True), 0
    while True:
        start, fault = lines.number + 1, ""
        lines.taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            row, fault = lines.loosely(dialect, error), str(error)
            reader = csv.reader(lines, dialect, strict=True)
        if row is None:
            return
        if fault:
            told = _told_apart(lines, row, fault, width, dialect)
            if isinstance(told, str):
                remedy = REMEDY if lines.taken else "split it, or leave it out"
                yield Failure(name=f"{name}:{start}", reason=told, remedy=remedy)
                continue
            row = told
        width = width or len(row)
        yield start, row


class _TooLong(csv.Error):
    """A row beyond the bound on a page."""


class _Lines:
    """Lines that are given to a reader of CSV, remembered for as long as a row lasts, and taken back."""

    def __init__(self, lines: Iterator[str | None], most: int) -> None:
        self._lines, self._most = lines, most
        self._back: deque[str] = deque()
        self._room = TIMES * most  # characters that may still be taken back
        self.number = 0
        self.taken: list[str] = []
        self.length = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        """The next line. Raises `csv.Error` where it, or the row that it goes on with, is too long."""
        line = self._back.popleft() if self._back else next(self._lines)
        self.number += 1
        if line is None:
            raise _TooLong(f"a line longer than the {size(self._most)} that one page may have")
        self.length = self.length + len(line) if self.taken else len(line)
        self.taken.append(line)
        if self.length > self._most:
            raise _TooLong(f"longer than the {size(self._most)} that one page may have")
        return line

    def loosely(self, dialect: type[csv.Dialect], error: csv.Error) -> list[str]:
        """The cells of the row read once more, marks within words let pass; none where that helps nothing."""
        if isinstance(error, _TooLong):
            return []
        self._back.extendleft(reversed(self.taken))
        self.number -= len(self.taken)
        self.taken.clear()
        try:
            return next(csv.reader(self, dialect), [])
        except csv.Error:
            return []

    def take_back(self) -> bool:
        """Puts back the lines of the row but its first; false where that was done too often."""
        self._room -= self.length
        if self._room < 0:
            return False
        self._back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        return True


def _told_apart(
    lines: _Lines, row: list[str], fault: str, width: int, dialect: type[csv.Dialect]
) -> list[str] | str:
    """The cells of a row whose quotation marks are wrong, or why they cannot be told."""
    taken = lines.taken
    is_open = fault.startswith("unexpected end")
    if not taken or (len(taken) == 1 and not is_open):
        return row or f"a row that cannot be read: {fault}"
    first = _alone(taken[0], dialect)
    width = width or len(first)
    alike = sum(len(_alone(line, dialect)) == width for line in taken)
    if width > 1 and 2 * alike > len(taken) and lines.take_back():
        return first if len(first) == width else "a row with a quotation mark that is not closed"
    if row and not is_open:
        return row  # marks within the words of a cell of several lines: as well as it can be read
    count = len(taken)
    reason = "a quotation mark that is not closed" if is_open else f"a row that cannot be read: {fault}"
    return f"{reason}; {f'{count:,} lines from here were' if count > 1 else 'the line was'} left unread"


def _alone(line: str, dialect: type[csv.Dialect]) -> list[str]:
    """The cells of one line, with the quotation marks as mere characters if they are not paired in it."""
    try:
        return next(csv.reader([line], dialect, strict=True), [])
    except csv.Error:
        pass
    try:
        return next(csv.reader([line], dialect, quoting=csv.QUOTE_NONE), [])
    except csv.Error:
        return []


def lines_of(file: IO[bytes], encoding: str, most: int) -> Iterator[str | None]:
    """The lines as text, each in the encoding that it is in; None for one longer than `most`."""
    wide = codecs.lookup(encoding).name.startswith(WIDE)
    errors = "replace" if wide else "surrogateescape"
    text = io.TextIOWrapper(file, encoding=encoding, errors=errors, newline="")
    other = ""
    if text.read(1) != "\ufeff":
        text.seek(0)
    try:
        while line := text.readline(most + 1):
            if len(line) > most and not line.endswith(("\n", "\r")):
                while line and not line.endswith(("\n", "\r")):
                    line = text.readline(most)
                yield None
            elif wide or line.isascii():
                yield line
            else:
                words, other = _meant(line, encoding, other)
                yield words
    finally:
        text.detach()


def _meant(line: str, encoding: str, other: str) -> tuple[str, str]:
    """A line in the encoding of its table, or in that which its own bytes show; and which that was."""
    is_utf8 = encoding.startswith("utf-8")
    if is_utf8 and not _ESCAPED.search(line):
        return line, other
    content = line.encode(encoding, "surrogateescape")
    if not is_utf8:  # what is UTF-8 by its form is in no other encoding
        try:
            return content.decode("utf-8"), other
        except UnicodeDecodeError:
            return content.decode(encoding, "replace"), other
    try:
        decoded = decode(content, other)
    except UnreadablePage:
        return content.decode("utf-8", "replace"), other
    return decoded.text, other if decoded.encoding == "utf-8" else decoded.encoding
