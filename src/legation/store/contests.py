"""The pairs that wait for a person: which are left, which are decided."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import select

from legation.errors import UnknownName
from legation.record.resolved import Candidate
from legation.store.counts import tally
from legation.store.packing import unpacked
from legation.store.record import Record
from legation.store.schema import candidates


class Contest(Struct, frozen=True, kw_only=True):
    """A pair that waits for a person: what the machine compared, and the things in which the claims stand."""

    candidate: Candidate
    a: Any
    b: Any


def contests(record: Record, limit: int = 50) -> list[Contest]:
    """The pairs that wait for a person, least sure first; pairs that a person decided are left out."""
    decided = decisions(record)
    waiting = record.candidates(limit=limit + len(decided))
    found = []
    for candidate in [c for c in waiting if frozenset((c.a, c.b)) not in decided][:limit]:
        a, b = _shown(record, candidate.a), _shown(record, candidate.b)
        if a is not None and b is not None:
            found.append(Contest(candidate=candidate, a=a, b=b))
    return found


def decisions(record: Record) -> dict[frozenset[str], str]:
    """The pairs on which a person's verdict stands, with the judgement's id."""
    judgements = record.judgements()
    undone = {judgement.undoes for judgement in judgements}
    return {
        frozenset(j.subjects): j.id
        for j in judgements
        if j.verdict in ("same", "different") and j.id not in undone
    }


def waiting_pairs(record: Record) -> int:
    """How many pairs wait for a person."""
    decided = decisions(record)
    with record.asked() as connection:
        return sum(tally(connection, "candidates").values()) - _still_there(connection, decided)


def candidate_of(record: Record, a: str, b: str) -> Candidate | None:
    """The pair of the queue that these two make, in either order."""
    c = candidates.c
    pair = ((c.a == a) & (c.b == b)) | ((c.a == b) & (c.b == a))
    with record.asked() as connection:
        body = connection.scalar(select(c.body).where(pair))
    return unpacked("candidates", body, Candidate) if body else None


def _still_there(connection: Any, decided: dict[frozenset[str], str]) -> int:
    c = candidates.c
    kinds = list(connection.scalars(select(c.kind).distinct()))
    found = 0
    for pair in decided:
        one, other = sorted(pair) if len(pair) == 2 else (*pair, *pair)
        for a, b in ((one, other), (other, one)):
            there = select(c.a).where(c.kind.in_(kinds), c.a == a, c.b == b)
            found += connection.scalar(there) is not None
    return found


def _shown(record: Record, id: str) -> Any:
    try:
        return record.show(id)
    except UnknownName:
        return None
