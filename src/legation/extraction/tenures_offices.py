"""Phrases that name a post: «бывший министр иностранных дел Японии», with adjectives and complements."""

from __future__ import annotations

import re

from msgspec import Struct, structs

from legation.extraction import tenures_nominative as nominative
from legation.extraction.tenures_complements import complement_end
from legation.extraction.tenures_words import CASELESS, Words, is_adjectival
from legation.record import Token
from legation.vocabulary.posts import stem

FIRSTS = frozenset({"президент", "премьер", "премьер-министр", "король", "канцлер", "император"})
_YEARS = re.compile(r"\s*\((?:[сдо]{1,2}\s)?\d{4}[^)]*\)$")  # «министр юстиции (2001–2004) X»
TIMES = ("ended", "then", "ahead", "none", "now")
RANKS = frozenset({"чрезвычайный", "полномочный"})  # of envoys; in capitals they pass for names

ABBREVIATED = frozenset({"и", "и.о", "и.о.", "врио", "ио"})  # «исполняющий обязанности», in no case


class Office(Struct, frozen=True, kw_only=True):
    """A post named by tokens `first` to `last` (exclusive); `head` is its noun, `noun` the noun's lemma.

    `bare` is where the post's own words begin, after «бывший» and the like. `room` is `public`, `open` or
    `other`; `time` is `ended`, `now`, `ahead`, `none` or empty, by its adjectives or «экс-».
    Where the text says the noun itself elsewhere or not at all (`spoken`), the tokens are those of the owner.
    """

    first: int
    bare: int
    head: int
    last: int
    noun: str
    room: str
    case: str
    plural: bool
    time: str
    spoken: bool = True


def offices(words: Words) -> tuple[Office, ...]:
    """Every phrase that names a post, one inside another included, in the order of the text."""
    found = []
    for number in words.candidates():
        if number in words.person:
            continue
        noun, room, time = words.noun(number)
        if noun:
            found.append(_office(words, number, noun, room, time))
    return tuple(found)


def _office(words: Words, head: int, noun: str, room: str, time: str) -> Office:
    token = words.tokens[head]
    case = "" if token.text.lower() in ABBREVIATED else token.feats.get("Case", "")
    plural = token.feats.get("Number") == "Plur"
    first = _first(words, head, case)
    if plural and first >= 2 and [t.lemma for t in words.tokens[first - 2 : first]] == ["один", "из"]:
        one = first - 2
        case = words.tokens[one].feats.get("Case", "")
        last = complement_end(words, head, noun, "Gen")
        return Office(
            first=one,
            bare=one,
            head=head,
            last=last,
            noun=noun,
            room=room,
            case=case,
            plural=False,
            time=time,
        )
    bare, said = first, time
    while bare < head:
        at = stem(words.tokens[bare].text)
        kind = next(
            (k for k in ("ended", "then", "ahead", "none", "now") if at in words.known.modifiers[k]), ""
        )
        if at == "перв" and noun in FIRSTS:  # «первый президент страны» is her president
            kind = "now"
        if not kind and not _is_age(words.tokens[bare]) and words.tokens[bare].pos != "DET":
            break
        said = said or kind
        bare += 1
    return Office(
        first=first,
        bare=bare,
        head=head,
        last=complement_end(words, head, noun, case),
        noun=noun,
        room=room,
        case=case,
        plural=plural,
        time=said,
    )


def _is_age(token: Token) -> bool:
    return "летн" in token.text


def _first(words: Words, head: int, case: str) -> int:
    """Where the adjectives before a noun begin."""
    tokens, at, start = words.tokens, head, words.start_of_sentence(head)
    while at > start:
        before = tokens[at - 1]
        adjectival = is_adjectival(before)
        if adjectival and (before.feats.get("Case") in (case, *CASELESS) or not case):
            if at - 1 in words.person:
                break
            at -= 1
        elif _is_age(before) or before.lemma in RANKS:
            at -= 1
        elif before.lemma == "и" and at - 2 >= start and tokens[at - 2].pos == "ADJ" and at < head:
            if tokens[at - 2].feats.get("Case") != case:
                break
            at -= 2
        elif before.lemma in ("временно", "вновь", "теперь", "недавно") and at - 1 > start:
            at -= 1
        else:
            break
    return at


def office_text(words: Words, office: Office) -> str:
    """The post's name in the nominative singular, without «бывший», «нынешний» and the like."""
    text = words.scene.markup.document.text
    tokens = words.tokens
    head = tokens[office.head]
    if tokens[office.bare].lemma == "один" and office.bare + 1 < office.head:
        gender = nominative.gender(head.text, "Gen")
        one = {"femn": "одна"}.get(gender, "один")
        return " ".join(f"{one}{text[tokens[office.bare].end : tokens[office.last - 1].end]}".split())
    pieces = []
    kin = nominative.gender(head.text, office.case)
    for number in range(office.bare, office.head):
        token = tokens[number]
        if is_adjectival(token):
            pieces.append(nominative.adjective(token.text, office.case, kin))
        else:
            pieces.append(token.text)
        if number + 1 <= office.head:
            pieces.append(text[token.end : tokens[number + 1].start])
    noun = nominative.noun(head.text, office.case)
    if noun.lower().startswith("экс-"):
        noun = noun[4:]
    if office.noun == "папа" and office.last > office.head + 1:
        return f"{noun} {'Р' if tokens[office.head + 1].text[0].isupper() else 'р'}имский"
    rest = text[head.end : tokens[office.last - 1].end] if office.last - 1 > office.head else ""
    return _YEARS.sub("", " ".join(("".join(pieces) + noun + rest).split()))


def post_of_one(words: Words, office: Office, side: tuple[str, int]) -> str:
    """The post of one of several states: «министры иностранных дел России и Японии» → «… Японии»."""
    first = words.sides_in(office.head, office.last)[0][1]
    mention = words.scene.mention_at(side[1])
    text = words.scene.markup.document.text
    end = mention.end if mention is not None else words.tokens[side[1]].end
    alone = structs.replace(office, last=first)
    return f"{office_text(words, alone)} {text[words.tokens[side[1]].start : end]}"


def post_by_adjective(words: Words, office: Office, side: tuple[str, int]) -> str:
    """The post of one of several states: «российский и японский министры» → «японский министр»."""
    head, tokens = words.tokens[office.head], words.tokens
    kin = nominative.gender(head.text, office.case)
    said = nominative.adjective(tokens[side[1]].text, office.case, kin)
    alone = structs.replace(office, bare=office.head)
    return f"{said} {office_text(words, alone)}"
