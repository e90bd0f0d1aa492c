"""From spaCy's English relations to those of Universal Dependencies, on which the extractors rest."""

from __future__ import annotations

from msgspec import Struct

from legation.language.english.parse import Parse

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
_PREPOSITIONAL = frozenset({"ADP", "SCONJ", "PART", "ADV", "VERB"})
_COMPLEMENTS = frozenset({"pobj", "pcomp"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ", "ADV"})
_SIDES = frozenset({"GPE", "NORP", "LOC"})
_WILL = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Relation(Struct, frozen=True):
    """Where a token hangs: the number of its head in the paragraph, and the UD relation."""

    head: int
    rel: str


def relation(parse: Parse, number: int) -> Relation:
    """The UD head and relation of a token.

    A preposition becomes the `case` of its noun, which hangs on what the preposition hung on.
    """
    dep, head = parse.deps[number], parse.heads[number]
    if dep in _COMPLEMENTS and _is_preposition(parse, head):
        return _through(parse, number)
    if dep in _PREPOSITIONS and _is_preposition(parse, number):
        below = _complement(parse, number)
        return Relation(below, "case") if below is not None else Relation(head, "advmod")
    if dep in ("compound", "nmod"):
        kind = parse.kinds.get(number, "")
        side = kind in _SIDES and kind != parse.kinds.get(head, "")
        return Relation(head, "amod" if side else "compound")
    return Relation(head, _PLAIN.get(dep, dep))


def _is_preposition(parse: Parse, number: int) -> bool:
    dep, pos = parse.deps[number], parse.pos(number)
    return dep in _PREPOSITIONS and pos in _PREPOSITIONAL and (dep != "dative" or pos == "ADP")


def _complement(parse: Parse, preposition: int) -> int | None:
    """What a preposition governs, through a second preposition («out of office») too."""
    for child in parse.children[preposition]:
        if parse.deps[child] in _COMPLEMENTS:
            return child
    for child in parse.children[preposition]:
        if parse.deps[child] == "prep" and parse.pos(child) == "ADP":
            return _complement(parse, child)
    return None


def _through(parse: Parse, number: int) -> Relation:
    preposition = parse.heads[number]
    agent = parse.deps[preposition] == "agent"
    by = parse.texts[preposition].lower() == "by"
    while True:
        above = parse.heads[preposition]
        if not (_is_preposition(parse, above) and _complement(parse, above) == number):
            break
        preposition = above
    above = parse.heads[preposition]
    verbal = parse.pos(above) in _VERBAL
    if parse.deps[number] == "pcomp":
        return Relation(above, "ccomp" if verbal else "acl")
    if agent or (by and not verbal):
        return Relation(above, "obl:agent")
    return Relation(above, "obl" if verbal else "nmod")


def features(parse: Parse, number: int, rel: str) -> dict[str, str]:
    """UD features, with the voice, tense and form that English tells by auxiliaries."""
    known = parse.words[number]
    if parse.deps[number] == "poss":
        return {**known.feats, "Case": "Gen"}
    if known.pos not in ("VERB", "AUX"):
        return known.feats
    feats, tag = dict(known.feats), parse.tags[number]
    deps = [(child, parse.deps[child]) for child in parse.children[number]]
    helpers = {parse.texts[child].lower(): dep for child, dep in deps if dep in ("aux", "auxpass")}
    passive = "auxpass" in helpers.values()
    if tag == "VBN" and (passive or rel in ("acl", "amod", "advcl")):
        feats["Voice"] = "Pass"
    if not _WILL.isdisjoint(helpers):
        feats["Tense"] = "Fut"
    if rel in ("acl", "amod") and tag in ("VBN", "VBG"):
        feats["VerbForm"] = "Part"
    elif rel in ("advcl", "ccomp", "xcomp") and tag == "VBG" and not helpers:
        feats["VerbForm"] = "Conv"
    elif "to" in helpers:
        feats["VerbForm"] = "Inf"
    elif helpers or rel == "root" or tag in _FINITE:
        feats["VerbForm"] = "Fin"
    if tag == "VBN" and not passive and not {"have", "has", "had"}.isdisjoint(helpers):
        feats["Tense"] = "Past"
    if feats.get("VerbForm") == "Fin" and feats.get("Tense") == "Past":
        _tell_done(tag, feats, helpers)
    return feats


def _tell_done(tag: str, feats: dict[str, str], helpers: dict[str, str]) -> None:
    """The simple past tells a thing done, the pluperfect and the progressive do not place it in time."""
    if "had" in helpers or tag == "VBG":
        feats.pop("Aspect", None)
    else:
        feats["Aspect"] = "Perf"
