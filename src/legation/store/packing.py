"""How the nouns lie in the file: documents, claims and the places of words, packed and unpacked."""

from __future__ import annotations

import sys
import zlib
from array import array
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

import msgspec

from legation.record import Agreement, Claim, Document, Event, Evidence, Figure, Mention, Statement, Tenure
from legation.store.damage import BROKEN, Damaged

KINDS: dict[str, type[Claim]] = {
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "agreement": Agreement,
    "tenure": Tenure,
}
_json = msgspec.json.Encoder(order="deterministic")
_claims = {kind: msgspec.json.Decoder(type) for kind, type in KINDS.items()}


class Said(msgspec.Struct):
    """What of a claim stands beside every thing that rests on it; the rest of its body is passed over."""

    evidence: tuple[Evidence, ...] = ()
    derived: dict[str, str] = {}
    rule: str = ""


_said = msgspec.json.Decoder(Said)
_mentions = msgspec.json.Decoder(tuple[Mention, ...])


def packed(thing: Any) -> bytes:
    """Anything made of structs and plain values, as JSON whose bytes depend on the values alone."""
    return _json.encode(thing)


@cache
def _decoder(type: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type)


def unpacked(table: str, body: bytes, type: Any = Any, row: str = "") -> Any:
    """What a row of a table holds, again. Raises Damaged where it holds something else."""
    try:
        return _decoder(type).decode(body)
    except BROKEN as error:
        raise Damaged(table, row, error) from error


def document_facts(document: Document) -> bytes:
    """A document without its text."""
    facts: dict[str, Any] = msgspec.to_builtins(document)
    del facts["text"]
    return packed(facts)


def document_of(text: str, facts: bytes, row: str = "") -> Document:
    """The document again, from its text and facts. Raises Damaged, as all that follow do."""
    try:
        return msgspec.convert({**msgspec.json.decode(facts), "text": text}, Document)
    except BROKEN as error:
        raise Damaged("documents.facts", row, error) from error


def claim_of(kind: str, body: bytes, row: str = "") -> Claim:
    """The claim again."""
    try:
        return _claims[kind].decode(body)
    except BROKEN as error:
        raise Damaged("claims", row, error) from error


def said_of(body: bytes, row: str = "") -> Said:
    """A claim's evidence, and how it was read."""
    try:
        return _said.decode(body)
    except BROKEN as error:
        raise Damaged("claims", row, error) from error


def evidence_of(body: bytes) -> tuple[Evidence, ...]:
    """A claim's evidence."""
    return said_of(body).evidence


def mentions_of(body: bytes, row: str = "") -> tuple[Mention, ...]:
    """The cast again."""
    try:
        return _mentions.decode(body)
    except BROKEN as error:
        raise Damaged("documents.mentions", row, error) from error


def packed_starts(starts: tuple[int, ...]) -> bytes:
    """The characters at which words begin, as compressed differences."""
    steps = array("I", [b - a for a, b in pairwise((0, *starts))])
    if sys.byteorder == "big":
        steps.byteswap()
    return zlib.compress(steps.tobytes(), 1)


def starts_of(body: bytes, row: str = "") -> list[int]:
    """The characters at which words begin again."""
    steps = array("I")
    try:
        steps.frombytes(zlib.decompress(body))
    except BROKEN as error:
        raise Damaged("documents.starts", row, error) from error
    if sys.byteorder == "big":
        steps.byteswap()
    return list(accumulate(steps))
