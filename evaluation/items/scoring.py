"""News items with their events, read from a text file, and what Legation reads in them held against that.

A file holds one item after another:

    == name  published
    The text, one paragraph a line.
    > TYPE/act status when STATES «the words that tell it»; «other words that tell it»

`|` parts several answers that are right, `*` takes any, an empty `when` is `-`; `>?` is an event that is
neither missed where it is absent nor false where it is read. Events pair as in the gold: same type, shared
characters, the most alike first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from evaluation.gold import _code_stamp, marked
from legation.extraction import extract
from legation.record import Document, Event, Passage

HERE = Path(__file__).parent
ANY = "*"
_EVENT = re.compile(
    r">(?P<optional>\??) (?P<type>[A-Z|]+)/(?P<act>\S*) (?P<status>\S+) (?P<when>\S+) (?P<states>\S+) "
)


class Expected(msgspec.Struct, frozen=True):
    """One event of an item; each field holds all answers that are right."""

    types: tuple[str, ...]
    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    whens: tuple[str, ...]
    states: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    said: str
    optional: bool = False


class Item(msgspec.Struct, frozen=True):
    """One news item with its events."""

    name: str
    published: str
    text: str
    events: tuple[Expected, ...]

    @property
    def document(self) -> Document:
        """The item as a document that says when it was published."""
        whole = Passage(start=0, end=len(self.text), published=self.published, language="ru")
        return Document(text=self.text, name=self.name, published=self.published, passages=(whole,))


class BadItem(ValueError):
    """A line of an item file that says nothing the format knows."""


def items(path: Path) -> Iterator[Item]:
    """The items of a file, in its order; raises `BadItem` where a line or a quote is wrong."""
    for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.strip().split("\n")
        name, _, published = head.partition(" ")
        text = "\n".join(line for line in lines if not line.startswith(">"))
        if text.startswith("@"):  # the text lies elsewhere
            text = Path(text[1:]).read_text(encoding="utf-8")
        events = tuple(_expected(line, text, name) for line in lines if line.startswith(">"))
        yield Item(name, published.strip(" -") and published.strip(), text, events)


def _expected(line: str, text: str, name: str) -> Expected:
    match = _EVENT.match(line)
    if match is None:
        raise BadItem(f"{name}: {line!r} is no event; expected `> TYPE/act status when STATES «words»`")
    spans = []
    for said in line[match.end() :].split("; «"):
        words = said.strip().removeprefix("«").removesuffix("»")
        at = text.find(words)
        if at < 0:
            raise BadItem(f"{name}: the text does not say {words!r}")
        spans.append((at, at + len(words)))
    several = {key: tuple(match[key].split("|")) for key in ("type", "act", "status", "when", "states")}
    return Expected(
        types=several["type"],
        acts=several["act"],
        statuses=several["status"],
        whens=tuple("" if when == "-" else when for when in several["when"]),
        states=several["states"],
        spans=tuple(spans),
        said=line[2:].strip(),
        optional=bool(match["optional"]),
    )


def read(item: Item) -> tuple[Event, ...]:
    """The events that Legation reads in an item."""
    return extract(marked(item.document, _stamp())).events


@cache
def _stamp() -> str:
    return _code_stamp()


def agreeing(expected: Expected, event: Event) -> tuple[bool, bool, bool, bool]:
    """Whether act, status, `when` (to the precision asked for) and states of an event are right."""
    own = event.when.replace("~", "").replace("?", "")
    when = any(w == ANY or (own.startswith(w) if w else not own) for w in expected.whens)
    states = any(s == ANY or tuple(sorted(s.split(","))) == event.states for s in expected.states)
    return (
        bool({ANY, event.act} & set(expected.acts)),
        event.status in expected.statuses,
        when,
        states,
    )


def _shared(expected: Expected, event: Event) -> int:
    pieces = [(e.start, e.end) for e in event.evidence]
    return sum(max(0, min(e, f) - max(s, t)) for s, e in expected.spans for t, f in pieces)


def paired(
    item: Item, events: Iterable[Event]
) -> tuple[list[tuple[Expected, Event]], list[Expected], list[Event]]:
    """Expected and read events paired one to one, the most alike first; the missed; the false."""
    missed, false = list(item.events), list(events)
    likely = sorted(
        (
            ((2 * sum(agreeing(e, f)) + (not e.optional), -i, -j), e, f)
            for i, e in enumerate(missed)
            for j, f in enumerate(false)
            if f.type in e.types and _shared(e, f)
        ),
        key=lambda row: row[0],
        reverse=True,
    )
    pairs: list[tuple[Expected, Event]] = []
    for _, expected, event in likely:
        if expected in missed and event in false:
            missed.remove(expected)
            false.remove(event)
            pairs.append((expected, event))
    return pairs, [e for e in missed if not e.optional], false


class Tally(msgspec.Struct):
    """The figures of some items: what was found, and in how many of those each field is right."""

    found: int = 0
    expected: int = 0
    false: int = 0
    exact: int = 0
    fields: list[int] = msgspec.field(default_factory=lambda: [0, 0, 0, 0])

    def f1(self, found: int) -> float:
        """The harmonic mean of precision and recall, where so many are found."""
        return 2 * found / max(1, self.expected + self.found + self.false)

    def __str__(self) -> str:
        shares = " ".join(
            f"{name} {n / max(1, self.found):.2f}"
            for name, n in zip(("act", "status", "when", "states"), self.fields, strict=True)
        )
        return (
            f"events P {self.found / max(1, self.found + self.false):.3f} R "
            f"{self.found / max(1, self.expected):.3f} F1 {self.f1(self.found):.3f} exact "
            f"{self.f1(self.exact):.3f} ({self.found} of {self.expected}, {self.false} false) {shares}"
        )


def scored(several: Iterable[Item]) -> tuple[Tally, list[tuple[Item, list[str]]]]:
    """All items read and counted, and what went wrong in each."""
    tally = Tally()
    errors: list[tuple[Item, list[str]]] = []
    for item in several:
        pairs, missed, false = paired(item, read(item))
        lines = [f"- {e.said}" for e in missed] + [f"+ {_line(f)}" for f in false]
        for expected, event in pairs:
            right = agreeing(expected, event)
            if not all(right) and not expected.optional:
                lines.append(f"~ {expected.said}\n      → {_line(event)}")
            if not expected.optional:
                tally.found += 1
                tally.expected += 1
                tally.exact += all(right)
                tally.fields = [n + r for n, r in zip(tally.fields, right, strict=True)]
        tally.expected += len(missed)
        tally.false += len(false)
        if lines:
            errors.append((item, lines))
    return tally, errors


def _line(event: Event) -> str:
    said = event.evidence[0].quote.replace("\n", " ")
    return (
        f"{event.type}/{event.act} {event.status} {event.when or '-'} {','.join(event.states) or '-'} "
        f"{event.actors} «{said}»  [{event.rule}]"
    )
