"""How things look in words: titles, addresses, rows; and what is safe to show."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from legation.app.web import address
from legation.app.web.language import Tongue
from legation.record.resolved import (
    ResolvedActor,
    ResolvedAgreement,
    ResolvedConflict,
    ResolvedEvent,
    ResolvedFigure,
    ResolvedOffice,
    ResolvedStatement,
)
from legation.vocabulary.intensity import epithets

# Control characters, and those that turn the direction of writing: a page may hold them to deceive.
_HOSTILE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
SYMBOLS = {"=": "", "~": "≈ ", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ "}


def clean(words: str) -> str:
    """The same number of characters, with those that deceive as «\ufffd»."""
    if words.isprintable():  # as nearly all are; what deceives is not
        return words
    return _HOSTILE.sub("\ufffd", words)


def esc(words: str) -> str:
    """Words as they may stand in HTML: escaped, and cleared of characters that deceive."""
    if not words.isprintable():
        words = clean(words)
    # To look for each of them takes a third of what an expression takes; most words hold none.
    if "&" in words or "<" in words or ">" in words or '"' in words or "'" in words:
        return str(escape(words))
    return words


def shown(value: Any) -> Any:
    """What a template shows: words cleared of characters that deceive; nothing for None."""
    if value is None:
        return ""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_tags: dict[type[Any], str] = {}  # of each kind of struct


def kind(thing: Any) -> str:
    """`event`, `statement`, `figure`, `agreement`, `office`, `conflict`, `actor` or `document`."""
    known = _tags.get(type(thing))
    if known is None:
        known = _tags[type(thing)] = str(type(thing).__struct_config__.tag)
    return known


def short(words: str, length: int = 160) -> str:
    """Words cut between words."""
    if len(words) <= length and "\n" not in words and "  " not in words:
        return words
    words = " ".join(words.split())
    return words if len(words) <= length else words[:length].rpartition(" ")[0] + " …"


def href(thing: Any) -> str:
    """The address of a thing's page."""
    return address.of(kind(thing), thing.id)


def actor_href(actor: ResolvedActor) -> str:
    """The address of an actor's page; states have pages of their own."""
    return address.at(actor.id) if actor.kind == "state" else address.at("actor", actor.id)


def title(thing: Any, tongue: Tongue) -> str:
    """What a thing is, in a few words."""
    match thing:
        case ResolvedEvent():
            what = tongue.label("act", thing.act) or tongue.label("type", thing.type)
            who = ", ".join(thing.names[:3]) + (" …" if len(thing.names) > 3 else "")
            who = who or ", ".join(tongue.state(code) for code in thing.states[:3])
            return f"{what}: {who}" if who else what
        case ResolvedStatement():
            return f"{thing.speaker_name or thing.speaker}: «{short(thing.quote.strip('«»“”'), 120)}»"
        case ResolvedFigure():
            return f"{tongue.label('measure', thing.measure)}: {figure(thing, tongue)}"
        case ResolvedAgreement():
            return thing.name
        case ResolvedOffice():
            return f"{thing.person_name or thing.person}: {thing.office}"
        case ResolvedConflict():
            return f"{tongue.label('conflict', thing.kind)}: {short(thing.about, 120)}"
        case ResolvedActor():
            return tongue.state(thing.id) if thing.kind == "state" else thing.name
    return str(getattr(thing, "title", "") or getattr(thing, "name", ""))


def day(thing: Any) -> str:
    """The date of a thing (EDTF)."""
    for name in ("when", "date", "period", "told", "published"):
        if value := getattr(thing, name, ""):
            return str(value)
    return ""


def figure(thing: ResolvedFigure, tongue: Tongue) -> str:
    """A figure's value with its comparator and unit."""
    return f"{SYMBOLS.get(thing.comparator, '')}{tongue.number(thing.value)}\u00a0{thing.unit}".strip()


def first_quote(thing: Any) -> str:
    """The words that say a thing, of its first source."""
    return next((e.quote for told in thing.claims for e in told.evidence), "")


def first_mark(thing: Any) -> str:
    """The address of the mark that says a thing, of its first source."""
    return next(
        (address.mark(told.document, e.start, e.end) for told in thing.claims for e in told.evidence), ""
    )


def sides(thing: Any) -> tuple[str, ...]:
    """The sides of a thing: ISO codes, or bodies that are parties."""
    for name in ("states", "parties", "about"):
        if value := getattr(thing, name, ()):
            return tuple(value)
    return (
        tuple(code for code in (getattr(thing, "of", ""),) if code)
        if isinstance(thing, ResolvedOffice)
        else ()
    )


@lru_cache(8_192)
def with_epithets(words: str) -> Markup:
    """Words with what they call the other side marked."""
    words, at, parts = clean(words), 0, []
    for found in epithets(words):
        parts += [escape(words[at : found.start]), Markup("<b>"), escape(words[found.start : found.end])]
        parts.append(Markup("</b>"))
        at = found.end
    return Markup("").join([*parts, escape(words[at:])])


def is_state(code: str) -> bool:
    """Whether a side is a state by its code."""
    return len(code) == 3 and code.isalpha() and code.isupper()
