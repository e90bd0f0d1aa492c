"""Acts: who did what to whom, from words and syntax."""

from __future__ import annotations

from collections.abc import Callable

from legation.extraction.acts.completed import complete
from legation.extraction.acts.custody import give_holders
from legation.extraction.acts.found import Failure, Match
from legation.extraction.acts.match import clause_of, triggers, try_frame
from legation.extraction.acts.merge import Told, merged
from legation.extraction.acts.scope import HARD, hidden, is_asked, is_question, sports, titles
from legation.extraction.acts.telling import swallowed, told
from legation.extraction.scene import Scene
from legation.record import Event

__all__ = ["events", "matches"]


def matches(
    scene: Scene, failures: Callable[[Failure], None] | None = None, alone: bool = False
) -> list[Match]:
    """The frames that fit, one at most for each word, in the order of the text.

    `alone` takes acts within one side too, which are out of the record's scope but not of PLOVER's.
    """
    found: list[Match] = []
    out, sport = [*hidden(scene), *titles(scene)], sports(scene)
    for number, noun, frames in triggers(scene):
        token = scene.markup.tokens[number]
        if out and any(start <= token.start < end for start, end in out):
            continue
        sentence = scene.markup.sentence_of[number]
        if scene.markup.sentences[sentence].passage in sport:
            frames = tuple(frame for frame in frames if frame.type in HARD)
        if is_question(scene, sentence) or is_asked(scene, number):
            continue
        clause = clause_of(scene, number, noun)
        for frame in frames:
            result = try_frame(scene, clause, frame, found, alone)
            if isinstance(result, Match):
                found.append(result)
                break
            if failures is not None:
                failures(Failure(number, frame.name, result))
    return found


def events(scene: Scene) -> tuple[Event, ...]:
    """Every happening between sides that the document tells, once each, in the order of the text."""
    found = matches(scene)
    complete(scene, found)
    give_holders(scene, found)
    gone = swallowed(scene, found)
    tellings: list[Told] = []
    for match in found:
        if match.trigger not in gone:
            tellings += told(scene, match)
    return tuple(_event(scene, telling) for telling in merged(tellings))


def _event(scene: Scene, telling: Told) -> Event:
    return Event(
        document=scene.markup.document.id,
        evidence=tuple(telling.evidence),
        rule=telling.rule,
        derived=telling.derived,
        type=telling.type,
        act=telling.act,
        status=telling.status,
        when=telling.when,
        when_text=telling.when_text,
        states=tuple(sorted(telling.states)),
        actors=telling.actors,
        place=telling.place,
        sources=telling.sources,
        recipients=telling.recipients,
    )
