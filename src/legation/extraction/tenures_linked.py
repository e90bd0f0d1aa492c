"""Posts that a person has by way of another: «его предшественник», «сменит», «правительство Обути»."""

from __future__ import annotations

from collections.abc import Iterator

from legation.extraction.tenures_offices import Office
from legation.extraction.tenures_people import Holding, People, Person, agrees_with, holding, unspoken
from legation.extraction.tenures_scope import is_of_record, post_class
from legation.extraction.tenures_words import Words

REACH = 3  # sentences back to the post that «этот пост» means


def linked(words: Words, people: People, found: tuple[Office, ...]) -> Iterator[Holding]:
    """The holdings that are told by way of another person's post."""
    holding_words = words.known.holding
    beside = holding_words["before_them"] | holding_words["after_them"]
    telling = beside | holding_words["replaces"] | words.known.reigns.keys()
    for number in words.scene.markup.among(telling):
        token = words.tokens[number]
        if token.lemma in beside:
            yield from _succeeded(words, people, found, number)
            person = _beside(words, people, number)
            office = last_office(words, found, number)
            if person is not None and office is not None:
                stage = "ends" if token.lemma in holding_words["before_them"] else "begins"
                yield holding(
                    words, person, office, "one before or after", stage, number, place=(number, number + 1)
                )
        elif token.lemma in holding_words["replaces"]:
            yield from _replaced(words, people, found, number)
        elif token.lemma in words.known.reigns and token.pos == "NOUN":
            person = people.by_first.get(number + 1)
            if any(o.head < number < o.last for o in found):  # «глава правительства»
                continue
            if person is not None and agrees_with(words, "Gen", person):
                yield _reign(words, person, number)


def unnamed(
    words: Words, people: People, found: tuple[Office, ...], made: list[Holding]
) -> Iterator[Holding]:
    """A post of a head with his state, and near it the one person of the passage whose post is told nowhere.

    «Премьер-министр Израиля заявил … Нетаньяху отказался …»: the press takes turns between name and post.
    """
    heads = [o for o in found if o.noun in HEADS_OF_STATES and not o.plural and not o.time]
    if not heads:
        return
    holders = {h.person.name for h in made if is_of_record(words, h.office)}
    holders |= {h.person.name for h in made if h.rule == "before a name"}  # «лидер оппозиции X», «редактор X»
    used = [(h.office.first, h.office.last) for h in made]
    told: set[tuple[str, str]] = set()
    for office in heads:
        state = words.state_in(office.bare, office.last)
        if not state or any(first <= office.head < last for first, last in used):
            continue
        if words.tokens[words.tokens[office.head].head].lemma in VACANT or _is_bestowed(words, office):
            continue
        near = _strangers(words, people, office, state, holders)
        if len(near) != 1:
            continue
        one = holding(words, near[0], office, "a post near a name")
        kind = post_class(words, one)[0]
        told = told or {(post_class(words, h)[0], words.state_in(h.office.bare, h.office.last)) for h in made}
        if kind in ALTERNATING and (kind, state) not in told:
            told.add((kind, state))
            holders.add(near[0].name)
            yield one


HEADS_OF_STATES = frozenset({"президент", "премьер", "премьер-министр", "лидер", "глава", "канцлер"})
# What is said of a post and not of who holds it.
VACANT = frozenset("выборы выбор кандидат кандидатура пост должность кресло институт место избрание".split())
ALTERNATING = frozenset({"president", "premier", "leader", "foreign"})
NEAR = (1, 2)  # sentences before and after a post in which its holder may be named


def _strangers(words: Words, people: People, office: Office, state: str, holders: set[str]) -> list[Person]:
    """The persons near a post whose own posts are told nowhere, each once."""
    own = words.sentence_of[office.head]
    found: dict[str, Person] = {}
    for first, person in sorted(people.by_first.items()):
        apart = words.sentence_of[first] - own
        if first == office.last or _is_done_to(words, office.head, first):
            continue  # «муж премьера Эстонии X»: beside the post, and not in its case
        if _is_done_to(words, first, office.head):
            continue
        if not -NEAR[0] <= apart <= NEAR[1] or person.name in holders or person.state not in ("", state):
            continue
        found.setdefault(person.name, person)
    return list(found.values())


def _is_bestowed(words: Words, office: Office) -> bool:
    """«провозгласил себя президентом»: what a verb makes somebody, whom the verbs' own rules find."""
    verb = words.tokens[words.tokens[office.head].head].lemma
    return office.case == "Ins" and verb in words.known.holding["begins"]


def _is_done_to(words: Words, subject: int, number: int) -> bool:
    """«Президент Перу назначил X»: whom the subject acts upon is another."""
    tokens = words.tokens
    if not tokens[subject].rel.startswith("nsubj"):
        return False
    verb = tokens[subject].head
    for _ in range(4):
        if tokens[number].head == verb:
            return tokens[number].rel in ("obj", "iobj", "obl")
        number = tokens[number].head
    return False


def _beside(words: Words, people: People, number: int) -> Person | None:
    """«предшественника Тони Блэра», «его предшественник на этом посту, Тони Блэр»."""
    for at in range(number + 1, min(number + 6, words.end_of_sentence(number))):
        if at in people.by_first:
            person = people.by_first[at]
            own = words.tokens[number].feats.get("Case", "")
            return person if not own or not person.case or own == person.case else None
        if words.tokens[at].pos == "VERB":
            return None
    return None


def _succeeded(words: Words, people: People, found: tuple[Office, ...], number: int) -> Iterator[Holding]:
    """«Преемником A на посту премьера стал B»: the post was A's; «преемник A на посту премьера B»."""
    stages = ("ends", "begins")
    if words.tokens[number].lemma in words.known.holding["before_them"]:
        stages = ("begins", "ends")
    gone = people.by_first.get(number + 1)
    if gone is None or not agrees_with(words, "Gen", gone):
        return
    seat = gone.last + 1
    office = next((o for o in found if o.first == seat + 1), None)
    if office is not None and words.tokens[seat].lemma in words.known.holding["seat"]:
        yield holding(words, gone, office, "one before or after", stages[0], number)
        other = people.by_first.get(office.last)
        if other is not None and agrees_with(words, words.tokens[number].feats.get("Case", ""), other):
            yield holding(words, other, office, "one before or after", stages[1], number)


def _replaced(words: Words, people: People, found: tuple[Office, ...], number: int) -> Iterator[Holding]:
    """«Он сменит Джона Теффта»: the one who is replaced had the post last spoken of."""
    children = words.scene.markup.children[number]
    if any(words.tokens[n].lemma in words.known.holding["seat"] for n in words.scene.subtree(number)):
        return
    gone = [people.by_token[c] for c in children if c in people.by_token and words.tokens[c].rel == "obj"]
    office = last_office(words, found, number)
    if gone and office is not None and gone[0].plain:
        yield holding(
            words, gone[0], office, "one who is replaced", "ends", number, place=(number, number + 1)
        )


def last_office(words: Words, found: tuple[Office, ...], number: int) -> Office | None:
    """The post last spoken of before this token, the weightier one of a sentence first."""
    sentence = words.sentence_of[number]
    near = [o for o in found if o.last <= number and sentence - words.sentence_of[o.head] < REACH]
    nested = {i.head for o in near for i in near if o.head < i.head < o.last}
    near = [o for o in near if o.head not in nested and not o.plural and is_of_record(words, o)]
    return near[-1] if near else None


def _reign(words: Words, person: Person, number: int) -> Holding:
    office = unspoken(number, number, number + 1, "public")
    text = words.known.reigns[words.tokens[number].lemma]
    return holding(words, person, office, "a reign", "was", number, text)
