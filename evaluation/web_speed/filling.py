"""A large record of the made-up world, written straight into the tables: reading so much would take days."""

from __future__ import annotations

import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.web_speed.telling import Told, told_by
from evaluation.web_speed.world import World, mixed
from legation.record import Document, Passage
from legation.record.when import days, sort_day
from legation.store import build, schema
from legation.store.actors import folded
from legation.store.packing import document_facts, packed, packed_starts
from legation.store.record import open_record

BATCH = 5_000  # documents
CACHE_KB = 6_000_000
READ_AT, VERSION = "2026-01-01T00:00:00+00:00", "test"
NOT_YET = b"[]"  # what is quoted beside a thing, until all are told
Rows = dict[Any, list[tuple[Any, ...]]]


def fill(path: Path, events: int, documents: int) -> None:
    """Makes a record of so many events told by so many documents. Its triggers and indexes come last."""
    open_record(path, create=True).close()
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KB}", "temp_store = 2"):
        connection.execute(f"PRAGMA {pragma}")
    later = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql <> ''"
    ).fetchall()
    connection.execute("BEGIN")
    for kind, name, _ in later:
        connection.execute(f"DROP {kind} {name}")
    for rows in _rows(World(), events, documents):
        for table, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608
    _count(connection)
    for _, _, sql in sorted(later):
        connection.execute(sql)
    connection.execute(f"UPDATE items AS i SET quoted = {_quotes()}")  # noqa: S608 - of a migration
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _count(connection: sqlite3.Connection) -> None:
    """What triggers would have counted, as the migration does that brought them."""
    for statement in re.findall(r"^INSERT INTO .*?;", _migration("0003_what_is_counted"), re.M | re.DOTALL):
        connection.execute(statement)
    for name in ("filed", "resolved", "build"):
        connection.execute("INSERT OR REPLACE INTO facts VALUES (?, '1')", (name,))


def _migration(name: str) -> str:
    return (Path(build.__file__).parent / "migrations" / f"{name}.sql").read_text("utf-8")


def _quotes() -> str:
    """The evidence of a thing's first claims, as the migration works it out that brought it."""
    found = re.search(r"CAST\(\($.*?^    \) AS BLOB\)", _migration("0006_what_is_quoted"), re.M | re.DOTALL)
    assert found
    return found[0]


def _rows(world: World, events: int, documents: int) -> Iterator[Rows]:
    """The rows of all tables, batch by batch; last what counts all documents: the actors."""
    told = Told(world, documents, events / documents)
    spoken: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    chance = random.Random(11)
    for first in range(0, documents, BATCH):
        rows: Rows = defaultdict(list)
        for number in range(first, min(first + BATCH, documents)):
            _document(rows, told, chance, number, spoken)
        yield rows
    yield _resolved(told)
    yield _actors(world, spoken)


def _document(
    rows: Rows, told: Told, chance: random.Random, number: int, spoken: dict[str, list[int]]
) -> None:
    page = told_by(told, chance, number)
    id, text = mixed(number), page.text
    name, day, outlet = f"{number}.txt", page.day, page.outlet
    facts = Document(
        text=text,
        name=name,
        published=day,
        publisher=outlet,
        title=page.title,
        passages=(Passage(start=0, end=len(text)),),
    )
    words = [found.start() for found in re.finditer(r"[\w«»-]+", text)]
    named = sorted({side for _, _, sides in page.told for side in sides})
    mentions = [
        {"actor": actor, "derived": [], "document": id, "start": 0, "end": 6, "how": "name", "text": text[:6]}
        for actor in named
    ]
    rows["pages"].append((number + 1, name, "", "", mixed(number + 10**9), id, 1, "", "", READ_AT, VERSION))
    rows["documents"].append(
        (
            *(number + 1, id, name, "", page.title, day, outlet, "ru", "read", "", ""),
            *(READ_AT, VERSION, len(page.told), len(text), document_facts(facts), text, b"[]"),
            packed_starts(tuple(words)),
        )
    )
    rows["words (rowid, lemmas)"].append((number + 1, re.sub(r"[^\w-]+", " ", text.lower()).strip()))
    rows["document_mentions"].append((id, packed(mentions)))
    for actor in named:
        spoken[actor][0] += 1
        spoken[actor][1] += 2
        rows["actor_documents"].append((actor, id, 2))
    rows["families"].append((id, 0, page.family, packed(page.copying(id))))
    for place, (claim, item, sides) in enumerate(page.told):
        _claim(rows, number, place, claim, item, sides)


def _claim(rows: Rows, number: int, place: int, claim: Any, item: Any, sides: Iterable[str]) -> None:
    """A claim of a document, and the thing that it tells where it is the first to tell it."""
    id, document = mixed(number * 64 + place + 2**40), mixed(number)
    kind, letter = ("office", "o") if claim.kind == "tenure" else (claim.kind, claim.kind[0])
    told = item if isinstance(item, str) else f"{letter}{id}"
    rows["claims"].append((number + 1, place, id, claim.kind, packed(claim)))
    why = {"family": f"d{document}", "beside": "", "score": 0.0, "why": [], "actors": []}
    rows["tellings"].append((told, id, kind, document, packed(why)))
    if not isinstance(item, str):
        _item(rows, kind, told, item, sides)


def _item(rows: Rows, kind: str, id: str, body: dict[str, Any], sides: Iterable[str]) -> None:
    of = next(of for of in build.KINDS.values() if of.kind == kind)
    date = next((body[name] for name in of.dates if body[name]), "")
    listed = tuple(body[name] if name else "" for name in (of.type, of.act, of.status))
    sort, (first, last) = sort_day(date), days(date)
    row = (
        id,
        kind,
        *listed,
        sort,
        first,
        last,
        body["sources"],
        packed({**body, "id": id, "claims": 1, "judged": []}),
        NOT_YET,
    )
    rows["items"].append(row)
    rows["item_sides"] += [(side, kind, sort, id, *listed, first, last) for side in _sides(sides)]


def _sides(named: Iterable[str]) -> Iterator[str]:
    known = set(named)
    yield from known
    states = sorted(side for side in known if len(side) == 3)
    yield from (" ".join(pair) for pair in combinations(states, 2))


def _resolved(told: Told) -> Rows:
    """What rests on several documents: offices, conflicts, pairs that wait for a person."""
    rows: Rows = defaultdict(list)
    for id, body, sides in told.offices():
        _item(rows, "office", id, body, sides)
    for body, sides, (sort, first, last) in told.conflicts():
        listed = (body["kind"], body["field"], body["verdict"])
        days_of = (sort, first, last)
        rows["items"].append((body["id"], "conflict", *listed, *days_of, 2, packed(body), NOT_YET))
        named = [*_sides(sides), *body["items"]]
        rows["item_sides"] += [(side, "conflict", sort, body["id"], *listed, first, last) for side in named]
    rows["candidates"] += [("event", a, b, packed(body)) for a, b, body in told.candidates()]
    return {table: found for table, found in rows.items() if found}


def _actors(world: World, spoken: dict[str, list[int]]) -> Rows:
    rows: Rows = defaultdict(list)
    for id, kind, name, state in world.actors:
        documents, mentions = spoken.get(id, (1, 1))
        body = {"aliases": [], "documents": documents, "id": id, "kind": kind, "mentions": mentions}
        row = (id, kind, name, state, documents, mentions, packed({**body, "name": name, "state": state}))
        rows["actors"].append(row)
        rows["actor_names"].append((folded(name), id))
    states = build.state_rows({code: tuple(spoken[code]) for code in world.states.things})  # type: ignore[misc]
    rows["actors"] += states[schema.actors]
    rows["actor_names"] += states[schema.actor_names]
    return rows
