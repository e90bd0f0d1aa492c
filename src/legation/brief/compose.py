"""The brief itself, before it has a format: sections of lines, each line with its notes.

Nothing of the day on which it is made goes in: the brief is as of the newest document, so that two runs on
the same record give the same brief.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from legation.errors import BadInput
from legation.record.resolved import (
    ConflictSide,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
    Telling,
)
from legation.record.when import sort_day
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.states import name_of

KEY = ("establish-relations", "recognise", "open-mission", "ratify", "found", "sign", "discontinue", "expel")
CONTACTS = 12
SAID = 6  # statements of each side
PEOPLE = 8  # persons of each side
FIGURES = 20
WORDS_SHOWN = 300  # characters of a quote in a note


class Note(Struct, frozen=True):
    """Where a line comes from: a document with its day, and its words."""

    name: str
    published: str
    publisher: str
    url: str
    quote: str


class Line(Struct, frozen=True):
    """One line: a date or another lead, the text, the numbers of its notes."""

    lead: str
    text: str
    notes: tuple[int, ...]


class Section(Struct, frozen=True):
    """A heading with its lines; `sub` parts it (by side)."""

    title: str
    lines: tuple[Line, ...] = ()
    sub: tuple[Section, ...] = ()


class Brief(Struct, frozen=True, kw_only=True):
    """The whole brief. `day` is that of the newest document; `years` are events a year for the chart."""

    title: str
    subtitle: str
    day: str
    language: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    years: tuple[tuple[str, int, int], ...] = ()


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language. Raises BadInput for one that briefs are not written in."""
    known = tomllib.loads(files("legation.brief").joinpath("words.toml").read_text("utf-8"))
    if language not in known:
        raise BadInput(f"«{language}» is no language of briefs; there are {', '.join(known)}.")
    found: dict[str, Any] = known[language]
    return found


class _Notes:
    """Notes as they are called for; the same words of the same page are one note."""

    def __init__(self) -> None:
        self.numbers: dict[Note, int] = {}

    def of(self, told: Iterable[Telling | ConflictSide]) -> tuple[int, ...]:
        found = []
        for telling in told:
            if telling.evidence:
                note = Note(
                    telling.document_name,
                    getattr(telling, "published", ""),
                    getattr(telling, "publisher", ""),
                    getattr(telling, "url", ""),
                    " ".join(telling.evidence[0].quote.split())[:WORDS_SHOWN],
                )
                found.append(self.numbers.setdefault(note, len(self.numbers) + 1))
        return tuple(dict.fromkeys(found))


def compose(record: Record, states: Sequence[str], since: str = "", language: str = "ru") -> Brief:
    """The brief on two states (or one, or more). Raises BadInput without any."""
    if not states:
        raise BadInput("A brief needs at least one state, better two: legation brief KAZ JPN.")
    asked = Filters(states=list(states), **({"since": since} if since else {}))
    return _Writer(record, list(states), asked, language).brief(since)


class _Writer:
    def __init__(self, record: Record, states: list[str], asked: Filters, language: str) -> None:
        self.record, self.states, self.asked, self.language = record, states, asked, language
        self.words = words(language)
        self.notes = _Notes()

    def brief(self, since: str) -> Brief:
        events = list(self.record.events(**self.asked))
        sections = (
            self._events("key_dates", [e for e in events if e.act in KEY and _done(e)]),
            self._events(
                "contacts", [e for e in events if e.type == "CONSULT" and e.when and _done(e)][-CONTACTS:]
            ),
            self._events("planned", [e for e in events if e.status in ("planned", "proposed", "denied")]),
            *self._agreements([e for e in events if e.act in ("sign", "ratify")]),
            self._figures(),
            self._people(),
            self._said(),
            self._conflicts(),
        )
        documents = self.record.documents(states=self.states)
        day = max((d.published for d in documents if len(d.published) == 10), default="")
        pair = " – ".join(name_of(code, self.language) for code in self.states)
        told = {"date": day or self.words["undated"], "documents": len(documents)}
        subtitle = self.words["asof"].format(**told)
        return Brief(
            title=self.words["title"].format(pair=pair),
            subtitle=subtitle + (f"; {self.words['since'].format(since=since)}" if since else ""),
            day=day,
            language=self.language,
            sections=sections,
            notes=tuple(self.notes.numbers),
            years=_years(events),
        )

    def _events(self, title: str, events: Iterable[ResolvedEvent]) -> Section:
        lines = [Line(self._when(e.when), self._act(e), self.notes.of(e.claims)) for e in events]
        return Section(self.words[title], tuple(lines))

    def _when(self, when: str) -> str:
        return when or str(self.words["undated"])

    def _act(self, event: ResolvedEvent) -> str:
        known = self.words["act"]
        kind = known.get(event.act) or (event.act if self.language == "en" and event.act else "")
        parts = [kind or known.get(event.type, event.type.lower()), self._sides(event)]
        if event.names:
            parts.append(", ".join(event.names))
        if event.place:
            parts.append(event.place)
        if event.status in self.words["status"]:
            parts.append(f"({self.words['status'][event.status]})")
        if event.type != "CONSULT":
            parts.append(f"«{' '.join(event.claims[0].evidence[0].quote.split()).strip('«»')}»")
        return "; ".join(part for part in parts if part)

    def _sides(self, event: ResolvedEvent) -> str:
        senders = [side for side in event.senders if side in event.states]
        goals = [side for side in event.recipients if side in event.states]
        if senders and goals:
            return f"{self._named(senders)} → {self._named(goals)}"
        return self._named(event.states)

    def _named(self, codes: Iterable[str]) -> str:
        return ", ".join(name_of(code, self.language) for code in codes)

    def _signed(self, signings: Iterable[ResolvedEvent]) -> Iterable[ResolvedAgreement]:
        """What was signed at these signings where its own telling names no parties."""
        ids = {event.id for event in signings}
        for document in sorted({told.document for event in signings for told in event.claims}):
            for agreement in self.record.agreements(document=document):
                if ids & set(agreement.events) and not agreement.parties:
                    yield agreement

    def _agreements(self, signings: list[ResolvedEvent]) -> tuple[Section, Section]:
        found: dict[bool, list[Line]] = {True: [], False: []}
        told = {a.id: a for a in self.record.agreements(**self.asked)}
        told |= {a.id: a for a in self._signed(signings)}
        for agreement in sorted(told.values(), key=lambda a: (sort_day(a.date), a.id)):
            concluded = agreement.status in ("signed", "in-force")
            found[concluded].append(self._agreement(agreement))
        return (
            Section(self.words["agreements"], tuple(found[True])),
            Section(self.words["pending"], tuple(found[False])),
        )

    def _agreement(self, agreement: ResolvedAgreement) -> Line:
        status = self.words["status"].get(agreement.status, agreement.status)
        return Line(
            self._when(agreement.date), f"{agreement.name} ({status})", self.notes.of(agreement.claims)
        )

    def _figures(self) -> Section:
        shown = list(self.record.figures(**self.asked))[-FIGURES:]
        disputed = {id for c in self.record.conflicts(states=self.states) for id in c.items}
        return Section(self.words["figures"], tuple(self._figure(f, f.id in disputed) for f in shown))

    def _figure(self, figure: ResolvedFigure, disputed: bool) -> Line:
        measure = self.words["measure"].get(figure.measure, figure.measure)
        sign = "" if figure.comparator == "=" else f"{figure.comparator} "
        value = f"{figure.value:,.2f}".rstrip("0").rstrip(".").replace(",", "\u00a0")
        text = f"{measure} ({figure.of}): {sign}{value} {figure.unit}"
        differ = f" [{self.words['versus']}]" if disputed else ""
        return Line(self._when(figure.period), text + differ, self.notes.of(figure.claims))

    def _people(self) -> Section:
        return Section(
            self.words["people"],
            sub=tuple(Section(self._named([state]), self._holders(state)) for state in self.states),
        )

    def _holders(self, state: str) -> tuple[Line, ...]:
        """The last known holder of each office; nobody is said to hold it still."""
        last: dict[str, ResolvedOffice] = {}
        for office in self.record.offices(states=[state]):
            if office.of == state:
                key = office.office_key or office.office.casefold()
                if key not in last or _last(office) >= _last(last[key]):
                    last[key] = office
        newest = sorted(last.values(), key=lambda o: (_last(o), o.id), reverse=True)[:PEOPLE]
        known = self.words["known"]
        return tuple(
            Line(o.person_name, f"{o.office} ({known} {_last(o) or '?'})", self.notes.of(o.claims))
            for o in newest
        )

    def _said(self) -> Section:
        parts = []
        said = list(self.record.statements(**self.asked))
        for state in self.states:
            mine = [s for s in said if s.speaker_state == state][-SAID:]
            parts.append(Section(self._named([state]), tuple(self._statement(s) for s in mine)))
        return Section(self.words["sides"], sub=tuple(parts))

    def _statement(self, statement: ResolvedStatement) -> Line:
        told = f"{statement.speaker_name} ({self._when(statement.told)})"
        return Line(told, f"«{statement.quote.strip('«»')}»", self.notes.of(statement.claims))

    def _conflicts(self) -> Section:
        found = [c for c in self.record.conflicts(states=self.states) if not c.verdict]
        return Section(self.words["conflicts"], tuple(map(self._conflict, found)))

    def _conflict(self, conflict: ResolvedConflict) -> Line:
        values = " ↔ ".join(dict.fromkeys(side.value for side in conflict.sides))
        return Line(
            conflict.field or conflict.kind, f"{conflict.about}: {values}", self.notes.of(conflict.sides)
        )


def _done(event: ResolvedEvent) -> bool:
    return event.status in ("happened", "ongoing")


def _is_contact(event: ResolvedEvent) -> bool:
    """A dated visit, meeting or call that took place."""
    return event.type == "CONSULT" and bool(event.when) and _done(event)


def _last(office: ResolvedOffice) -> str:
    return max((sort_day(known) for known in office.known), default="")


def _years(events: Iterable[ResolvedEvent]) -> tuple[tuple[str, int, int], ...]:
    from legation.vocabulary.intensity import intensities

    found: dict[str, list[int]] = {}
    for event in events:
        year = sort_day(event.when)[:4]
        weight = intensities().get(event.type, 0.0)
        if _done(event) and event.when and year.isdigit() and weight:
            found.setdefault(year, [0, 0])[weight < 0] += 1
    return tuple((year, *found[year]) for year in sorted(found))  # type: ignore[misc]
