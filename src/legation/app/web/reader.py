"""A document's text with its marks, and the cards of what rests on it, as HTML; drawn here as lists are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import Markup

from legation.app.web import address, drawn, looks
from legation.app.web.language import Tongue
from legation.app.web.looks import esc
from legation.app.web.marks import Piece, Section
from legation.store.desk import Stretch


def text(sections: Sequence[Section], of: Tongue) -> Markup:
    """The text passage by passage, each piece of evidence a link to the card of what rests on it."""
    several = len(sections) > 1
    shown = [_section(section, several, of) for section in sections if section.has_words]
    return Markup("".join(shown))  # noqa: S704 - escaped


def _section(section: Section, several: bool, of: Tongue) -> str:
    dateline = ""
    if several and (section.published or section.author):
        dateline = f'<p class="dateline">{esc(section.author)} {drawn.date(section.published, of)}</p>'
    run = "".join([_piece(piece, of) for piece in section.pieces])
    return f'<section class="passage">{dateline}<div class="run">{run}</div></section>'


def _piece(piece: Piece, of: Tongue) -> str:
    words = esc(piece.text)
    if piece.marks:
        furniture = " furniture" if piece.why else ""
        id = f' id="{piece.anchors[0]}"' if piece.anchors else ""
        items = esc(" ".join([mark.item for mark in piece.marks]))
        words = (
            f'<a class="mark {piece.classes}{furniture}"{id} href="#c-{esc(piece.innermost)}" '
            f'data-items="{items}">{words}</a>'
        )
    elif piece.why:
        title = esc(of.say("furniture", why=piece.why))
        words = f'<span class="furniture" title="{title}">{words}</span>'
    return "".join([f'<span id="{anchor}"></span>' for anchor in piece.anchors[1:]]) + words


def cards(stretch: Stretch, of: Tongue) -> Markup:
    """What rests on the text, in its order, each with links to where its words stand."""
    return Markup("".join([_card(item, stretch, of) for item in stretch.items]))  # noqa: S704 - escaped


def _card(item: Any, stretch: Stretch, of: Tongue) -> str:
    kind, day = looks.kind(item), looks.day(item)
    dated = f' <span class="count">{drawn.date(day, of)}</span>' if day else ""
    named, title = esc(of.label("kind", kind)), esc(looks.short(looks.title(item, of), 110))
    here = [told.evidence for told in item.claims if told.document == stretch.facts.id]
    return (
        f'<li id="c-{esc(item.id)}" class="card k-{kind}"><span class="kind">{named}</span> '
        f'<a class="title" href="{looks.href(item)}">{title}</a>{dated} '
        f"{''.join([_to_text(evidence, stretch, of) for evidence in here])}</li>"
    )


def _to_text(evidence: Iterable[Any], stretch: Stretch, of: Tongue) -> str:
    found, said = [], esc(of.say("to_text"))
    for e in evidence:
        shown = e.start < stretch.end and stretch.start < e.end
        where = f"#m-{e.start}-{e.end}" if shown else address.mark(stretch.facts.id, e.start, e.end)
        sheet = f", {esc(of.say('on_page', n=e.page))}" if e.page else ""
        label = f"{said}: {esc(looks.short(e.quote, 60))}"
        found.append(f'<a class="to" href="{where}" aria-label="{label}">{said}{sheet}</a> ')
    return "".join(found)
