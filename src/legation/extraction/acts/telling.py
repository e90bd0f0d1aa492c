"""From a frame that fits to the act as told: sides, names, place, time, status and the words that say it."""

from __future__ import annotations

from legation.extraction.acts import traits
from legation.extraction.acts.clause import slot_of
from legation.extraction.acts.each import dates_of_each, each_dated, sides_of_each
from legation.extraction.acts.found import Match
from legation.extraction.acts.modes import mode_asked
from legation.extraction.acts.parties import Party
from legation.extraction.acts.same import Told
from legation.extraction.acts.status import NEGATIONS, hangs_on, status_of
from legation.extraction.scene import Scene
from legation.extraction.when_fitting import when_as
from legation.extraction.when_told import told_now
from legation.record import Evidence, Token

_COMPLEMENT = frozenset({"about", "на+acc", "к+dat", "gen", "за+acc", "for", "to", "over"})
BY_WORDS = frozenset(  # types of acts that are done by being said, so that the present tense tells them
    {"AGREE", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "PROTEST"}
)
GIVEN = frozenset({"promise", "invite"})  # acts dated by when they are given, not by what is to come of them
THREATENED = {  # what an act is as a threat: its type and, if need be, its own act
    "ASSAULT": "violence",
    "SANCTION": "restrict",
    "SANCTION/expel": "expel",
    "SANCTION/withdraw": "relations",
    "COERCE": "",
    "COERCE/arrest": "arrest",
    "COERCE/restrict": "restrict",
}
_ANSWERS = frozenset({"REJECT", "CONCEDE", "AGREE"})  # to a request, which is told as well
_CALLED = frozenset({"вызвать", "вызывать"})
_DONE_TO = frozenset("убить погибнуть ранить разрушить уничтожить повредить гибель ранение".split())
STEPS = 3  # from what an envoy was told up to the summons
LONGEST = 240  # characters of one piece of evidence


def swallowed(scene: Scene, found: list[Match]) -> set[int]:
    """Triggers that are part of another act: the complement of a promise or demand, the theme of a longer
    frame.
    """
    triggers = {match.trigger for match in found}
    called = _called_to_hear(scene, found)
    asked = {m.trigger for m in found if m.frame.type == "REQUEST" and m.clause.noun and _stands_by_name(m)}
    by: dict[int, int] = {}
    for match in found:
        inside = set(match.themes) - {match.trigger, *match.clause.light}
        if match.frame.swallows:
            inside |= _complement(scene, match)
        if by.get(match.trigger, -1) in inside:  # «наложенное эмбарго»: of two that hold each other one stays
            continue
        for number in inside & triggers:
            if not (match.frame.type in _ANSWERS and number in asked):
                by.setdefault(number, match.trigger)
    return set(by) | called | _outcomes(scene, found)


def _outcomes(scene: Scene, found: list[Match]) -> set[int]:
    """What an attack told in the same sentence did: «обстреляли город; двое убиты»."""
    tokens, sentence_of = scene.markup.tokens, scene.markup.sentence_of
    blows: dict[int, list[Match]] = {}
    gone: set[int] = set()
    for match in found:
        if match.frame.type != "ASSAULT":
            continue
        number = sentence_of[match.trigger]
        states = {p.state for p in match.parties if p.state}
        if tokens[match.trigger].lemma not in _DONE_TO:
            blows.setdefault(number, []).append(match)
            continue
        apart = [m for m in blows.get(number, ()) if m.trigger not in match.themes]
        if any(match.filled or states <= {p.state for p in m.parties} for m in apart):
            gone.add(match.trigger)
    return gone


def _called_to_hear(scene: Scene, found: list[Match]) -> set[int]:
    """Summonses that only say where a protest was made: «вызвал посла и вручил ему ноту протеста»."""
    tokens = scene.markup.tokens
    calls = {m.verb: m.trigger for m in found if m.frame.act == "meeting" and tokens[m.verb].lemma in _CALLED}
    gone: set[int] = set()
    for match in found if calls else ():
        at = match.verb if match.frame.type == "ACCUSE" else -1
        for _ in range(STEPS if at >= 0 else 0):
            at = tokens[at].head
            if at in calls:
                gone.add(calls[at])
    return gone


def _stands_by_name(match: Match) -> bool:
    """Whether a state stands in the act's own words as who does it: «запрос Грузии», which may be refused."""
    return any(p.state and p.token in match.tokens for p in match.sources)


def _complement(scene: Scene, match: Match) -> set[int]:
    """What a promise promises: everything below its infinitive, clause, object or «о»."""
    markup = scene.markup
    slots = _COMPLEMENT | {"в+loc"} if match.frame.type in ("ACCUSE", "REJECT") else _COMPLEMENT
    waiting: list[int] = []
    for head in (match.trigger, *match.clause.light):
        for child in markup.children[head]:
            token = markup.tokens[child]
            if child == match.trigger:
                continue
            purpose = token.rel == "advcl" and any(
                markup.tokens[c].lemma == "чтобы" for c in markup.children[child]
            )
            object_ = token.rel in ("obl", "nmod", "iobj") and slot_of(markup, child) in slots
            bare = token.feats.get("VerbForm") == "Inf" and token.rel in ("nmod", "advcl", "dep")
            if purpose or object_ or bare or token.rel in ("xcomp", "ccomp", "csubj", "obj", "acl"):
                waiting.append(child)
    below: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number not in below:
            below.add(number)
            waiting += [c for c in markup.children[number] if not _known_before(markup.tokens[c])]
    return below


def _known_before(token: Token) -> bool:
    """Whether a clause tells what is so already: a relative one, or a participle of the past."""
    past = token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") == "Past"
    return token.rel == "acl:relcl" or (token.rel in ("acl", "amod") and past)


def told(scene: Scene, match: Match) -> list[Told]:
    """The acts that one match tells: one, or one for each host where the frame splits."""
    status = status_of(scene, match.clause, match.frame)
    frame = match.frame
    when, words = when_as(scene, match.trigger, status, frame.act in GIVEN)
    said = frame.type in BY_WORDS or (frame.act == "endorse" and _says_itself(scene, match.trigger))
    if not when and not words and status == "happened" and said:
        when = told_now(scene, match.trigger)
    if apart := each_dated(scene, match):
        return [_told(scene, match, status, time, (who,), match.recipients) for who, time in apart]
    times = dates_of_each(scene, match) or [(when, words)]
    return [
        _told(scene, match, status, time, sources, others)
        for sources, others in sides_of_each(scene, match)
        for time in times
    ]


def _says_itself(scene: Scene, trigger: int) -> bool:
    """«Мы благодарны Чили», «поздравляем соседей»: thanks and praise in the speaker's own words."""
    verb = scene.markup.tokens[trigger]
    return verb.feats.get("Person") == "1" or (verb.pos == "ADJ" and verb.feats.get("Variant") == "Short")


def _told(
    scene: Scene,
    match: Match,
    status: str,
    when: tuple[str, str],
    sources: tuple[Party, ...],
    others: tuple[Party, ...],
) -> Told:
    frame = match.frame
    name = scene.markup.tokens[match.trigger].lemma
    type_, act = frame.type, frame.act
    if type_ in THREATENED and status == "proposed" and _is_threat(scene, match):
        act = THREATENED.get(f"{type_}/{act}", THREATENED[type_])
        type_, status, when = "THREATEN", "happened", (told_now(scene, match.verb), "")
    refused = any(scene.markup.tokens[c].lemma in NEGATIONS for c in scene.markup.children[match.trigger])
    if act == "promise" and status == "denied" and refused:  # «не согласился»
        type_, act, status = "REJECT", "", "happened"
    if type_ == "REQUEST":
        act = mode_asked(scene, match)
    if type_ == "REQUEST" and status == "denied" and match.clause.noun:  # «отклонил запрос Грузии»
        status = "happened"
    if name == "возражать" and refused:  # «не возражает»
        type_, act, status = "SUPPORT", "endorse", "happened"
    both = (*sources, *others)
    sentence = scene.markup.sentence_of[match.trigger]
    passage = scene.markup.sentences[sentence].passage
    return Told(
        type=type_,
        act=act,
        status=status,
        when=when[0],
        when_text=when[1],
        states=frozenset(p.state for p in both if p.state),
        actors=tuple(dict.fromkeys(p.name for p in both if p.name)),
        place=_place(scene, match),
        sources=_keys(both if frame.mutual else sources),
        recipients=() if frame.mutual else _keys(others),
        evidence=[_evidence(scene, match)],
        rule=f"{name} / {frame.name}: {frame.type}"
        + (f"/{frame.act}" if frame.act else "")
        + (f" ({match.filled})" if match.filled else ""),
        passage=passage,
        sure=2 * (not match.filled) + (not match.clause.noun),
        nominal=match.clause.noun,
        by_verb=not match.clause.noun or bool(match.clause.light),
        people=frozenset(p.name for p in both if p.kind == "person" and p.name),
        upon=frozenset(p.name for p in others if p.kind == "person" and p.name),
        several=traits.befalls_several(scene, match, others),
        some=traits.befalls_some(scene, match),
        again=traits.is_done_again(scene, match),
        one=traits.befalls_one(scene, match),
        counted=traits.are_counted(scene, match),
        gathering=traits.gathering_of(scene, match),
        instrument=traits.instrument_of(scene, match),
        headline=traits.is_headline(scene, match.trigger),
        long_ago=traits.is_long_ago(scene, passage, when[0]),
        ahead=scene.markup.tokens[match.verb].feats.get("Tense") == "Fut",
        trigger=match.trigger,
        sentence=sentence,
        last=sentence,
        lemma=name,
        topic=_topic(scene, match),
        derived=_derived(scene, match, both),
    )


def _is_threat(scene: Scene, match: Match) -> bool:
    """Whether a hostile act to come has a condition: «США введут санкции, если Анкара купит ракеты»."""
    verb = scene.markup.tokens[match.verb]
    return verb.feats.get("Tense") == "Fut" and hangs_on(scene.markup, match.verb)


def _derived(scene: Scene, match: Match, both: tuple[Party, ...]) -> dict[str, str]:
    """From what the sides are derived that the words of the act, or of the whole text, do not name."""
    if match.filled:
        return {"states": f"from the {match.filled}"}
    known = [p.name for p in both if p.kind == "person" and p.state and p.state not in scene.states_named]
    return {"states": f"the office that {known[0]} holds or held"} if known else {}


def _topic(scene: Scene, match: Match) -> frozenset[str]:
    """What the act is about, as lemmas: what is built, given, taught."""
    slots = ("patient", "gen") if match.clause.noun else ("patient",)
    heads = [n for slot in slots for n in match.clause.at(slot)]
    return frozenset(scene.markup.tokens[n].lemma for n in heads if scene.mention_at(n) is None)


def _keys(several: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.state or p.name for p in several if p.state or p.name))


def _place(scene: Scene, match: Match) -> str:
    for slot in ("в+loc", "на+loc", "в+acc", "patient"):
        for token in match.clause.at(slot):
            mention = scene.mention_at(token)
            if mention is not None and mention.kind == "place":
                return mention.name
    return ""


def _evidence(scene: Scene, match: Match) -> Evidence:
    """From the first to the last word that tells it, inside its sentence; a row of a list in its own."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[match.trigger]]
    if not any(sentence.first <= n < sentence.last for n in match.tokens):
        sentence = markup.sentences[markup.sentence_of[match.tokens[0]]]
    spans = [
        (markup.tokens[n].start, markup.tokens[n].end)
        for n in match.tokens
        if sentence.first <= n < sentence.last
    ]
    spans += [(p.start, p.end) for p in match.parties if sentence.start <= p.start and p.end <= sentence.end]
    own = markup.tokens[match.trigger]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    if end - start > LONGEST:
        start, end = max(start, own.start - LONGEST // 2), min(end, own.end + LONGEST // 2)
        start = min(
            (t.start for t in markup.tokens[sentence.first : sentence.last] if t.start >= start),
            default=start,
        )
        end = max((t.end for t in markup.tokens[sentence.first : sentence.last] if t.end <= end), default=end)
    return scene.evidence(start, end)
