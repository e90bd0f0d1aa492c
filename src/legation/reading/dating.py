"""When a page says that it was published: date lines, date markers, datelines, sign-offs."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

from msgspec import Struct

from legation.reading.publishers import outlet_in, outlet_named

MONTHS = {
    stem: number
    for number, stems in enumerate(
        (
            "янв jan қаң",
            "фев feb ақп",
            "мар mar нау",
            "апр apr сәу",
            "мая май may мам",
            "июн jun мау",
            "июл jul шіл",
            "авг aug там",
            "сен sep қыр",
            "окт oct қаз",
            "ноя nov қар",
            "дек dec жел",
        ),
        1,
    )
    for stem in stems.split()
}
_MONTH = (
    r"(?:январ[ьяе]|феврал[ьяе]|марта?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|августа?|сентябр[ьяе]|октябр[ьяе]"
    r"|ноябр[ьяе]|декабр[ьяе]|янв|фев|мар|апр|июн|июл|авг|сент?|окт|ноя|дек)(?![а-яё])\.?"
)
_EN_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_YEAR = r"(?:1[89]|20)\d\d"
_DATE = (
    rf"(?:(?P<iso>{_YEAR}-\d\d-\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?!\d)"
    rf"|(?<![\d.])(?P<d1>\d{{1,2}})[./-](?P<m1>\d{{1,2}})[./-](?P<y1>{_YEAR}|\d\d)(?!\d|[./-]\d)(?:\s*(?:года|г\.))?"
    rf"|(?<!\d)(?P<d2>\d{{1,2}})(?:-?го)?\s+(?P<m2>{_MONTH}),?(?:\s+(?P<y2>{_YEAR})(?:\s*(?:года|год|г\.|г\b))?)?"
    rf"|(?P<m3>{_EN_MONTH})\s+(?P<d3>\d{{1,2}}),?\s+(?P<y3>{_YEAR})"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})\s+(?P<m4>{_EN_MONTH})\s+(?P<y4>{_YEAR}))"
)
_TIME = (
    r"(?:в\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:час(?:ов|а)?|ч\.?|am|pm))?"
    r"(?:\s*\(?(?:мск|msk|gmt|utc|utc\s?[+-]\d+)\)?)?"
)
_WEEKDAY = (
    r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?"
)
_LABEL = (
    r"(?:date|дата|дата\s+публикации|дата\s+и\s+время|опубликовано|опубликован|опубликована|размещено|добавлено"
    r"|создано|обновлено|последнее\s+обновление|изменено|публикация|published|posted|updated|on|от|новость\s+от"
    r"|сегодня|время\s+публикации)"
)
DATE = re.compile(_DATE, re.I)
_STAMP = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:T?\d{{6}}(?:\.\d+)?Z?)?")  # 20240301, 20240301T101500Z
_NOISE = re.compile(
    rf"{_TIME}|\b{_WEEKDAY}|\b{_LABEL}\b\s*:?|просмотр\w*:?\s*[\d ]+|\d[\d ]*\s*просмотр\w*", re.I
)
_BETWEEN = " \t\xa0,.;:|/\\·•—–-()[]«»\"'®©👁"
_HAS_TIME = re.compile(r"\d{1,2}:\d\d")
_MARKER = re.compile(rf"\s*(?:(?:{_LABEL})\s*:?\s*)?{_DATE}(?:,?\s*{_TIME})?[\s|,.—–-]*", re.I)

# A dateline: one to four capitalised words, then a date or an agency or both, then the text.
_PLACE = (
    r"(?P<place>(?:[А-ЯЁA-ZҚҒҰҮҺӘӨ][\w’'-]+)"
    r"(?:(?:\s|-|\s?/\s?|\s[–—]\s)(?:[А-ЯЁA-Z][\w’'-]+|на|де|эль|аль)){0,3})"
)
_AGENCY = (
    r"(?:/\s*(?P<a1>[^/\n]{2,60}?)\s*/|\((?P<a2>[^()\n]{2,60}?)\)"
    r"|(?P<a3>(?!\s*[A-Z]\.)[^.,;:!?()/\n–—]{2,40}?(?i:\.(?:ru|kz|com|az|uz|kg|by|ua|ру)\b)?)(?P<by>,\s[А-ЯЁ][^.,\n]{2,40})?)"
)
_OPEN = re.compile(rf"{_PLACE}\s*(?P<stop>[.,:]?)\s+")
_AFTER_DATE = re.compile(rf"\s*[.,]?\s*(?:(?:[–—-]|--)\s*)?{_AGENCY}\s*(?:[–—-]{{1,2}}|[.:/])\s*[–—-]*\s*")
_DATE_ALONE = re.compile(
    rf"(?:,?\s*{_TIME})?\s*(?:(?:[.:]|(?<=\.))\s+(?=[А-ЯЁA-Z«\"“])|[.:]?\s*(?:[–—]|--|-(?=\s))\s*)"
)
_AGENCY_ONLY = re.compile(rf"{_AGENCY}\s*(?:[–—-]{{1,2}}|[.:/])\s*[–—-]*\s*")
_ANY_WEEKDAY = re.compile(rf"{_WEEKDAY},?\s+", re.I)
# «26 января 2014 года. Пограничники …», «14 мая 2015 года, Рига. Президент …»: a day that opens the item.
_OPENING_DAY = re.compile(
    rf"\s*{_DATE}(?P<given>,\s+(?:[А-ЯЁ][а-яё]+)(?:[\s-][А-ЯЁ][а-яё]+){{0,2}})?[.]?\s+(?=[А-ЯЁA-Z«\"“])", re.I
)
# What may stand beside the date of a communiqué, parted by a comma: where it was given.
_GIVEN_AT = re.compile(r"(?:(?:г|гор)\.\s*)?[А-ЯЁ][а-яё]+(?:[\s-](?:[А-ЯЁ][а-яё]+|на|де|эль|аль)){0,3}")
_PARTED = re.compile(r"[.,|(–—]")
LONGEST_PLACE_LINE = 70  # characters of a line that gives place and day
TRAILING = 80  # characters at the end of a title in which its date and time stand
DATELINE_REACH = 140  # characters from the start of a paragraph in which a dateline ends


class Dateline(Struct, frozen=True):
    """How an item opens: characters `start` to `end`, with what they say of place, time and outlet."""

    start: int
    end: int
    place: str
    published: str
    month_day: tuple[int, int]
    publisher: str


def edtf_of(match: re.Match[str]) -> str:
    """The day that a match of `DATE` means, or empty: no such day, or no year."""
    parts = _parts(match)
    return _day(*parts) if parts and parts[0] else ""


def _parts(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year (0 where none is given), month and day."""
    groups = match.groupdict()
    if groups["iso"]:
        year, month, day = groups["iso"].split("-")
        return int(year), int(month), int(day)
    for n in "1234":
        if groups[f"d{n}"]:
            month = groups[f"m{n}"]
            number = int(month) if month.isdigit() else MONTHS[month.lower()[:3]]
            year = groups[f"y{n}"] or "0"
            return int(year) + (2000 if len(year) == 2 else 0), number, int(groups[f"d{n}"])
    return None


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def parsed(words: str) -> str:
    """A date given from outside, as EDTF: ISO, a year or month alone, `20251225`, `25.12.2025`, RFC 2822.

    Empty where the words give no date.
    """
    words = words.strip()
    if re.fullmatch(rf"{_YEAR}(-(0[1-9]|1[0-2]))?[~?%]?", words):
        return words
    if stamp := _STAMP.fullmatch(words):
        return _day(*map(int, stamp.groups()))
    match = DATE.search(words[:200])
    if match and edtf_of(match):
        return edtf_of(match)
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def date_line(line: str) -> str:
    """The day (EDTF) of a line that says nothing but when the page was published; empty for another line.

    Beside the date it may hold a time, a weekday, a label, a count of views and the outlet or rubric.
    """
    if len(line) > 160:
        return ""
    match = DATE.search(line)
    if not match or not edtf_of(match):
        return ""
    rest = DATE.sub(" ", line)
    rest = _NOISE.sub(" ", rest)
    words = " ".join(rest.strip(_BETWEEN).split())
    if not words or outlet_named(words) or _gives_place(line, match):
        return edtf_of(match)
    short = len(words.split()) <= 3 and not re.search(r"[.!?…]\s*$", line)
    return edtf_of(match) if short and _HAS_TIME.search(line) else ""


def _gives_place(line: str, match: re.Match[str]) -> bool:
    """«2 апреля 2019 г., Скопье», «(София, 27 декабря 2017 г.)»: place and day alone, parted by a mark."""
    before, after = line[: match.start()], line[match.end() :]
    place, mark = (before, before.rstrip()[-1:]) if before.strip(_BETWEEN) else (after, after.lstrip()[:1])
    if (before.strip(_BETWEEN) and after.strip(_BETWEEN)) or len(line) > LONGEST_PLACE_LINE:
        return False
    return bool(_PARTED.match(mark)) and _GIVEN_AT.fullmatch(place.strip(_BETWEEN)) is not None


def date_after_title(line: str) -> tuple[int, str] | None:
    """Where in the line a date and time begin that stand after a title, and the day they mean."""
    if not _HAS_TIME.search(line[-24:]):
        return None
    at = max(0, len(line) - TRAILING)
    for match in DATE.finditer(line, at):
        rest = line[match.end() :]
        only_a_time = not re.sub(_TIME, "", rest, flags=re.I).strip(_BETWEEN)
        if only_a_time and _HAS_TIME.search(rest) and edtf_of(match):
            return match.start(), edtf_of(match)
    return None


def leading_marker(line: str) -> tuple[int, str] | None:
    """Where the text begins after a date that opens the line as a marker, not as words of the sentence.

    «date 2025-12-25 Фильм …», «25.12.2025, 14:30. В Токио …»; but «25 декабря 2025 года президент …» is text.
    """
    match = _MARKER.match(line)
    if not match or not edtf_of(match) or match.end() >= len(line):
        return None
    labelled = re.match(rf"\s*{_LABEL}\b", line, re.I)
    timed = _HAS_TIME.search(match.group())
    numeric = match["iso"] or match["y1"]
    if line[match.end()].isupper() or line[match.end()] in '«"“—':
        marked = labelled or timed or (numeric and re.search(r"[\s|—–-]$", match.group()))
        return (match.end(), edtf_of(match)) if marked else None
    return None


def opening_day(line: str) -> tuple[int, str] | None:
    """Where the text begins after a day that a full stop parts from it, and that day (EDTF).

    «26 января 2014 года. Пограничники …» opens a news item; a chronicle opens each of its lines so.
    """
    opening = _OPENING_DAY.match(line)
    if opening and edtf_of(opening) and _ends_opening(opening.group()):
        return opening.end(), edtf_of(opening)
    return None


def _ends_opening(words: str) -> bool:
    """Whether a full stop parts the day from the text: no «г.», after which the sentence may go on."""
    words = words.rstrip()
    return words.endswith(".") and not re.search(r"\bг\.$|\b[А-ЯЁ]\.$", words)


def dateline(paragraph: str) -> Dateline | None:
    """The dateline that opens the paragraph: «ТОКИО, 8 ноября. /ТАСС/.», «Астана. КАЗИНФОРМ –» …"""
    head = paragraph[:DATELINE_REACH]
    opened = _OPEN.match(head)
    if not opened:
        return None
    place, at = opened["place"], opened.end()
    return _dated(head, place, at, stopped=bool(opened["stop"])) or _signed(head, place, at)


def _dated(head: str, place: str, at: int, *, stopped: bool) -> Dateline | None:
    weekday = _ANY_WEEKDAY.match(head, at)
    at = weekday.end() if weekday else at
    match = DATE.match(head, at)
    parts = _parts(match) if match else None
    if match is None or parts is None:
        return None
    after = _AFTER_DATE.match(head, match.end())
    if after is not None:
        agency = (after["a1"] or after["a2"] or after["a3"] or "").strip()
        publisher = outlet_in(agency)
        if publisher or after["a1"] or after["a2"] or _looks_signed(agency):
            return Dateline(0, after.end(), place, edtf_of(match), parts[1:], publisher)
    alone = _DATE_ALONE.match(head, match.end()) if stopped else None
    return Dateline(0, alone.end(), place, edtf_of(match), parts[1:], "") if alone else None


def _signed(head: str, place: str, at: int) -> Dateline | None:
    match = _AGENCY_ONLY.match(head, at)
    if match is None:
        return None
    publisher = outlet_named((match["a1"] or match["a2"] or match["a3"] or "").strip())
    return Dateline(0, match.end(), place, "", (0, 0), publisher) if publisher else None


def _looks_signed(agency: str) -> bool:
    return agency.isupper() or agency.startswith(("ИА ", "Корр", "корр", "Соб"))
