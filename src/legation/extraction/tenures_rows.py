"""Rows of those who held one post: «Послы Туркменистана в Китае: Мурад Назаров (2008–2010), …»."""

from __future__ import annotations

from collections.abc import Iterator

from legation.extraction.tenures_offices import Office
from legation.extraction.tenures_people import Holding, People, holding
from legation.extraction.tenures_words import Words

MARKS = frozenset("-–—•*")  # what may stand before a name of the row …
PARTS = frozenset({",", ";", "."})  # … and after it
LONGEST = 14  # tokens of what stands in brackets behind a name


def rows(words: Words, people: People, found: tuple[Office, ...]) -> Iterator[Holding]:
    """The holders whom a row below or behind a plural post names, each with the time in brackets."""
    for office in found:
        last = office.last
        if office.plural and last < len(words.tokens) and words.tokens[last].text == ":":
            row = list(_row(words, people, office, last + 1))
            yield from row if len(row) > 1 or any(held.stage != "is" for held in row) else ()


def _row(words: Words, people: People, office: Office, at: int) -> Iterator[Holding]:
    tokens = words.tokens
    while at < len(tokens):
        while at < len(tokens) and _is_mark(words, at):
            at += 1
        person = people.by_first.get(at)
        if person is None:
            return
        end = _bracketed(words, person.last)
        stage = "was" if end > person.last else "is"
        since = any(d.kind == "since" for d in words.scene.markup.dates_between(person.last, end))
        place = (person.first, end)
        yield holding(
            words, person, office, "a row of holders", "begins" if since else stage, None, "", place
        )
        at = end
        if at < len(tokens) and tokens[at].text not in PARTS and not words.line_breaks(at):
            return
        while at < len(tokens) and tokens[at].text in PARTS:
            at += 1


def _is_mark(words: Words, at: int) -> bool:
    """A bullet, or the number of a line («1.», «2)»)."""
    text = words.tokens[at].text
    if text in MARKS:
        return True
    numbered = text.isdecimal() and words.line_breaks(at)
    return numbered or (text in (".", ")") and words.tokens[at - 1].text.isdecimal())


def _bracketed(words: Words, at: int) -> int:
    """The number after the brackets that open at a token; the same where none do."""
    tokens = words.tokens
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    for end in range(at + 1, min(at + LONGEST, len(tokens))):
        if tokens[end].text == ")":
            return end + 1
    return at
