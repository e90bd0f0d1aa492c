"""Who says the words in which an act is told."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from legation.extraction.acts.slots import preposition
from legation.extraction.scene import Scene
from legation.extraction.statements_grammar import Grammar
from legation.extraction.statements_voice import Voice, Voices
from legation.vocabulary.acts import acts
from legation.vocabulary.reporting import reporting

SAID_AROUND, SAID_WITHIN = 2, 160  # sentences and characters from a quotation to who says it


def who_says(scene: Scene, number: int) -> list[int]:
    """The tokens of who says what a word tells: «…», — заявил X; «…, считает X»; «по словам X, …»; none where
    nobody does.
    """
    markup = scene.markup
    for child in markup.children[number]:
        if markup.tokens[child].lemma in acts().words("by_words") and preposition(markup, child) == "по":
            return [c for c in markup.children[child] if markup.tokens[c].rel == "nmod"]
        if markup.tokens[child].rel == "parataxis" and markup.tokens[child].lemma in reporting().verbs:
            return [c for c in markup.children[child] if markup.tokens[c].rel.startswith("nsubj")]
    said_by = speaker(scene, number)
    return [said_by] if said_by is not None else []


def speaker(scene: Scene, token: int) -> int | None:
    """The token of who says the quotation in which a word stands: the subject of a verb of saying close
    before or after it; outside quotation marks whoever answers or signs there, or speaks by the line before,
    which ends with a colon.
    """
    markup = scene.markup
    word = markup.tokens[token]
    inside = [q for q in markup.quotations if q.start <= word.start and word.end <= q.end]
    own_voice = next((v for v in _voices(scene) if v.start <= word.start < v.end and v.speaker >= 0), None)
    inside = [
        q for q in inside if own_voice is None or not (q.start <= own_voice.start < own_voice.end <= q.end)
    ]
    if not inside:
        return own_voice.speaker if own_voice is not None else _before_colon(scene, token)
    quotation = min(inside, key=lambda q: q.end - q.start)
    verbs = reporting().verbs
    own = markup.sentence_of[token]
    best: tuple[int, int] | None = None
    for number in range(max(0, own - SAID_AROUND), min(len(markup.sentences), own + SAID_AROUND + 1)):
        sentence = markup.sentences[number]
        if sentence.passage != markup.sentences[own].passage:
            continue
        for at in range(sentence.first, sentence.last):
            other = markup.tokens[at]
            if not other.rel.startswith("nsubj") or quotation.start <= other.start < quotation.end:
                continue
            if markup.tokens[other.head].lemma not in verbs:
                continue
            far = max(quotation.start - other.end, other.start - quotation.end)
            if far <= SAID_WITHIN and (best is None or far < best[0]):
                best = (far, at)
    return best[1] if best else None


def _before_colon(scene: Scene, token: int) -> int | None:
    """Who says a paragraph without quotation marks, by the line before: «Министр заявил:»."""
    markup, text = scene.markup, scene.markup.document.text
    line = text.rfind("\n", 0, markup.tokens[token].start) + 1
    before = text[:line].rstrip()
    if not line or not before.endswith(":"):
        return None
    first = next((n for n in range(token, -1, -1) if markup.tokens[n].start < len(before)), 0)
    sentence = markup.sentences[markup.sentence_of[first]]
    verbs = reporting().verbs
    return next(
        (
            n
            for n in range(sentence.first, min(sentence.last, first + 1))
            if markup.tokens[n].rel.startswith("nsubj") and markup.lemmas[markup.tokens[n].head] in verbs
        ),
        None,
    )


def _voices(scene: Scene) -> tuple[Voice, ...]:
    """Those who speak for themselves in a scene, which remembers them."""
    known: tuple[Voice, ...] | None = scene.__dict__.get("_voices")
    if known is None:
        tokens = scene.markup.tokens
        ends = [(q.start, q.end) for q in scene.markup.quotations]
        within = [[bisect_left(tokens, at, key=_start) for at in pair] for pair in ends]
        shut = frozenset(n for first, last in within for n in range(first, last))
        known = scene.__dict__["_voices"] = () if scene.is_english else Voices(Grammar(scene), shut).voices
    return known


_start = attrgetter("start")
