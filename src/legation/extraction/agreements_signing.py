"""How an instrument was concluded: the signing that the text's acts tell of it, its sides and its time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from legation.extraction.agreements_lists import Listed, lists_of, sides_of_list
from legation.extraction.agreements_names import Instrument, instruments_named
from legation.extraction.agreements_status import governing
from legation.extraction.scene import Scene
from legation.extraction.when import when_of
from legation.record import Event
from legation.vocabulary.instruments import instruments


class Signing(Struct, frozen=True, kw_only=True):
    """The sides, the time and the status (an event's) of a signing; `listed` if a list tells it."""

    sides: tuple[str, ...]
    when: str
    status: str
    listed: bool = False


def listed_by_noun(scene: Scene) -> dict[int, Listed]:
    """The lists that hold instruments, by the nouns of these."""
    return {line.head: one for one in lists_of(scene) for line in one.lines}


def signing_of(
    scene: Scene, named: Instrument, acts: Sequence[Event], listed: Mapping[int, Listed]
) -> Signing | None:
    """The signing that the text tells of the instrument, if any."""
    signings = [e for e in acts if e.type == "SUPPORT" and e.act == "sign"]
    if one := listed.get(named.head):
        return _of_list(scene, named, one, signings)
    concludes = instruments().telling["concludes"] | {"принять", "принятие"}
    tokens = scene.markup.tokens
    for number in governing(scene, named):
        if tokens[number].lemma not in concludes:
            continue
        at = tokens[number].start
        near = [(p.end - p.start, e) for e in signings for p in e.evidence if p.start <= at < p.end]
        if near:
            event = min(near, key=lambda told: told[0])[1]
            return Signing(sides=event.states, when=event.when, status=event.status)
    return None


def _of_list(scene: Scene, named: Instrument, one: Listed, signings: Sequence[Event]) -> Signing:
    start = scene.markup.tokens[named.first].start
    event = next((e for e in signings if e.evidence[0].start == start), None)
    if event is not None:
        return Signing(sides=event.states, when=event.when, status=event.status, listed=True)
    when, _ = when_of(scene, one.signing)
    return Signing(sides=sides_of_list(scene, one), when=when, status="happened", listed=True)


def every_instrument(scene: Scene) -> tuple[Instrument, ...]:
    """Every instrument that the text names, those of lists by their whole lines."""
    lines = {line.head: line for one in lists_of(scene) for line in one.lines}
    return instruments_named(scene, lines)
