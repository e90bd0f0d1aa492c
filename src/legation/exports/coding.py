"""Events as other coders would code them: type and mode, quad class, CAMEO code, sides, day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from legation.record.resolved import ResolvedActor, ResolvedEvent, Telling
from legation.record.when import NEVER_BEFORE, days
from legation.store.record import Record
from legation.vocabulary.codes import INTENT, ActCode, CameoCode, act_code, cameo, quad_of
from legation.vocabulary.states import name_of, states

HISTORICAL = timedelta(days=30)  # older than that when it was told, an act is history rather than news
_AUXILIARY = {
    "planned": "future",
    "proposed": "hypothetical",
    "alleged": "hypothetical",
    "denied": "negation",
}


class Side(Struct, frozen=True):
    """One side of an event: a state (`state` is its code) or a body, and those who act for it."""

    name: str
    state: str = ""
    people: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Coded(Struct, frozen=True):
    """One event, coded. `auxiliary` are PLOVER's auxiliary modes; `day` is ISO 8601, empty if unknown."""

    event: ResolvedEvent
    type: str
    code: ActCode
    auxiliary: tuple[str, ...]
    quad: int
    day: str
    senders: tuple[Side, ...]
    recipients: tuple[Side, ...]

    @property
    def first(self) -> Telling:
        """The earliest telling."""
        return self.event.claims[0]

    @property
    def quote(self) -> str:
        """The shortest stretch that says it, in the earliest telling, on one line."""
        return one_line(self.first.evidence[0].quote)

    @property
    def cameo(self) -> CameoCode:
        """The nearest CAMEO code; of a plan, that of the intent."""
        if self.event.status == "planned" and self.event.type in INTENT:
            return cameo(INTENT[self.event.type])
        return cameo(self.code.cameo)

    @property
    def pairs(self) -> list[tuple[Side, Side]]:
        """Who acts on whom; where all act alike, each on each other."""
        if self.recipients:
            return [(a, b) for a in self.senders or (UNKNOWN,) for b in self.recipients if a != b]
        if len(self.senders) == 1:
            return [(self.senders[0], UNKNOWN)]
        return [(a, b) for a in self.senders for b in self.senders if a != b]


UNKNOWN = Side(name="")


class Coder:
    """Codes events of one record."""

    def __init__(self, record: Record) -> None:
        self._actor = lru_cache(20_000)(record.actor)  # those most spoken of stay at hand

    def coded(self, event: ResolvedEvent) -> Coded:
        """The event with its codes. A planned cooperative act is AGREE, as PLOVER's manual asks."""
        quad = quad_of(event.type)
        plan = event.status == "planned" and quad in (1, 2)
        code = act_code(event.type, event.act)
        if plan:
            code = act_code("AGREE", "promise")
        elif event.type == "CONSULT" and not code.mode and len(event.states) > 2:
            code = act_code("CONSULT", "multilateral")
        senders, recipients = self._sides(event)
        return Coded(
            event=event,
            type="AGREE" if plan else event.type,
            code=code,
            auxiliary=_auxiliary(event),
            quad=1 if plan else quad,
            day=day_of(event),
            senders=senders,
            recipients=recipients,
        )

    def _sides(self, event: ResolvedEvent) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
        known = [actor for actor in map(self._actor, event.actors) if actor is not None]
        senders = self._named(event.senders, event, known)
        recipients = self._named(event.recipients, event, known)
        if not senders and not recipients:
            senders = self._named(event.states, event, known)
        return senders, recipients

    def _named(
        self, names: Iterable[str], event: ResolvedEvent, known: list[ResolvedActor]
    ) -> tuple[Side, ...]:
        """States as sides with their people; bodies that belong to none of the states on their own."""
        found: list[Side] = []
        for name in dict.fromkeys(names):
            if name in states():
                of = [actor for actor in known if actor.state == name]
                found.append(
                    Side(name_of(name, "en"), name, tuple(a.name for a in of), tuple(a.id for a in of))
                )
                continue
            actor = next((a for a in known if name == a.name or name in a.aliases), None)
            if actor is not None and actor.kind == "body" and actor.state not in event.states:
                found.append(Side(actor.name, actor.state, (), (actor.id,)))
        return tuple(found)


def _auxiliary(event: ResolvedEvent) -> tuple[str, ...]:
    found = [_AUXILIARY[event.status]] if event.status in _AUXILIARY else []
    _, last = days(event.when)
    told = min((days(t.published)[0] for t in event.claims if t.published), default="")
    dated = event.status in ("happened", "ongoing") and _iso(last) and _iso(told)
    if dated and date.fromisoformat(told) - date.fromisoformat(last) > HISTORICAL:
        found.append("historical")
    return tuple(found)


def _iso(day: str) -> bool:
    return len(day) == 10 and day[:4] != "0000"


def day_of(event: ResolvedEvent) -> str:
    """The first day of the time told, else the last of an open one, else the day of the earliest page."""
    for told in (event.when, *(t.published for t in event.claims)):
        first, last = days(told)
        if not last:
            continue
        day = last if first == NEVER_BEFORE else first
        if _iso(day) and day != "9999-12-31":
            return day
    return ""


def one_line(words: str) -> str:
    """Words without line ends and tabs, as tab-separated files need them."""
    return " ".join(words.split())
