"""Who does alike side by side: in «Перу прислало палатки, Чили обещало деньги» neither is the other's other
side.
"""

from __future__ import annotations

from legation.extraction.acts.clause import is_passive, subjects
from legation.extraction.acts.found import Match
from legation.extraction.acts.gapped import gaps
from legation.extraction.acts.slots import preposition
from legation.extraction.scene import Scene, once
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

GIVING = frozenset({"AID", "AGREE", "SUPPORT"})  # what one does after the other for a third
TOGETHER = frozenset({"CONSULT", "COOPERATE"})  # what one does with others, who are sides of it
TELLS = ("root", "conj", "parataxis", "ccomp")  # how the verbs of such clauses hang together

LEADING = ("companions", "forerunners", "channels")  # lists of words that lead somebody beside the doer


def alongside(scene: Scene, match: Match) -> set[int]:
    """The tokens of those who in the act's sentence do alike: of the subjects of its other verbs of giving,
    where a third is told of that they may give to, and of those whose own verb is left out.
    """
    verb = _governing(scene, match.verb)
    gapped = {n for gap in gaps(scene, verb) for n in scene.subtree(gap)}
    return gapped | _givers_apart(scene, match, verb) | _companions(scene, match)


def _companions(scene: Scene, match: Match) -> set[int]:
    """Those with whom, or after whom, somebody does it, and through whom: «вслед за Перу обещал», «вместе с
    австралийцами помогали», «выделит пострадавшим деньги через Красный Крест».
    """
    if match.frame.mutual or match.frame.type in TOGETHER:
        return set()
    sentence = scene.markup.sentence_of[match.trigger]
    heads = [*_beside(scene, sentence, "companions"), *_beside(scene, sentence, "forerunners")]
    if match.frame.type in GIVING:
        heads += _beside(scene, sentence, "channels")
    return {n for head in heads for n in scene.subtree(head)}


def companions(scene: Scene, match: Match) -> list[int]:
    """The heads of those with whom the subject of the act's verb does it: «вместе с австралийцами»."""
    tokens = scene.markup.tokens
    verb = _governing(scene, match.verb)
    if match.frame.mutual or match.frame.type in TOGETHER or is_passive(scene.markup, verb):
        return []
    return [
        number
        for number in _beside(scene, scene.markup.sentence_of[match.trigger], "companions")
        if verb in (tokens[number].head, tokens[tokens[number].head].head)
    ]


def _beside(scene: Scene, sentence: int, words: str) -> list[int]:
    """The nouns of a sentence that stand after one of these words as its preposition or its adverb."""
    return [n for n, led in _led_by(scene, sentence) if words in led]


@once
def _led_by(scene: Scene, sentence: int) -> list[tuple[int, list[str]]]:
    """The nouns of a sentence that stand after such words, with the lists that have those."""
    tokens, own = scene.markup.tokens, scene.markup.sentences[sentence]
    found: list[tuple[int, list[str]]] = []
    for n in range(own.first, own.last):
        if tokens[n].rel in ("obl", "nmod"):
            before = (preposition(scene.markup, n).split(" ")[0], tokens[tokens[n].head].lemma)
            if led := [words for words in LEADING if not siding(words).isdisjoint(before)]:
                found.append((n, led))
    return found


def _governing(scene: Scene, verb: int) -> int:
    """The verb that an infinitive belongs to: «готова прислать»."""
    tokens = scene.markup.tokens
    while tokens[verb].rel == "xcomp" and tokens[verb].head < verb:
        verb = tokens[verb].head
    return verb


def _givers_apart(scene: Scene, match: Match, verb: int) -> set[int]:
    if match.frame.type not in GIVING or match.frame.mutual or not _is_told(scene, verb):
        return set()
    sentence = scene.markup.sentence_of[match.trigger]
    others = {n: heads for n, heads in _givers(scene, sentence).items() if n != verb}
    own = {n for head in subjects(scene.markup, verb) for n in scene.subtree(head)}
    apart = {n for heads in others.values() for head in heads for n in scene.subtree(head)} - own
    if not apart:
        return set()
    sides = {m.state for n in (*own, *apart) if (m := scene.mention_at(n)) is not None and m.state}
    passage = scene.markup.sentences[sentence].passage
    told = {m.state for m in scene.mentions if m.state and _passage(scene, m.first) == passage}
    return apart if told - sides or match.frame.type == "AID" else set()


def _passage(scene: Scene, token: int) -> int:
    return scene.markup.passage_of(token)


def _is_told(scene: Scene, verb: int) -> bool:
    return scene.markup.tokens[verb].rel in TELLS and bool(subjects(scene.markup, verb))


@once
def _givers(scene: Scene, sentence: int) -> dict[int, list[int]]:
    """The verbs of a sentence that tell of giving or promising, each with its subjects."""
    markup = scene.markup
    own = markup.sentences[sentence]
    return {
        n: subjects(markup, n)
        for n in range(own.first, own.last)
        if any(frame.type in GIVING for frame in acts().by_verb.get(markup.tokens[n].lemma, ()))
        and _is_told(scene, n)
    }
