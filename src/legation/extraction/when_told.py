"""The time of an act whose own sentence names none: that of the story it belongs to, or of the news item."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right

from legation.extraction.scene import Scene
from legation.record import Date, Sentence, Token
from legation.vocabulary.calendar import calendar

NEWS_SENTENCES = 25  # of a news item that tell its news; what comes later is background
STORY = 3  # sentences back to which «в ходе визита» may refer
ABOVE = 8  # steps up a parse from a time to what it is the time of
NEWS = 2  # days by which a news item trails what it tells; 7 took in what it looks back on (evaluation.items)
_DURING = frozenset({"ход", "рамка", "время", "итог", "завершение", "окончание", "результат"})
_STORIES = frozenset(
    "визит поездка переговоры встреча саммит беседа форум конференция заседание раунд прием аудиенция "
    "консультация разговор церемония пребывание мероприятие выставка обед турне".split()
)
_KIN = (  # what one story may be called by turns
    frozenset("визит поездка пребывание турне".split()),
    frozenset("переговоры встреча беседа разговор консультация раунд аудиенция прием".split()),
    frozenset("саммит форум конференция заседание мероприятие выставка церемония".split()),
)
_THEIR = frozenset({"их", "ее", "её", "его"})
_NTH = {"первый": 1, "второй": 2, "третий": 3, "четвертый": 4}
_LONG = "дневный"
_DAYS_LONG = {"двух": 2, "трех": 3, "четырех": 4, "пяти": 5}  # «трехдневный визит»
_ENDED = frozenset({"завершить", "завершиться", "закончить", "закончиться", "окончить"})
_EARLIER = frozenset("ранее раньше прежде недавно давно однажды когда-то тогда накануне".split())
_COUNTED = frozenset({"ранее", "раньше"})  # behind a number they make a time: «днём ранее»
_OF_TIME_TO_COME = frozenset("предложить решить запланировать наметить предусмотреть рассчитать".split())
_POINTS = frozenset({"point", "span", "set"})
# Verbs of both aspects, whose past tense tells a thing done: «парламент ратифицировал договор».
_BOTH_ASPECTS = frozenset(
    "ратифицировать арестовать атаковать депортировать экстрадировать аннулировать оккупировать "
    "аннексировать конфисковать национализировать эвакуировать мобилизовать гарантировать денонсировать "
    "парафировать блокировать интернировать делегировать аккредитовать профинансировать инициировать "
    "санкционировать легализовать амнистировать репатриировать адресовать приветствовать поздравлять "
    "благодарить организовать обещать ранить казнить бойкотировать капитулировать ликвидировать "
    "дезавуировать конвоировать дислоцировать минировать реабилитировать телеграфировать велеть".split()
)
_WITH = frozenset("просьба призыв требование предложение визит обращение жалоба".split())  # «с просьбой»
# Verbs with which an act is begun, ended or ordered, and so done at their time: «начала отводить войска» …
_DONE_BY = frozenset(
    "начать стать прекратить перестать завершить закончить продолжить распорядиться приказать велеть обязать "
    "заставить вынудить суметь удаться успеть".split()
)
_SAID_OF = frozenset({"объявить", "возвестить"})  # … or by being told: «объявили о введении санкций»
_GIVES, _START = frozenset({"дать", "положить"}), frozenset({"старт", "начало", "ход"})
_MAIN = frozenset({"root", "conj", "parataxis", "ccomp"})
_PAPERS = frozenset(
    "послание письмо заявление нота обращение телеграмма интервью выступление речь сообщение указ "
    "распоряжение постановление резолюция".split()
)


def told_when(scene: Scene, token: int) -> Date | str:
    """The date that the act inherits, or the day of its passage in EDTF; empty where there is neither."""
    token = _verb_of(scene.markup.tokens, token)
    if not _is_told(scene.markup.tokens, token):
        return ""
    number = scene.markup.sentence_of[token]
    return _during(scene, number) or _led(scene, number) or _of_item(scene, number, token)


def _verb_of(tokens: tuple[Token, ...], token: int) -> int:
    """The verb whose subject or object is the act («провёл переговоры»), else the token itself."""
    act = tokens[token]
    with_it = act.rel in {"obl", "nmod"} and act.lemma in _WITH and tokens[act.head].pos == "VERB"
    above = tokens[act.head].lemma
    if act.feats.get("VerbForm") == "Conv" and act.feats.get("Aspect") == "Perf":  # «назвав это угрозой, …»
        return act.head
    if act.rel in {"xcomp", "ccomp"} and act.feats.get("VerbForm") == "Inf":
        return act.head if above in _DONE_BY else token
    said = act.rel == "obl" and above in _SAID_OF and act.feats.get("Case") == "Loc"
    if act.rel == "nmod" and tokens[act.head].lemma == "церемония":  # «состоялась церемония подписания»
        return _verb_of(tokens, act.head)
    governed = act.rel in {"obj", "nsubj", "nsubj:pass"} or with_it or said or _started(tokens, token)
    if act.rel == "nsubj" and above == "стать":  # «поводом стал визит»
        return token
    if (during := _told_during(tokens, token)) >= 0:
        return during
    return act.head if governed and act.pos != "VERB" else token


def _started(tokens: tuple[Token, ...], token: int) -> bool:
    """«дали старт поставкам», «положили начало выводу войск»."""
    act = tokens[token]
    near = tokens[act.head : token]
    dative = act.rel in {"iobj", "obl", "nmod"} and act.feats.get("Case") == "Dat"
    return dative and tokens[act.head].lemma in _GIVES and any(t.lemma in _START for t in near)


def _told_during(tokens: tuple[Token, ...], token: int) -> int:
    """The verb that tells what was done at a meeting: «выразил соболезнования в телефонном разговоре»; else
    -1.
    """
    act = tokens[token]
    if act.lemma not in _STORIES:
        return -1
    inside = act.rel == "nmod" and tokens[act.head].lemma in _DURING and tokens[act.head].rel == "obl"
    at = act.rel == "obl" and act.feats.get("Case") == "Loc"
    at = at and any(
        t.head == token and t.rel == "case" and t.lemma in {"в", "на"}
        for t in tokens[max(0, token - 6) : token]
    )
    verb = tokens[act.head].head if inside else act.head
    return verb if (inside or at) and tokens[verb].pos == "VERB" else -1


def _is_told(tokens: tuple[Token, ...], token: int) -> bool:
    """Whether the act is told as done, in a main clause: what is told aside may be of any time."""
    verb = tokens[token]
    if verb.feats.get("VerbForm") == "Fin":
        perfect = verb.feats.get("Aspect") == "Perf" or verb.lemma in _BOTH_ASPECTS or _joined(tokens, token)
        done = verb.feats.get("Tense") == "Past" and perfect
    else:
        done = verb.feats.get("Variant") == "Short" and verb.feats.get("Voice") == "Pass"
    return done and (verb.rel in _MAIN or _in_paper(tokens, token) or _goes_on(tokens, token))


def _joined(tokens: tuple[Token, ...], token: int) -> bool:
    """«позвонил премьеру и просил его подождать»: joined to what is told as done."""
    verb, first = tokens[token], tokens[tokens[token].head]
    done = first.feats.get("Aspect") == "Perf" and first.feats.get("Tense") == "Past"
    return verb.rel == "conj" and verb.head < token and first.feats.get("VerbForm") == "Fin" and done


def _in_paper(tokens: tuple[Token, ...], token: int) -> bool:
    """«направил послание, в котором извинился»: done with the paper that is sent."""
    verb = tokens[token]
    return verb.rel == "acl:relcl" and tokens[verb.head].lemma in _PAPERS


def _goes_on(tokens: tuple[Token, ...], token: int) -> bool:
    """«вызван в министерство, где ему вручили ноту»: a clause that goes on from where the one before led."""
    if tokens[token].rel != "acl:relcl" or tokens[token].head > token:
        return False
    return any(t.lemma == "где" and t.head == token for t in tokens[tokens[token].head : token])


def told_now(scene: Scene, token: int) -> str:
    """The day of the news item for what it tells in the present («Москва требует извинений», «США высылают
    15 дипломатов», «Боливия готова …», «США введут санкции, если …»); empty elsewhere. For acts that are
    done by being told.
    """
    tokens = scene.markup.tokens
    verb = tokens[token]
    now = verb.feats.get("Tense") in {"Pres", "Fut"} and verb.feats.get("VerbForm") == "Fin"
    ready = verb.feats.get("Variant") == "Short" and verb.pos == "ADJ"
    if not (now or ready) or verb.rel not in _MAIN:
        return ""
    return _own_day(scene, scene.markup.sentence_of[token], token)


def _dates_of(scene: Scene, number: int) -> list[Date]:
    """The times of a sentence that a thing told as done may have: none later than the day of its item."""
    sentence = scene.markup.sentences[number]
    day = day_of(scene, sentence.passage)
    tokens = scene.markup.tokens
    dates = [
        d
        for d in scene.markup.dates_between(sentence.first, sentence.last)
        if d.edtf and d.kind in _POINTS and not _told_aside(tokens, d)
    ]
    return [d for d in dates if not day or d.edtf.split("/")[0] <= day[: len(d.edtf.split("/")[0])]]


def _during(scene: Scene, number: int) -> Date | str:
    """«В ходе визита», «во время переговоров»: the time of the visit told before."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[number]
    for n in range(sentence.first, sentence.last - 1):
        if tokens[n].lemma in _DURING and any(t.lemma in _STORIES for t in tokens[n + 1 : n + 5]):
            break
        if n == sentence.first + 1 and tokens[n].text in _THEIR and tokens[n + 1].lemma in _DURING:
            break  # «По их окончании подписаны …»
    else:
        return ""
    named = {t.lemma for t in tokens[n + 1 : n + 5]} & _STORIES
    kin = frozenset().union(*(words for words in _KIN if words & named))
    for words in (kin, _STORIES):
        if dates := _dates_of_story(scene, number, words):
            which = next((_NTH[t.lemma] for t in tokens[n : n + 4] if t.lemma in _NTH), len(dates))
            return dates[min(which, len(dates)) - 1]
    return ""


def _dates_of_story(scene: Scene, number: int, words: frozenset[str]) -> list[Date]:
    """The times of the nearest sentence before that tells a story by one of the words, and when it was."""
    tokens, sentences = scene.markup.tokens, scene.markup.sentences
    for back in range(number - 1, max(number - 1 - STORY, -1), -1):
        before = sentences[back]
        if before.passage != sentences[number].passage:
            break
        told = any(t.lemma in words for t in tokens[before.first : before.last])
        if told and (dates := _dates_of(scene, back)):
            return dates
    return []


def _led(scene: Scene, number: int) -> Date | str:
    """The time that opens the sentence before, where nothing else is between: «В 2009 году … Они были …»."""
    if not number or scene.markup.sentences[number - 1].passage != scene.markup.sentences[number].passage:
        return ""
    before = scene.markup.sentences[number - 1]
    text = scene.markup.document.text
    if "\n" in text[before.end : scene.markup.sentences[number].start]:
        return ""
    dates = _dates_of(scene, number - 1)
    if len(dates) != 1:
        return ""
    day = day_of(scene, before.passage)
    if day and _is_day(dates[0].edtf) and dates[0].edtf < _spoken(scene, number - 1, day):
        return ""  # looked back on in a news item, which goes on from its own day
    if day and dates[0].anchor == day and _is_distance(scene, dates[0]):
        return ""  # … as «на прошлой неделе» and «месяцем ранее» look back
    opens = dates[0].first - before.first <= 2
    return dates[0] if opens or _cut_after(scene, number - 1, dates[0]) else ""


def _is_distance(scene: Scene, date: Date) -> bool:
    """Whether a time longer than a day is told by its distance from another, and not by its name."""
    if not date.relative or _is_day(date.edtf):
        return False
    words = (t.text.lower().replace("ё", "е") for t in scene.markup.tokens[date.first : date.last])
    return not any(word in calendar().months or word.isdecimal() for word in words)


def _cut_after(scene: Scene, number: int, date: Date) -> bool:
    """Whether the sentence is but the opening of the next, cut off after «гг.»."""
    sentence, tokens = scene.markup.sentences[number], scene.markup.tokens
    verbs = any(t.feats.get("VerbForm") == "Fin" for t in tokens[sentence.first : sentence.last])
    return date.last >= sentence.last - 1 and not verbs


def _of_item(scene: Scene, number: int, token: int) -> str:
    """The day of a dated news item, or the day just before it that the item has spoken of."""
    own = _own_day(scene, number, token)
    if not _is_day(own):
        return own
    return _lasted(scene, number, own) or _spoken(scene, number, own) or own


def _lasted(scene: Scene, number: int, own: str) -> str:
    """The days of the visit or summit that an item tells to have ended: «завершили двухдневный саммит»."""
    sentences, tokens = scene.markup.sentences, scene.markup.tokens
    opening = bisect_left(sentences, sentences[number].passage, key=lambda s: s.passage)
    first, last = sentences[opening].first, sentences[min(opening + STORY, len(sentences) - 1)].last
    for n in range(first, last):
        lemma = tokens[n].lemma
        if not lemma.endswith(_LONG) or not any(t.lemma in _STORIES for t in tokens[n + 1 : n + 4]):
            continue
        days, day = _DAYS_LONG.get(lemma.removesuffix(_LONG), 0), datetime.date.fromisoformat(own).toordinal()
        ended = any(t.lemma in _ENDED and t.feats.get("Tense") == "Past" for t in tokens[first:last])
        if ended and 0 < days <= day:  # pages without a date may say 0001-01-01
            return f"{datetime.date.fromordinal(day - days + 1)}/{own}"
    return ""


def _own_day(scene: Scene, number: int, token: int) -> str:
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
    told = [date for date in dates if not _told_aside(scene.markup.tokens, date)]
    ends = {end[:7] for date in told for end in date.edtf.split("/") if end.startswith(f"{written}-")}
    return ends.pop() if len(ends) == 1 else ""


def _spoken(scene: Scene, number: int, own: str) -> str:
    """The latest day, the `own` day of a news item or just before it, that it has spoken of so far."""
    sentences, tokens = scene.markup.sentences, scene.markup.tokens
    sentence = sentences[number]
    opening = bisect_left(sentences, sentence.passage, key=lambda s: s.passage)
    if number - opening > NEWS_SENTENCES:
        return ""
    day = datetime.date.fromisoformat(own)
    spoken = ""
    dates = scene.markup.dates_between(sentences[opening].first, sentence.first)
    for date in _behind_dateline(scene, sentence.passage, dates):
        if _is_day(date.edtf) and date.kind in _POINTS and not _told_aside(tokens, date):
            apart = (day - datetime.date.fromisoformat(date.edtf)).days
            spoken = max(spoken, date.edtf) if 0 <= apart <= NEWS else spoken
    return spoken


def _behind_dateline(scene: Scene, passage: int, dates: tuple[Date, ...]) -> tuple[Date, ...]:
    """The days of a passage, without that of its dateline where the lead tells another: «РИГА, 14 октября.
    Суд вчера …».
    """
    document, sentence_of = scene.markup.document, scene.markup.sentence_of
    line = document.passages[passage].dateline if passage < len(document.passages) else ""
    if len(dates) < 2 or document.text[dates[0].start : dates[0].end].rstrip(".") not in line:
        return dates
    lead = sentence_of[dates[1].first] - sentence_of[dates[0].first]
    return dates[1:] if lead <= 1 and _is_day(dates[1].edtf) else dates


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
    """«До этого Чили поставляло газ», «перед тем он посетил Лиму»."""
    before = tokens[number - 1].lemma if number else ""
    return tokens[number].lemma in {"это", "то", "тот", "этот"} and before in {"до", "перед"}


def _clause_of(tokens: tuple[Token, ...], number: int) -> int:
    """The nearest verb above a word, else the last word above it."""
    at = number
    for _ in range(ABOVE):
        at = tokens[at].head
        if tokens[at].pos in ("VERB", "AUX") or tokens[at].head == at:
            break
    return at


def _told_aside(tokens: tuple[Token, ...], date: Date) -> bool:
    """Whether a time is that of a participle or of a clause that only describes: «моряки, захваченные 25
    ноября»: the news is not of that day.
    """
    at = date.first
    before = tokens[at - 1] if at else None
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
    return published if _is_day(published) else ""


def is_published(scene: Scene, passage: int) -> bool:
    """Whether the day of a passage is that of its publication; a story may go on behind its own."""
    passages = scene.markup.document.passages
    return bool(scene.markup.document.published or (passage < len(passages) and passages[passage].published))


def _is_day(edtf: str) -> bool:
    return len(edtf) == len("2000-01-01") and edtf[4] == edtf[7] == "-" and edtf[:4].isdecimal()
