"""Frames held against the words of a document: which fit, with whom, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from legation.extraction.acts.clause import Clause, chain, of_noun, of_verb, slot_of
from legation.extraction.acts.parties import Party, is_international, is_official, kind_of, parties, unnamed
from legation.extraction.scene import LESSER, Scene
from legation.vocabulary.acts import Frame, acts

MANY, MOSTLY = 20, 0.8  # a text on two sides' relations names a side so often, and those two in this share
FORCE = frozenset({"COERCE", "ASSAULT"})  # the press often leaves out who did it, or to whom
DEEP = 3  # steps below a trigger in which the slot `any` looks for a word
ACTORS = frozenset({"person", "people", "state", "body", "place"})


class Match(Struct, kw_only=True):
    """A frame that fits at a word: who stands on each side, where, and which tokens tell it."""

    frame: Frame
    clause: Clause
    sources: tuple[Party, ...]
    recipients: tuple[Party, ...]
    tokens: tuple[int, ...]
    filled: str = ""
    themes: tuple[int, ...] = ()

    @property
    def trigger(self) -> int:
        """The token that triggered the frame."""
        return self.clause.trigger

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everybody who takes part, sources first."""
        return (*self.sources, *(p for p in self.recipients if p not in self.sources))


class Failure(Struct, frozen=True):
    """A frame that was tried at a word and did not fit, with the reason."""

    trigger: int
    frame: str
    why: str


def triggers(scene: Scene) -> Iterator[tuple[int, bool, tuple[Frame, ...]]]:
    """The words that frames hang on: token, whether it is read as a noun, and the frames to try in order."""
    vocabulary = acts()
    for number, token in enumerate(scene.markup.tokens):
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


def has_word(scene: Scene, token: int, words: frozenset[tuple[str, ...]]) -> bool:
    """Whether the token is one of these words (for words that stand together: the last, the others below
    it).
    """
    lemma = scene.markup.tokens[token].lemma
    for entry in words:
        if entry[-1] == lemma:
            if len(entry) == 1:
                return True
            below = {scene.markup.tokens[n].lemma for n in scene.markup.children[token]}
            if all(word in below for word in entry[:-1]):
                return True
    return False


def themed(
    scene: Scene, clause: Clause, frame: Frame, slot: str, words: frozenset[tuple[str, ...]]
) -> int | None:
    """The token in a slot that is one of the words; for the slot `any`, anywhere below the trigger."""
    if slot == "light":
        places = clause.light
    elif slot == "case":
        places = [c for c in scene.markup.children[clause.trigger] if scene.markup.tokens[c].rel == "case"]
    elif slot == "any":
        places = [
            n
            for head in (clause.trigger, *clause.light)
            for n in _near_below(scene, head)
            if n != clause.trigger
        ]
    else:
        places = [n for own in own_slots(clause, frame, slot) for n in clause.at(own)]
    return next((n for n in places if has_word(scene, n, words)), None)


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


def _sides(
    scene: Scene, clause: Clause, frame: Frame, slots: tuple[str, ...], spent: set[int]
) -> tuple[tuple[Party, ...], list[int]]:
    found: list[Party] = []
    used: list[int] = []
    for slot in slots:
        for own in own_slots(clause, frame, slot):
            for token in clause.at(own):
                if token in spent or (slot == "near" and found):
                    continue
                kind = kind_of(scene, token)
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


def try_frame(scene: Scene, clause: Clause, frame: Frame) -> Match | str:
    """The frame held against the clause: a match, or why it does not fit."""
    used: list[int] = []
    for slot, words in frame.theme.items():
        token = themed(scene, clause, frame, slot, words)
        if token is None:
            return f"no word of the frame in slot {slot}"
        used.append(token)
    for slot, words in frame.bars.items():
        if themed(scene, clause, frame, slot, words) is not None:
            return f"a barred word in slot {slot}"
    clause = _with_theme(scene, clause, used)
    spent: set[int] = set()
    sources, at_source = _sides(
        scene, clause, frame, (*frame.source, *(("near",) if frame.mutual else ())), spent
    )
    recipients, at_recipient = _sides(scene, clause, frame, frame.recipient, spent)
    for held in frame.holds:
        if not any(clause.at(own) for slot in held.split("|") for own in own_slots(clause, frame, slot)):
            return f"nothing in slot {held}"
    for needed in frame.needs:
        slots = needed.split("|")
        if not any(p for slot in slots for p in _sides(scene, clause, frame, (slot,), set())[0]):
            return f"nobody in slot {needed}"
    match = Match(
        frame=frame,
        clause=clause,
        sources=sources,
        recipients=recipients,
        themes=tuple(used),
        tokens=tuple(sorted({clause.trigger, *clause.light, *used, *at_source, *at_recipient})),
    )
    circling = clause.at("near") if frame.type == "CONSULT" and frame.act != "call" else []
    own = [n for n in (*at_source, *at_recipient) if n not in circling]
    if clause.noun and not own and not clause.light and not frame.alone and not _between_two(scene, match):
        return "a noun with nobody of its own"
    if frame.sides > 1 and _domestic(sources, recipients, frame):
        return f"within one side: {sources[0].state}"
    for fill in ("", *frame.fill):
        if fill:
            _fill(scene, match, fill)
        if enough(match) or (not fill and _between_sides(scene, match)):
            _other_side(scene, match)
            return match
    names = ", ".join(sorted({p.key for p in match.parties})) or "nobody"
    return f"{frame.sides} parties wanted, found {names}"


def _with_theme(scene: Scene, clause: Clause, themes: list[int]) -> Clause:
    """The clause with what hangs on its theme: «разорвать отношения с X», «ввести санкции против X»."""
    wider = Clause(clause.trigger, clause.noun, {k: list(v) for k, v in clause.slots.items()}, clause.light)
    for theme in themes:
        for child in scene.markup.children[theme]:
            slot = slot_of(scene.markup, child) if scene.markup.tokens[child].rel == "nmod" else ""
            if "+" in slot and not wider.at(slot):
                wider.add(slot, chain(scene.markup, child))
    return wider


def _domestic(sources: tuple[Party, ...], recipients: tuple[Party, ...], frame: Frame) -> bool:
    """Whether everybody named stands on one side already, on both ends of the act."""
    states = {p.state for p in (*sources, *recipients)}
    if len(states) != 1 or not all(states):
        return False
    return len(sources) > 1 if frame.mutual and not recipients else bool(sources and recipients)


def enough(match: Match) -> bool:
    """Whether as many different parties take part as the frame wants."""
    states = {p.state for p in match.parties if p.state}
    bodies = {p.name for p in match.parties if not p.state and p.kind == "body" and is_international(p.name)}
    if match.frame.sides == 1:
        return bool(states)
    return len(states) + len(bodies) >= match.frame.sides and len(states) >= match.frame.states


def _between_sides(scene: Scene, match: Match) -> bool:
    """Whether somebody unnamed may be the other party: the passage is about several sides, not about one
    alone.
    """
    passage = scene.markup.sentences[scene.markup.sentence_of[match.trigger]].passage
    counts = list(scene.sides.get(passage, {}).values())
    people = {p.name for p in match.parties if not p.state and p.kind == "person"}
    if people and match.frame.type in ("CONSULT", "SUPPORT") and any(p.state for p in match.parties):
        return match.frame.sides <= 2
    wanted = 1 if match.frame.type in FORCE else match.frame.sides
    if len({p.key for p in match.parties}) < wanted or not any(p.state for p in match.parties):
        return False
    return len(counts) > 1 and counts[1] >= max(2, LESSER * sum(counts))


def _other_side(scene: Scene, match: Match) -> None:
    """Where one party's side is unknown and the other's is one of the passage's two sides, it is the other
    one.
    """
    states = {p.state for p in match.parties if p.state}
    strangers = [p for p in match.parties if not p.state and p.kind in ("person", "people", "place")]
    passage = scene.markup.sentences[scene.markup.sentence_of[match.trigger]].passage
    sides = scene.dyads.get(passage, ())
    if len(states) == 1 and len(strangers) == 1 and states < set(sides) and match.frame.sides > 1:
        other = next(side for side in sides if side not in states)
        stranger = strangers[0]
        known = Party(other, stranger.name, stranger.kind, stranger.token, stranger.start, stranger.end)
        match.sources = tuple(known if p == stranger else p for p in match.sources)
        match.recipients = tuple(known if p == stranger else p for p in match.recipients)
        match.filled = "passage"


def _fill(scene: Scene, match: Match, where: str) -> None:
    """Look for missing parties farther away: in the clause, the sentence, or what the passage is about."""
    markup = scene.markup
    sentence = markup.sentences[markup.sentence_of[match.trigger]]
    if where == "passage":
        sides = scene.dyads.get(sentence.passage, ())
        named = {p.state for p in match.parties if p.state}
        if named <= set(sides) and _may_fill(scene, match):
            match.recipients += tuple(Party(s, "", "state", -1, -1, -1) for s in sides if s not in named)
            match.filled = where
        return
    known = {p.key for p in match.parties}
    words = list(range(sentence.first, sentence.last))
    if where in ("clause", "stretch"):
        words = clause_words(scene, match.trigger)
    if where == "stretch":
        words = list(range(words[0], words[-1] + 1))
    there = list(dict.fromkeys(m for n in words if (m := scene.mention_at(n)) is not None))
    there.sort(key=lambda m: (m.kind == "place", abs(m.head - match.trigger)))
    for mention in there:
        if enough(match):
            return
        for party in parties(scene, mention.head):
            if (party.state or party.kind != "place") and party.key not in known:
                match.recipients += (party,)
                known.add(party.key)
                match.filled = where


def _between_two(scene: Scene, match: Match) -> bool:
    """Whether a frame of relations between two stands in a passage that is about the relations of two
    sides.
    """
    passage = scene.markup.sentences[scene.markup.sentence_of[match.trigger]].passage
    if not match.frame.bilateral or passage not in scene.dyads:
        return False
    counts = list(scene.sides[passage].values())
    return sum(counts) >= MANY and sum(counts[:2]) >= MOSTLY * sum(counts)


def _may_fill(scene: Scene, match: Match) -> bool:
    """Whether the sides of the passage may be meant: one party is named, or several are not («лидеры»)."""
    if match.frame.alone or _between_two(scene, match) or any(p.state or p.name for p in match.parties):
        return True
    tokens = scene.markup.tokens
    return any(
        tokens[p.token].feats.get("Number") == "Plur" and tokens[p.token].pos == "NOUN" for p in match.parties
    )


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
            ):
                continue
            inside.add(child)
            waiting.append(child)
    return sorted({*inside, number})
