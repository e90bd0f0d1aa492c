"""What each reason for or against a joining compared, in the words of the two claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from legation.errors import UnknownName
from legation.record import Event
from legation.record.resolved import Candidate, Reason

if TYPE_CHECKING:
    from legation.record import Claim
    from legation.store.record import Record


def _both(field: str) -> Callable[[Event, Event], str]:
    return lambda a, b: " | ".join(_shown(getattr(event, field)) for event in (a, b))


def _shown(value: Any) -> str:
    return (", ".join(value) if isinstance(value, tuple) else str(value)) or "not told"


def _act(a: Event, b: Event) -> str:
    return " | ".join(f"{event.type} {event.act}".strip() for event in (a, b))


def _direction(a: Event, b: Event) -> str:
    return " | ".join(f"{_shown(e.sources)} → {_shown(e.recipients)}" for e in (a, b))


NOTES: Mapping[str, Callable[[Event, Event], str]] = {
    "start": lambda _a, _b: "two tellings of like acts are mostly of two acts",
    "time": _both("when"),
    "sides": _both("states"),
    "persons": _both("actors"),
    "bodies": _both("actors"),
    "place": _both("place"),
    "act": _act,
    "words": lambda _a, _b: "what the two sentences are about",
    "manner": lambda _a, _b: "how they met: talks, dinner, audience",
    "level": lambda _a, _b: "who met: presidents, ministers",
    "ordinal": lambda _a, _b: "which in a row",
    "status": _both("status"),
    "direction": _direction,
    "telling": lambda _a, _b: "one passage tells a happening once",
    "once": lambda _a, _b: "an act that is done once, or words too few to tell",
}


def noted(reason: Reason, a: Claim | None, b: Claim | None) -> Reason:
    """The reason with what was compared, where resolution left that out."""
    note = NOTES.get(reason.feature)
    if reason.note or note is None or not (isinstance(a, Event) and isinstance(b, Event)):
        return reason
    return msgspec.structs.replace(reason, note=note(a, b))


def doubt_explained(record: Record, near: Candidate) -> Candidate:
    """A pair left to a person, whose every reason says what it compared."""
    known: dict[str, Claim] = {}
    for claim in (near.a, near.b):
        with suppress(UnknownName):
            known |= claims_of(record, record.show(claim))
    return msgspec.structs.replace(
        near, why=tuple(noted(reason, known.get(near.a), known.get(near.b)) for reason in near.why)
    )


def claims_of(record: Record, thing: Any) -> dict[str, Claim]:
    """The claims that a thing rests on, by id."""
    if not hasattr(thing, "claims"):
        return {}
    documents = sorted({told.document for told in thing.claims})
    found = {claim.id: claim for document in documents for claim in record.source(document)[1].claims}
    return {told.claim: found[told.claim] for told in thing.claims if told.claim in found}


def explained(record: Record, thing: Any) -> Any:
    """A resolved thing whose every reason says what it compared."""
    if not hasattr(thing, "claims") or not any(told.why for told in thing.claims):
        return thing
    claims = claims_of(record, thing)
    told = tuple(
        msgspec.structs.replace(
            telling,
            why=tuple(noted(r, claims.get(telling.claim), claims.get(telling.beside)) for r in telling.why),
        )
        for telling in thing.claims
    )
    return msgspec.structs.replace(thing, claims=told)
