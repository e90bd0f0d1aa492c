"""Whose act an act answers: «Париж приветствовал этот шаг», «в ответ выслала двух дипломатов»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, is_international
from legation.extraction.scene import Scene
from legation.vocabulary.siding import siding

BACK = 2  # sentences back over which an act, or its other side, is still spoken of
ANSWERS = frozenset(  # acts that answer or join an act told before: their other side may be left out
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "CONCEDE"}
)
TO_SOMEBODY = frozenset({"ACCUSE", "AID"})  # acts that always have somebody at the other end
ALIKE = frozenset({"AID"})  # acts that one after another does to the same: «Чили также выделит 5 млн»
GIVING = frozenset({"AID", "AGREE"})  # … and what one does and another promises: «Перу обещало деньги»
IN_ONE_BREATH = frozenset({"SUPPORT", "AGREE", "ACCUSE", "REQUEST", "THREATEN", "CONCEDE", "REJECT", "AID"})
UPON = frozenset({"COERCE", "SANCTION", "RETREAT"})  # what one after the other befalls one person


def answered(scene: Scene, match: Match, found: Sequence[Match]) -> tuple[Party, ...]:
    """The parties of the act told before that are the other side of this one; none where it answers none.

    Who did it is the other side; for who did it, or does the like, it is whom it was done to.
    """
    own = {p.state for p in match.parties if p.state}
    if not _is_told(scene, match):
        return ()
    if (match.frame.alone and not match.parties) or _both(scene, match):
        return _who_met(scene, match, found)
    if (joined := _in_one_breath(scene, match, found)) is not None:
        return _plain(_others(joined.recipients, own) or _others(joined.parties, own))
    if match.frame.type in UPON and _upon_somebody(scene, match):
        before = _last(scene, match, [m for m in found if m.frame.type in UPON], own)
        return _plain(_others(before.parties, own)) if before is not None else ()
    bodies = any(p.kind == "body" and is_international(p.name) for p in match.parties if not p.state)
    if (len(own) + bodies != 1 and not only_doers(match)) or not (
        _may_answer(scene, match) or match.frame.type in ALIKE
    ):
        return ()
    before = _last(scene, match, found, own)
    if before is None or not (_may_answer(scene, match) or before.frame.type == match.frame.type):
        return ()
    doers, done_to = (_no_hosts(before, _others(p, own)) for p in (before.sources, before.recipients))
    did = {p.state for p in before.sources} & own
    same = before.frame.type == match.frame.type or {before.frame.type, match.frame.type} <= GIVING
    like = same and not {p.state for p in before.parties} & own
    chosen = (done_to or doers) if did or like else (doers or done_to)
    return _plain(chosen) or _bodies(before)


def _no_hosts(before: Match, several: list[Party]) -> list[Party]:
    """Sides but where a meeting was: that is no side of what is said of it."""
    return [p for p in several if p.kind != "place" or before.frame.act != "meeting"]


def _bodies(before: Match) -> tuple[Party, ...]:
    """The bodies between states that took part: «на конференции ООН Колумбия высказалась против»."""
    bodies = (p for p in before.parties if p.kind == "body" and not p.state and is_international(p.name))
    return tuple(p.from_elsewhere() for p in bodies)


def only_doers(match: Match) -> bool:
    """Whether several sides do together what is done to somebody, and to whom is not told: «Япония и Корея
    осудили решение».
    """
    states = {p.state for p in match.sources if p.state}
    return (
        (match.frame.type in TO_SOMEBODY or match.frame.act == "endorse")
        and not match.frame.mutual
        and len(states) > 1
        and not match.recipients
    )


def _may_answer(scene: Scene, match: Match) -> bool:
    """Whether an act is of those that answer, or is about what was done or befell somebody."""
    answers = match.frame.type in ANSWERS and match.frame.act != "investigate"
    return answers or about_an_act(scene, match)


def about_an_act(scene: Scene, match: Match) -> bool:
    """Whether an act says that it is about another: «назвал шаг ошибкой», «сочувствует семье»."""
    strangers = [p for p in match.recipients if not p.state and not p.name and p.kind == "people"]
    feels = match.frame.act == "endorse" and any(
        scene.markup.tokens[p.token].feats.get("Animacy") == "Anim" or p.token in match.clause.at("dat")
        for p in strangers
    )
    return feels or _speaks_of_act(scene, match)


def _who_met(scene: Scene, match: Match, found: Sequence[Match]) -> tuple[Party, ...]:
    """Who met just before something was signed: «… прибыл в Перу. По итогам подписан меморандум»."""
    meetings = [
        m for m in found if m.frame.type in ("CONSULT", "SUPPORT") and len(_others(m.parties, set())) > 1
    ]
    before = _last(scene, match, meetings, set())
    return _plain(_others(before.parties, set())) if before is not None else ()


def _both(scene: Scene, match: Match) -> bool:
    """Whether those who act are the two told before: «они договорились», «собеседники условились»."""
    if match.frame.type != "AGREE" or not match.sources or match.recipients:
        return False
    tokens = scene.markup.tokens
    heads = [tokens[p.token] for p in match.sources if p.token >= 0]
    unnamed = not any(p.state or p.name for p in match.sources)
    meant = (t.lemma == "они" or t.lemma in siding("the_two") for t in heads)
    return unnamed and bool(heads) and all(meant) and all(t.feats.get("Number") == "Plur" for t in heads)


def _in_one_breath(scene: Scene, match: Match, found: Sequence[Match]) -> Match | None:
    """The act whose verb this one's is joined to, with one subject: «позвонил канцлеру и поблагодарил»."""
    if match.frame.type not in IN_ONE_BREATH or match.recipients or not found:
        return None
    tokens = scene.markup.tokens
    verb = match.verb
    if tokens[verb].rel != "conj" or any(
        tokens[c].rel.startswith("nsubj") for c in scene.markup.children[verb]
    ):
        return None
    head, last = tokens[verb].head, found[-1]
    joined = any(n == head or tokens[n].head == head for n in (last.trigger, *last.clause.light))
    return last if joined and last.trigger < match.trigger else None


def _plain(several: Sequence[Party]) -> tuple[Party, ...]:
    """Sides that another sentence names."""
    return tuple(Party.of_side(p.state) for p in several)


def _upon_somebody(scene: Scene, match: Match) -> bool:
    """Whether it befalls one person of unknown side, the one told of before: «летчика взяли в плен»."""
    tokens = scene.markup.tokens
    return any(
        p.token >= 0
        and not p.state
        and not p.name
        and tokens[p.token].pos == "NOUN"
        and tokens[p.token].feats.get("Number") == "Sing"
        and tokens[p.token].feats.get("Animacy") == "Anim"
        for p in match.recipients
    )


def _is_told(scene: Scene, match: Match) -> bool:
    """Whether a finite verb tells the act, by itself or as its light verb."""
    verbs = match.clause.light if match.clause.noun else [match.trigger]
    tokens = scene.markup.tokens
    return any(
        tokens[n].feats.get("VerbForm") in ("Fin", "Part") or tokens[n].feats.get("Variant") == "Short"
        for n in verbs
        if tokens[n].rel != "acl:relcl"
    )


def _others(several: Sequence[Party], own: set[str]) -> list[Party]:
    """The sides among parties that are not the own one, each once."""
    found: dict[str, Party] = {}
    for party in several:
        if party.state and party.state not in own:
            found.setdefault(party.state, party)
    return list(found.values())


def told_before(scene: Scene, match: Match, found: Sequence[Match]) -> Iterator[Match]:
    """The acts told before this one in its sentence and those still spoken of, the last first."""
    markup = scene.markup
    number = markup.sentence_of[match.trigger]
    for before in reversed(found):
        there = markup.sentence_of[before.trigger]
        if before.trigger >= match.trigger:
            continue
        if number - there > BACK or markup.sentences[there].passage != markup.sentences[number].passage:
            return
        yield before


def _last(scene: Scene, match: Match, found: Sequence[Match], own: set[str]) -> Match | None:
    """The act told last before this one between the own side and others, or between others."""
    inside = set(match.tokens) | set(scene.subtree(match.trigger))
    for before in told_before(scene, match, found):
        if before.trigger not in inside and any(p.state and p.state not in own for p in before.parties):
            return before
    return None


def _speaks_of_act(scene: Scene, match: Match) -> bool:
    """Whether an act is about what was done: «приветствовал этот шаг», «назвал приговор ошибкой»."""
    tokens = scene.markup.tokens
    words = siding("acts_meant")
    slots = ("patient", "dat", "ins", "about", "gen", "в+acc", "на+acc")
    return any(
        tokens[n].lemma in words and scene.mention_at(n) is None and not _owned(scene, n)
        for slot in slots
        for n in match.clause.at(slot)
    )


def _owned(scene: Scene, noun: int) -> bool:
    """Whether a noun says itself whose act it is: «решение Перу», «чилийский запрет»."""
    below = scene.subtree(noun)
    return any(m.state for n in below if (m := scene.mention_at(n)) is not None)
