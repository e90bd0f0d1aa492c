"""Descriptive phrases in the nominative, as a record names whoever has no name."""

from __future__ import annotations

from functools import cache

from legation.vocabulary.morphology import analyser

_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_PARTS = ("NOUN", "ADJF", "PRTF", "NUMR", "NPRO")


@cache
def nominative(form: str, case: str, plural: bool, gender: str = "") -> str:
    """A noun or adjective in the nominative of its own number, its capital letters kept."""
    readings = [r for r in analyser().parse(form.lower()) if r.tag.POS in _PARTS]
    if not readings:
        return form
    number = "plur" if plural else "sing"
    fitting = [r for r in readings if r.tag.case == _CASES.get(case) and r.tag.number in (number, None)]
    reading = (fitting or readings)[0]
    wanted = {"nomn", number}
    if not plural and reading.tag.POS in ("ADJF", "PRTF") and gender in _GENDERS:
        wanted.add(_GENDERS[gender])
    inflected = reading.inflect(wanted)
    return _as_written(form, str(inflected.word) if inflected else form)


@cache
def genitive(name: str) -> str:
    """A state's short name in the genitive; abbreviations and names of several words stay."""
    if name.isupper() or " " in name:
        return name
    readings = [r for r in analyser().parse(name.lower()) if r.tag.POS == "NOUN" and r.tag.case == "nomn"]
    inflected = readings[0].inflect({"gent"}) if readings else None
    return "-".join(p.capitalize() for p in str(inflected.word).split("-")) if inflected else name


@cache
def lowered(name: str) -> str:
    """A descriptive phrase begins with a small letter, unless its first word is a name or an abbreviation."""
    name = " ".join(name.split())
    first = name.split(" ", 1)[0]
    if not first[1:].islower():
        return name
    reading = analyser().parse(first.lower())[0]
    proper = any(mark in reading.tag for mark in ("Name", "Surn", "Geox", "Orgn"))
    known = reading.is_known and reading.tag.POS in _PARTS
    return name[:1].lower() + name[1:] if known and not proper else name


def _as_written(form: str, word: str) -> str:
    if form.isupper() and len(form) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if form[:1].isupper() else word
