"""factRuEval's facts out of Legation's reading: occupations, meetings, deals, ownership."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.factrueval_deals import deals_in, owned_in
from evaluation.factrueval_names import as_written, named, nominative_of, state_as_written
from legation.extraction.scene import Scene
from legation.extraction.tenures import Post, offices_of, posts_held, side_of_passage
from legation.record import Name, Reading
from legation.vocabulary.naming import naming
from legation.vocabulary.posts import posts
from legation.vocabulary.states import name_of

Fact = tuple[str, list[tuple[str, str]]]

OWNERS = frozenset(
    "владелец совладелец основатель сооснователь собственник учредитель соучредитель владелица совладелица"
    " основательница акционер хозяин создатель".split()
)


# Nouns of owners after «министр» and the like, whose own complements («иностранных дел») are the post's.
OWNED = frozenset(
    "правительство страна кабинет республика край область администрация государство партия компания фракция"
    " обком пресс-служба организация корпорация".split()
)
MINISTERS = frozenset(
    "министр замминистра заместитель помощник советник полпред секретарь атташе прокурор врач исполнять"
    " исполняющий исполняющая".split()
)
LOCAL = frozenset("мэр губернатор вице-мэр вице-губернатор градоначальник префект аким".split())
PARTS = frozenset(  # parts of a body that the benchmark keeps in its owner's name
    "фракция президиум пресс-служба отделение делегация секретариат аппарат правление политбюро".split()
)
CIVIC = frozenset("страна государство город республика".split())


def facts_in(scene: Scene, reading: Reading) -> list[Fact]:
    """Every fact of the benchmark's kinds, each once."""
    found: list[Fact] = []
    for fact in (*_posts(scene, reading), *_meetings(reading), *deals_in(scene, reading), *owned_in(scene)):
        if fact[0] == "Deal" or fact not in found:
            found.append(fact)
    return found


def _posts(scene: Scene, reading: Reading) -> Iterator[Fact]:
    held = [p for p in posts_held(scene) if p.holding.rule not in ("a reign", "one before or after")]
    for group in offices_of(held):
        wheres = [where for post in group if (where := _where(scene, post))]
        best = next((p for p in group if _where(scene, p)), group[0])
        where = wheres[0] if wheres else ""
        if best.holding.office.room == "occupation" and not _has_owner(scene, best):
            continue
        if not where and best.owner.room == "public":
            where = _side(scene, best, reading)
        person = _without_patronymic(best.holding.person.name)
        if best.holding.office.noun in OWNERS:
            if where:
                yield "Ownership", [("Owner", person), ("Property", where)]
            continue
        args = [("Who", person), ("Position", _position(scene, best))]
        yield "Occupation", [*args, *([("Where", where)] if where else [])]


def _side(scene: Scene, post: Post, reading: Reading) -> str:
    """The state whose post it is: the passage's, else that of the person's tenures, where none is named."""
    office = post.holding.office
    if not post.owner.of and office.noun in LOCAL:
        return ""
    of = post.owner.of or side_of_passage(scene, post.holding.first)
    person = post.holding.person.name
    of = of or next((t.of for t in reading.tenures if t.person == person and t.of), "")
    return as_written(scene, of) if of else ""


def _without_patronymic(name: str) -> str:
    """«Борис Николаевич Ельцин» → «Борис Ельцин», as the benchmark names people."""
    parts = name.split()
    if len(parts) == 3 and parts[1].endswith(("вич", "вна", "ична", "ьич")):
        return f"{parts[0]} {parts[2]}"
    return name


def _has_owner(scene: Scene, post: Post) -> bool:
    """Whether a body's name follows the post: «астронавт НАСА» and not «писатель»."""
    office = post.holding.office
    return any(n.type == "ORG" and office.head < n.first < office.last for n in scene.markup.names)


def _own_words(scene: Scene, post: Post) -> int:
    """The number after the last token of the post's own words; what comes after them names its owner."""
    tokens, office = scene.markup.tokens, post.holding.office
    known = posts().nouns
    at = end = office.head + 1
    while at < office.last:
        token = tokens[at]
        mention = scene.mention_at(at)
        owner = mention is not None and mention.kind in ("state", "body", "place")
        if owner or token.text in '«"“(' or any(n.first == at for n in scene.markup.names):
            break
        if token.pos == "ADP" and token.lemma == "от":
            break
        if token.pos == "ADP" and end == at:
            return next(
                (n.first for n in scene.markup.names if at < n.first and n.last == office.last), office.last
            )
        nested = any(token.lemma in listed for listed in known.values())
        if token.pos in ("NOUN", "PROPN"):
            if token.lemma == "обязанность":
                nested = True
            if not nested and (token.lemma in OWNED or tokens[office.head].lemma not in MINISTERS):
                break
            end = at + 1
        at += 1
    return end


def _position(scene: Scene, post: Post) -> str:
    """The words for the post as they stand, without the name of its owner."""
    tokens, office = scene.markup.tokens, post.holding.office
    if post.holding.rule == "a verb of heading":
        return "глава"
    first = office.bare
    while first < office.head and (m := scene.mention_at(first)) is not None and m.kind == "state":
        first += 1
    text = scene.markup.document.text
    return " ".join(text[tokens[first].start : tokens[_own_words(scene, post) - 1].end].split())


def _where(scene: Scene, post: Post) -> str:
    """The owner's name in the nominative."""
    tokens, office = scene.markup.tokens, post.holding.office
    start = office.first if post.holding.rule == "a verb of heading" else _own_words(scene, post)
    while start < office.last and tokens[start].pos == "ADP":
        start += 1
    beyond = _name_beyond(scene, office.last)
    if beyond is not None and start + 1 >= office.last:
        return named(scene, beyond)
    if start < office.last:
        if tokens[start].lemma in PARTS:
            return nominative_of(scene, start, office.last)
        quoted = [n for n in scene.markup.names if start <= n.first < office.last and n.type == "ORG"]
        if quoted and quoted[0].first - start <= 2 and quoted[0].last >= office.last - 1:
            return named(scene, quoted[0])
        mention = scene.mention_at(start)
        if mention is not None and mention.kind == "state" and tokens[start].pos == "ADJ":
            if start + 2 == office.last and tokens[start + 1].lemma in CIVIC:
                return name_of(mention.name)
        elif mention is not None and mention.kind == "state":
            return state_as_written(scene, start)
        last = next((n for n in range(start + 1, office.last) if _ends(scene, start, n)), office.last)
        if last == start + 1 and tokens[start].lemma in CIVIC:
            return ""
        return nominative_of(scene, start, last)
    for number in range(office.first, office.head):
        mention = scene.mention_at(number)
        if mention is not None and mention.kind == "state":
            return name_of(mention.name)
    return ""


def _name_beyond(scene: Scene, last: int) -> Name | None:
    """A body's name right after the words of a post that end in its kind: «глава партии | «Яблоко»»."""
    tokens = scene.markup.tokens
    first = last + 1 if last < len(tokens) and tokens[last].text in '«"“' else last
    if tokens[last - 1].lemma not in naming("descriptors"):
        return None
    return next((n for n in scene.markup.names if n.first == first and n.type != "PER"), None)


def _ends(scene: Scene, start: int, number: int) -> bool:
    """Whether a token ends the owner's name: a preposition or bracket outside the name of a body."""
    token = scene.markup.tokens[number]
    if token.text == "(":
        return True
    within = any(n.type == "ORG" and n.first <= start and number < n.last for n in scene.markup.names)
    return (
        token.lemma in ("в", "во", "от", "на", "по")
        and not within
        and (token.lemma != "по" or scene.mention_at(start) is not None)
    )


def _meetings(reading: Reading) -> Iterator[Fact]:
    persons = {m.name for m in reading.mentions if m.kind == "person"}
    for event in reading.events:
        if event.type == "CONSULT" and event.status in ("happened", "ongoing", "planned"):
            there = [actor for actor in event.actors if actor in persons]
            if len(there) > 1:
                yield "Meeting", [("Participant", actor) for actor in there]
