"""RDF: events as SEM and schema.org, evidence as Web Annotations, where it comes from as PROV-O.

Written thing by thing, so that a record larger than memory can be written; the shapes that every file keeps
are `shapes.ttl` beside this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from legation.exports.target import Target
from legation.record.resolved import ResolvedConflict, Telling
from legation.settings import version
from legation.store.filters import Filters
from legation.store.record import Record

BASE = "urn:legation:"
PREFIXES = {
    "legation": BASE,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "oa": "http://www.w3.org/ns/oa#",
    "plover": "urn:legation:plover:",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
KINDS = ("event", "statement", "figure", "agreement", "office", "conflict")
_CLASSES = {
    "event": ["sem:Event", "schema:Event", "prov:Entity"],
    "statement": ["schema:Quotation", "prov:Entity"],
    "figure": ["schema:Observation", "prov:Entity"],
    "agreement": ["schema:Legislation", "prov:Entity"],
    "office": ["schema:OrganizationRole", "prov:Entity"],
    "conflict": ["legation:Conflict", "prov:Entity"],
}
_ACTOR_CLASSES = {
    "state": "schema:Country",
    "person": "schema:Person",
    "body": "schema:Organization",
    "place": "schema:Place",
}
_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")

Node = dict[str, Any]


def turtle(record: Record, filters: Filters, target: Target) -> None:
    """Turtle."""
    with target.whole() as out:
        for prefix, address in PREFIXES.items():
            out.write(f"@prefix {prefix}: <{address}> .\n".encode())
        for node in _nodes(record, filters):
            out.write(_as_turtle(node).encode("utf-8", "replace"))


def json_ld(record: Record, filters: Filters, target: Target) -> None:
    """JSON-LD 1.1: one `@graph`, a node a line."""
    with target.whole() as out:
        out.write(f'{{"@context":{json.dumps(PREFIXES)},\n"@graph":[\n'.encode())
        for number, node in enumerate(_nodes(record, filters)):
            out.write(b",\n" if number else b"")
            out.write(json.dumps(_as_json(node), ensure_ascii=False).encode("utf-8", "replace"))
        out.write(b"\n]}\n")


def _nodes(record: Record, filters: Filters) -> Iterator[Node]:
    agent = f"{BASE}software:{version()}"
    yield {"@id": agent, "@type": ["prov:SoftwareAgent"], "rdfs:label": f"Legation {version()}"}
    for document in record.each_document():
        if document.id:
            yield _document(document)
    for actor in record.each_actor():
        node: Node = {"@id": _id("actor", actor.id), "@type": [_ACTOR_CLASSES.get(actor.kind, "sem:Actor")]}
        node["@type"].append("sem:Actor")
        yield {**node, "schema:name": actor.name, "schema:alternateName": list(actor.aliases)}
    for kind in KINDS:
        for thing in record.each(kind, **filters):
            told = thing.sides if isinstance(thing, ResolvedConflict) else thing.claims
            claims = [_id("claim", t.claim) for t in told if t.claim]
            yield {
                "@id": _id(kind, thing.id),
                "@type": _CLASSES[kind],
                **_said(kind, thing),
                "prov:wasDerivedFrom": [_ref(claim) for claim in dict.fromkeys(claims)],
            }
            if not isinstance(thing, ResolvedConflict):
                for telling in thing.claims:
                    yield from _annotation(kind, thing.id, telling, agent)


def _document(document: Any) -> Node:
    return {
        "@id": _id("document", document.id),
        "@type": ["schema:CreativeWork", "prov:Entity"],
        "schema:name": document.title or document.name,
        "schema:identifier": document.name,
        "schema:datePublished": _edtf(document.published),
        "schema:publisher": document.publisher,
        "schema:inLanguage": document.language,
        **({"schema:url": _ref(document.url)} if _ABSOLUTE.fullmatch(document.url) else {}),
        **(
            {"legation:supersededBy": _ref(_id("document", document.superseded_by))}
            if document.superseded_by
            else {}
        ),
    }


def _annotation(kind: str, item: str, told: Telling, agent: str) -> Iterator[Node]:
    claim = _id("claim", told.claim)
    targets = []
    for number, evidence in enumerate(told.evidence):
        here = f"{claim}:{number}"
        targets.append(_ref(here))
        yield {
            "@id": here,
            "@type": ["oa:SpecificResource"],
            "oa:hasSource": _ref(_id("document", told.document)),
            "oa:hasSelector": [_ref(f"{here}:position"), _ref(f"{here}:quote")],
        }
        yield {
            "@id": f"{here}:position",
            "@type": ["oa:TextPositionSelector"],
            "oa:start": evidence.start,
            "oa:end": evidence.end,
        }
        yield {"@id": f"{here}:quote", "@type": ["oa:TextQuoteSelector"], "oa:exact": evidence.quote}
    yield {
        "@id": claim,
        "@type": ["oa:Annotation", "prov:Entity"],
        "oa:motivatedBy": _ref("http://www.w3.org/ns/oa#identifying"),
        "oa:hasBody": _ref(_id(kind, item)),
        "oa:hasTarget": targets,
        "prov:wasQuotedFrom": _ref(_id("document", told.document)),
        "prov:wasAttributedTo": _ref(agent),
    }


def _said(kind: str, thing: Any) -> Node:
    """What the record says of a thing, in the words of the vocabularies that have one for it."""
    plain = msgspec.to_builtins(thing)
    states = plain.get("states") or plain.get("about") or plain.get("parties") or []
    sides = [_ref(_id("actor", side)) for side in states] if not isinstance(states, str) else []
    match kind:
        case "event":
            actors = [_ref(_id("actor", id)) for id in thing.actors]
            return {
                "sem:eventType": _ref(f"urn:legation:plover:{thing.type}"),
                "legation:act": thing.act,
                "legation:status": thing.status,
                "schema:temporalCoverage": _edtf(thing.when),
                "sem:hasActor": sides + [a for a in actors if a not in sides],
                "schema:location": thing.place,
                "legation:sources": thing.sources,
            }
        case "statement":
            speaker = {"schema:creator": _ref(_id("actor", thing.speaker))} if thing.speaker else {}
            words = {"schema:text": thing.quote, "legation:told": _edtf(thing.told), "schema:about": sides}
            return {**speaker, **words, "legation:direct": thing.direct}
        case "figure":
            return {
                "schema:measuredProperty": thing.measure,
                "schema:name": thing.of,
                "schema:value": thing.value,
                "schema:unitText": thing.unit,
                "legation:comparator": thing.comparator,
                "schema:temporalCoverage": _edtf(thing.period),
                "schema:about": sides,
            }
        case "agreement":
            return {
                "schema:name": thing.name,
                "schema:alternateName": list(thing.aliases),
                "schema:legislationType": thing.kind,
                "schema:temporalCoverage": _edtf(thing.date),
                "legation:status": thing.status,
                "legation:party": sides,
            }
        case "office":
            return {
                "schema:roleName": thing.office,
                "legation:holder": _ref(_id("actor", thing.person)),
                "schema:temporalCoverage": _edtf(thing.when),
                "legation:of": thing.of,
            }
        case _:
            items = [_ref(_id(thing.item_kind or "event", id)) for id in thing.items]
            return {"legation:kind": thing.kind, "legation:why": thing.why, "legation:over": items}


def _id(kind: str, id: str) -> str:
    return f"{BASE}{kind}:{quote(id, safe='')}"


def _ref(address: str) -> Node:
    return {"@id": address}


def _edtf(when: str) -> Any:
    return {"@value": when, "@type": "edtf:EDTF"} if when else ""


def _values(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if one != ""]


def _as_json(node: Node) -> Node:
    return {name: value for name, value in node.items() if _values(value)}


def _as_turtle(node: Node) -> str:
    lines = [f"a {', '.join(node['@type'])}"]
    for name, value in node.items():
        if name[0] != "@" and (found := _values(value)):
            lines.append(f"{name} {', '.join(map(_term, found))}")
    return f"<{node['@id']}> " + " ;\n    ".join(lines) + " .\n"


def _term(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f'"{value!r}"^^xsd:double'
    if isinstance(value, dict):
        if "@id" in value:
            return f"<{value['@id']}>"
        return f"{_literal(value['@value'])}^^{value['@type']}"
    return _literal(value)


def _literal(words: str) -> str:
    """A string as Turtle writes it: JSON's escapes are among Turtle's."""
    return json.dumps(words.encode("utf-8", "replace").decode(), ensure_ascii=False).replace(
        "\x7f", "\\u007f"
    )
