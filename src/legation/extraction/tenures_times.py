"""When a post was held: what the text says or implies, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.extraction.scene import Scene
from legation.extraction.tenures_people import Holding
from legation.extraction.when import times_of
from legation.record import Date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_SENTENCES = 2  # a news item without a dateline names its day this early, if at all


def held_when(scene: Scene, holdings: Sequence[Holding]) -> str:
    """When the post was held, as all the places that tell of it have it; empty where none gives a time."""
    told = [(h.stage, _time(scene, h)) for h in holdings]
    spans = [when for _, when in told if "/" in when and ".." not in when]
    if spans:
        return spans[0]
    since = next((when for _, when in told if when.endswith("/..")), "")
    until = next((when for _, when in told if when.startswith("../")), "")
    if since and until and since[:-3] < until[3:]:
        return since[:-2] + until[3:]
    points = [when for stage, when in told if when and "/" not in when and stage != "ends"]
    return since or (points[0] if points else until)


def _time(scene: Scene, held: Holding) -> str:
    """The time that one place gives."""
    day = day_of_item(scene, held.first)
    own = _own_time(scene, held)
    if held.stage == "ends":
        return f"../{own or day}" if (own or day) and "/" not in (own or day) else own
    if held.stage == "ahead":
        return own if own > day else ""
    if held.stage == "begins":
        return own if "/" in own else f"{own or day}/.." if own or day else ""
    if held.stage == "was":
        return own or (f"../{day}" if day else "")
    return own or day


def _own_time(scene: Scene, held: Holding) -> str:
    """The time that the clause gives to the post or to what its holder did."""
    if held.office.time == "now" and held.stage == "is":
        return ""
    plain = held.rule.startswith(("before", "after", "a list", "a post"))
    kinds = ("point",) if plain else ("point", "span", "since", "until")
    dates = [d for d in times_of(scene, held.at) if d.edtf and d.kind in kinds]
    since = [d for d in scene.markup.dates if d.kind == "since" and d.last == held.office.first and d.edtf]
    if since:
        return since[0].edtf
    between = [d for d in scene.markup.dates if held.first <= d.first < held.last and d.edtf]
    found: list[Date] = between or dates
    if held.stage in ("was", "is") and len(found) == 2 and all("/" not in d.edtf for d in found):
        return f"{found[0].edtf}/{found[1].edtf}" if found[0].edtf < found[1].edtf else found[0].edtf
    return found[0].edtf if found else ""


def day_of_item(scene: Scene, token: int) -> str:
    """The day of the item in which a token stands: its passage's date, or the day its first words name."""
    markup = scene.markup
    dated = markup.document.dated(markup.tokens[token].start)
    if dated:
        return dated
    number = markup.sentences[markup.sentence_of[token]].passage
    own = [s for s in markup.sentences if s.passage == number][:_FIRST_SENTENCES]
    if not own:
        return ""
    dates = [d.edtf for d in markup.dates if own[0].first <= d.first < own[-1].last]
    return next((edtf for edtf in dates if _DAY.fullmatch(edtf)), "")
