"""Lists of instruments: «По их окончании подписаны:» and what follows, line by line or in one sentence."""

from __future__ import annotations

import re
from bisect import bisect_left

from msgspec import Struct

from legation.extraction.acts.parties import where_only
from legation.extraction.agreements_names import CLOSING, OPENING, Instrument, instruments_named, kind_at
from legation.extraction.figures_fields import pair_of_text
from legation.extraction.scene import Scene, once
from legation.extraction.tenures_words import NOUNS, is_adjectival
from legation.record import Sentence
from legation.vocabulary.instruments import instruments

BEFORE = 5  # words before the noun of an instrument in its line
BACK = 3  # sentences back in which the sides of a list may be named
_MARKER = re.compile(r"\s*(?:\d{1,2}[.)]|[а-яa-z]\)|[—–\-•*·▪●◦])?\s*")
_POINTING = frozenset({"это", "они", "число", "среди"})  # «три документа. Это: …», «В их числе: …»
_APART = frozenset({":", ",", ";", "и", "также", "—", "–", "-", ")", "."})  # before an item in a sentence


class Listed(Struct, frozen=True, kw_only=True):
    """The instruments `lines` that the sentence `told` lists; `signing` is its word of signing."""

    signing: int
    told: Sentence
    lines: tuple[Instrument, ...]


def lists_of(scene: Scene) -> tuple[Listed, ...]:
    """Every list of instruments told as signed, in the order of the text."""
    return _lists(scene, 0)


@once
def _lists(scene: Scene, _all: int) -> tuple[Listed, ...]:
    found: list[Listed] = []
    taken = 0
    for number, sentence in enumerate(scene.markup.sentences):
        signing = _signing(scene, sentence)
        if signing < 0 or signing < taken:
            continue
        opening = _opening(scene, number, signing)
        lines = (_by_lines(scene, opening) or _in_sentence(scene, opening)) if opening >= 0 else ()
        if lines:
            found.append(Listed(signing=signing, told=sentence, lines=lines))
            taken = lines[-1].last
    return tuple(found)


def _signing(scene: Scene, sentence: Sentence) -> int:
    """The word of signing in a sentence, -1 where none is or it is denied."""
    words = instruments().telling["lists"]
    lemmas = scene.markup.lemmas[sentence.first : sentence.last]
    at = next((n for n, lemma in enumerate(lemmas) if lemma in words), -1)
    return -1 if at < 0 or "не" in lemmas[:at] else sentence.first + at


def _opening(scene: Scene, number: int, signing: int) -> int:
    """The token after which the list of a sentence begins, -1 where nothing opens one."""
    tokens, sentences = scene.markup.tokens, scene.markup.sentences
    sentence = sentences[number]
    colon = next((n for n in range(signing + 1, sentence.last) if tokens[n].text == ":"), -1)
    if colon >= 0:
        return colon
    announced = instruments().telling["announces"]
    if not any(
        tokens[n].lemma in announced and _are_several(scene, n) for n in range(sentence.first, sentence.last)
    ):
        return -1
    if number + 1 < len(sentences):
        following = sentences[number + 1]
        colon = next((n for n in range(following.first, following.last) if tokens[n].text == ":"), -1)
        if 0 <= colon <= following.first + 3 and any(
            tokens[n].lemma in _POINTING for n in range(following.first, colon)
        ):
            return colon
    return sentence.last - 1


def _are_several(scene: Scene, number: int) -> bool:
    """«документы», «три документа»."""
    tokens = scene.markup.tokens
    counted = any(tokens[c].rel.startswith("nummod") for c in scene.markup.children[number])
    return counted or tokens[number].feats.get("Number") == "Plur"


def _by_lines(scene: Scene, opening: int) -> tuple[Instrument, ...]:
    """The instruments of the lines that follow, one in each; lines of other things are passed over."""
    tokens, text = scene.markup.tokens, scene.markup.document.text
    at = tokens[opening].end
    colon = tokens[opening].text == ":"
    found: list[Instrument] = []
    end = text.find("\n", at)
    if end < 0 or text[at:end].strip():
        return ()
    while end >= 0:
        start = end + 1
        end = text.find("\n", start)
        stop = end if end >= 0 else len(text)
        if not text[start:stop].strip():
            continue
        marker = _MARKER.match(text, start, stop)
        begin = marker.end() if marker else start
        marked = bool(text[start:begin].strip())
        line = _line(scene, begin, stop)
        if line is not None and (marked or colon):
            found.append(line)
        elif not marked:
            break
    return tuple(found)


def _line(scene: Scene, begin: int, stop: int) -> Instrument | None:
    """The instrument that a line of the text begins with, if it begins with one."""
    tokens = scene.markup.tokens
    first = bisect_left(tokens, begin, key=lambda t: t.start)
    last = bisect_left(tokens, stop, key=lambda t: t.start)
    quoted = first < last and tokens[first].text in OPENING
    first += quoted
    for number in range(first, min(first + BEFORE, last)):
        kind = kind_at(tokens, number, number + 2)
        if kind and tokens[number].pos in NOUNS:
            return Instrument(
                first=first,
                head=number,
                last=_cut(scene, number, last, quoted),
                kind=kind,
                plural=tokens[number].feats.get("Number") == "Plur",
            )
        if not is_adjectival(tokens[number]) and tokens[number].pos != "NUM" and tokens[number].text != "-":
            return None
    return None


def _cut(scene: Scene, head: int, last: int, quoted: bool) -> int:
    """Where the name in a line ends: before what is told of it, and before the mark that ends the line."""
    tokens = scene.markup.tokens
    stop = last
    for number in range(head + 1, last):
        token = tokens[number]
        told_on = token.text == "," and number + 2 < last and _tells(scene, number)
        if token.text == ";" or told_on or (token.text in ("—", "–") and number > head + 1):
            stop = number
        elif token.text == "." and number + 1 < last and tokens[number + 1].text[:1].isupper():
            stop = (
                number if scene.markup.sentence_of[number + 1] != scene.markup.sentence_of[number] else stop
            )
        elif token.feats.get("VerbForm") == "Fin":
            stop = max((n for n in range(head + 1, number) if tokens[n].text in ",(:"), default=number)
        if stop < last:
            break
    while stop > head + 1 and tokens[stop - 1].text in ".,;:…":
        stop -= 1
    if quoted and stop > head + 1 and tokens[stop - 1].text in CLOSING:
        stop -= 1
    return stop


def _tells(scene: Scene, comma: int) -> bool:
    """Whether a comma begins a clause about the instrument: «, по которому …», «, подписанный …»."""
    following = scene.markup.tokens[comma + 1 : comma + 3]
    relative = any(t.lemma in ("который", "где", "что") for t in following)
    return relative or following[0].feats.get("VerbForm") in ("Part", "Conv")


def _in_sentence(scene: Scene, opening: int) -> tuple[Instrument, ...]:
    """The instruments that stand side by side behind a colon, up to the end of the sentence."""
    tokens, text = scene.markup.tokens, scene.markup.document.text
    if tokens[opening].text != ":" or opening + 1 >= len(tokens):
        return ()
    last = scene.markup.sentences[scene.markup.sentence_of[opening + 1]].last
    while (
        last < len(tokens)
        and tokens[last - 1].text == ";"
        and "\n" not in text[tokens[last - 1].end : tokens[last].start]
    ):
        last = scene.markup.sentences[scene.markup.sentence_of[last]].last
    found: list[Instrument] = []
    for named in instruments_named(scene):
        if opening < named.first and named.last <= last and not named.plural:
            before = named.first - 1 - (tokens[named.first - 1].text in OPENING)
            if tokens[before].text in _APART:
                found.append(named)
    return tuple(found) if len(found) > 1 else ()


def sides_of_list(scene: Scene, one: Listed) -> tuple[str, ...]:
    """The two states between which a list is signed: those of its sentence, of the sentences before, or the
    pair that the passage is about.
    """
    found: set[str] = set()
    for sentence in scene.markup.sentences_back(one.signing, BACK):
        last = min(sentence.last, one.lines[0].first)
        found |= {
            m.state
            for m in scene.mentions_between(sentence.first, last)
            if m.state and m.how != "outlet" and m.kind != "place" and not where_only(scene, m)
        }
        if len(found) > 1:
            break
    pair = scene.dyads.get(one.told.passage) or pair_of_text(scene)
    return tuple(sorted(found if len(found) == 2 else pair or found))
