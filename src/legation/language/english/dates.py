"""Times in English text, resolved against the date of their passage and written in EDTF."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from legation.language.english.spans import Spans
from legation.record import Date, Markup
from legation.vocabulary.english_times import english_times

_Said = tuple[str, str, bool]  # EDTF, kind, relative


@cache
def _pattern() -> re.Pattern[str]:
    words = english_times()
    month = (
        "(?:"
        + "|".join(sorted(words.months, key=lambda m: (-len(m), m)))
        + r")(?:(?:(?<=\b[a-z]{3})(?<!may)|(?<=sept))\.)?"
    )
    days = "|".join(sorted(words.weekdays))
    day = r"(?:\d{1,2})(?:st|nd|rd|th)?"
    dash = r"\s?(?:[-–—]|to|and|through)\s?"
    year = r"(?:1[5-9]|20)\d\d"
    count = r"(?:\d+|a|" + "|".join(words.numbers) + ")"
    mixed = rf"{day}\s+(?:of\s+)?{month}|{month}\s+{day}"
    forms = (
        rf"(?P<a1>{mixed})(?P<a1y>,?\s+{year})?{dash}(?P<a2>{mixed}),?\s+(?P<ay>{year})",
        rf"(?P<d1>{day})(?:{dash}(?P<d2>{day}))?\s+(?:of\s+)?(?P<dm>{month})(?:,?\s+(?P<dy>{year}))?",
        rf"(?P<mm>{month})\s+(?P<m1>{day})(?!\d|\s*{month})(?:{dash}(?P<m2>{day})(?!\d))?(?:,?\s+(?P<my>{year}))?",
        r"(?P<iso>\d{4}-\d\d-\d\d)",
        rf"(?:(?P<part>early|late|mid)[-\s])?(?P<om>{month}),?\s+(?:of\s+)?(?P<oy>{year})",
        r"(?:(?:the\s+)?(?:early|late|mid)[-\s])?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d)0s",
        rf"(?:fiscal\s+(?:year\s+)?|FY\s?)(?P<fy>{year})(?:[-–/](?P<fz>\d\d(?:\d\d)?))?(?!\d)",
        rf"(?:from|between)\s+(?P<y1>{year})\s+(?:to|and|through|until)\s+(?P<y2>{year})",
        rf"(?:in\s+)?(?P<y3>{year})[-–/](?P<y4>{year}|\d\d)(?![\d-])",
        rf"(?:the\s+)?(?P<edge>since|until|till|before|after)\s+(?P<ey>{year})",
        rf"(?:(?:early|late|mid)[-\s]|(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:half|quarter|months)\s+of\s+"
        rf"|(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+)(?P<py>{year})",
        rf"(?P<near>around|about|circa)\s+(?P<ny>{year})|(?:in|of|during|by|since|for)\s+(?P<y>{year})",
        rf"(?:the|a)\s+(?P<ty>{year})(?=\s+[A-Za-z])|(?<=\()(?P<by>{year})(?=\))",
        r"(?P<which>last|this|next|previous|current)\s+(?P<span>year|month|week)",
        r"(?P<today>today|yesterday|tomorrow)\b",
        rf"(?P<ago>{count})\s+(?P<agounit>year|month|week|day)s?\s+ago",
        rf"(?P<shift>{count})\s+(?P<shiftunit>year|month|week|day)s?\s+(?P<shiftway>later|earlier)",
        r"(?:on\s+)?the\s+(?P<told>same|following|next|previous)\s+(?P<toldunit>day|month|year)",
        rf"(?:(?P<wq>last|next|this)\s+)?(?P<weekday>{days})\b",
        rf"(?:in|since|until|by|last|next|of)\s+(?:early\s+|late\s+|mid-)?(?P<lone>{month})\b(?!,?\s+(?:of\s+)?\d)",
    )
    return re.compile(r"(?<![\w-])(?:" + "|".join(forms) + r")(?![\w])", re.IGNORECASE)


def dates_in(markup: Markup) -> tuple[Date, ...]:
    """The times that the text names; a month and day without a supported year have no EDTF."""
    spans = Spans(markup)
    passages = markup.document.passages
    starts = [p.start for p in passages]
    found: list[Date] = []
    for match in _pattern().finditer(markup.document.text):
        place = spans.tokens(match.start(), match.end())
        if place is None:
            continue
        number = bisect_right(starts, match.start()) - 1
        own = passages[number].published if number >= 0 else ""
        anchor = own or (markup.document.published if len(passages) < 2 else "")
        before = found[-1].edtf if found else ""
        said = _said(match, _day(anchor), _day(before.rpartition("/")[2]), _is_ahead(markup, place[0]))
        if said is None:
            continue
        edtf, kind, relative = _bounded(said, markup.document.text[: match.start()][-12:])
        found.append(
            Date(
                start=match.start(),
                end=match.end(),
                first=place[0],
                last=place[1],
                edtf=edtf,
                kind=kind,
                relative=relative,
                anchor=anchor if relative else "",
            )
        )
    return tuple(found)


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf[:10])
    except ValueError:
        return None


def _bounded(said: _Said, before: str) -> _Said:
    """«since May 2015», «until 3 June»: a time that is the beginning or end of a longer one."""
    edtf, _, relative = said
    word = before.split()[-1].lower() if before.split() else ""
    if not edtf or "/" in edtf or word not in ("since", "until", "till"):
        return said
    return (f"{edtf}/..", "since", relative) if word == "since" else (f"../{edtf}", "until", relative)


def _is_ahead(markup: Markup, first: int) -> bool:
    """Whether a weekday lies ahead: the nearest verb before it tells of what will be."""
    tokens = markup.tokens
    for number in range(first - 1, max(-1, first - 12), -1):
        if tokens[number].pos == "VERB":
            told = tokens[number].feats
            return told.get("Tense") == "Fut" or told.get("VerbForm") == "Inf"
    return False


def _said(match: re.Match[str], anchor: date | None, before: date | None, ahead: bool) -> _Said | None:
    said = {name: value for name, value in match.groupdict().items() if value}
    if "a1" in said:
        return _across(said)
    if "shift" in said or "told" in said:
        return _from_before(said, before)
    if "iso" in said:
        return (said["iso"], "point", False) if _day(said["iso"]) else None
    for month, first, last, year in (("dm", "d1", "d2", "dy"), ("mm", "m1", "m2", "my")):
        if month in said:
            return _days(said[month], said[first], said.get(last, ""), said.get(year, ""), anchor)
    if "lone" in said:
        return _lone_month(said["lone"], anchor)
    if "which" in said or "today" in said or "ago" in said or "weekday" in said:
        return _from_anchor(said, anchor, ahead)
    return _years(said)


def _across(said: dict[str, str]) -> _Said | None:
    """«30 May to 2 June 2017»: days of two months."""
    days = []
    for words, year in ((said["a1"], said.get("a1y", "") or said["ay"]), (said["a2"], said["ay"])):
        number = next(
            _month(w) for w in re.findall(r"[A-Za-z]+", words) if w.lower() in english_times().months
        )
        day = int(re.findall(r"\d+", words)[0])
        days.append(f"{year.strip(', ')}-{number:02}-{day:02}")
    return ("/".join(days), "span", False) if all(map(_day, days)) else None


def _from_before(said: dict[str, str], before: date | None) -> _Said | None:
    """«two days later», «the following year»: counted from the day that the text named last."""
    if before is None:
        return None
    if "shift" in said:
        return _moved(
            before, said["shiftunit"].lower(), _count(said["shift"]) * (-1) ** (said["shiftway"] != "later")
        )
    step = {"same": 0, "previous": -1}.get(said["told"].lower(), 1)
    return _moved(before, said["toldunit"].lower(), step)


def _count(word: str) -> int:
    low = word.lower()
    return 1 if low == "a" else english_times().numbers.get(low) or int(low)


def _years(said: dict[str, str]) -> _Said | None:
    if "om" in said:
        return (f"{said['oy']}-{_month(said['om']):02}", "point", False)
    if "decade" in said:
        return (f"{said['decade']}X", "point", False)
    if "fz" in said:
        return (f"{said['fy']}/{said['fy'][: 4 - len(said['fz'])]}{said['fz']}", "span", False)
    if "fy" in said:
        return (said["fy"], "point", False)
    if "y1" in said:
        return (f"{said['y1']}/{said['y2']}", "span", False)
    if "y3" in said:
        return (f"{said['y3']}/{said['y3'][: 4 - len(said['y4'])]}{said['y4']}", "span", False)
    for name in ("py", "ty", "by"):
        if name in said:
            return (said[name], "point", False)
    if "ey" in said:
        since = said["edge"].lower() in ("since", "after")
        return (f"{said['ey']}/.." if since else f"../{said['ey']}", "since" if since else "until", False)
    if "ny" in said:
        return (f"{said['ny']}~", "point", False)
    return (said["y"], "point", False)


def _month(word: str) -> int:
    return english_times().months[word.lower().rstrip(".")]


def _days(month: str, first: str, last: str, year: str, anchor: date | None) -> _Said | None:
    number = _month(month)
    numbers = [int(re.sub(r"\D", "", day)) for day in (first, last) if day]
    if not all(1 <= n <= 31 for n in numbers):
        return None
    relative = not year
    if relative:
        if anchor is None:
            return ("", "point", False)
        year = str(_nearest_year(number, anchor))
    days = [f"{year}-{number:02}-{n:02}" for n in numbers]
    return ("/".join(days), "span" if len(days) > 1 else "point", relative)


def _nearest_year(month: int, anchor: date) -> int:
    """The year in which a month without a year lies: the one nearest to the day of writing."""
    apart = month - anchor.month
    return anchor.year + (apart < -6) - (apart > 6)


def _lone_month(word: str, anchor: date | None) -> _Said | None:
    if not word[0].isupper():
        return None
    if anchor is None:
        return ("", "point", False)
    number = _month(word)
    return (f"{_nearest_year(number, anchor)}-{number:02}", "point", True)


def _from_anchor(said: dict[str, str], anchor: date | None, forward: bool) -> _Said | None:
    if anchor is None:
        return ("", "point", False)
    if "today" in said:
        days = {"yesterday": -1, "today": 0, "tomorrow": 1}[said["today"].lower()]
        return ((anchor + timedelta(days)).isoformat(), "point", True)
    if "weekday" in said:
        apart = english_times().weekdays[said["weekday"].lower()] - anchor.weekday()
        ahead = forward or said.get("wq", "").lower() == "next"
        apart = apart % 7 or 7 if ahead else -(-apart % 7)
        return ((anchor + timedelta(apart)).isoformat(), "point", True)
    if "ago" in said:
        return _moved(anchor, said["agounit"].lower(), -_count(said["ago"]))
    step = {"last": -1, "previous": -1, "next": 1}.get(said["which"].lower(), 0)
    return _moved(anchor, said["span"].lower(), step)


def _moved(anchor: date, unit: str, many: int) -> _Said | None:
    if unit == "year":
        return (f"{anchor.year + many:04}", "point", True) if anchor.year + many > 0 else None
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + many
        return (f"{months // 12:04}-{months % 12 + 1:02}", "point", True) if months > 0 else None
    try:
        day = anchor + timedelta(many * (7 if unit == "week" else 1))
    except OverflowError:
        return None
    if unit == "day":
        return (day.isoformat(), "point", True)
    monday = day - timedelta(day.weekday())
    return (f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}", "span", True)
