"""Posts whose noun several share: «министром обороны стал A, финансов — B», «премьеры Перу (A) и …»."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from legation.extraction.tenures_offices import Office, office_text
from legation.extraction.tenures_people import Holding, People, holding, unspoken
from legation.extraction.tenures_words import NOUNS, Words, is_adjectival

DASHES = frozenset({"—", "–", "-"})
PARTS = frozenset({",", ";", "и", "а"})
LONGEST = 7  # tokens of a portfolio's name
VERBAL = ("a verb with a post", "before a name", "after a name")


def shared(words: Words, people: People, made: list[Holding]) -> Iterator[Holding]:
    """The holdings that go on with the noun of one told before."""
    seen: set[int] = set()
    for held in made:
        office = held.office
        if held.rule not in VERBAL or office.plural or office.last == office.head + 1 or office.head in seen:
            continue
        seen.add(office.head)
        at = max(office.last, held.person.last)
        if words.sentence_of[at - 1] == words.sentence_of[office.head]:
            yield from _goes_on(words, people, held, at)


def _goes_on(words: Words, people: People, held: Holding, at: int) -> Iterator[Holding]:
    """«…, финансов — B, юстиции — C» or «…, B — финансов, C — юстиции», from the part after a comma."""
    end = words.end_of_sentence(held.office.head)
    while at < end - 2 and words.tokens[at].text in PARTS:
        at += 1
        if words.tokens[at].text in PARTS:  # «, а», «; а»
            at += 1
        part = _named_after(words, people, at, end) or _named_before(words, people, at, end)
        if part is None:
            return
        first, last, name, at = part
        person = people.by_first[name]
        office = unspoken(first, _head(words, first, last), last, held.office.room, held.office.noun)
        own = structs.replace(held.office, last=held.office.head + 1)
        said = words.scene.markup.document.text[words.tokens[first].start : words.tokens[last - 1].end]
        text = f"{office_text(words, own)} {' '.join(said.split())}"
        one = holding(words, person, office, "a noun shared", held.stage, None, text, (first, last))
        yield structs.replace(one, state=words.state_in(held.office.bare, held.office.last), at=held.at)


def _named_after(words: Words, people: People, at: int, end: int) -> tuple[int, int, int, int] | None:
    """«финансов — B»: where the portfolio begins and ends, where the name begins, where the part ends."""
    last = _portfolio(words, at, end)
    if last == at or last >= end or words.tokens[last].text not in DASHES or last + 1 not in people.by_first:
        return None
    return at, last, last + 1, people.by_first[last + 1].last


def _named_before(words: Words, people: People, at: int, end: int) -> tuple[int, int, int, int] | None:
    """«B — финансов»."""
    person = people.by_first.get(at)
    if person is None or person.last >= end or words.tokens[person.last].text not in DASHES:
        return None
    first = person.last + 1
    last = _portfolio(words, first, end)
    if last == first or (last < end and words.tokens[last].text not in PARTS | {"."}):
        return None
    return first, last, at, last


def _portfolio(words: Words, at: int, end: int) -> int:
    """Where words in the genitive end that begin at a token: «иностранных дел», «труда и занятости»."""
    good = at
    for number in range(at, min(end, at + LONGEST)):
        token = words.tokens[number]
        fits = token.feats.get("Case") == "Gen" and (token.pos in NOUNS or is_adjectival(token))
        if number in words.person or words.is_post(number) or not (fits or (token.text == "и" and good > at)):
            break
        if token.pos in NOUNS:
            good = number + 1
    return good


def _head(words: Words, first: int, last: int) -> int:
    return next(n for n in range(first, last) if words.tokens[n].pos in NOUNS)


def in_brackets(words: Words, people: People, found: tuple[Office, ...]) -> Iterator[Holding]:
    """«премьеры Швеции (A) и Норвегии (B)»: each state's holder in brackets behind it."""
    for office in found:
        if not office.plural:
            continue
        parts = list(_bracketed(words, people, office))
        for state, at, end, name in parts if len(parts) > 1 else ():
            alone = structs.replace(office, last=min(office.last, parts[0][1]))
            said = words.scene.markup.document.text[words.tokens[at].start : words.tokens[end - 1].end]
            text = f"{office_text(words, alone)} {said}"
            made = holding(words, people.by_first[name], office, "a list after a post", text=text)
            yield structs.replace(made, state=state)


def _bracketed(words: Words, people: People, office: Office) -> Iterator[tuple[str, int, int, int]]:
    """A state, where its name begins and ends, and where the name of its holder begins."""
    sides = words.states_in(office.head, office.last)
    at = sides[0][1] if sides else office.last
    while at < words.end_of_sentence(office.head) - 3:
        mention = words.scene.mention_at(at)
        if mention is None or mention.kind != "state" or words.tokens[mention.last].text != "(":
            return
        person = people.by_first.get(mention.last + 1)
        if person is None or person.last >= len(words.tokens) or words.tokens[person.last].text != ")":
            return
        yield mention.name, at, mention.last, person.first
        at = person.last + 1
        while at < len(words.tokens) - 1 and words.tokens[at].text in PARTS:
            at += 1
