"""Times that a word hands on to an act: «с июля, когда Париж признал …», «в среду … Тогда армия …»."""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.scene import Scene
from legation.extraction.when_clauses import chain_of
from legation.record import Date

_THEN = frozenset({"тогда"})
_WHEN = frozenset({"когда"})
_OPENING = 2  # tokens in which a sentence says «тогда», «но тогда»


def linked_date(scene: Scene, token: int) -> Date | None:
    """The time that «когда» or «тогда» gives the verb of an act, as a point; None where neither does."""
    _, verb = chain_of(scene.markup.tokens, token)
    date = _at_when(scene, verb) or _before_then(scene, verb)
    return _as_point(date) if date is not None else None


def _at_when(scene: Scene, verb: int) -> Date | None:
    """«Отношения испорчены с июля, когда Париж признал …»: the act was in July."""
    tokens = scene.markup.tokens
    when = next((c for c in scene.markup.children[verb] if tokens[c].lemma in _WHEN and c < verb), -1)
    if when < 1:
        return None
    end = when - 1 if tokens[when - 1].text == "," else when
    sentence = scene.markup.sentences[scene.markup.sentence_of[verb]]
    told = scene.markup.dates_between(sentence.first, when)
    return told[-1] if told and told[-1].last == end and told[-1].edtf else None


def _before_then(scene: Scene, verb: int) -> Date | None:
    """«… упавшие в среду на деревню. Тогда армия …», «прячется с 1998 года, тогда суд осудил его»."""
    markup, tokens = scene.markup, scene.markup.tokens
    then = next((c for c in markup.children[verb] if tokens[c].lemma in _THEN), -1)
    if then < 0 or tokens[then + 1].lemma == "же":
        return None
    number = markup.sentence_of[verb]
    sentence = markup.sentences[number]
    told = [d for d in markup.dates_between(sentence.first, then) if d.kind != "duration"]
    if told or then - sentence.first >= _OPENING or not number:
        return told[-1] if told and tokens[then - 1].text in {",", "и"} and told[-1].edtf else None
    before = markup.sentences[number - 1]
    told = [d for d in markup.dates_between(before.first, before.last) if d.kind != "duration"]
    return told[-1] if before.passage == sentence.passage and told and told[-1].edtf else None


def _as_point(date: Date) -> Date:
    """The time at which a stretch begins or ends."""
    edtf = date.edtf
    if date.kind == "since":
        edtf = edtf.split("/")[0]
    elif date.kind == "until":
        edtf = edtf.rsplit("/", 1)[-1]
    return replace(date, edtf=edtf, kind="point" if date.kind in {"since", "until"} else date.kind)
