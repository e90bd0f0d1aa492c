"""What the record holds that a sentence may be compared with, read with the sentences that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import Any

from msgspec import Struct

from legation.checking.slots import Slots, slots_in, stems
from legation.checking.verdicts import Source
from legation.errors import UnknownName
from legation.record.resolved import (
    ResolvedAgreement,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
)
from legation.store.record import Record

TELLINGS = 4  # of a thing told more often, so many are looked at
SENTENCES = 2  # of one telling, so many pieces of evidence are looked at
ASKED = 400  # things of one kind that are compared with a sentence at most


class Known(Struct, frozen=True, kw_only=True, dict=True):
    """One thing of the record with the sentences that tell it."""

    item: Any
    contexts: tuple[tuple[str, str], ...]

    @cached_property
    def slots(self) -> tuple[Slots, ...]:
        """What its sentences hold."""
        return tuple(slots_in(text, published) for text, published in self.contexts)

    def tells_in(self, language: str) -> bool:
        """Whether a source in this language tells it."""
        return any(slots.language == language for slots in self.slots)

    def shares(self, slots: Slots) -> float:
        """The share of a sentence's words that the record's sentences in its language have too."""
        return shared(slots.words, self._words(slots.language))

    def _words(self, language: str) -> frozenset[str]:
        return frozenset(word for slots in self.slots if slots.language == language for word in slots.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of its sentences, names and small words too."""
        return frozenset(stem for text, _ in self.contexts for stem in stems(text))

    @property
    def persons(self) -> tuple[str, ...]:
        """All persons that its sentences or the thing itself name."""
        named = [name for slots in self.slots for name in slots.persons]
        return tuple(dict.fromkeys([*getattr(self.item, "names", ()), *named]))

    @property
    def states(self) -> frozenset[str]:
        """All states that its sentences or the thing itself name."""
        own = {code for name in ("states", "about", "parties") for code in getattr(self.item, name, ())}
        return frozenset(own).union(*(slots.states for slots in self.slots))

    @property
    def dates(self) -> tuple[str, ...]:
        """All times that its sentences or the thing itself name."""
        own = [getattr(self.item, name, "") for name in ("when", "date", "period", "told")]
        return tuple(date for date in (*own, *(d for slots in self.slots for d in slots.dates)) if date)

    @property
    def is_act(self) -> bool:
        """Whether it is something done, rather than held, counted or said."""
        return isinstance(self.item, (ResolvedEvent, ResolvedAgreement))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where it stands."""
        return sources_of(self.item)


def shared(draft: frozenset[str], record: frozenset[str]) -> float:
    """The share of the draft's words that the record has too."""
    return len(draft & record) / len(draft) if draft else 0.0


def sources_of(item: Any) -> tuple[Source, ...]:
    """The first words of each telling of a thing."""
    return tuple(
        Source(
            document=told.document,
            name=told.document_name,
            published=told.published,
            start=told.evidence[0].start,
            end=told.evidence[0].end,
            quote=told.evidence[0].quote,
        )
        for told in item.claims
        if told.evidence
    )


class Shelf:
    """The record's things, fetched as sentences ask for them and read once."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._known: dict[str, Known] = {}
        self._lists: dict[tuple[str, tuple[str, ...]], list[Any]] = {}

    def events(self, states: Iterable[str]) -> list[ResolvedEvent]:
        """Happenings with all these states (or with none given, all)."""
        return self._list("event", states)

    def acts_of(self, person: str) -> list[ResolvedEvent]:
        """Happenings in which a person takes part. Raises UnknownName for one not in the record."""
        return self._of("event", person)

    def _of(self, kind: str, person: str) -> list[Any]:
        key = (f"{kind} of {person}", ())
        if key not in self._lists:
            self._lists[key] = list(self.record.each(kind, actor=person, limit=ASKED, newest=True))
        return self._lists[key]

    def figures(self, states: Iterable[str]) -> list[ResolvedFigure]:
        """Figures of these states."""
        return self._list("figure", states)

    def agreements(self, states: Iterable[str]) -> list[ResolvedAgreement]:
        """Agreements of these states."""
        return self._list("agreement", states)

    def statements(self, states: Iterable[str]) -> list[ResolvedStatement]:
        """Statements about these states."""
        return self._list("statement", states)

    def said(self, speaker: str, states: Iterable[str]) -> list[ResolvedStatement]:
        """Statements of a speaker, about each of these states, and the newest of all."""
        return self._widely("statement", speaker, states)

    def offices(self, person: str, of: Iterable[str]) -> list[ResolvedOffice]:
        """The offices of a person, those of these states, and the newest of all."""
        return self._widely("office", person, of)

    def _widely(self, kind: str, person: str, states: Iterable[str]) -> list[Any]:
        found: dict[str, Any] = {}
        with suppress(UnknownName):
            found.update((item.id, item) for item in self._of(kind, person))
        for asked in ([], *([state] for state in sorted(states))):
            found.update((item.id, item) for item in self._list(kind, asked))
        return list(found.values())

    def _list(self, kind: str, states: Iterable[str]) -> list[Any]:
        key = (kind, tuple(sorted(states)))
        if key not in self._lists:
            asked: Any = {"states": list(key[1])} if key[1] else {}
            self._lists[key] = list(self.record.each(kind, limit=ASKED, newest=True, **asked))
        return self._lists[key]

    def known(self, item: Any) -> Known:
        """The thing with its sentences."""
        if item.id not in self._known:
            contexts = []
            for told in item.claims[:TELLINGS]:
                for evidence in told.evidence[:SENTENCES]:
                    around = self.record.context(told.document, evidence.start, evidence.end)
                    contexts.append((around.before + around.match + around.after, told.published))
            self._known[item.id] = Known(item=item, contexts=tuple(dict.fromkeys(contexts)))
        return self._known[item.id]
