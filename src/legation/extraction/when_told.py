"""The time of an act whose own sentence names none: that of the story it belongs to, or of the news item."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.extraction.when_item import (
    POINTS,
    STORIES,
    STORY,
    day_of,
    is_day,
    is_news,
    of_item,
    own_day,
    spoken_day,
    told_aside,
)
from legation.record import Date, Token
from legation.vocabulary.calendar import calendar

_DURING = frozenset({"ход", "рамка", "время", "итог", "завершение", "окончание", "результат"})
_KIN = (  # what one story may be called by turns
    frozenset("визит поездка пребывание турне".split()),
    frozenset("переговоры встреча беседа разговор консультация раунд аудиенция прием".split()),
    frozenset("саммит форум конференция заседание мероприятие выставка церемония".split()),
)
_ACCORDING = frozenset({"согласно", "условие", "соответствие"})
_SIGNED = frozenset(
    "документ договор соглашение протокол меморандум договоренность контракт декларация".split()
)
_SIGNING = frozenset("подписать заключить парафировать скрепить подписание заключение".split())
_THEIR = frozenset({"их", "ее", "её", "его"})
_NTH = {"первый": 1, "второй": 2, "третий": 3, "четвертый": 4}
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
    if _is_thanked_for(scene, token):
        return ""
    token = _verb_of(scene.markup.tokens, token)
    if not _is_told(scene.markup.tokens, token):
        return ""
    number = scene.markup.sentence_of[token]
    told = _during(scene, number) or _by_paper(scene, number) or _led(scene, number)
    if told or _in_speech(scene, token):
        return told
    return of_item(scene, number, token)


def day_of_speech(scene: Scene, token: int) -> str:
    """The day of the item for what a speaker's words count: «„Изъяты 30 винтовок“, — сообщили в МВД»."""
    verb = _verb_of(scene.markup.tokens, token)
    if not _is_told(scene.markup.tokens, verb) or not _in_speech(scene, verb):
        return ""
    return of_item(scene, scene.markup.sentence_of[verb], verb)


def _in_speech(scene: Scene, token: int) -> bool:
    """Whether a speaker's own words tell the act: «„Мы передали соседям список“, — сказал министр»: before
    they were said, nobody says when.
    """
    verb = scene.markup.tokens[token]
    return any(q.start < verb.start and verb.end < q.end for q in scene.markup.quotations)


def _is_thanked_for(scene: Scene, token: int) -> bool:
    """«поблагодарил за оказанную помощь», «осудил за ввод войск»: what came before, nobody says when."""
    tokens = scene.markup.tokens
    return tokens[token].pos == "NOUN" and any(
        tokens[c].rel == "case" and tokens[c].lemma == "за" for c in scene.markup.children[token]
    )


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
    if act.lemma not in STORIES:
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
    """«вызван в министерство, где ему вручили ноту», «его поздравил президент, который пообещал …»: a clause
    that goes on from where the one before led.
    """
    if tokens[token].rel != "acl:relcl" or tokens[token].head > token:
        return False
    head = tokens[token].head
    if any(t.lemma == "где" and t.head == token for t in tokens[head:token]):
        return True
    who = any(t.lemma == "который" and t.head == token and t.rel == "nsubj" for t in tokens[head:token])
    return who and tokens[head].rel == "nsubj" and tokens[tokens[head].head].feats.get("Aspect") == "Perf"


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
    return own_day(scene, scene.markup.sentence_of[token], token)


def _dates_of(scene: Scene, number: int) -> list[Date]:
    """The times of a sentence that a thing told as done may have: none later than the day of its item."""
    sentence = scene.markup.sentences[number]
    day = day_of(scene, sentence.passage)
    tokens = scene.markup.tokens
    dates = [
        d
        for d in scene.markup.dates_between(sentence.first, sentence.last)
        if d.edtf and d.kind in POINTS and not told_aside(tokens, d)
    ]
    return [d for d in dates if not day or d.edtf.split("/")[0] <= day[: len(d.edtf.split("/")[0])]]


def _during(scene: Scene, number: int) -> Date | str:
    """«В ходе визита», «во время переговоров»: the time of the visit told before."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[number]
    for n in range(sentence.first, sentence.last - 1):
        if tokens[n].lemma in _DURING and any(t.lemma in STORIES for t in tokens[n + 1 : n + 5]):
            break
        if n == sentence.first + 1 and tokens[n].text in _THEIR and tokens[n + 1].lemma in _DURING:
            break  # «По их окончании подписаны …»
    else:
        return ""
    named = {t.lemma for t in tokens[n + 1 : n + 5]} & STORIES
    kin = frozenset().union(*(words for words in _KIN if words & named))
    for words in (kin, STORIES):
        if dates := _dates_of_story(scene, number, words):
            which = next((_NTH[t.lemma] for t in tokens[n : n + 4] if t.lemma in _NTH), len(dates))
            return dates[min(which, len(dates)) - 1]
    return ""


def _by_paper(scene: Scene, number: int) -> Date | str:
    """«Согласно документу, Чили обязалось …», «по условиям договора»: the time at which it was signed."""
    tokens, sentences = scene.markup.tokens, scene.markup.sentences
    sentence = sentences[number]
    opening = tokens[sentence.first : sentence.first + 4]
    if not any(t.lemma in _ACCORDING for t in opening[:2]) or not any(t.lemma in _SIGNED for t in opening):
        return ""
    for back in range(number - 1, max(number - 2 - STORY, -1), -1):
        before = sentences[back]
        if before.passage != sentence.passage:
            break
        signs = any(t.lemma in _SIGNING for t in tokens[before.first : before.last])
        if signs and (dates := _dates_of(scene, back)):
            return dates[-1]
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
    if day and is_day(dates[0].edtf) and dates[0].edtf < spoken_day(scene, number - 1, day):
        return ""  # looked back on in a news item, which goes on from its own day
    if day and dates[0].anchor == day and is_distance(scene, dates[0]) and not is_news(dates[0].edtf, day):
        return ""  # … as «на прошлой неделе» and «месяцем ранее» look back
    opens = dates[0].first - before.first <= 2
    return dates[0] if opens or _cut_after(scene, number - 1, dates[0]) else ""


def is_distance(scene: Scene, date: Date) -> bool:
    """Whether a time is told by its distance from another, and not by its name."""
    if not date.relative:
        return False
    words = (t.text.lower().replace("ё", "е") for t in scene.markup.tokens[date.first : date.last])
    return not any(word in calendar().months or word.isdecimal() for word in words)


def _cut_after(scene: Scene, number: int, date: Date) -> bool:
    """Whether the sentence is but the opening of the next, cut off after «гг.»."""
    sentence, tokens = scene.markup.sentences[number], scene.markup.tokens
    verbs = any(t.feats.get("VerbForm") == "Fin" for t in tokens[sentence.first : sentence.last])
    return date.last >= sentence.last - 1 and not verbs
