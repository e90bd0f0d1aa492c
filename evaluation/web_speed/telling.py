"""What the made-up documents tell: events, words, figures, agreements, offices, with their sentences."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from evaluation.web_speed.world import POSTS, Actor, World, mixed
from legation.record import Agreement, Event, Evidence, Figure, Statement, Tenure
from legation.record.when import days, sort_day

ACTS = [
    *[("CONSULT", "visit")] * 4,
    *[("CONSULT", "meeting")] * 6,
    ("CONSULT", "call"),
    *[("SUPPORT", "sign")] * 3,
    ("SUPPORT", "endorse"),
    ("AGREE", "promise"),
    ("AID", "grant"),
    ("COOPERATE", "project"),
    ("COOPERATE", "invest"),
    ("ACCUSE", "disapprove"),
    ("SANCTION", ""),
]
STATUSES = ["happened"] * 14 + ["planned", "planned", "denied", "alleged", "proposed", "ongoing"]
CALLS = ("надёжный партнёр", "стратегический партнёр", "добрый сосед", "близкий друг", "главный соперник")
MEASURES = ("trade", "export", "import", "investment", "aid", "loan", "count")
KINDS = ("agreement", "memorandum", "treaty", "joint-statement", "programme")
RETOLD = 0.25  # of the events that a document tells, those that another told before
COPIES = 0.15  # of the documents, those that follow another's text
CONFLICTS, CANDIDATES = 4_000, 2_000
Claimed = tuple[Any, Any, tuple[str, ...]]  # a claim, the thing or the id of a known one, its sides


class Page(NamedTuple):
    """A document as it will be filed: its text, and what is told in it."""

    title: str
    text: str
    day: str
    outlet: str
    family: str
    of: str
    told: list[Claimed]

    def copying(self, id: str) -> dict[str, Any]:
        """What resolution says of it and of other texts."""
        copy = "near" if self.of else "alone"
        said = {"copy": copy, "document": id, "family": self.family, "of": self.of, "passage": 0}
        return {**said, "similarity": 1.0}


class Told:
    """What was told so far: things that are told again, and those that rest on many documents."""

    def __init__(self, world: World, documents: int, each: float) -> None:
        self.world, self.documents, self.each = world, documents, each
        self.recent: dict[tuple[str, str], deque[tuple[str, str]]] = {}
        self.held: dict[str, tuple[Actor, str, list[str]]] = {}
        self.doubted: list[tuple[str, str, str, str, tuple[str, str]]] = []

    def offices(self) -> Iterator[tuple[str, dict[str, Any], tuple[str, ...]]]:
        """The offices with the days on which they are known to have been held."""
        for id, (actor, post, known) in self.held.items():
            first, last = min(known), max(known)
            body = {"person": actor.id, "person_name": actor.name, "office": post, "office_key": post}
            body |= {"of": actor.state, "when": f"{first}/{last}" if first < last else first, "since": ""}
            yield (
                id,
                {**body, "until": "", "known": sorted(set(known))[:20], "sources": len(known)},
                (actor.state, actor.id),
            )

    def conflicts(self) -> Iterator[tuple[dict[str, Any], tuple[str, str], tuple[str, str, str]]]:
        """Dates that cannot both be right."""
        for n, (item, claim, document, when, pair) in enumerate(self.doubted[:CONFLICTS]):
            sides = [
                {"side": side, "value": value, "claim": claim, "document": document, "start": 0, "end": 20}
                for side, value in enumerate((when, "2001-01-01"))
            ]
            body: dict[str, Any] = {
                "id": f"x{mixed(n + 2**50)}",
                "kind": "contradiction",
                "about": f"visit {n}",
                "field": "when",
            }
            body |= {"item_kind": "event", "items": [item], "states": pair, "why": "the days differ"}
            quoted = [{**side, "quote": "x" * 20} for side in sides]
            yield {**body, "verdict": "", "sides": quoted}, pair, (sort_day(when), *days(when))

    def candidates(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Pairs that wait for a person."""
        for n in range(0, min(CANDIDATES * 2, len(self.doubted) - 1), 2):
            a, b = sorted((self.doubted[n][1], self.doubted[n + 1][1]))
            yield a, b, {"a": a, "b": b, "joined": False, "kind": "event", "score": n / 10**4, "why": []}


class _Writer:
    """A text in the making: sentences are added, each gives its evidence."""

    def __init__(self, told: Told, chance: random.Random) -> None:
        self.words, self.chance = told.world.words, chance
        self.lines: list[str] = []
        self.length = 0

    def sentence(self, begins: str, count: int = 12, ends: str = "") -> Evidence:
        line = " ".join([begins, *self.words.some(self.chance, count)]) + ends + "."
        start = self.length
        self.lines.append(line)
        self.length += len(line) + 1
        return Evidence(start, start + len(line) - 1, line[:-1])


def told_by(told: Told, chance: random.Random, number: int) -> Page:
    """What one document tells, and what of it is new."""
    pair = told.world.pair(chance)
    year = 1992 + int(34 * chance.random() ** 0.5)
    day = f"{min(year, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    writer = _Writer(told, chance)
    title = writer.sentence(" ".join(told.world.words.some(chance, 6)).capitalize(), 0).quote
    place = _Place(told, chance, writer, mixed(number), number, day)
    found: list[Claimed] = []
    count = int(told.each) + (chance.random() < told.each % 1)
    for _ in range(count):
        found.append(_event(place, pair if chance.random() < 0.7 else told.world.pair(chance), len(found)))
    again = sum(chance.random() < RETOLD for _ in range(count))
    found += [claimed for _ in range(again) if (claimed := _retold(place, pair))]
    for what, often in (
        (_statement, 0.9),
        (_statement, 0.6),
        (_figure, 0.5),
        (_agreement, 0.4),
        (_tenure, 0.8),
    ):
        if chance.random() < often:
            found.append(what(place, pair))
        writer.sentence("Кроме того", chance.randint(8, 16))
    of = mixed(chance.randrange(number)) if number and chance.random() < COPIES else ""
    family = f"d{of or mixed(number)}"
    outlet = told.world.outlets.one(chance)
    return Page(title, "\n".join(writer.lines), day, outlet, family, of, found)


class _Place(NamedTuple):
    """Where something is told."""

    told: Told
    chance: random.Random
    writer: _Writer
    document: str
    number: int
    day: str

    def actor(self, state: str) -> Actor:
        return self.told.world.of[state].one(self.chance)


def _date(place: _Place) -> str:
    day, turn = place.day, place.chance.random()
    if turn < 0.6:
        return day
    if turn < 0.75:
        return f"{int(day[:4]) - place.chance.randrange(1, 4)}{day[4:]}"
    if turn < 0.85:
        return day[:7]
    if turn < 0.93:
        return day[:4]
    return f"{int(day[:4]) - 2}/{day[:4]}" if turn < 0.95 else ""


def _event(place: _Place, pair: tuple[str, str], at: int) -> Claimed:
    chance = place.chance
    (type, act), status, when = chance.choice(ACTS), chance.choice(STATUSES), _date(place)
    actors = [place.actor(state) for state in pair if chance.random() < 0.6]
    begins = " и ".join(actor.name for actor in actors) or "Стороны"
    said: dict[str, Any] = {"type": type, "act": act, "status": status, "when": when, "states": pair}
    where = chance.choice(("Астана", "Токио", "Москва", "", ""))
    claim = Event(
        document=place.document,
        evidence=(place.writer.sentence(begins),),
        **said,
        actors=tuple(a.name for a in actors),
        place=where,
        sources=pair[:1],
        recipients=pair[1:],
    )
    item: dict[str, Any] = {
        **said,
        "when_text": "",
        "place": where,
        "actors": [a.id for a in actors],
        "part_of": "",
    }
    item |= {"names": [a.name for a in actors], "senders": pair[:1], "recipients": pair[1:], "sources": 1}
    item["history"] = [{"claim": "", "status": status, "told": place.day}]
    id = mixed(place.number * 64 + at + 2**40)
    place.told.recent.setdefault(pair, deque(maxlen=40)).append((f"e{id}", when))
    if len(place.told.doubted) < 2 * CONFLICTS and place.number % 23 == 0:
        place.told.doubted.append((f"e{id}", id, place.document, when, pair))
    return claim, item, (*pair, *(a.id for a in actors))


def _retold(place: _Place, pair: tuple[str, str]) -> Claimed | None:
    known = place.told.recent.get(pair)
    if not known:
        return None
    at = int(len(known) * place.chance.random() ** 2)  # the oldest most often: some are told by very many
    id, when = known[at]
    claim = Event(
        document=place.document,
        evidence=(place.writer.sentence("Как сообщалось"),),
        **{"type": "CONSULT", "act": "visit", "status": "happened", "when": when, "states": pair},  # type: ignore[arg-type]
    )
    return claim, id, pair


def _statement(place: _Place, pair: tuple[str, str]) -> Claimed:
    chance = place.chance
    state = chance.choice(pair)
    speaker = place.actor(state)
    calls = f"{chance.choice(CALLS)} " if chance.random() < 0.2 else ""
    quote = calls + " ".join(place.writer.words.some(chance, 14))
    evidence = place.writer.sentence(f"{speaker.name} заявил: «{quote}»", 0)
    claim = Statement(
        document=place.document,
        evidence=(evidence,),
        speaker=speaker.name,
        speaker_state=state,
        quote=quote,
        direct=True,
        about=pair,
    )
    item: dict[str, Any] = {
        "speaker": speaker.id,
        "speaker_name": speaker.name,
        "speaker_state": state,
        "quote": quote,
    }
    item |= {"direct": True, "about": pair, "via": "", "told": place.day, "sources": 1}
    return claim, item, (*pair, speaker.id)


def _figure(place: _Place, pair: tuple[str, str]) -> Claimed:
    chance = place.chance
    measure, value = chance.choice(MEASURES), float(chance.randrange(1, 900) * 10**6)
    said = {"measure": measure, "of": f"{measure} {pair[0]}", "value": value, "unit": "USD"}
    said |= {"period": place.day[:4], "comparator": chance.choice(("=", "=", "~", ">"))}
    evidence = place.writer.sentence(f"Объём составил {value:.0f} долларов")
    claim = Figure(document=place.document, evidence=(evidence,), states=pair, **said)  # type: ignore[arg-type]
    series = f"r{mixed(hash_of(pair, measure))}"
    return claim, {**said, "series": series, "states": pair, "told": place.day, "sources": 1}, pair


def hash_of(pair: tuple[str, str], measure: str) -> int:
    """A number for a series, the same in every run."""
    return int.from_bytes(f"{pair[0]}{pair[1]}{measure[:2]}".encode(), "big")


def _agreement(place: _Place, pair: tuple[str, str]) -> Claimed:
    chance = place.chance
    kind, name = chance.choice(KINDS), " ".join(place.writer.words.some(chance, 6)).capitalize()
    evidence = place.writer.sentence(f"Подписан документ «{name}»")
    claim = Agreement(
        document=place.document,
        evidence=(evidence,),
        name=name,
        agreement_kind=kind,
        parties=pair,
        date=place.day,
    )
    item = {"name": name, "kind": kind, "parties": pair, "date": place.day, "status": "signed", "sources": 1}
    return claim, {**item, "aliases": [name], "events": [], "history": []}, pair


def _tenure(place: _Place, pair: tuple[str, str]) -> Claimed:
    actor = place.actor(place.chance.choice(pair))
    post = POSTS[int(actor.id[-2:], 16) % len(POSTS)]
    evidence = place.writer.sentence(f"{post} {actor.name}", 6)
    claim = Tenure(
        document=place.document,
        evidence=(evidence,),
        person=actor.name,
        office=post,
        of=actor.state,
        when=place.day,
    )
    place.told.held.setdefault(f"o{actor.id[1:]}", (actor, post, []))[2].append(place.day)
    return claim, f"o{actor.id[1:]}", (actor.state, actor.id)
