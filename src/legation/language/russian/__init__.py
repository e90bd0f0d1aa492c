"""Russian: Document → Markup."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from legation.language.russian import lemmas
from legation.language.russian.agreement import with_agreeing_antecedents
from legation.language.russian.amounts import figured
from legation.language.russian.layout import Spans
from legation.language.russian.names import corrected
from legation.language.russian.quotations import quotations_in
from legation.language.russian.segmentation import paragraphs_in, sentences_in, tokens_in
from legation.language.russian.sentence_ends import mended
from legation.language.russian.tagger import Tagged, tagger
from legation.language.russian.trees import without_circles
from legation.record import Document, Markup, Name, Passage, Sentence, Token

LONGEST = 1000  # tokens of a sentence; what runs on longer is no sentence and is cut


def mark(document: Document) -> Markup:
    """Everything that the language stage finds in a Russian document."""
    text = document.text
    passages = document.passages or (Passage(start=0, end=len(text)),)
    bounds: list[tuple[int, int]] = []
    spans: Spans = []
    of_passage: list[int] = []
    covers: Spans = []
    for number, passage in enumerate(passages):
        first_of_passage = len(bounds)
        for start, end in _sentences(document, passage):
            tokens = tokens_in(text[start:end])
            for cut in range(0, len(tokens), LONGEST):
                first = len(bounds)
                bounds += [(start + a, start + b) for a, b in tokens[cut : cut + LONGEST]]
                spans.append((first, len(bounds)))
                of_passage.append(number)
        covers.append((first_of_passage, len(bounds)))
    words = [text[start:end] for start, end in bounds]
    tagged = tagger().tag(words, spans, covers)
    heads = without_circles(tagged.heads, spans)
    heads = with_agreeing_antecedents(words, tagged.tags, heads, tagged.relations, parsed_tag)
    marked = _tokens(bounds, words, tagged, heads)
    named = _names(bounds, tagged.names, {first for first, _ in covers})
    markup = Markup(
        document=document,
        tokens=marked,
        sentences=tuple(
            Sentence(start=bounds[a][0], end=bounds[b - 1][1], first=a, last=b, passage=number)
            for (a, b), number in zip(spans, of_passage, strict=True)
        ),
        names=corrected(named, marked, text),
        quotations=quotations_in(document),
    )
    return figured(markup)


def _sentences(document: Document, passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, none of which runs over the end of a paragraph or into furniture."""
    text = document.text
    bounds = sorted({at for stretch in document.furniture for at in (stretch.start, stretch.end)})
    for first, last in paragraphs_in(text[passage.start : passage.end]):
        left, right = passage.start + first, passage.start + last
        inside = bounds[bisect_right(bounds, left) : bisect_left(bounds, right)]
        for start, end in pairwise((left, *inside, right)):
            part = text[start:end]
            for begin, stop in mended(part, sentences_in(part)):
                yield start + begin, start + stop


def _tokens(
    bounds: list[tuple[int, int]], words: list[str], tagged: Tagged, heads: list[int]
) -> tuple[Token, ...]:
    tokens = []
    for (start, end), word, tag, head, relation in zip(
        bounds, words, tagged.tags, heads, tagged.relations, strict=True
    ):
        pos, feats = parsed_tag(tag)
        lemma = lemmas.lemma(word, tag, feats)
        tokens.append(
            Token(start=start, end=end, text=word, lemma=lemma, pos=pos, feats=feats, head=head, rel=relation)
        )
    return tuple(tokens)


@cache
def parsed_tag(tag: str) -> tuple[str, dict[str, str]]:
    """A tag of the tagger as UPOS and UD features; the features are shared and must not be changed."""
    pos, _, rest = tag.partition("|")
    return pos, dict(feature.split("=", 1) for feature in rest.split("|") if feature)


def _names(bounds: list[tuple[int, int]], tags: list[str], starts: set[int]) -> list[Name]:
    """The names that BIO tags spell; a name does not run over the start of a passage."""
    names: list[Name] = []
    first = -1
    kind = ""
    for number, tag in enumerate([*tags, "O"]):
        part, _, new = tag.partition("-")
        if first >= 0 and (part != "I" or new != kind or number in starts):
            names.append(
                Name(start=bounds[first][0], end=bounds[number - 1][1], first=first, last=number, type=kind)
            )
            first = -1
        if first < 0 and new:
            first, kind = number, new
    return names
