"""Objects that the parse hangs on another word than the verb behind which they stand."""

from __future__ import annotations

from legation.extraction.acts.slots import chain, preposition
from legation.record import Markup

FAR = 12  # tokens behind a verb in which its sum of money may stand
_MODIFIERS = frozenset({"ADJ", "NUM", "DET", "ADV"})  # what may stand between a verb and its object
_MONEY = 3  # letters of a currency's code


def object_astray(markup: Markup, verb: int) -> list[int]:
    """The object of a verb that has none by the parse: one that a later verb took, or a sum of money that
    hangs on what it is for.
    """
    return _taken(markup, verb) or _sum(markup, verb)


def _taken(markup: Markup, verb: int) -> list[int]:
    """«помиловал троих моряков, осуждённых за попытку вывезти птиц»: the object right behind a verb that the
    parse gives to a verb beyond a comma.
    """
    tokens = markup.tokens
    last = markup.sentences[markup.sentence_of[verb]].last
    at = verb + 1
    while at < last and tokens[at].pos in _MODIFIERS:
        at += 1
    if at >= last or tokens[at].rel != "obj" or tokens[at].head <= at or tokens[at].pos != "NOUN":
        return []
    parted = any(tokens[n].text == "," for n in range(at, tokens[at].head))
    return chain(markup, at) if parted else []


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
