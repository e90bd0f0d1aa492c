"""What a single document says, as one JSON object: the shape in which claims are compared and scored."""

from __future__ import annotations

from typing import Any

import msgspec

from legation.record import Claim, Document, Furniture, Passage, Reading

SHOWN = 60  # characters of a passage's first and last words that name its bounds


def document_record(document: Document, reading: Reading) -> dict[str, Any]:
    """One document's record: its facts and its five kinds of claims.

    Evidence is `{"start", "end", "quote"}` in characters of the document's text, end exclusive; with `page`
    (from 1) where the source has pages.
    """
    return {
        "document": document.name,
        "published": document.published,
        "publisher": document.publisher,
        "language": document.language,
        "passages": [_passage(passage, document.text) for passage in document.passages],
        "furniture": [_furniture(stretch, document.text) for stretch in document.furniture],
        "events": [_claim(claim, document) for claim in reading.events],
        "statements": [_claim(claim, document) for claim in reading.statements],
        "figures": [_claim(claim, document) for claim in reading.figures],
        "agreements": [_claim(claim, document) for claim in reading.agreements],
        "tenures": [_claim(claim, document) for claim in reading.tenures],
        **({"notes": list(document.notes)} if document.notes else {}),
        **({"unread": reading.unread} if reading.unread else {}),
    }


def _claim(claim: Claim, document: Document) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.to_builtins(claim)
    for evidence in said["evidence"]:
        if page := document.sheet_of(evidence["start"]):
            evidence["page"] = page
    del said["document"], said["rule"]
    if not said["derived"]:
        del said["derived"]
    if "agreement_kind" in said:
        said["kind"] = said.pop("agreement_kind")
    return {"id": claim.id, **said}


def _passage(passage: Passage, text: str) -> dict[str, Any]:
    words = text[passage.start : passage.end].strip()
    facts: dict[str, Any] = msgspec.to_builtins(passage)
    return {**facts, "start": words[:SHOWN], "end": words[-SHOWN:], "from": passage.start, "to": passage.end}


def _furniture(stretch: Furniture, text: str) -> dict[str, Any]:
    quote = text[stretch.start : stretch.end]
    return {"quote": quote, "nth": _nth(text, quote, stretch.start), "why": stretch.why}


def _nth(text: str, quote: str, start: int) -> int:
    nth, at = 1, text.find(quote)
    while 0 <= at < start:
        at = text.find(quote, at + 1)
        nth += 1
    return nth
