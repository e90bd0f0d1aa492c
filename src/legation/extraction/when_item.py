"""The day of a news item: which it is, and which acts belong to it and not to what it looks back on."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right

from legation.extraction.scene import Scene
from legation.record import Date, Sentence, Token

NEWS_SENTENCES = 25  # of a news item that tell its news; what comes later is background
STORY = 3  # sentences back to which «в ходе визита» may refer
ABOVE = 8  # steps up a parse from a time to what it is the time of
NEWS = 2  # days by which a news item trails what it tells; 7 took in what it looks back on (evaluation.items)
STORIES = frozenset(
    "визит поездка переговоры встреча саммит беседа форум конференция заседание раунд прием аудиенция "
    "консультация разговор церемония пребывание мероприятие выставка обед турне".split()
)
_LONG = "дневный"
_DAYS_LONG = {"двух": 2, "трех": 3, "четырех": 4, "пяти": 5}  # «трехдневный визит»
_ENDED = frozenset({"завершить", "завершиться", "закончить", "закончиться", "окончить"})
_EARLIER = frozenset("ранее раньше прежде недавно давно однажды когда-то тогда накануне".split())
_COUNTED = frozenset({"ранее", "раньше"})  # behind a number they make a time: «днём ранее»
_ERAS = frozenset("война оккупация апартеид колониализм диктатура перестройка".split())
_ERA_OF = frozenset("время год период эпоха".split())
_OF_TIME_TO_COME = frozenset("предложить решить запланировать наметить предусмотреть рассчитать".split())
POINTS = frozenset({"point", "span", "set"})


def of_item(scene: Scene, number: int, token: int) -> str:
    """The day of a dated news item, or the day just before it that the item has spoken of."""
    own = own_day(scene, number, token)
    if not is_day(own):
        return own
    return _lasted(scene, number, own) or spoken_day(scene, number, own) or own


def _lasted(scene: Scene, number: int, own: str) -> str:
    """The days of the visit or summit that an item tells to have ended: «завершили двухдневный саммит»."""
    sentences, tokens = scene.markup.sentences, scene.markup.tokens
    opening = bisect_left(sentences, sentences[number].passage, key=lambda s: s.passage)
    first, last = sentences[opening].first, sentences[min(opening + STORY, len(sentences) - 1)].last
    for n in range(first, last):
        lemma = tokens[n].lemma
        if not lemma.endswith(_LONG) or not any(t.lemma in STORIES for t in tokens[n + 1 : n + 4]):
            continue
        days, day = _DAYS_LONG.get(lemma.removesuffix(_LONG), 0), datetime.date.fromisoformat(own).toordinal()
        ended = any(t.lemma in _ENDED and t.feats.get("Tense") == "Past" for t in tokens[first:last])
        if ended and 0 < days <= day:  # pages without a date may say 0001-01-01
            return f"{datetime.date.fromordinal(day - days + 1)}/{own}"
    return ""


def own_day(scene: Scene, number: int, token: int) -> str:
    """The day of a dated news item for an act that belongs to its news; empty for what it looks back on."""
    sentences, tokens = scene.markup.sentences, scene.markup.tokens
    sentence = sentences[number]
    own = day_of(scene, sentence.passage) or _month_of(scene, sentence.passage)
    opening = bisect_left(sentences, sentence.passage, key=lambda s: s.passage)
    before = _told_as_earlier(scene, sentence, token)
    if not own or before or number - opening > NEWS_SENTENCES or tokens[token].lemma in _OF_TIME_TO_COME:
        return ""
    return own


def _month_of(scene: Scene, passage: int) -> str:
    """The one month in which a passage that says only its year puts all that it tells of it."""
    document, sentences = scene.markup.document, scene.markup.sentences
    written = document.passages[passage].written if passage < len(document.passages) else ""
    if len(written) != len("2000") or is_published(scene, passage):
        return ""
    first = bisect_left(sentences, passage, key=lambda s: s.passage)
    last = bisect_right(sentences, passage, key=lambda s: s.passage)
    dates = scene.markup.dates_between(sentences[first].first, sentences[last - 1].last)
    told = [date for date in dates if not told_aside(scene.markup.tokens, date)]
    ends = {end[:7] for date in told for end in date.edtf.split("/") if end.startswith(f"{written}-")}
    return ends.pop() if len(ends) == 1 else ""


def spoken_day(scene: Scene, number: int, own: str) -> str:
    """The latest day, the `own` day of a news item or just before it, that it has spoken of so far."""
    sentences, tokens = scene.markup.sentences, scene.markup.tokens
    sentence = sentences[number]
    opening = bisect_left(sentences, sentence.passage, key=lambda s: s.passage)
    if number - opening > NEWS_SENTENCES:
        return ""
    spoken = ""
    dates = scene.markup.dates_between(sentences[opening].first, sentence.first)
    for date in _behind_dateline(scene, sentence.passage, dates):
        if is_day(date.edtf) and date.kind in POINTS and not told_aside(tokens, date):
            spoken = max(spoken, date.edtf) if is_news(date.edtf, own) else spoken
    return spoken


def is_news(day: str, own: str) -> bool:
    """Whether a day is the `own` one of a news item or just before it."""
    if not is_day(day) or not is_day(own):
        return False
    return 0 <= (datetime.date.fromisoformat(own) - datetime.date.fromisoformat(day)).days <= NEWS


def _behind_dateline(scene: Scene, passage: int, dates: tuple[Date, ...]) -> tuple[Date, ...]:
    """The days of a passage, without that of its dateline where the lead tells another: «РИГА, 14 октября.
    Суд вчера …».
    """
    document, sentence_of = scene.markup.document, scene.markup.sentence_of
    line = document.passages[passage].dateline if passage < len(document.passages) else ""
    if len(dates) < 2 or document.text[dates[0].start : dates[0].end].rstrip(".") not in line:
        return dates
    lead = sentence_of[dates[1].first] - sentence_of[dates[0].first]
    return dates[1:] if lead <= 1 and is_day(dates[1].edtf) else dates


def _told_as_earlier(scene: Scene, sentence: Sentence, token: int) -> bool:
    """Whether a verb, or one above it, has an «earlier» that is no part of a time («днём ранее»)."""
    tokens = scene.markup.tokens
    span = range(sentence.first, sentence.last)
    earlier = [n for n in span if tokens[n].lemma in _EARLIER or _before_that(tokens, n)]
    if not earlier:
        return False
    timed = {
        n for d in scene.markup.dates_between(sentence.first, sentence.last) for n in range(d.first, d.last)
    }
    above = {token}
    at = token
    for _ in range(ABOVE):
        at = tokens[at].head
        above.add(at)
    loose = [n for n in earlier if n not in timed or tokens[n].lemma not in _COUNTED]
    return any(_clause_of(tokens, n) in above for n in loose)


def _before_that(tokens: tuple[Token, ...], number: int) -> bool:
    """«До этого Чили поставляло газ», «перед тем он посетил Лиму», «во время войны во Вьетнаме США …»."""
    before = tokens[number - 1].lemma if number else ""
    if tokens[number].lemma in _ERAS:
        return any(t.lemma in _ERA_OF for t in tokens[max(0, number - 3) : number])
    return tokens[number].lemma in {"это", "то", "тот", "этот"} and before in {"до", "перед"}


def _clause_of(tokens: tuple[Token, ...], number: int) -> int:
    """The nearest verb above a word, else the last word above it."""
    at = number
    for _ in range(ABOVE):
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX") or tokens[at].head == at:
            break
    return at


def told_aside(tokens: tuple[Token, ...], date: Date) -> bool:
    """Whether a time is that of a participle or of a clause that only describes: «моряки, захваченные 25
    ноября»: the news is not of that day.
    """
    at = date.first
    before = tokens[at - 1] if at else None
    if before is not None and before.pos == "ADP" and before.text[0].isupper():
        return False  # it opens its sentence, and so dates what that tells
    if before is not None and tokens[at].pos == "ADV" and before.feats.get("VerbForm") == "Fin":
        return False  # «стороны, долго воевавшие, подписали вчера протокол», whatever the parse
    for _ in range(ABOVE):
        above = tokens[at]
        describes = above.feats.get("VerbForm") == "Part" and above.feats.get("Variant") != "Short"
        if describes or above.rel.startswith("acl") or above.rel == "advcl":
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def day_of(scene: Scene, passage: int) -> str:
    """The day on which a passage was published or speaks; empty where it is known less exactly."""
    document = scene.markup.document
    passages = document.passages
    own = passages[passage] if passage < len(passages) else None
    published = own.published if own else document.published
    published = published or (document.published if len(passages) < 2 else "") or (own.written if own else "")
    return published if is_day(published) else ""


def is_published(scene: Scene, passage: int) -> bool:
    """Whether the day of a passage is that of its publication; a story may go on behind its own."""
    passages = scene.markup.document.passages
    return bool(scene.markup.document.published or (passage < len(passages) and passages[passage].published))


def is_day(edtf: str) -> bool:
    return len(edtf) == len("2000-01-01") and edtf[4] == edtf[7] == "-" and edtf[:4].isdecimal()
