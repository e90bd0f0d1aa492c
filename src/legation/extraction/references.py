"""References: «он», «она», «обе страны», «стороны», to whom they mean in this passage, or left open."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from legation.extraction.people import NamedPerson, Person, whose_life
from legation.extraction.scene import Scene
from legation.record import Markup, Mention
from legation.vocabulary.naming import naming

_GENDER = {"Masc": "Masc", "Fem": "Fem"}
SENTENCES_BACK = 2
PAIR_BACK = 3  # sentences back in which «обе страны» were named


def pronoun_mentions(
    markup: Markup, people: Sequence[NamedPerson], offices: Sequence[Mention]
) -> list[Mention]:
    """«он», «она», «его», «ему» … that can mean only one person of the sentences before.

    The subject of the sentence before goes before others; where two people fit alike the pronoun stays open.
    """
    at: dict[int, list[tuple[int, str, str]]] = {}
    genders = {p.person.name: p.person.gender for p in people}
    for person in people:
        at.setdefault(markup.sentence_of[person.name.first], []).append(
            (person.name.first, person.person.name, person.person.state)
        )
    for office in offices:
        if office.name in genders:
            at.setdefault(markup.sentence_of[office.first], []).append(
                (office.head, office.name, office.state)
            )
    lives = _lives_told(markup, people)
    found: list[Mention] = []
    for number in [n for n, low in enumerate(markup.lower) if low in _PRONOUNS]:
        gender = _PRONOUNS[markup.lower[number]]
        token = markup.tokens[number]
        own = markup.sentence_of[number]
        meant = _antecedent(markup, number, own, gender, at, genders)
        if meant is None and token.rel.startswith("nsubj"):
            meant = _whose_life(lives, number, markup.sentences[own].passage, gender, genders)
        if meant is None:
            continue
        found.append(
            Mention.of_token(
                number,
                token.start,
                token.end,
                kind="person",
                name=meant[1],
                state=meant[2],
                how="pronoun",
            )
        )
        at.setdefault(own, []).append((number, meant[1], meant[2]))
        at[own].sort()
    return found


_PRONOUNS = {
    **dict.fromkeys(("он", "ему", "него", "нему", "ним", "нём", "нем", "его"), "Masc"),
    **dict.fromkeys(("она", "неё", "нее", "ней", "ею", "её", "ее"), "Fem"),
}


def _lives_told(markup: Markup, people: Sequence[NamedPerson]) -> dict[int, tuple[int, str, str]]:
    """For each passage the person whose life it tells, with the token where and the state."""
    told: dict[int, list[NamedPerson]] = {}
    for person in people:
        told.setdefault(markup.passage_of(person.name.first), []).append(person)
    found: dict[int, tuple[int, str, str]] = {}
    for passage, there in told.items():
        if name := whose_life((p.name.first, p.person.name) for p in there):
            first = min((p for p in there if p.person.name == name), key=lambda p: p.name.first)
            found[passage] = (first.name.first, name, first.person.state)
    return found


def _whose_life(
    lives: dict[int, tuple[int, str, str]], number: int, passage: int, gender: str, genders: dict[str, str]
) -> tuple[int, str, str] | None:
    """The person whose life the passage tells, for a «он» that nobody else is meant by."""
    meant = lives.get(passage)
    return meant if meant is not None and meant[0] < number and genders.get(meant[1]) == gender else None


def _antecedent(
    markup: Markup,
    number: int,
    own: int,
    gender: str,
    at: dict[int, list[tuple[int, str, str]]],
    genders: dict[str, str],
) -> tuple[int, str, str] | None:
    tokens, passage = markup.tokens, markup.sentences[own].passage
    subject = tokens[number].rel.startswith("nsubj")
    for sentence in range(own, max(-1, own - SENTENCES_BACK - 1), -1):
        if markup.sentences[sentence].passage != passage:
            return None
        fitting = [m for m in at.get(sentence, []) if m[0] < number and genders.get(m[1]) == gender]
        if not fitting:
            if sentence < own and _other_subject(markup, sentence, gender):
                return None
            continue
        if len({m[1] for m in fitting}) == 1:
            if subject or _is_subject(markup, fitting) or sentence == own or sentence == own - 1:
                return fitting[-1]
            return None
        subjects = [m for m in fitting if tokens[m[0]].rel.startswith("nsubj")]
        if len({m[1] for m in subjects}) == 1 and (sentence < own or subjects[-1][1] == fitting[-1][1]):
            return subjects[-1]
        return None
    return None


def _is_subject(markup: Markup, fitting: Sequence[tuple[int, str, str]]) -> bool:
    return any(markup.tokens[m[0]].rel.startswith("nsubj") for m in fitting)


def _other_subject(markup: Markup, sentence: int, gender: str) -> bool:
    """Whether the sentence has a subject of this gender that is no person known by name."""
    s = markup.sentences[sentence]
    return any(
        markup.tokens[n].rel.startswith("nsubj")
        and markup.tokens[n].pos in {"NOUN", "PROPN"}
        and markup.tokens[n].feats.get("Gender") == gender
        for n in range(s.first, s.last)
    )


def sides_of(scene: Scene, token: int) -> tuple[str, ...]:
    """The two states that «обе страны», «стороны», «двусторонний», «взаимный» at this token mean.

    The pair named last before this place («Япония и Корея … Китай призвал обе страны»), else the two sides of
    which the passage speaks most around it; empty where the words are no such group or the passage does not
    speak of just two sides.
    """
    if not _is_group(scene, token):
        return ()
    tokens = scene.markup.tokens
    ours = any(tokens[n].lemma == "наш" for n in scene.markup.children[token])  # the speaker's is one of them
    return (() if ours else pair_before(scene, token)) or _most_told(scene, token)


def pair_before(scene: Scene, token: int) -> tuple[str, ...]:
    """The two states that stand joined in the sentences before, or alone in one, or alone in them all; who
    speaks to a group is none of it: «Китай призвал стороны».
    """
    markup = scene.markup
    above = _above(markup, token)
    own = markup.sentence_of[token]
    passage = markup.sentences[own].passage
    told: set[str] = set()
    for number in range(own, max(-1, own - PAIR_BACK - 1), -1):
        sentence = markup.sentences[number]
        if sentence.passage != passage:
            break
        numbers = range(sentence.first, min(sentence.last, token))
        named = [m for n in numbers for m in scene.mentions_at(n) if m.first == n and m.state]
        named = [m for m in named if m.how != "outlet"]
        callers = {m.state for m in named if _calls(markup, m, above)}
        told |= {m.state for m in named} - callers
        there = [m for m in named if m.kind != "place" and m.how != "adjective" and m.state not in callers]
        if joined := _joined_last(scene, there):
            return joined if len(joined) == 2 else ()
        if len({m.state for m in there}) == 2 and number < own:
            return tuple(sorted({m.state for m in there}))
    return tuple(sorted(told)) if len(told) == 2 else ()


def _calls(markup: Markup, mention: Mention, above: set[int]) -> bool:
    """Whether a mention is the subject of a verb above the group that it speaks to."""
    head = markup.tokens[mention.head]
    return head.rel.startswith("nsubj") and head.head in above


def _joined_last(scene: Scene, there: Sequence[Mention]) -> tuple[str, ...]:
    """The states that stand joined last among mentions, all of them."""
    tokens = scene.markup.tokens
    heads = {m.head: m.state for m in there}
    for mention in reversed(there):
        last = tokens[mention.head]
        other = heads.get(last.head, "") if last.rel == "conj" else ""
        if other and other != mention.state:
            more = {m.state for m in there if m.head in scene.subtree(last.head)}
            return tuple(sorted({other, mention.state} | more))
    return ()


def _above(markup: Markup, token: int) -> set[int]:
    """The tokens that govern a token, up to the root."""
    found: set[int] = set()
    while token not in found:
        found.add(token)
        token = markup.tokens[token].head
    return found


def _most_told(scene: Scene, token: int) -> tuple[str, ...]:
    """The two sides of which the passage speaks most, those near before this place counting more; those that
    it is all about where others are told of just before.
    """
    markup, word = scene.markup, scene.markup.tokens[token]
    passage = markup.passage_of(token)
    counts: dict[str, int] = {}
    for mention in scene.mentions:
        if not mention.state or markup.passage_of(mention.first) != passage:
            continue
        near = (
            mention.end <= word.start and markup.sentence_of[token] - markup.sentence_of[mention.first] <= 2
        )
        counts[mention.state] = counts.get(mention.state, 0) + (4 if near else 1)
    ranked = sorted(counts, key=lambda code: (-counts[code], code))
    if len(ranked) < 2 or (len(ranked) > 2 and counts[ranked[2]] * 2 > counts[ranked[1]]):
        return tuple(sorted(scene.dyads.get(passage, ())))
    return tuple(sorted(ranked[:2]))


def _is_group(scene: Scene, token: int) -> bool:
    tokens = scene.markup.tokens
    word = tokens[token]
    if word.lemma in {"двусторонний", "взаимный", "обоюдный"}:
        return True
    if word.lemma not in naming("side_nouns"):
        return False
    before = [tokens[n].lemma for n in range(max(0, token - 3), token)]
    if any(lemma in naming("both") for lemma in before):
        return True
    if word.feats.get("Number") != "Plur":
        return False
    return word.lemma == "сторона" and scene.mention_at(token) is None and "другой" not in before


def demonym_mentions(
    markup: Markup, people: Sequence[NamedPerson], states: Sequence[Mention]
) -> list[Mention]:
    """«россиянка», «американца» said of the one person of that state and gender whom the passage names."""
    tokens = markup.tokens
    # «россиянин по фамилии …», «американец Дэвид …»: the name stands with the demonym
    near_names = {n for p in people for n in range(p.name.first - 6, p.name.last + 1)}
    named: dict[int, list[Person]] = {}
    for p in people:
        passage = markup.passage_of(p.name.first)
        named.setdefault(passage, []).append(p.person)
    found = []
    for side in states:
        token = tokens[side.head]
        if side.how != "demonym" or token.feats.get("Number") == "Plur" or side.first in near_names:
            continue
        here = named.get(markup.passage_of(side.first), [])
        gender = token.feats.get("Gender", "")
        meant = {p.name: p for p in here if p.state == side.state and p.gender == gender}
        if len(meant) == 1:
            name = next(iter(meant))
            found.append(msgspec.structs.replace(side, kind="person", name=name, how="demonym"))
    return found
