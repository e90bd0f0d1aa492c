"""Whom a noun means that names no state but stands for one, or for two: «главы двух стран», «соседи»."""

from __future__ import annotations

from legation.extraction.acts.clause import subjects
from legation.extraction.references import pair_before
from legation.extraction.scene import Scene
from legation.record import Token
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

BACK = 2  # sentences back in which «республика» was named
COUNTED_BY = frozenset({"nmod", "obl"})  # how what is counted hangs on how many: «сотни военных», «более ста»
CLIMB = 5  # steps above a noun in which its verb stands


def pair_meant(scene: Scene, token: int) -> tuple[str, ...]:
    """The two states whose officials a bare plural means: «президенты двух стран», «главы правительств»."""
    tokens, children = scene.markup.tokens, scene.markup.children
    word = tokens[token]
    plural = word.feats.get("Number") == "Plur" and word.pos == "NOUN"
    if not plural or word.lemma not in acts().words("officials") | siding("pairs"):
        return ()
    for child in children[token]:
        below = tokens[child]
        if below.rel in ("amod", "nummod", "det") and below.lemma not in siding("pair_words"):
            return ()
        if below.rel == "nmod" and not _of_two(scene, child):
            return ()
    return pair_before(scene, token)


def any_states(scene: Scene, token: int) -> bool:
    """Whether states are meant that nothing names, or who acts for them: «соседние страны», «президенты
    других стран», «более ста государств».
    """
    tokens = scene.markup.tokens
    nouns = [token, *(c for c in scene.markup.children[token] if tokens[c].rel in COUNTED_BY)]
    return any(_is_states(tokens[n]) for n in nouns) or of_many(scene, token)


def of_many(scene: Scene, token: int) -> bool:
    """Whether people or organs of many states are meant: «власти более двадцати стран»."""
    tokens, children = scene.markup.tokens, scene.markup.children
    more = token + 1
    if more >= len(tokens) or tokens[more].lemma not in siding("more"):
        return False
    near = (*children[more], *children[token])
    return any(tokens[c].rel in COUNTED_BY and c > more and _is_states(tokens[c]) for c in near)


def _is_states(noun: Token) -> bool:
    return noun.feats.get("Number") == "Plur" and noun.lemma in siding("any_states")


def _of_two(scene: Scene, noun: int) -> bool:
    """Whether a noun below leaves it open whose it is, or says of two: «правительств», «двух стран»."""
    tokens = scene.markup.tokens
    if tokens[noun].lemma not in siding("own_organs") | siding("pair_organs"):
        return False
    return all(
        tokens[c].lemma in siding("pair_words")
        for c in scene.markup.children[noun]
        if tokens[c].rel in ("nummod", "nummod:gov", "det") or tokens[c].pos == "NUM"
    )


def neighbour(scene: Scene, token: int) -> str:
    """The state that «сосед», «соседняя страна», «королевство» means: the one other than whose clause it is
    that the text named last; empty where that may be several.
    """
    tokens, children = scene.markup.tokens, scene.markup.children
    word = tokens[token]
    near = word.lemma == "сосед" or any(tokens[c].lemma == "соседний" for c in children[token])
    realm = word.lemma in siding("realms") and word.feats.get("Number") != "Plur"
    plain = all(tokens[c].rel in ("case", "punct", "conj", "cc") for c in children[token])
    if not (near and (word.lemma == "сосед" or word.lemma in siding("lands"))) and not (realm and plain):
        return ""
    own = _own(scene, token)
    for sentence in scene.markup.sentences_back(token, BACK):
        there = [
            m
            for n in range(sentence.first, min(sentence.last, token))
            for m in scene.mentions_at(n)
            if m.state and m.state not in own and m.how != "outlet"
        ]
        states = {m.state for m in there if m.kind != "place"} or {m.state for m in there}
        told = {m.state for m in there if tokens[m.head].rel.startswith("nsubj")}
        if len(states) == 1 or len(told) == 1:
            return (states if len(states) == 1 else told).pop()
        if states:
            return ""
    return ""


def is_neighbour(scene: Scene, token: int) -> bool:
    """Whether a noun below means a neighbour: «истребители соседей», «столица соседней страны»."""
    word = scene.markup.tokens[token]
    return word.rel == "nmod" and (word.lemma == "сосед" or word.lemma in siding("lands"))


def _own(scene: Scene, token: int) -> set[str]:
    """The states of who does what the verb above a noun says."""
    tokens = scene.markup.tokens
    at = token
    for _ in range(CLIMB):
        if tokens[at].pos == "VERB" or tokens[at].head == at:
            break
        at = tokens[at].head
    heads = [n for n in subjects(scene.markup, at) if n != token]
    near = [n for head in heads for n in (head, *scene.markup.children[head])]
    return {m.state for n in near for m in scene.mentions_at(n) if m.state}
