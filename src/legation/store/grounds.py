"""Whether everything that resolution made rests on claims, documents and actors that are there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from legation.record.resolved import ActorMention
from legation.store.damage import AGAIN, REBUILD, REREAD, Damaged
from legation.store.packing import unpacked
from legation.store.schema import actor_joins, actor_names, actors, claims, families, items, pages, tellings
from legation.store.schema import document_mentions as mentions
from legation.store.schema import documents as filed


class Fault(Struct, frozen=True):
    """Something in a record that is not as it should be: where (an id, a row, the file), what, what to do."""

    where: str
    what: str
    remedy: str = REBUILD


def groundless(connection: Connection) -> Iterator[Fault]:
    """Rows that rest on nothing that is there, or say otherwise than what they rest on."""
    yield from _untold(connection)
    yield from _strays(connection)
    yield from _items(connection)
    yield from _mentions(connection)


def _untold(connection: Connection) -> Iterator[Fault]:
    """Tellings without their claim or thing, things without a telling."""
    for item, claim in connection.execute(
        select(tellings.c.item, tellings.c.claim).where(tellings.c.claim.not_in(select(claims.c.id)))
    ):
        yield Fault(item, f"it rests on claim {claim}, which is missing", REREAD)
    for item, claim in connection.execute(
        select(tellings.c.item, tellings.c.claim).where(tellings.c.item.not_in(select(items.c.id)))
    ):
        yield Fault(claim, f"it tells {item}, which is missing")
    untold = select(items.c.id).where(items.c.id.not_in(select(tellings.c.item)), items.c.kind != "conflict")
    for item in connection.scalars(untold):
        yield Fault(item, "no claim tells it")


_PAGE_ONLY = "its document is missing"


def _strays(connection: Connection) -> Iterator[Fault]:
    """Rows that name a document or an actor which is missing."""
    known, there = select(filed.c.id), select(actors.c.id)
    asked: tuple[tuple[Select[Any], str], ...] = (
        (
            select(pages.c.name).where(pages.c.document != "", pages.c.document.not_in(known)),
            _PAGE_ONLY,
        ),
        (
            select(families.c.document).where(families.c.document.not_in(known)).distinct(),
            "it is told as a copy but is missing",
        ),
        (
            select(mentions.c.document).where(mentions.c.document.not_in(known)),
            "who is spoken of in it is told, but it is missing",
        ),
        (
            select(actor_names.c.name).where(actor_names.c.actor.not_in(there)),
            "a name of an actor that is missing",
        ),
        (
            select(actor_joins.c.a).where(actor_joins.c.actor.not_in(there)),
            "it is joined into an actor that is missing",
        ),
    )
    for query, what in asked:
        for name in connection.scalars(query):
            yield Fault(str(name), what, AGAIN if what == _PAGE_ONLY else REBUILD)


def _items(connection: Connection) -> Iterator[Fault]:
    """Things whose body names claims, things or actors that are missing."""
    told: dict[str, set[str]] = {}
    for item, claim in connection.execute(select(tellings.c.item, tellings.c.claim)):
        told.setdefault(item, set()).add(claim)
    known_claims = set(connection.scalars(select(claims.c.id)))
    known_items = set(connection.scalars(select(items.c.id)))
    known_actors = set(connection.scalars(select(actors.c.id)))
    for id, kind, body in connection.execute(select(items.c.id, items.c.kind, items.c.body)):
        try:
            thing = unpacked("items", body, dict)
        except Damaged:  # named with the rows that cannot be read
            continue
        for step in thing.get("history") or ():
            if step.get("claim") and step["claim"] not in told.get(id, ()):
                yield Fault(id, f"its history has claim {step['claim']}, which does not tell it")
        for side in thing.get("sides") or ():
            if side.get("claim") and side["claim"] not in known_claims:
                yield Fault(id, f"one of its sides is claim {side['claim']}, which is missing")
        named = [*(thing.get("events") or ()), thing.get("part_of")]
        named += thing.get("items") or () if kind == "conflict" else ()
        for other in filter(None, named):
            if other not in known_items and other not in known_actors:
                yield Fault(id, f"it speaks of {other}, which is missing")
        for field in ("speaker", "person"):
            if thing.get(field) and thing[field] not in known_actors:
                yield Fault(id, f"its {field} is {thing[field]}, who is missing")


def _mentions(connection: Connection) -> Iterator[Fault]:
    """Mentions that do not stand in their document where they say."""
    rows = connection.execute(
        select(mentions.c.document, mentions.c.body, filed.c.text).join(
            filed, filed.c.id == mentions.c.document
        )
    )
    for document, body, text in rows:
        try:
            spoken = unpacked("document_mentions", body, list[ActorMention])
        except Damaged:
            continue
        for mention in spoken:
            if text[mention.start : mention.end] != mention.text:
                yield Fault(document, f"«{mention.text}» is not at {mention.start} of it")
