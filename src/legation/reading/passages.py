"""A page's text → its articles and its furniture, each article with the facts that it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec import Struct

from legation.reading.dating import Dateline, date_after_title, date_line, dateline, leading_marker
from legation.reading.furniture import has_verb, is_caption, opens_a_list_of_links, why_furniture
from legation.reading.languages import UNKNOWN, language_of
from legation.reading.layout import Line, lines_of
from legation.reading.publishers import publisher_in
from legation.reading.writing_time import written_in
from legation.record import Furniture, Passage

TITLE = 30  # words; headlines of the Russian press have up to about 25
HEAD = 8  # lines in which an article's title, date, captions and byline stand
ENDS_AN_ARTICLE = ("link caption", "rule", "comment form")
_NUMBERED = re.compile(
    r"(?:Лекция|Глава|Статья|Материал|Сообщение|Документ|Текст|Новость)\s*№?\s*\d+\b", re.I
)
_BYLINE = re.compile(
    r"(?:Автор|Авторы|Текст|Корреспондент|Подготовил[аи]?|Беседовал[аи]?|Беседу\s+вел[аи]?|Записал[аи]?)\s*:?\s+"
    r"(?P<name>[А-ЯЁ][\w.-]+(?:\s+[А-ЯЁ][\w.-]+){0,2})\.?"
)
_NAME_AND_POST = re.compile(r"(?P<name>[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][\w.-]+){1,2}),\s+[а-яё].{3,120}")
_AUTHOR_TITLE = re.compile(r"(?P<name>[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)\s+(?P<title>[А-ЯЁ«].+)")


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


def passages_and_furniture(
    text: str, published: str = "", publisher: str = "", title: str = ""
) -> tuple[tuple[Passage, ...], tuple[Furniture, ...]]:
    """The articles of a page (always at least one) and its furniture, in the order of the text.

    `published`, `publisher` and `title` are what the page's source tells; a single article takes them over.
    """
    stretches = _without_link_lists([_seen(line) for line in lines_of(text)])
    if len(stretches) > 1 and _is_key_words(stretches[0].line):
        stretches[0] = Stretch(stretches[0].line, "key words as a title")
    groups = [_with_captions(group) for group in _articles(stretches)]
    furniture = tuple(piece for group in groups for stretch in group for piece in _furniture(stretch))
    articles = [group for group in groups if any(not stretch.why for stretch in group)]
    if not articles:
        whole = Passage(start=0, end=len(text), title=title, published=published, publisher=publisher)
        return (whole,), furniture
    passages = [_passage(text, group) for group in articles]
    if len(passages) == 1:
        passages = [_told(passages[0], published, publisher, title)]
    else:
        passages = [
            _with_year(passage, group, published) for passage, group in zip(passages, articles, strict=True)
        ]
    return tuple(passages), furniture


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


def _is_key_words(line: Line) -> bool:
    """A first line of small letters is what someone typed into a search engine, not a headline."""
    return line.text[0].islower() and line.words <= TITLE and not line.ends_a_sentence


def _without_link_lists(stretches: list[Stretch]) -> list[Stretch]:
    for number, stretch in enumerate(stretches):
        if opens_a_list_of_links(stretch.line):
            rest = [msgspec.structs.replace(s, why=s.why or "list of sources") for s in stretches[number:]]
            return [*stretches[:number], *rest]
    return stretches


def _articles(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    """The lines cut where one article ends and the next begins."""
    cuts = {0, len(stretches)}
    for number, stretch in enumerate(stretches):
        if number and _begins_article(stretches, number):
            cuts.add(_top_of_article(stretches, number))
        elif stretch.why in ENDS_AN_ARTICLE and _another_follows(stretches, number):
            cuts.add(number + 1)
    for first, last in pairwise(sorted(cuts)):
        yield stretches[first:last]


def _begins_article(stretches: Sequence[Stretch], number: int) -> bool:
    """A dateline, a marker or a dated title below some text begins an article, or a date under a title."""
    stretch = stretches[number]
    if _NUMBERED.match(stretch.line.text) and not stretch.line.ends_a_sentence:
        return _text_above(stretches, number)
    if stretch.opens_an_article:
        return _text_above(stretches, _top_of_article(stretches, number))
    if stretch.why == "date marker" and number + 1 < len(stretches):
        top = _top_of_article(stretches, number)
        return top < number and _text_above(stretches, top)
    return False


def _text_above(stretches: Sequence[Stretch], number: int) -> bool:
    return any(not s.why and s.line.ends_a_sentence and s.line.words > 8 for s in stretches[:number])


def _top_of_article(stretches: Sequence[Stretch], number: int) -> int:
    """The number of the line at which the article that shows itself at `number` begins: its title, if any."""
    top = number
    if stretches[number].title_end:
        return top
    while top > 0 and number - top < 4:
        above = stretches[top - 1]
        if above.why == "date marker" or above.why == "rubric":
            top -= 1
        elif not above.why and _title_like(above.line):
            return top - 1
        else:
            break
    return top


def _title_like(line: Line) -> bool:
    return (
        line.words <= TITLE
        and (not line.ends_a_sentence or line.text[-1] in "!?")
        and line.text[-1] not in ",:;"
    )


def _another_follows(stretches: Sequence[Stretch], number: int) -> bool:
    """Below «Источник» or a rule another article stands if a title and more than a line of text follow."""
    below = [s for s in stretches[number + 1 :] if not s.why]
    return len(below) > 1 and _title_like(below[0].line) and any(s.line.words > 20 for s in below[1:4])


def _with_captions(group: list[Stretch]) -> list[Stretch]:
    """The lines of one article with the captions between its title and its text marked as furniture."""
    texts = [number for number, stretch in enumerate(group) if not stretch.why]
    body = next((n for n in texts if group[n].dateline or _is_prose(group[n].line)), len(group))
    marked = list(group)
    for number in texts[1:]:
        if group[number].opens_an_article:
            continue
        if is_caption(group[number].line, near_title=number < body and body < len(group)):
            marked[number] = msgspec.structs.replace(group[number], why="caption")
    return marked


def _is_prose(line: Line) -> bool:
    return (
        line.words > 6
        and (line.words > TITLE or has_verb(line.text))
        and (line.ends_a_sentence or line.words > 12)
    )


def _furniture(stretch: Stretch) -> Iterator[Furniture]:
    line = stretch.line
    if stretch.why:
        yield Furniture(start=line.start, end=line.end, why=stretch.why)
    elif stretch.title_end:
        yield Furniture(start=stretch.title_end, end=line.end, why="date marker")
    elif stretch.dateline:
        why = "dateline" if stretch.dateline.place else "date marker"
        end = line.start + len(line.text[: stretch.dateline.end].rstrip())
        yield Furniture(start=line.start, end=end, why=why)


def _passage(text: str, group: list[Stretch]) -> Passage:
    lines = [stretch for stretch in group if not stretch.why]
    start, end = lines[0].line.start, lines[-1].line.end
    if lines[0].dateline and not lines[0].dateline.place:
        start += lines[0].dateline.end
    dated = next((s for s in group[: HEAD + 1] if s.published or s.dateline), None)
    if dated is None:
        dated = next((s for s in group[-3:] if s.published), None)
    opening = next((s for s in group if s.dateline), None)
    body = text[start:end]
    title = _title(lines)
    author, title = _author(lines, title)
    publisher = opening.dateline.publisher if opening and opening.dateline else ""
    language = language_of(body)
    published = next(
        (s.published for s in group[: HEAD + 1] if s.published), dated.published if dated else ""
    )
    return Passage(
        start=start,
        end=end,
        title=title,
        dateline=_dateline_words(text, dated),
        published=published,
        publisher=publisher or publisher_in(body),
        author=author,
        language="" if language == UNKNOWN else language,
        written="" if published else written_in(body.removeprefix(title)),
    )


def _title(lines: list[Stretch]) -> str:
    first = lines[0]
    if first.title_end:
        return first.line.text[: first.title_end - first.line.start].rstrip(" ,|")
    if first.dateline or len(lines) < 2 or not _title_like(first.line):
        return ""
    return first.line.text


def _author(lines: list[Stretch], title: str) -> tuple[str, str]:
    """Who signed the article, and its title without the author's name."""
    signed = _AUTHOR_TITLE.fullmatch(title)
    if signed:
        return signed["name"].strip(), signed["title"]
    for stretch in (*lines[1:HEAD], *lines[-2:]):
        match = _BYLINE.fullmatch(stretch.line.text)
        if match is None and stretch in lines[1:4]:
            match = _NAME_AND_POST.fullmatch(stretch.line.text)
        if match and not stretch.line.ends_a_sentence:
            return match["name"], title
    return "", title


def _dateline_words(text: str, dated: Stretch | None) -> str:
    if dated is None:
        return ""
    line = dated.line
    if dated.title_end:
        return text[dated.title_end : line.end]
    return line.text[: dated.dateline.end].strip(" .–—-") if dated.dateline else line.text


def _told(passage: Passage, published: str, publisher: str, title: str) -> Passage:
    """A single article with what the page's source tells; a dateline without a year takes the source's."""
    return msgspec.structs.replace(
        passage,
        published=published or passage.published,
        publisher=publisher or passage.publisher,
        title=passage.title or title,
    )


def _with_year(passage: Passage, group: list[Stretch], published: str) -> Passage:
    """A dateline without a year, given the year of the page if the page is dated."""
    opening = next((s.dateline for s in group if s.dateline and s.dateline.month_day[0]), None)
    if passage.published or opening is None or len(published) < 4:
        return passage
    month, day = opening.month_day
    year = int(published[:4])
    if len(published) == 10 and f"{month:02}-{day:02}" > published[5:]:
        year -= 1
    return msgspec.structs.replace(passage, published=f"{year}-{month:02}-{day:02}")
