"""Names of bodies and places in the nominative: the head noun and what agrees with it, not the rest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.record import Token
from legation.vocabulary.morphology import analyser

_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}


@cache
def _inflected(form: str, part: str, case: str, number: str, wanted: str, gender: str) -> str:
    parts = {"noun": ("NOUN",), "adjective": ("ADJF", "PRTF")}[part]
    readings = [r for r in analyser().parse(form.lower()) if r.tag.POS in parts]
    if not readings:
        return form
    fitting = [r for r in readings if r.tag.case == _CASES.get(case) and r.tag.number == _NUMBERS.get(number)]
    fitting = fitting or [r for r in readings if r.tag.case == _CASES.get(case)] or readings
    # «Минобороны», «Сумитомо»: what does not decline stays
    for reading in fitting:
        grammemes = {wanted}
        own_number = reading.tag.number
        if own_number:
            grammemes.add(str(own_number))
        if part == "adjective" and own_number == "sing" and gender:
            grammemes.add(gender)
        inflected = reading.inflect(grammemes)
        if inflected:
            return _as_written(form, str(inflected.word))
    return form


def _as_written(form: str, word: str) -> str:
    if "ё" not in form:
        word = word.replace("ё", "е")
    if form.isupper() and len(form) > 1:
        return form
    olds, news = form.split("-"), word.split("-")
    if len(olds) != len(news):
        return word[:1].upper() + word[1:] if form[:1].isupper() else word
    return "-".join(n[:1].upper() + n[1:] if o[:1].isupper() else n for o, n in zip(olds, news, strict=True))


def genitive(phrase: str) -> str:
    """A short nominative name of a state in the genitive: «Саудовская Аравия» → «Саудовской Аравии»."""
    words = phrase.split(" ")
    made = []
    for word in words:
        if word.isupper() and len(word) > 1:
            made.append(word)
            continue
        readings = [r for r in analyser().parse(word.lower()) if "nomn" in r.tag]
        inflected = readings[0].inflect({"gent"}) if readings else None
        made.append(_as_written(word, str(inflected.word)) if inflected else word)
    return " ".join(made)


@cache
def plural(form: str) -> str:
    """A noun in the nominative plural: «нож» → «ножи»; what has no plural stays as it is."""
    readings = [r for r in analyser().parse(form.lower()) if r.tag.POS == "NOUN" and "nomn" in r.tag]
    inflected = readings[0].inflect({"nomn", "plur"}) if readings else None
    return _as_written(form, str(inflected.word)) if inflected else form


def head_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """The token of `first` to `last` that governs the rest: the first one whose head lies outside."""
    for number in range(first, last):
        head = tokens[number].head
        if not first <= head < last or head == number:
            return number
    return first


def nominative_phrase(tokens: Sequence[Token], first: int, last: int, text: str) -> str:
    """The words `first` to `last` with their head noun and its adjectives in the nominative."""
    head = head_of(tokens, first, last)
    if tokens[head].pos not in {"NOUN", "PROPN"}:
        nouns = [n for n in range(first, last) if tokens[n].pos in {"NOUN", "PROPN"}]
        head = nouns[0] if nouns else head
    feats = tokens[head].feats
    case, number = feats.get("Case", ""), feats.get("Number", "Sing")
    if case in ("", "Nom"):
        return _joined(tokens, first, last, text, {})
    changed = {head: _inflected(tokens[head].text, "noun", case, number, "nomn", "")}
    gender = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}.get(feats.get("Gender", ""), "")
    for other in range(first, head):
        token = tokens[other]
        if token.pos in {"ADJ", "DET", "VERB"} and token.feats.get("Case") == case:
            changed[other] = _inflected(token.text, "adjective", case, number, "nomn", gender)
    return _joined(tokens, first, last, text, changed)


def _joined(tokens: Sequence[Token], first: int, last: int, text: str, changed: dict[int, str]) -> str:
    pieces = []
    for number in range(first, last):
        token = tokens[number]
        if number > first:
            pieces.append(text[tokens[number - 1].end : token.start])
        pieces.append(changed.get(number, token.text))
    return " ".join("".join(pieces).split())
