"""Whether the sides that an act takes are there; those that the clause leaves out are sought farther off."""

from __future__ import annotations

from collections.abc import Sequence

from legation.extraction.acts.alongside import companions
from legation.extraction.acts.armed import has_armed
from legation.extraction.acts.fill import between_sides, enough, fill_from, give_other_side, together
from legation.extraction.acts.found import Match
from legation.extraction.acts.gapped import add_row
from legation.extraction.acts.missions import add_host
from legation.extraction.acts.parties import (
    Party,
    is_inner,
    is_international,
    is_official,
    is_open,
    kind_of,
    where_only,
)
from legation.extraction.acts.previous import about_an_act, answered, only_doers
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

BEYOND = frozenset({"passage", "act", "before"})  # fills from outside the sentence
MILD = frozenset({"COOPERATE", "AID", "SUPPORT", "CONSULT", "AGREE"})  # types that name both sides or none
OFFICIAL = frozenset({"CONSULT", "ACCUSE", "SUPPORT", "REJECT"})  # types that private people seldom act in
TOWARDS = frozenset(  # types of what one does to the state that a text is about
    {"ACCUSE", "AGREE", "AID", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT"}
)
COMMON = frozenset({"CONSULT", "AGREE", "SUPPORT"})  # what the members of a union do together
ABOVE = 4  # steps from a union up to its members
EACH_OTHER = frozenset({"взаимно", "обоюдно", "друг"})
JUSTICE = frozenset({"arrest", "convict"})  # what every state does to its own at any time


def seek(scene: Scene, match: Match, before: Sequence[Match] = ()) -> bool:
    """Whether the sides of an act are found (see `_seek`); who did it together with a side is one too."""
    if not _seek(scene, match, before):
        return False
    if any(p.state for p in match.sources) and any(p not in match.sources for p in match.parties):
        known = {p.key for p in match.parties}
        beside = [p for head in companions(scene, match) for p in together(scene, head) if p.state]
        match.sources += tuple(p for p in beside if p.key not in known)
    return True


def _seek(scene: Scene, match: Match, before: Sequence[Match]) -> bool:
    """Look for the sides of an act, first in its clause, then where its frame allows, or in the act `before`
    that it answers; whether all are found.

    The match keeps whom it found. One side is enough where the other is somebody unnamed.
    """
    frame = match.frame
    fills = (*frame.fill, "act", "before", "sentence") if "passage" in frame.fill else frame.fill
    told = (match.sources, match.recipients)
    if _own_justice(scene, match):
        return False
    if _each_other(scene, match):
        return True
    if _of_a_deed(scene, match) or _is_judged(scene, match):
        fills = ("clause",) if match.clause.noun else ()
    half = _half_told(scene, match)
    lone = half and not match.recipients and not _two_people(match)
    at_home = any(is_inner(scene, p) for p in match.sources) or _to_own_people(scene, match)
    for fill in dict.fromkeys(("", *(f for f in fills if f == "clause"), "host", *fills)):
        if at_home and fill in (*BEYOND, "body"):
            continue
        full = fill in BEYOND and (_all_told(scene, match) or _private(scene, match))
        if full and not (fill == "act" and about_an_act(scene, match)):
            continue
        if fill == "act":
            if others := answered(scene, match, before):
                match.recipients, match.filled = (*match.recipients, *others), "act before"
        elif fill == "host":
            add_host(scene, match)
            add_row(scene, match)
        elif fill:
            fill_from(scene, match, fill)
        if enough(match) or (half and not fill and not lone):
            give_other_side(scene, match)
            if only_doers(match) and "passage" in frame.fill:
                _add_whom(scene, match, before)
            return True
    if has_armed(scene, match) and any(p.state for p in match.parties):
        return True
    if not at_home and _add_headed(scene, match):
        return True
    if frame.type in COMMON and _members(scene, match):
        return True
    if lone:
        match.sources, match.recipients, match.filled = *told, ""
        give_other_side(scene, match)
    return lone


def _add_headed(scene: Scene, match: Match) -> bool:
    """Upon whom one side acts where nothing nearer tells: the state that heads the passage, unless it is the
    side's own; whether there is one.
    """
    states = {p.state for p in match.parties if p.state}
    headed = scene.heading(match.trigger)
    if (
        match.frame.type not in TOWARDS
        or match.frame.sides != 2
        or len(states) != 1
        or headed in {"", *states}
    ):
        return False
    doers = [p for p in match.sources if p.state and p.token >= 0 and kind_of(scene, p.token) != "people"]
    if not any(p.kind in ("state", "body") or is_official(scene, p.token) for p in doers):
        return False
    match.recipients += (Party.of_side(headed),)
    match.filled = "opening"
    return True


def _of_a_deed(scene: Scene, match: Match) -> bool:
    """Whether an attack is condemned of which nothing tells whose it is: «осудил теракт» accuses no state."""
    tokens = scene.markup.tokens
    deeds = [n for n in match.clause.at("patient") if tokens[n].lemma in acts().words("attacks")]
    return match.frame.act == "disapprove" and bool(deeds) and not match.recipients


def _is_judged(scene: Scene, match: Match) -> bool:
    """«назвал выдачу россиянина несправедливой»: a judged act was told, or is of those named."""
    noun = scene.markup.tokens[match.trigger]
    above = scene.markup.tokens[noun.head]
    return match.clause.noun and noun.rel == "obj" and above.lemma in acts().words("naming")


def _each_other(scene: Scene, match: Match) -> bool:
    """Whether several sides do it to one another: «взаимно выслали дипломатов», «обвинили друг друга»."""
    below = {scene.markup.tokens[n].lemma for n in scene.markup.children[match.trigger]}
    return len({p.state for p in match.sources if p.state}) > 1 and bool(below & EACH_OTHER)


def _add_whom(scene: Scene, match: Match, before: Sequence[Match]) -> None:
    """To whom several sides do it together, where the act or the sentence before tells."""
    if others := answered(scene, match, before):
        match.recipients, match.filled = others, "act before"
    else:
        fill_from(scene, match, "before")


def _half_told(scene: Scene, match: Match) -> bool:
    """Whether one side and somebody of unknown side are told, in a passage between sides."""
    if match.frame.type == "REJECT" and (len(match.parties) < 2 or _nobody_official(scene, match)):
        return False
    if match.frame.type in MILD and not any(p.name for p in match.parties if not p.state):
        return False
    return between_sides(scene, match)


def _nobody_official(scene: Scene, match: Match) -> bool:
    """Whether whoever rejects it by name holds no office: a businessman against his rival."""
    doers = [p for p in match.sources if p.token >= 0]
    named = any(p.kind == "person" and p.name for p in doers)
    return named and not any(p.kind in ("state", "body") or is_official(scene, p.token) for p in doers)


def _two_people(match: Match) -> bool:
    """Whether those who act alike are two persons by name: nobody else need be looked for."""
    return match.frame.mutual and len(match.people) > 1


def _own_justice(scene: Scene, match: Match) -> bool:
    """Whether a court or police acts on people of no other side: «в Эритрее арестованы журналисты»."""
    passage = scene.markup.passage_of(match.trigger)
    if match.frame.type == "COERCE" and _in_several(scene, match):
        return True
    if match.frame.act in JUSTICE and not match.sources and any(is_inner(scene, p) for p in match.recipients):
        return True
    if (
        match.frame.act not in JUSTICE
        or not match.recipients
        or passage in scene.dyads
        or has_armed(scene, match)
    ):
        return False
    tokens = scene.markup.tokens
    return not any(p.state or p.name or tokens[p.token].pos in ("PRON", "DET") for p in match.recipients)


def _in_several(scene: Scene, match: Match) -> bool:
    """Whether it is done in several states, by each at home: «заключены в тюрьмы в Перу, Чили и Бразилии»."""
    mentions = [m for n in match.clause.at("в+loc") if (m := scene.mention_at(n)) is not None]
    return len({m.state for m in mentions if m.state and where_only(scene, m)}) > 1


def _all_told(scene: Scene, match: Match) -> bool:
    """Whether somebody stands at both ends of the act who is of no other side, even if of an unknown one:
    what pirates demand of a family is not told of the passage's two sides.
    """
    tokens = scene.markup.tokens

    def stands(party: Party) -> bool:
        noun = party.token >= 0 and tokens[party.token].pos in ("NOUN", "PROPN")
        if not noun or tokens[party.token].lemma in acts().words("counterparts"):
            return False
        return (
            bool(party.state) or party.kind == "person" or not (party.kind == "body" or is_open(scene, party))
        )

    ends = (match.sources, match.recipients)
    return not match.frame.mutual and all(any(stands(p) for p in end) for end in ends)


def _to_own_people(scene: Scene, match: Match) -> bool:
    """Whether somebody speaks to people at home: «посоветовал согражданам», «обещал преемнице»."""
    lemmas = scene.markup.lemmas
    return any(
        p.token >= 0 and not p.state and lemmas[p.token] in siding("own_people") for p in match.recipients
    )


def _private(scene: Scene, match: Match) -> bool:
    """Whether only persons without an office act where it takes one: a prisoner's talk with his wife."""
    if match.frame.type not in OFFICIAL:
        return False
    acting = [p for p in match.parties if p.token >= 0]
    return bool(acting) and all(p.kind == "person" and not is_official(scene, p.token) for p in acting)


def _members(scene: Scene, match: Match) -> bool:
    """Whether the members of a union act together in it: «министры ЕС соберутся», «участники форума»."""
    tokens = scene.markup.tokens
    words = acts().words("members")

    def several(party: Party) -> bool:
        heads = _heads_above(scene, party.token) if party.token >= 0 else []
        return is_international(party.name) and any(
            tokens[n].feats.get("Number") == "Plur" and tokens[n].lemma in words for n in heads
        )

    if any(several(party) for party in match.sources if not party.state and party.kind == "body"):
        return True
    return any(p.state for p in match.parties) and any(
        _of_union(scene, p.token) for p in match.sources if not p.state and p.token >= 0
    )


def _heads_above(scene: Scene, token: int) -> list[int]:
    """A word and the nouns that it is an attribute of: «участники конференции ООН»."""
    tokens, found = scene.markup.tokens, [token]
    for _ in range(ABOVE):
        if tokens[found[-1]].rel != "nmod":
            break
        found.append(tokens[found[-1]].head)
    return [*found, tokens[token].head]


def _of_union(scene: Scene, token: int) -> bool:
    """Whether a plural means the members of a union that it only calls so: «страны — члены альянса»."""
    tokens = scene.markup.tokens
    if tokens[token].feats.get("Number") != "Plur" or tokens[token].lemma not in acts().words("members"):
        return False
    return any(tokens[n].lemma in siding("unions") for n in scene.subtree(token))
