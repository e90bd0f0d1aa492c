"""The record as Arrow tables: what resolution is given (INPUTS) and what it gives back (OUTPUTS).

A claim's row carries its fields under RECORD.md's names, its `id`, `document`, the number of its `passage`,
and `start`, `end` of its first evidence. `derived` is a JSON object. Ids of resolved things are a letter for
the kind and the smallest id of what they rest on, so that they outlive a rebuild: `e` event, `a` actor,
`g` agreement, `f` figure, `r` series, `s` statement, `o` office span, `c` conflict, `d` family of copies.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
import pyarrow as pa

from legation.record.claim import Claim, Reading
from legation.record.document import Document
from legation.record.judgement import Judgement

Rows = dict[str, list[dict[str, Any]]]

_S, _I, _F, _B = pa.string(), pa.int32(), pa.float64(), pa.bool_()
_STRINGS = pa.list_(_S)
_EVIDENCE = pa.list_(pa.struct([("start", _I), ("end", _I), ("quote", _S)]))
# One reason for or against a joining: what was compared, its weight (log-odds like, negative is against).
_WHY = pa.list_(pa.struct([("feature", _S), ("weight", _F), ("note", _S)]))
# One step of a thing's life: the status, from when it is told (EDTF day of the telling), by which claim.
_HISTORY = pa.list_(pa.struct([("status", _S), ("told", _S), ("claim", _S)]))


def _claims(**fields: Any) -> Any:
    head = {"id": _S, "document": _S, "passage": _I, "start": _I, "end": _I, "evidence": _EVIDENCE}
    return pa.schema({**head, **fields, "derived": _S, "rule": _S})


INPUTS: dict[str, Any] = {
    "documents": pa.schema(
        {
            **dict.fromkeys(("id", "name", "url", "title", "published", "publisher", "language", "text"), _S),
            "superseded": _B,
        }
    ),
    "passages": pa.schema(
        {
            "document": _S,
            "number": _I,
            "start": _I,
            "end": _I,
            **dict.fromkeys(("title", "dateline", "published", "publisher", "author", "language"), _S),
        }
    ),
    "event_claims": _claims(
        **dict.fromkeys(("type", "act", "status", "when", "when_text"), _S),
        states=_STRINGS,
        actors=_STRINGS,
        place=_S,
        sources=_STRINGS,
        recipients=_STRINGS,
    ),
    "statement_claims": _claims(speaker=_S, speaker_state=_S, quote=_S, direct=_B, about=_STRINGS, via=_S),
    "figure_claims": _claims(measure=_S, of=_S, value=_F, unit=_S, comparator=_S, period=_S, states=_STRINGS),
    "agreement_claims": _claims(name=_S, agreement_kind=_S, parties=_STRINGS, date=_S, status=_S),
    "tenure_claims": _claims(person=_S, office=_S, of=_S, when=_S),
    "mentions": pa.schema(
        {
            "document": _S,
            "start": _I,
            "end": _I,
            **dict.fromkeys(("text", "kind", "name", "state", "how"), _S),
        }
    ),
    "judgements": pa.schema(
        {
            "id": _S,
            "verdict": _S,
            "kind": _S,
            "subjects": _STRINGS,
            **dict.fromkeys(("field", "value", "who", "why", "made", "undoes"), _S),
        }
    ),
}

OUTPUTS: dict[str, Any] = {
    # Each passage belongs to one family of copies; `copy` is `alone`, `original`, `exact`, `near`, `partial`.
    # `of` is the passage (`document#number`) that it copies, `similarity` the verified share of shingles.
    "families": pa.schema(
        {"family": _S, "document": _S, "passage": _I, "copy": _S, "of": _S, "similarity": _F}
    ),
    # `kind` as in Mention; for a state `id` is its ISO code. `before` and `after` name predecessors and
    # successors, with the year.
    "actors": pa.schema(
        {
            "id": _S,
            "kind": _S,
            "name": _S,
            "state": _S,
            "aliases": _STRINGS,
            "documents": _I,
            "mentions": _I,
            "before": _STRINGS,
            "after": _STRINGS,
        }
    ),
    # Why two local names (`document:kind:name`) are one actor, or were kept apart (`joined` false).
    "actor_joins": pa.schema({"actor": _S, "a": _S, "b": _S, "joined": _B, "score": _F, "why": _WHY}),
    # Every mention and its actor; `derived` names the tenure claims on which an office reference rests.
    "mention_actors": pa.schema(
        {
            "document": _S,
            "start": _I,
            "end": _I,
            "text": _S,
            "actor": _S,
            "how": _S,
            "derived": _STRINGS,
        }
    ),
    # Each name in a claim's field (`actors`, `speaker`, `person`, `parties`, `of`, `via`) and its actor.
    "claim_actors": pa.schema({"claim": _S, "field": _S, "name": _S, "actor": _S, "how": _S}),
    # `actors` are ids, `names` their names beside them. `sources` counts independent families of copies.
    # `part_of` is the id of the visit, conference … that this belongs to, or empty.
    "events": pa.schema(
        {
            **dict.fromkeys(("id", "type", "act", "status", "when", "when_text"), _S),
            "states": _STRINGS,
            "actors": _STRINGS,
            "names": _STRINGS,
            "place": _S,
            "senders": _STRINGS,
            "recipients": _STRINGS,
            "history": _HISTORY,
            "part_of": _S,
            "sources": _I,
            "claims": _I,
            "judged": _STRINGS,
        }
    ),
    "statements": pa.schema(
        {
            "id": _S,
            "speaker": _S,
            "speaker_name": _S,
            "speaker_state": _S,
            "quote": _S,
            "direct": _B,
            "about": _STRINGS,
            "via": _S,
            "told": _S,
            "sources": _I,
            "claims": _I,
        }
    ),
    # A figure is one value of one thing in one period; figures of one `series` may be drawn as a line.
    "figures": pa.schema(
        {
            **dict.fromkeys(("id", "series", "measure", "of"), _S),
            "value": _F,
            **dict.fromkeys(("unit", "comparator", "period", "told"), _S),
            "states": _STRINGS,
            "sources": _I,
            "claims": _I,
            "judged": _STRINGS,
        }
    ),
    "agreements": pa.schema(
        {
            **dict.fromkeys(("id", "name", "kind", "date", "status"), _S),
            "aliases": _STRINGS,
            "parties": _STRINGS,
            "history": _HISTORY,
            "events": _STRINGS,
            "sources": _I,
            "claims": _I,
            "judged": _STRINGS,
        }
    ),
    # One person's known time in one office. `when` is EDTF with open ends where the start or end is not
    # told; `known` are the EDTF points at which a source says that it held; `office_key` names the office.
    "offices": pa.schema(
        {
            **dict.fromkeys(("id", "person", "person_name", "office", "office_key", "of", "when"), _S),
            "since": _S,
            "until": _S,
            "known": _STRINGS,
            "sources": _I,
            "claims": _I,
        }
    ),
    # Which claims tell which resolved thing. `kind` is event, statement, figure, agreement or office;
    # `beside` is the claim it was compared with (empty for the first), `why` feature by feature.
    "tellings": pa.schema(
        {
            **dict.fromkeys(("kind", "item", "claim", "document", "family", "beside"), _S),
            "score": _F,
            "why": _WHY,
        }
    ),
    # `kind` is `contradiction`, `changed-over-time`, `different-basis` or `naming`.
    "conflicts": pa.schema(
        {
            **dict.fromkeys(("id", "kind", "about", "field", "item_kind"), _S),
            "items": _STRINGS,
            "states": _STRINGS,
            "why": _S,
            "verdict": _S,
        }
    ),
    "conflict_sides": pa.schema(
        {
            "conflict": _S,
            "side": _I,
            "value": _S,
            "claim": _S,
            "document": _S,
            "start": _I,
            "end": _I,
            "quote": _S,
        }
    ),
    # Pairs that the machine leaves to a person: joined or not, the score was near the bar.
    "candidates": pa.schema(
        {**dict.fromkeys(("kind", "a", "b"), _S), "joined": _B, "score": _F, "why": _WHY}
    ),
    # Judgements that no longer find what they speak of, with the reason: waiting, never dropped.
    "waiting": pa.schema({"judgement": _S, "subject": _S, "reason": _S}),
}

_PLURAL = {
    "event": "event_claims",
    "statement": "statement_claims",
    "figure": "figure_claims",
    "agreement": "agreement_claims",
    "tenure": "tenure_claims",
}


def table(name: str, rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as the Arrow table of this name, with every column of its schema in its order."""
    schema = INPUTS.get(name) or OUTPUTS[name]
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def empty(names: Iterable[str]) -> dict[str, Any]:
    """Tables of these names without rows."""
    return {name: table(name, ()) for name in names}


def rows_of(document: Document, reading: Reading, superseded: bool = False) -> Rows:
    """The rows that one read document adds to the input tables, by table."""
    number = document.id
    rows: Rows = {name: [] for name in INPUTS if name != "judgements"}
    facts: dict[str, Any] = msgspec.to_builtins(document)
    del facts["passages"], facts["furniture"]
    rows["documents"].append({**facts, "id": number, "superseded": superseded})
    rows["passages"] += [
        {"document": number, "number": n, **msgspec.to_builtins(p)} for n, p in enumerate(document.passages)
    ]
    for claim in reading.claims:
        rows[_PLURAL[claim.kind]].append(claim_row(claim, document))
    for mention in reading.mentions:
        said: dict[str, Any] = msgspec.to_builtins(mention)
        for token in ("first", "last", "head"):
            del said[token]
        rows["mentions"].append(
            {"document": number, "text": document.text[mention.start : mention.end], **said}
        )
    return rows


def claim_row(claim: Claim, document: Document) -> dict[str, Any]:
    """One claim as a row of its kind's table."""
    said: dict[str, Any] = msgspec.to_builtins(claim)
    first = claim.evidence[0] if claim.evidence else None
    start, end = (first.start, first.end) if first else (0, 0)
    derived = msgspec.json.encode(claim.derived, order="deterministic").decode()
    place = {"id": claim.id, "passage": passage_at(document, start), "start": start, "end": end}
    return {**said, "derived": derived, **place}


def passage_at(document: Document, start: int) -> int:
    """The number of the passage that holds this character; 0 where none does."""
    for number, passage in enumerate(document.passages):
        if passage.start <= start < passage.end:
            return number
    return 0


def judgement_row(judgement: Judgement) -> dict[str, Any]:
    """One judgement as a row."""
    return {"id": judgement.id, **msgspec.to_builtins(judgement)}


def input_tables(
    read: Iterable[tuple[Document, Reading]],
    judgements: Iterable[Judgement] = (),
    superseded: Collection[str] = (),
) -> dict[str, Any]:
    """What resolution is given: the input tables of these readings; a document told twice stands once.

    `superseded` are ids of documents that an edited page has replaced.
    """
    rows: Rows = {name: [] for name in INPUTS}
    seen: set[str] = set()
    for document, reading in read:
        if document.id in seen:
            continue
        seen.add(document.id)
        for name, more in rows_of(document, reading, document.id in superseded).items():
            rows[name] += more
    rows["judgements"] = [judgement_row(j) for j in judgements]
    return {name: table(name, found) for name, found in rows.items()}
