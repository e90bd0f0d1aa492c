"""What stands with a noun and says whose it is: the mentions below it, or an adjective before it."""

from __future__ import annotations

from legation.extraction.acts.slots import chain
from legation.extraction.scene import Scene
from legation.record import Mention
from legation.vocabulary.siding import siding

JOINED = frozenset({"nmod", "amod", "appos", "flat", "flat:name"})
NEAR = 3  # «представители министерства обороны Японии»: the side stands at most three steps below its head
TORN = 4  # tokens before a Russian noun at which no attribute of it stands


def below_noun(scene: Scene, token: int, deep: int) -> list[Mention]:
    """The nearest mentions below a token, not through clauses and coordination."""
    found: list[Mention] = []
    for child in scene.markup.children[token]:
        below = scene.markup.tokens[child]
        if below.rel in ("conj", "acl:relcl", "advcl", "parataxis", "case", "punct"):
            continue
        if below.rel == "acl" and below.pos == "VERB":
            continue
        if below.rel == "nmod" and below.feats.get("Case") == "Nom":  # torn from the clause
            continue
        if below.rel == "nmod" and child < token - TORN and not scene.is_english:
            continue
        several = chain(scene.markup, child) if below.rel in JOINED else [child]
        for number in several:
            nearest = [m for m in scene.mentions_at(number) if not _is_topic(scene, m)]
            if not nearest and deep:
                nearest = below_noun(scene, number, deep - 1)
            found += [m for m in nearest if m not in found]
    return found


def adjective_before(scene: Scene, token: int) -> list[Mention]:
    """The adjective of a state right before a noun and in its case, which the parse hangs elsewhere."""
    tokens = scene.markup.tokens
    mention = scene.mention_at(token - 1) if token else None
    if mention is None or mention.how != "adjective" or tokens[token].pos != "NOUN":
        return []
    mine, its = tokens[token].feats, tokens[token - 1].feats
    same = mine.get("Case") == its.get("Case") and mine.get("Number") == its.get("Number")
    return list(scene.mentions_at(token - 1)) if same else []


def _is_topic(scene: Scene, mention: Mention) -> bool:
    """Whether a state only says what somebody deals with: «спецпредставитель по Сирии»."""
    before = (scene.markup.tokens[c].lemma for c in scene.markup.children[mention.head])
    return mention.kind in ("state", "place") and "по" in before


def torn_name(scene: Scene, token: int) -> Mention | None:
    """The name that the syntax hangs beside its title: «папа римский Франциск», both as subjects."""
    tokens = scene.markup.tokens
    for child in scene.markup.children[tokens[token].head]:
        if token < child <= token + NEAR and tokens[child].rel == tokens[token].rel:
            mention = scene.mention_at(child)
            return mention if mention is not None and mention.kind == "person" else None
    return None


def holder(scene: Scene, token: int) -> list[int]:
    """To whom a thing is said to belong: «судно, принадлежащее одесской фирме»."""
    tokens, children = scene.markup.tokens, scene.markup.children
    owned = (c for c in children[token] if tokens[c].rel == "acl" and tokens[c].lemma in siding("owned"))
    below = (c for participle in owned for c in children[participle])
    return [c for c in below if tokens[c].feats.get("Case") == "Dat" and tokens[c].rel != "case"][:1]
