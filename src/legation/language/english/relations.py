"""From spaCy's English relations to those of Universal Dependencies, on which the extractors rest."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

_PLAIN = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "neg": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "predet": "det",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "npadvmod": "obl:tmod",
    "poss": "nmod",
    "meta": "dep",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_COMPLEMENTS = frozenset({"pobj", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_SIDES = frozenset({"GPE", "NORP", "LOC"})


class Relation(Struct, frozen=True):
    """Where a token hangs: the number of its head in spaCy's document, and the UD relation."""

    head: int
    rel: str


def relation(token: Any) -> Relation:
    """The UD head and relation of one of spaCy's tokens.

    A preposition becomes the `case` of its noun, which hangs on what the preposition hung on.
    """
    dep = token.dep_
    if dep in _COMPLEMENTS and _is_preposition(token.head):
        return _through(token)
    if _is_preposition(token):
        below = _complement(token)
        return Relation(below.i, "case") if below is not None else Relation(token.head.i, "advmod")
    if dep in ("compound", "nmod"):
        side = token.ent_type_ in _SIDES and token.ent_type_ != token.head.ent_type_
        return Relation(token.head.i, "amod" if side else "compound")
    return Relation(token.head.i, _PLAIN.get(dep, dep))


def _is_preposition(token: Any) -> bool:
    return (
        token.dep_ in _PREPOSITIONS
        and token.pos_ in ("ADP", "SCONJ", "PART", "ADV", "VERB")
        and (token.dep_ != "dative" or token.pos_ == "ADP")
    )


def _complement(preposition: Any) -> Any:
    """What a preposition governs, through a second preposition («out of office») too."""
    for child in preposition.children:
        if child.dep_ in _COMPLEMENTS:
            return child
    for child in preposition.children:
        if child.dep_ == "prep" and child.pos_ == "ADP":
            return _complement(child)
    return None


def _through(token: Any) -> Relation:
    preposition = token.head
    agent = preposition.dep_ == "agent"
    while _is_preposition(preposition.head) and _complement(preposition.head) is token:
        preposition = preposition.head
    above = preposition.head
    verbal = above.pos_ in _VERBAL
    if token.dep_ == "pcomp":
        return Relation(above.i, "ccomp" if verbal else "acl")
    if agent or (preposition.lower_ == "by" and not verbal):
        return Relation(above.i, "obl:agent")
    return Relation(above.i, "obl" if verbal else "nmod")


def features(token: Any, rel: str) -> dict[str, str]:
    """UD features, with the voice, tense and form that English tells by auxiliaries."""
    feats: dict[str, str] = token.morph.to_dict()
    if token.dep_ == "poss":
        feats["Case"] = "Gen"
    if token.pos_ != "VERB" and token.pos_ != "AUX":
        return feats
    helpers = {child.lower_: child.dep_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if token.tag_ == "VBN" and ("auxpass" in helpers.values() or rel in ("acl", "amod", "advcl")):
        feats["Voice"] = "Pass"
    if {"will", "'ll", "’ll", "wo", "shall"} & helpers.keys():
        feats["Tense"] = "Fut"
    if rel in ("acl", "amod") and token.tag_ in ("VBN", "VBG"):
        feats["VerbForm"] = "Part"
    elif rel in ("advcl", "ccomp", "xcomp") and token.tag_ == "VBG" and not helpers:
        feats["VerbForm"] = "Conv"
    elif "to" in helpers:
        feats["VerbForm"] = "Inf"
    elif helpers or rel == "root" or token.tag_ in ("VBD", "VBZ", "VBP"):
        feats["VerbForm"] = "Fin"
    if token.tag_ == "VBN" and "auxpass" not in helpers.values() and {"have", "has", "had"} & helpers.keys():
        feats["Tense"] = "Past"
    if feats.get("VerbForm") == "Fin" and feats.get("Tense") == "Past":
        _tell_done(token, feats, helpers)
    return feats


def _tell_done(token: Any, feats: dict[str, str], helpers: dict[str, str]) -> None:
    """The simple past tells a thing done, the pluperfect and the progressive do not place it in time."""
    if "had" in helpers or token.tag_ == "VBG":
        feats.pop("Aspect", None)
    else:
        feats["Aspect"] = "Perf"
