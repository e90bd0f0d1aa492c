"""Where a person without an office belongs: read off citizenship, origin, and what the text calls her."""

from __future__ import annotations

from collections.abc import Iterator

from legation.extraction.acts.clause import chain, subjects
from legation.extraction.scene import Scene
from legation.record import Mention, Token
from legation.vocabulary.acts import acts
from legation.vocabulary.allegiance import town_state
from legation.vocabulary.posts import posts
from legation.vocabulary.siding import siding

AROUND = 3  # sentences before and after in which «россиянин» may mean a person named there
BACK = 2  # sentences before in which «белорусский лидер» may have been named
NEAR = 6  # tokens that a noun's own words may take


def state_of_noun(scene: Scene, number: int) -> str:
    """The one state of a noun for a person: «американец», «гражданин США», «британский солдат», «уроженец
    Лиона»; empty where none or several stand with it.
    """
    own = scene.mention_at(number)
    if own is not None:
        return own.state if own.how == "demonym" else ""
    tokens = scene.markup.tokens
    if state := town_state(tokens[number].lemma):
        return state
    found: set[str] = set()
    for child in scene.markup.children[number]:
        if abs(child - number) > NEAR or tokens[child].rel not in ("amod", "nmod"):
            continue
        before = {tokens[c].lemma for c in scene.markup.children[child] if tokens[c].rel == "case"}
        if before - {"из", "с", "from", "of"}:  # «посол в России» is nobody from there
            continue
        mention = scene.mention_at(child)
        if mention is not None and mention.state and mention.kind in ("state", "place"):
            found.add(mention.state)
        elif mention is None and (state := town_state(tokens[child].lemma)):
            found.add(state)
    return found.pop() if len(found) == 1 else ""


def second_states(scene: Scene) -> dict[str, frozenset[str]]:
    """Persons whom the text gives to two states: «ирано-американский физик X», «гражданка Чили и Перу Y»."""
    found: dict[str, frozenset[str]] = {}
    tokens = scene.markup.tokens
    for mention in scene.mentions:
        if mention.kind != "person" or mention.how not in ("name", "surname"):
            continue
        opens = scene.markup.sentences[scene.markup.sentence_of[mention.first]].first
        for number in range(mention.first - 1, max(opens, mention.first - NEAR) - 1, -1):
            if tokens[number].pos not in ("NOUN", "ADJ", "PROPN", "CCONJ"):
                break
            both = {m.state for m in scene.mentions_at(number) if m.how == "adjective"}
            if len(both) < 2 and _is_national(scene, number):
                both = _of_two(scene, number)
            if len(both) == 2:
                found[mention.name] = frozenset(both)
    return found


def _of_two(scene: Scene, noun: int) -> set[str]:
    """The two states of «гражданин Чили и Перу»."""
    heads = [c for c in scene.markup.children[noun] if scene.markup.tokens[c].rel == "nmod"]
    several = [n for head in heads for n in chain(scene.markup, head)]
    return {m.state for n in several if (m := scene.mention_at(n)) is not None and m.kind == "state"}


def told_outright(scene: Scene) -> Iterator[tuple[str, str]]:
    """Persons with the state that a predicate gives them: «X является гражданином Индии», «X — россиянин»."""
    tokens, children = scene.markup.tokens, scene.markup.children
    for mention in scene.mentions:
        token = tokens[mention.head]
        if mention.kind != "person" or not token.rel.startswith("nsubj") or token.head == mention.head:
            continue
        above = token.head
        heads = [above]
        if tokens[above].lemma in siding("copulas"):
            heads = [c for c in children[above] if tokens[c].rel in ("obl", "xcomp", "obj", "nmod")]
        for head in heads:
            if _is_national(scene, head) and (state := state_of_noun(scene, head)):
                yield mention.name, state
        for number in (*heads, *(c for h in heads for c in children[h])):
            if tokens[number].lemma in siding("belonging") and (state := state_of_noun(scene, number)):
                yield mention.name, state


def heading(scene: Scene) -> Iterator[tuple[str, str]]:
    """Persons with the state whose organ a verb or participle says that they head: «X, дважды возглавлявший
    правительство Исландии», «X руководит МИД Перу».
    """
    markup = scene.markup
    verbs = posts().holding["heads_is"] | posts().holding["heads_begins"]
    for number, token in enumerate(markup.tokens):
        if token.lemma not in verbs:
            continue
        organs = [
            m
            for c in markup.children[number]
            if markup.tokens[c].rel in ("obj", "obl", "iobj") and (m := scene.mention_at(c)) is not None
        ]
        states = {m.state for m in organs if m.kind == "body" and m.how == "organ" and m.state}
        heads = [_named_before(scene, number)] if _describes(token) else subjects(markup, number)
        people = [m for n in heads if (m := scene.mention_at(n)) is not None]
        if len(states) == 1:
            yield from ((m.name, min(states)) for m in people if m.kind == "person")


def _describes(token: Token) -> bool:
    return token.feats.get("VerbForm") == "Part"


def _named_before(scene: Scene, participle: int) -> int:
    """The last word of the name that a participle follows after a comma: «X, дважды возглавлявший …»; the
    parse often hangs it elsewhere.
    """
    tokens, at = scene.markup.tokens, participle - 1
    while at > 0 and tokens[at].pos in ("ADV", "NUM", "PUNCT"):
        at -= 1
    return at


def titled(scene: Scene, unknown: set[str]) -> Iterator[tuple[str, str]]:
    """Persons with the state of their title told without their name: «Суд отпустил боснийского генерала.
    Генерал в отставке X …».
    """
    by_title: dict[tuple[int, str], set[str]] = {}
    for mention in scene.mentions:
        if mention.kind == "person" and mention.how == "name" and (title := _title(scene, mention)):
            by_title.setdefault((scene.markup.passage_of(mention.first), title), set()).add(mention.name)
    wanted = {key: min(names) for key, names in by_title.items() if len(names) == 1 and names <= unknown}
    if not wanted:
        return
    found: dict[str, set[str]] = {}
    for number, token in enumerate(scene.markup.tokens):
        name = wanted.get((scene.markup.passage_of(number), token.lemma), "")
        if not name or token.feats.get("Number") == "Plur" or _has_name(scene, number):
            continue
        if state := state_of_noun(scene, number):
            found.setdefault(name, set()).add(state)
    yield from ((name, min(states)) for name, states in found.items() if len(states) == 1)


def _title(scene: Scene, person: Mention) -> str:
    """The noun for a person that a name stands with: «генерал», of «генерал в отставке X»."""
    tokens = scene.markup.tokens
    above = tokens[person.head].head
    if above == person.head or tokens[person.head].rel not in ("appos", "nmod", "flat:name"):
        return ""
    noun = tokens[above]
    animate = (
        noun.pos == "NOUN" and noun.feats.get("Animacy") == "Anim" and noun.feats.get("Number") != "Plur"
    )
    return noun.lemma if animate and above < person.first and scene.mention_at(above) is None else ""


def _is_national(scene: Scene, number: int) -> bool:
    mention = scene.mention_at(number)
    if mention is not None:
        return mention.how == "demonym"
    lemma = scene.markup.tokens[number].lemma
    if scene.markup.tokens[number].pos == "ADJ":
        return False
    return lemma in siding("nationals") or bool(town_state(lemma))


def called(scene: Scene, unknown: set[str], known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Persons of unknown side with the state of a noun that can mean no one else: «россиянин» beside one
    name, «белорусский лидер» after one.
    """
    if not unknown:
        return
    people = _people_by_sentence(scene)
    officials = acts().words("officials")
    for number, token in enumerate(scene.markup.tokens):
        if token.pos not in ("NOUN", "PROPN", "ADJ") or token.feats.get("Number") == "Plur":
            continue
        private = _is_national(scene, number)
        if not private and token.lemma not in officials:
            continue
        if _has_name(scene, number) or not (state := state_of_noun(scene, number)):
            continue
        own = scene.markup.sentence_of[number]
        near = range(own - AROUND, own + AROUND + 1) if private else range(own - BACK, own)
        there = {
            m.name: m
            for n in near
            for m in people.get((scene.markup.sentences[own].passage, n), ())
            if _agrees(scene, m, token.feats.get("Gender", ""))
        }
        strangers = [name for name in there if name in unknown]
        if len(strangers) != 1:
            continue
        official = token.lemma in officials
        told = _told_before(people, scene.markup.sentences[own].passage, own) if official else set()
        if not any(known.get(name) == state for name in {*there, *told}):
            yield strangers[0], state


def _told_before(people: dict[tuple[int, int], list[Mention]], passage: int, sentence: int) -> set[str]:
    """Whom the passage names up to a sentence: «корейский дипломат» is its Korean ambassador."""
    return {
        m.name
        for (there, n), mentions in people.items()
        if there == passage and n <= sentence
        for m in mentions
    }


def _people_by_sentence(scene: Scene) -> dict[tuple[int, int], list[Mention]]:
    found: dict[tuple[int, int], list[Mention]] = {}
    for mention in scene.mentions:
        if mention.kind == "person" and mention.how != "pronoun":
            sentence = scene.markup.sentence_of[mention.first]
            passage = scene.markup.sentences[sentence].passage
            found.setdefault((passage, sentence), []).append(mention)
    return found


def _agrees(scene: Scene, person: Mention, gender: str) -> bool:
    own = {scene.markup.tokens[n].feats.get("Gender") for n in range(person.first, person.last)} - {None}
    return not gender or not own or gender in own


def _has_name(scene: Scene, number: int) -> bool:
    """Whether a noun stands with a name of its own, so that it says nothing of others."""
    tokens = scene.markup.tokens
    sentence = scene.markup.sentences[scene.markup.sentence_of[number]]
    mention = scene.mention_at(number)
    if mention is not None and mention.kind == "person":
        return True
    for at in range(number + 1, min(sentence.last, number + NEAR + 1)):
        other = scene.mention_at(at)
        if other is not None and other.kind == "person" and other.how != "pronoun":
            return True
        if tokens[at].pos in ("VERB", "AUX", "CCONJ") or tokens[at].text in (".", ";", ":"):
            break
    before = number - 2
    other = scene.mention_at(before) if before >= sentence.first else None
    return other is not None and other.kind == "person" and tokens[number - 1].text in (",", "—", "–")
