"""How answers look, for OpenAPI: the record's nouns as JSON schemas."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from legation.brief.compose import Brief
from legation.checking.verdicts import Checked
from legation.news.changes import News
from legation.record import Judgement
from legation.record.resolved import (
    ActorMention,
    Candidate,
    DocumentText,
    FiledDocument,
    Hit,
    ResolvedActor,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
)
from legation.store.holdings import Holdings

LISTED: dict[str, type[Struct]] = {
    **{"event": ResolvedEvent, "statement": ResolvedStatement, "figure": ResolvedFigure},
    **{"agreement": ResolvedAgreement, "office": ResolvedOffice, "conflict": ResolvedConflict},
    **{"actor": ResolvedActor, "document": FiledDocument, "mention": ActorMention},
}
ITEM: tuple[type[Struct], ...] = (
    *(LISTED[kind] for kind in tuple(LISTED)[:7]),
    DocumentText,
)  # what an id may mean
_OTHERS = (Candidate, DocumentText, Hit, Judgement, Holdings, News, Checked, Brief)
JOB = {
    "title": "Job",
    "description": "How far a reading is: waiting, reading, resolving, done or failed.",
    "type": "object",
    "required": ["id", "stage", "pages", "failures"],
    "properties": {
        "id": {"type": "string"},
        "stage": {"type": "string"},
        "pages": {"type": "integer"},
        "failures": {"type": "array", "items": {"type": "string"}},
        "why": {"type": "string"},
        "progress": {"type": "string", "description": "The address that tells how far it is."},
    },
}


@cache
def components() -> dict[str, Any]:
    """The schemas of everything that an answer may hold, by name."""
    types = (*LISTED.values(), *_OTHERS)
    _, found = msgspec.json.schema_components(types, ref_template="#/components/schemas/{name}")
    return {**found, "Job": JOB}


def reference(shape: type | str) -> dict[str, Any]:
    """The schema of a noun, by reference."""
    return {"$ref": f"#/components/schemas/{shape if isinstance(shape, str) else shape.__name__}"}


def told(*shapes: type | str, many: bool = True, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """The answers of a path: things of these shapes, as a list that may go on or one alone."""
    one = reference(shapes[0]) if len(shapes) == 1 else {"oneOf": [reference(shape) for shape in shapes]}
    listed = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": one},
            "next": {"type": ["string", "null"], "description": "The cursor that goes on, if there is more."},
        },
    }
    content: dict[str, Any] = {"application/json": {"schema": listed if many else one}}
    if many:
        content["application/x-ndjson"] = {"schema": {"type": "string", "description": "A thing a line."}}
        content["text/csv"] = {"schema": {"type": "string"}}
    names = " or ".join(shape if isinstance(shape, str) else shape.__name__ for shape in shapes)
    found: dict[int | str, dict[str, Any]] = {status: {"description": names, "content": content}}
    return found if status != 200 else {**found, 304: {"description": "As before."}}
