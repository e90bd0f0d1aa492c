"""The page of a pair of states, and of one state with all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

import msgspec
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from legation.app.web import address, charts, lines, looks
from legation.app.web.language import Tongue
from legation.app.web.making import Asked, Page
from legation.record.claim import Evidence
from legation.record.resolved import ResolvedEvent, ResolvedFigure
from legation.record.when import since_day, until_day
from legation.store import desk as asked_of
from legation.store.desk import Heard, Talk
from legation.store.filters import Filters
from legation.vocabulary.intensity import epithets
from legation.vocabulary.states import lookup

TALKS = 150  # of the newest, in which it is counted who met whom
LEDGER = 8  # acts of aid, and as many of working together
FEW = 12  # things of a section, the rest a click away
HEARD = 120  # statements in which it is looked for what one side calls the other
SAID = 10  # of them shown for each side
DRAWN = 60  # figures of which series are drawn
TIME = {"since", "until", "actor"}  # what narrows other sections than the chronology, too
NEAR = 120  # characters between an act and the money told of it
WORDS = ("type", "act", "status")


def pair(asked: Asked) -> Page | Response:
    """Everything between two states: `/KAZ/JPN`, narrowed by what else stands in the address."""
    named = [asked.part("a"), asked.part("b")]
    a, b = (lookup(name) for name in named)
    if a == b:
        return RedirectResponse(address.at(a), 307)
    if named != [a, b]:
        return RedirectResponse(address.with_query(address.at(a, b), asked.query), 307)
    filters = address.filters_of(asked.query, (a, b))
    counted = _years(asked, a, b)
    narrowed = {name for name in asked.query if asked.query[name]} - {"lang", "newest", "limit"}
    given = {
        "a": a,
        "b": b,
        "events": asked.record.events(**filters),
        "counts": _kinds(asked, a, b),
        "line": asked.kept(
            *("line", asked.language, a, b, *_narrowed(asked).values()),
            lambda: _line(asked, a, b, counted),
        ),
        "acts": sorted({act for _, _, act, _, _ in counted if act}),
        "narrowed": bool(narrowed),
        **(_dated(asked, filters) if narrowed <= TIME else UNDATED),
        **(_whole(asked, a, b, counted) if not narrowed else UNNARROWED),
    }
    return Page("pair.html", given)


# What a narrowed view leaves out: what cannot be narrowed so would only mislead there.
UNDATED: Mapping[str, Any] = dict.fromkeys(("agreements", "figures", "lines", "aid", "sums", "conflicts"), ())
UNNARROWED: Mapping[str, Any] = dict.fromkeys(("tone", "met", "calls", "offices"), "")


def _dated(asked: Asked, filters: Filters) -> dict[str, Any]:
    """The sections that a period or an actor narrows."""
    record = asked.record
    of: Any = {name: value for name, value in filters.items() if name in ("states", "claims", *TIME)}
    few: Any = {**of, "limit": FEW}
    acts: Any = {**of, "limit": LEDGER}
    aid = [*record.events(**{**acts, "type": "AID"}), *record.events(**{**acts, "type": "COOPERATE"})]
    figures = record.figures(**{**of, "limit": DRAWN, "claims": 1})
    return {
        "agreements": record.agreements(**{**few, "claims": 0}),
        "figures": figures[:FEW],
        "lines": lines.lines_of(figures, asked.tongue),
        "aid": aid,
        "sums": sums(aid, figures, asked.tongue),
        "conflicts": record.conflicts(**few),
    }


def _whole(asked: Asked, a: str, b: str, counted: list[charts.Count]) -> dict[str, Any]:
    """The sections that nothing narrows: made once for each pair."""

    def tone() -> dict[str, Any]:
        years = charts.by_year(counted)
        return {"a": a, "b": b, "bars": charts.bars(years), "rows": charts.table_of(years)}

    return {
        "tone": asked.fragment("tone.html", (a, b), tone),
        "met": asked.fragment("met.html", (a, b), lambda: {"met": _met(asked, a, b)}),
        "calls": asked.fragment("calls.html", (a, b), lambda: _calls(asked, a, b)),
        "offices": _offices(asked, a) + _offices(asked, b),
    }


def _offices(asked: Asked, side: str) -> Markup:
    """Who held office last in one state: on the pages of all its pairs."""

    def held() -> dict[str, Any]:
        found = asked.record.offices(states=[side], limit=FEW, newest=True, claims=0)
        return {"side": side, "offices": found}

    drawn: Markup = asked.fragment("offices.html", (side,), held)
    return drawn


def _calls(asked: Asked, a: str, b: str) -> dict[str, Any]:
    heard = calls(asked_of.heard(asked.record, (a, b), HEARD), a, b)
    ids = [s.id for _, _, said, _ in heard for s in said[:SAID]]
    shown = {item.id: item for item in asked.record.items(ids, address.CLAIMS)}
    found = [
        (one, other, [shown[s.id] for s in said[:SAID] if s.id in shown], kinds)
        for one, other, said, kinds in heard
    ]
    return {"a": a, "b": b, "calls": found, "count": _kinds(asked, a, b).get("statement", 0)}


_counts = msgspec.msgpack.Decoder(list[charts.Count])


def _years(asked: Asked, a: str, b: str) -> list[charts.Count]:
    """What is counted of a pair by years, kept packed: so many small things would burden all pages."""
    counted: list[charts.Count] = []

    def packed() -> bytes:
        counted.extend(asked_of.years(asked.record, (a, b)))
        return msgspec.msgpack.encode(counted)

    kept: bytes = asked.kept("years", a, b, packed)
    return counted or _counts.decode(kept)


def _kinds(asked: Asked, a: str, b: str) -> dict[str, int]:
    counted: dict[str, int] = asked.kept("kinds", a, b, lambda: asked_of.kinds(asked.record, (a, b)))
    return counted


def _met(asked: Asked, a: str, b: str) -> Any:
    talks = asked_of.talks(asked.record, (a, b), TALKS)
    homes = asked_of.homes(
        asked.record, {actor for talk in talks if len(talk.actors) > 1 for actor in talk.actors}
    )
    return met(talks, lambda actor: homes.get(actor, ""))


def _line(asked: Asked, a: str, b: str, counted: list[charts.Count]) -> dict[str, Any]:
    """The line of time that the address leaves: happening by happening, or year by year where too many."""
    wanted = _narrowed(asked)
    left = passing(counted, wanted) if any(wanted.values()) else counted
    if sum([count[4] for count in left]) > charts.MOST_DOTS:
        line = charts.spots_of_years(left, address.at(a, b), asked.tongue)
    else:
        points = asked_of.points(asked.record, (a, b), 4_000, **wanted)
        line = charts.line_of_time(points, asked.tongue)
    return {**line, "dots": bool(line["dots"])}  # drawn already: what is kept is short


def passing(counted: Iterable[charts.Count], wanted: Mapping[str, str]) -> list[charts.Count]:
    """What is counted of the years and the kinds of acts that are wanted."""
    since, until = wanted["since"][:4], wanted["until"][:4] or "9999"
    left = [count for count in counted if since <= count[0] <= until]
    for at, name in enumerate(WORDS, 1):
        if value := wanted[name]:
            left = [count for count in left if count[at] == value]
    return left


def _narrowed(asked: Asked) -> dict[str, str]:
    wanted = {name: asked.query.get(name, "") for name in WORDS}
    since, until = asked.query.get("since", ""), asked.query.get("until", "")
    return {**wanted, "since": since_day(since), "until": until_day(until)}


def sums(
    aid: Sequence[ResolvedEvent], figures: Iterable[ResolvedFigure], tongue: Tongue
) -> dict[str, list[str]]:
    """The money told of each act of the ledger, by its id: a sum belongs to the act told nearest to it."""
    found: dict[str, list[str]] = {event.id: [] for event in aid}
    there: dict[str, list[tuple[ResolvedEvent, Evidence]]] = defaultdict(list)
    for event in aid:
        for told in event.claims:
            there[told.document] += [(event, e) for e in told.evidence]
    for figure in figures:
        if figure.measure not in ("aid", "loan", "investment"):
            continue
        near = [
            (max(said.start - e.end, e.start - said.end, 0), event.act != figure.measure, event.id)
            for told in figure.claims
            for event, e in there.get(told.document, ())
            for said in told.evidence
        ]
        if near and min(near)[0] <= NEAR:
            found[min(near)[2]].append(looks.figure(figure, tongue))
    return found


def met(
    talks: Iterable[Talk], home: Callable[[str], str]
) -> list[tuple[tuple[str, str], tuple[str, str], list[Talk]]]:
    """Who met whom: pairs of participants with the meetings, most often first.

    `home` gives the state of a participant: those of one state do not meet, they come together.
    """
    found: dict[tuple[tuple[str, str], tuple[str, str]], list[Talk]] = {}
    for talk in talks:
        people = list(zip(talk.actors, talk.names, strict=False))[:6]
        for one, other in combinations(sorted(people, key=lambda p: p[1]), 2):
            if not home(one[0]) or home(one[0]) != home(other[0]):
                found.setdefault((one, other), []).append(talk)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(one, other, talks) for (one, other), talks in ordered[:FEW]]


def calls(
    statements: Iterable[Heard], a: str, b: str
) -> list[tuple[str, str, list[Heard], list[tuple[str, int]]]]:
    """What each of two sides calls the other: who, of whom, the statements, and the words counted by kind."""
    found = []
    for one, other in ((a, b), (b, a)):
        said = [s for s in statements if s.speaker_state == one and other in s.about]
        called = [epithets(s.quote) for s in said]
        kinds = Counter(e.kind for words in called for e in words)
        ordered = [s for s, words in zip(said, called, strict=True) if words]
        ordered += [s for s, words in zip(said, called, strict=True) if not words]
        found.append((one, other, ordered, kinds.most_common()))
    return found


def state(asked: Asked) -> Page | Response:
    """One state: with whom it deals, and its latest acts."""
    code = lookup(asked.part("a"))
    if code != asked.part("a"):
        return RedirectResponse(address.with_query(address.at(code), asked.query), 307)
    record = asked.record
    filters = address.filters_of(asked.query, (code,))
    filters["newest"] = True
    given = {
        "code": code,
        "partners": asked.kept("partners", code, lambda: asked_of.partners(record, code)),
        "events": record.events(**filters),
        "offices": record.offices(states=[code], limit=FEW * 2, newest=True, claims=0),
        "people": record.actors(states=[code], type="person", limit=FEW * 2),
        "statements": record.statements(states=[code], limit=FEW, newest=True, claims=address.CLAIMS),
    }
    return Page("state.html", given)


def chart(asked: Asked) -> Response:
    """The timeline or the years of a pair as a chart that the browser draws."""
    a, b = (lookup(asked.part(name)) for name in "ab")
    if asked.part("chart") == "timeline":
        made = charts.timeline_chart(
            asked_of.points(asked.record, (a, b), 4_000, **_narrowed(asked)), asked.tongue
        )
    else:
        made = charts.tone_chart(charts.by_year(asked_of.years(asked.record, (a, b))), asked.tongue)
    return Response(msgspec.json.encode(made), media_type="application/json")
