"""Whom a bare noun takes up: «девушка» the person told of before, «полиция» that of the state in question."""

from __future__ import annotations

from legation.extraction.acts.homes import homes, officials
from legation.extraction.acts.origins import state_of_noun
from legation.extraction.scene import Scene, once
from legation.record import Mention, Token
from legation.vocabulary.acts import acts
from legation.vocabulary.allegiance import town_state
from legation.vocabulary.siding import siding

SAME_BACK = 120  # tokens back in which the same noun was told with its state
LOOK_BACK = 80  # tokens back in which a private person is still spoken of
ACTING_BACK = 2  # sentences back in which «суд» may have been told of with its state
_PRONOUNS = frozenset({"он", "она"})
_WITHIN = frozenset({"в", "во", "на"})


def taken_up(scene: Scene, token: int) -> tuple[str, str]:
    """The side and the name of the private person told of before whom a noun or pronoun can mean: the nearest
    of its gender. Both empty where there is none or her side is unknown.
    """
    markup = scene.markup
    word = markup.tokens[token]
    if word.feats.get("Number") == "Plur" or word.lemma not in siding("taken_up") | _PRONOUNS:
        return "", ""
    gender = word.feats.get("Gender", "")
    if word.lemma in siding("person_of_either"):
        gender = ""
    passage = markup.passage_of(token)
    for at in range(token - 1, max(-1, token - LOOK_BACK), -1):
        if markup.passage_of(at) != passage:
            break
        other = markup.tokens[at]
        mention = scene.mention_at(at)
        person = mention is not None and mention.kind == "person"
        if (person and mention is not None and mention.head != at) or other.feats.get("Number") == "Plur":
            continue
        of_office = word.pos == "PRON" and other.lemma in acts().words("officials")
        known = other.lemma in siding("nationals") or _is_demonym(mention) or of_office
        if not person and not known:
            continue
        if gender and other.feats.get("Gender", gender) != gender:
            continue
        if person and mention is not None:
            if mention.name in officials(scene):
                continue
            return mention.state or homes(scene).get(mention.name, ""), mention.name
        if state := state_of_noun(scene, at):
            return state, ""
    return "", ""


@once
def state_meant(scene: Scene, token: int) -> str:
    """The state that «он», «она», «оно» takes up: the last one named of its gender, in its own sentence or
    the one before, where no other noun of that gender that can act stands behind it; else empty.
    """
    markup = scene.markup
    word = markup.tokens[token]
    genders = _STATE_PRONOUNS.get(markup.lower[token], ())
    if not genders or word.feats.get("Number") == "Plur" or scene.mention_at(token) is not None:
        return ""
    own, verb = markup.sentence_of[token], word.head
    if markup.tokens[verb].rel == "xcomp":
        verb = markup.tokens[verb].head
    for at in range(token - 1, markup.sentences[max(0, own - 1)].first - 1, -1):
        if markup.passage_of(at) != markup.sentences[own].passage:
            return ""
        other = markup.tokens[at]
        if other.pos not in ("NOUN", "PROPN", "PRON") or other.feats.get("Number") == "Plur":
            continue
        if other.feats.get("Case") == "Loc":  # «в Египте» only says where
            continue
        mention = scene.mention_at(at)
        is_state = mention is not None and mention.kind == "state" and mention.how in ("name", "capital")
        if is_state and mention is not None and mention.head == at and other.rel in _ACTING:
            if not (other.rel.startswith("nsubj") and other.head == verb) and _gender_of(other) in genders:
                return mention.state
        elif other.feats.get("Gender", genders[0]) in genders and (
            mention is not None or _may_be_meant(other)
        ):
            return ""
    return ""


_ACTING = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "conj")
_STATE_PRONOUNS = {
    "он": ("Masc",),
    "оно": ("Neut",),
    **dict.fromkeys(("его", "ему", "им", "него", "нему", "ним", "нем", "нём"), ("Masc", "Neut")),
    **dict.fromkeys(("она", "ее", "её", "ей", "нее", "неё", "ней", "ею"), ("Fem",)),
}


def _may_be_meant(noun: Token) -> bool:
    """Whether a noun that names no state may be what a pronoun takes up: somebody, or a subject."""
    somebody = noun.feats.get("Animacy") == "Anim" or noun.lemma in acts().words("people") | siding(
        "taken_up"
    )
    return somebody or noun.rel.startswith("nsubj")


def _gender_of(name: Token) -> str:
    """The gender of a state's name, where the tagger knows none by its ending: «Перу» is neuter."""
    return "Neut" if name.text[-1:] in "уои" else name.feats.get("Gender", "")


def same_noun(scene: Scene, token: int) -> str:
    """The state of the same noun told before: «моряков» after «британские моряки»; empty where none is."""
    markup = scene.markup
    word = markup.tokens[token]
    animate = word.feats.get("Animacy") == "Anim"
    if (
        word.lemma in siding("each_other")
        or word.pos != "NOUN"
        or not (animate or word.lemma in siding("craft"))
    ):
        return ""
    passage = markup.passage_of(token)
    for at in range(token - 1, max(-1, token - SAME_BACK), -1):
        other = markup.tokens[at]
        if other.lemma != word.lemma or other.pos != "NOUN":
            continue
        if markup.passage_of(at) != passage:
            return ""
        mention = scene.mention_at(at)
        state = mention.state if mention is not None else state_of_noun(scene, at)
        if state:
            return state
    return ""


def _is_demonym(mention: Mention | None) -> bool:
    return mention is not None and mention.how == "demonym"


def one_of(scene: Scene, token: int, state: str) -> str:
    """The name of the one private person of this state whom a noun in the singular can mean; empty where
    several or none are told of in its passage.
    """
    markup = scene.markup
    passage = markup.passage_of(token)
    gender = markup.tokens[token].feats.get("Gender")
    private = _private(scene).get((passage, state), {})
    fitting = [name for name, told in private.items() if gender in told or not gender]
    return fitting[0] if len(fitting) == 1 else ""


def _private(scene: Scene) -> dict[tuple[int, str], dict[str, set[str | None]]]:
    """For each passage and state its private persons by name, with the genders in which they are told; worked
    out once a scene.
    """
    known: dict[tuple[int, str], dict[str, set[str | None]]] | None = scene.__dict__.get("_private")
    if known is None:
        known = scene.__dict__["_private"] = {}
        for mention in scene.mentions:
            if mention.kind != "person" or mention.name in officials(scene):
                continue
            state = mention.state or homes(scene).get(mention.name, "")
            passage = scene.markup.passage_of(mention.first)
            genders = known.setdefault((passage, state), {}).setdefault(mention.name, set())
            genders.add(scene.markup.tokens[mention.head].feats.get("Gender"))
    return known


def owner(scene: Scene, token: int) -> str:
    """Whose organ a bare noun means («полиция», «парламент»): that of its town («берлинский суд»), the state
    in which its clause says it is, or the one that the passage is about; empty where none is told.
    """
    markup = scene.markup
    if markup.tokens[token].lemma not in siding("own_organs"):
        return ""
    for child in markup.children[token]:
        word = markup.tokens[child]
        if state := town_state(word.lemma):
            return state
        if word.lemma in siding("of_no_state") or (word.rel == "nmod" and word.feats.get("Number") == "Plur"):
            return ""
    for place in (*markup.children[token], *markup.children[markup.tokens[token].head]):
        mention = scene.mention_at(place)
        if mention is None or not mention.state or mention.head != place or place == token:
            continue
        inside = any(markup.tokens[c].lemma in _WITHIN for c in markup.children[place])
        if inside and markup.tokens[place].feats.get("Case") in ("Loc", None):
            return mention.state
    passage = markup.passage_of(token)
    return scene.leading.get(passage, "") or _acting_before(scene, token)


def _acting_before(scene: Scene, token: int) -> str:
    """The state whose organ acted last, or in which something was told to be done last, close before."""
    markup = scene.markup
    own = markup.sentence_of[token]
    for at in range(token - 1, markup.sentences[max(0, own - ACTING_BACK)].first - 1, -1):
        if markup.passage_of(at) != markup.sentences[own].passage:
            return ""
        mention = scene.mention_at(at)
        if mention is None or mention.head != at or not mention.state or mention.how == "outlet":
            continue
        inside = any(markup.tokens[c].lemma in _WITHIN for c in markup.children[at])
        if mention.how in ("organ", "group") or (inside and markup.tokens[at].feats.get("Case") == "Loc"):
            return mention.state
    return ""
