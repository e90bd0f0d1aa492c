"""Resolution's tables as the rows of the file, with the columns by which they are listed and filtered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

from sqlalchemy import Table

from legation.record.when import days, sort_day
from legation.store import schema
from legation.store.actors import folded
from legation.store.packing import packed
from legation.vocabulary.states import name_of
from legation.vocabulary.successions import successions

Row = tuple[Any, ...]
ISO = re.compile(r"[A-Z]{3}")


class Kind(NamedTuple):
    """Which columns of a resolved table are its type, act, status, date and sides."""

    kind: str
    type: str = ""
    act: str = ""
    status: str = ""
    dates: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


KINDS = {
    "events": Kind("event", "type", "act", "status", ("when",), ("states", "actors")),
    "statements": Kind("statement", dates=("told",), sides=("about", "speaker_state", "speaker")),
    "figures": Kind("figure", "measure", dates=("period", "told"), sides=("states",)),
    "agreements": Kind("agreement", "kind", status="status", dates=("date",), sides=("parties",)),
    "offices": Kind("office", "office_key", dates=("when",), sides=("of", "person")),
}


def rows_of(resolved: Mapping[str, Any]) -> dict[Table, Iterable[Row]]:
    """The rows of each table of the file, from the tables that resolution gave (Arrow).

    Those of things lack their last column, what is quoted beside them.
    """
    tables = {name: table.to_pylist() for name, table in resolved.items()}
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["claim_actors"]:
        named[row.pop("claim")].append(row)
    acting: dict[str, set[str]] = defaultdict(set)
    for row in tables["tellings"]:
        acting[row["item"]].update(n["actor"] for n in named.get(row["claim"], ()) if n["actor"])
    items, sides = _items(tables, acting)
    _conflicts(tables, items, sides)
    return {
        schema.items: list(items.values()),
        schema.item_sides: sides,
        schema.tellings: _tellings(tables["tellings"], named),
        **_actors(tables),
        schema.actor_joins: [
            (row["a"], row["b"], row["actor"], packed(row)) for row in tables["actor_joins"]
        ],
        schema.families: [
            (row["document"], row["passage"], row["family"], packed(row)) for row in tables["families"]
        ],
        schema.candidates: [(row["kind"], row["a"], row["b"], packed(row)) for row in tables["candidates"]],
        schema.waiting: [(row["judgement"], row["subject"], row["reason"]) for row in tables["waiting"]],
    }


def _items(
    tables: Mapping[str, list[dict[str, Any]]], acting: Mapping[str, set[str]]
) -> tuple[dict[str, Row], list[Row]]:
    items: dict[str, Row] = {}
    sides: list[Row] = []
    for name, of in KINDS.items():
        for row in tables[name]:
            date = next((row[column] for column in of.dates if row[column]), "")
            listed = tuple(row[column] if column else "" for column in (of.type, of.act, of.status))
            sort, (first, last) = sort_day(date), days(date)
            row["judged"] = row.get("judged") or []
            items[row["id"]] = (row["id"], of.kind, *listed, sort, first, last, row["sources"], packed(row))
            named = {side for column in of.sides for side in _many(row[column])} | acting.get(
                row["id"], set()
            )
            sides += [(side, of.kind, sort, row["id"], *listed, first, last) for side in _sides(named)]
    return items, sides


def _many(value: str | list[str] | None) -> Iterable[str]:
    return [value] if isinstance(value, str) else value or []


def _sides(named: Iterable[str]) -> Iterator[str]:
    """States, actors, and each pair of states: a pair's chronology is the view that is asked for most."""
    known = {side for side in named if side}
    yield from sorted(known)
    yield from (" ".join(pair) for pair in combinations(sorted(s for s in known if ISO.fullmatch(s)), 2))


def _conflicts(tables: Mapping[str, list[dict[str, Any]]], items: dict[str, Row], sides: list[Row]) -> None:
    told: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["conflict_sides"]:
        told[row.pop("conflict")].append(row)
    for row in tables["conflicts"]:
        body = {**row, "sides": sorted(told[row["id"]], key=lambda s: (s["side"], s["claim"], s["start"]))}
        over = [items[id] for id in row["items"] if id in items]
        sort, first, last = min((tuple(item[5:8]) for item in over), default=("9999-12-31", "9999-12-31", ""))
        listed = (row["kind"], row["field"], row["verdict"])
        items[row["id"]] = (row["id"], "conflict", *listed, sort, first, last, len(over), packed(body))
        named = (*row["states"], *row["items"])
        sides += [(side, "conflict", sort, row["id"], *listed, first, last) for side in _sides(named)]


def _tellings(tellings: Iterable[dict[str, Any]], named: Mapping[str, list[dict[str, Any]]]) -> Iterator[Row]:
    for row in tellings:
        body = {name: row[name] for name in ("family", "beside", "score", "why")}
        body["actors"] = named.get(row["claim"], [])
        yield row["item"], row["claim"], row["kind"], row["document"], packed(body)


def state_rows(counts: Mapping[str, tuple[int, int]]) -> dict[Table, Iterable[Row]]:
    """The states that are spoken of (in so many documents, so often) as actors, with their names.

    Resolution knows them by their codes alone.
    """
    actors: list[Row] = []
    names: set[Row] = set()
    for code, (documents, mentions) in sorted(counts.items()):
        row: dict[str, Any] = {"id": code, "kind": "state", "name": name_of(code), "state": code}
        row |= {"documents": documents, "mentions": mentions}
        actors.append((*row.values(), packed({**row, **_kin(code), "aliases": []})))
        names.update((folded(name_of(code, language)), code) for language in ("ru", "en"))
    return {schema.actors: actors, schema.actor_names: sorted(names)}


def _kin(code: str) -> dict[str, list[str]]:
    """The states that a state followed and that followed it."""
    return {
        "before": [f"{name_of(s.before)} ({s.year})" for s in successions() if s.after == code],
        "after": [f"{name_of(s.after)} ({s.year})" for s in successions() if s.before == code],
    }


def _spoken(counts: Mapping[tuple[str, str], int], known: set[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for (actor, _), count in counts.items():
        if ISO.fullmatch(actor) and actor not in known:
            documents, mentions = found.get(actor, (0, 0))
            found[actor] = documents + 1, mentions + count
    return found


def _in_text(mention: Mapping[str, Any]) -> tuple[int, int, bool, str]:
    """Where a mention stands; of one stretch the thing that it names comes before what it stands for."""
    return mention["start"], mention["end"], bool(ISO.fullmatch(mention["actor"])), mention["actor"]


def _actors(tables: Mapping[str, list[dict[str, Any]]]) -> dict[Table, Iterable[Row]]:
    actors: list[Row] = []
    names: set[Row] = set()
    for row in tables["actors"]:
        head = tuple(row[name] for name in ("id", "kind", "name", "state", "documents", "mentions"))
        actors.append((*head, packed(row)))
        names.update((folded(name), row["id"]) for name in (row["name"], *row["aliases"]))
    spoken: dict[str, list[dict[str, Any]]] = defaultdict(list)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in tables["mention_actors"]:
        counts[row["actor"], row["document"]] += 1
        spoken[row["document"]].append(row)
    states = state_rows(_spoken(counts, {row["id"] for row in tables["actors"]}))
    actors += states[schema.actors]
    names.update(states[schema.actor_names])
    return {
        schema.actors: actors,
        schema.actor_names: sorted(names),
        schema.actor_documents: [(*key, count) for key, count in counts.items()],
        schema.document_mentions: [
            (document, packed(sorted(rows, key=_in_text))) for document, rows in spoken.items()
        ],
    }
