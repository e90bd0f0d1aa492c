"""English: Document → Markup, from spaCy's small pipeline (the extra `legation[en]`)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from legation.language.english.amounts import amounts_in
from legation.language.english.dates import dates_in
from legation.language.english.known import is_side
from legation.language.english.pipeline import REMEDY, is_installed, pipeline
from legation.language.english.relations import features, relation
from legation.language.russian.quotations import quotations_in
from legation.language.russian.segmentation import paragraphs_in
from legation.record import Document, Markup, Name, Passage, Sentence, Token

__all__ = ["REMEDY", "is_installed", "mark"]

_OFFICES = frozenset({"State", "Secretary of State"})  # of an office, and no body
_NAMES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def mark(document: Document) -> Markup:
    """Everything that the language stage finds in an English document.

    Raises ImportError where the extra `legation[en]` is not installed.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    stretches = list(_stretches(document))
    read = pipeline().pipe(document.text[start:end] for start, end, _ in stretches)
    for (start, _, passage), parsed in zip(stretches, read, strict=True):
        _take(parsed, start, passage, tokens, sentences, names)
    markup = Markup(
        document=document,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(names),
        quotations=quotations_in(document),
    )
    from msgspec.structs import replace

    return replace(markup, dates=dates_in(markup), amounts=amounts_in(markup))


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """Paragraphs, cut where furniture begins and ends, each with the number of its passage."""
    text = document.text
    cuts = sorted({at for piece in document.furniture for at in (piece.start, piece.end)})
    passages = document.passages or (Passage(start=0, end=len(text)),)
    for number, passage in enumerate(passages):
        for first, last in paragraphs_in(text[passage.start : passage.end]):
            left, right = passage.start + first, passage.start + last
            inside = cuts[bisect_right(cuts, left) : bisect_left(cuts, right)]
            for start, end in pairwise((left, *inside, right)):
                if text[start:end].strip():
                    yield start, end, number


def _take(
    parsed: Any,
    offset: int,
    passage: int,
    tokens: list[Token],
    sentences: list[Sentence],
    names: list[Name],
) -> None:
    """Adds what one parsed paragraph holds; blanks, which spaCy keeps as tokens, are left out."""
    base = len(tokens)
    words = [token for token in parsed if not token.is_space]
    place = {token.i: base + number for number, token in enumerate(words)}
    for token in words:
        found = relation(token)
        head = place.get(found.head, place[token.i])
        tokens.append(
            Token(
                start=offset + token.idx,
                end=offset + token.idx + len(token),
                text=token.text,
                lemma=token.lemma_.lower(),
                pos=token.pos_,
                feats=features(token, found.rel),
                head=head,
                rel=found.rel if head != place[token.i] else "root",
            )
        )
    for sent in parsed.sents:
        inside = [place[token.i] for token in sent if token.i in place]
        if inside:
            first, last = inside[0], inside[-1] + 1
            sentences.append(
                Sentence(
                    start=tokens[first].start,
                    end=tokens[last - 1].end,
                    first=first,
                    last=last,
                    passage=passage,
                )
            )
    for entity in parsed.ents:
        kind = _NAMES.get(entity.label_)
        inside = [place[token.i] for token in entity if token.i in place]
        while inside and tokens[inside[0]].lemma in ("the", "a"):
            inside = inside[1:]
        while inside and tokens[inside[-1]].text in ("'s", "’s", "'"):
            inside = inside[:-1]
        if kind in ("PER", "ORG") and inside and is_side(" ".join(tokens[n].text for n in inside)):
            kind = "LOC"
        if inside and kind == "ORG" and " ".join(tokens[n].text for n in inside) in _OFFICES:
            continue
        if kind and inside:
            first, last = inside[0], inside[-1] + 1
            names.append(
                Name(start=tokens[first].start, end=tokens[last - 1].end, first=first, last=last, type=kind)
            )
