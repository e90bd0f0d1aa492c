"""Lists of things as HTML, drawn here: the template engine would take ten times as long for so many rows.

Whatever comes from a text passes through `looks.esc`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from legation.app.web import address, looks
from legation.app.web.language import Tongue, tongue
from legation.app.web.looks import esc

MANY = 12  # happenings of which a list is parted by years
KNOWN = 8_192  # dates, sides and statuses whose HTML is kept: they are few, and stand everywhere


@lru_cache(KNOWN)
def _side(code: str, language: str) -> str:
    if not looks.is_state(code):
        return f"<span>{esc(code)}</span>"
    name = esc(tongue(language).state(code))
    return f'<a class="state" href="{address.at(code)}" title="{name}">{code}</a>'


@lru_cache(KNOWN)
def _date(edtf: str, language: str) -> str:
    title = f' title="{esc(edtf)}"' if edtf else ' class="nothing"'
    return f"<time{title}>{esc(tongue(language).day(edtf))}</time>"


@lru_cache(KNOWN)
def _status(code: str, language: str) -> str:
    named = esc(tongue(language).label("status", code))
    return f'<span class="status s-{esc(code)}">{named}</span>' if code else ""


def side(code: str, of: Tongue) -> Markup:
    """A state by its code, leading to its page; another side by its name."""
    return Markup(_side(code, of.code))  # noqa: S704 - escaped


def sides(thing: Any, of: Tongue) -> Markup:
    """The sides of a thing."""
    return Markup(_sides(thing, of))  # noqa: S704 - escaped


def date(edtf: str, of: Tongue) -> Markup:
    """A date in words."""
    return Markup(_date(edtf, of.code))  # noqa: S704 - escaped


def status(code: str, of: Tongue) -> Markup:
    """A status in words."""
    return Markup(_status(code, of.code))  # noqa: S704 - escaped


def _sides(thing: Any, of: Tongue) -> str:
    return " ".join([_side(code, of.code) for code in looks.sides(thing)])


def _words(thing: Any) -> str:
    for told in thing.claims:
        for e in told.evidence:
            return _quote(address.mark(told.document, e.start, e.end), esc(looks.short(e.quote, 220)))
    return ""


def _quote(mark: str, words: str) -> str:
    return f'<q class="words"><a href="{mark}">{words}</a></q>'


def words(thing: Any) -> Markup:
    """The words that say a thing, of its first source, leading to where they stand."""
    return Markup(_words(thing))  # noqa: S704 - escaped


def _judged(thing: Any, of: Tongue) -> str:
    if not thing.judged:
        return ""
    return (
        f'<span class="judged" title="{esc(", ".join(thing.judged))}">{esc(of.say("judged_fields"))}</span>'
    )


def _count(thing: Any, of: Tongue) -> str:
    if thing.sources < 2:
        return ""
    return f'<span class="count">{esc(of.say("sources", n=thing.sources))}</span>'


def _event(e: Any, of: Tongue) -> str:
    place = f' <span class="place">{esc(e.place)}</span>' if e.place else ""
    return (
        f'<li class="s-{esc(e.status)}"><div class="when">{_date(e.when, of.code)}</div><div class="what">'
        f'<a class="title" href="{looks.href(e)}">{esc(looks.title(e, of))}</a> '
        f'{_status(e.status, of.code)}{place} <span class="sides">{_sides(e, of)}</span> '
        f"{_count(e, of)} {_judged(e, of)}<div>{_words(e)}</div></div></li>\n"
    )


def _statement(s: Any, of: Tongue) -> str:
    state = f'<span class="sides">{_side(s.speaker_state, of.code)}</span>' if s.speaker_state else ""
    via = f'<span class="count">{esc(s.via)}</span>' if s.via else ""
    said = looks.with_epithets(looks.short(s.quote.strip("«»“”"), 400))
    return (
        f'<li><div class="when">{_date(s.told, of.code)}</div><div class="what">'
        f'<a class="title" href="{looks.href(s)}">{esc(s.speaker_name or s.speaker)}</a> {state} {via} '
        f"{_count(s, of)}<div>{_quote(looks.first_mark(s), said)}</div></div></li>\n"
    )


def _agreement(a: Any, of: Tongue) -> str:
    return (
        f"<tr><td>{_date(a.date, of.code)}</td>"
        f'<td><a href="{looks.href(a)}">{esc(a.name)}</a> {_judged(a, of)}</td>'
        f"<td>{esc(of.label('agreement', a.kind))}</td><td>{_status(a.status, of.code)}</td>"
        f"<td>{_sides(a, of)}</td></tr>\n"
    )


def _figure(f: Any, of: Tongue) -> str:
    return (
        f"<tr><td>{_date(f.period, of.code)}</td><td>{esc(of.label('measure', f.measure))}</td>"
        f'<td>{esc(f.of)}</td><td class="num"><a href="{looks.href(f)}">{esc(looks.figure(f, of))}</a> '
        f"{_judged(f, of)}</td><td>{_words(f)}</td></tr>\n"
    )


def _office(o: Any, of: Tongue) -> str:
    return (
        f'<tr><td><a href="{address.at("actor", o.person)}">{esc(o.person_name or o.person)}</a></td>'
        f'<td><a href="{looks.href(o)}">{esc(o.office)}</a></td><td>{_sides(o, of)}</td>'
        f"<td>{_date(o.when, of.code)}</td></tr>\n"
    )


def _document(d: Any, of: Tongue) -> str:
    title = esc(d.title or d.name)
    title = f'<a href="{address.at("document", d.id)}">{title}</a>' if d.id else title
    why = "; ".join(part for part in (d.reason, d.remedy) if part)
    why = f'<div class="why">{esc(why)}</div>' if why else ""
    outlet = f'<a href="{address.at("outlet", d.publisher)}">{esc(d.publisher)}</a>' if d.publisher else ""
    return (
        f"<tr><td>{_date(d.published, of.code)}</td><td>{title}{why}</td><td>{outlet}</td>"
        f"<td>{_status('superseded' if d.superseded_by else d.status, of.code)}</td>"
        f'<td class="num">{d.claims}</td></tr>\n'
    )


def _conflict(c: Any, of: Tongue) -> str:
    told = "".join(
        f"<div><b>{esc(s.value)}</b> "
        + "".join(
            _quote(address.mark(s.document, e.start, e.end), esc(looks.short(e.quote, 200)))
            for e in s.evidence
        )
        + f" <small>{esc(s.document_name)}</small></div>"
        for s in c.sides
    )
    verdict = of.label("verdict", c.verdict) if c.verdict else of.say("verdict_none")
    return (
        f'<li><a class="title" href="{looks.href(c)}">{esc(looks.title(c, of))}</a> '
        f'<span class="sides">{_sides(c, of)}</span> <span class="status">{esc(verdict)}</span>'
        f'<div class="versus">{told}</div></li>\n'
    )


def _actor(a: Any, of: Tongue) -> str:
    others = ", ".join([name for name in a.aliases[:4] if name != a.name])
    home = _side(a.state, of.code) if a.state else ""
    return (
        f'<tr><td><a href="{looks.actor_href(a)}">{esc(looks.title(a, of))}</a></td>'
        f"<td>{esc(of.label('kind', a.kind))}</td><td>{home}</td><td>{esc(others)}</td>"
        f'<td class="num">{of.number(a.documents)}</td></tr>\n'
    )


def hits(found: Iterable[Any], items: Mapping[str, Any], of: Tongue) -> Markup:
    """Where words stand, each with what rests on them there."""
    drawn = "".join([_hit(h, items, of) for h in found])
    return Markup(f'<ol class="hits">{drawn}</ol>')  # noqa: S704 - escaped


def _hit(h: Any, items: Mapping[str, Any], of: Tongue) -> str:
    published = _date(h.published, of.code) if h.published else ""
    there = [items[id] for id in h.items if id in items]
    names = " · ".join(
        [f'<a href="{looks.href(i)}">{esc(looks.short(looks.title(i, of), 90))}</a>' for i in there]
    )
    named = f'<p class="names">{names}</p>' if h.items else ""
    where = address.mark(h.document, h.start, h.end)
    return (
        f'<li><p class="from"><a href="{where}">{esc(h.document_name)}</a> '
        f"{published}</p><p>… {esc(h.before)}<mark>{esc(h.match)}</mark>{esc(h.after)} …</p>"
        f"{named}</li>"
    )


Drawing = Callable[[Any, Tongue], str]
# Each kind with how one is drawn and the heads of its columns; «+» before one whose cells are numbers.
TABLES: dict[str, tuple[Drawing, tuple[str, ...]]] = {
    "agreement": (_agreement, ("date", "name", "kind", "status", "parties")),
    "figure": (_figure, ("period", "measure", "of", "+value", "evidence")),
    "office": (_office, ("who", "office", "of", "when")),
    "document": (_document, ("published", "title", "outlet", "status", "+claims")),
    "actor": (_actor, ("name", "kind", "sides", "also", "+documents")),
}
LISTS: dict[str, tuple[Drawing, str]] = {
    "event": (_event, '<ol class="chronicle">'),
    "statement": (_statement, '<ol class="chronicle">'),
    "conflict": (_conflict, '<ul class="plain">'),
}


def listed(kind: str, found: Sequence[Any], of: Tongue) -> Markup:
    """Things of one kind as a list or a table; where there are none, words that say so."""
    if not found:
        return Markup('<p class="nothing">{}</p>').format(of.say("nothing"))
    if kind == "event" and len(found) >= MANY:
        return Markup(f'<ol class="chronicle">\n{_by_year(found, of)}</ol>')  # noqa: S704 - escaped
    if kind in LISTS:
        draw, tag = LISTS[kind]
        return Markup(f"{tag}\n{_all(draw, found, of)}</{tag[1:3]}>")  # noqa: S704 - escaped
    draw, heads = TABLES[kind]
    return _table(kind, heads, _all(draw, found, of), of)


def _by_year(found: Iterable[Any], of: Tongue) -> str:
    """Happenings under the years in which they begin; those without a year under no year."""
    rows, last = [], None
    for event in found:
        year = event.when[:4] if event.when[:4].isdigit() else ""
        if year != last:
            rows.append(f'<li class="year">{year or esc(of.say("year_undated"))}</li>\n')
            last = year
        rows.append(_event(event, of))
    return "".join(rows)


LEDGER = ("when", "what", "ledger_from", "recipients", "+value", "status", "evidence")


def ledger(acts: Sequence[Any], sums: Mapping[str, Sequence[str]], of: Tongue) -> Markup:
    """Aid and projects as a ledger: from whom, for whom, and the money told of each act."""
    if not acts:
        return listed("event", (), of)
    rows = [
        f'<tr><td>{_date(e.when, of.code)}</td><td><a href="{looks.href(e)}">'
        f"{esc(of.label('act', e.act) or of.label('type', e.type))}</a></td>"
        f"<td>{' '.join([_side(s, of.code) for s in e.senders])}</td>"
        f"<td>{' '.join([_side(s, of.code) for s in e.recipients])}</td>"
        f'<td class="num">{esc("; ".join(sums[e.id]))}</td><td>{_status(e.status, of.code)}</td>'
        f"<td>{_words(e)}</td></tr>\n"
        for e in acts
    ]
    return _table("ledger", LEDGER, "".join(rows), of)


def _table(name: str, heads: Iterable[str], rows: str, of: Tongue) -> Markup:
    head = "".join([_head(one, of) for one in heads])
    return Markup(  # noqa: S704 - escaped
        f'<div class="wide"><table class="of-{name}"><thead><tr>{head}</tr></thead><tbody>\n'
        f"{rows}</tbody></table></div>"
    )


def _all(draw: Drawing, found: Iterable[Any], of: Tongue) -> str:
    return "".join([draw(one, of) for one in found])


def _head(name: str, of: Tongue) -> str:
    number = ' class="num"' if name.startswith("+") else ""
    return f'<th scope="col"{number}>{esc(of.say(name.lstrip("+")))}</th>'
