"""Statements: what speakers are quoted or reported as saying about the sides and their relations."""

from __future__ import annotations

import msgspec

from legation.extraction.scene import Scene
from legation.extraction.statements_cues import Clauses
from legation.extraction.statements_direct import Direct
from legation.extraction.statements_grammar import Grammar, Saying
from legation.extraction.statements_scope import Scope
from legation.extraction.statements_speaker import Speaker, Speakers
from legation.extraction.statements_voice import Thought, Voices
from legation.record import Evidence, Statement

_PUT_IN = frozenset({"by", "as", "aside", "this"})


def statements(scene: Scene) -> tuple[Statement, ...]:
    """The statements that concern two or more sides, in the order of the text."""
    grammar = Grammar(scene)
    direct, speakers, scope = Direct(grammar), Speakers(grammar), Scope(scene)
    voices = Voices(grammar, frozenset(direct.shut))
    heard = [
        (saying, speaker)
        for saying, speaker in all_said(grammar, direct, speakers)
        if not scope.is_out(saying, speaker)
        and (not voices.speaks_at(saying.start) or _is_others(saying, speaker))
    ]
    heard = _told_again(grammar, _once(heard))
    found = [_statement(scope, speakers, saying, speaker) for saying, speaker in heard]
    taken = [(saying.from_, saying.to) for saying, _ in heard]
    found += [_thought(scope, speakers, thought) for thought in voices.thoughts(taken)]
    return tuple(sorted(found, key=lambda s: (s.evidence[0].start, s.quote)))


def all_said(grammar: Grammar, direct: Direct, speakers: Speakers) -> list[tuple[Saying, Speaker]]:
    """All that is said in a text and who says it, whether it concerns two sides or one."""
    shut = frozenset(direct.shut)
    sayings, clauses = list(direct.sayings), Clauses(grammar)
    for sentence in grammar.sentences():
        sayings += clauses.sayings(sentence, shut)
    found: list[tuple[Saying, Speaker]] = []
    for saying in sorted(sayings, key=lambda s: (s.from_, s.start, s.token)):
        speaker = speakers.speaker(saying.speaker, saying.token)
        if speaker is not None and saying.kind != "mute":
            found.append((saying, speaker))
    return found


def _once(heard: list[tuple[Saying, Speaker]]) -> list[tuple[Saying, Speaker]]:
    """The same words once: an outlet that passes on another's words gives way to the other."""
    kept: list[tuple[Saying, Speaker]] = []
    for saying, speaker in heard:
        rival = next((n for n, other in enumerate(kept) if _same_words(other, (saying, speaker))), -1)
        if rival < 0:
            kept.append((saying, speaker))
        elif _weight(saying, speaker) >= _weight(*kept[rival]):
            kept[rival] = (saying, speaker)
    return kept


def _told_again(grammar: Grammar, heard: list[tuple[Saying, Speaker]]) -> list[tuple[Saying, Speaker]]:
    """A headline that says what the text says in full is more evidence of it, no statement of its own."""
    kept: list[tuple[Saying, Speaker]] = []
    for number, (saying, speaker) in enumerate(heard):
        later = range(number + 1, len(heard))
        full = next((n for n in later if _repeats(grammar, (saying, speaker), heard[n])), -1)
        if full < 0:
            kept.append((saying, speaker))
            continue
        whole = (saying.from_, saying.to)
        heard[full] = (msgspec.structs.replace(heard[full][0], also=whole), heard[full][1])
    return kept


def _repeats(grammar: Grammar, headline: tuple[Saying, Speaker], other: tuple[Saying, Speaker]) -> bool:
    """Whether a line without a full stop says in short what `other` says, of the same speaker."""
    (short, first), (full, second) = headline, other
    ended = grammar.text[short.to - 1] in ".!?…»" or grammar.text[short.to : short.to + 1] != "\n"
    if first.name != second.name or ended:
        return False
    words = grammar.content_words(short.start, short.end)
    shared = words & grammar.content_words(full.start, full.end)
    return len(words) > 1 and len(shared) > 0.5 * len(words)


def _same_words(one: tuple[Saying, Speaker], other: tuple[Saying, Speaker]) -> bool:
    """Whether two attributions share most of what is said, or one credits an outlet with the other."""
    (a, first), (b, second) = one, other
    shared = min(a.end, b.end) - max(a.start, b.start)
    if shared > 0.6 * min(a.end - a.start, b.end - b.start):
        return True
    credits = [s for s, speaker in (one, other) if s.kind in _PUT_IN and speaker.kind == "outlet"]
    return len(credits) == 1 and (a.from_, a.to) == (b.from_, b.to) and first != second


def _weight(saying: Saying, speaker: Speaker) -> int:
    """How closely an attribution holds its words; an outlet that is put in gives way to everybody."""
    if saying.kind in _PUT_IN:
        return 0 if speaker.kind == "outlet" or saying.kind == "this" else 2
    return 1


def _is_others(saying: Saying, speaker: Speaker) -> bool:
    """Whether somebody's own text reports what another said, and does not just judge what a side thinks."""
    if speaker.kind in ("person", "outlet"):
        return True
    return speaker.kind != "state" and saying.kind in ("that", "by", "as", "aside", "direct")


def _thought(scope: Scope, speakers: Speakers, thought: Thought) -> Statement:
    scene, voice = scope.scene, thought.voice
    named = speakers.speaker(voice.speaker) if voice.speaker >= 0 else None
    evidence = [scene.evidence(thought.start, thought.end)]
    if voice.from_ < voice.to:
        evidence.append(scene.evidence(voice.from_, voice.to))
    end = thought.end
    while end > thought.start and scene.markup.document.text[end - 1] in ".…":
        end -= 1
    return Statement(
        document=scene.markup.document.id,
        evidence=tuple(evidence),
        rule="voice",
        speaker=named.name if named is not None and named.kind == "person" else voice.name,
        speaker_state=named.state if named is not None else "",
        quote=scene.markup.document.text[thought.start : end],
        direct=True,
        about=scope.spoken_of(thought.start, thought.end, named.state if named is not None else ""),
    )


def _statement(scope: Scope, speakers: Speakers, saying: Saying, speaker: Speaker) -> Statement:
    scene = scope.scene
    quote = scene.markup.document.text[saying.start : saying.end]
    return Statement(
        document=scene.markup.document.id,
        evidence=_evidence(scene, saying),
        rule=f"{saying.kind}: {saying.verb}",
        speaker=speaker.name,
        speaker_state=speaker.state,
        quote=quote,
        direct=saying.kind in ("direct", "block") or any(mark in quote for mark in '«"„'),
        about=scope.spoken_of(saying.start, saying.end, speaker.state),
        via=speakers.via(saying.from_, saying.to, (saying.start, saying.end), speaker),
    )


def _evidence(scene: Scene, saying: Saying) -> tuple[Evidence, ...]:
    """The sentence or stretch with its attribution, and where it is told again."""
    text = scene.markup.document.text
    start, end = min(saying.from_, saying.start), max(saying.to, saying.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    also = (scene.evidence(*saying.also),) if saying.also[1] > saying.also[0] else ()
    return (scene.evidence(start, end), *also)
