"""A post in the nominative: the head noun and its adjectives are put into it, the rest stays as it stands."""

from __future__ import annotations

from functools import cache
from typing import Any

from legation.record import Token
from legation.vocabulary.morphology import analyser

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}


@cache
def noun(form: str, case: str, singular: bool = True) -> str:
    """A noun (or a participle used as one) in the nominative singular, its capital letters kept."""
    readings = _readings(form, case, ("NOUN", "PRTF", "ADJF"))
    if not readings:
        return form
    reading = next((r for r in readings if "anim" in r.tag), readings[0])  # «премьеры» are no first nights
    grammemes = {"nomn", "sing"} if singular else {"nomn", "plur"}
    wanted = reading.inflect(grammemes) or reading
    return _as_written(form, str(wanted.word))


@cache
def adjective(form: str, case: str, gender: str, plural: bool = False) -> str:
    """An adjective in the nominative of a gender (`masc` …), its capital letters kept."""
    wanted = {"nomn", "plur"} if plural else {"nomn", "sing", gender}
    found = []
    for reading in _readings(form, case, ("ADJF", "PRTF")):
        if reading.tag.POS == "PRTF":  # a participle's lexeme is its whole verb's
            inflected = reading.inflect(wanted)
            found += [str(inflected.word)] if inflected else []
            continue
        degree = {g for g in ("Supr",) if g in reading.tag}
        forms = [
            other.word
            for other in reading.lexeme
            if {*wanted, *degree} <= other.tag.grammemes and other.tag.POS == reading.tag.POS
        ]
        found += [w for w in forms if w.startswith("наи") == form.lower().startswith("наи")]
    if not found:
        return form
    # «временным»: both «временный» and «временной» are words; the ending without stress is the likelier one
    return _as_written(form, next((w for w in found if w.endswith(("ый", "ий"))), found[0]))


@cache
def cases(form: str) -> frozenset[str]:
    """The cases in which a word may stand in the singular, as UD names them."""
    names = {grammeme: case for case, grammeme in CASES.items()}
    return frozenset(
        names[r.tag.case]
        for r in analyser().parse(form.lower())
        if r.tag.POS == "NOUN" and r.tag.number == "sing" and r.tag.case in names
    )


@cache
def gender(form: str, case: str) -> str:
    """The gender of a noun: `masc`, `femn` or `neut`."""
    readings = _readings(form, case, ("NOUN", "PRTF", "ADJF"))
    return str(readings[0].tag.gender or "masc") if readings else "masc"


def genitive(tokens: tuple[Token, ...], first: int, head: int, last: int, text: str) -> str:
    """The words `first` to `last` with the noun `head` and the adjectives before it in the genitive."""
    kin = gender(tokens[head].text, tokens[head].feats.get("Case", ""))
    pieces = []
    for number in range(first, head + 1):
        form = tokens[number].text
        case = tokens[number].feats.get("Case", "")
        parts = ("NOUN",) if number == head else ("ADJF", "PRTF")
        grammemes = {"gent"} if number == head else {"gent", "sing", kin}
        readings = [] if form.isupper() else _readings(form, case, parts)
        wanted = readings[0].inflect(grammemes) if readings else None
        pieces.append(_as_written(form, str(wanted.word)) if wanted else form)
    rest = text[tokens[head].end : tokens[last - 1].end] if last - 1 > head else ""
    return " ".join((" ".join(pieces) + rest).split())


def _readings(form: str, case: str, parts: tuple[str, ...]) -> list[Any]:
    found = [r for r in analyser().parse(form.lower()) if r.tag.POS in parts]
    for part in parts:
        kin = [r for r in found if part == r.tag.POS]
        if kin:
            agreeing = [r for r in kin if r.tag.case == CASES.get(case)]
            return agreeing or kin
    return []


def _as_written(form: str, word: str) -> str:
    """The word with the capital letters of the form, part by part of a hyphened word; «ё» only as there."""
    if "ё" not in form:
        word = word.replace("ё", "е")
    if form.isupper() and len(form) > 1:
        return form
    parts = word.split("-")
    olds = form.split("-")
    if len(parts) != len(olds):
        return word.capitalize() if form[:1].isupper() else word
    return "-".join(
        w[:1].upper() + w[1:] if old[:1].isupper() else w for w, old in zip(parts, olds, strict=True)
    )
