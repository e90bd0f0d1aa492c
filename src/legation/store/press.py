"""What the press of one country says of another: outlets at home there, and what they tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec import Struct

from legation.record.resolved import FiledDocument, ResolvedStatement
from legation.store.record import Record
from legation.vocabulary.organisations import home_of

NEWEST = 20_000  # documents of which it is counted
_SPOKEN = """SELECT d.publisher, m.actor, count(*) FROM documents d
JOIN actor_documents m ON m.document = d.id
WHERE d.number > (SELECT max(number) FROM documents) - ? AND d.superseded_by = '' AND d.publisher <> ''
AND m.actor GLOB '[A-Z][A-Z][A-Z]' GROUP BY 1, 2"""


class Press(Struct, frozen=True):
    """The press of one state: its outlets, and of which states it speaks in how many documents."""

    home: str
    outlets: tuple[str, ...]
    of: tuple[tuple[str, int], ...]


def presses(record: Record) -> list[Press]:
    """The press by the state where it is at home, as far as outlets tell it; those that tell most first."""
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    outlets: dict[str, set[str]] = defaultdict(set)
    with record.asked() as connection:
        for publisher, state, documents in connection.exec_driver_sql(_SPOKEN, (NEWEST,)):
            if home := home_of(publisher):
                outlets[home].add(publisher)
                spoken[home][state] += documents
    found = [
        Press(home, tuple(sorted(outlets[home])), tuple(sorted(of.items(), key=lambda s: (-s[1], s[0]))))
        for home, of in spoken.items()
    ]
    return sorted(found, key=lambda press: (-sum(n for _, n in press.of), press.home))


def told_by_press(
    record: Record, outlets: Sequence[str], state: str, limit: int = 30
) -> tuple[list[FiledDocument], list[ResolvedStatement]]:
    """The newest documents of these outlets that speak of a state, and what is said of it in them."""
    found = [
        document
        for outlet in outlets
        for document in record.documents(publisher=outlet, states=[state], newest=True, limit=limit)
    ]
    found.sort(key=lambda d: (d.published, d.id), reverse=True)
    said = {
        s.id: s
        for document in found[:limit]
        for s in record.statements(states=[state], document=document.id, limit=5)
    }
    return found[:limit], list(said.values())
