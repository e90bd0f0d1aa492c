"""A record grows: what was filed since is resolved with what was kept, and the difference is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine

from legation.record.resolved import Change
from legation.record.tables import table
from legation.store.build import rows_of
from legation.store.given import judgement_rows
from legation.store.holdings import fact
from legation.store.keeping import BUILD, Brought, Prepare, Tables, keep, kept_tables
from legation.store.patch import patch
from legation.store.swap import swap

__all__ = ["Prepare", "Settle", "grow"]

Settle = Callable[[Tables, Any, Tables], Change]


def _put_away(state: str, brought: Brought, change: Change, connection: Connection) -> None:
    """Writes what is kept of a build beside it; shelves that were touched meanwhile are left to the next."""
    brought.put_away(connection, fact(connection, "filed") == state)
    keep(connection, change.kept)


def grow(engine: Engine, prepare: Prepare, settle: Settle, anew: bool) -> dict[str, int]:
    """Resolves what changed, or with `anew` everything; gives the rows that changed, by table."""
    while True:
        with engine.connect() as connection:
            state, build = fact(connection, "filed"), fact(connection, BUILD)
            brought = Brought(connection, prepare, anew)
            judgements = table("judgements", judgement_rows(connection))
            before = {} if anew else kept_tables(connection)
        change = settle(brought.tables, judgements, before)

        beside = partial(_put_away, state, brought, change)
        if not before:
            return swap(engine, rows_of(change.tables), state, beside)
        written = patch(engine, change, state, build, beside)
        if written is not None:
            return written
