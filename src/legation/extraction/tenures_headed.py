"""Posts told by what is headed: «возглавляет комитет», «ведомство достанется X», «во главе МИД встал Y»."""

from __future__ import annotations

from collections.abc import Iterator

from legation.extraction.tenures_complements import complement_end
from legation.extraction.tenures_nominative import genitive
from legation.extraction.tenures_people import Holding, People, Person, holding, unspoken
from legation.extraction.tenures_scope import is_of_states
from legation.extraction.tenures_verbs import OBJECTS, TRANSITIVE, Telling
from legation.extraction.tenures_words import NOUNS, Words

GOVERNED = ("obj", "obl", "iobj", "nsubj", "nsubj:pass")
_GROUPS = (
    *("heads_begins", "heads_is", "seat_falls", "heads_keeps", "heads_gets", "heads_stands"),
    *("elected_into", "speaks_for"),
)
INTO = 8  # tokens between «избран» and «в парламент»
STANDS = 8  # tokens between «во главе» and «встал»


def headed(words: Words, people: People) -> Iterator[Holding]:
    """The holdings that verbs tell by the organ that is headed."""
    verbs, lemmas = words.known.holding, words.scene.markup.lemmas
    for number in words.scene.markup.among(frozenset[str]().union(*(verbs[group] for group in _GROUPS))):
        lemma = lemmas[number]
        if lemma in verbs["heads_begins"] or lemma in verbs["heads_is"]:
            stage = "begins" if lemma in verbs["heads_begins"] else "is"
            organ = _headed(words, people, number)
            yield from _held(words, people, number, organ, stage)
        elif lemma in verbs["seat_falls"]:
            yield from _held(words, people, number, _portfolio(words, number), "begins", falls=True)
        elif lemma in verbs["heads_keeps"] and _is_for_oneself(words, number):
            yield from _held(words, people, number, _portfolio(words, number), "is")
        elif lemma in verbs["heads_gets"]:
            yield from _held(words, people, number, _portfolio(words, number), "begins")
        elif lemma in verbs["heads_stands"]:
            stage = "is" if lemma in ("стоять", "стоить", "находиться") else "begins"
            yield from _held(words, people, number, _at_the_head(words, number), stage)
        elif lemma in verbs["elected_into"]:
            yield from _elected(words, people, number)
        elif lemma in verbs["speaks_for"]:
            yield from _speaking_for(words, people, number)


def _held(
    words: Words, people: People, verb: int, organ: int | None, stage: str, falls: bool = False
) -> Iterator[Holding]:
    """The holding of who heads an organ; where it falls to somebody, of whom the dative names."""
    if organ is None:
        return
    tokens, first = words.tokens, organ
    while first > 0 and tokens[first - 1].pos in ("ADJ", "DET") and tokens[first - 1].head == organ:
        first -= 1
    last = complement_end(words, organ, tokens[organ].lemma, "Gen")
    office = unspoken(first, organ, last, "open")
    telling = Telling(words, people, office, (first, last))
    person: Person | None
    person = telling.argument(verb, OBJECTS, ("Dat",)) if falls else telling.holder(verb, False)
    if person is None:
        return
    text = f"глава {genitive(tokens, first, organ, last, words.scene.markup.document.text)}"
    yield holding(words, person, office, "a verb of heading", telling.stage(verb, stage), verb, text)


def _headed(words: Words, people: People, number: int) -> int | None:
    """The noun that names what a verb of heading governs."""
    tokens = words.tokens
    wanted = ("Acc", "Nom", "Gen", "") if tokens[number].lemma.startswith("возглав") else ("Ins", "")
    governed = _governed(words, number)
    end = words.end_of_sentence(number)
    after = number + 1
    while after < end - 1 and tokens[after].pos == "ADJ":
        after += 1
    if after < end and tokens[after].pos in NOUNS:
        governed.append(after)
    for noun in governed:
        living = tokens[noun].feats.get("Animacy") == "Anim" and tokens[noun].pos == "NOUN"
        known = tokens[noun].lemma in words.known.holding["not_headed"]
        if living or noun in people.by_token or words.is_post(noun) or known:
            continue
        with_preposition = any(tokens[c].pos == "ADP" for c in words.scene.markup.children[noun])
        fits = tokens[noun].feats.get("Case", "") in wanted or _is_abbreviation(tokens[noun].text)
        if fits and not with_preposition:
            return noun
    return None


def _governed(words: Words, number: int) -> list[int]:
    """The nouns that hang on a verb, its object first."""
    tokens = words.tokens
    found = [c for c in words.scene.markup.children[number] if tokens[c].rel in GOVERNED]
    found = [c for c in found if tokens[c].pos in (*NOUNS, "X")]
    return sorted(found, key=lambda c: (tokens[c].rel != "obj", c))


def _is_abbreviation(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def _portfolio(words: Words, number: int) -> int | None:
    """The ministry that a verb gives to somebody."""
    known = words.known.holding["portfolios"]
    return next((n for n in _governed(words, number) if words.tokens[n].lemma in known), None)


def _is_for_oneself(words: Words, number: int) -> bool:
    """«сохранит за собой»."""
    after = [t.lemma for t in words.tokens[number + 1 : number + 3]]
    return after == ["за", "себя"] or after == ["за", "собой"]


def _at_the_head(words: Words, number: int) -> int | None:
    """«во главе МИД встал X»: the noun after «во главе»."""
    start, end = words.start_of_sentence(number), words.end_of_sentence(number)
    for at in range(max(start, number - STANDS), min(number + STANDS, end - 2)):
        if [t.text.lower() for t in words.tokens[at : at + 2]] != ["во", "главе"]:
            continue
        noun = at + 2
        while noun < end - 1 and words.tokens[noun].pos in ("ADJ", "DET"):
            noun += 1
        if (
            words.tokens[noun].pos in (*NOUNS, "X")
            and words.tokens[noun].lemma not in words.known.holding["not_headed"]
        ):
            return noun
    return None


def _elected(words: Words, people: People, number: int) -> Iterator[Holding]:
    """«избран в парламент»: a member of it."""
    tokens = words.tokens
    at = _house(words, number)
    if at is None:
        return
    end = words.end_of_sentence(number)
    first = at
    while first > 0 and tokens[first - 1].pos in ("ADJ", "DET"):
        first -= 1
    if tokens[first - 1].text.lower() not in ("в", "во"):
        return
    mention = words.scene.mention_at(at)
    last = mention.last if mention is not None and mention.kind == "body" else at + 1
    while mention is None and last < end and tokens[last].feats.get("Case") == "Gen":
        last += 1
    member = words.known.houses[tokens[at].lemma]
    office = unspoken(first, at, last, "public", member)
    telling = Telling(words, people, office, (first, last))
    person = telling.holder(number, tokens[number].lemma in TRANSITIVE)
    if person is not None:
        text = f"{member} {genitive(tokens, first, at, last, words.scene.markup.document.text)}"
        yield holding(words, person, office, "a house", telling.stage(number, "begins"), number, text)


def _house(words: Words, number: int) -> int | None:
    """The parliament that is named behind a verb or before it, within its clause."""
    start, end = words.start_of_sentence(number), words.end_of_sentence(number)
    ways = (range(number + 1, min(end, number + INTO)), range(number - 1, max(start, number - INTO) - 1, -1))
    for way in ways:
        for at in way:
            token = words.tokens[at]
            if token.lemma in words.known.houses:
                return at
            if token.pos == "VERB" or token.text in (",", ";", ":"):
                break
    return None


def _speaking_for(words: Words, people: People, number: int) -> Iterator[Holding]:
    """«представлял генерального секретаря ООН на Кипре»: whoever speaks for states together in a state."""
    tokens = words.tokens
    objects = [c for c in words.scene.markup.children[number] if tokens[c].rel == "obj" and c > number]
    if not objects:
        return
    head = objects[0]
    first = min([head, *(c for c in words.scene.markup.children[head] if number < c < head)])
    last = complement_end(words, head, "представитель", "Acc")
    bodies = [m for n in range(first, last) if (m := words.scene.mention_at(n)) and m.kind == "body"]
    places = [n for _, n in words.states_in(head, last)]
    if not bodies or not is_of_states(bodies[0]) or not places:
        return
    office = unspoken(first, head, last, "public", "представитель")
    telling = Telling(words, people, office, (first, last))
    person = telling.holder(number, False)
    if person is not None:
        text = f"представитель {genitive(tokens, first, head, last, words.scene.markup.document.text)}"
        yield holding(
            words, person, office, "a verb of speaking for", telling.stage(number, "is"), number, text
        )
