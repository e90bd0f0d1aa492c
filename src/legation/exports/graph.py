"""Who deals with whom, as a graph: GraphML for Gephi and yEd, a pair of CSV files for Gephi and Neo4j."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from legation.exports.cells import cell
from legation.exports.target import Target
from legation.record.resolved import ResolvedActor, ResolvedEvent
from legation.store.filters import Filters
from legation.store.record import Record
from legation.vocabulary.codes import act_code

NODE = ("id", "label", "kind", "state", "mentions")
EDGE = ("source", "target", "kind", "event", "type", "act", "status", "when", "weight", "sources", "quote")
_NUMBERS = {"mentions": "int", "weight": "double", "sources": "int"}
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�")


def graphml(record: Record, filters: Filters, target: Target) -> None:
    """Nodes are states, persons and bodies; an edge is one event between two of them."""
    with target.whole() as out:
        out.write(_words(_head()))
        seen: set[str] = set()
        for actor in record.each_actor():
            seen.add(actor.id)
            out.write(_words(_element("node", f"id={_attribute(actor.id)}", _node(actor))))
        for number, edge in enumerate(_edges(record, filters, seen)):
            ends = f"id={_attribute(f'e{number}')} source={_attribute(edge['source'])}"
            ends += f" target={_attribute(edge['target'])}"
            out.write(_words(_element("edge", ends, edge)))
        out.write(b"</graph></graphml>\n")


def graph_csv(record: Record, filters: Filters, target: Target) -> None:
    """`nodes.csv` and `edges.csv`, with the headings that Gephi expects and neo4j-admin understands."""
    seen: set[str] = set()
    with target.part("nodes.csv") as file:
        _write(file, ("Id", "Label", "kind", "state", "mentions"), NODE, _nodes(record, seen))
    with target.part("edges.csv") as file:
        _write(file, ("Source", "Target", *EDGE[2:]), EDGE, _edges(record, filters, seen))


def _nodes(record: Record, seen: set[str]) -> Iterator[dict[str, Any]]:
    """The nodes, whose ids are `seen` from then on."""
    for actor in record.each_actor():
        seen.add(actor.id)
        yield _node(actor)


def _write(
    file: BinaryIO, head: Iterable[str], names: tuple[str, ...], rows: Iterable[dict[str, Any]]
) -> None:
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([cell(row.get(name, "")) for name in names] for row in rows)
    text.detach()


def _node(actor: ResolvedActor) -> dict[str, Any]:
    return {
        **{"id": actor.id, "label": actor.name, "kind": actor.kind, "state": actor.state},
        "mentions": actor.mentions,
    }


def _edges(record: Record, filters: Filters, known: set[str]) -> Iterator[dict[str, Any]]:
    for event in record.each("event", **filters):
        weight = act_code(event.type, event.act).score
        facts = {
            **{"event": event.id, "type": event.type, "act": event.act, "status": event.status},
            **{"when": event.when, "weight": weight, "sources": event.sources},
            "quote": " ".join(event.claims[0].evidence[0].quote.split()),
        }
        for source, goal, kind in _ends(event):
            if source in known and goal in known:
                yield {"source": source, "target": goal, "kind": kind, **facts}


def _ends(event: ResolvedEvent) -> Iterator[tuple[str, str, str]]:
    """Sides that act on each other, and the persons and bodies that take part with each state."""
    senders = [side for side in event.senders if side in event.states]
    goals = [side for side in event.recipients if side in event.states]
    if senders and goals:
        yield from ((a, b, "acts on") for a in senders for b in goals if a != b)
    else:
        yield from ((a, b, "together") for a, b in combinations(event.states, 2))
    for actor in event.actors:
        yield from ((actor, state, "takes part") for state in event.states if actor != state)


def _head() -> str:
    keys = [("node", name) for name in NODE[1:]] + [("edge", name) for name in EDGE[2:]]
    lines = [
        f'<key id="{where}_{name}" for="{where}" attr.name="{name}" '
        f'attr.type="{_NUMBERS.get(name, "string")}"/>'
        for where, name in keys
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        + "\n".join(lines)
        + '\n<graph id="record" edgedefault="directed">\n'
    )


def _element(tag: str, ends: str, row: dict[str, Any]) -> str:
    names = NODE[1:] if tag == "node" else EDGE[2:]
    data = "".join(
        f'<data key="{tag}_{name}">{escape(str(row[name]).translate(_ILLEGAL))}</data>'
        for name in names
        if row[name] != ""
    )
    return f"<{tag} {ends}>{data}</{tag}>\n"


def _attribute(value: Any) -> str:
    return quoteattr(str(value).translate(_ILLEGAL))


def _words(text: str) -> bytes:
    return text.encode("utf-8", "replace")
