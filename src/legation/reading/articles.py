"""The lines of a page, each with what it shows of itself, and where one article ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import msgspec
from msgspec import Struct

from legation.reading.dating import (
    Dateline,
    date_after_title,
    date_line,
    dateline,
    leading_marker,
    opening_day,
)
from legation.reading.furniture import opens_a_list_of_links, why_furniture
from legation.reading.layout import Line, lines_of

TITLE = 30  # words; headlines of the Russian press have up to about 25
FEW = 4  # words; more than that after the last cut make an article
ENDS_AN_ARTICLE = ("link caption", "rule", "comment form")
_NUMBERED = re.compile(
    r"(?:Лекция|Глава|Статья|Материал|Сообщение|Документ|Текст|Новость)\s*№?\s*\d+\b", re.I
)


class Stretch(Struct, frozen=True):
    """A line with what is known of it: why it is furniture, the day it gives, the dateline it opens with."""

    line: Line
    why: str = ""
    published: str = ""
    dateline: Dateline | None = None
    title_end: int = 0  # where a date that follows a title begins, counted in the text; 0 without one

    @property
    def opens_an_article(self) -> bool:
        """Whether the line by itself shows that an article begins here or just above."""
        return bool(self.dateline or self.title_end or (self.published and not self.why))


def articles_of(text: str) -> list[list[Stretch]]:
    """The lines of the page, article by article."""
    stretches = _opened_by_a_day(_without_link_lists([_seen(line) for line in lines_of(text)]))
    if len(stretches) > 1 and _is_key_words(stretches[0].line):
        stretches[0] = Stretch(stretches[0].line, "key words as a title")
    return list(_Cutting(stretches).articles())


def _opened_by_a_day(stretches: list[Stretch]) -> list[Stretch]:
    """The first line of text is dated by the day that opens it; a chronicle opens each of its lines so."""
    opened = {n: day for n, s in enumerate(stretches) if not s.why and (day := opening_day(s.line.text))}
    texts = [n for n, s in enumerate(stretches) if not s.why]
    if len(opened) != 1 or not opened.keys() & set(texts[:2]) or any(s.published for s in stretches):
        return stretches
    at, (end, published) = next(iter(opened.items()))
    dated = Stretch(stretches[at].line, "", published, Dateline(0, end, "", published, (0, 0), ""))
    return [*stretches[:at], dated, *stretches[at + 1 :]]


def title_like(line: Line) -> bool:
    """Whether a line may be a headline: short, and no sentence unless it asks or exclaims."""
    return (
        line.words <= TITLE
        and (not line.ends_a_sentence or line.text[-1] in "!?")
        and line.text[-1] not in ",:;"
    )


def _seen(line: Line) -> Stretch:
    day = date_line(line.text)
    why = why_furniture(line)
    if why:
        return Stretch(line, why, day)
    after_title = date_after_title(line.text)
    if after_title and after_title[0] > 0:
        return Stretch(line, "", after_title[1], None, line.start + after_title[0])
    marker = leading_marker(line.text)
    if marker:
        return Stretch(line, "", marker[1], Dateline(0, marker[0], "", marker[1], (0, 0), ""))
    opening = dateline(line.text)
    return Stretch(line, "", opening.published if opening else "", opening)


def _says_something(stretches: list[Stretch]) -> bool:
    """Whether more than a few words are left of some lines without furniture, dates and datelines."""
    left = (s.line.text[s.dateline.end if s.dateline else 0 :] for s in stretches if not s.why)
    return any(len(words.split()) > FEW for words in left)


def _is_key_words(line: Line) -> bool:
    """A first line of small letters is what someone typed into a search engine, not a headline."""
    return line.text[0].islower() and line.words <= TITLE and not line.ends_a_sentence


def _without_link_lists(stretches: list[Stretch]) -> list[Stretch]:
    for number, stretch in enumerate(stretches):
        if opens_a_list_of_links(stretch.line):
            rest = [msgspec.structs.replace(s, why=s.why or "list of sources") for s in stretches[number:]]
            return [*stretches[:number], *rest]
    return stretches


class _Cutting:
    """The lines of a page while they are cut into articles; what is asked of many lines is counted once."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self.lines = stretches
        self.texts = [number for number, stretch in enumerate(stretches) if not stretch.why]
        self.first_sentence = next((n for n in self.texts if self._is_sentence(stretches[n])), len(stretches))

    def articles(self) -> Iterator[list[Stretch]]:
        """The lines cut where one article ends and the next begins."""
        cuts = {0, len(self.lines)}
        for number, stretch in enumerate(self.lines):
            if number and self._begins(number):
                cuts.add(self._top(number))
            elif stretch.why in ENDS_AN_ARTICLE and self._another_follows(number):
                cuts.add(number + 1)
        bounds = sorted(cuts)
        while len(bounds) > 2 and not _says_something(self.lines[bounds[-2] :]):
            del bounds[-2]  # «Дата публикации: …» below an article belongs to it
        for first, last in pairwise(bounds):
            yield self.lines[first:last]

    @staticmethod
    def _is_sentence(stretch: Stretch) -> bool:
        return stretch.line.ends_a_sentence and stretch.line.words > 8

    def _begins(self, number: int) -> bool:
        """Whether an article begins with a dateline, a marker, a dated title or a date under a title."""
        stretch = self.lines[number]
        if _NUMBERED.match(stretch.line.text) and not stretch.line.ends_a_sentence:
            return self.first_sentence < number
        top = self._top(number)
        if stretch.opens_an_article:
            return self.first_sentence < top
        dated = stretch.why == "date marker" and number + 1 < len(self.lines)
        return dated and top < number and self.first_sentence < top

    def _top(self, number: int) -> int:
        """The line at which the article that shows itself at `number` begins: its title, if any."""
        top = number
        if self.lines[number].title_end:
            return top
        while top > 0 and number - top < 4:
            above = self.lines[top - 1]
            if above.why == "date marker" or above.why == "rubric":
                top -= 1
            elif not above.why and title_like(above.line):
                return top - 1
            else:
                break
        return top

    def _another_follows(self, number: int) -> bool:
        """Whether below «Источник» or a rule a title follows and more than a line of text."""
        at = bisect_right(self.texts, number)
        below = [self.lines[n].line for n in self.texts[at : at + 4]]
        return len(below) > 1 and title_like(below[0]) and any(line.words > 20 for line in below[1:])
