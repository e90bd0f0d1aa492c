"""When an act was: the time that syntax gives its predicate, or that its sentence leaves no doubt of."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from legation.extraction.scene import Scene
from legation.extraction.when_clauses import chain_of, head_of, over
from legation.extraction.when_linked import linked_date
from legation.extraction.when_told import is_distance, told_when
from legation.record import Date, Markup, Token

# How far a time is from a predicate; the nearest is taken, and nothing beyond FARTHEST.
DIRECT, CLAUSE, OTHER_NOUN, LINKED, SENTENCE = 0, 10, 15, 20, 30
FARTHEST = 30
_LISTABLE = frozenset({"point", "span", "set"})
_THEN = frozenset({"затем", "потом", "впоследствии", "позднее", "позже"})
_FIRST = frozenset({"первый", "впервые", "единственный"})
_SAME_ACT = frozenset({"сделать", "произойти", "случиться"})  # «признала его, сделав это 16 декабря»
_STAGES = frozenset({"начало", "окончание", "завершение", "конец"})
NAME = 8  # tokens in which something that is held has its name
_NAMED = re.compile(r"[А-ЯЁA-Z][\w-]*[-–—](?P<year>(?:19|20)\d\d)")
_YEARS = re.compile(r"\d{4}/\d{4}")
# Participles that give their noun its time: «визит, намеченный на май», «состоявшийся в мае форум».
_TIMING = frozenset(
    "наметить запланировать планировать назначить приурочить ожидать предстоять состояться пройти "
    "проходить провести проводить завершиться закончиться начаться открыться подписать заключить принять "
    "достигнуть ввести наложить объявить нанести совершить осуществить устроить организовать "
    "предпринять".split()
)
_TERMED = frozenset(
    "программа план стратегия соглашение договор контракт меморандум карта концепция сотрудничество".split()
)
# What comes before the act that it moves: «прибыл по приглашению», «задержан по запросу».
_MOVED_BY = frozenset("приглашение запрос просьба разрешение согласие ходатайство".split())
_ASKED = frozenset({"запрос", "просьба", "ходатайство"})
_ANSWERS = frozenset("удовлетворить отклонить отвергнуть рассмотреть одобрить выполнить учесть".split())
_REVIEWED = frozenset("ход итог результат выполнение реализация исполнение осуществление соблюдение".split())
_LINKS = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis", "csubj"})


class Timed(NamedTuple):
    """A time and its distance from the predicate."""

    distance: int
    apart: int
    date: Date


def when_of(scene: Scene, token: int) -> tuple[str, str]:
    """EDTF and words of the time of the act whose predicate is this token; empty where the text gives none.

    The words come without EDTF where the text names a time but supports no year, and EDTF without words
    where the act takes its time from the story around it or from its news item.
    """
    ranked = ranked_times(scene, token)
    found = _listed(scene, ranked)
    before = is_before(scene.markup, token)
    if found:
        own = ranked[0].distance < CLAUSE and token == _noun_above(scene.markup.tokens, found[0], token)
        edtf = found[0].edtf
        return (until(edtf) if before and not own else edtf), words_of(scene, found[0])
    return inherited(scene, token) or _year_in_name(scene, token), ""


def _year_in_name(scene: Scene, token: int) -> str:
    """The year that the name of what is held ends with: «выставка «ЭКСПО-2017»», «учения «Запад-2021»»."""
    tokens = scene.markup.tokens
    if tokens[token].pos != "NOUN":
        return ""
    for at in scene.subtree(token)[:NAME]:
        named = _NAMED.fullmatch(tokens[at].text)
        below = tokens[at].head == token or tokens[tokens[at].head].head == token
        if named and below and not any(tokens[c].rel == "case" for c in scene.markup.children[at]):
            return named["year"]
    return ""


def inherited(scene: Scene, token: int) -> str:
    """EDTF of the time that an act takes from the story around it or from its news item."""
    told = told_when(scene, token)
    edtf = told if isinstance(told, str) else told.edtf
    return until(edtf) if is_before(scene.markup, token) else edtf


def until(edtf: str) -> str:
    """The open stretch that ends with the time."""
    return f"../{edtf.rsplit('/', 1)[-1]}" if edtf and not edtf.endswith("/..") else ""


def _noun_above(tokens: tuple[Token, ...], date: Date, token: int) -> int:
    """The token itself where the time is its own complement («после визита 5 мая»), else -1."""
    nouns, _ = chain_of(tokens, head_of(tokens, date.first, date.last))
    return token if token in nouns else -1


def is_before(markup: Markup, token: int) -> bool:
    """Whether the act is told as what came before: «после начала операции», «прибыл по приглашению»."""
    tokens = markup.tokens
    if tokens[token].pos not in {"NOUN", "PROPN"}:
        return False
    chain = [token]
    above = tokens[token].head
    if tokens[token].rel == "nmod" and tokens[above].lemma in _STAGES:
        chain.append(above)
    cases = {tokens[c].lemma for n in chain for c in markup.children[n] if tokens[c].rel == "case"}
    moved = tokens[token].lemma in _MOVED_BY and bool(cases & {"по", "с"})
    answered = tokens[token].lemma in _ASKED and tokens[token].rel in {"obj", "nsubj:pass"}
    return "после" in cases or moved or (answered and tokens[above].lemma in _ANSWERS)


def times_of(scene: Scene, token: int) -> tuple[Date, ...]:
    """The times of the act: several where the text lists them («визиты 6–9 апреля и 5–8 декабря»)."""
    return _listed(scene, ranked_times(scene, token))


def _listed(scene: Scene, ranked: list[Timed]) -> tuple[Date, ...]:
    if not ranked:
        return ()
    nearest = ranked[0]
    if nearest.distance > CLAUSE or nearest.date.kind not in _LISTABLE:
        return (nearest.date,)
    return _list_around(scene, nearest.date)


def _list_around(scene: Scene, date: Date) -> tuple[Date, ...]:
    """The date with those that stand beside it in a list: «6–9 апреля и 5–8 декабря»."""
    dates = scene.markup.dates
    first = last = bisect_left(dates, date.first, key=lambda d: d.first)
    while last + 1 < len(dates) and _joined(scene, dates[last], dates[last + 1]):
        last += 1
    while first > 0 and _joined(scene, dates[first - 1], dates[first]):
        first -= 1
    return dates[first : last + 1]


def _joined(scene: Scene, date: Date, following: Date) -> bool:
    between = scene.markup.document.text[date.end : following.start].split()
    listable = (
        date.kind in _LISTABLE and following.kind in _LISTABLE and "" not in {date.edtf, following.edtf}
    )
    return listable and len(between) <= 3 and " ".join(between).strip(" в") in {"и", ",", ", а также", ", и"}


def words_of(scene: Scene, date: Date) -> str:
    """The words of the time with the preposition before them."""
    tokens, text = scene.markup.tokens, scene.markup.document.text
    first = date.first
    if first > 0 and tokens[first - 1].pos == "ADP" and tokens[first - 1].end <= date.start:
        return text[tokens[first - 1].start : date.end]
    return text[date.start : date.end]


def ranked_times(scene: Scene, token: int) -> list[Timed]:
    """The times of the token's sentence, nearest first."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[token]]
    told_of = scene.markup.dates_between(sentence.first, sentence.last)
    dates = [date for date in told_of if not (_measures(scene, date, token) or _is_term(scene, date, token))]
    timed = [Timed(_distance(scene, token, d), abs(d.first - token), d) for d in dates]
    near = sorted((t for t in timed if t.distance < FARTHEST), key=lambda t: (t.distance, t.apart))
    if (not near or near[0].distance > CLAUSE) and (linked := linked_date(scene, token)) is not None:
        return [Timed(LINKED, abs(linked.first - token), linked), *near]
    usable = [d for d in dates if d.kind not in {"anniversary", "duration"}]
    if near or len(usable) != 1 or not _reaches(usable[0]) or _of_other(scene, token, usable[0]):
        return near
    return [Timed(SENTENCE, 0, usable[0])]


def _measures(scene: Scene, date: Date, token: int) -> bool:
    """«первый за последние три года», «первая встреча глав … с 1958 года»: a stretch that dates nothing."""
    markup = scene.markup
    if _YEARS.fullmatch(date.edtf) and date.first > 0 and markup.tokens[date.first - 1].lemma == "на":
        return True  # «программа на 2022–2031 годы»
    if date.kind != "since" and not (date.kind == "span" and is_distance(scene, date)):
        return False
    near = [*range(max(0, date.first - 2), date.first), *markup.children[token]]
    return any(markup.tokens[number].lemma in _FIRST for number in near)


def _is_term(scene: Scene, date: Date, token: int) -> bool:
    """«подписали программу сотрудничества до 2030 года»: how long a thing is to last."""
    tokens = scene.markup.tokens
    if date.kind != "until" or tokens[token].feats.get("Tense") == "Fut":
        return False
    named = any(t.lemma in _TERMED for t in tokens[max(0, date.first - 4) : date.first])
    year, ends = scene.markup.year_of(token), date.edtf.rpartition("/")[2][:4]
    return named or (bool(year) and ends.isdecimal() and int(ends) > year)


def _reaches(date: Date) -> bool:
    """Whether a time of the sentence may be that of a predicate with which syntax does not join it."""
    return date.kind in {"point", "span", "set"}


def _of_other(scene: Scene, token: int, date: Date) -> bool:
    """Whether a time of the sentence is plainly that of another of its acts."""
    return _of_attribute(scene, token, date) or _of_later_clause(scene, token, date)


def _of_later_clause(scene: Scene, token: int, date: Date) -> bool:
    """«приглашён в Хартум, поездка намечена на апрель», «отвергает это и ещё в августе отозвал посла»: the
    time of what another does in a clause behind the act, and a past one where the act is of the present.
    """
    tokens = scene.markup.tokens
    _, verb = over(scene, head_of(tokens, date.first, date.last))
    _, own = chain_of(tokens, token)
    inner = verb
    verb = tokens[verb].head if tokens[verb].feats.get("VerbForm") == "Inf" else verb
    if verb == own or not _tells(tokens[verb]) or not _tells(tokens[own]):
        return False
    if (tokens[verb].rel.startswith("acl") and verb in scene.subtree(token)) or _of_place(scene, verb) == own:
        return False
    if _is_present(tokens[own]) and tokens[verb].feats.get("Tense") == "Past":
        return True
    apart = [
        t for t in tokens[token : date.first] if t.pos == "PUNCT" or (t.rel == "cc" and date.first < verb)
    ]
    return own < verb and bool(apart) and _has_subject(scene, {verb, inner}, tokens[own])


def _has_subject(scene: Scene, verbs: set[int], own: Token) -> bool:
    """Whether verbs have a subject of their own, or are of another number than the verb `own`."""
    tokens = scene.markup.tokens
    named = any(tokens[c].rel.startswith("nsubj") for verb in verbs for c in scene.markup.children[verb])
    return named or any(
        tokens[verb].feats.get("Number", "") not in {"", own.feats.get("Number")} for verb in verbs
    )


def _tells(token: Token) -> bool:
    """Whether a verb tells a clause of its own: a finite one or a short participle."""
    return token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short"


def _of_attribute(scene: Scene, token: int, date: Date) -> bool:
    """«восстановили отношения, разорванные в 1961 году», «поблагодарил и сообщил, что в мае …»: the time of
    the participle, or of what is reported, is not the verb's.
    """
    tokens = scene.markup.tokens
    nouns, verb = over(scene, head_of(tokens, date.first, date.last))
    if _of_reviewed(tokens, [n for n in nouns if not date.first <= n < date.last]):
        return True
    return tokens[verb].rel.startswith(("acl", "ccomp")) and token not in scene.subtree(verb)


def _times_noun(scene: Scene, participle: int, token: int) -> bool:
    """Whether the participle gives the noun its time, though the syntax may hang it on a complement."""
    tokens = scene.markup.tokens
    given = tokens[participle]
    if (
        given.feats.get("VerbForm") != "Part"
        or given.lemma not in _TIMING
        or given.rel not in {"acl", "amod"}
    ):
        return False
    cases = {given.feats.get("Case"), tokens[token].feats.get("Case")}
    same = len(cases) == 1 or cases == {"Nom", "Acc"}  # of things both are alike, and taken for each other
    return given.head == token or (same and given.head in scene.subtree(token)[:6])


def _distance(scene: Scene, token: int, date: Date) -> int:
    tokens = scene.markup.tokens
    head = head_of(tokens, date.first, date.last)
    if date.kind == "anniversary":
        return DIRECT if token in scene.subtree(head) and token != head else FARTHEST
    if date.first <= token < date.last:
        return DIRECT
    nouns, verb = over(scene, head)
    nouns = [n for n in nouns if not date.first <= n < date.last]
    if token == verb and _of_reviewed(tokens, nouns):
        return FARTHEST
    if token in nouns:
        return DIRECT + min(nouns.index(token), 8)
    if token == verb:
        return DIRECT + min(2 * len(nouns), 9)
    if _times_noun(scene, verb, token):
        return DIRECT + min(2 * len(nouns), 9)
    _, own = chain_of(tokens, token)
    if own == verb:
        return OTHER_NOUN if nouns else CLAUSE
    if tokens[verb].lemma in _SAME_ACT and tokens[verb].head == own and not nouns:
        return LINKED
    if any(tokens[c].lemma in _THEN for c in scene.markup.children[own]):
        return FARTHEST
    at = own
    for step in range(1, 4):
        if tokens[at].rel not in _LINKS or tokens[at].head == at:
            break
        if tokens[at].rel in {"conj", "parataxis"} and date.first > token:
            break
        at = tokens[at].head
        if nouns and _is_present(tokens[own]) and not _is_present(tokens[verb]):
            break  # «границы закреплены договором 1904 года, но он готов …»
        if at == verb or at in nouns:
            return LINKED + step + (4 if nouns else 0)
    if _of_place(scene, own) == verb:
        return LINKED + 3 + (4 if nouns else 0)
    return FARTHEST


def _is_present(token: Token) -> bool:
    """Whether a verb or short adjective tells what is so now: «отвергает», «готов»."""
    return token.feats.get("Tense") == "Pres" or (
        token.pos == "ADJ" and token.feats.get("Variant") == "Short"
    )


def _of_reviewed(tokens: tuple[Token, ...], nouns: list[int]) -> bool:
    """«обсудили ход реализации соглашения 2018 года»: the time of what is looked back on."""
    return len(nouns) > 1 and any(tokens[n].lemma in _REVIEWED for n in nouns[1:])


def _of_place(scene: Scene, verb: int) -> int:
    """The verb of the clause that «…, где он встретился с X» goes on, else -1: both at one time."""
    tokens = scene.markup.tokens
    where = tokens[verb].rel.startswith("acl") and any(
        tokens[c].lemma == "где" for c in scene.markup.children[verb]
    )
    return chain_of(tokens, tokens[verb].head)[1] if where else -1
