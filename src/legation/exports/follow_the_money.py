"""FollowTheMoney entities, a JSON object a line, as Aleph and OpenSanctions take them in.

Only schemata and properties of FollowTheMoney's own model are used; the library itself is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from legation.exports.target import Target
from legation.record.resolved import ResolvedActor, ResolvedEvent, ResolvedOffice, Telling
from legation.record.when import NEVER_AFTER, NEVER_BEFORE, days
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.states import name_of

SCHEMATA = {"state": "PublicBody", "person": "Person", "body": "Organization"}


def ftm(record: Record, filters: Filters, target: Target) -> None:
    """Persons, bodies, documents, events and occupancies of positions."""
    with target.whole() as out:
        for entity in _entities(record, filters):
            kept = {name: found for name, values in entity["properties"].items() if (found := _full(values))}
            out.write(msgspec.json.encode({**entity, "properties": kept}) + b"\n")


def _full(values: list[str]) -> list[str]:
    return [value for value in dict.fromkeys(values) if value]


def _entities(record: Record, filters: Filters) -> Iterator[dict[str, Any]]:
    for document in record.each_document():
        if document.id:
            yield _entity(
                f"d-{document.id}",
                "Article",
                title=[document.title or document.name],
                publishedAt=[_day(document.published)],
                publisher=[document.publisher],
                sourceUrl=[document.url if document.url.startswith("http") else ""],
            )
    for actor in record.each_actor():
        if actor.kind in SCHEMATA:
            yield _actor(actor)
    for event in record.each("event", **filters):
        yield _event(event)
    for office in record.each("office", **filters):
        yield from _occupancy(office)


def _entity(id: str, schema: str, **properties: list[str]) -> dict[str, Any]:
    return {"id": id, "schema": schema, "properties": properties}


def _actor(actor: ResolvedActor) -> dict[str, Any]:
    name = name_of(actor.id, "en") if actor.kind == "state" else actor.name
    state = actor.id if actor.kind == "state" else actor.state
    return _entity(
        f"a-{actor.id}",
        SCHEMATA[actor.kind],
        name=[name],
        alias=[alias for alias in (actor.name, *actor.aliases) if alias != name],
        country=[_alpha2(state)],
    )


def _event(event: ResolvedEvent) -> dict[str, Any]:
    first, last = days(event.when)
    sides = ", ".join(name_of(code, "en") for code in event.states)
    return _entity(
        f"e-{event.id}",
        "Event",
        name=[f"{event.type} {event.act}".strip() + (f": {sides}" if sides else "")],
        date=[event.when if len(event.when) in (4, 7, 10) and event.when[:4].isdigit() else ""],
        startDate=[first if last and first != NEVER_BEFORE else ""],
        endDate=[last if last != NEVER_AFTER else ""],
        involved=[f"a-{id}" for id in (*event.states, *event.actors)],
        location=[event.place],
        country=[_alpha2(code) for code in event.states],
        description=[f"status: {event.status}"],
        summary=[told.evidence[0].quote for told in event.claims],
        proof=_proof(event.claims),
    )


def _occupancy(office: ResolvedOffice) -> Iterator[dict[str, Any]]:
    yield _entity(f"p-{office.id}", "Position", name=[office.office], country=[_alpha2(office.of)])
    yield _entity(
        f"o-{office.id}",
        "Occupancy",
        holder=[f"a-{office.person}"],
        post=[f"p-{office.id}"],
        startDate=[office.since],
        endDate=[office.until],
        proof=_proof(office.claims),
    )


def _proof(claims: tuple[Telling, ...]) -> list[str]:
    return [f"d-{told.document}" for told in claims]


def _day(when: str) -> str:
    first, last = days(when)
    return first if last else ""


def _alpha2(code: str) -> str:
    """FollowTheMoney writes countries as ISO alpha-2 codes in small letters."""
    from babel.core import get_global

    aliases: Any = get_global("territory_aliases")
    found: Any = aliases.get(code, ()) if len(code) == 3 and code.isascii() else ()
    return str(found[0]).lower() if len(found) == 1 else ""
