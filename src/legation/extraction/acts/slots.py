"""The place in which a word stands: its preposition and case, what it is coordinated with, what it stands
for.
"""

from __future__ import annotations

from legation.record import Markup

_RELATIVE = frozenset({"который", "кто", "who", "whom", "which", "that"})
_REPORTED = frozenset({"it", "they", "he", "she", "we", "i"})
_ENGLISH = {"of": "gen", "by": "agent", "concerning": "about", "regarding": "about"}
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET", "X"})
_CASE_OF = {
    "к": "dat", "ко": "dat", "от": "gen", "ото": "gen", "у": "gen", "из": "gen", "до": "gen", "для": "gen",
    "против": "gen", "при": "loc", "о": "loc", "об": "loc", "обо": "loc", "между": "ins", "над": "ins",
    "перед": "ins", "через": "acc", "среди": "gen", "по": "dat", "без": "gen", "ради": "gen",
}  # fmt: skip
_PLAIN = {"ко": "к", "ото": "от", "об": "о", "обо": "о", "во": "в", "со": "с", "передо": "перед"}
_PHRASES = {
    "с сторона": "agent",
    "в отношение": "против+gen",
    "в адрес": "против+gen",
    "по отношение": "к+dat",
    "по повод": "about",
    "относительно": "about",
    "касательно": "about",
    "вместе с": "с+ins",
    "совместно с": "с+ins",
    "наряду с": "с+ins",
    "в сотрудничество с": "с+ins",
    "при участие": "с+ins",
    "с участие": "с+ins",
    "при посредничество": "с+ins",
    "при поддержка": "с+ins",
    "в поддержка": "к+dat",
    "в польза": "для+gen",
    "от имя": "agent",
}
_LEADING = frozenset({"в адрес", "в отношение", "с сторона"})  # read as nouns at times
_LED = frozenset(phrase.rpartition(" ")[2] for phrase in _LEADING)
CASES = {"Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "ins", "Loc": "loc", "Nom": "nom"}
DATED = 6  # words that a time runs over at most
DEEP = 6  # steps up the syntax in which an antecedent or a subject is looked for


def chain(markup: Markup, number: int) -> list[int]:
    """A filler and the fillers coordinated with it."""
    found, waiting = [number], [number]
    if not markup.children[number]:
        return found
    while waiting:
        for child in markup.children[waiting.pop()]:
            token = markup.tokens[child]
            if token.rel == "conj" and token.pos in NOMINAL and child not in found:
                found.append(child)
                waiting.append(child)
    return found


def antecedent(markup: Markup, number: int) -> int:
    """For a relative pronoun what it stands for, for any other token itself.

    English «X says it is willing»: the subject of a reported clause that is a pronoun is who reports.
    """
    if markup.tokens[number].lemma in _REPORTED:
        return _who_reports(markup, number)
    if markup.tokens[number].lemma not in _RELATIVE:
        return number
    at = number
    for _ in range(DEEP):
        token = markup.tokens[at]
        if token.rel in ("acl:relcl", "acl"):
            return token.head
        if token.head == at:
            return number
        at = token.head
    return number


def _who_reports(markup: Markup, number: int) -> int:
    tokens = markup.tokens
    verb = tokens[number].head
    for _ in range(DEEP):
        if (
            tokens[verb].rel not in ("ccomp", "advcl", "conj", "xcomp", "acl:relcl")
            or tokens[verb].head == verb
        ):
            break
        verb = tokens[verb].head
        for child in markup.children[verb]:
            named = tokens[child].rel in ("nsubj", "nsubj:pass") and tokens[child].pos != "PRON"
            if named and child != number:
                return child
    return number


def led_to(markup: Markup, number: int) -> int:
    """The noun that another leads to as a part of its preposition, where the parse reads it as a noun of its
    own («угрозы в адрес посольства»); for any other noun itself.
    """
    lemma = markup.tokens[number].lemma
    if lemma not in _LED or f"{preposition(markup, number)} {lemma}" not in _LEADING:
        return number
    below = (c for c in markup.children[number] if markup.tokens[c].rel == "nmod")
    return next((c for c in below if markup.tokens[c].feats.get("Case") == "Gen"), number)


def tells_time(markup: Markup, number: int) -> bool:
    """Whether a word is part of a time: «в 1969 году», «в понедельник»."""
    return any(date.last > number for date in markup.dates_between(max(0, number - DATED), number + 1))


def preposition(markup: Markup, number: int) -> str:
    """The preposition of a noun with the nouns fixed to it, as lemmas; empty where there is none."""
    for child in markup.children[number]:
        if markup.tokens[child].rel == "case" and markup.tokens[child].pos != "PART":
            words = [markup.tokens[child].lemma]
            words += [
                markup.tokens[c].lemma for c in markup.children[child] if markup.tokens[c].rel == "fixed"
            ]
            return " ".join(_PLAIN.get(word, word) for word in words)
    return ""


def slot_of(markup: Markup, number: int) -> str:
    """The slot in which an oblique or attribute stands: `dat`, `с+ins`, `about` …"""
    token = markup.tokens[number]
    said = preposition(markup, number)
    case = CASES.get(token.feats.get("Case", ""), "")
    if not said:
        return case
    if (phrase := f"{said} {token.lemma}") in _LEADING and led_to(markup, number) != number:
        return _PHRASES[phrase]
    if said.isascii():
        return _ENGLISH.get(said, said)
    if said in _PHRASES:
        return _PHRASES[said]
    if said in ("о", "про", "насчет"):
        return "about"
    first = said.split(" ", 1)[0]
    if first == "с":
        case = "gen" if case == "gen" else "ins"
    elif first in ("в", "на"):
        case = "acc" if case in ("acc", "gen") else "loc"  # «на пять лет»: a numeral governs the genitive
    elif first == "за":
        case = "ins" if case == "ins" else "acc"
    else:
        case = _CASE_OF.get(first, case)
    return f"{first}+{case}"
