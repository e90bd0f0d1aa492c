"""Sentences as they are read: where «г.» and «гг.» after a year misled the splitter, its cuts are mended.

«В 2001–2009 гг. | Иванов был послом» is one sentence, «… в 1995 г. В 2000 г. он …» are two. Only before «Во»
(«… состоялся в 2008 г. Во время приёма …») they stay one: what follows leans on it, and parting them
lost acts on the gold. The splitter's own result stays as it is; this comes after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTHS = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()
_MONTHS += "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
_EDGES = "начале середине конце первой второй половине период течение годы весной летом осенью зимой".split()
_WORD = "|".join([*_MONTHS, *_EDGES])
_YEARS = r"\d{4}(?:\s?[-–—]\s?\d{4}|(?:,\s\d{4}){0,3}\sи\s\d{4})?\s?гг?\."
# A time and nothing more: what follows is its sentence.
_TIME_ALONE = re.compile(
    rf"(?:(?:В|Во|С|Со|К|До|После|За|На|По)\s)?(?:\d{{1,2}}\s)?(?:(?:{_WORD})\s){{0,3}}{_YEARS}", re.I
)
# Words that begin a sentence when they are capitalised: none of them is a name.
_OPENINGS = (
    "В На С Со По После Перед До К За При Под Из От Для О Об У Через Между Однако Также Кроме Затем Позже "
    "Позднее Ранее Раньше Тогда Там Здесь Теперь Сейчас Сегодня Впоследствии Потом Он Она Они Оно Это "
    "Этот Эта Эти Его Её Ее Их Тем Так Такой Такие Как Когда Если Но И А Все Всего Более Именно Лишь "
    "Только Уже Хотя"
).split()
_END_INSIDE = re.compile(rf"\d{{4}}\s?гг?\.(?=\s+(?:{'|'.join(_OPENINGS)})\s)")


def mended(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences of the text, in characters, joined and parted where a year's «г.» misled the splitter."""
    if "г." not in text and "Г." not in text:
        return list(sentences)
    joined: list[tuple[int, int]] = []
    for start, end in sentences:
        if joined and _TIME_ALONE.fullmatch(text, *joined[-1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [piece for start, end in joined for piece in _parted(text, start, end)]


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, first = [], start
    for match in _END_INSIDE.finditer(text, start, end):
        if _TIME_ALONE.fullmatch(text, first, match.end()):
            continue
        pieces.append((first, match.end()))
        first = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    return [*pieces, (first, end)]
