"""Verbs left out: «Турция прислала палатки, Сербия — спасателей» tells of two, and Serbia is not the other
side of the first.
"""

from __future__ import annotations

from msgspec.structs import replace

from legation.extraction.acts.found import Match
from legation.extraction.acts.parties import Party, parties
from legation.extraction.acts.slots import preposition
from legation.extraction.scene import Scene
from legation.record import Mention, Token

_ROW_OPENS = frozenset({":", ",", ";", "•", "·", "—", "–", "-", "*", "а", "и"})
_DASHES = ("—", "–", "-")
ASKED = frozenset({"REQUEST", "ACCUSE", "THREATEN"})  # acts that may go to one after the other
FEWEST_ROWS, LONGEST_LIST = 2, 12  # rows of a list, and lines or sentences in which it goes on


def gaps(scene: Scene, verb: int) -> list[int]:
    """The subjects joined to a verb that do the same, their own verb being left out."""
    return [child for child in scene.markup.children[verb] if is_gap(scene, child)]


def is_gap(scene: Scene, number: int) -> bool:
    """Whether a word is such a subject: joined to the verb, with an object that hangs on it as an orphan."""
    tokens = scene.markup.tokens
    word = tokens[number]
    return (
        word.rel == "conj"
        and word.pos in ("NOUN", "PROPN")
        and (word.feats.get("Case") == "Nom" or _is_undeclined(word))
        and any(tokens[c].rel == "orphan" for c in scene.markup.children[number])
    )


def _is_undeclined(word: Token) -> bool:
    """Whether a name stands as in the nominative, whatever case the tagger saw: «Марокко — палатки»."""
    return word.pos == "PROPN" and word.text.lower().replace("ё", "е") == word.lemma


def rows(scene: Scene, match: Match) -> list[Mention]:
    """The states of a list that follows help, each before a dash and what it gave: «помощь прислали: Индия –
    врачей, Китай – палатки», in its own sentence or in the lines and sentences after it.
    """
    markup = scene.markup
    if match.frame.type != "AID" or match.frame.mutual:
        return []
    found: list[Mention] = []
    own = markup.sentence_of[match.trigger]
    opens = markup.tokens[markup.sentences[own].last - 1].text in (":", ";")
    goes_on = opens or match.filled == "list" or not any(p.state for p in match.sources)
    for number in range(own, min(len(markup.sentences), own + (LONGEST_LIST if goes_on else 1))):
        sentence = markup.sentences[number]
        there = [m for m in scene.mentions_between(sentence.first, sentence.last) if _heads_row(scene, m)]
        there = [m for m in there if m.first > match.trigger]
        if sentence.passage != markup.sentences[own].passage or (number > own and not there):
            return found
        found += there
    return found


def _heads_row(scene: Scene, mention: Mention) -> bool:
    tokens = scene.markup.tokens
    opens = scene.markup.sentences[scene.markup.sentence_of[mention.first]].first == mention.first
    dash = mention.last < len(tokens) and tokens[mention.last].text in _DASHES
    before = tokens[mention.first - 1].text if mention.first else ""
    row = opens or before in _ROW_OPENS
    return mention.kind == "state" and mention.how in ("name", "capital") and dash and row


def add_row(scene: Scene, match: Match) -> None:
    """The first giver of a list for help of which only the taker is told: «помощь прислали соседи: …»."""
    states = {p.state for p in match.parties if p.state}
    listed = rows(scene, match) if len(states) == 1 else []
    if len(listed) < FEWEST_ROWS:
        return
    first = listed[0]
    if first.state not in states:
        match.recipients = tuple(Party.of_side(state) for state in sorted(states))
        match.sources = tuple(parties(scene, first.head)[:1])
        match.filled = "list"


def done_again(scene: Scene, match: Match) -> list[Match]:
    """The acts that others do alike, told without the verb: each its own, done to whom the first is done."""
    if match.frame.mutual or not match.sources:
        return []
    tokens = scene.markup.tokens
    own = {p.state for p in match.sources}
    others = tuple(Party.of_side(p.state) for p in match.recipients if p.state and p.state not in own)
    found = []
    if others and (listed := rows(scene, match)):
        starts = [m.first for m in listed]
        ends = [*starts[1:], _end_of(scene, starts[-1])]
        for mention, last in zip(listed, ends, strict=True):
            if mention.state in own | {p.state for p in others}:
                continue
            told = _words(scene, mention.first, last)
            doers = tuple(parties(scene, mention.head)[:1])
            found.append(replace(match, sources=doers, recipients=others, tokens=told, themes=()))
        return found
    if match.frame.type in ASKED:
        found += _asked_again(scene, match)
    for subject in gaps(scene, match.trigger) if not match.clause.noun else ():
        doers = tuple(p for p in parties(scene, subject) if p.state)
        if doers and others:
            told = tuple(n for n in scene.subtree(subject) if tokens[n].pos not in ("PUNCT", "CCONJ"))
            found.append(replace(match, sources=doers, recipients=others, tokens=told, themes=()))
    return found


def _asked_again(scene: Scene, match: Match) -> list[Match]:
    """What is asked of another in the same breath: «потребовал от Киева вернуть пленных, а от Тбилиси —
    отвести войска».
    """
    tokens, asked = scene.markup.tokens, [p for p in match.recipients if p.token >= 0]
    if match.clause.noun or len(asked) != 1:
        return []
    case = _preposition(scene, asked[0].token)
    rows: list[tuple[int, Party]] = []
    for mention in scene.mentions_between(match.trigger, _end_of(scene, match.trigger)):
        opens = mention.first - 1
        dash = mention.last < len(tokens) and tokens[mention.last].text in _DASHES
        in_row = case and opens > asked[0].token and _preposition(scene, mention.head) == case
        if dash and in_row and mention.state and tokens[opens - 1].text in _ROW_OPENS:
            rows += [(opens, p) for p in parties(scene, mention.head)[:1] if p.state]
    ends = [start for start, _ in rows[1:]] + [_end_of(scene, match.trigger)] * bool(rows)
    return [
        replace(match, recipients=(party,), tokens=_words(scene, start, last), themes=())
        for (start, party), last in zip(rows, ends, strict=True)
    ]


def _preposition(scene: Scene, noun: int) -> str:
    """The preposition of a name, or the one right before it where the parse gives that to the word above."""
    before = scene.markup.tokens[noun - 1]
    return preposition(scene.markup, noun) or (before.lemma if before.pos == "ADP" else "")


def _words(scene: Scene, first: int, last: int) -> tuple[int, ...]:
    return tuple(n for n in range(first, last) if scene.markup.tokens[n].pos not in ("PUNCT", "CCONJ"))


def _end_of(scene: Scene, token: int) -> int:
    return scene.markup.sentences[scene.markup.sentence_of[token]].last
