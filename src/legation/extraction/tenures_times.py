"""When a post was held: what the text says or implies, as EDTF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from legation.extraction.scene import Scene, once
from legation.extraction.tenures_people import Holding
from legation.extraction.when import times_of
from legation.extraction.when_clauses import is_verbal
from legation.extraction.when_told import told_when
from legation.record import Date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SEATS = frozenset({"должность", "пост"})
_LEAVING = frozenset({"уйти", "уходить", "отправить", "подать", "выйти"})
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
    if held.stage == "ends" or (held.stage == "is" and _is_left(scene, held)):
        return _until(own or day)
    if held.stage == "ahead":
        return own if own > day else ""
    if held.stage == "begins":
        return own if "/" in own else f"{own or day}/.." if own or day else ""
    if held.stage == "was":
        told = _of_story(scene, held) if held.rule.startswith("after") else ""  # «X, тогда министр»
        return own or told or (f"../{day}" if day else "")
    return own or _of_story(scene, held) or day


def _of_story(scene: Scene, held: Holding) -> str:
    """«Во время первого визита он вручил премьер-министру …»: the time of the story."""
    if held.office.time == "now" or _DAY.fullmatch(scene.markup.document.dated(0)):
        return ""
    told = told_when(scene, _verb_above(scene, held.at))
    return "" if isinstance(told, str) else told.edtf


def _until(when: str) -> str:
    """The open stretch that ends with the time; one with both ends stays («был послом в 2001–2009 гг.»)."""
    if "/" not in when:
        return f"../{when}" if when else ""
    return f"../{when[:-3]}" if when.endswith("/..") else when


def _is_left(scene: Scene, held: Holding) -> bool:
    """«ушёл с должности главы …», «срок полномочий президента …», «министр … отправлен в отставку»."""
    tokens = scene.markup.tokens
    before = [t.lemma for t in tokens[max(0, held.first - 3) : held.first]]
    if before and (before[-1] == "полномочие" or (before[-1] in _SEATS and before[-2:-1] in (["с"], ["со"]))):
        return True
    verb = _verb_above(scene, held.at)
    below = scene.markup.children[verb]
    resigned = tokens[verb].lemma in _LEAVING and any(tokens[c].lemma == "отставка" for c in below)
    return resigned and any(tokens[c].rel.startswith("nsubj") and held.first <= c < held.last for c in below)


def _verb_above(scene: Scene, at: int) -> int:
    tokens = scene.markup.tokens
    for _ in range(6):
        if is_verbal(tokens[at]) or tokens[at].head == at:
            break
        at = tokens[at].head
    return at


def _own_time(scene: Scene, held: Holding) -> str:
    """The time that the clause gives to the post or to what its holder did."""
    if held.office.time == "now" and held.stage == "is":
        return ""
    plain = held.rule.startswith(("before", "after", "a list", "a post"))
    kinds = ("point",) if plain else ("point", "span", "since", "until")
    since = [d for d in scene.markup.dates if d.kind == "since" and d.last == held.office.first and d.edtf]
    if since:
        return since[0].edtf
    found = [d for d in scene.markup.dates_between(held.first, held.last) if d.edtf]
    found = found or [d for d in times_of(scene, held.at) if d.edtf and (d.kind in kinds or _is_of_days(d))]
    if held.stage in ("was", "is") and len(found) == 2 and all("/" not in d.edtf for d in found):
        return f"{found[0].edtf}/{found[1].edtf}" if found[0].edtf < found[1].edtf else found[0].edtf
    return found[0].edtf if found else ""


def _is_of_days(date: Date) -> bool:
    """«25–28 апреля 2016 г.»: a stretch of days dates what was done in it."""
    return date.kind == "span" and not date.relative and len(date.edtf) == len("2016-04-25/2016-04-28")


def day_of_item(scene: Scene, token: int) -> str:
    """The day of the item in which a token stands: its passage's date, or the day its first words name."""
    markup = scene.markup
    dated = markup.document.dated(markup.tokens[token].start)
    if dated:
        return dated
    return _day_opening(scene, markup.passage_of(token))


@once
def _day_opening(scene: Scene, passage: int) -> str:
    """The day that the first words of a passage name, unless the passage goes on to tell of later years."""
    markup = scene.markup
    own = [s for s in markup.sentences if s.passage == passage][:_FIRST_SENTENCES]
    if not own:
        return ""
    dates = [d.edtf for d in markup.dates if own[0].first <= d.first < own[-1].last]
    day = next((edtf for edtf in dates if _DAY.fullmatch(edtf)), "")
    return "" if day and _is_history(scene, passage, day) else day


def _is_history(scene: Scene, passage: int, day: str) -> bool:
    """Whether the passage goes on to tell mostly of later years: the day it opens with is not its own."""
    markup = scene.markup
    inside = (d for d in markup.dates if markup.passage_of(d.first) == passage)
    years = [d.edtf[:4] for d in inside if d.edtf[:4].isdigit()]
    return 2 * sum(year > day[:4] for year in years) > len(years)
