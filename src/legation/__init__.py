"""Legation reads the press about relations between states and keeps the record.

    import legation

    for page in legation.pages_in(["samples"]):           # files and folders, page by page
        reading = legation.claims_in(page)                # what one page claims, each with its evidence

    with legation.open_record("legation.db", create=True) as record:
        legation.read_into(record, legation.pages_in(["samples"]))
        for event in record.events(states=["KAZ", "JPN"], since="2016"):
            print(event.when, event.type, event.act, [c.evidence[0].quote for c in event.claims])

Names are loaded when first used, so that `import legation` itself is quick and reads no environment.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legation.errors import BadInput, LegationError, UnknownName, UnreadablePage, UnreadableRecord
    from legation.pipeline import claims_in, read_into, reading_of, reread, resolve_record
    from legation.reading.read import read
    from legation.reading.sources import pages_in
    from legation.record import Document, Failure, Judgement, Page, Reading
    from legation.settings import Settings
    from legation.store.record import Record, open_record

_HOMES = {
    **dict.fromkeys(
        ("BadInput", "LegationError", "UnknownName", "UnreadablePage", "UnreadableRecord"), "errors"
    ),
    **dict.fromkeys(("claims_in", "read_into", "reading_of", "reread", "resolve_record"), "pipeline"),
    **dict.fromkeys(("Document", "Failure", "Judgement", "Page", "Reading"), "record"),
    **dict.fromkeys(("Record", "open_record"), "store.record"),
    **{"read": "reading.read", "pages_in": "reading.sources", "Settings": "settings"},
}

__all__ = [
    "BadInput",
    "Document",
    "Failure",
    "Judgement",
    "LegationError",
    "Page",
    "Reading",
    "Record",
    "Settings",
    "UnknownName",
    "UnreadablePage",
    "UnreadableRecord",
    "__version__",
    "claims_in",
    "open_record",
    "pages_in",
    "read",
    "read_into",
    "reading_of",
    "reread",
    "resolve_record",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("legation.settings").version()
    if name not in _HOMES:
        raise AttributeError(f"module 'legation' has no attribute {name!r}")
    return getattr(import_module(f"legation.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return list(__all__)
