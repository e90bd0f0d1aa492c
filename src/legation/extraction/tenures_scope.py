"""Whose a post is, whether it belongs in the record, and when two names of posts mean one."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from legation.extraction.tenures_offices import Office
from legation.extraction.tenures_people import Holding
from legation.extraction.tenures_words import NOUNS, Words
from legation.record import Mention
from legation.vocabulary.organisations import organisations
from legation.vocabulary.posts import cut
from legation.vocabulary.states import folded

STATELY = frozenset(
    "президент глава председатель руководитель лидер представитель вице-президент король".split()
)
MAY_BE_PRIVATE = frozenset("вице-президент генсек папа судья префект уполномоченный посланник".split())
CIVIC = frozenset("страна республика рф государство федерация королевство нация город родина".split())


class Owner(Struct, frozen=True, kw_only=True):
    """Whose a post is: `room` is `public`, `other`, `party` or `none`; `of` an ISO code, a body or empty.

    `named` tells whether the post's own words name the state or body.
    """

    room: str
    of: str
    named: bool


def owner_of(words: Words, holding: Holding) -> Owner:
    """Whose the held post is."""
    office = holding.office
    inside = [n for n in range(office.bare, office.last) if n != office.head]
    if not office.spoken:
        inside = list(range(office.first, office.last))
    state, body = _mentioned(words, inside)
    lemmas = _own_lemmas(words, inside)
    if body is not None and not body.state and (whole := _explained(words, body)) is not None:
        body, lemmas = whole, lemmas | {t.lemma for t in words.tokens[whole.first : whole.last]}
    room = _room(words, office, lemmas, inside, state, body)
    if room == "other" and office.plural:
        room = "none" if not holding.text.startswith("один") else room
    if room == "other":
        return Owner(room=room, of=body.name if body else _body_text(words, office), named=body is not None)
    if room == "public" and body is not None and _international(body) and not state:
        return Owner(room=room, of=body.name, named=True)
    if not state and body is None and (of := _by_noun(words, holding)):
        return Owner(room="public", of=of, named=True)
    named = bool(state or (body and body.state))
    of = holding.state or state or (body.state if body else "") or holding.person.state
    return Owner(room=room, of=of, named=named)


def _explained(words: Words, body: Mention) -> Mention | None:
    """The body that the text itself says an abbreviation to stand for: «Космическое агентство (КА)»."""
    if not body.name.isupper():
        return None
    for mention in words.scene.mentions:
        after = words.tokens[mention.last : mention.last + 3]
        if mention.kind == "body" and [t.text for t in after] == ["(", body.name, ")"]:
            return mention
    return None


def _by_noun(words: Words, holding: Holding) -> str:
    """The body whose posts alone are called so: «еврокомиссар»."""
    said = holding.text.lower().replace("ё", "е")
    return next((body for body, posts in words.known.of_bodies.items() if said in posts), "")


def _own_lemmas(words: Words, inside: list[int]) -> set[str]:
    """The lemmas of a post's words but those that name a state: «Российская Федерация» is no sports body."""
    of_states = (words.scene.mention_at(n) for n in inside)
    kept = [n for n, m in zip(inside, of_states, strict=True) if m is None or m.kind != "state"]
    return {words.tokens[n].lemma for n in kept}


def _mentioned(words: Words, inside: list[int]) -> tuple[str, Mention | None]:
    """The first state and the first body that the post's words mention."""
    state, body = "", None
    for number in inside:
        mention = words.scene.mention_at(number)
        if mention is None or _after_preposition(words, mention):
            continue
        if mention.kind == "state" and not state:
            state = mention.name
        elif mention.kind == "body" and body is None:
            body = mention
        elif mention.kind == "place" and not state:
            state = mention.state
    return state, body


def _after_preposition(words: Words, mention: Mention) -> bool:
    """«посол в России»: the state where a post is held is not the one that gives it."""
    first = mention.first
    while first > 0 and words.tokens[first - 1].pos == "ADJ":
        first -= 1
    return first > 0 and words.tokens[first - 1].lemma in ("в", "во", "на", "с", "со", "при", "по")


def is_of_record(words: Words, office: Office) -> bool:
    """Whether a post is one of a state or of states together, by its own words."""
    inside = [n for n in range(office.bare, office.last) if n != office.head]
    state, body = _mentioned(words, inside)
    lemmas = _own_lemmas(words, inside)
    return _room(words, office, lemmas, inside, state, body) == "public"


def _room(
    words: Words, office: Office, lemmas: set[str], inside: list[int], state: str, body: Mention | None
) -> str:
    owners = words.known.owners
    if office.room == "occupation" or office.time == "none":
        return "none"
    after = [n for n in inside if n > office.head]
    if office.noun in words.known.crowned and after and not (state or _of_place(words, office)):
        return "public" if lemmas & CIVIC or office.noun == "папа" else "none"
    if office.room == "public" and office.noun not in MAY_BE_PRIVATE:
        return "public"
    if _international(body) and office.room != "official" and body is not None and body.head in inside:
        return "public"
    if lemmas & owners["party"]:
        return "party"
    if lemmas & owners["none"] and (body is None or body.how != "organ"):
        return "none"
    organ = body is not None and bool(body.state) and body.name in _organs()
    central = organ or ("банк" in lemmas and bool(lemmas & owners["central"]))
    private = (lemmas & owners["private"] and not central) or _is_quoted(words, office) or _is_company(body)
    if office.room == "official":
        return "public" if lemmas & owners["public"] and not private else "none"
    if office.room == "other" or (private and not _international(body)):
        return "other" if after else "none"
    if office.room == "public":
        return "public"
    if (
        central
        or lemmas & (owners["public"] | words.known.nouns["public"])
        or (body is not None and body.state and not body.name.startswith("«"))
    ):
        return "public"
    if office.noun in STATELY and (state or _of_place(words, office)):
        return "public"
    if any(words.tokens[n].pos in (*NOUNS, "X") for n in after):
        return "other"
    return "none" if office.noun in words.known.generic else "public"


def _is_quoted(words: Words, office: Office) -> bool:
    """Whether the owner's name stands in quotation marks, as those of companies do."""
    return any(words.tokens[n].text in ("«", '"', "“") for n in range(office.head + 1, office.last))


def _is_company(body: Mention | None) -> bool:
    """Whether a body is a company or an outlet: the vocabulary says so, or its name is in Latin letters."""
    if body is None:
        return False
    return body.name in _companies() or (body.name[:1].isascii() and not body.state)


@cache
def _organs() -> frozenset[str]:
    return frozenset(name for o in organisations() if o.kind == "organ" for name in o.names)


@cache
def _companies() -> frozenset[str]:
    return frozenset(o.name for o in organisations() if o.kind in ("company", "outlet"))


def _international(body: Mention | None) -> bool:
    return body is not None and is_of_states(body)


@cache
def bodies_of_states() -> frozenset[str]:
    """The names of the bodies of states together that the vocabulary knows, as they are looked up."""
    return frozenset(
        folded(name).replace(" - ", " — ")
        for o in organisations()
        if o.kind in ("organisation", "bloc", "format")
        for name in o.names
    )


def is_of_states(body: Mention) -> bool:
    """Whether a body is one of states together, under whichever of its names the document knows it."""
    return folded(body.name).replace(" - ", " — ") in bodies_of_states()


def _of_place(words: Words, office: Office) -> bool:
    name = words.names.get(office.head + 1)
    return name is not None and name.type == "LOC"


def _body_text(words: Words, office: Office) -> str:
    text = words.scene.markup.document.text
    if office.last - 1 <= office.head:
        return ""
    return text[words.tokens[office.head + 1].start : words.tokens[office.last - 1].end]


def post_class(words: Words, holding: Holding) -> tuple[str, frozenset[str]]:
    """The class of a post («президент», «глава государства» are one) and its cut words, sides left out."""
    office = holding.office
    sides = set()
    for number in range(office.bare, office.last):
        mention = words.scene.mention_at(number)
        side = mention is not None and mention.kind in ("state", "place")
        place = words.names.get(number)
        if side or words.tokens[number].lemma in CIVIC:
            sides.add(number)
        if place is not None and place.type == "LOC":
            sides.update(range(place.first, place.last))
    said = {office.head: office.noun} if office.spoken else {}  # «сенатор-демократ» is a senator
    kept = " ".join(
        said.get(n, words.tokens[n].lemma) for n in range(office.bare, office.last) if n not in sides
    )
    stems = cut(kept) if office.spoken else cut(holding.text)
    whole = cut(holding.text)
    best = ("", 0)
    for cut_words in (stems, whole):
        for entry, name in words.known.same.get(cut_words[0] if cut_words else "", ()):
            fits = cut_words == entry if name == "leader" else cut_words[: len(entry)] == entry
            if fits and len(entry) > best[1]:
                best = (name, len(entry))
    return best[0], frozenset(stems)
