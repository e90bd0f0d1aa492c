"""Who does what a verb says: its grammatical subject, wherever the sentence puts it."""

from __future__ import annotations

from legation.extraction.acts.slots import DEEP, antecedent, chain, preposition, slot_of
from legation.record import Markup, Token
from legation.vocabulary.acts import acts

_VOWELS = ("о", "е", "и", "у", "ю", "э")


def subjects(markup: Markup, number: int, deep: int = DEEP) -> list[int]:
    """The grammatical subject of a verb or predicate: its own, shared, controlled or of the clause above."""
    for child in markup.children[number]:
        if markup.tokens[child].rel in ("nsubj", "nsubj:pass") and not _numbers(markup, child):
            return [antecedent(markup, n) for n in chain(markup, child)]
    token = markup.tokens[number]
    if token.head == number or deep == 0:
        return _before(markup, number) if deep == DEEP else []
    above = markup.tokens[token.head]
    if token.rel == "conj" and above.pos in ("VERB", "ADJ", "AUX"):
        shared = subjects(markup, token.head, deep - 1)
        return shared or (_before(markup, number) if deep == DEEP and _finite(markup, number) else [])
    if token.feats.get("VerbForm") == "Conv" or token.rel in ("xcomp", "csubj"):
        return _controller(markup, token, deep)
    if token.rel in ("acl", "amod") and token.feats.get("VerbForm") == "Part":
        return _same_thing(markup, token.head) or [antecedent(markup, n) for n in chain(markup, token.head)]
    if token.rel == "acl" and token.feats.get("VerbForm") == "Inf":
        return _owner(markup, token.head, deep)
    if deep == DEEP and _finite(markup, number):
        return _before(markup, number)
    if token.rel == "parataxis" or (token.rel == "advcl" and token.feats.get("VerbForm") == "Inf"):
        return subjects(markup, token.head, deep - 1)
    return []


def _numbers(markup: Markup, number: int) -> bool:
    """Whether a figure opens a sentence as the number of its paragraph: «2. Главы государств провели …»."""
    tokens = markup.tokens
    first = markup.sentences[markup.sentence_of[number]].first == number
    return first and tokens[number].text.isdecimal() and tokens[number + 1].text in (".", ")")


def _same_thing(markup: Markup, noun: int) -> list[int]:
    """What a noun that says what it is stands for: «Эстония стала первым государством, вошедшим …»."""
    token = markup.tokens[noun]
    if token.feats.get("Case") == "Ins" and markup.tokens[token.head].lemma in acts().words("become"):
        noun = token.head
    elif token.feats.get("Case") != "Nom":
        return []
    own = [c for c in markup.children[noun] if markup.tokens[c].rel == "nsubj"]
    return chain(markup, own[0]) if own and own[0] < noun else []


def _finite(markup: Markup, number: int) -> bool:
    """Whether a verb stands in a person or a tense of its own, by itself or by its auxiliary."""
    if markup.tokens[number].feats.get("VerbForm") == "Fin":
        return True
    auxiliaries = (markup.tokens[c] for c in markup.children[number] if markup.tokens[c].rel == "aux")
    return any(aux.feats.get("VerbForm") == "Fin" for aux in auxiliaries)


def _before(markup: Markup, number: int) -> list[int]:
    """For a finite verb without a subject of its own, the last subject before it that agrees, or one after it
    that the parse hangs on a verb before.
    """
    verb = markup.tokens[number]
    if not _finite(markup, number) or verb.feats.get("Person") in ("1", "2"):
        return []
    first = markup.sentences[markup.sentence_of[number]].first
    torn = _nominative_before(markup, number, first)
    if torn is not None:
        return chain(markup, torn)
    for at in range(number - 1, first - 1, -1):
        token = markup.tokens[at]
        if token.rel == "nsubj" and token.pos != "PRON":
            several = chain(markup, at)
            plural = len(several) > 1 or token.feats.get("Number") == "Plur"
            if plural == (verb.feats.get("Number") == "Plur"):
                return several if plural or _same_gender(verb, token) else []
    torn = _torn_after(markup, number)
    return chain(markup, torn) if torn is not None else []


def _torn_after(markup: Markup, number: int) -> int | None:
    """«Связи оформились в 1992 году; поехал в Ханой и президент»: a subject after a verb that agrees with it,
    which the parse hangs on another verb before.
    """
    verb = markup.tokens[number]
    for at in range(number + 1, markup.sentences[markup.sentence_of[number]].last):
        token = markup.tokens[at]
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in (";", ":"):
            return None
        if token.rel in ("nsubj", "nsubj:pass") and token.head < number:
            same = token.feats.get("Number") == verb.feats.get("Number")
            return at if same and _same_gender(verb, token) else None
    return None


def _same_gender(verb: Token, subject: Token) -> bool:
    """Whether no gender that is told speaks against it."""
    return len({verb.feats.get("Gender"), subject.feats.get("Gender")} - {None}) < 2


def _nominative_before(markup: Markup, number: int, first: int) -> int | None:
    """A subject that the parse hangs elsewhere: the nominative right before the verb, with no clause
    between.
    """
    found: int | None = None
    for at in range(number - 1, first - 1, -1):
        token = markup.tokens[at]
        if token.pos == "AUX" and token.head == number:
            continue
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in (";", ":", "—", "«", "»", '"'):
            break
        if found is None and _undeclined(markup, at):  # «… за рубеж Токио будет помогать»
            return at
        names = token.rel in ("appos", "flat:name", "flat", "amod", "conj") and token.head != at
        if token.pos in ("NOUN", "PROPN") and token.feats.get("Case") == "Nom" and not names:
            found = at
    if found is None:
        return None
    verb = markup.tokens[number]
    numbers = {
        markup.tokens[found].feats.get("Number"),
        verb.feats.get("Number", _of_auxiliary(markup, number)),
    }
    if len(numbers) > 1:
        return None
    return found


def _of_auxiliary(markup: Markup, number: int) -> str | None:
    """The number that an auxiliary gives to its verb."""
    auxiliaries = (markup.tokens[c] for c in markup.children[number] if markup.tokens[c].rel == "aux")
    return next((aux.feats.get("Number") for aux in auxiliaries), None)


def _undeclined(markup: Markup, number: int) -> bool:
    """Whether a name has one form for all cases and no preposition, so that it may be a subject: «Токио»."""
    token = markup.tokens[number]
    same = token.pos == "PROPN" and token.text.lower() == token.lemma and token.lemma.endswith(_VOWELS)
    listed = token.rel == "conj" and markup.tokens[token.head].feats.get("Case") != "Nom"
    return same and token.text[0].isupper() and not listed and not preposition(markup, number)


def _controller(markup: Markup, token: Token, deep: int) -> list[int]:
    """Who does what an infinitive or gerund says: «просит США вывести» the object, «намерен вывести» the
    subject.
    """
    above = markup.tokens[token.head]
    if token.feats.get("VerbForm") == "Inf" and above.lemma in acts().words("bid"):
        for child in markup.children[token.head]:
            rel = markup.tokens[child].rel
            if rel in ("obj", "iobj") or (
                rel == "obl" and slot_of(markup, child) in ("dat", "от+gen", "acc", "gen")
            ):
                return [antecedent(markup, n) for n in chain(markup, child)]
    return subjects(markup, token.head, deep - 1)


def _owner(markup: Markup, noun: int, deep: int) -> list[int]:
    """Whose decision, wish or threat it is: «решение Парижа ввести», «принял решение ввести»."""
    for child in markup.children[noun]:
        if markup.tokens[child].rel == "nmod" and slot_of(markup, child) == "gen":
            return chain(markup, child)
    above = markup.tokens[noun]
    if above.rel in ("obj", "obl", "iobj", "xcomp") and deep:
        return subjects(markup, above.head, deep - 1)
    return []
