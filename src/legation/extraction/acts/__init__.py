"""Acts: who did what to whom, from words and syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from legation.extraction.acts.completed import complete
from legation.extraction.acts.custody import give_holders
from legation.extraction.acts.found import Failure, Match
from legation.extraction.acts.gapped import done_again
from legation.extraction.acts.listed import inside_lines, listed
from legation.extraction.acts.lone import take_other
from legation.extraction.acts.match import clause_of, triggers, try_frame
from legation.extraction.acts.merge import merged
from legation.extraction.acts.modes import give_means, give_modes
from legation.extraction.acts.same import Told
from legation.extraction.acts.scope import (
    ADMITTED,
    HARD,
    hidden,
    is_asked,
    is_question,
    sports,
    titles,
    told_of_sport,
    words_of,
)
from legation.extraction.acts.telling import swallowed, told
from legation.extraction.scene import Scene
from legation.record import Event

__all__ = ["events", "matches", "visitors"]


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
        of_sport = scene.markup.sentences[sentence].passage in sport
        if of_sport:
            frames = tuple(frame for frame in frames if frame.type in ADMITTED)
        if failures is None:  # nobody asks why a frame falls
            words = words_of(scene, sentence)
            frames = tuple([frame for frame in frames if frame.may_stand_among(words)])
        if not frames or is_question(scene, sentence) or is_asked(scene, number):
            continue
        clause = clause_of(scene, number, noun)
        lone: list[Match] = []
        for frame in frames:
            result = try_frame(scene, clause, frame, found, lone, alone)
            if isinstance(result, Match):
                if of_sport and not told_of_sport(scene, result):
                    continue
                found.append(result)
                break
            if failures is not None:
                failures(Failure(number, frame.name, result))
        else:
            lone = [match for match in lone if match.frame.type in HARD] if of_sport else lone
            found += next(([match] for match in lone if take_other(scene, match, found)), [])
    return found


def events(scene: Scene) -> tuple[Event, ...]:
    """Every happening between sides that the document tells, once each, in the order of the text."""
    found = matches(scene)
    complete(scene, found)
    give_holders(scene, found)
    gone = swallowed(scene, found) | inside_lines(scene)
    tellings: list[Told] = []
    for match in found:
        if match.trigger not in gone:
            tellings += told(scene, match)
            for again in done_again(scene, match):
                tellings += told(scene, again)
    give_modes(tellings)
    tellings, signings = listed(scene, tellings)
    told_once = merged(tellings)
    if signings:
        told_once = sorted([*told_once, *signings], key=lambda t: t.trigger)
    give_means(scene, told_once)
    return tuple(_event(scene, telling) for telling in told_once)


def visitors(told: Iterable[Event]) -> dict[str, str]:
    """Of whom it is told that they visited another state: person → ISO code of the own one, where all visits
    agree on it.
    """
    found: dict[str, set[str]] = {}
    for event in told:
        if event.act == "visit" and len(event.sources) == 1 and event.sources[0] in event.states:
            for name in event.actors if not set(event.sources) & set(event.recipients) else ():
                found.setdefault(name, set()).add(event.sources[0])
    return {name: min(states) for name, states in found.items() if len(states) == 1}


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
