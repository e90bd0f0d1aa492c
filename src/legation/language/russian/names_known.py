"""Names that are known or shown to be names: bodies and states of the vocabulary, words in quotation marks
after «компания», abbreviations in brackets, addresses of sites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from legation.language.matching import Phrases
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser
from legation.vocabulary.naming import naming
from legation.vocabulary.organisations import organisations
from legation.vocabulary.states import states

OPENING = frozenset("«\"“„'")
CLOSING = frozenset("»\"”“'")
SHORTEST_SURNAME = 4  # letters of a surname in capitals; shorter ones are abbreviations
_SITE = re.compile(r"(?i)(?:www\.)?[a-zа-я0-9-]{2,}\.(?:ru|com|org|net|kz|ua|by|info|kg|uz)")


def made(first: int, last: int, kind: str, tokens: Sequence[Token]) -> Name:
    return Name(start=tokens[first].start, end=tokens[last - 1].end, first=first, last=last, type=kind)


def starts_sentence(number: int, tokens: Sequence[Token], text: str) -> bool:
    """Whether a token opens a sentence, a line, a quotation or a clause after a dash."""
    return opens(tokens, number) or "\n" in text[tokens[number - 1].end : tokens[number].start]


def opens(tokens: Sequence[Token], number: int) -> bool:
    return number == 0 or tokens[number - 1].text in {".", "!", "?", "…", "—", "–", ":", "«", '"', "»"}


def quoted(tokens: Sequence[Token]) -> list[Name]:
    """«компания «Алтек»», «ОАО «Газпром»»: the words inside the marks."""
    found = []
    marks = [number for number, token in enumerate(tokens[:-1]) if token.text in OPENING]
    for number in (mark - 1 for mark in marks if mark):
        if not is_descriptor(tokens[number]):
            continue
        last = number + 2
        while last < len(tokens) and last - number < 8 and tokens[last].text not in CLOSING:
            last += 1
        inside = tokens[number + 2 : last]
        if last < len(tokens) and tokens[last].text in CLOSING and inside and inside[0].text[:1].isupper():
            found.append(made(number + 2, last, "ORG", tokens))
    return found


def in_brackets(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """«Комитет защиты журналистов (КЗЖ)», «Аль-Айн (Al Ain)»: the abbreviation or foreign name of the body or
    place before, and a second one in brackets of its own."""
    found = []
    for name in names:
        at = name.last
        if at < len(tokens) and tokens[at].text in CLOSING:
            at += 1
        while name.type != "PER" and (last := _bracketed(at, name.type, tokens)):
            found.append(made(at + 1, last - 1, name.type, tokens))
            at = last
    return found


def _bracketed(at: int, kind: str, tokens: Sequence[Token]) -> int:
    """The number after the brackets that open at a token and hold another name of the same; 0 for none."""
    if at + 2 >= len(tokens) or tokens[at].text != "(":
        return 0
    last = at + 1
    while last < len(tokens) and last - at < 9 and tokens[last].text != ")":
        last += 1
    inside = [token.text for token in tokens[at + 1 : last]]
    if last >= len(tokens) or tokens[last].text != ")" or not inside:
        return 0
    foreign = all(text.isascii() and (text[:1].isalpha() or text in "&-.'") for text in inside)
    if inside[0] in naming("company_forms"):
        return 0
    short = kind == "ORG" and len(inside) == 1 and inside[0].isupper() and 2 <= len(inside[0]) <= 8
    return last + 1 if (foreign and inside[0][:1].isupper()) or short else 0


def plants(tokens: Sequence[Token]) -> list[Name]:
    """«АЭС Белене», «ГЭС «Рогун»»: the place by which a plant is called."""
    plants = naming("plants")
    return [
        made(number + 1, number + 2, "LOC", tokens)
        for number in [n for n, token in enumerate(tokens[:-1]) if token.text in plants]
        if tokens[number + 1].text.istitle()
    ]


def shouted(tokens: Sequence[Token], text: str) -> list[Name]:
    """«Айгуль САДЫРБАЕВА», and in a line of its own «Юн ТАКАГИ, посол …»: a surname in capitals."""
    found = []
    loud = [n for n, token in enumerate(tokens) if token.text.isupper()]
    for number in loud[1:] if loud[:1] == [0] else loud:
        surname, given = tokens[number].text, tokens[number - 1].text
        if len(surname) < SHORTEST_SURNAME or not surname.isalpha():
            continue
        if surname.isascii() or not given.istitle() or given.isascii() or len(given) < 2:
            continue
        opens_line = number < 2 or "\n" in text[tokens[number - 2].end : tokens[number - 1].start]
        ends = number + 1 == len(tokens) or tokens[number + 1].text == ","
        ends = ends or "\n" in text[tokens[number].end : tokens[number + 1].start]
        if _is_given(given) or (opens_line and ends and not _is_common(given)):
            found.append(made(number - 1, number + 1, "PER", tokens))
    return found


@lru_cache(maxsize=50_000)
def _is_given(word: str) -> bool:
    """Whether the dictionary knows a word as a given name, in the nominative."""
    return any({"Name", "nomn"} <= set(r.tag.grammemes) for r in analyser().parse(word.lower()) if r.is_known)


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    """Whether the dictionary knows a word as a noun in the nominative, and as no name of a person."""
    known = [set(r.tag.grammemes) for r in analyser().parse(word.lower()) if r.is_known]
    return any({"NOUN", "nomn"} <= tags and not tags & {"Name", "Surn"} for tags in known)


def sites(tokens: Sequence[Token]) -> list[Name]:
    """«kremlin.ru», whether it is one token or three."""
    found = []
    dotted = {number for number, token in enumerate(tokens[:-1]) if token.text == "."}
    dotted = {number - 1 for number in dotted if number and tokens[number].end == tokens[number + 1].start}
    dotted |= {number for number, token in enumerate(tokens) if "." in token.text and len(token.text) > 1}
    for number in sorted(dotted):
        for last in (number + 1, number + 3):
            words = tokens[number:last]
            whole = all(a.end == b.start for a, b in pairwise(words))
            if whole and _SITE.fullmatch("".join(token.text for token in words)):
                found.append(made(number, last, "ORG", tokens))
    return found


def known_bodies(tokens: Sequence[Token]) -> list[Name]:
    """The bodies that the vocabulary knows, wherever they stand."""
    return [
        made(match.first, match.last, "ORG", tokens)
        for match in _bodies().matches(tokens)
        if match.last - match.first > 1
        or tokens[match.first].text[1:2].isupper()
        or " " in match.value[0]
        or match.value[0] in naming("small_names")
        or _sure(match.value[0])
    ]


def known_states(tokens: Sequence[Token]) -> list[Name]:
    return [
        made(match.first, match.last, "LOC", tokens)
        for match in state_names().matches(tokens)
        if not (opens(tokens, match.first) and len(tokens[match.first].text) < 5)
        and not is_vessel(match.first, match.last, tokens)
        and not is_domain(match.first, tokens)
    ]


def is_domain(number: int, tokens: Sequence[Token]) -> bool:
    """«в зоне .РФ»: letters after a dot that stands free."""
    if number < 2 or tokens[number - 1].text != "." or tokens[number - 1].end != tokens[number].start:
        return False
    return tokens[number - 2].end < tokens[number - 1].start


@cache
def state_names() -> Phrases[bool]:
    phrases: Phrases[bool] = Phrases()
    for state in states().values():
        for name in state.names:
            if len(name) > 3 or name in {"США", "ОАЭ", "КНР", "ФРГ", "ЮАР"}:
                phrases.add(name, True, capital=True)
                if "-" in name:
                    phrases.add(name.replace("-", " "), True, capital=True)
        for name in state.capitals:
            if len(name) > 3 and not _is_given(name):
                phrases.add(name, True, capital=True)
    for name in ("Европа", "Азия", "Африка", "Центральная Азия", "Латинская Америка", "Ближний Восток"):
        phrases.add(name, True, capital=True)
    return phrases


@cache
def _bodies() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for body in organisations():
        if body.kind in {"organisation", "outlet", "armed", "organ", "company"}:
            for phrase in body.names:
                if _is_whole_name(phrase, body.kind):
                    phrases.add(phrase, phrase, capital=True)
    for phrase in sorted(naming("small_names")):
        phrases.add(phrase, phrase, capital=False)
    return phrases


def _is_whole_name(phrase: str, kind: str) -> bool:
    """Whether a phrase of the vocabulary is a name and nothing more, as the corpora of names have it."""
    if " + " in phrase or "«" in phrase or not phrase[:1].isupper() or phrase in naming("doubtful_bodies"):
        return False
    owned = phrase.split()[-1] in naming("organ_owners") or phrase in naming("buildings")
    return not (kind == "organ" and owned)


@cache
def _sure(phrase: str) -> bool:
    """A single word that is no word of the common dictionary."""
    return phrase.isascii() is False and not any(
        r.is_known and not (r.tag.grammemes & {"Orgn", "Trad", "Abbr", "Geox", "Name", "Surn"})
        for r in analyser().parse(phrase.lower())
    )


def is_descriptor(token: Token) -> bool:
    return token.lemma in naming("descriptors") or token.text in naming("company_forms")


def is_vessel(first: int, last: int, tokens: Sequence[Token]) -> bool:
    """Whether the words are a known spacecraft or ship: «Атлантис» always, «Союз» in quotation marks."""
    name = " ".join(token.lemma for token in tokens[first:last])
    before = tokens[first - 1].text if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    marked = before in OPENING and after in CLOSING
    return name in _vessels() and (marked or not _known_word(name))


@cache
def _vessels() -> frozenset[str]:
    return frozenset(name.lower() for name in naming("vessels"))


@cache
def _known_word(word: str) -> bool:
    return bool(analyser().word_is_known(word))


@cache
def owners() -> frozenset[str]:
    """The adjectives of states, and of Europe."""
    return naming("wide_owners") | frozenset(
        adjective.lower().replace("ё", "е") for state in states().values() for adjective in state.adjectives
    )
