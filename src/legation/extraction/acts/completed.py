"""What a match leaves out and the text supplies: the subject of a sentence without one, who holds whom."""

from __future__ import annotations

from legation.extraction.acts.clause import is_passive, subjects
from legation.extraction.acts.each import is_giving
from legation.extraction.acts.found import Match
from legation.extraction.acts.homes import homes
from legation.extraction.acts.origins import second_states
from legation.extraction.acts.parties import Party, is_international, kind_of, parties, where_only
from legation.extraction.acts.recalled import is_by_giver
from legation.extraction.acts.said import speaker
from legation.extraction.scene import Scene
from legation.vocabulary.acts import acts
from legation.vocabulary.siding import siding

AGENT_NEAR = 4  # tokens behind a passive verb in which its agent stands
BY_STATES = frozenset({"COERCE", "RETREAT", "SANCTION"})  # acts upon persons that states and courts do
VISIT_BACK = 2  # sentences from a visit to whom one meets there
FURTHEST = 3  # sentences back over which a subject is kept on
ABOUT = frozenset({"REQUEST", "AGREE", "REJECT", "ACCUSE", "THREATEN", "COOPERATE"})  # acts about persons
_BESIDE = frozenset(
    {"у", "около", "возле", "близ", "вблизи", "перед", "рядом", "в", "на", "напротив", "против"}
)
UPON = frozenset(
    {"COERCE", "RETREAT", "SANCTION", "ASSAULT", "ACCUSE"}
)  # acts upon persons, told without who did them


def complete(scene: Scene, found: list[Match]) -> None:
    """Give each match the party that its clause leaves out, where the text says it elsewhere."""
    twofold = second_states(scene)
    _give_hosts(scene, found)
    for number, match in enumerate(found):
        if not match.filled:
            is_by_giver(scene, match, found[:number])
        if not match.clause.noun:
            _give_subject(scene, match)
        _give_agent(scene, match)
        _drop_stance(scene, match)
        _drop_seat(match)
        _drop_guests(scene, match)
        _give_person(scene, match)
        _give_target(scene, match)
        _give_doer(scene, match)
        _turn_round(scene, match)
        _give_asker(scene, match)
        _give_second(match, twofold)
        _give_third(scene, match)


def _give_hosts(scene: Scene, found: list[Match]) -> None:
    """Whom a visitor meets there is of the host's side: «посетит Перу, где встретится с X»."""
    markup = scene.markup
    visits = [m for m in found if m.frame.act == "visit" and not m.filled]
    for match in found:
        if match.frame.act != "meeting" or match.filled not in ("", "passage"):
            continue
        strangers = [p for p in match.parties if p.kind == "person" and not _has_home(scene, p)]
        others = {p.state for p in match.parties if p not in strangers and p.state}
        number = markup.sentence_of[match.trigger]
        near = [
            v
            for v in visits
            if v.trigger < match.trigger
            and number - markup.sentence_of[v.trigger] <= VISIT_BACK
            and markup.passage_of(v.trigger) == markup.sentences[number].passage
        ]
        if len(strangers) != 1 or len(others) != 1 or not near:
            continue
        visit = near[-1]
        hosts = {p.state for p in visit.recipients if p.state} - others
        if len(hosts) != 1 or others != {p.state for p in visit.sources if p.state}:
            continue
        old = strangers[0]
        new = Party(hosts.pop(), old.name, old.kind, old.token, old.start, old.end)
        match.sources = tuple(new if p == old else p for p in match.sources)
        match.recipients = tuple(new if p == old else p for p in match.recipients)


def _has_home(scene: Scene, party: Party) -> bool:
    mention = scene.mention_at(party.token) if party.token >= 0 else None
    return bool((mention is not None and mention.state) or homes(scene).get(party.name))


def _give_subject(scene: Scene, match: Match) -> None:
    """«В 1992 году получил убежище»: the subject of the sentences before, for a verb that has none."""
    markup = scene.markup
    verb = markup.tokens[match.trigger]
    slot = "patient" if is_passive(markup, match.trigger) else "agent"
    if match.clause.at(slot) or verb.feats.get("VerbForm") != "Fin":
        return
    on_source = slot in match.frame.source
    if not on_source and slot not in match.frame.recipient:
        return
    if verb.feats.get("Person") == "1" and on_source and (who := speaker(scene, match.trigger)) is not None:
        match.sources += tuple(p for p in parties(scene, who) if p.key not in {q.key for q in match.parties})
        return
    if (
        verb.feats.get("Person") in ("1", "2")
        or not verb.feats.get("Gender")
        or verb.feats.get("Number") != "Sing"
    ):
        return
    number = markup.sentence_of[match.trigger]
    own = markup.sentences[number]
    for at in range(number, max(-1, number - FURTHEST - 1), -1):
        sentence = markup.sentences[at]
        if sentence.passage != own.passage:
            return
        heads = [
            n
            for n in range(sentence.first, min(sentence.last, match.trigger))
            if markup.tokens[n].rel in ("nsubj", "nsubj:pass")
        ]
        if not heads:
            continue
        subject = next((n for n in heads if _agrees(scene, n, verb.feats["Gender"])), None)
        new = [p for p in parties(scene, subject) if p.kind == "person"] if subject is not None else []
        new = [p for p in new if p.key not in {q.key for q in match.parties}]
        if on_source:
            match.sources += tuple(new)
        else:
            match.recipients += tuple(new)
        return


def _give_agent(scene: Scene, match: Match) -> None:
    """The agent close behind a passive verb that the parse hangs elsewhere: «было задержано властями»."""
    tokens = scene.markup.tokens
    if match.sources or match.clause.noun or "agent" not in match.frame.source:
        return
    if not is_passive(scene.markup, match.trigger):
        return
    last = scene.markup.sentences[scene.markup.sentence_of[match.trigger]].last
    for at in range(match.trigger + 1, min(last, match.trigger + AGENT_NEAR + 1)):
        mention = scene.mention_at(at)
        if mention is not None and tokens[mention.head].feats.get("Case") == "Ins":
            new = [p for p in parties(scene, mention.head) if p.key not in {q.key for q in match.parties}]
            match.sources += tuple(new)
            return
        if tokens[at].pos != "ADJ":
            return


def _agrees(scene: Scene, number: int, gender: str) -> bool:
    token = scene.markup.tokens[number]
    return token.feats.get("Number") != "Plur" and token.feats.get("Gender", gender) == gender


def _drop_stance(scene: Scene, match: Match) -> None:
    """Who backs, discusses or rejects an act that another side does, does not do it: «поддержала операцию
    Перу».
    """
    if not match.clause.noun or match.frame.mutual:
        return
    own = {p.key for n in match.clause.at("gen") for p in parties(scene, n)}
    verbs = [n for n in match.clause.light if scene.markup.tokens[n].lemma in siding("stances")]
    if not verbs or not own & {p.key for p in match.sources}:
        return
    aside = {p.key for verb in verbs for n in subjects(scene.markup, verb) for p in parties(scene, n)}
    match.sources = tuple(p for p in match.sources if p.key in own or p.key not in aside)


def _drop_seat(match: Match) -> None:
    """Who visits an international body does not visit the state of its seat: «визит в бюро ООН в Найроби»."""
    beyond = [p for p in match.recipients if p.kind == "body" and not p.state and is_international(p.name)]
    if match.frame.act == "visit" and beyond:
        match.recipients = tuple(p for p in match.recipients if p.kind != "place")


def _drop_guests(scene: Scene, match: Match) -> None:
    """A world fair is of its host; nobody else told near is a side of it: «всемирная выставка в Лиме»."""
    tokens = scene.markup.tokens
    if match.frame.act != "exhibit" or not match.filled:
        return
    kinds = {tokens[child].lemma for child in scene.markup.children[match.trigger]}
    if tokens[match.trigger].lemma != "экспо" and not kinds & {"всемирный", "международный"}:
        return
    host = tuple(p for p in match.recipients if p.token in match.tokens and p.state)
    host = host or tuple(p for p in match.recipients if p.kind == "place" and p.state)
    if host:
        match.recipients, match.filled = host, ""


def _give_person(scene: Scene, match: Match) -> None:
    """Whose release, arrest or handing over an act is about: «потребовал освободить россиянина»."""
    if match.frame.type not in ABOUT or (not match.frame.swallows and match.frame.type != "COOPERATE"):
        return
    tokens, known = scene.markup.tokens, {p.state for p in match.parties}
    named = {p.name for p in match.parties}
    for number in scene.subtree(match.trigger):
        if tokens[number].lemma not in siding("done_to_persons"):
            continue
        for child in scene.markup.children[number]:
            if tokens[child].rel not in ("obj", "nsubj:pass", "nmod", "iobj", "det", "amod"):
                continue
            if tokens[child].rel == "nmod" and tokens[child].feats.get("Case") != "Gen":
                continue
            new = [
                p
                for p in parties(scene, child)
                if p.state and kind_of(scene, child) in ("person", "people")
                if p.state not in known or (p.name and p.name not in named)
            ]
            at_source = {p.state for p in match.sources}
            match.recipients += tuple(_without_side(p) if p.state in at_source else p for p in new[:1])
            known |= {p.state for p in new[:1]}
            named |= {p.name for p in new[:1]}


def _give_doer(scene: Scene, match: Match) -> None:
    """Who arrested, tried, freed or accused a person of whom only her own side is told: the state in which
    the sentence says it was, else the other of the passage's two sides, or the one that it is about.
    """
    markup = scene.markup
    if match.frame.type not in UPON or match.sources or match.filled:
        return
    states = {p.state for p in match.parties if p.state}
    if len(states) != 1 or not all(_is_person(scene, p) for p in match.recipients if p.state):
        return
    sentence = markup.sentences[markup.sentence_of[match.trigger]]
    inside = (scene.mention_at(n) for n in range(sentence.first, sentence.last))
    places = [m for m in inside if m is not None and m.state and where_only(scene, m)]
    there = {m.state for m in places}
    passage = sentence.passage
    sides = there
    if not there and match.frame.sides == 1 and all(p.kind != "state" for p in match.recipients):
        sides = set(scene.dyads.get(passage, ())) or {scene.leading.get(passage, "")}
    others = sorted(side for side in sides if side and side not in states)
    if len(others) != 1:
        return
    if there:
        place = next(m for m in places if m.state == others[0])
        match.sources += (Party(others[0], "", "place", place.head, place.start, place.end),)
        match.filled = "sentence"
    else:
        match.sources += (Party.of_side(others[0]),)
        match.filled = "passage"


def _give_asker(scene: Scene, match: Match) -> None:
    """At whose request somebody is held: «арестован по запросу Перу»."""
    if match.frame.type not in UPON:
        return
    tokens, known = scene.markup.tokens, {p.state for p in match.parties}
    for head in (match.trigger, *match.clause.light):
        for child in scene.markup.children[head]:
            if tokens[child].lemma not in siding("at_request"):
                continue
            new = [p for p in parties(scene, child) if p.state and p.state not in known]
            match.sources += tuple(new[:1])
            known |= {p.state for p in new[:1]}


def _give_second(match: Match, twofold: dict[str, frozenset[str]]) -> None:
    """The other state of a person of two, where she is acted on."""
    known = {p.state for p in match.parties}
    for party in match.parties:
        for state in sorted(twofold.get(party.name, frozenset()) - known) if party.name else ():
            match.recipients += (Party.of_side(state),)
            known.add(state)


def _give_third(scene: Scene, match: Match) -> None:
    """The state that a text is about is the one to which several promise help: «Фиджи и Тонга собираются
    прислать строителей».
    """
    states = {p.state for p in match.parties if p.state}
    if match.frame.act != "promise" or match.frame.mutual or len(states) < 2 or any(match.recipients):
        return
    third = scene.about(match.trigger)
    if third and third not in states and is_giving(scene, match):
        match.recipients, match.filled = (Party.of_side(third),), "passage"


def _is_person(scene: Scene, party: Party) -> bool:
    return party.kind in ("person", "people") or (
        party.token >= 0 and kind_of(scene, party.token) in ("person", "people")
    )


def _without_side(party: Party) -> Party:
    """A person of whom a side demands something is told by name alone where it is her own side."""
    return Party("", party.name, party.kind, party.token, party.start, party.end)


def _turn_round(scene: Scene, match: Match) -> None:
    """The one side that was looked for farther off did what befell the person told: «отпущена под залог»,
    «содержатся под стражей».
    """
    if match.frame.act == "arrest" and scene.markup.tokens[match.trigger].lemma in acts().words("held"):
        subject = {p for n in match.clause.at("agent") for p in parties(scene, n)}
        held = tuple(p for p in match.sources if p in subject)
        match.sources = (*(p for p in match.sources if p not in held), *match.recipients)
        match.recipients = held
    if match.frame.type not in BY_STATES or match.sources or not match.filled:
        return
    told = tuple(p for p in match.recipients if p.token in match.tokens)
    sought = tuple(p for p in match.recipients if p.token not in match.tokens and p.state)
    if len(sought) == 1 and any(p.state and p.state != sought[0].state for p in told):
        match.sources, match.recipients = sought, tuple(p for p in match.recipients if p not in sought)


def _give_target(scene: Scene, match: Match) -> None:
    """Whose embassy or base stands where it went off: «взорвался у посольства Индии»."""
    if match.frame.type != "ASSAULT":
        return
    known = {p.state for p in match.parties}
    for head in (match.trigger, *match.clause.light, *match.themes):
        for child in scene.markup.children[head]:
            mention = scene.mention_at(child)
            if mention is None or mention.kind != "body" or not mention.state or mention.state in known:
                continue
            if any(scene.markup.tokens[c].lemma in _BESIDE for c in scene.markup.children[child]):
                match.recipients += tuple(parties(scene, child)[:1])
                known.add(mention.state)
