"""Objects and subjects that the parse hangs on another word than their verb, or puts one for the other."""

from __future__ import annotations

from legation.extraction.acts.slots import chain, preposition
from legation.extraction.scene import Scene
from legation.record import Markup

FAR = 12  # tokens behind a verb in which its sum of money may stand
_MODIFIERS = frozenset({"ADJ", "NUM", "DET", "ADV"})  # what may stand between a verb and its object
_MONEY = 3  # letters of a currency's code


def object_astray(markup: Markup, verb: int) -> list[int]:
    """The object of a verb that has none by the parse: one that a later verb took, people that hang on it as
    on a noun, a thing that hangs on its adjective, or a sum of money that hangs on what it is for.
    """
    return _taken(markup, verb) or _owned(markup, verb) or _sum(markup, verb)


def _taken(markup: Markup, verb: int) -> list[int]:
    """«помиловал троих моряков, осуждённых за попытку вывезти птиц»: the object right behind a verb that the
    parse gives to a verb beyond a comma.
    """
    tokens = markup.tokens
    at = _behind(markup, verb)
    if at is None or tokens[at].rel != "obj" or tokens[at].head <= at or tokens[at].pos != "NOUN":
        return []
    parted = any(tokens[n].text == "," for n in range(at, tokens[at].head))
    return chain(markup, at) if parted else []


def _owned(markup: Markup, verb: int) -> list[int]:
    """«выпроводила румынских цыган», «покинул бирманскую тюрьму»: people right behind a verb that the parse
    makes its owners, or a thing that it makes the object of its own adjective.
    """
    tokens = markup.tokens
    at = _behind(markup, verb)
    if at is None or preposition(markup, at):
        return []
    token = tokens[at]
    if token.rel == "obj" and verb < token.head < at and tokens[token.head].pos == "ADJ":
        return chain(markup, at) if tokens[token.head].head == verb else []
    people = token.feats.get("Animacy") == "Anim" and token.feats.get("Case") in ("Gen", "Acc")
    return chain(markup, at) if token.rel == "nmod" and token.head == verb and people else []


def _behind(markup: Markup, verb: int) -> int | None:
    """The first word behind a verb, in its sentence, that is no adjective, numeral or adverb."""
    last = markup.sentences[markup.sentence_of[verb]].last
    at = verb + 1
    while at < last and markup.tokens[at].pos in _MODIFIERS:
        at += 1
    return at if at < last else None


def _sum(markup: Markup, verb: int) -> list[int]:
    """«выделил Ливану на охрану границы миллиард евро»: a sum that hangs on a noun before it."""
    tokens = markup.tokens
    last = markup.sentences[markup.sentence_of[verb]].last
    for amount in markup.amounts:
        if not verb < amount.first < min(last, verb + FAR) or not _is_money(amount.unit):
            continue
        if any(tokens[n].pos in ("VERB", "PUNCT") for n in range(verb + 1, amount.first)):
            return []
        head = next(
            (n for n in range(amount.first, amount.last) if not amount.first <= tokens[n].head < amount.last),
            amount.first,
        )
        token = tokens[head]
        inside = verb < token.head < amount.first and tokens[token.head].head == verb
        if (
            token.rel == "nmod"
            and inside
            and preposition(markup, token.head)
            and not preposition(markup, head)
        ):
            return [head]
    return []


def _is_money(unit: str) -> bool:
    return len(unit) == _MONEY and unit.isascii() and unit.isupper()


def subject_astray(scene: Scene, verb: int) -> tuple[list[int], list[int]]:
    """The state that does what a verb says, and what it is done to, where the parse has put them one for the
    other or has made the state a part of a name before it; nothing where it has not.
    """
    doer, things = _turned_round(scene.markup, verb)
    mention = scene.mention_at(doer) if doer is not None else None
    return ([mention.head], things) if mention is not None and mention.kind == "state" else ([], [])


def _turned_round(markup: Markup, verb: int) -> tuple[int | None, list[int]]:
    """«два самолёта прислала Бразилия»: what stands behind the verb in the nominative agrees with it, as the
    subject before it does not.
    """
    tokens = markup.tokens
    subjects = [c for c in markup.children[verb] if tokens[c].rel == "nsubj"]
    if not subjects:
        return _behind_a_name(markup, verb), []
    behind = [c for c in markup.children[verb] if c > verb and tokens[c].rel in ("nsubj", "obj")]
    before = [c for c in subjects if c < verb]
    if len(before) != 1 or len(behind) != 1 or tokens[behind[0]].feats.get("Case") != "Nom":
        return None, []
    if not _agrees(markup, verb, behind[0]) or _agrees(markup, verb, before[0]):
        return None, []
    return behind[0], chain(markup, before[0])


def _behind_a_name(markup: Markup, verb: int) -> int | None:
    """«передала вакцину Лаосу Япония»: a name in the nominative that hangs on one in another case."""
    tokens = markup.tokens
    last = markup.sentences[markup.sentence_of[verb]].last
    for at in range(verb + 1, min(last, verb + FAR)):
        token = tokens[at]
        if token.pos in ("VERB", "PUNCT", "SCONJ"):
            return None
        torn = token.rel in ("flat:name", "flat", "appos") and verb < token.head < at
        other = tokens[token.head].feats.get("Case") not in (None, "Nom")
        if torn and other and token.feats.get("Case") == "Nom" and token.pos == "PROPN":
            return at if _agrees(markup, verb, at) else None
    return None


def _agrees(markup: Markup, verb: int, subject: int) -> bool:
    """Whether a noun has the number and gender of a verb; a counted one agrees with the plural or neuter."""
    said, noun = markup.tokens[verb].feats, markup.tokens[subject].feats
    if any(markup.tokens[c].rel.startswith("nummod") for c in markup.children[subject]):
        return said.get("Number") == "Plur" or said.get("Gender") == "Neut"
    if said.get("Number") != noun.get("Number"):
        return False
    return said.get("Gender", noun.get("Gender")) == noun.get("Gender")
