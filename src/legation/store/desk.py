"""What the desk asks of a record beyond its lists: tallies, networks, outlets, parts of long documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from legation.record.document import Furniture, Passage
from legation.record.resolved import FiledDocument, Item
from legation.store import counts
from legation.store.actors import actor_of, folded
from legation.store.documents import LISTED, filed_of
from legation.store.holdings import state_of
from legation.store.packing import document_of, evidence_of, unpacked
from legation.store.query import ACROSS, hydrated
from legation.store.record import Record
from legation.store.rows import as_json, marks, rows
from legation.store.schema import actors, documents
from legation.store.ties import Keep, Tie, anew, ties_of

WINDOW = 20_000  # characters of a long document that one page shows
_BOUNDS = {"since": "last >=", "until": "sort <="}


class Point(Struct, frozen=True):
    """One happening on a line of time: its first and last day (ISO 8601), and what it is."""

    id: str
    first: str
    last: str
    type: str
    act: str
    status: str


class Talk(Struct, frozen=True):
    """A meeting without what it rests on: who met, and when (EDTF). `actors` are ids, `names` their names."""

    id: str
    when: str = ""
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class Heard(Struct, frozen=True):
    """A statement without what it rests on: of which state its speaker is, of whom it speaks, its words."""

    id: str
    speaker_state: str = ""
    about: tuple[str, ...] = ()
    quote: str = ""


class Outlet(Struct, frozen=True):
    """A publisher: its documents, how many of them copy another outlet, first and last date (EDTF)."""

    name: str
    documents: int
    first: str = ""
    last: str = ""


class Copying(Struct, frozen=True):
    """How often one outlet's texts copy another's; `document` and `of` are one such pair."""

    copier: str
    source: str
    texts: int
    document: str
    of: str


class Stretch(Struct, frozen=True, kw_only=True):
    """Part of a document: `text` are its characters `start` to `end`, `items` what rests on them.

    `total` counts the characters of the whole. An item comes with this document's claims alone.
    """

    facts: FiledDocument
    start: int
    end: int
    total: int
    text: str
    passages: tuple[Passage, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def state(record: Record) -> str:
    """What is another after every change of the record: for caches and ETags."""
    with record.asked() as connection:
        return "-".join(str(part) for part in state_of(connection))


def points(record: Record, states: Sequence[str], limit: int, **asked: str) -> list[Point]:
    """The dated happenings of a state or a pair, in the order of time, without their evidence.

    `type`, `act`, `status`, `since` and `until` (days) narrow them.
    """
    wanted = {f"{name} = ?": asked[name] for name in ("type", "act", "status") if asked.get(name)}
    wanted |= {f"{said} ?": asked[name] for name, said in _BOUNDS.items() if asked.get(name)}
    runs: list[tuple[str, tuple[str, ...]]] = [("1", ())]
    if since := asked.get("since"):  # as lists are narrowed (query.py)
        began = f"{since[:4]}-01-01"
        runs = [(f"s.sort < ? AND {ACROSS}", (began,)), ("s.sort >= ?", (began,))]
    found: list[Point] = []
    with record.asked() as connection:
        for run, values in runs:
            query = (
                "SELECT item, first, last, type, act, status FROM item_sides s "
                f"WHERE side = ? AND kind = 'event' AND last <> '' AND {' AND '.join((*wanted, run))} "
                "ORDER BY sort, item LIMIT ?"
            )
            told = (counts.side_of(states), *wanted.values(), *values, limit - len(found))
            found += [Point(*row) for row in rows(connection, query, told)]
    return found


def years(record: Record, states: Sequence[str]) -> list[tuple[str, str, str, str, int]]:
    """Year, type, act, status and how many happenings of a state or a pair."""
    with record.asked() as connection:
        return counts.years_of(connection, states)


def kinds(record: Record, states: Sequence[str]) -> dict[str, int]:
    """How many things of each kind a state or a pair has."""
    with record.asked() as connection:
        return counts.kinds_of(connection, states)


def ties(
    record: Record, since: str = "", until: str = "", type: str = "", limit: int = 300, kept: Keep = anew
) -> list[Tie]:
    """Which states deal with each other, most first; days and type narrow it."""
    with record.asked() as connection:
        return ties_of(connection, since, until, type, limit, kept=kept)


def partners(record: Record, state: str, limit: int = 60) -> list[tuple[str, int]]:
    """With which states a state deals, most first."""
    with record.asked() as connection:
        return counts.partners_of(connection, state, limit)


_NEWEST = """SELECT i.body FROM (SELECT item, status FROM item_sides s WHERE s.side = ? AND s.kind = ? {}
ORDER BY s.sort DESC, s.item DESC LIMIT ?) s JOIN items i ON i.id = s.item"""
_TALKS = _NEWEST.format("AND s.type = 'CONSULT'") + " WHERE s.status IN ('happened', 'ongoing')"


def talks(record: Record, states: Sequence[str], limit: int) -> list[Talk]:
    """Of so many of the newest talks of a pair those that took place."""
    with record.asked() as connection:
        found = rows(connection, _TALKS, (counts.side_of(states), "event", limit))
        return [unpacked("items", body, Talk) for (body,) in found]


def heard(record: Record, states: Sequence[str], limit: int) -> list[Heard]:
    """The newest statements of a pair."""
    with record.asked() as connection:
        found = rows(connection, _NEWEST.format(""), (counts.side_of(states), "statement", limit))
        return [unpacked("items", body, Heard) for (body,) in found]


def homes(record: Record, actors: Iterable[str]) -> dict[str, str]:
    """The state of each of these actors."""
    query = "SELECT id, state FROM actors WHERE id IN (SELECT value FROM json_each(?))"
    with record.asked() as connection:
        return dict(rows(connection, query, (as_json(sorted(actors)),)))


def series(record: Record, key: str) -> list[str]:
    """The ids of the figures of one series, by period."""
    with record.asked() as connection:
        found = rows(
            connection,
            "SELECT id FROM items WHERE kind = 'figure' AND json_extract(body, '$.series') = ? "
            "ORDER BY sort, id",  # as the index is, so that it serves
            (key,),
        )
        return [id for (id,) in found]


def outlets(record: Record) -> list[Outlet]:
    """The publishers, those with most documents first."""
    c = documents.c
    dated = func.nullif(c.published, "")
    query = (
        select(c.publisher, func.count(), func.min(dated), func.max(dated))
        .where(c.superseded_by == "")
        .group_by(c.publisher)
        .order_by(func.count().desc(), c.publisher)
    )
    with record.asked() as connection:
        return [Outlet(n, count, a or "", b or "") for n, count, a, b in connection.execute(query)]


def copying(record: Record, limit: int = 2_000) -> list[Copying]:
    """Which outlet's texts copy which other's, most first."""
    query = "SELECT document, body FROM families WHERE json_extract(body, '$.of') <> '' LIMIT ?"
    with record.asked() as connection:
        pairs = [
            (document, str(unpacked("families", body, dict)["of"]).partition("#")[0])
            for document, body in connection.exec_driver_sql(query, (limit,))
        ]
        told = _publishers(connection, {id for pair in pairs for id in pair})
    counts: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], tuple[str, str]] = {}
    for document, of in pairs:
        key = (told.get(document, ""), told.get(of, ""))
        counts[key] += 1
        example.setdefault(key, (document, of))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Copying(*key, texts, *example[key]) for key, texts in ordered]


def _publishers(connection: Connection, ids: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    asked = sorted(ids)
    for at in range(0, len(asked), 400):
        some = asked[at : at + 400]
        query = f"SELECT id, publisher, name FROM documents WHERE id IN ({marks(some)})"
        found.update({id: publisher or name for id, publisher, name in rows(connection, query, some)})
    return found


def newest_documents(record: Record, limit: int = 12) -> list[FiledDocument]:
    """The documents that were read last."""
    query = f"SELECT {', '.join(LISTED)} FROM documents WHERE superseded_by = '' ORDER BY number DESC LIMIT ?"
    with record.asked() as connection:
        return filed_of(connection, rows(connection, query, (limit,)))


def told_of(record: Record, publisher: str, limit: int = 1_000) -> list[tuple[str, str, int]]:
    """Of which actors an outlet speaks most: id, name, documents."""
    from legation.store.schema import actor_documents

    query = (
        select(actors.c.id, actors.c.name, func.count())
        .join(actor_documents, actor_documents.c.actor == actors.c.id)
        .join(documents, documents.c.id == actor_documents.c.document)
        .where(documents.c.publisher == publisher, actors.c.kind == "state")
        .group_by(actors.c.id, actors.c.name)
        .order_by(func.count().desc(), actors.c.id)
    )
    with record.asked() as connection:
        return [(id, name, n) for id, name, n in connection.execute(query.limit(limit))]


_NAMED = """SELECT body FROM actors WHERE id IN (SELECT actor FROM actor_names WHERE name >= ? AND name < ?)
ORDER BY mentions DESC, id LIMIT ?"""


def named(record: Record, words: str, limit: int = 8) -> list[Any]:
    """The actors whose name is or begins with these words, those most spoken of first."""
    name = folded(words)
    if not name:
        return []
    with record.asked() as connection:
        found = rows(connection, _NAMED, (name, name + "\U0010ffff", limit))
        return [actor_of(body) for (body,) in found]


_STRETCH = f"SELECT {', '.join(LISTED)}, number, facts, substr(text, ?, ?) FROM documents WHERE id = ?"


def stretch(record: Record, id: str, at: int = 0, window: int = WINDOW) -> Stretch | None:
    """The part of a document in which the character `at` stands, with what rests on it; None if unknown."""
    first = max(at, 0) // window * window
    with record.asked() as connection:
        found = rows(connection, _STRETCH, (first + 1, window, id))
        if not found:
            return None
        *listed, number, facts, piece = found[0]
        document, filed = document_of(piece, facts), filed_of(connection, [listed])[0]
        last = first + len(piece)
        ids = _items_within(connection, number, id, first, last)
        return Stretch(
            facts=filed,
            start=first,
            end=last,
            total=filed.characters,
            text=piece,
            passages=document.passages,
            furniture=document.furniture,
            notes=document.notes,
            items=tuple(hydrated(connection, ids, document=id)),
        )


def filed(record: Record, id: str) -> FiledDocument | None:
    """What is known of a document beside its text; None if unknown."""
    with record.asked() as connection:
        found = rows(connection, f"SELECT {', '.join(LISTED)} FROM documents WHERE id = ?", (id,))
        return filed_of(connection, found)[0] if found else None


_SAID = "SELECT id, body FROM claims WHERE document = ?"
_RESTS = "SELECT item, claim FROM tellings WHERE claim IN (SELECT value FROM json_each(?)) AND document = ?"


def _items_within(connection: Connection, number: int, id: str, first: int, last: int) -> list[str]:
    """The things whose evidence stands between two characters, in the order of the text."""
    places: dict[str, tuple[int, int]] = {}
    for claim, body in rows(connection, _SAID, (number,)):
        starts = [(e.start, -e.end) for e in evidence_of(body) if e.start < last and first < e.end]
        if starts:
            places[claim] = min(starts)
    of: dict[str, tuple[int, int]] = {}
    asked = as_json(places)
    for item, claim in rows(connection, _RESTS, (asked, id)):
        of[item] = min(of.get(item, places[claim]), places[claim])
    return sorted(of, key=lambda item: (of[item], item))


def tellings(record: Record, item: str) -> int:
    """By how many claims a thing is told."""
    with record.asked() as connection:
        found = rows(connection, "SELECT count(*) FROM tellings WHERE item = ?", (item,))
        return int(found[0][0])


def judged(record: Record, subjects: Sequence[str]) -> list[Any]:
    """The judgements on any of these claims, actors or conflicts that were not taken back, oldest first."""
    return [j for id in subjects for j in _by_subject(record, state(record)).get(id, ())]


@lru_cache(8)
def _by_subject(record: Record, _state: str) -> dict[str, list[Any]]:
    judgements = record.judgements()
    undone = {judgement.undoes for judgement in judgements}
    found: dict[str, list[Any]] = defaultdict(list)
    for judgement in judgements:
        if judgement.undoes or judgement.id in undone:
            continue
        for subject in judgement.subjects:
            found[subject].append(judgement)
    return found
