"""Why a word that could tell an act tells none, whoever stands around it."""

from __future__ import annotations

import re

from legation.extraction.acts.clause import Clause, slot_of
from legation.extraction.acts.parties import kind_of
from legation.extraction.acts.slots import preposition
from legation.extraction.acts.status import denies, is_condition
from legation.extraction.acts.wording import has_word
from legation.extraction.scene import Scene, once
from legation.vocabulary.acts import Frame, acts

STEPS = 4  # from an act up to the «если» of which it is the condition
COUNTED = frozenset({"trade", "invest"})  # acts whose nouns are as often rows of statistics
_LASTING = re.compile("[еи]м(ый|ая|ое|ые|ого|ой|ому|ую|ым|ом|ых|ыми)$")  # «поддерживаемый», whatever its tag
DESCRIBED = frozenset({"ACCUSE", "AID"})  # what an attribute alone does not tell: «вооружённые силы»
HELPED = frozenset({"AID", "SUPPORT"})  # … nor one that says whom people have behind them
PURPOSES = frozenset({"на+acc", "для+gen", "под+acc"})  # what a grant or a loan is for
_NOMINAL = frozenset("nmod obl nsubj nsubj:pass conj obj iobj".split())  # relations of nouns
_CONDITIONED = frozenset(
    {"xcomp", "csubj", "obj", "nsubj", "nsubj:pass", "conj"}
)  # up to the verb of an «если»


def why_no_act(scene: Scene, clause: Clause, frame: Frame) -> str:
    """Why a trigger tells no act of its own, whatever stands around it; empty where it may."""
    if not clause.noun and _demanded(scene, clause.trigger):
        return "only demanded or asked for"
    if _on_condition(scene, clause.trigger):
        return "only a condition"
    if frame.type == "AGREE" and frame.swallows and _means_harm(scene, clause):
        return "what is meant is done against somebody"
    if not clause.noun and _describes(scene, clause, frame):
        return "a participle that says what somebody is like"
    if clause.noun and _is_charge(scene, clause.trigger):
        return "what somebody is suspected of"
    if clause.noun and frame.act == "visit" and _is_of_travellers(scene, clause.trigger):
        return "journeys in general"
    if clause.noun and _is_purpose(scene, clause.trigger):
        return "what money is for"
    if clause.noun and frame.act in COUNTED and _is_counted(scene, clause.trigger):
        return "a figure, no act"
    return ""


@once
def _on_condition(scene: Scene, number: int) -> bool:
    """Whether an act is only the condition of another: «если Анкара решит купить ракеты», «в случае покупки
    ракет».
    """
    tokens = scene.markup.tokens
    for _ in range(STEPS):
        token = tokens[number]
        if is_condition(scene.markup, number):
            return True
        if token.rel == "nmod" and tokens[token.head].lemma in acts().words("cases"):
            return preposition(scene.markup, token.head).startswith("в")
        if token.head == number or token.rel not in _CONDITIONED:
            return False
        number = token.head
    return False


def _means_harm(scene: Scene, clause: Clause) -> bool:
    """Whether what somebody promises or means to do is done against the other side: «намерен выслать
    дипломатов», but not «обещал не высылать».
    """
    markup = scene.markup
    if markup.tokens[clause.trigger].lemma not in acts().words("intends"):
        return False
    for child in markup.children[clause.trigger]:
        infinitive = markup.tokens[child].feats.get("VerbForm") == "Inf"
        if infinitive and has_word(scene, child, acts().classes["harm"]):
            return not any(denies(markup, c) for c in markup.children[child])
    return False


@once
def _demanded(scene: Scene, number: int) -> bool:
    """Whether somebody demands or asks that it be done: the demand is the act, whoever it is made to."""
    token = scene.markup.tokens[number]
    wished = any(scene.markup.tokens[c].lemma == "чтобы" for c in scene.markup.children[number])
    asked = (wished or token.feats.get("VerbForm") == "Inf") and token.rel in ("xcomp", "ccomp", "advcl")
    return asked and scene.markup.tokens[token.head].lemma in acts().words("demands")


def _describes(scene: Scene, clause: Clause, frame: Frame) -> bool:
    """«вооружённые силы», «осуждённые лица», «поддерживаемые Ираном повстанцы», «подозреваемый в краже»: an
    attribute, by which nobody does anything.
    """
    token = scene.markup.tokens[clause.trigger]
    if token.rel not in ("amod", "acl", "nmod", "appos") or token.feats.get("VerbForm") == "Fin":
        return False
    if frame.type in HELPED and _LASTING.search(token.text) and kind_of(scene, token.head) != "thing":
        return True
    if frame.type == "ACCUSE" and token.lemma in acts().words("suspected") and not clause.at("agent"):
        return True
    return frame.type in DESCRIBED and token.lemma in acts().words("described")


@once
def _is_charge(scene: Scene, number: int) -> bool:
    """«подозреваемый в убийстве студента», «вменяется сговор с целью убийства»: told of the suspect."""
    tokens = scene.markup.tokens
    for _ in range(STEPS):
        token = tokens[number]
        above = tokens[token.head]
        if token.head == number or token.rel not in _NOMINAL:
            return False
        if above.lemma in acts().words("charge"):
            return True
        if above.lemma in acts().words("suspected") and above.feats.get("VerbForm") == "Part":
            return slot_of(scene.markup, number) == "в+loc"
        number = token.head
    return False


def _is_of_travellers(scene: Scene, number: int) -> bool:
    """«советует воздержаться от поездок в Таиланд»: nobody's visit."""
    plural = scene.markup.tokens[number].feats.get("Number") == "Plur"
    return plural and preposition(scene.markup, number) == "от"


def _is_purpose(scene: Scene, number: int) -> bool:
    """«грант на закупку техники», «кредит для строительства дороги»: the money is the act."""
    tokens = scene.markup.tokens
    token = tokens[number]
    return (
        token.rel == "nmod"
        and tokens[token.head].lemma in acts().words("purse")
        and slot_of(scene.markup, number) in PURPOSES
    )


def _is_counted(scene: Scene, number: int) -> bool:
    """Whether a verb says of a noun only how much it came to: «экспорт вырос», «поставки составили»."""
    tokens = scene.markup.tokens
    token = tokens[number]
    return token.rel.startswith("nsubj") and tokens[token.head].lemma in acts().words("change")
