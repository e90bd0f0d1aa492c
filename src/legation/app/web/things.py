"""Pages of single things, of documents, and lists of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import RedirectResponse, Response

from legation.app.web import address, lines, looks, marks
from legation.app.web.making import Asked, Page
from legation.errors import UnknownName
from legation.news import changes
from legation.record.resolved import ResolvedActor, ResolvedConflict, ResolvedFigure
from legation.store import contests as queue
from legation.store import desk as asked_of

KINDS = ("event", "statement", "figure", "agreement", "office", "conflict")
FIELDS = {  # what a person may correct, by kind
    "event": ("when", "type", "act", "status", "place"),
    "agreement": ("name", "date", "status", "kind"),
    "figure": ("value", "unit", "period", "measure", "of"),
    "statement": ("speaker",),
    "office": ("office", "when", "of"),
}
FEW = 25
TOLD = 60  # claims of one thing that its page shows
DRAWN = 200  # points of one series
NEWS_OF = 60  # documents of the last reading of which the home page tells what they changed
CHANGES = ("came-true", "denied", "moved", "conflict", "new", "source")  # the most telling first


def thing(asked: Asked) -> Page | Response:
    """An event, statement, figure, agreement, office or conflict, with every source's words."""
    found = asked.record.show(asked.part("id"), TOLD)
    if looks.kind(found) != asked.part("kind") or getattr(found, "id", "") != asked.part("id"):
        return RedirectResponse(looks.href(getattr(found, "facts", found)), 307)
    if isinstance(found, ResolvedConflict):
        items = asked.record.items(found.items)
        context = {
            (s.document, e.start, e.end): asked.record.context(s.document, e.start, e.end)
            for s in found.sides
            for e in s.evidence
        }
        given = {
            "thing": found,
            "items": items,
            "context": context,
            "judged": asked_of.judged(asked.record, [found.id]),
        }
        return Page("conflict.html", given)
    return Page("thing.html", {"thing": found, **_around(asked, found)})


def _around(asked: Asked, found: Any) -> dict[str, Any]:
    record = asked.record
    context = {
        (told.document, e.start, e.end): record.context(told.document, e.start, e.end)
        for told in found.claims[:FEW]
        for e in told.evidence
    }
    line: list[Any] = []
    if isinstance(found, ResolvedFigure) and found.series:
        line = record.items(asked_of.series(record, found.series)[:DRAWN], address.CLAIMS)
    part_of = record.items([found.part_of]) if getattr(found, "part_of", "") else []
    return {
        "context": context,
        "told": asked_of.tellings(record, found.id) if len(found.claims) == TOLD else len(found.claims),
        "conflicts": record.conflicts(item=found.id),
        "judged": asked_of.judged(record, [*(told.claim for told in found.claims), found.id]),
        "fields": FIELDS.get(looks.kind(found), ()),
        "series": line,
        "lines": lines.lines_of(line, asked.tongue, found.id),
        "part_of": part_of,
        "events": record.items(getattr(found, "events", ())[:DRAWN], address.CLAIMS),
    }


def actor(asked: Asked) -> Page | Response:
    """A person, body or place: offices over time, acts, words, other names."""
    found = asked.record.actor(asked.part("id")) or asked.record.show(asked.part("id"), TOLD)
    if not isinstance(found, ResolvedActor):
        raise UnknownName(f"No actor of the record has the id «{asked.part('id')}».")
    if found.kind == "state":
        return RedirectResponse(address.at(found.id), 307)
    record, id, some = asked.record, found.id, address.CLAIMS
    given = {
        "actor": found,
        "offices": record.offices(actor=id, limit=FEW * 2, claims=0),
        "events": record.events(
            actor=id, limit=address.SHOWN, newest=True, cursor=asked.query.get("cursor", ""), claims=some
        ),
        "statements": [
            said
            for said in record.statements(actor=id, limit=FEW, newest=True, claims=some)
            if said.speaker == id or found.kind != "person"
        ],
        "agreements": record.agreements(actor=id, limit=FEW, claims=0),
        "documents": record.documents(actor=id, limit=FEW, newest=True),
        "judged": asked_of.judged(record, [id]),
    }
    return Page("actor.html", given)


def document(asked: Asked) -> Page | Response:
    """A document's text with every claim marked where it stands; long ones part by part (`?at=`)."""
    id = asked.part("id")
    stretch = asked_of.stretch(asked.record, id, asked.number("at"))
    if stretch is None:
        known = asked.record.document(id)  # by its name, or it raises
        return RedirectResponse(address.at("document", known.facts.id), 307)
    named = asked.record.actors(document=id, limit=40)
    origin = asked_of.filed(asked.record, stretch.facts.copy_of) if stretch.facts.copy_of else None
    given = {
        "stretch": stretch,
        "facts": stretch.facts,
        "sections": marks.sections(stretch),
        "actors": named,
        "origin": origin,
        "window": asked_of.WINDOW,
        "kinds": {looks.kind(item) for item in stretch.items},
    }
    return Page("document.html", given)


def listing(asked: Asked) -> Page:
    """A list of things of one kind under the filters of the address."""
    kind = asked.part("kind")
    if kind not in KINDS[:-1]:
        raise UnknownName(f"There is no list of «{kind}»; there are {', '.join(KINDS[:-1])}.")
    lists: dict[str, Callable[..., Any]] = {
        **{"event": asked.record.events, "statement": asked.record.statements},
        **{
            "figure": asked.record.figures,
            "agreement": asked.record.agreements,
            "office": asked.record.offices,
        },
    }
    filters = address.filters_of(asked.query)
    return Page("list.html", {"kind": kind, "found": lists[kind](**filters), "filters": filters})


def documents(asked: Asked) -> Page:
    """The documents, newest first unless the address says otherwise."""
    filters = address.filters_of(asked.query)
    filters["newest"] = asked.query.get("newest") != "0"
    found = asked.record.documents(
        publisher=asked.query.get("publisher", ""), language=asked.query.get("language", ""), **filters
    )
    return Page("documents.html", {"found": found, "heading": asked.tongue.say("documents"), "outlet": ""})


def people(asked: Asked) -> Page:
    """Persons, bodies and states, those most spoken of first."""
    filters = address.filters_of(asked.query)
    return Page("people.html", {"found": asked.record.actors(**filters)})


def search(asked: Asked) -> Page:
    """Where words stand, in whatever form, and whose names they are."""
    words = asked.query.get("q", "").strip()[:500]
    hits = asked.record.search(words, 20, asked.query.get("cursor", "")) if words else ()
    names: Any = ()
    if words and not asked.query.get("cursor"):
        names = asked_of.named(asked.record, words)
    ids = list(dict.fromkeys(id for hit in hits for id in hit.items))
    items = {item.id: item for item in asked.record.items(ids, 0)}
    return Page("search.html", {"words": words, "hits": hits, "names": names, "items": items})


def home(asked: Asked) -> Page:
    """What the record holds, what is new, what waits."""
    record = asked.record
    newest = asked_of.newest_documents(record, 10)
    changed = asked.kept(
        "news", lambda: changes.latest(record, asked_of.newest_documents(record, 200), NEWS_OF)
    )
    given = {
        "holdings": record.holdings(),
        "pairs": asked.kept("pairs", lambda: record.pairs(limit=18)),
        "newest": newest,
        "changed": changed,
        "changes": {kind: [c for c in changed.changes if c.change == kind] for kind in CHANGES},
        "events": record.events(limit=8, newest=True, until="2999", claims=address.CLAIMS),
        "failures": record.documents(status="failed", limit=10),
        "open_conflicts": asked.kept(
            "conflicts", lambda: sum(not c.verdict for c in record.conflicts(limit=500))
        ),
        "open_pairs": asked.kept("contests", lambda: queue.waiting_pairs(record)),
    }
    return Page("home.html", given)
