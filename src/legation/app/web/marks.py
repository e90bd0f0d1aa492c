"""A text cut where marks begin and end, so that marks that overlap can each be seen.

Each mark has a lane: marks that overlap never share one, and each lane is an underline at its own height.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from legation.app.web import looks
from legation.record.document import Furniture
from legation.store.desk import Stretch

LANES = 5  # underlines that can be told apart; deeper ones share the lowest


class Mark(NamedTuple):
    """One piece of evidence: its place, the thing that rests on it, and its lane."""

    start: int
    end: int
    item: str
    kind: str
    lane: int


class Piece(NamedTuple):
    """A run of text under the same marks. `anchors` are the marks that begin here; `why` tells furniture."""

    text: str
    marks: tuple[Mark, ...]
    anchors: tuple[str, ...]
    why: str

    @property
    def classes(self) -> str:
        """The style classes: one for the lane and kind of each mark."""
        return " ".join(f"l{mark.lane}-{mark.kind}" for mark in self.marks)

    @property
    def innermost(self) -> str:
        """The thing of the shortest mark: where a click leads."""
        return min(self.marks, key=lambda mark: (mark.end - mark.start, mark.start)).item


class Section(NamedTuple):
    """A passage of the document, in pieces."""

    title: str
    dateline: str
    published: str
    author: str
    pieces: tuple[Piece, ...]

    @property
    def has_words(self) -> bool:
        """Whether anything but blanks stands here: what parts two passages does not."""
        return any(piece.text.strip() for piece in self.pieces)


def marks_in(stretch: Stretch) -> list[Mark]:
    """All marks that touch a stretch, the longer first where two begin together; lanes are given out."""
    places = {
        (e.start, e.end, item.id): looks.kind(item)
        for item in stretch.items
        for told in item.claims
        if told.document == stretch.facts.id
        for e in told.evidence
        if e.start < stretch.end and stretch.start < e.end
    }
    ends: list[int] = []
    found = []
    for (start, end, item), kind in sorted(places.items(), key=lambda p: (p[0][0], -p[0][1], p[0][2])):
        free = next((lane for lane, last in enumerate(ends) if last <= start), len(ends))
        if free == len(ends):
            ends.append(end)
        else:
            ends[free] = end
        found.append(Mark(start, end, item, kind, min(free, LANES - 1)))
    return found


def sections(stretch: Stretch) -> list[Section]:
    """The stretch passage by passage, cut into pieces. All characters of the stretch are given once."""
    marks = marks_in(stretch)
    cuts: list[tuple[int, int, Any]] = []
    at = stretch.start
    for passage in stretch.passages:
        first, last = max(passage.start, stretch.start), min(passage.end, stretch.end)
        if first >= last:
            continue
        if at < first:
            cuts.append((at, first, None))
        cuts.append((first, last, passage))
        at = last
    if at < stretch.end:
        cuts.append((at, stretch.end, None))
    return [
        Section(
            getattr(passage, "title", ""),
            getattr(passage, "dateline", ""),
            getattr(passage, "published", ""),
            getattr(passage, "author", ""),
            tuple(_pieces(stretch, first, last, marks)),
        )
        for first, last, passage in cuts
    ]


def _pieces(stretch: Stretch, first: int, last: int, marks: Sequence[Mark]) -> list[Piece]:
    inside = [m for m in marks if m.start < last and first < m.end]
    furniture = [f for f in stretch.furniture if f.start < last and first < f.end]
    edges = {first, last}
    spans = [(m.start, m.end) for m in inside] + [(f.start, f.end) for f in furniture]
    for begins, ends in spans:
        edges |= {max(begins, first), min(ends, last)}
    found: list[Piece] = []
    ordered = sorted(edges)
    active: list[Mark] = []
    waiting = iter(inside)
    coming = next(waiting, None)
    for start, end in pairwise(ordered):
        active = [m for m in active if m.end > start]
        begun = []
        while coming is not None and coming.start <= start:
            active.append(coming)
            begun.append(coming)
            coming = next(waiting, None)
        anchors = tuple(dict.fromkeys(f"m-{m.start}-{m.end}" for m in begun))
        text = stretch.text[start - stretch.start : end - stretch.start]
        found.append(Piece(text, tuple(active), anchors, _why(furniture, start)))
    return found


def _why(furniture: Sequence[Furniture], at: int) -> str:
    return next((f.why for f in furniture if f.start <= at < f.end), "")
