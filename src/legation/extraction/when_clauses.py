"""Whose word a time is: the nouns and the verb above it; where the parse errs, the verb of its own clause."""

from __future__ import annotations

from legation.extraction.scene import Scene
from legation.record import Markup, Token

_ADVERSE = frozenset({"а", "но", "однако", "зато"})  # they begin a clause of its own


def head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The token of the stretch that is governed from outside it."""
    for number in range(first, last):
        if not first <= tokens[number].head < last or tokens[number].head == number:
            if tokens[number].pos in {"PUNCT", "ADP"} and last - first > 1:
                continue
            return number
    return first


def chain_of(tokens: tuple[Token, ...], number: int) -> tuple[list[int], int]:
    """The nouns above a token, and the verb (or root) above them."""
    nouns: list[int] = []
    at = number
    for _ in range(12):
        if is_verbal(tokens[at]):
            return nouns, at
        if at != number or tokens[at].pos in {"NOUN", "PROPN"}:
            nouns.append(at)
        if tokens[at].head == at:
            return nouns, at
        at = tokens[at].head
    return nouns, at


def over(scene: Scene, number: int) -> tuple[list[int], int]:
    """The nouns and the verb above a word of time; where the parse hangs it over the border of a clause
    («…, а в августе состоялся визит»), the verb of its own clause.
    """
    tokens, markup = scene.markup.tokens, scene.markup
    nouns, verb = chain_of(tokens, number)
    if (before := _verb_before(tokens, number)) >= 0:
        return [], before
    if (opened := _opens_for(markup, number)) >= 0 and opened < verb:
        return [], opened
    if (participle := _participle_before(tokens, verb, number)) >= 0:
        return [], participle
    low, high = sorted((number, verb))
    borders = [n for n in range(low + 1, high) if _parts_clauses(tokens, n, n > number)]
    if not borders:
        return nouns, verb
    sentence = markup.sentences[markup.sentence_of[number]]
    first, last = (borders[-1] + 1, sentence.last) if verb < number else (sentence.first, borders[0])
    forms = ("Fin",) if verb < number else ("Fin", "Part")
    own = [
        n for n in range(first, last) if tokens[n].pos == "VERB" and tokens[n].feats.get("VerbForm") in forms
    ]
    if not own:
        return nouns, verb
    return [], min(own, key=lambda n: (abs(n - number), n))


def _participle_before(tokens: tuple[Token, ...], verb: int, number: int) -> int:
    """The participle in whose clause a time stands that the parse hangs on the verb before it, else -1:
    «обязал отпустить фрегат, арестованный в порту 2 октября».
    """
    for at in range(number - 1, verb, -1):
        if tokens[at].text in {",", ";", "—"} or tokens[at].feats.get("VerbForm") == "Fin":
            return -1
        part = tokens[at].feats.get("VerbForm") == "Part" and tokens[at].feats.get("Variant") != "Short"
        if part and tokens[at - 1].text == ",":
            return at
    return -1


def _verb_before(tokens: tuple[Token, ...], number: int) -> int:
    """The finite verb right behind which a time stands, whose it then is, whatever the parse says, else -1:
    «стороны, долго воевавшие, подписали вчера протокол», «переговоры, которые Осло прервал в 2013 году».
    """
    first = number
    while first > 0 and first <= tokens[first - 1].head <= number:
        first -= 1
    before = tokens[first - 1] if first else None
    if before is None or before.pos != "VERB" or before.feats.get("VerbForm") != "Fin":
        return -1
    return first - 1 if tokens[number].pos == "ADV" or tokens[first].pos == "ADP" else -1


def _opens_for(markup: Markup, number: int) -> int:
    """The verb before which an adverb of time opens the sentence, with no comma between, else -1: «Накануне
    президент объявил о помиловании, …».
    """
    tokens, sentence = markup.tokens, markup.sentences[markup.sentence_of[number]]
    if number != sentence.first or tokens[number].pos != "ADV":
        return -1
    for at in range(number + 1, sentence.last):
        if tokens[at].text in {",", ";", ":", "—", "–", "("}:
            return -1
        if tokens[at].pos == "VERB" and tokens[at].feats.get("VerbForm") == "Fin":
            return at
    return -1


def _parts_clauses(tokens: tuple[Token, ...], number: int, behind: bool) -> bool:
    """Whether a clause of its own begins behind this mark: «; …», «, а …», «, но …»; `behind` a time, «, и …»
    too: «визит в мае 2018 года, и высоко оценили …».
    """
    if tokens[number].text == ";":
        return True
    following = tokens[number + 1].lemma
    return tokens[number].text == "," and (following in _ADVERSE or (behind and following == "и"))


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a short participle or adjective."""
    return token.pos in {"VERB", "AUX"} or token.feats.get("Variant") == "Short"
