"""Lists of resolved things, filtered through the file's indexes; only this package knows SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec
from sqlalchemy import Connection

from legation.record.resolved import (
    ConflictSide,
    Reason,
    Resolved,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
    Telling,
)
from legation.record.when import NEVER_AFTER
from legation.store.actors import actor_ids
from legation.store.counts import counted_of
from legation.store.damage import BROKEN, Damaged
from legation.store.filters import Filters, Found, bounds, cursor_at, limit_of, place_of
from legation.store.packing import said_of, unpacked
from legation.store.quoted import KEPT, by_telling, told_shortly
from legation.store.rows import as_json, marks, rows
from legation.store.sheets import SHEETS, on_pages, paged, sheets_in

TYPES: dict[str, type[Resolved]] = {
    "event": ResolvedEvent,
    "statement": ResolvedStatement,
    "figure": ResolvedFigure,
    "agreement": ResolvedAgreement,
    "office": ResolvedOffice,
}
CHUNK = 400  # ids asked for in one statement
_decoders = {kind: msgspec.json.Decoder(type, strict=False) for kind, type in TYPES.items()}
# How many claims a thing has stands in its body, among other fields, where the claims themselves go. No words
# hold these bytes: a quotation mark within them is escaped.
_COUNTED = b'"claims":'


def listed(connection: Connection, kind: str, filters: Filters) -> Found[Any]:
    """Resolved things of one kind that pass the filters, in the order of their days."""
    limit = limit_of(filters)
    found = _places(connection, kind, filters, None if limit is None else limit + 1)
    more = limit is not None and len(found) > limit
    found = found[:limit]
    cursor = cursor_at(found[-1][1], found[-1][0]) if more else ""
    claims = filters.get("claims")
    ids = [id for id, _ in found]
    return Found(hydrated(connection, ids, claims, short=claims is not None), cursor)


def each(connection: Connection, kind: str, filters: Filters) -> Iterator[Any]:
    """The same one by one, for lists too long for memory; a `limit` counts."""
    ids = [id for id, _ in _places(connection, kind, filters, limit_of(filters))]
    for at in range(0, len(ids), CHUNK):
        yield from hydrated(connection, ids[at : at + CHUNK])


def counted(connection: Connection, kind: str, filters: Filters) -> int:
    """How many resolved things of one kind pass the filters."""
    known = counted_of(connection, kind, filters)
    if known is not None:
        return known
    asked = _Asked(connection, kind, filters)
    return int(rows(connection, f"SELECT count(*) FROM ({asked.sql})", asked.values)[0][0])


def _places(connection: Connection, kind: str, filters: Filters, limit: int | None) -> list[tuple[str, str]]:
    """Id and sorting day of what passes the filters, in order, at most so many. Undated things come last."""
    asked = _Asked(connection, kind, filters)
    way = " DESC" if filters.get("newest", False) else ""
    found: list[tuple[str, str]] = []
    for run, values in _runs(filters, asked.id):
        left = -1 if limit is None else limit - len(found)
        ordered = f"{asked.sql} AND {run} ORDER BY s.sort{way}, s.{asked.id}{way} LIMIT ?"
        found += [(id, sort) for id, sort in rows(connection, ordered, [*asked.values, *values, left])]
        if limit is not None and len(found) >= limit:
            break
    return found


ACROSS = "substr(s.last, 1, 4) > substr(s.sort, 1, 4)"  # as the index has it (migrations/0004)
Run = tuple[str, tuple[str, ...]]


def _runs(filters: Filters, id: str) -> list[Run]:
    """The runs of days in which a list is looked for, one after the other: conditions with their values.

    What passes stands in one of them. With `since` it began in that year or later, or in an earlier year and
    lasted into it; with `newest` undated things come after all others.
    """
    since, _ = bounds(filters)
    newest, cursor = filters.get("newest", False), filters.get("cursor")
    after: Run = (
        (f"(s.sort, s.{id}) {'<' if newest else '>'} (?, ?)", place_of(cursor)) if cursor else ("1", ())
    )
    if since:
        began = f"{since[:4]}-01-01"
        runs = [(f"s.sort < ? AND {ACROSS}", (began,)), ("s.sort >= ?", (began,))]
        runs = runs[::-1] if newest else runs
        return [(f"{run} AND {after[0]}", (*values, *after[1])) for run, values in runs]
    if not newest:
        return [after]
    undated = ("s.sort = ?", (NEVER_AFTER,))
    if cursor and after[1][0] == NEVER_AFTER:
        return [(f"{undated[0]} AND {after[0]}", (*undated[1], *after[1]))]
    return [(f"s.sort < ? AND {after[0]}", (NEVER_AFTER, *after[1])), undated]


class _Asked:
    """The filters as SQL: `sql` finds id and sorting day of what passes, `values` stand for its marks."""

    def __init__(self, connection: Connection, kind: str, filters: Filters) -> None:
        sides = _sides(connection, filters)
        self.of, self.id = ("item_sides", "item") if sides else ("items", "id")
        self.values: list[Any] = []
        self._wanted: list[str] = []
        document = filters.get("document")
        # Of one document things are found by their tellings; «+» keeps SQLite from walking all of the kind.
        self._must("+s.kind = ?" if document and not sides else "s.kind = ?", kind)
        if sides:
            self._must(f"s.side IN ({marks(sides[0])})", *sides[0])
        for names in sides[1:]:
            other = "o.kind = s.kind AND o.sort = s.sort AND o.item = s.item"
            there = f"SELECT 1 FROM item_sides o WHERE o.side IN ({marks(names)}) AND {other}"
            self._must(f"EXISTS ({there})", *names)
        for name in ("type", "act", "status"):
            if value := str(filters.get(name) or ""):
                self._must(f"s.{name} = ?", value)
        self._in_time(filters)
        if document:
            self._must(f"s.{self.id} IN (SELECT item FROM tellings WHERE document = ?)", document)
        several = "DISTINCT " if sides and len(sides[0]) > 1 else ""
        wanted = " AND ".join(self._wanted)
        self.sql = f"SELECT {several}s.{self.id}, s.sort FROM {self.of} s WHERE {wanted}"

    def _must(self, condition: str, *values: Any) -> None:
        self._wanted.append(condition)
        self.values += values

    def _in_time(self, filters: Filters) -> None:
        since, until = bounds(filters)
        if since:
            self._must("s.last >= ? AND s.last <> ''", since)
        if until:
            self._must("s.sort <= ? AND s.last <> ''", until)


def _sides(connection: Connection, filters: Filters) -> list[tuple[str, ...]]:
    """What must each stand among an item's sides: pairs of states, a state, one of some actors."""
    found: list[tuple[str, ...]] = []
    if actor := filters.get("actor"):
        found.append(actor_ids(connection, actor))
    states = sorted(set(filters.get("states") or ()))
    if len(states) == 1:
        found.append((states[0],))
    found += [(f"{states[0]} {other}",) for other in states[1:]]
    if len(states) > 2:
        found += [(f"{a} {b}",) for a, b in pairwise(states[1:])]
    return found


def hydrated(
    connection: Connection,
    ids: Sequence[str],
    claims: int | None = None,
    document: str = "",
    *,
    short: bool = False,
) -> list[Any]:
    """The resolved things of these ids, in their order, each with the claims it rests on.

    With `claims` each with at most so many of them (some things rest on thousands), with `document` each
    with those of that document; `short` as `told_shortly` tells them, where so many are kept.
    """
    shortly = short and claims is not None and 0 < claims <= KEPT
    found: dict[str, Any] = {}
    told: Mapping[str, Iterable[Telling]]
    conflicts: dict[str, ResolvedConflict] = {}
    for at in range(0, len(ids), CHUNK):
        some = tuple(ids[at : at + CHUNK])
        beside = "quoted" if shortly else "''"
        query = f"SELECT id, kind, body, {beside} FROM items WHERE id IN ({marks(some)})"
        lies = rows(connection, query, some)
        if claims == 0:
            told = {}
        elif shortly:
            told = told_shortly(connection, {id: quoted for id, _, _, quoted in lies}, claims or KEPT)
        else:
            told = told_by(connection, some, claims, document)
        for id, kind, body, _ in lies:
            if kind == "conflict":
                conflicts[id] = conflict_of(body, id)
            else:
                found[id] = resolved_of(kind, body, told.get(id, ()), id)
    found.update(_named(connection, conflicts))
    return [found[id] for id in ids if id in found]


def resolved_of(kind: str, body: bytes, told: Iterable[Telling] = (), row: str = "") -> Resolved:
    """The resolved thing again, resting on these claims."""
    try:
        before, counted, after = body.partition(_COUNTED)
        made: Resolved = _decoders[kind].decode(before + after.partition(b",")[2] if counted else body)
    except BROKEN as error:
        raise Damaged("items", row, error) from error
    msgspec.structs.force_setattr(made, "claims", tuple(told))  # nobody else has seen it yet
    return made


class Why(msgspec.Struct):
    """What a telling's row holds beyond its columns."""

    family: str = ""
    beside: str = ""
    score: float = 0.0
    why: tuple[Reason, ...] = ()


# CROSS JOIN: in this order, which without statistics SQLite would not always find.
_COLUMNS = f"""SELECT t.item, t.claim, t.body, c.body, d.id, d.name, d.published, d.publisher, d.url,
{SHEETS}"""
_ALL = "FROM json_each(?) i CROSS JOIN tellings t ON t.item = i.value"
# Up to the one that is not wanted any more: to hold them against a list would take twice as long.
_BEYOND = "SELECT claim FROM tellings WHERE item = i.value ORDER BY claim LIMIT 1 OFFSET ?"
_FIRST = f"{_ALL} AND t.claim < coalesce(({_BEYOND}), char(1114111))"
_THERE = "FROM tellings t INDEXED BY tellings_document"
_SAID = """CROSS JOIN claims c ON c.id = t.claim
CROSS JOIN documents d ON d.number = c.document AND d.id = t.document"""


def _tellings(
    connection: Connection, ids: Sequence[str], claims: int | None, document: str
) -> list[tuple[Any, ...]]:
    asked = as_json(ids)
    if document:
        narrowed = "WHERE t.document = ? AND t.item IN (SELECT value FROM json_each(?))"
        return rows(connection, f"{_COLUMNS} {_THERE} {_SAID} {narrowed}", (document, asked))
    if claims is None:
        return rows(connection, f"{_COLUMNS} {_ALL} {_SAID}", (asked,))
    return rows(connection, f"{_COLUMNS} {_FIRST} {_SAID}", (asked, claims))


def told_by(
    connection: Connection, ids: Sequence[str], claims: int | None = None, document: str = ""
) -> dict[str, list[Telling]]:
    """The claims on which items rest, by item; the earliest published first. At most `claims` of each."""
    told: dict[str, list[Telling]] = defaultdict(list)
    found = _tellings(connection, ids, claims, document)
    for item, id, body, said, document, name, published, publisher, url, facts in found:
        why, claim = unpacked("tellings", body, Why, f"{item}, {id}"), said_of(said, id)
        sheets = sheets_in(facts, document) if facts else None
        told[item].append(
            Telling(
                claim=id,
                document=document,
                document_name=name,
                published=published,
                publisher=publisher,
                url=url,
                evidence=claim.evidence if sheets is None else on_pages(claim.evidence, sheets),
                derived=claim.derived,
                rule=claim.rule,
                family=why.family,
                beside=why.beside,
                score=why.score,
                why=why.why,
            )
        )
    for several in told.values():
        several.sort(key=by_telling)
    return told


def conflict_of(body: bytes, row: str = "") -> ResolvedConflict:
    """The conflict again, without the names of the documents in which it stands."""
    try:
        plain: dict[str, Any] = msgspec.json.decode(body)
        sides = []
        for side in plain.pop("sides"):
            quoted = {name: side.pop(name) for name in ("start", "end", "quote")}
            sides.append(msgspec.convert({**side, "evidence": [quoted]}, ConflictSide))
        return msgspec.convert({**plain, "sides": sides}, ResolvedConflict)
    except BROKEN as error:
        raise Damaged("items", row, error) from error


def _named(connection: Connection, conflicts: Mapping[str, ResolvedConflict]) -> dict[str, ResolvedConflict]:
    """These conflicts with the names of their documents and the pages on which their words stand."""
    if not conflicts:
        return {}
    names = document_names(connection, {side.document for c in conflicts.values() for side in c.sides})
    sides = {
        id: [msgspec.structs.replace(s, document_name=names.get(s.document, "")) for s in c.sides]
        for id, c in conflicts.items()
    }
    on_sheets = paged(connection, sides)
    return {id: msgspec.structs.replace(c, sides=tuple(on_sheets[id])) for id, c in conflicts.items()}


def document_names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The name of each of these documents."""
    asked = sorted(ids)
    names: dict[str, str] = {}
    for at in range(0, len(asked), CHUNK):
        some = asked[at : at + CHUNK]
        found = f"SELECT id, name FROM documents WHERE id IN ({marks(some)})"
        names.update(rows(connection, found, some))
    return names
