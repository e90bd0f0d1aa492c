"""What the machine all but joined, or barely did: the doubts about some claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from legation.record.resolved import Candidate
from legation.store.packing import unpacked
from legation.store.schema import candidates

if TYPE_CHECKING:
    from legation.store.record import Record


def doubts_of(record: Record, claims: Iterable[str]) -> list[Candidate]:
    """The pairs left to a person in which one of these claims stands, the least sure first."""
    wanted = sorted(claims)
    chosen = select(candidates.c.body).where(or_(candidates.c.a.in_(wanted), candidates.c.b.in_(wanted)))
    with record.asked() as connection:
        found = [unpacked("candidates", body, Candidate) for body in connection.scalars(chosen)]
    return sorted(found, key=lambda c: (abs(c.score), c.kind, c.a, c.b))
