"""The tagger's names set right by what is known of words: spans that run over a line, titles inside a name,
a given name torn from its surname, words that are no names at all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from legation.language.russian.names_document import again, agreed
from legation.language.russian.names_extent import small_bodies, with_extent
from legation.language.russian.names_kinds import people_set_right
from legation.language.russian.names_known import (
    in_brackets,
    known_bodies,
    known_states,
    made,
    plants,
    quoted,
    shouted,
    sites,
)
from legation.language.russian.names_trimmed import trimmed
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser

_SPLIT = frozenset("•,:;")


def corrected(names: Sequence[Name], tokens: Sequence[Token], text: str) -> tuple[Name, ...]:
    """The names with their borders and kinds set right, in the order of the text."""
    parted = [piece for name in names for piece in _lines(_grown(name, tokens), tokens, text)]
    joined = _rejoined(_two_people(parted, tokens), tokens)
    people = people_set_right(joined, tokens)
    kept = [whole for name in people if (whole := trimmed(name, tokens, text)) is not None]
    return tuple(_with_known(kept, tokens, text))


def _with_known(names: list[Name], tokens: Sequence[Token], text: str) -> list[Name]:
    """The names together with the bodies that are known by name, that quotation marks show after a word like
    «компания», and that stand in brackets after a body; what these cover of other names gives way."""
    known, lands = known_bodies(tokens), known_states(tokens)
    places = {(name.first, name.last) for name in lands}
    taken = {number for name in known for number in range(name.first, name.last)}
    kept = [
        name
        for name in names
        if (name.type == "PER" and (name.first, name.last) not in places)
        or (name.type != "PER" and taken.isdisjoint(range(name.first, name.last)))
        or (name.type == "ORG" and not _within(name, known))
    ]
    free = {number for name in kept for number in range(name.first, name.last)}
    kept += [name for name in known if free.isdisjoint(range(name.first, name.last))]
    free = {number for name in kept for number in range(name.first, name.last)}
    kept += [name for name in lands if free.isdisjoint(range(name.first, name.last))]
    smaller = small_bodies(tokens, text)
    kept = [name for name in kept if name.type != "LOC" or not _within(name, smaller)]
    free = {number for name in kept for number in range(name.first, name.last)}
    brackets = in_brackets((*kept, *smaller), tokens)
    for name in (
        *quoted(tokens),
        *smaller,
        *brackets,
        *sites(tokens),
        *plants(tokens),
        *shouted(tokens, text),
    ):
        if free.isdisjoint(range(name.first, name.last)):
            kept.append(name)
            free.update(range(name.first, name.last))
    kept.sort(key=lambda name: name.first)
    kept = agreed(kept, tokens)
    named = sorted((*kept, *again(kept, tokens)), key=lambda name: name.first)
    return with_extent(named, tokens, text)


def _within(name: Name, others: Sequence[Name]) -> bool:
    return any(other.first <= name.first and name.last <= other.last for other in others)


def _grown(name: Name, tokens: Sequence[Token]) -> Name:
    """A word that two alphabets tore apart («Нуrtлеу») is one word of the name."""
    last = name.last
    while last < len(tokens) and tokens[last].start == tokens[last - 1].end:
        if not (tokens[last].text.isalpha() and tokens[last - 1].text.isalpha()):
            break
        last += 1
    return name if last == name.last else made(name.first, last, name.type, tokens)


def _two_people(names: list[Name], tokens: Sequence[Token]) -> list[Name]:
    """Two whole names set side by side without a mark, where one of them stands elsewhere by itself."""
    pairs = {
        tuple(token.lemma for token in tokens[name.first : name.last])
        for name in names
        if name.type == "PER" and name.last - name.first == 2
    }
    found: list[Name] = []
    for name in names:
        lemmas = tuple(token.lemma for token in tokens[name.first : name.last])
        if name.type == "PER" and len(lemmas) == 4 and (lemmas[:2] in pairs or lemmas[2:] in pairs):
            middle = name.first + 2
            if not tokens[middle].text[:1].isupper():
                found.append(name)
                continue
            found += [made(name.first, middle, "PER", tokens), made(middle, name.last, "PER", tokens)]
        else:
            found.append(name)
    return found


def _lines(name: Name, tokens: Sequence[Token], text: str) -> list[Name]:
    """A name never runs over an empty line, a person's over no line end and no comma."""
    pieces, first = [], name.first
    for number in range(name.first + 1, name.last):
        gap = text[tokens[number - 1].end : tokens[number].start]
        mark = tokens[number].text
        if gap.count("\n") > 1 or ("\n" in gap and name.type == "PER"):
            pieces.append((first, number))
            first = number
        elif (
            mark == "•"
            or (mark == "(" and (name.type != "PER" or _is_foreign(number, name.last, tokens)))
            or (mark in _SPLIT and name.type == "PER")
        ):
            pieces.append((first, number))
            first = number + 1
    pieces.append((first, name.last))
    found = [
        made(*inner, name.type, tokens) for piece in pieces if (inner := _without_brackets(*piece, tokens))
    ]
    return found or [name]


def _without_brackets(first: int, last: int, tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The piece without marks at its ends that have no fellow inside; nothing where no word is left."""
    while (
        last > first
        and tokens[last - 1].text in "()•,"
        and (tokens[last - 1].text != ")" or all(token.text != "(" for token in tokens[first:last]))
    ):
        last -= 1
    while first < last and tokens[first].text in "()•,":
        first += 1
    if not any(token.text.isalnum() or len(token.text) > 1 for token in tokens[first:last]):
        return None
    return first, last


def _is_foreign(bracket: int, last: int, tokens: Sequence[Token]) -> bool:
    """Whether the brackets hold the name in Latin letters."""
    return bracket + 1 < last and tokens[bracket + 1].text[:1].isascii()


def _rejoined(names: list[Name], tokens: Sequence[Token]) -> list[Name]:
    """A given name that was taken for a place just before a surname belongs to the person."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if (
            before is not None
            and name.type == "PER"
            and before.type == "LOC"
            and before.last == name.first
            and before.last - before.first == 1
            and tokens[before.first].text.isalpha() | ("-" in tokens[before.first].text)
            and not tokens[before.first].text.isupper()
            and not _known_place(tokens[before.first].text)
            and tokens[before.first].feats.get("Case") == tokens[name.first].feats.get("Case")
        ):
            found[-1] = made(before.first, name.last, "PER", tokens)
        else:
            found.append(name)
    return found


@cache
def _known_place(word: str) -> bool:
    return any("Geox" in r.tag for r in analyser().parse(word.lower()) if r.is_known)
