"""Answers as JSON, JSON Lines or CSV, with an ETag that changes when the record does."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from legation.app.cli.output import cell
from legation.settings import version
from legation.store import desk as asked_of
from legation.store.filters import Found
from legation.store.record import Record

Format = Literal["json", "jsonl", "csv"]
TYPES = {"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}
_NESTED = ("claims", "sides", "history")


def format_of(request: Request, asked: str | None) -> str:
    """The format that the address asks for, else the Accept header, else JSON."""
    if asked:
        return asked
    accepted = request.headers.get("accept", "")
    return next((name for name, kind in TYPES.items() if kind.partition(";")[0] in accepted), "json")


def answer(request: Request, record: Record, made: Callable[[], Any], format: str = "json") -> Response:
    """What `made` gives, unless the caller has it already: 304 where its ETag still holds."""
    tag = tag_of(request, record, format)
    headers = {"etag": tag, "vary": "Accept, Cookie"}
    if tag in [part.strip() for part in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    found = made()
    if isinstance(found, Found) and found.cursor:
        headers["link"] = f'<{request.url.include_query_params(cursor=found.cursor)}>; rel="next"'
    return Response(written(found, format), media_type=TYPES[format], headers=headers)


def tag_of(request: Request, record: Record, format: str) -> str:
    """The ETag of an answer: the state of the record, the version, the address and the format."""
    parts = (asked_of.state(record), version(), request.url.path, request.url.query, format)
    return f'W/"{hashlib.blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


def written(found: Any, format: str) -> bytes:
    """Things in a format: a list of JSON has `items` and `next`, the cursor or null."""
    if format == "jsonl":
        return msgspec.json.Encoder().encode_lines(list(found))
    if format == "csv":
        return table(list(found)).encode("utf-8")
    if isinstance(found, Found):
        return msgspec.json.encode({"items": list(found), "next": found.cursor or None})
    if isinstance(found, list):
        return msgspec.json.encode({"items": found, "next": None})
    return msgspec.json.encode(found)


def table(things: Sequence[Any]) -> str:
    """Things as CSV, no cell of which a spreadsheet runs: their fields, documents and quotes."""
    if not things:
        return ""
    columns = [field for field in type(things[0]).__struct_fields__ if field not in _NESTED]
    told = "claims" if hasattr(things[0], "claims") and "claims" not in columns else ""
    columns += ["documents", "quotes"] if told else []
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for thing in things:
        row = {name: getattr(thing, name, "") for name in columns}
        if told:
            row["documents"] = list(dict.fromkeys(t.document for t in thing.claims))
            row["quotes"] = [e.quote for t in thing.claims for e in t.evidence]
        writer.writerow([cell(row[name]) for name in columns])
    return out.getvalue()
