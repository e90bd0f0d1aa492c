"""Markup → Claims: one extractor for each kind of claim, each reading the same `Scene`."""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.acts import events, visitors
from legation.extraction.agreements import agreements, agreements_of, instruments_told
from legation.extraction.agreements_events import signings
from legation.extraction.cast import cast_of
from legation.extraction.english.agreements import agreements as english_agreements
from legation.extraction.english.statements import statements as english_statements
from legation.extraction.english.tenures import tenures as english_tenures
from legation.extraction.figures import figures
from legation.extraction.scene import Scene
from legation.extraction.statements import statements
from legation.extraction.tenures import tenures
from legation.record import Event, Markup, Reading, Statement, Tenure
from legation.vocabulary.states import states

__all__ = [
    "Scene",
    "agreements",
    "cast_of",
    "events",
    "extract",
    "figures",
    "scene_of",
    "statements",
    "tenures",
]


def scene_of(markup: Markup) -> Scene:
    """A marked document with its cast of actors: what every extractor reads from."""
    return Scene(markup=markup, mentions=cast_of(markup))


def extract(markup: Markup) -> Reading:
    """Everything that one marked document claims."""
    scene = scene_of(markup)
    acts = events(scene)
    if scene.is_english:
        concluded = english_agreements(scene)
    else:
        told = instruments_told(scene, acts)
        concluded = agreements_of(scene, told)
        if more := signings(scene, acts, told, concluded):
            acts = in_order((*acts, *more))
    said = english_statements(scene) if scene.is_english else statements(scene)
    acting = frozenset(actor for event in acts for actor in event.actors) | {s.speaker for s in said}
    held = english_tenures(scene, acting) if scene.is_english else tenures(scene, acting, visitors(acts))
    return Reading(
        document_id=markup.document.id,
        mentions=scene.mentions,
        events=acts,
        statements=_with_sides(said, held),
        figures=figures(scene),
        agreements=concluded,
        tenures=held,
    )


def in_order(acts: tuple[Event, ...]) -> tuple[Event, ...]:
    """The acts in the order in which the text first tells them."""
    return tuple(sorted(acts, key=lambda act: act.evidence[0].start))


def _with_sides(said: tuple[Statement, ...], held: tuple[Tenure, ...]) -> tuple[Statement, ...]:
    """The statements, each speaker whose side is open on that of the post that the document gives him."""
    sides: dict[str, set[str]] = {}
    for post in held:
        if post.of in states():
            sides.setdefault(post.person, set()).add(post.of)
    return tuple(
        replace(one, speaker_state=min(of), derived={**one.derived, "speaker_state": "the speaker's post"})
        if not one.speaker_state and len(of := sides.get(one.speaker, set())) == 1
        else one
        for one in said
    )
