"""Times in Russian text: recognised, resolved against the passage they stand in, and written in EDTF."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

import msgspec

from legation.language.russian.dates_chronicle import course_of, year_first
from legation.language.russian.dates_eras import era_at, roman, winter_at
from legation.language.russian.dates_grammar import Saying
from legation.language.russian.dates_own_day import Bearings, Told, bearings_of
from legation.language.russian.dates_points import Point, read
from legation.language.russian.dates_relative import Relative, relative_at
from legation.language.russian.dates_resolution import Reckoning, since, until
from legation.language.russian.dates_sequences import sequence_at
from legation.language.russian.numerals_pieces import Pieces, beginnings
from legation.record import Date, Document, Passage, Sentence, Token
from legation.vocabulary.calendar import calendar
from legation.vocabulary.numerals import numeral_words

_plain: set[str] = set()  # words that begin no time
_INSTRUMENTAL = ("ом", "ем", "ым", "им", "ой", "ами", "ями")


@cache
def _triggers() -> frozenset[str]:
    """Every word that can begin a time; pieces that are none of them, nor numbers, are passed over."""
    words, numerals = calendar(), numeral_words()
    spoken = {w for name in ("edges", "last_of_many", "next_of_many") for w in words.words[name]}
    found = spoken | words.months.keys() | words.seasons.keys() | words.weekdays.keys() | words.days.keys()
    found |= words.month_adjectives.keys() | words.determiners.keys() | words.decades.keys()
    found |= words.ordinals.keys() | numerals.ordinals.keys() | numerals.cardinals.keys()
    found |= {"накануне", "тогда", "тех", "другой", "выходные", "уикенд", "полгода", "полвека", "четверть"}
    found |= {
        "через",
        "спустя",
        "за",
        "год",
        "годом",
        "месяц",
        "месяцем",
        "неделю",
        "неделей",
        "днем",
        "день",
    }
    found |= {"итогам", "итогах", "тысяча", "две", "десятилетие", "десятилетием", "век", "столетие"}
    return frozenset(found)


def dates_in(
    document: Document,
    tokens: tuple[Token, ...],
    sentences: tuple[Sentence, ...],
    pieces: Pieces | None = None,
) -> tuple[Date, ...]:
    """The times that the text names, in its order, never overlapping; `Date` tells what the fields mean."""
    pieces = pieces or Pieces(document.text, tokens)
    passages = document.passages or (Passage(start=0, end=len(document.text)),)
    anchors = [p.published for p in passages]
    if len(passages) == 1 and not anchors[0]:
        anchors[0] = document.published
    firsts = [s.first for s in sentences]
    paragraphs = _paragraphs(document.text, sentences)
    found: list[Date] = []
    for number, group in _by_passage(_all_told(pieces, tokens, firsts), sentences).items():
        anchor = anchors[number] if number < len(anchors) else document.published
        opening = group[0][0] if anchor else _first_sentence(sentences, number)
        bearings = _bearings(pieces, group, opening)
        written = passages[number].written if number < len(passages) else ""
        if bearings.day is None and written:
            bearings = bearings._replace(day=read(written))
        reckoning = Reckoning(tokens, anchor, bearings)
        leads = _opening_lines(pieces, group)
        whole = passages[number] if number < len(passages) else passages[-1]
        reckoning.course = course_of(list(leads.values()), _lines(document.text[whole.start : whole.end]))
        for sentence, told in group:
            reckoning.leads = told[0].first in leads
            reckoning.sentence = sentence
            reckoning.paragraph = paragraphs[sentence] if paragraphs else 0
            reckoning.sentence_first = firsts[sentence] if firsts else 0
            dates = [_resolved(pieces, reckoning, one, told[0].first, alone=len(told) == 1) for one in told]
            if len(dates) > 1:
                dates = [msgspec.structs.replace(d, kind=_listed(d.kind)) for d in dates]
            found += dates
    found.sort(key=lambda d: d.start)
    return tuple(_merged(document.text, found, tokens))


def _paragraphs(text: str, sentences: tuple[Sentence, ...]) -> list[int]:
    """For each sentence the number of its paragraph."""
    found: list[int] = []
    for number, sentence in enumerate(sentences):
        begins = number > 0 and "\n" in text[sentences[number - 1].end : sentence.start]
        found.append((found[-1] if found else 0) + begins)
    return found


BEFORE = 4  # characters before the date that opens a line: «В », «— », «• »
_Group = list[tuple[int, list[Saying] | list[Relative]]]


def _all_told(pieces: Pieces, tokens: tuple[Token, ...], firsts: list[int]) -> _Group:
    """The times as they are said, each with the number of its sentence."""
    found: _Group = []
    free = 0
    for i in beginnings(pieces, may_begin, _plain):
        told = _told_at(pieces, tokens, i) if i >= free else []
        if told:
            found.append((max(bisect_right(firsts, pieces.tokens[i]) - 1, 0), told))
            free = told[-1].stop
    return found


def _by_passage(told: _Group, sentences: tuple[Sentence, ...]) -> dict[int, _Group]:
    grouped: dict[int, _Group] = {}
    for sentence, times in told:
        grouped.setdefault(sentences[sentence].passage if sentences else 0, []).append((sentence, times))
    return grouped


def _opening_lines(pieces: Pieces, group: _Group) -> dict[int, Point]:
    """The times that open a line, behind no more than a preposition or a mark: by their first piece."""
    found: dict[int, Point] = {}
    for _, told in group:
        one = told[0]
        named = isinstance(one, Saying) and (one.point.month or one.point.has_year)
        if isinstance(one, Saying) and named and _opens_line(pieces, one.first):
            found[one.first] = one.point
    return found


def _opens_line(pieces: Pieces, i: int) -> bool:
    """Whether a piece stands first in its line, but for a preposition or a mark."""
    start = pieces.starts[i]
    _, mark, before = pieces.text[max(0, start - BEFORE - 1) : start].rpartition("\n")
    return (bool(mark) or start <= BEFORE) and not any(c.isdigit() for c in before)


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _first_sentence(sentences: tuple[Sentence, ...], passage: int) -> int:
    return next((n for n, s in enumerate(sentences) if s.passage == passage), 0)


def _bearings(pieces: Pieces, group: _Group, opening: int) -> Bearings:
    """What the passage says outright of its own time."""
    return bearings_of(
        Told(sentence - opening, one.last or one.point, _calls_own(pieces, one))
        for sentence, told in group
        for one in told
        if isinstance(one, Saying)
    )


def _calls_own(pieces: Pieces, saying: Saying) -> bool:
    """«в уходящем 2017 году», «в нынешнем, 2018 году»."""
    i = saying.first - (2 if pieces.word(saying.first - 1) == "," else 1)
    named = calendar().determiners.get(pieces.word(i)) == "this"
    return named and not saying.point.month and saying.last is None


def _listed(kind: str) -> str:
    return "set" if kind == "point" else kind


@lru_cache(maxsize=50_000)
def may_begin(word: str, kind: str) -> bool:
    """Whether a time may begin with a piece; most pieces of a text are passed over so."""
    if kind == "n" or word in _triggers():
        return True
    return (word[0] in "ivxх" and len(word) < 6) or "лети" in word or word.startswith("прошлогодн")


def _told_at(pieces: Pieces, tokens: tuple[Token, ...], i: int) -> list[Saying] | list[Relative]:
    """The times that begin at this piece."""
    calendrical = _is_calendrical(pieces.words[i], pieces.kinds[i])
    era = era_at(pieces, i) or winter_at(pieces, i) if calendrical else []
    if era:
        return era
    told = relative_at(pieces, tokens, i)
    if told is not None:
        return [told]
    if not calendrical:
        return []
    line = year_first(pieces, i, lambda j: sequence_at(pieces, tokens, j), lambda j: _opens_line(pieces, j))
    return line or sequence_at(pieces, tokens, i)


@lru_cache(maxsize=50_000)
def _is_calendrical(word: str, kind: str) -> bool:
    """Whether a piece is a number, an ordinal, a month, a season or a decade: what eras and dates begin with,
    while «за», «этом», «прошлого» begin relative times alone."""
    words, numerals = calendar(), numeral_words()
    tables = (words.months, words.seasons, words.decades, words.ordinals)
    numbers = (numerals.ordinals, numerals.cardinals, numerals.wholes, numerals.scales)
    if kind == "n" or any(word in table for table in (*tables, *numbers)):
        return True
    return bool(roman(word)) or word.startswith(("две", "тысяч", "двухтысячн"))


def _edge_before(pieces: Pieces, first: int) -> int:
    """Where «в начале», «в первой половине» … before the time begin, or `first`."""
    words = calendar().words
    i = first
    if pieces.word(i - 1) in words["edges"]:
        i -= 1
        if pieces.word(i - 1) in words["edge_ordinals"]:
            i -= 1
    return i


def _resolved(
    pieces: Pieces, reckoning: Reckoning, told: Saying | Relative, lead: int, *, alone: bool
) -> Date:
    token = pieces.tokens[told.first]
    first = _edge_before(pieces, told.first) if told.first == lead else told.first
    if isinstance(told, Saying):
        before = pieces.word(first - 1) if alone and told.last is None else ""
        reckoning.begun = before in {"с", "со"}
        edtf, anchor = reckoning.said(told, token, open_ended=before in {"с", "со", "до", "после"})
    else:
        edtf, anchor = reckoning.relative(told, token)
    kind = told.shape if told.shape != "ago" else "point"
    before = pieces.word(first - 1)
    if before in calendar().words["approximate"] or pieces.word(first - 2) in calendar().words["approximate"]:
        edtf = edtf + "~" if edtf and "/" not in edtf and not edtf.endswith("~") else edtf
    if kind == "point" and alone:
        edtf, kind, first = _opened(pieces, told, edtf, first)
    elif kind == "span" and pieces.word(first - 1) in {"с", "со", "между"}:
        first -= 1
    if "/" in edtf and kind == "point":
        kind = "span"
    last = told.stop - 1
    return Date(
        start=pieces.starts[first],
        end=pieces.ends[last],
        first=pieces.tokens[first],
        last=pieces.tokens[last] + 1,
        edtf=edtf,
        kind=kind,
        relative=bool(anchor) or (isinstance(told, Relative) and told.shape != "anniversary"),
        anchor=anchor,
    )


def _opened(pieces: Pieces, told: Saying | Relative, edtf: str, first: int) -> tuple[str, str, int]:
    """«с апреля 2007 года» and «до 2017 года»: the open stretch, its kind, and where its words begin."""
    before, ending = (
        pieces.word(first - 1),
        pieces.word(told.stop - 1 if pieces.word(told.stop - 1) != "." else told.stop - 2),
    )
    if before in {"с", "со"} and not _instrumental(pieces, first, ending):
        start = first - 2 if pieces.word(first - 2) == "начиная" else first - 1
        return since(edtf), "since", start
    if before == "после" and not (isinstance(told, Relative) and told.base == "context"):
        return since(edtf), "since", first - 1
    summed = pieces.word(told.first) in {"итогам", "данным", "результатам"}
    if before in {"до", "по"} and not (before == "по" and (_dative(ending) or summed)):
        start = first - 2 if pieces.word(first - 2) == "вплоть" else first - 1
        return until(edtf), "until", start
    if before == "позднее" and pieces.word(first - 2) == "не":
        return until(edtf), "until", first - 2
    if before in {"ранее", "раньше"} and pieces.word(first - 2) == "не":
        return since(edtf), "since", first - 2
    return edtf, "point", first


def _instrumental(pieces: Pieces, first: int, ending: str) -> bool:
    """«по сравнению с 2016 годом»: «с» compares, it opens nothing."""
    opening = pieces.word(first)
    if ending in {"годом", "месяцем", "годами", "неделей", "периодом", "кварталом"}:
        return True
    return opening in calendar().months and opening.endswith(_INSTRUMENTAL)


def _dative(ending: str) -> bool:
    return ending.endswith(("ам", "ям"))


def _merged(text: str, dates: list[Date], tokens: tuple[Token, ...]) -> list[Date]:
    """The dates with a weekday and the day that follows it («в понедельник, 7 февраля») made one."""
    kept: list[Date] = []
    for date in dates:
        previous = kept[-1] if kept else None
        if previous is not None and _names_day(text, previous, date, tokens):
            edtf, kind = date.edtf, date.kind
            if previous.kind in {"since", "until"}:
                edtf, kind = (since if previous.kind == "since" else until)(edtf), previous.kind
            kept[-1] = msgspec.structs.replace(
                date, start=previous.start, first=previous.first, edtf=edtf, kind=kind
            )
        elif previous is None or date.start >= previous.end:
            kept.append(date)
    return kept


def _names_day(text: str, weekday: Date, day: Date, tokens: tuple[Token, ...]) -> bool:
    """Whether the second date is the day that the first names by its weekday."""
    if weekday.kind not in {"point", "since", "until"} or day.kind not in {"point", "set"}:
        return False
    between = text[weekday.end : day.start]
    if len(between) > 4 or "\n" in between or between.strip(" ,(—–-\u00a0"):
        return False
    words = [tokens[n].text.lower() for n in range(weekday.first, weekday.last)]
    return any(word in calendar().weekdays or word in calendar().days or word == "накануне" for word in words)
