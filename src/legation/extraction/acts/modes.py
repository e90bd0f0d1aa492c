"""Modes that no frame tells by itself: what is asked for, what is refused, what attackers use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from legation.extraction.acts.clause import slot_of
from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import kind_of
from legation.extraction.acts.same import Told
from legation.extraction.acts.status import denies
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts

GOVERNED = frozenset({"xcomp", "ccomp", "csubj", "obj", "acl", "nsubj:pass"})  # relations of what is asked
OBJECTS = frozenset({"о+loc", "с+ins", "к+dat", "на+loc", "gen"})  # … and slots of its nouns
OBJECT_RELS = frozenset({"obj", "obl", "nmod", "nsubj:pass", "iobj"})
HEADS = frozenset({"просьба", "требование", "призыв", "вопрос", "обращение", "необходимость", "запрос"})
BACK = frozenset({"вернуть", "возвратить", "возвращать", "возвращение", "передать", "отправить"})
MEANS = ("suicide-attack", "drone", "aerial", "heavy-weapons", "explosives", "firearms", "primitive")
BEFORE = 3  # sentences from a request to its refusal
DEEP = 2  # words from the demand down to what is demanded


def mode_asked(scene: Scene, match: Match) -> str:
    """The mode of REQUEST by the word that the demand governs («потребовал вывести войска»: `yield`,
    «попросил прислать врачей»: `assist`); the frame's own where that word tells none.
    """
    if scene.is_english:  # whose demands are told apart by their frames
        return match.frame.act
    for head in _asked_for(scene, match):
        mode = _mode(scene, head)
        if mode is not None:
            return mode
    return match.frame.act


def _asked_for(scene: Scene, match: Match) -> Iterator[int]:
    """What is asked for, nearest first: infinitives, clauses with «чтобы», objects that are no sides."""
    tokens, children = scene.markup.tokens, scene.markup.children
    sides = {p.token for p in match.parties}
    level = [match.trigger, *match.clause.light]
    for _ in range(DEEP):
        below = [c for n in level for c in children[n] if c != match.trigger and c not in sides]
        level = [c for c in below if _is_governed(scene, c)]
        level += [
            c for n in level for c in children[n] if tokens[c].rel == "conj" and tokens[c].pos == "VERB"
        ]
        yield from (n for n in level if tokens[n].lemma not in HEADS)
        level = [n for n in level if tokens[n].lemma in HEADS]


def _is_governed(scene: Scene, number: int) -> bool:
    token = scene.markup.tokens[number]
    if token.rel == "advcl":
        return any(scene.markup.tokens[c].lemma == "чтобы" for c in scene.markup.children[number])
    if token.feats.get("VerbForm") == "Inf":
        return token.rel in GOVERNED or token.rel in ("nmod", "dep", "obl")
    return token.rel in GOVERNED or (
        token.rel in ("obl", "nmod") and slot_of(scene.markup, number) in OBJECTS
    )


def _mode(scene: Scene, head: int) -> str | None:
    """The mode that one word tells: an empty one for what is none of the four («потребовал выкуп»), none
    where it tells nothing.
    """
    tokens, vocabulary = scene.markup.tokens, acts()
    lemma = tokens[head].lemma
    objects = [c for c in scene.markup.children[head] if tokens[c].rel in OBJECT_RELS]
    words = {tokens[c].lemma for c in objects}
    if lemma in vocabulary.words("asked-nothing"):
        return ""
    if any(denies(scene.markup, c) for c in scene.markup.children[head]):  # «не высылать»
        return "yield"
    if lemma in vocabulary.words("asked-give") and words & vocabulary.words("asked-yield"):
        return "yield"
    if lemma in vocabulary.words("asked-meet") or (
        lemma in vocabulary.words("asked-again") and words & vocabulary.words("asked-meet")
    ):
        return "meet"
    if lemma in BACK and (
        words & vocabulary.words("fugitive") or any(map(partial(_is_named, scene), objects))
    ):
        return "assist"
    if words & vocabulary.words("asked-law") and lemma in vocabulary.words("asked-yield"):
        return "change"
    for mode in ("yield", "assist", "change"):
        if lemma in vocabulary.words(f"asked-{mode}"):
            return mode
    if tokens[head].pos != "NOUN" or kind_of(scene, head) != "thing":
        return None
    return "yield"


def _is_named(scene: Scene, number: int) -> bool:
    mention = scene.mention_at(number)
    return mention is not None and mention.kind == "person"


def give_modes(tellings: list[Told]) -> None:
    """Refusals take the mode of the request that they answer: one that they name («отклонил запрос Грузии о
    выдаче»), or, where they do not say what they refuse, one told close before by one of their own sides.
    """
    for number, told in enumerate(tellings):
        if told.type != "REJECT" or told.lemma not in acts().words("refusal"):
            continue
        named = [t for t in tellings if t.sentence == told.sentence and t.type == "REQUEST"]
        if told.act in ("", "change"):
            near = named if told.act else [*named, *_before(told, tellings[:number])]
            told.act = next((t.act for t in near if t.act and t.states & told.states), told.act)


def _before(told: Told, others: list[Told]) -> list[Told]:
    """The requests told close before, the nearest first."""
    near = (t for t in reversed(others) if t.passage == told.passage and told.sentence - t.sentence <= BEFORE)
    return [t for t in near if t.type == "REQUEST"]


def give_means(scene: Scene, events: list[Told]) -> None:
    """Attacks that do not say by what means («нападение на базу») take it from their sentence and those
    beside it.
    """
    for told in events:
        if told.type == "ASSAULT" and not told.act and told.lemma in acts().words("attack"):
            told.act = next((m for m in map(partial(_means, scene), _near(scene, told)) if m), "")


def _near(scene: Scene, told: Told) -> list[int]:
    """The sentence of a telling, then those after and before it in its passage."""
    sentences = scene.markup.sentences
    near = [told.sentence + step for step in (0, 1, -1, 2)]
    return [n for n in near if 0 <= n < len(sentences) and sentences[n].passage == told.passage]


def _means(scene: Scene, sentence: int) -> str:
    bounds = scene.markup.sentences[sentence]
    words = {t.lemma for t in scene.markup.tokens[bounds.first : bounds.last]}
    return next((mode for mode in MEANS if words & acts().words(f"means-{mode}")), "")
