"""Russian: Document → Markup."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from legation.language.russian.agreement import with_agreeing_antecedents
from legation.language.russian.amounts import figured
from legation.language.russian.layout import Spans
from legation.language.russian.lemmas import analysed, parsed_tag
from legation.language.russian.names import corrected
from legation.language.russian.names_known import made
from legation.language.russian.quotations import quotations_in
from legation.language.russian.segmentation import paragraphs_in, sentences_in, words_in
from legation.language.russian.sentence_ends import mended
from legation.language.russian.tagger import Tagged, tagger
from legation.language.russian.trees import without_circles
from legation.record import Document, Markup, Name, Passage, Sentence, Token

LONGEST = 1000  # tokens of a sentence; what runs on longer is no sentence and is cut


def mark(document: Document) -> Markup:
    """Everything that the language stage finds in a Russian document."""
    text = document.text
    passages = document.passages or (Passage(start=0, end=len(text)),)
    starts: list[int] = []
    words: list[str] = []
    spans: Spans = []
    of_passage: list[int] = []
    covers: Spans = []
    for number, passage in enumerate(passages):
        first_of_passage = len(words)
        for start, end in _sentences(document, passage):
            first = len(words)
            placed = words_in(text[start:end])
            starts += [start + at for at, _ in placed]
            words += [word for _, word in placed]
            for cut in range(first, len(words), LONGEST):
                spans.append((cut, min(cut + LONGEST, len(words))))
                of_passage.append(number)
        covers.append((first_of_passage, len(words)))
    tagged = tagger().tag(words, spans, covers)
    heads = without_circles(tagged.heads, spans)
    heads = with_agreeing_antecedents(words, tagged.tags, heads, tagged.relations, parsed_tag)
    marked = _tokens(starts, words, tagged, heads)
    named = _names(marked, tagged.names, {first for first, _ in covers})
    markup = Markup(
        document=document,
        tokens=marked,
        sentences=tuple(
            Sentence(start=marked[a].start, end=marked[b - 1].end, first=a, last=b, passage=number)
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


def _tokens(starts: list[int], words: list[str], tagged: Tagged, heads: list[int]) -> tuple[Token, ...]:
    forms = analysed(words, tagged.tags)
    return tuple(
        [
            Token(
                start=start,
                end=start + len(word),
                text=word,
                lemma=lemma,
                pos=pos,
                feats=feats,
                head=head,
                rel=relation,
            )
            for start, word, (lemma, pos, feats), head, relation in zip(
                starts, words, forms, heads, tagged.relations, strict=True
            )
        ]
    )


def _names(tokens: tuple[Token, ...], tags: list[str], starts: set[int]) -> list[Name]:
    """The names that BIO tags spell; a name does not run over the start of a passage."""
    names: list[Name] = []
    first = -1
    kind = ""
    for number, tag in enumerate([*tags, "O"]):
        if tag == "O" and first < 0:
            continue
        part, _, new = tag.partition("-")
        if first >= 0 and (part != "I" or new != kind or number in starts):
            names.append(made(first, number, kind, tokens))
            first = -1
        if first < 0 and new:
            first, kind = number, new
    return names
