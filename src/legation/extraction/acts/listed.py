"""Signings told as a list: each instrument of «подписаны: …» is an act of its own, its line the evidence."""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.acts.same import Told
from legation.extraction.agreements_lists import Listed, lists_of, sides_of_list
from legation.extraction.agreements_names import Instrument
from legation.extraction.scene import Scene
from legation.extraction.when import when_of

ACT = ("SUPPORT", "sign")


def inside_lines(scene: Scene) -> frozenset[int]:
    """The tokens of the names of listed instruments: they name acts and tell none."""
    return frozenset(n for one in lists_of(scene) for line in one.lines for n in range(line.first, line.last))


def listed(scene: Scene, tellings: list[Told]) -> tuple[list[Told], list[Told]]:
    """The tellings without those of the sentences that open a list, and the signings that the lists tell."""
    signings: list[Told] = []
    for one in lists_of(scene):
        heads = [
            t for t in tellings if (t.type, t.act) == ACT and one.told.first <= t.trigger < one.told.last
        ]
        tellings = [t for t in tellings if t not in heads]
        head = heads[0] if heads and len(heads[0].states) > 1 else _head(scene, one)
        if len(head.states) > 1:
            signings += [_signing(scene, head, line) for line in one.lines]
        else:
            tellings += heads
    return tellings, signings


def _head(scene: Scene, one: Listed) -> Told:
    """The signing that the sentence over a list tells, where no frame has read it."""
    tokens, markup = scene.markup.tokens, scene.markup
    when, words = when_of(scene, one.signing)
    sides = sides_of_list(scene, one)
    last = min(one.told.last, one.lines[0].first)
    return Told(
        type=ACT[0],
        act=ACT[1],
        status="happened",
        when=when,
        when_text=words,
        states=frozenset(sides),
        actors=(),
        place="",
        sources=sides,
        recipients=(),
        evidence=[scene.evidence(tokens[one.told.first].start, tokens[last - 1].end)],
        rule="",
        passage=one.told.passage,
        sure=0,
        trigger=one.signing,
        sentence=markup.sentence_of[one.signing],
        lemma=tokens[one.signing].lemma,
        derived={"states": "from the sentences before the list"},
    )


def _signing(scene: Scene, head: Told, line: Instrument) -> Told:
    tokens = scene.markup.tokens
    name = scene.evidence(tokens[line.first].start, tokens[line.last - 1].end)
    bodies = [m.name for m in scene.mentions_between(line.first, line.last) if m.kind == "body"]
    return replace(
        head,
        actors=tuple(dict.fromkeys((*head.actors, *bodies))),
        evidence=[name, *head.evidence[:1]],
        rule=f"{head.lemma} / a list of instruments: SUPPORT/sign",
        trigger=line.head,
        sentence=scene.markup.sentence_of[line.head],
    )
