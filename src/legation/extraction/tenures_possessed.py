"""Posts told by whose they are: «её заместитель X», «его представитель Y», «её ангольский коллега Z»."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from legation.extraction import tenures_nominative as nominative
from legation.extraction.tenures_nominative import genitive
from legation.extraction.tenures_offices import Office, office_text
from legation.extraction.tenures_people import Holding, People, Person, agrees_with, holding, unspoken
from legation.extraction.tenures_scope import is_of_record
from legation.extraction.tenures_words import Words, is_adjectival
from legation.record import Mention
from legation.vocabulary.naming import naming

POSSESSIVES = frozenset({"его", "её", "ее", "их"})
SIDEWAYS = frozenset({"из", "от", "по"})  # «её коллега из Анголы»
REACH = 3  # sentences back to the post that is shared
NEAR = 1  # sentences back to the body that «его» means
GENDERS = {"его": ("Masc", "Neut"), "её": ("Fem",), "ее": ("Fem",)}


def possessed(words: Words, people: People, made: list[Holding]) -> list[Holding]:
    """The holdings, those with a post that is another person's or a body's named in full."""
    return [_in_full(words, people, held, made) for held in made]


def _in_full(words: Words, people: People, held: Holding, made: list[Holding]) -> Holding:
    """«её заместитель X» → «заместитель министра юстиции», where «она» is the minister."""
    office, known = held.office, words.known.possessed
    number = _possessive(words, office)
    if number is None or office.plural or office.last != office.head + 1:
        return held
    owner = _owner_person(words, people, number, made, held.person)
    if owner is not None:
        if office.noun not in known["of_person"] or owner.office.plural or not owner.office.spoken:
            return held
        first, head, last = owner.office.bare, owner.office.head, owner.office.last
    else:
        body = _owner_body(words, number)
        if body is None or office.noun not in known["of_body"]:
            return held
        first, head, last = body.first, body.head, body.last
    whose = genitive(words.tokens, first, head, last, words.scene.markup.document.text)
    of = unspoken(first, head, last, office.room, office.noun)
    full = structs.replace(of, time=office.time)
    return structs.replace(held, office=full, text=f"{held.text} {whose}", rule="a post of one named before")


def _possessive(words: Words, office: Office) -> int | None:
    """The pronoun that tells whose the post is."""
    start = max(words.start_of_sentence(office.head), office.first - 1)
    return next((n for n in range(start, office.head) if words.tokens[n].text.lower() in POSSESSIVES), None)


def _owner_person(
    words: Words, people: People, number: int, made: list[Holding], but: Person
) -> Holding | None:
    """The post of the person whom the pronoun means."""
    person = people.by_token.get(number)
    if person is None or person.name == but.name:
        return None
    return _last_post(words, number, [h for h in made if h.person.name == person.name])


def _last_post(words: Words, number: int, made: list[Holding]) -> Holding | None:
    """The public post last spoken of before a token."""
    sentence = words.sentence_of[number]
    near = [
        h
        for h in made
        if h.first < number
        and sentence - words.sentence_of[h.first] <= REACH
        and h.stage in ("is", "begins")
        and is_of_record(words, h.office)
    ]
    return max(near, key=lambda h: h.first) if near else None


def _owner_body(words: Words, number: int) -> Mention | None:
    """The organ or organisation that the pronoun means: the last subject among them, or the only one."""
    markup = words.scene.markup
    sentence = words.sentence_of[number]
    before = markup.sentences[max(0, sentence - NEAR)]
    if before.passage != markup.sentences[sentence].passage:
        return None
    kin = GENDERS.get(words.tokens[number].text.lower(), ())
    near = [
        m
        for m in words.scene.mentions
        if m.kind == "body" and before.first <= m.first and m.last <= number
        if not kin or words.tokens[m.head].text.isupper() or words.tokens[m.head].feats.get("Gender") in kin
    ]
    subjects = [m for m in near if words.tokens[m.head].rel.startswith("nsubj")]
    names = {m.name for m in near}
    return subjects[-1] if subjects else near[-1] if len(names) == 1 else None


def colleagues(words: Words, people: People, made: list[Holding]) -> Iterator[Holding]:
    """«её ангольский коллега X»: the same post of another state."""
    for number in words.scene.markup.among(naming("colleagues")):
        token = words.tokens[number]
        if token.feats.get("Number") == "Plur":
            continue
        side, end = _side_beside(words, number)
        person = people.by_first.get(end)
        if person is None or not side or not agrees_with(words, token.feats.get("Case", ""), person):
            continue
        but = person.name
        shared = _last_post(words, number, [h for h in made if h.person.name != but])
        if shared is None or any(h.person.name == but and h.at == number for h in made):
            continue
        office, at = shared.office, words.scene.mention_at(side[1])
        if not office.spoken or office.plural or at is None:
            continue
        place = (min(side[1], number), end)
        text = _of_another(words, office, side[1], number)
        one = holding(words, person, office, "a post shared by colleagues", text=text, place=place)
        yield structs.replace(one, state=side[0], at=number)


def _side_beside(words: Words, number: int) -> tuple[tuple[str, int] | None, int]:
    """The state named before «коллега» or by «из …» behind it, and where the holder's name may begin."""
    at = number - 1
    while at >= words.start_of_sentence(number) and is_adjectival(words.tokens[at]):
        mention = words.scene.mention_at(at)
        if mention is not None and mention.kind == "state":
            return (mention.name, at), number + 1
        at -= 1
    if number + 2 < len(words.tokens) and words.tokens[number + 1].lemma in SIDEWAYS:
        mention = words.scene.mention_at(number + 2)
        if mention is not None and mention.kind == "state":
            return (mention.name, number + 2), mention.last
    return None, number + 1


def _of_another(words: Words, office: Office, side: int, number: int) -> str:
    """The shared post's name with the other state in place of its own."""
    tokens, text = words.tokens, words.scene.markup.document.text
    own = {
        m.first: m for n in range(office.bare, office.last) if (m := words.scene.mention_at(n)) and m.state
    }
    bare, last = office.bare, office.last
    for mention in own.values():
        if mention.last <= office.head and mention.kind == "state":
            bare = max(bare, mention.last)
        elif mention.first > office.head and mention.last == office.last:
            last = _without_state(words, mention)
    alone = office_text(words, structs.replace(office, bare=bare, last=last))
    if side > number:
        mention_there = words.scene.mention_at(side)
        end = mention_there.end if mention_there is not None else tokens[side].end
        return f"{alone} {text[tokens[side].start : end]}"
    kin = nominative.gender(tokens[office.head].text, office.case)
    return f"{nominative.adjective(tokens[side].text, tokens[number].feats.get('Case', ''), kin)} {alone}"


def _without_state(words: Words, mention: Mention) -> int:
    """Where a mention ends without the state at its end: «МИД Польши» → «МИД»."""
    if mention.kind == "state":
        return mention.first
    names = [n for n in words.scene.markup.names if n.type == "LOC" and n.last == mention.last]
    return names[0].first if names and names[0].first > mention.first else mention.last
