"""When an article was written, from what it says of its own time; always derived, never a stated date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from legation.reading.dating import DATE, edtf_of

LEAD = 450  # characters: a news item dates itself in its first two sentences
AHEAD = 160  # characters before a day in which a verb tells that it is to come
_YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?!\d|\s*(?:руб|долл|тонн|чел))")
_THIS_YEAR = re.compile(
    r"\b(?:уходящ|текущ|нынешн|наступивш)\w+\s+(?P<year>(?:19|20)\d\d)\s*(?:год|г\.)", re.I
)
# «с апреля текущего года проходит выставка «ЭКСПО-2025»»: the yearly happening names the year.
_NAMED_YEAR = re.compile(
    r"\b(?:(?:текущ|нынешн)\w+\s+год\w*|этого\s+года|в\s+этом\s+году)[^.!?]{0,120}?[А-ЯЁ]\w*-(?P<year>20\d\d)\b"
)
# «С начала 2011 года задержано 438 судов»: a year that has not ended.
_BEGUN_YEAR = re.compile(r"\bс\s+начала\s+(?P<year>(?:19|20)\d\d)\s*(?:год|г\.)", re.I)
_YESTERDAY = re.compile(r"\bвчера,?\s*$", re.I)
# «покинет пост 20 января 2017 года», «визит, намеченный на …»: the day lies ahead of the writing.
_AHEAD = re.compile(
    r"\b(?:состоится|состоятся|пройдет|пройдут|пройдёт|вступит|вступят|начнется|начнётся|начнутся|начнет|начнёт|завершится"
    r"|закончится|истекает|истечет|истечёт|покинет|откроется|откроются|прибудет|прибудут|посетит|посетят|приедет|отправится"
    r"|будет|будут|намечен\w*|запланирован\w*|планиру\w+|назначен\w*\s+на|ожида\w+|предстоящ\w+|встретится|встретятся)\b[^.!?\n]*$",
    re.I,
)
_NOT_NOW = re.compile(r"\b(?:с|со|до|по|к|от|после|перед|ранее)\s+$", re.I)


def written_in(text: str) -> str:
    """The time (EDTF) at which the article speaks, or empty where its words do not show it."""
    named = _THIS_YEAR.search(text) or _NAMED_YEAR.search(text)
    if named:
        return named["year"]
    for match in DATE.finditer(text[:LEAD]):
        day = edtf_of(match)
        before = text[: match.start()]
        if not day or _NOT_NOW.search(before) or _AHEAD.search(before[-AHEAD:]):
            continue
        if not _fits(text, int(day[:4])):
            return ""  # it begins with what is long past: a history, whose later days are not its own either
        yesterday = _YESTERDAY.search(text[: match.start()])
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if yesterday else day
    return _begun_year(text)


def _begun_year(text: str) -> str:
    """The year since whose beginning the article counts, where it tells of no later one."""
    begun = _BEGUN_YEAR.search(text)
    return begun["year"] if begun and begun["year"] == max(_YEAR.findall(text), default="") else ""


def _fits(text: str, year: int) -> bool:
    """Whether the article as a whole may be of that year: it does not mostly tell of later ones."""
    years = [int(found) for found in _YEAR.findall(text)]
    later = sum(found > year + 1 for found in years)
    return later * 2 < len(years)
