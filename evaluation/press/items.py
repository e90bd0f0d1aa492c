"""The items and their records as they are written down in `items/*.txt`.

An item opens with `=== NUMBER title`, its text follows, and after a line `---` its record, a claim a line:

    S | speaker | state | about | evidence
    F | measure | value | unit | comparator | period | states | evidence
    A | kind | name | parties (;) | date | status | evidence
    T | person | office | of | when | evidence

Evidence is an exact quote, or its first and last words with «…» between. A letter followed by «?» marks a
claim on which RECORD.md leaves a choice: it is neither missed nor false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

HERE = Path(__file__).resolve().parent
KINDS = {"S": "statements", "F": "figures", "A": "agreements", "T": "tenures"}


class Item(msgspec.Struct, frozen=True):
    """One text with its record; `optional` holds the claims that may stand or be left out."""

    name: str
    text: str
    record: dict[str, list[dict[str, Any]]]
    optional: dict[str, list[dict[str, Any]]]

    @property
    def held(self) -> bool:
        """Whether the item belongs to the half that nobody looks at while mending."""
        return int(self.name[:2]) % 2 == 0


def items(part: str = "all", folder: Path = HERE / "items") -> Iterator[Item]:
    """The items of a part, by number; each file's items in the order in which they are written."""
    for path in sorted(folder.glob("*.txt")):
        for piece in path.read_text(encoding="utf-8").split("\n=== "):
            item = _item(piece.removeprefix("=== "))
            if part == "all" or item.held == (part == "held"):
                yield item


def _item(piece: str) -> Item:
    name, _, rest = piece.partition("\n")
    text, _, lines = rest.partition("\n---\n")
    record: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS.values()}
    optional: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS.values()}
    for line in lines.strip().splitlines():
        letter, *fields = [field.strip() for field in line.split("|")]
        claim = {**_CLAIMS[letter[0]](*fields[:-1]), "evidence": [_span(text, fields[-1], name)]}
        (optional if letter.endswith("?") else record)[KINDS[letter[0]]].append(claim)
    return Item(name, text, record, optional)


def _span(text: str, evidence: str, name: str) -> dict[str, Any]:
    """The characters that evidence names; raises ValueError where the text does not hold them."""
    first, _, last = (part.strip() for part in evidence.partition(" … "))
    start = text.find(first)
    end = text.find(last, start + len(first)) + len(last) if last else start + len(first)
    if start < 0 or end < start + len(first):
        raise ValueError(f"{name}: «{evidence}» does not stand in the text")
    return {"start": start, "end": end, "quote": text[start:end]}


def _statement(speaker: str, state: str, about: str) -> dict[str, Any]:
    return {"speaker": speaker, "speaker_state": state, "about": [s for s in about.split(",") if s]}


def _figure(*told: str) -> dict[str, Any]:
    measure, value, unit, comparator, period, states = told
    return {
        "measure": measure,
        "value": float(value),
        "unit": unit,
        "comparator": comparator,
        "period": period,
        "states": [s for s in states.split(",") if s],
    }


def _agreement(kind: str, name: str, parties: str, date: str, status: str) -> dict[str, Any]:
    told = [p.strip() for p in parties.split(";") if p.strip()]
    return {"kind": kind, "name": name, "parties": told, "date": date, "status": status}


def _tenure(person: str, office: str, of: str, when: str) -> dict[str, Any]:
    return {"person": person, "office": office, "of": of, "when": when}


_CLAIMS: dict[str, Callable[..., dict[str, Any]]] = {
    "S": _statement,
    "F": _figure,
    "A": _agreement,
    "T": _tenure,
}
