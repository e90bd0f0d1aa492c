"""Who takes part where the syntax does not say: from the clause, the passage's two sides, or its union."""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.acts.alongside import alongside
from legation.extraction.acts.below import fill_below
from legation.extraction.acts.clause import chain, is_passive, subjects
from legation.extraction.acts.earlier import add_before
from legation.extraction.acts.found import Match
from legation.extraction.acts.gapped import gaps, is_gap
from legation.extraction.acts.parties import (
    Party,
    is_international,
    is_official,
    is_open,
    non_state,
    parties,
    says_where,
    where_only,
)
from legation.extraction.references import pair_before
from legation.extraction.scene import Scene, once
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

MANY, MOSTLY = 20, 0.8  # a text on two sides' relations names a side so often, and those two in this share
ALMOST_ALL = 0.9  # so that whoever is not named is of one of them
LONGEST_ROW = 12  # names that are joined to one another at most
CLIMB = 4  # steps from an act up to the undertaking that it is part of
OWNED = frozenset({"AID", "COOPERATE"})  # what programmes and missions do
OFTEN = 4  # a passage is about a body that it names so often
WITHIN = frozenset({"AGREE", "CONSULT", "REQUEST"})  # what members do inside a union or bloc
SOMEWHERE = frozenset(  # acts whose place is a side: where one visits, is held, builds
    "CONSULT COERCE ASSAULT PROTEST MOBILIZE RETREAT SANCTION AID COOPERATE".split()
)
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # what others condemn
JUDGED = frozenset({"convict"})  # … and acts among those of other types
FORCE = frozenset({"COERCE", "ASSAULT", "REJECT"})  # the press often leaves out who did it, or to whom
OPEN = frozenset({"REQUEST", "THREATEN", "SANCTION", "ACCUSE", "MOBILIZE"})  # … or, of a finite verb, to whom


def enough(match: Match) -> bool:
    """Whether as many different parties take part as the frame wants."""
    parties = match.parties
    states = {p.state for p in parties if p.state}
    if match.frame.sides == 1:
        return bool(states)
    bodies = {p.name for p in parties if not p.state and p.kind == "body" and is_international(p.name)}
    bodies |= {p.key for p in parties if p.kind in ("armed", "states")}  # «боевики», «соседние страны»
    wanted = max(match.frame.sides, match.frame.states)
    return len(states) + len(bodies) >= wanted and bool(states or not match.frame.states)


def between_sides(scene: Scene, match: Match) -> bool:
    """Whether somebody unnamed may be the other party: the passage is about several sides, not about one
    alone.
    """
    passage = scene.markup.passage_of(match.trigger)
    counts = list(scene.sides.get(passage, {}).values())
    people = {p.name for p in match.parties if not p.state and p.kind == "person"}
    if people and match.frame.type in ("CONSULT", "SUPPORT") and _apart(match):
        official = any(p.token >= 0 and is_official(scene, p.token) for p in match.parties if not p.state)
        return match.frame.sides <= 2 and (official or len(counts) > 1)
    openly = match.frame.type in OPEN and match.frame.states < 2 and _openly_told(scene, match)
    wanted = 1 if match.frame.type in FORCE or openly else match.frame.sides
    if len({p.key for p in match.parties}) < wanted or not any(p.state for p in match.parties):
        return False
    return len(counts) > 1 and counts[1] >= max(2, scene.lesser * sum(counts))


def _openly_told(scene: Scene, match: Match) -> bool:
    """Whether a finite verb of a main clause tells the act of a side that stands in it."""
    verb = scene.markup.tokens[match.verb]
    finite = verb.feats.get("VerbForm") == "Fin" and verb.feats.get("Tense") in ("Past", "Pres")
    return finite and verb.rel in ("root", "conj", "parataxis") and any(p.state for p in match.sources)


def _apart(match: Match) -> bool:
    """Whether a person of unknown side and a side stand at different ends of the act, or act alike."""
    if match.frame.mutual:
        return any(p.state for p in match.parties)
    ends = (match.sources, match.recipients)
    return any(
        any(p.state for p in one) and any(not p.state and p.kind == "person" for p in other)
        for one, other in (ends, ends[::-1])
    )


def give_other_side(scene: Scene, match: Match) -> None:
    """Where one party's side is unknown and the other's is one of the passage's two sides, it is the other
    one.
    """
    states = {p.state for p in match.parties if p.state}
    passage = scene.markup.passage_of(match.trigger)
    wide = _is_about_two(scene, passage, ALMOST_ALL)
    strangers = [
        p
        for p in match.parties
        if is_open(scene, p) or (wide and not p.state and p.kind in ("person", "people", "place"))
    ]
    sides = scene.dyads.get(passage, ())
    at_one_end = any(set(strangers) <= set(end) for end in (match.sources, match.recipients))
    together = len(strangers) == 1 or (at_one_end and not match.frame.mutual)
    if len(states) == 1 and strangers and together and states < set(sides) and match.frame.sides > 1:
        other = next(side for side in sides if side not in states)
        known = {p: Party(other, p.name, p.kind, p.token, p.start, p.end) for p in strangers}
        match.sources = tuple(known.get(p, p) for p in match.sources)
        match.recipients = tuple(known.get(p, p) for p in match.recipients)
        match.filled = "passage"


def fill_from(scene: Scene, match: Match, where: str) -> None:
    """Look for missing parties farther away: in the clause, the sentence, or what the passage is about."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[match.trigger]]
    if where == "passage":
        _add_passage(scene, match, sentence.passage)
        return
    if where == "before":
        add_before(scene, match)
        if match.frame.alone and not match.parties and len(pair := pair_before(scene, match.trigger)) == 2:
            match.recipients = tuple(Party.of_side(side) for side in pair)
            match.filled = "pair before"
        return
    if where == "body":
        _add_body(scene, match, sentence.passage)
        return
    if where == "clause" and match.frame.swallows:
        fill_below(scene, match)
        if enough(match):
            return
    known = {p.key for p in match.parties}
    words = list(range(sentence.first, sentence.last))
    if where in ("clause", "stretch"):
        words = clause_words(scene, match.trigger)
    if where == "stretch":
        apart = {n for gap in gaps(scene, match.verb) for n in scene.subtree(gap)}
        words = [n for n in range(words[0], words[-1] + 1) if n not in apart]
    if where == "stretch":
        _add_teller(scene, match, words)
    if where == "clause":
        _add_owner(scene, match)
        _add_here(scene, match, words)
    if enough(match):
        return
    covering = scene.mentions_of_token
    there = list(dict.fromkeys(m for n in words if n in covering for m in covering[n]))
    if not there:
        return
    there.sort(key=lambda m: (m.kind == "place", abs(m.head - match.trigger)))
    doing = _doing(scene, match)
    apart = _judging(scene, match) | alongside(scene, match)
    for mention in there:
        where_told = says_where(scene, mention)
        if where_told and match.frame.type not in SOMEWHERE:
            continue
        if mention.how == "adjective" and non_state(scene, markup.tokens[mention.head].head):
            continue
        if mention.how == "outlet" or mention.head in apart:  # who tells, judges or does alike takes no part
            continue
        first = _first_of_row(scene, mention.head) if match.frame.mutual else mention.head
        for party in together(scene, first):
            if (party.state or party.kind != "place") and party.key not in known:
                if where_told and party.kind == "state":
                    party = replace(party, kind="place")
                if mention.head in doing and not any(p.state or p.name for p in match.sources):
                    match.sources += (party,)
                else:
                    match.recipients += (party,)
                known.add(party.key)
                match.filled = where
        if match.filled == where and enough(match):
            return


def _add_passage(scene: Scene, match: Match, passage: int) -> None:
    """The sides that the passage is about, unless the sentence has another in mind."""
    sides = scene.dyads.get(passage, ())
    named = {p.state for p in match.parties if p.state}
    if not _is_about_two(scene, passage, ALMOST_ALL) and any(
        not p.state and not p.name and not is_open(scene, p) for p in match.parties
    ):
        return
    fits = sides and named <= set(sides) and _may_fill(scene, match)
    if fits and not _names_third(scene, match, {*named, *sides}):
        match.recipients += tuple(Party.of_side(s) for s in sides if s not in named)
        match.filled = "passage"


@once
def together(scene: Scene, token: int) -> list[Party]:
    """The participants that a token and those coordinated with it bring."""
    return [party for head in chain(scene.markup, token) for party in parties(scene, head)]


def _first_of_row(scene: Scene, token: int) -> int:
    """The first of those who are joined to a word before it, where they do nothing of their own: «группа,
    учреждённая США, Францией и Ливаном, собирается».
    """
    tokens, first = scene.markup.tokens, token
    for _ in range(LONGEST_ROW):  # a parse may hold a ring
        if tokens[first].rel != "conj" or scene.mention_at(tokens[first].head) is None:
            break
        first = tokens[first].head
    return token if tokens[first].rel.startswith("nsubj") else first


def _doing(scene: Scene, match: Match) -> set[int]:
    """The subject of the verb that tells of the act, with all that belongs to it: «МВФ одобрил выделение …»,
    «хакеры, связанные с Перу, атаковали …»: who stands there does it.
    """
    verb = match.trigger
    if match.clause.noun:
        token = scene.markup.tokens[verb]
        verb = token.head if token.rel in ("obj", "obl") else verb
    if scene.markup.tokens[verb].pos != "VERB" or is_passive(scene.markup, verb):
        return set()
    heads = subjects(scene.markup, verb)
    return {n for head in heads for n in scene.subtree(head)} if verb not in heads else set()


def _judging(scene: Scene, match: Match) -> set[int]:
    """Who condemns a deed, with all below: «США осудили обстрел Украины» tells not whose it is, nor does
    «США осудили приговор, вынесенный активисту».
    """
    tokens = scene.markup.tokens
    at = match.trigger
    if match.frame.type not in DEEDS and match.frame.act not in JUDGED:
        return set()
    if tokens[at].rel in ("acl", "amod") and tokens[at].feats.get("VerbForm") == "Part":
        at = tokens[at].head
    elif not match.clause.noun:
        return set()
    above = tokens[at].head
    if tokens[at].rel not in ("obj", "nmod", "obl") or tokens[above].lemma not in acts().words("judging"):
        return set()
    return {n for head in subjects(scene.markup, above) for n in scene.subtree(head)}


def _add_teller(scene: Scene, match: Match, words: list[int]) -> None:
    """«Он сообщил, что на встрече с X …»: who tells of a meeting took part in it."""
    if match.frame.type != "CONSULT":
        return
    known = {p.key for p in match.parties}
    for number in words:
        token = scene.markup.tokens[number]
        if token.pos == "PRON" and token.rel.startswith("nsubj") and scene.mention_at(number) is None:
            new = [p for p in parties(scene, number) if p.state and p.key not in known]
            if new and not enough(match):
                match.recipients += tuple(new[:1])
                match.filled = "stretch"


def _add_owner(scene: Scene, match: Match) -> None:
    """Whose undertaking an act is part of: «план Норвегии по оказанию помощи Мали»."""
    tokens, at = scene.markup.tokens, match.trigger
    if not match.clause.noun or match.sources or match.frame.type not in OWNED:
        return
    for _ in range(CLIMB):
        at = tokens[at].head
        if tokens[at].lemma in siding("undertakings"):
            owners = [p for p in parties(scene, at) if p.state and p not in match.recipients]
            match.sources, match.filled = tuple(owners), "clause" if owners else match.filled
            return


def _add_here(scene: Scene, match: Match, words: list[int]) -> None:
    """«Китай достроил здесь причал»: here is the state that the passage is about."""
    about = scene.about(match.trigger)
    if not about or match.frame.type not in SOMEWHERE or about in {p.state for p in match.parties}:
        return
    if any(p.state for p in match.parties) and any(
        scene.markup.tokens[n].lemma in acts().words("here") for n in words
    ):
        match.recipients += (Party.of_side(about),)
        match.filled = "clause"


def _add_body(scene: Scene, match: Match, passage: int) -> None:
    """In a passage about a union or bloc, what a member does it does there."""
    if match.frame.type not in WITHIN:
        return
    counts: dict[str, int] = {}
    for mention in scene.mentions:
        there = scene.markup.passage_of(mention.first)
        body = mention.kind == "body" and not mention.state and is_international(mention.name)
        if body and there == passage:
            counts[mention.name] = counts.get(mention.name, 0) + 1
    if not counts or not any(p.state or p.name for p in match.parties):
        return
    name = min(counts, key=lambda body: (-counts[body], body))
    if counts[name] >= OFTEN and name not in {p.name for p in match.parties}:
        match.recipients += (Party("", name, "body", -1, -1, -1),)
        match.filled = "body"


def _names_third(scene: Scene, match: Match, known: set[str]) -> bool:
    """Whether the sentence of an act names another side than the two of the passage, by its name or an organ:
    «Токио отпустил капитана, когда КНР сняла запрет» in a text about China and Korea.
    """
    sentence = scene.markup.sentences[scene.markup.sentence_of[match.trigger]]
    told = scene.mentions_between(sentence.first, sentence.last)
    return any(
        m.state
        and m.state not in known
        and m.how in ("name", "capital", "organ")
        and m.kind != "person"
        and not where_only(scene, m)
        and scene.markup.tokens[m.head].rel.startswith("nsubj")
        for m in told
    )


def between_two(scene: Scene, match: Match) -> bool:
    """Whether a frame of relations between two stands in a passage that is about the relations of two
    sides.
    """
    passage = scene.markup.passage_of(match.trigger)
    return match.frame.bilateral and _is_about_two(scene, passage)


def _is_about_two(scene: Scene, passage: int, share: float = MOSTLY) -> bool:
    """Whether a passage is all about the relations of two sides."""
    if passage not in scene.dyads:
        return False
    counts = list(scene.sides[passage].values())
    return sum(counts) >= MANY and sum(counts[:2]) >= share * sum(counts)


def _may_fill(scene: Scene, match: Match) -> bool:
    """Whether the sides of the passage may be meant: one party is known, or several are not («лидеры»)."""
    if match.frame.alone or between_two(scene, match) or any(_is_known(scene, p) for p in match.parties):
        return True
    if match.frame.mutual and len(match.people) == 2:
        return True
    tokens = scene.markup.tokens
    return any(
        tokens[p.token].feats.get("Number") == "Plur" and tokens[p.token].pos == "NOUN" for p in match.parties
    )


def _is_known(scene: Scene, party: Party) -> bool:
    """Whether a party is of a side, or a body between states, or somebody in office: not a local body."""
    if party.state or (party.kind == "body" and is_international(party.name)):
        return True
    return party.kind == "person" and party.token >= 0 and is_official(scene, party.token)


@once
def clause_words(scene: Scene, number: int) -> list[int]:
    """The tokens of the clause that a word belongs to: its nearest finite verb's own words."""
    markup = scene.markup
    at = number
    for _ in range(8):
        token = markup.tokens[at]
        if token.head == at or (token.pos == "VERB" and token.feats.get("VerbForm") == "Fin"):
            break
        at = token.head
    inside = {at}  # a parse may hold a ring, so each token is entered once
    waiting = [at]
    while waiting:
        for child in markup.children[waiting.pop()]:
            token = markup.tokens[child]
            if (
                child in inside
                or token.rel in ("acl:relcl", "advcl", "ccomp", "parataxis")
                or (token.rel == "conj" and token.pos == "VERB")
                or (token.rel == "conj" and is_gap(scene, child))
            ):
                continue
            inside.add(child)
            waiting.append(child)
    return sorted({*inside, number})
