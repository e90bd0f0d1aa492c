"""What Legation reads in each sentence of `sentences.jsonl`, held against what it should read.

An expected event names its type, the acts that would be right (several where RECORD.md leaves it open), its
status and its states; an `optional` one is neither missed nor false.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from evaluation.gold import _code_stamp, marked
from legation.extraction import extract
from legation.record import Document, Event

SENTENCES = Path(__file__).with_name("sentences.jsonl")


class Expected(msgspec.Struct, frozen=True):
    """One event that a sentence tells."""

    type: str
    act: tuple[str, ...]
    status: str
    states: tuple[str, ...]
    optional: bool = False


class Case(msgspec.Struct, frozen=True):
    """One sentence or short paragraph with its events; none where nothing between sides is told."""

    text: str
    events: tuple[Expected, ...]

    @property
    def held(self) -> bool:
        """Whether the case belongs to the half that nobody looks at while mending."""
        return zlib.crc32(self.text.encode()) % 2 == 0


class Count(msgspec.Struct):
    """Found, missed and false events of one type, and how many found ones agree in a field."""

    found: int = 0
    expected: int = 0
    false: int = 0
    acts: int = 0
    statuses: int = 0
    states: int = 0

    @property
    def precision(self) -> float:
        """The share of claimed events that are right."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """The share of expected events that were claimed."""
        return self.found / max(1, self.expected)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.found / max(1, self.found + self.false + self.expected)

    def share(self, agreeing: int) -> float:
        """Which share of the found events agrees in a field."""
        return agreeing / max(1, self.found)


class Scored(msgspec.Struct):
    """The figures by type and over all, and what went wrong where."""

    counts: dict[str, Count]
    errors: list[tuple[Case, list[str]]]
    negatives: int = 0
    false_on_negatives: int = 0


def cases(half: str = "all") -> Iterator[Case]:
    """The cases of a half, in the order of the file."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        case = msgspec.json.decode(line, type=Case)
        if half == "all" or case.held == (half == "held"):
            yield case


def read(case: Case) -> tuple[Event, ...]:
    """The events that Legation reads in the sentence alone."""
    return extract(marked(Document(text=case.text, name="sentence"), _stamp())).events


@cache
def _stamp() -> str:
    return _code_stamp()


def _likeness(expected: Expected, event: Event) -> tuple[bool, bool, int, bool]:
    common = len(set(expected.states) & set(event.states))
    return (not expected.optional, event.act in expected.act, common, event.status == expected.status)


def paired(
    case: Case, events: tuple[Event, ...]
) -> tuple[list[tuple[Expected, Event]], list[Expected], list[Event]]:
    """Expected and read events of one type paired, most alike first; the missed; the false."""
    missed, false = list(case.events), list(events)
    pairs: list[tuple[Expected, Event]] = []
    while True:
        fitting = [
            (_likeness(e, f), -i, -j)
            for i, e in enumerate(missed)
            for j, f in enumerate(false)
            if e.type == f.type
        ]
        if not fitting:
            return pairs, [e for e in missed if not e.optional], false
        _, i, j = max(fitting)
        pairs.append((missed.pop(-i), false.pop(-j)))


def scored(several: Iterable[Case]) -> Scored:
    """All cases read and counted."""
    out = Scored(counts={"all": Count()}, errors=[])
    for case in several:
        pairs, missed, false = paired(case, read(case))
        lines = [_line("-", e.type, "|".join(e.act), e.status, e.states) for e in missed]
        lines += [_line("+", f.type, f.act, f.status, f.states) + f"  [{f.rule}]" for f in false]
        for expected, event in pairs:
            if not expected.optional:
                lines += _count_pair(out, expected, event)
        for one in missed:
            for count in _of(out, one.type):
                count.expected += 1
        for event in false:
            for count in _of(out, event.type):
                count.false += 1
        if not case.events:
            out.negatives += 1
            out.false_on_negatives += len(false)
        if lines:
            out.errors.append((case, lines))
    return out


def _of(out: Scored, type_: str) -> tuple[Count, Count]:
    return out.counts.setdefault(type_, Count()), out.counts["all"]


def _count_pair(out: Scored, expected: Expected, event: Event) -> list[str]:
    agree = (
        event.act in expected.act,
        event.status == expected.status,
        tuple(event.states) == expected.states,
    )
    for count in _of(out, expected.type):
        count.found += 1
        count.expected += 1
        count.acts += agree[0]
        count.statuses += agree[1]
        count.states += agree[2]
    if all(agree):
        return []
    wanted = _line("~", expected.type, "|".join(expected.act), expected.status, expected.states)
    return [f"{wanted}  →  {event.act} {event.status} {','.join(event.states)}  [{event.rule}]"]


def _line(sign: str, type_: str, act: str, status: str, states: Iterable[str]) -> str:
    return f"{sign} {type_}/{act} {status} {','.join(states)}"
