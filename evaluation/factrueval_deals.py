"""Deals out of Legation's reading of clauses: who buys from whom, lends to whom, fines whom, invests in what.

The places around a word (agent, patient, «у кого», «кому») are those that acts are read from, so what mends
the reading of acts mends this too.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from evaluation.factrueval_names import as_written, named, nominative_of
from legation.extraction.acts.clause import Clause, of_noun, of_verb
from legation.extraction.scene import Scene
from legation.record import Name, Reading

Deal = tuple[str, list[tuple[str, str]]]


class Trade(Struct, frozen=True):
    """One kind of deal: its words, the words that must be its object, and where its other party stands."""

    kind: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    theme: frozenset[str]
    other: tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SALE, LOAN, FINE, STAKE = (
    "купля/продажа",
    "займ/возвращение займа",
    "наложение/выплата штрафа",
    "инвестиции",
)
OBJECTS = _words(
    "акция доля пакет процент часть бумага подразделение актив контроль бизнес отделение лицензия % бумага"
)
CREDIT = _words("кредит заем грант транш ссуда долг задолженность помощь средство")
TRADES = (
    Trade(
        SALE,
        _words(
            "купить покупать приобрести приобретать продать продавать выкупить выкупать поглотить скупать"
            " скупить прикупить докупить перекупить закупить закупать поставить поставлять экспортировать"
        ),
        _words("покупка продажа приобретение купля выкуп поглощение поставка закупка"),
        frozenset(),
        ("patient", "у+gen", "dat", "gen", "в+acc", "из+gen"),
    ),
    Trade(
        SALE, frozenset(), _words("слияние объединение сделка"), frozenset(), ("gen", "с+ins", "между+ins")
    ),
    Trade(
        LOAN,
        _words(
            "дать выделить выделять предоставить предоставлять выдать получить взять погасить вернуть"
            " выплатить"
        ),
        _words("выделение предоставление получение выдача погашение возврат выплата"),
        CREDIT,
        ("dat", "для+gen", "у+gen", "от+gen"),
    ),
    Trade(
        LOAN,
        _words("задолжать одолжить занять кредитовать должный ссудить"),
        _words("кредит заем ссуда долг задолженность"),
        frozenset(),
        ("dat", "перед+ins", "у+gen", "patient"),
    ),
    Trade(FINE, _words("наложить накладывать"), _words("наложение"), _words("штраф"), ("на+acc",)),
    Trade(FINE, _words("оштрафовать штрафовать"), frozenset(), frozenset(), ("patient",)),
    Trade(
        STAKE,
        _words("инвестировать вложить вкладывать профинансировать финансировать"),
        _words("инвестиция вложение инвестирование"),
        frozenset(),
        ("в+acc", "в+loc", "patient"),
    ),
)
BODIES = _words("комиссия администрация правительство отделение министерство совет")
OUTLETS = _words("газета агентство журнал издание сайт портал источник")


def deals_in(scene: Scene, reading: Reading) -> Iterator[Deal]:
    """The deals that clauses tell, then those that the record holds as acts between sides."""
    found: list[frozenset[str]] = []
    for number, noun, trade in _triggers(scene):
        clause = of_noun(scene, number) if noun else of_verb(scene, number)
        for one, other in _parties(scene, clause, trade):
            pair = frozenset((one, other, trade.kind))
            if pair not in found or (not noun and _has_amount(scene, number)):
                found.append(pair)
                yield _deal(one, other, trade.kind)
    for event in reading.events:
        kind = KIND_OF.get((event.type, event.act), "")
        if not kind or len(event.states) != 2 or event.status == "denied" or event.actors:
            continue
        parties = [as_written(scene, state) for state in event.states]
        if frozenset((*parties, kind)) not in found:
            found.append(frozenset((*parties, kind)))
            yield _deal(parties[0], parties[1], kind)


KIND_OF = {
    ("COOPERATE", "trade"): SALE,
    ("AID", "loan"): LOAN,
}


def owned_in(scene: Scene) -> Iterator[Deal]:
    """«X, принадлежащая A и B», «X владеет Y»: who owns what."""
    for number, token in enumerate(scene.markup.tokens):
        if token.pos != "VERB" or token.lemma not in ("принадлежать", "владеть", "основать"):
            continue
        clause = of_verb(scene, number)
        things, owners = clause.at("agent"), clause.at("dat")
        if token.lemma != "принадлежать":
            things, owners = clause.at("ins") + clause.at("patient"), clause.at("agent")
        elif token.feats.get("VerbForm") == "Part":
            before = (n for n in scene.markup.names if n.last == number - 1)
            things = [next((n.first for n in before), token.head)]
        for thing in things[:1]:
            kept = _owned(scene, thing) if _lemma(scene, thing) in OBJECTS else _name(scene, thing)
            for owner in owners:
                if kept and (name := _name(scene, owner)) and name != kept:
                    yield "Ownership", [("Owner", name), ("Property", kept)]


def _deal(one: str, other: str, kind: str) -> Deal:
    return "Deal", [("Participant", one), ("Participant", other), ("Type", kind)]


def _triggers(scene: Scene) -> Iterator[tuple[int, bool, Trade]]:
    for number, token in enumerate(scene.markup.tokens):
        for trade in TRADES:
            if token.pos == "NOUN" and token.lemma in trade.nouns:
                yield number, True, trade
            elif token.pos in ("VERB", "ADJ") and token.lemma in trade.verbs:
                yield number, False, trade


def _has_amount(scene: Scene, number: int) -> bool:
    inside = scene.subtree(number)
    return any(inside[0] <= amount.first <= inside[-1] for amount in scene.markup.amounts)


def _parties(scene: Scene, clause: Clause, trade: Trade) -> Iterator[tuple[str, str]]:
    themes = [n for n in clause.at("patient") + clause.at("gen") if _lemma(scene, n) in trade.theme]
    if trade.theme and not themes:
        return
    if not trade.verbs:
        yield from _both(scene, clause)
        return
    agents = [name for n in _agents(scene, clause) if (name := _name(scene, n))]
    agents = agents or _nearest(scene, clause)
    others: list[str] = []
    for theme in themes:
        for slot, fillers in of_noun(scene, theme).slots.items():
            if slot in trade.other and slot != "gen":
                clause.add(slot, fillers)
    for slot in trade.other:
        for filler in clause.at(slot):
            if filler in themes:
                continue
            name = _owned(scene, filler) if _lemma(scene, filler) in OBJECTS else ""
            name = name or _name(scene, filler)
            if name and name not in agents and name not in others:
                others.append(name)
        if others:
            break
    for agent in agents[:1]:
        for other in others:
            yield agent, other


def _both(scene: Scene, clause: Clause) -> Iterator[tuple[str, str]]:
    """«слияние Oracle и Sun»: the two bodies told below the noun."""
    inside = set(scene.subtree(clause.trigger))
    names = [n for n in scene.markup.names if n.type == "ORG" and n.first in inside]
    both = list(dict.fromkeys(named(scene, name) for name in names))
    if len(both) == 2:
        yield both[0], both[1]


def _nearest(scene: Scene, clause: Clause) -> list[str]:
    """The body last named before the verb in its sentence, where the syntax gives no named agent."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[clause.trigger]]
    for name in reversed(markup.names):
        if sentence.first <= name.first < clause.trigger and name.type == "ORG" and not _tells(scene, name):
            return [named(scene, name)]
    return []


def _tells(scene: Scene, name: Name) -> bool:
    """Whether a body is an outlet that only tells of the deal."""
    mention = scene.mention_at(name.first)
    return mention is not None and mention.how == "outlet"


def _lemma(scene: Scene, number: int) -> str:
    return scene.markup.tokens[number].lemma


def _agents(scene: Scene, clause: Clause) -> list[int]:
    """Who does it; for a noun without an agent the subject of the verb above: «X объявила о покупке»."""
    own = clause.at("agent")
    tokens = scene.markup.tokens
    at = clause.trigger
    while not own and tokens[at].head != at:
        at = tokens[at].head
        if tokens[at].pos == "VERB":
            own = [n for n in of_verb(scene, at).at("agent") if n != clause.trigger]
    return own


def _owned(scene: Scene, number: int) -> str:
    """«акции социальной сети Facebook», «доля в отделении банка»: whose the thing is."""
    for below in scene.subtree(number):
        if below != number and (name := _at(scene, below)):
            return name
    return ""


def _name(scene: Scene, number: int) -> str:
    """The name of a filler: its own, or that of what stands beside it («компания Hewlett-Packard»)."""
    if _lemma(scene, number) in BODIES:
        below = [
            n for n in scene.markup.names if n.first in scene.markup.children[number] and n.first > number
        ]
        if below and scene.markup.tokens[number].text.islower():
            return nominative_of(scene, number, below[0].last)
    if name := _at(scene, number):
        return name
    if _lemma(scene, number) in OUTLETS:
        return ""
    beside = ("appos", "flat", "flat:name", "flat:foreign", "nmod", "conj")
    for child in scene.markup.children[number]:
        if child > number and scene.markup.tokens[child].rel in beside and (name := _at(scene, child)):
            return name
    return ""


def _at(scene: Scene, number: int) -> str:
    name = next((n for n in scene.markup.names if n.first <= number < n.last), None)
    return named(scene, name) if name is not None else ""
