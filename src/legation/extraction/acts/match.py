"""Frames held against the words of a document: which fit, with whom, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from legation.extraction.acts.below import fill_below
from legation.extraction.acts.clause import Clause, chain, of_noun, of_verb, slot_of
from legation.extraction.acts.fill import between_two
from legation.extraction.acts.found import Match
from legation.extraction.acts.lone import name_other
from legation.extraction.acts.no_act import why_no_act
from legation.extraction.acts.parties import Party, is_official, kind_of, parties, unnamed
from legation.extraction.acts.pronouns import thing_meant
from legation.extraction.acts.seek import seek
from legation.extraction.acts.slots import led_to, tells_time
from legation.extraction.acts.status import denies
from legation.extraction.acts.wording import by_last, has_word, tell_by_others
from legation.extraction.scene import Scene
from legation.vocabulary.acts import Frame, acts, is_prepositional

DEEP = 3  # steps below a trigger in which the slot `any` looks for a word
_AROUND = frozenset({"light", "case", "mark", "aux", "any"})  # places that are no slots of a clause
NEGATION = frozenset({("не",)})
ACTORS = frozenset({"person", "people", "state", "body", "place"})
TALK = frozenset(
    {"ACCUSE", "REQUEST", "REJECT"}
)  # said to others even about one's own: «осудил выдачу россиянина»
BEFALLS = frozenset({"SUPPORT", "AID", "COERCE", "SANCTION"})  # what befalls somebody told of before
WHERE = frozenset({"в+loc", "на+loc"})  # of what is done there nobody acts beside a subject


def triggers(scene: Scene) -> Iterator[tuple[int, bool, tuple[Frame, ...]]]:
    """The words that frames hang on: token, whether it is read as a noun, and the frames to try in order."""
    vocabulary, tokens = acts(), scene.markup.tokens
    for number in scene.markup.among(vocabulary.triggering):
        token = tokens[number]
        if token.pos in ("NOUN", "PROPN") or (token.pos == "ADJ" and token.lemma in vocabulary.by_noun):
            frames = vocabulary.by_noun.get(token.lemma)
            if frames:
                mention = scene.mention_at(number)
                if mention is None or mention.kind in ("state", "place"):
                    yield number, True, frames
        elif token.pos in ("VERB", "ADJ", "AUX", "ADV"):
            frames = vocabulary.by_verb.get(token.lemma)
            if frames:
                yield number, False, frames


def clause_of(scene: Scene, number: int, noun: bool) -> Clause:
    """The slots around a trigger."""
    return of_noun(scene, number) if noun else of_verb(scene, number)


def themed(
    scene: Scene, clause: Clause, frame: Frame, slot: str, words: frozenset[tuple[str, ...]]
) -> int | None:
    """The token in a slot that is one of the words; for the slot `any`, anywhere below the trigger."""
    where = (slot,) if slot in _AROUND else own_slots(clause, frame, slot)
    known = clause.words.get(where)
    if known is None:
        places = _places(scene, clause, where)
        lemmas = frozenset([scene.markup.tokens[thing_meant(scene, n)].lemma for n in places])
        known = clause.words[where] = places, lemmas, tell_by_others(scene, places, lemmas)
    places, lemmas, by_others = known
    if not by_others and by_last(words).keys().isdisjoint(lemmas):
        return None
    if slot == "any" and words <= NEGATION:  # «не» denies what it stands beside
        heads = (clause.trigger, *clause.light)
        places = [n for n in places if scene.markup.tokens[n].head in heads and denies(scene.markup, n)]
    return next((n for n in places if has_word(scene, thing_meant(scene, n), words)), None)


def _places(scene: Scene, clause: Clause, slots: tuple[str, ...]) -> list[int]:
    """The tokens that stand in slots of a clause, or in one of the places around its trigger."""
    tokens, trigger = scene.markup.tokens, clause.trigger
    children = scene.markup.children[trigger]
    match slots[0]:
        case "light":
            return clause.light
        case "case" | "aux" as rel:
            return [c for c in children if tokens[c].rel == rel]
        case "mark":
            above = scene.markup.children[tokens[trigger].head] if tokens[trigger].rel == "xcomp" else ()
            denying = (c for c in above if denies(scene.markup, c))  # «не стал продлевать»
            return [*(c for c in scene.subtree(trigger) if tokens[c].rel == "mark"), *children, *denying]
        case "any":
            below = (n for head in (trigger, *clause.light) for n in _near_below(scene, head))
            return [n for n in (*clause.light, *below) if n != trigger]
    return [n for slot in slots for n in clause.at(slot)]


def _near_below(scene: Scene, head: int) -> list[int]:
    """The tokens that belong to a word: three steps below it, not through clauses of their own."""
    markup = scene.markup
    found: list[int] = []
    level = [head]
    for _ in range(DEEP):
        level = [c for n in level for c in markup.children[n] if n == head or _goes_on(scene, n)]
        found += level
    return found


def _goes_on(scene: Scene, number: int) -> bool:
    markup = scene.markup
    token = markup.tokens[number]
    if token.rel in ("acl:relcl", "parataxis") or (token.rel == "conj" and token.pos == "VERB"):
        return False
    if token.rel == "advcl":
        return any(markup.tokens[c].lemma == "чтобы" for c in markup.children[number])
    return True


def own_slots(clause: Clause, frame: Frame, slot: str) -> tuple[str, ...]:
    """The slots of the clause that a frame's slot means: a noun's genitive is its agent or its patient."""
    if not clause.noun or slot not in ("agent", "patient"):
        return (slot,)
    if slot == frame.of or (slot == "patient" and clause.at("agent") and frame.of == "agent"):
        return (slot, "gen")
    return (slot,)


def _is_filled(clause: Clause, frame: Frame, slots: str) -> bool:
    """Whether anything stands in one of these slots («в+acc|на+acc»)."""
    return any(clause.at(own) for slot in slots.split("|") for own in own_slots(clause, frame, slot))


def _sides(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    slots: tuple[str, ...],
    spent: set[int],
) -> tuple[tuple[Party, ...], list[int]]:
    """Who stands in the slots, and at which tokens."""
    found: list[Party] = []
    used: list[int] = []
    for slot in slots:
        for own in own_slots(clause, frame, slot):
            for token in clause.at(own):
                if token in spent or (slot == "near" and found):
                    continue
                kind = kind_of(scene, token)
                if found and own in WHERE and kind == "thing":
                    continue
                if slot == "agent" and kind == "place" and _is_capital(scene, token):
                    kind = "state"
                wanted = frame.kinds.get(slot, ACTORS if slot in ("agent", "near") else frozenset())
                if wanted and kind not in wanted and not ("official" in wanted and is_official(scene, token)):
                    continue
                new = [p for p in parties(scene, token) if p not in found]
                if not new and (kind in ("people", "body") or scene.markup.tokens[token].pos == "PRON"):
                    new = [unnamed(scene, token)]
                if new:
                    found += new
                    used.append(token)
                    spent.add(token)
    return tuple(found), used


def _is_capital(scene: Scene, token: int) -> bool:
    """Whether a place is a capital, which stands for its government where it acts."""
    mention = scene.mention_at(token)
    return mention is not None and mention.how == "capital"


def try_frame(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    before: Sequence[Match],
    lone: list[Match],
    alone: bool = False,
) -> Match | str:
    """The frame held against the clause: a match, or why not.

    `before` are the acts told before it, which it may answer; `alone` takes acts of one side too. What
    fits but for a side goes into `lone`.
    """
    if why := why_no_act(scene, clause, frame):
        return why
    used = _own_words(scene, clause, frame)
    if isinstance(used, str):
        return used
    match = _with_sides(scene, _with_theme(scene, clause, used), frame, used)
    if isinstance(match, str):
        return match
    if alone and match.parties:
        fill_below(scene, match)
        return match
    domestic = frame.sides > 1 and _domestic(match.sources, match.recipients, frame)
    if domestic and frame.type in BEFALLS and _by_pronouns(scene, match.recipients):
        match.recipients, domestic = tuple(unnamed(scene, p.token) for p in match.recipients), False
    if domestic:
        if frame.type not in TALK or any(_is_side(scene, p) for p in match.recipients):
            return f"within one side: {match.sources[0].state}"
        match.recipients = ()
    if seek(scene, match, before):
        name_other(scene, match, before)
        return match
    if not domestic:
        lone.append(match)
    names = ", ".join(sorted({p.key for p in match.parties})) or "nobody"
    return f"{frame.sides} parties wanted, found {names}"


def _own_words(scene: Scene, clause: Clause, frame: Frame) -> list[int] | str:
    """The tokens of the frame's own words, one for each slot of its theme, or which is wanting or barred."""
    used: list[int] = []
    for slot, words in frame.theme.items():
        token = themed(scene, clause, frame, slot, words)
        if token is None:
            return f"no word of the frame in slot {slot}"
        used.append(token)
    for slot, words in frame.bars.items():
        if themed(scene, clause, frame, slot, words) is not None:
            return f"a barred word in slot {slot}"
    return used


def _with_sides(scene: Scene, clause: Clause, frame: Frame, used: list[int]) -> Match | str:
    """The match with whoever stands in the frame's places, or which place wants somebody."""
    for held in frame.holds:
        if not _is_filled(clause, frame, held):
            return f"nothing in slot {held}"
    for needed in frame.needs:
        if not _is_filled(clause, frame, needed):
            return f"nobody in slot {needed}"
    spent: set[int] = set()
    doers = (*frame.source, *(("near",) if frame.mutual else ()))
    sources, at_source = _sides(scene, clause, frame, doers, spent)
    recipients, at_recipient = _sides(scene, clause, frame, frame.recipient, spent)
    for needed in frame.needs:
        slots = needed.split("|")
        if not any(p for slot in slots for p in _sides(scene, clause, frame, (slot,), set())[0]):
            return f"nobody in slot {needed}"
    sentence = scene.markup.sentences[scene.markup.sentence_of[clause.trigger]]
    telling = {clause.trigger, *clause.light, *used, *at_source, *at_recipient}
    match = Match(
        frame=frame,
        clause=clause,
        sources=sources,
        recipients=recipients,
        themes=tuple(used),
        tokens=tuple(sorted(n for n in telling if sentence.first <= n < sentence.last)),
    )
    circling = clause.at("near") if frame.type == "CONSULT" and frame.act != "call" else []
    own = [n for n in (*at_source, *at_recipient) if n not in circling]
    if clause.noun and not own and not clause.light and not frame.alone and not between_two(scene, match):
        return "a noun with nobody of its own"
    return match


def _by_pronouns(scene: Scene, others: tuple[Party, ...]) -> bool:
    """Whether those acted on stand there by pronouns alone: «король наградил его» is not said of the king."""
    tokens = scene.markup.tokens
    return all(
        p.token >= 0 and tokens[p.token].pos == "PRON" and tokens[p.token].lemma != "себя" for p in others
    )


def _is_side(scene: Scene, party: Party) -> bool:
    """Whether a party is a state or one of its bodies, and not its people or places."""
    return party.kind in ("state", "body") and (party.token < 0 or kind_of(scene, party.token) != "people")


def _with_theme(scene: Scene, clause: Clause, themes: list[int]) -> Clause:
    """The clause with what hangs on its theme: «разорвать отношения с X», «запретить въезд гражданам X»."""
    slots = clause.slots
    for theme in themes:
        for child in scene.markup.children[thing_meant(scene, theme)]:
            held = scene.markup.tokens[child].rel in ("nmod", "iobj") and not tells_time(scene.markup, child)
            slot = slot_of(scene.markup, child) if held else ""
            if (is_prepositional(slot) or slot == "dat") and _is_free(scene, slots, slot):
                fillers = [n for n in chain(scene.markup, led_to(scene.markup, child)) if n != clause.trigger]
                slots = {**slots, slot: fillers}
    return Clause(clause.trigger, clause.noun, slots, clause.light)


def _is_free(scene: Scene, slots: dict[str, list[int]], slot: str) -> bool:
    """Whether nothing but a time stands in a slot: «в 1969 году дипломат был назначен послом в Кении»."""
    return all(tells_time(scene.markup, n) for n in slots.get(slot, ()))


def _domestic(sources: tuple[Party, ...], recipients: tuple[Party, ...], frame: Frame) -> bool:
    """Whether everybody named stands on one side already, on both ends of the act."""
    states = {p.state for p in (*sources, *recipients)}
    if len(states) != 1 or not all(states):
        return False
    return len(sources) > 1 if frame.mutual and not recipients else bool(sources and recipients)
