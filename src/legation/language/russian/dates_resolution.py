"""What a time comes to: against the day of its passage, or the time that the passage is speaking of."""

from __future__ import annotations

import datetime

from legation.language.russian.dates_chronicle import in_line
from legation.language.russian.dates_grammar import Saying
from legation.language.russian.dates_own_day import Bearings
from legation.language.russian.dates_points import (
    Point,
    closing,
    is_day,
    joined,
    moved,
    opening,
    ordinal_day,
    read,
    week_of,
    written,
)
from legation.language.russian.dates_relative import Relative
from legation.record import Token
from legation.vocabulary.calendar import calendar

# A time against the tense of its verb must lie this many days nearer to be taken all the same.
AGAINST_TENSE = 400
AGAINST_DISTANT_TENSE = 200
BEGUN_AHEAD = 60  # «с июня блокируют» is more likely past, but «с 1 июля вводят визы» lies just ahead
DAY_BACK = 6  # sentences back to the day that «в тот же день» means, though months were told since
_OF_NEWS = frozenset({"day", "week", "month"})  # distances that are told from the day of the news


def tense_at(tokens: tuple[Token, ...], number: int) -> tuple[str, bool]:
    """`past`, `future` or nothing for the verb above the token, and whether it governs it outright."""
    at, direct = number, True
    planned = calendar().words["planned_governors"]
    for _ in range(8):
        above = tokens[at].head
        if above == at:
            break
        at = above
        token = tokens[at]
        if token.lemma in planned:
            return "future", direct
        if token.pos not in {"VERB", "AUX"} and token.feats.get("Variant") != "Short":
            direct = (
                direct
                and token.pos in {"NOUN", "NUM", "ADJ"}
                and token.rel in {"obl", "nummod", "amod", "nmod"}
            )
            continue
        if token.feats.get("VerbForm") == "Inf":
            head = tokens[token.head]
            will = head.lemma in planned or (head.lemma == "быть" and head.feats.get("Tense") == "Fut")
            return ("future" if will else ""), direct
        if any(
            child.head == at and child.lemma == "быть" and child.text.lower().startswith("буд")
            for child in tokens[max(0, at - 6) : at + 6]
        ):
            return "future", direct
        tense = token.feats.get("Tense")
        if tense == "Past" or (token.feats.get("Voice") == "Pass" and tense is None):
            return "past", direct
        return ("future", direct) if tense == "Fut" else ("", direct)
    return "", False


class Reckoning:
    """Times resolved in the order of one passage; `context` is the last time that it spoke of."""

    def __init__(self, tokens: tuple[Token, ...], anchor: str, bearings: Bearings) -> None:
        self.tokens = tokens
        self.anchor = read(opening(anchor)) if anchor else bearings.day
        self.years = {} if anchor else bearings.years
        self.narrated = not anchor  # a story's own day, not the day of its telling: more may follow it
        self.context_open = False
        self.context: Point | None = None
        self.context_sentence = -9
        self.context_leads = False
        self.day: Point | None = None  # the last day that it spoke of, and in which sentence
        self.day_sentence = -9
        self.context_paragraph = 0
        self.sentence = 0
        self.paragraph = 0
        self.begun = False  # whether the time is when something began that is still so: «с июня блокируют»
        self.sentence_first = 0
        self.course = 0  # of a chronicle; then `line` is the date that its line opens with, …
        self.line: Point | None = None
        self.leads = False  # … and this, whether the next time opens one

    def said(self, saying: Saying, token: int, *, open_ended: bool = False) -> tuple[str, str]:
        """EDTF of a saying and what it was resolved against (empty where it says all itself)."""
        relative = not saying.point.has_year or bool(saying.point.ref)
        first = self._dated(saying.point, token)
        last = None if saying.last is None else self._dated(saying.last, token)
        if first is None or (saying.last is not None and last is None):
            return "", ""
        if last is not None and first.year is not None and last.year is not None:
            if relative and ordinal_day(last) < ordinal_day(first) and not saying.point.has_year:
                first = first._replace(year=first.year - 1)
            edtf = joined(written(first), written(last))
        else:
            edtf = written(first)
        if self.course and self.leads and first.year is not None and not first.span:
            self.line = first
        self._speak_of(last or first, token)
        self.context_open = open_ended
        return edtf, self._named_anchor() if relative else ""

    def _named_anchor(self) -> str:
        return written(self.anchor) if self.anchor else written(self.context) if self.context else ""

    def _speak_of(self, point: Point, token: int) -> None:
        if point.span in {"century", "decade"} or point.year is None:
            return
        self.context = point
        self.context_sentence = self.sentence
        self.context_paragraph = self.paragraph
        if point.day:
            self.day, self.day_sentence = point, self.sentence
        self.context_leads = token - self.sentence_first <= 4

    def _near_context(self) -> Point | None:
        """The time spoken of in this sentence, or set by the opening of the one before it."""
        age = self.sentence - self.context_sentence
        leads = self.context_leads and self.context_paragraph == self.paragraph
        near = age <= (1 if leads else 0) and not self.context_open
        return self.context if near else None

    def _dated(self, point: Point, token: int) -> Point | None:
        """The point with its year; None where the year is not known or has no such day."""
        dated = self._with_year(point, token)
        if dated is None or (dated.day and not is_day(dated.year, dated.month, dated.day)):
            return None
        return dated

    def _with_year(self, point: Point, token: int) -> Point | None:
        if point.year is not None:
            return point
        if point.ref == "context":
            base = self.context or self.anchor
            return None if base is None or base.year is None else point._replace(year=base.year, ref="")
        if point.ref == "anchor":
            if self.anchor is None or self.anchor.year is None:
                return None
            return point._replace(year=self.anchor.year + point.shift, ref="")
        return self._yearless(point, token)

    def _yearless(self, point: Point, token: int) -> Point | None:
        if self.course and self.line is not None:
            return in_line(point, self.line, self.course, self.leads)
        tense, direct = tense_at(self.tokens, token)
        context = self._near_context()
        if self.anchor is None:
            return self._undated(point, tense)
        year = self.anchor.year or 0
        if context is not None and context.year != year and tense != "future":
            return point._replace(year=context.year)
        if not self.anchor.month:
            return point._replace(year=year)
        candidates = [
            point._replace(year=y)
            for y in (year - 1, year, year + 1)
            if not point.day or is_day(y, point.month, point.day)
        ]
        return min(candidates, key=lambda p: self._distance(p, tense, direct)) if candidates else None

    def _undated(self, point: Point, tense: str) -> Point | None:
        """The year that an undated passage supports: that of its month, or of the time just spoken of."""
        year = self.years.get(point.month)
        recent = self.sentence - self.context_sentence <= 2 and not self.context_open and tense != "future"
        if year is None and recent and self.context is not None:
            year = self.context.year
        if year is None or not is_day(year, point.month or 1, point.day or 1):
            return None
        return point._replace(year=year)

    def _distance(self, point: Point, tense: str, direct: bool) -> tuple[int, int]:
        assert self.anchor is not None  # noqa: S101
        days = ordinal_day(point) - ordinal_day(self.anchor)
        exact = point.day and self.anchor.day and not self.narrated
        slack = 1 if exact else 31 if not point.season else 50
        against = (tense == "past" and days > slack) or (tense == "future" and days < -slack)
        penalty = (AGAINST_TENSE if direct else AGAINST_DISTANT_TENSE) if against else 0
        if self.begun and not tense and days > 0:
            penalty = BEGUN_AHEAD
        return abs(days) + penalty, days

    def relative(self, told: Relative, token: int) -> tuple[str, str]:
        """EDTF of a relative time and what it was resolved against."""
        base = self._base(told, token)
        if base is None:
            return "", ""
        edtf = self._reckoned(told, base, token)
        if told.approximate and edtf and not edtf.endswith("~"):
            edtf += "~"
        if (
            edtf
            and (told.shape == "point" or told.unit == "week")
            and told.unit != "same"
            and (point := read(edtf)) is not None
        ):
            self._speak_of(point, token)
        return edtf, written(base) if edtf else ""

    def _base(self, told: Relative, token: int) -> Point | None:
        if told.base == "context":
            if self.context is None and told.unit in _OF_NEWS and told.shift < 0:
                return self._day_of_news()
            if told.unit == "day" and self.day is not None and self.sentence - self.day_sentence <= DAY_BACK:
                return self.day
            recent = self.context is not None and self.sentence - self.context_sentence <= 4
            return self.context if recent else None
        if told.base == "spoken":
            return self._near_context() or self.anchor
        if told.base == "either":
            context = self._near_context()
            past = tense_at(self.tokens, token)[0] == "past"
            if context is not None and context != self.anchor and (past or self.anchor is None):
                return context
        return self.anchor

    def _day_of_news(self) -> Point | None:
        """The day of a news item that has spoken of no other time: «днём ранее» is the day before it."""
        return None if self.narrated or self.anchor is None or not self.anchor.day else self.anchor

    def _reckoned(self, told: Relative, base: Point, token: int) -> str:
        unit = told.unit
        if unit == "same":
            return written(base)
        if unit == "week" and told.shape in {"ago", "span"} and not told.vague:
            return self._weeks_away(told, base)
        if unit in {"weekday", "week", "weekend"} and told.until is None:
            return self._in_week(told, base, token)
        if unit in {"season", "month_name"}:
            return self._named(told, base, token)
        if told.until is not None:
            return self._stretch(told, base)
        point = moved(base, unit, told.shift)
        if unit == "day" and told.shift == 0 and base.day:
            point = base
        if point is None:
            return ""
        if unit == "century":
            return f"{(base.year or 0) // 100 + told.shift:02d}XX"
        if unit == "decade" and told.shape == "point":
            return written(point._replace(span="decade"))
        plain = written(point)
        return f"../{plain}" if told.vague else plain

    def _weeks_away(self, told: Relative, base: Point) -> str:
        """«две недели назад»: about that day."""
        if told.until is not None:
            return self._stretch(told, base)
        point = moved(base, "week", told.shift)
        return "" if point is None else written(point) + "~"

    def _stretch(self, told: Relative, base: Point) -> str:
        """«последние пять лет»: to the precision of the unit at the far end, of the base at the near one."""
        now = written(base)
        if told.vague:
            return f"../{now}" if told.until == 0 else f"{now}/.."
        far = moved(base, told.unit, told.shift or told.until or 0)
        if far is None:
            return ""
        near = written(Point(base.year)) if told.unit in {"year", "decade", "century"} else now
        return f"{written(far)}/{near}" if told.until == 0 else f"{near}/{written(far)}"

    def _named(self, told: Relative, base: Point, token: int) -> str:
        """A month or season named with or without a determiner."""
        season = told.named > 20
        point = Point(None, 0 if season else told.named, season=told.named if season else 0)
        if told.base == "tense":
            dated = self._yearless(point, token)
            return "" if dated is None else written(dated)
        year, here = base.year or 0, ordinal_day(base)
        years = [point._replace(year=y) for y in range(year - 2, year + 3)]
        if told.shift == 0:
            return written(min(years, key=lambda p: (abs((p.year or 0) - year), ordinal_day(p))))
        if told.shift < 0:
            earlier = [p for p in years if ordinal_day(p) < here - 15]
            return written(earlier[told.shift])
        return written(next(p for p in years if ordinal_day(p) > here + 15))

    def _in_week(self, told: Relative, base: Point, token: int) -> str:
        if not base.day or base.year is None:
            return ""
        day = datetime.date(base.year, base.month, base.day)
        monday, sunday = week_of(day)
        week = datetime.timedelta(days=7)
        if told.unit == "week":
            return f"{monday + told.shift * week}/{sunday + told.shift * week}"
        tense = tense_at(self.tokens, token)[0]
        if told.unit == "weekend":
            shift = told.shift if told.base != "tense" else -1 if tense == "past" and day.weekday() < 5 else 0
            saturday = monday + datetime.timedelta(days=5) + shift * week
            return f"{saturday}/{saturday + datetime.timedelta(days=1)}"
        named = monday + datetime.timedelta(days=told.named - 1)
        if told.base == "anchor":
            return str(named + told.shift * week)
        if told.base == "nearest":
            if (told.shift < 0 and named >= day) or (told.shift > 0 and named <= day):
                return str(named + told.shift * week)
            return str(named)
        options = (named - week, named, named + week)
        if tense == "past":
            return str(max(d for d in options if d <= day))
        if tense == "future":
            return str(min(d for d in options if d >= day))
        return str(min(options, key=lambda d: (abs((d - day).days), d)))


def since(edtf: str) -> str:
    """The open stretch that begins with the time."""
    return f"{opening(edtf)}/.." if edtf else ""


def until(edtf: str) -> str:
    """The open stretch that ends with the time."""
    return f"../{closing(edtf)}" if edtf else ""
