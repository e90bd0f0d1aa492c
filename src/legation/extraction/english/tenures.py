"""Who held which office, as English texts tell it."""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.english.holders import Bearer, Holding, holdings
from legation.extraction.english.posts import posts_named
from legation.extraction.scene import Scene
from legation.extraction.tenures import side_of_passage
from legation.extraction.tenures_times import day_of_item
from legation.extraction.when import times_of
from legation.record import Tenure
from legation.vocabulary.states import states

_COUNTERPART = "counterpart"


def held(scene: Scene) -> tuple[Holding, ...]:
    """Every person and post that the document joins, mention by mention."""
    people = [m for m in scene.mentions if m.kind == "person" and m.how in ("name", "surname")]
    bearers = [Bearer(m.first, m.last, m.name) for m in people]
    named = {n: b for b in bearers for n in range(b.first, b.last)}
    found = holdings(scene.markup, posts_named(scene.markup, named, scene.mention_at), bearers)
    return tuple(_told_by_other(scene, one, found) for one in found)


def speaks_for(scene: Scene) -> dict[str, str]:
    """Person's name → the body whose post they hold; worked out once a scene."""
    known: dict[str, str] | None = scene.__dict__.get("_speaks_for")
    if known is None:
        bodies = {one.bearer.name: one.post.of for one in held(scene) if one.post.of not in states()}
        known = scene.__dict__["_speaks_for"] = {name: body for name, body in bodies.items() if body}
    return known


def _told_by_other(scene: Scene, one: Holding, found: tuple[Holding, ...]) -> Holding:
    """«his Indian counterpart X»: X holds for India the post that the person before holds."""
    if one.post.noun != _COUNTERPART:
        return one
    before = [h for h in found if h.first < one.first and h.bearer.name != one.bearer.name]
    before = [h for h in before if h.post.noun != _COUNTERPART]
    if not before:
        return one
    post = before[-1].post
    sides = (scene.mention_at(n) for n in range(post.head + 1, post.last))
    own = next((m for m in sides if m is not None and m.kind == "state"), None)
    tokens = scene.markup.tokens
    end = tokens[post.last - 1].end
    if own is not None:
        last = own.first
        while last > post.head + 1 and tokens[last - 1].pos in ("DET", "ADP"):
            last -= 1
        end = tokens[last - 1].end
    text = " ".join(scene.markup.document.text[tokens[post.bare].start : end].split())
    return replace(one, post=replace(one.post, text=text, noun=post.noun))


def tenures(scene: Scene, acting: frozenset[str]) -> tuple[Tenure, ...]:
    """Every office that belongs in the record, once per person and office.

    `acting` are those who act or speak in the document: posts that are no state's count only for them.
    """
    groups: list[list[Holding]] = []
    for one in held(scene):
        if one.post.room != "public" and one.bearer.name not in acting:
            continue
        group = next((g for g in groups if _same(g[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return tuple(_tenure(scene, group) for group in groups)


def _same(one: Holding, other: Holding) -> bool:
    """Whether two places tell of one office of one person."""
    if one.bearer.name != other.bearer.name:
        return False
    if one.post.noun == other.post.noun and (one.stage == "ends") == (other.stage == "ends"):
        return not (one.post.of and other.post.of) or one.post.of == other.post.of
    words = [frozenset(h.post.text.lower().split()) for h in (one, other)]
    return words[0] <= words[1] or words[1] <= words[0]


def _tenure(scene: Scene, group: list[Holding]) -> Tenure:
    tokens = scene.markup.tokens
    best = max(group, key=lambda h: (bool(h.post.of), len(h.post.text)))
    of = best.post.of or next((h.post.of for h in group if h.post.of), "") or _state_of(scene, best)
    derived = {}
    if not of and best.post.room == "public":
        of = _side_meant(scene, best)
        derived = {"of": "the side that the text around speaks of"} if of else {}
    return Tenure(
        document=scene.markup.document.id,
        evidence=tuple(scene.evidence(tokens[h.first].start, tokens[h.last - 1].end) for h in (best,)),
        person=best.bearer.name,
        office=best.post.text,
        of=of,
        when=_when(scene, group),
        derived=derived,
        rule=f"{best.rule}/{best.stage}",
    )


def _side_meant(scene: Scene, one: Holding) -> str:
    """The side of a post that names none: of which the passage mostly speaks, or where it is dated from."""
    markup = scene.markup
    found = side_of_passage(scene, one.first)
    passage = markup.passage_of(one.first)
    first = next(s for s in markup.sentences if s.passage == passage)
    dateline = next((m for m in scene.mentions if first.first <= m.first), None)
    if not found and dateline is not None and dateline.kind == "place" and dateline.first <= first.first + 1:
        found = dateline.state
    return found if found in states() else ""


def _state_of(scene: Scene, one: Holding) -> str:
    """The side of the person elsewhere in the document."""
    for mention in scene.mentions:
        if mention.kind == "person" and mention.name == one.bearer.name and mention.state in states():
            return mention.state
    return ""


def _when(scene: Scene, group: list[Holding]) -> str:
    told = [_time(scene, one) for one in group]
    bounded = [when for when in told if "/" in when]
    return bounded[0] if bounded else next((when for when in told if when), "")


def _time(scene: Scene, one: Holding) -> str:
    """When one place says that the post was held."""
    day = day_of_item(scene, one.first)
    dates = [d.edtf for d in times_of(scene, one.at) if d.edtf and d.kind in ("point", "since", "span")]
    own = dates[0] if dates else ""
    if one.stage == "ends":
        return f"../{day}" if day else ""
    if one.stage == "begins" and one.rule.startswith("by"):
        return f"{own or day}/.." if own or day else ""
    if one.stage == "ahead":
        return own if own > day else ""
    if one.stage == "begins":
        return f"{day}" if day else ""
    return own or day
