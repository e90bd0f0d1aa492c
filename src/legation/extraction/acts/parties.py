"""Who stands in a slot: from the token that heads a filler to the sides and named participants it brings."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from legation.extraction.acts.antecedents import one_of, owner, same_noun, state_meant, taken_up
from legation.extraction.acts.attributes import JOINED, NEAR, adjective_before, below_noun, holder, torn_name
from legation.extraction.acts.groups import (
    COUNTED_BY,
    any_states,
    is_neighbour,
    neighbour,
    of_many,
    pair_meant,
)
from legation.extraction.acts.homes import homes, officials, serving
from legation.extraction.acts.said import speaker
from legation.extraction.english.groups import sides_meant
from legation.extraction.english.tenures import speaks_for
from legation.extraction.references import sides_of
from legation.extraction.scene import Scene, once
from legation.record import Mention
from legation.vocabulary.acts import acts
from legation.vocabulary.allegiance import town_state
from legation.vocabulary.organisations import organisations
from legation.vocabulary.siding import siding

_INSIDE = frozenset({"в", "во", "на"})
_PRONOUNS = frozenset({"он", "она", "они", "я", "мы", "ты", "вы", "кто", "который", "себя"}) | frozenset(
    {"he", "she", "they", "it", "we", "i", "you", "who", "which"}
)


class Party(Struct, frozen=True, order=True):
    """One participant: the ISO code of its side (or empty) and its own name where it has one (not for
    states).
    """

    state: str
    name: str
    kind: str
    token: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """What tells one party from another: its side, or its name, or (for the unnamed) its place."""
        return self.state or self.name or f"?{self.token}"

    @staticmethod
    def of_side(state: str) -> Party:
        """A side that is told elsewhere than in the words of the act."""
        return Party(state, "", "state", -1, -1, -1)

    def from_elsewhere(self) -> Party:
        """The same participant, told elsewhere than in the words of the act."""
        return Party(self.state, self.name, self.kind, -1, -1, -1)


def _party(scene: Scene, mention: Mention, state: str = "") -> Party:
    side = mention.state or (mention.name if mention.kind == "state" else state)
    if mention.kind == "person":
        side = mention.state or homes(scene).get(mention.name, "") or state
    if mention.kind == "body" and (not side or mention.how in ("group", "armed")):
        side = "" if non_state(scene, mention.head) else side or _of_longer(scene, mention.name)
        if not side and mention.how == "name" and not is_international(mention.name):
            side = _of_town(scene, mention)
    unnamed_group = mention.how == "group" and bool(side)  # «власти Перу» are Peru
    name = "" if mention.kind in ("state", "place") or unnamed_group else mention.name
    return Party(side, name, mention.kind, mention.head, mention.start, mention.end)


def _of_longer(scene: Scene, name: str) -> str:
    """The side of a body that the document elsewhere names more fully: «Комитет Сената» of «Комитет Сената
    США по …».
    """
    longer: dict[str, str] | None = scene.__dict__.get("_longer")
    if longer is None:
        longer = scene.__dict__["_longer"] = {}
        for mention in scene.mentions:
            if mention.kind == "body" and mention.state and mention.how != "outlet":
                words = mention.name.split(" ")
                for end in range(2, len(words)):
                    longer.setdefault(" ".join(words[:end]), mention.state)
    return longer.get(name, "")


def _of_town(scene: Scene, body: Mention) -> str:
    """The side of a body named by its town: «Берлинский суд»."""
    words = (scene.markup.tokens[number] for number in range(body.first, body.last))
    return next((state for word in words if word.pos == "ADJ" and (state := town_state(word.lemma))), "")


@once
def kind_of(scene: Scene, token: int) -> str:
    """What heads a filler: a `person`, `state`, `body` or `place` of the cast, other `people`, or a
    `thing`.
    """
    lemma = scene.markup.tokens[token].lemma
    mention = scene.mention_at(token)
    if mention is not None:
        if mention.kind == "state" and mention.how == "adjective":
            return "thing"
        if mention.kind == "state" and mention.how == "demonym":
            return "people"
        return "people" if mention.kind == "body" and _is_group(scene, mention) else mention.kind
    if lemma in acts().words("quantity"):
        for child in scene.markup.children[token]:
            if scene.markup.tokens[child].rel in COUNTED_BY:
                return kind_of(scene, child)
    if lemma in siding("kin") and any(m.kind == "person" for m in below_noun(scene, token, 1)):
        return "person"  # «семье Йоакима Сковгора»
    word = scene.markup.tokens[token]
    if lemma in acts().words("bodies") or (word.rel == "nsubj" and lemma in acts().words("houses")):
        return "body"  # a museum that does something is one
    if lemma in acts().words("seats"):
        return "place"
    if word.pos == "PRON" and lemma in _PRONOUNS:
        return "state" if state_meant(scene, token) else "people"
    animate = word.feats.get("Animacy") == "Anim" and word.pos in ("NOUN", "PROPN", "ADJ", "VERB")
    return "people" if animate or lemma in acts().words("people") else "thing"


def _is_group(scene: Scene, body: Mention) -> bool:
    """Whether a body is people under a common name: «японские журналисты»."""
    head = scene.markup.tokens[body.head]
    animate = head.pos == "NOUN" and head.feats.get("Animacy") == "Anim"
    return animate and head.text[0].islower() and head.lemma not in acts().words("bodies")


@cache
def _beyond_states() -> frozenset[str]:
    names = (name for o in organisations() if not o.state for name in (o.name, *o.aliases, *o.en_names))
    return frozenset(name.lower().replace("ё", "е") for name in names)


def is_international(name: str) -> bool:
    """Whether a body without a side is one that stands beside states: a union, a bloc, an armed group."""
    folded = name.lower().replace("ё", "е")
    last = folded.rpartition(" ")[2]  # «Университет ООН»
    return {folded, last} & _beyond_states() != set() or any(
        word in folded for word in ("международн", "всемирн", "межгос", "international")
    )


@once
def is_official(scene: Scene, token: int) -> bool:
    """Whether a filler acts for its side: a person with an office here, or people named by one."""
    mention = scene.mention_at(token)
    if mention is not None and mention.kind == "person":
        return mention.name in officials(scene)
    words = acts().words("officials")
    tokens = scene.markup.tokens
    if mention is not None and mention.kind == "body":
        return any(tokens[n].lemma in words for n in range(mention.first, mention.last))
    return tokens[token].lemma in words or any(
        party.name in officials(scene) for party in parties(scene, token)
    )


def is_inner(scene: Scene, party: Party) -> bool:
    """Whether a participant acts, or is acted on, at home: an opposition, a candidate, an activist."""
    if party.token < 0:
        return False
    tokens, words = scene.markup.tokens, acts().words("inner")
    word = tokens[party.token]
    titles = {
        word.lemma,
        tokens[word.head].lemma if word.rel in ("appos", "flat:name", "nmod") else word.lemma,
    }
    below = {tokens[c].lemma for c in scene.markup.children[party.token] if tokens[c].rel == "nmod"}
    return not words.isdisjoint(titles | below)


def where_only(scene: Scene, mention: Mention) -> bool:
    """Whether a mention only says where: «вмешательство США в Ираке», «похитители в Сирии»."""
    return _is_inside(scene, mention.head)


def says_where(scene: Scene, mention: Mention) -> bool:
    """Whether a mention only says where, or of which state a place is: «в марокканском Агадире», «в ливийском
    городе».
    """
    token = scene.markup.tokens[mention.head]
    above = scene.mention_at(token.head)
    if mention.how == "adjective":
        located = above is not None and above.kind == "place"
        located = located or scene.markup.tokens[token.head].lemma in siding("localities")
    else:
        located = mention.kind == "place" and token.rel == "appos"
    return where_only(scene, mention) or (located and _is_inside(scene, token.head))


def _is_inside(scene: Scene, token: int) -> bool:
    """Whether a word stands after «в» or «на» and in the case of where something is."""
    tokens = scene.markup.tokens
    below = [tokens[c] for c in scene.markup.children[token]]
    cases = [t.feats.get("Case") for t in (tokens[token], *(t for t in below if t.pos == "ADJ"))]
    return any(t.lemma in _INSIDE for t in below) and ("Loc" in cases or cases[0] is None)


def non_state(scene: Scene, token: int) -> bool:
    """Whether a noun names armed people of no state: «сирийские повстанцы»."""
    return scene.markup.tokens[token].lemma in siding("non_state")


@once
def parties(scene: Scene, token: int) -> list[Party]:
    """The participants that a filler brings, the most telling one for each thing named."""
    own = scene.mention_at(token)
    if own is not None and own.how == "demonym" and own.kind == "state":
        return [_citizen(scene, own, token)]
    who = scene.mention_at(own.last) if own is not None and own.how == "periphrasis" else None
    if own is not None and who is not None and who.kind == "person":  # «Папа Римский Франциск»
        return [_party(scene, who, own.state)]
    if own is not None and (own.state or own.kind == "state"):
        compound = [m for m in scene.mentions_at(token) if m is not own and m.how == own.how]
        return [*(_party(scene, m) for m in compound), _party(scene, own), *_other_owners(scene, own)]
    below = below_noun(scene, token, NEAR) or adjective_before(scene, token)
    below = [m for m in below if not where_only(scene, m)] or below
    if own is None and (armed := [m for m in below if m.how == "armed"]):
        return [_party(scene, m) for m in armed]
    if own is None and below and non_state(scene, token):
        return [unnamed(scene, token)]
    if own is not None:
        inside = [m for m in below if m is not own]
        state = next((m.state or m.name for m in inside if m.kind == "state" or m.state), "")
        apart = own.kind == "body" and is_international(own.name)
        return _with_body(scene, own, state if own.kind in ("person", "body") and not apart else "")
    people = [m for m in below if m.kind == "person"]
    if any(m.how == "adjective" for m in below):  # «его китайские коллеги» are Chinese
        people = [m for m in people if m.how != "pronoun"]
        below = [m for m in below if m.how != "pronoun"]
    if people:
        state = next((m.name for m in below if m.kind == "state"), "")
        return [party for m in people for party in _with_body(scene, m, state)]
    if not below:
        if others := _without_name(scene, token):
            return others
        word = scene.markup.tokens[token]
        return [Party("", "", "states", token, word.start, word.end)] if any_states(scene, token) else []
    bodies = [m for m in below if m.kind == "body"]
    if _is_one_person(scene, token) and bodies and all(b.state for b in bodies):  # «дипломат посольства Чили»
        return [Party(b.state, "", "people", b.head, b.start, b.end) for b in bodies]
    states = [m for m in below if m.kind == "state" or (m.kind == "place" and m.state)]
    if bodies and states and all(not b.state and not is_international(b.name) for b in bodies):
        return [_party(scene, b, states[0].state or states[0].name) for b in bodies]
    if bodies and all(is_international(b.name) for b in bodies):  # «антироссийские санкции Евросоюза»
        return [_party(scene, m) for m in (*bodies, *states)]
    named = bodies or states or [m for m in below if m.kind == "place"]  # «главы МИД Чили и Перу»
    return [p for m in named for p in (_party(scene, m), *_other_owners(scene, m))]


def _with_body(scene: Scene, mention: Mention, state: str) -> list[Party]:
    """Who is named, and for somebody of no state the body between states whose office he holds."""
    party = _party(scene, mention, state)
    serves = (speaks_for if scene.is_english else serving)(scene) if not party.state else {}
    body = serves.get(mention.name, "")
    if not body or not is_international(body):
        return [party]
    return [party, Party("", body, "body", mention.head, mention.start, mention.end)]


def _citizen(scene: Scene, demonym: Mention, token: int) -> Party:
    """«россиянин»: under his name, where it stands beside the word or one person only can be meant."""
    plain = _party(scene, demonym)
    word = scene.markup.tokens[token]
    if word.feats.get("Number") == "Plur":
        return plain
    for child in scene.markup.children[token]:
        person = scene.mention_at(child)
        if person is not None and person.kind == "person" and scene.markup.tokens[child].rel in JOINED:
            return _party(scene, person, demonym.state)
    name = one_of(scene, token, demonym.state)
    return Party(plain.state, name, "person", token, word.start, word.end) if name else plain


def _is_one_person(scene: Scene, token: int) -> bool:
    word = scene.markup.tokens[token]
    return word.feats.get("Animacy") == "Anim" and word.feats.get("Number") == "Sing" and word.pos == "NOUN"


def _other_owners(scene: Scene, body: Mention) -> list[Party]:
    """The states beside the one in an organ's name: «власти Мали и Франции», «индийские и китайские
    военные».
    """
    several = scene.markup.tokens[body.head].feats.get("Number") == "Plur"  # «флоты Перу и Чили»
    if body.kind != "body" or (body.how not in ("organ", "group") and not several):
        return []
    tokens, found = scene.markup.tokens, []
    for number in range(body.first, body.last):
        for child in scene.markup.children[number]:
            mention = scene.mention_at(child)
            if body.first <= child < body.last or mention is None or mention.kind != "state":
                continue
            if mention.head != child or mention.state == body.state:
                continue
            named = tokens[child].rel == "conj" and mention.how in ("name", "capital") and child > number
            if named or (mention.how == "adjective" and _joined_inside(scene, child, body)):
                found += [_party(scene, mention)]
    return found


def _joined_inside(scene: Scene, adjective: int, body: Mention) -> bool:
    """Whether an adjective is coordinated with one of a body's own: «индийские и китайские военные»."""
    tokens = scene.markup.tokens
    if tokens[adjective].rel == "conj" and body.first <= tokens[adjective].head < body.last:
        return True
    return any(
        tokens[c].rel == "conj" and body.first <= c < body.last for c in scene.markup.children[adjective]
    )


def _without_name(scene: Scene, token: int) -> list[Party]:
    """Whom a filler means that names nobody itself: a person told of before, or an organ of the state in
    question; nobody where that is open.
    """
    both = sides_meant(scene, token) if scene.is_english else sides_of(scene, token) or _of_both(scene, token)
    if both:
        word = scene.markup.tokens[token]
        return [Party(code, "", "state", token, word.start, word.end) for code in both]
    torn = torn_name(scene, token)
    if torn is not None:
        return [_party(scene, torn)]
    word = scene.markup.tokens[token]
    if word.pos == "PRON" and word.lemma in ("я", "мы"):
        who = speaker(scene, token)
        return parties(scene, who) if who is not None else []
    owners = [p for who in holder(scene, token) for p in parties(scene, who)]
    if owners and all(p.state for p in owners):
        return [Party(p.state, p.name, p.kind, token, word.start, word.end) for p in owners]
    if word.pos in ("NOUN", "PROPN") and (state := _town_of(scene, token)):
        return [Party(state, "", "people", token, word.start, word.end)]
    if state := state_meant(scene, token):
        return [Party(state, "", "state", token, word.start, word.end)]
    state, name = taken_up(scene, token)
    if state:
        return [Party(state, name, "person" if name else "people", token, word.start, word.end)]
    both = () if scene.is_english else pair_meant(scene, token)
    near = [n for n in (token, *scene.markup.children[token]) if n == token or is_neighbour(scene, n)]
    other = "" if both or scene.is_english else next((s for n in near if (s := neighbour(scene, n))), "")
    if both or other:
        return [Party(code, "", "people", token, word.start, word.end) for code in both or (other,)]
    if of_many(scene, token):
        return []
    state = owner(scene, token) or ("" if non_state(scene, token) else same_noun(scene, token))
    return [Party(state, "", "people", token, word.start, word.end)] if state else []


def _of_both(scene: Scene, token: int) -> tuple[str, ...]:
    """The two states of people or bodies: «врачи двух стран», «парламенты обоих государств»."""
    tokens = scene.markup.tokens
    for child in scene.markup.children[token]:
        if tokens[child].rel == "nmod" and tokens[child].lemma in siding("lands"):
            passage = scene.markup.passage_of(token)
            both = sides_of(scene, child)
            return scene.dyads.get(passage, both) if both else ()
    return ()


def _town_of(scene: Scene, token: int) -> str:
    """The state of people or a body called by a town: «парижане», «каирская толпа», «лондонский магазин»."""
    tokens = scene.markup.tokens
    if state := town_state(tokens[token].lemma):
        return state
    if kind_of(scene, token) == "thing" and tokens[token].lemma not in acts().words("houses"):
        return ""
    described = (tokens[c].lemma for c in scene.markup.children[token] if tokens[c].rel == "amod")
    return next((state for lemma in described if (state := town_state(lemma))), "")


def is_open(scene: Scene, party: Party) -> bool:
    """Whether a participant of unknown side may be of a side that the text is about: a person, an organ or
    official, a pronoun; not «критики», «боевики», «власти двадцати стран», who are told and of no such side.
    """
    if party.token < 0 or party.state or of_many(scene, party.token):
        return False
    tokens, children = scene.markup.tokens, scene.markup.children
    word = tokens[party.token]
    if non_state(scene, party.token) or (party.kind == "body" and party.name):
        return False
    if party.kind in ("person", "place") or word.pos == "PRON" or word.lemma in siding("taken_up"):
        return True
    if word.lemma not in siding("own_organs") and word.lemma not in acts().words("officials"):
        return word.lemma in siding("any_side")
    return not any(
        tokens[c].rel in ("amod", "nummod")
        or (tokens[c].rel == "nmod" and tokens[c].feats.get("Number") == "Plur")
        for c in children[party.token]
    )


def unnamed(scene: Scene, token: int) -> Party:
    """A participant that stands in a slot but has neither name nor known side («боевики», «он»)."""
    word = scene.markup.tokens[token]
    return Party("", "", "armed" if non_state(scene, token) else "people", token, word.start, word.end)
