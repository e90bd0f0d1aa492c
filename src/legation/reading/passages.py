"""A page's text → its articles and its furniture, each article with the facts that it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from legation.reading.articles import TITLE, Stretch, articles_of, title_like
from legation.reading.furniture import has_verb, is_caption
from legation.reading.languages import UNKNOWN, language_of
from legation.reading.layout import Line
from legation.reading.publishers import publisher_in
from legation.reading.writing_time import written_in
from legation.record import Furniture, Passage

HEAD = 8  # lines in which an article's title, date, captions and byline stand
_BYLINE = re.compile(
    r"(?:Автор|Авторы|Текст|Корреспондент|Подготовил[аи]?|Беседовал[аи]?|Беседу\s+вел[аи]?|Записал[аи]?)\s*:?\s+"
    r"(?P<name>[А-ЯЁ][\w.-]+(?:\s+[А-ЯЁ][\w.-]+){0,2})\.?"
)
_NAME_AND_POST = re.compile(r"(?P<name>[А-ЯЁ][\w-]+(?:\s+[А-ЯЁ][\w.-]+){1,2}),\s+[а-яё].{3,120}")
_AUTHOR_TITLE = re.compile(r"(?P<name>[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?)\s+(?P<title>[А-ЯЁ«].+)")


def passages_and_furniture(
    text: str, published: str = "", publisher: str = "", title: str = ""
) -> tuple[tuple[Passage, ...], tuple[Furniture, ...]]:
    """The articles of a page (always at least one) and its furniture, in the order of the text.

    `published`, `publisher` and `title` are what the page's source tells; a single article takes them over.
    """
    groups = [_with_captions(group) for group in articles_of(text)]
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
    if first.dateline or len(lines) < 2 or not title_like(first.line):
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
