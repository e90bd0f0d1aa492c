"""PLOVER JSON Lines: each telling of each event, with character offsets and the auxiliary modes."""

from __future__ import annotations

from typing import Any

import msgspec

from legation.exports.coding import Coded, Coder, Side, one_line
from legation.exports.target import Target
from legation.record.resolved import Telling
from legation.record.when import days
from legation.settings import version
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.codes import QUADS, cow


def plover_jsonl(record: Record, filters: Filters, target: Target) -> None:
    """One JSON object a telling; tellings of one happening share `link`. Nothing is left out."""
    coder = Coder(record)
    with target.whole() as out:
        for event in record.each("event", **filters):
            coded = coder.coded(event)
            for told in event.claims:
                out.write(msgspec.json.encode(_line(coded, told)) + b"\n")


def _line(coded: Coded, told: Telling) -> dict[str, Any]:
    event = coded.event
    first, last = days(event.when)
    return {
        "id": f"{event.id}-{told.claim}",
        "has_event": True,
        "date": first if last else "",
        "enddate": last if last and last != "9999-12-31" else "",
        "actor": [_side(side) for side in coded.senders],
        "recipient": [_side(side) for side in coded.recipients],
        "event": coded.type,
        "mode": [coded.code.mode] if coded.code.mode else [],
        "auxiliary_modes": list(coded.auxiliary),
        "context": [coded.code.context] if coded.code.context else [],
        "quad_code": QUADS[coded.quad].replace(" ", "_"),
        "event_scale": coded.code.score,
        "event_text": [
            {"text": evidence.quote, "start": evidence.start, "end": evidence.end}
            for evidence in told.evidence
        ],
        "event_loc": {"name": event.place} if event.place else None,
        "link": event.id,
        "text": one_line(told.evidence[0].quote),
        "text_info": {"document": told.document, "offsets": "code points of the document's text"},
        "cite_info": {
            **{"name": told.document_name, "url": told.url, "publisher": told.publisher},
            **{"published": told.published, "family": told.family},
        },
        "coder": f"Legation {version()}",
        "comment": {
            **{"type": event.type, "act": event.act, "status": event.status, "when": event.when},
            "derived": told.derived,
        },
    }


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "country": side.state, "cow": cow(side.state), "people": list(side.people)}
