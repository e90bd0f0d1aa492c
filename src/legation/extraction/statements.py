"""Statements: what speakers are quoted or reported as saying about the sides and their relations."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.extraction.statements_cues import Clauses
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar, Saying
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speaker, Speakers
from legation.record import Evidence, Statement


def statements(scene: Scene) -> tuple[Statement, ...]:
    """The statements that concern two or more sides, in the order of the text."""
    grammar = Grammar(scene)
    clauses, direct = Clauses(grammar), Direct(grammar)
    shut = frozenset(direct.shut)
    sayings = list(direct.sayings)
    for sentence in grammar.sentences():
        sayings += clauses.sayings(sentence, shut)
    sayings.sort(key=lambda s: (s.from_, s.start, s.token))
    speakers, scope = Speakers(scene), Scope(scene)
    found: list[Statement] = []
    for saying in sayings:
        speaker = speakers.speaker(saying.speaker)
        if speaker is None or scope.is_out(saying, speaker):
            continue
        found.append(_statement(scene, scope, saying, speaker))
    return tuple(found)


def _statement(scene: Scene, scope: Scope, saying: Saying, speaker: Speaker) -> Statement:
    quote = scene.markup.document.text[saying.start : saying.end]
    return Statement(
        document=scene.markup.document.id,
        evidence=(_evidence(scene, saying),),
        rule=f"{saying.kind}: {saying.verb}",
        speaker=speaker.name,
        speaker_state=speaker.state,
        quote=quote,
        direct=saying.kind in ("direct", "block") or any(mark in quote for mark in '«"„'),
        about=scope.about(saying),
    )


def _evidence(scene: Scene, saying: Saying) -> Evidence:
    start, end = min(saying.from_, saying.start), max(saying.to, saying.end)
    text = scene.markup.document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return scene.evidence(start, end)
