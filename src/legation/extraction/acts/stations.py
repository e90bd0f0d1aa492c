"""Where people belong whose own words name no state: by whom or what they serve, and where they came from."""

from __future__ import annotations

from collections.abc import Iterator

from legation.extraction.scene import Scene
from legation.record import Mention
from legation.vocabulary.acts import acts
from legation.vocabulary.allegiance import town_state
from legation.vocabulary.siding import siding

REACH = 8  # tokens before a name in which its office stands
BACK = 2  # sentences back over which «её заместитель» and «министерство» take somebody up
_ENDS = frozenset({",", ".", ";", ":", "(", ")", "«", "»"})


def stationed(scene: Scene, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Persons of unknown side with the state of what stands with them: «её заместитель X» that of her,
    «X из МИД Чили», «представитель министерства X» that of the ministry told before, «директор лиссабонского
    музея X» that of the town, «В Кнессете депутат X» that of the parliament.
    """
    for mention in scene.mentions:
        if mention.kind != "person" or mention.name in known or mention.how not in ("name", "surname"):
            continue
        state = _from(scene, mention) or _by_office(scene, mention, known) or _in_parliament(scene, mention)
        if state:
            yield mention.name, state


def _from(scene: Scene, person: Mention) -> str:
    """«Го Вэньхуа из МИД КНР»."""
    tokens = scene.markup.tokens
    at = person.last
    if at + 1 >= len(tokens) or tokens[at].text != "из":
        return ""
    for number in range(at + 1, min(at + 4, len(tokens))):
        mention = scene.mention_at(number)
        if mention is not None:
            return mention.state if mention.kind != "person" else ""
        if tokens[number].pos not in ("NOUN", "ADJ"):
            return ""
    return ""


def _by_office(scene: Scene, person: Mention, known: dict[str, str]) -> str:
    """The state of the office that stands right before a name, by its owner, its organ or its town."""
    markup, tokens = scene.markup, scene.markup.tokens
    opens = markup.sentences[markup.sentence_of[person.first]].first
    organ, town = -1, ""
    for number in range(person.first - 1, max(opens, person.first - REACH) - 1, -1):
        token = tokens[number]
        mention = scene.mention_at(number)
        if token.text in _ENDS or token.pos in ("VERB", "ADP", "PROPN") or (mention and mention.state):
            return ""
        if token.pos == "ADJ":
            town = town or _town(scene, token.lemma, number)
            if token.lemma in siding("of_no_state") | siding("of_several_states"):
                return ""
        organ = number if token.lemma in siding("own_organs") and not _is_joined(scene, number) else organ
        if token.lemma not in siding("stations") and token.lemma not in acts().words("officials"):
            continue
        before = tokens[number - 1] if number > opens else None
        if before is not None and before.lemma in siding("possessives"):
            return _owner_told(scene, number - 1, known)
        if town:
            return town
        if organ > number:
            return _organ_told(scene, organ)
        if token.lemma in siding("stations"):
            return ""
    return ""


def _is_joined(scene: Scene, number: int) -> bool:
    """Whether a noun is of several: «министерств»."""
    return scene.markup.tokens[number].feats.get("Number") == "Plur"


def _town(scene: Scene, lemma: str, number: int) -> str:
    """The state of a town's adjective; «столичный» is of the capital of whom the passage is about."""
    return scene.about(number) if lemma == "столичный" else town_state(lemma)


def _owner_told(scene: Scene, possessive: int, known: dict[str, str]) -> str:
    """The state of whom «его», «её» takes up: a person, else the body or state named last before."""
    tokens = scene.markup.tokens
    own = scene.mention_at(possessive)
    if own is not None and own.kind == "person":
        return own.state or known.get(own.name, "")
    lemma = tokens[possessive].lemma
    for sentence in scene.markup.sentences_back(possessive, BACK):
        for number in range(min(sentence.last, possessive) - 1, sentence.first - 1, -1):
            mention = scene.mention_at(number)
            if mention is None or mention.head != number or mention.how in ("outlet", "adjective"):
                continue
            if mention.kind == "person":
                return (mention.state or known.get(mention.name, "")) if lemma != "их" else ""
            if mention.kind == "body" and mention.state:
                return mention.state
    return ""


def _organ_told(scene: Scene, organ: int) -> str:
    """The state of the organ told of before that a bare «министерства» means: the last one that the sentences
    before name.
    """
    for sentence in scene.markup.sentences_back(organ, BACK):
        for number in range(min(sentence.last, organ) - 1, sentence.first - 1, -1):
            mention = scene.mention_at(number)
            if mention is not None and mention.kind == "body" and mention.how == "organ" and mention.state:
                return mention.state
    return ""


def _in_parliament(scene: Scene, person: Mention) -> str:
    """The state of the parliament in which the sentence says that its members speak."""
    markup, tokens = scene.markup, scene.markup.tokens
    sentence = markup.sentences[markup.sentence_of[person.first]]
    members = markup.lemmas[max(sentence.first, person.first - 3) : person.first]
    if siding("members").isdisjoint(members):
        return ""
    told = [m for m in scene.mentions_between(sentence.first, person.first) if m.state and m.kind != "person"]
    states = {m.state for m in told if m.kind == "body"}
    inside = any(tokens[m.first - 1].lemma == "в" for m in told if m.kind == "body" and m.first)
    return states.pop() if inside and len({m.state for m in told}) == 1 and len(states) == 1 else ""
