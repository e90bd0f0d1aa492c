"""English: Document → Markup, from spaCy's small pipeline (the extra `legation[en]`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from legation.language.english.amounts import amounts_in
from legation.language.english.dates import dates_in
from legation.language.english.known import is_side
from legation.language.english.names import named_again
from legation.language.english.parse import Parse, parse_of
from legation.language.english.pipeline import REMEDY, is_installed, parsed
from legation.language.english.relations import features, relation
from legation.language.russian.quotations import quotations_in
from legation.language.russian.segmentation import paragraphs_in
from legation.record import Document, Markup, Name, Passage, Sentence, Token
from legation.vocabulary.instruments_english import english_instruments
from legation.vocabulary.posts_english import english_posts

__all__ = ["REMEDY", "is_installed", "mark"]

LONGEST_RUN = 1000  # characters without a blank; what runs on longer is no word and is cut
_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}")
_NAMES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}


def mark(document: Document) -> Markup:
    """Everything that the language stage finds in an English document.

    Raises ImportError where the extra `legation[en]` is not installed.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    stretches = list(_stretches(document))
    read = parsed(document.text[start:end] for start, end, _ in stretches)
    for (start, _, passage), doc in zip(stretches, read, strict=True):
        parse, base = parse_of(doc), len(tokens)
        _take(parse, start, passage, tokens, sentences)
        names += _names(parse, base, tokens, document.text)
    names = named_again(tokens, names)
    markup = Markup(
        document=document,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        names=tuple(names),
        quotations=quotations_in(document),
    )
    return replace(markup, dates=dates_in(markup), amounts=amounts_in(markup))


def _stretches(document: Document) -> Iterator[tuple[int, int, int]]:
    """Paragraphs, cut where furniture begins and ends and in runs without a blank, each with the number of
    its passage.
    """
    text = document.text
    cuts = sorted({at for piece in document.furniture for at in (piece.start, piece.end)})
    passages = document.passages or (Passage(start=0, end=len(text)),)
    for number, passage in enumerate(passages):
        for first, last in paragraphs_in(text[passage.start : passage.end]):
            left, right = passage.start + first, passage.start + last
            inside = cuts[bisect_right(cuts, left) : bisect_left(cuts, right)]
            runs = (m.end() for m in _RUN.finditer(text, left, right))
            for start, end in pairwise(sorted({left, *inside, *runs, right})):
                if text[start:end].strip():
                    yield start, end, number


def _take(
    parse: Parse,
    offset: int,
    passage: int,
    tokens: list[Token],
    sentences: list[Sentence],
) -> None:
    """Adds what one parsed paragraph holds; blanks, which spaCy keeps as tokens, are left out."""
    base, place = len(tokens), _places(parse, len(tokens))
    opening: list[int] = []
    for number, at in place.items():
        if parse.opens[number] or at == base:
            opening.append(at)
        found, known = relation(parse, number), parse.words[number]
        head = place.get(found.head, at)
        start = offset + parse.starts[number]
        tokens.append(
            Token(
                start=start,
                end=start + len(parse.texts[number]),
                text=parse.texts[number],
                lemma=known.lemma,
                pos=known.pos,
                feats=features(parse, number, found.rel),
                head=head,
                rel=found.rel if head != at else "root",
            )
        )
    for first, last in pairwise((*opening, len(tokens))):
        if first < last:
            start, end = tokens[first].start, tokens[last - 1].end
            sentences.append(Sentence(start=start, end=end, first=first, last=last, passage=passage))


def _places(parse: Parse, base: int) -> dict[int, int]:
    """For each word of a paragraph that is no blank, its number in the document."""
    written = (number for number, known in enumerate(parse.words) if known.pos != "SPACE")
    return {number: base + at for at, number in enumerate(written)}


def _names(parse: Parse, base: int, tokens: list[Token], text: str) -> Iterator[Name]:
    """The names of one parsed paragraph whose first token has the number `base`."""
    place = _places(parse, base)
    for opens, shuts, label in parse.ents:
        kind = _NAMES.get(label)
        inside = [place[number] for number in range(opens, shuts) if number in place]
        while inside and tokens[inside[0]].lemma in ("the", "a"):
            inside = inside[1:]
        while inside and tokens[inside[-1]].text in ("'s", "’s", "'"):
            inside = inside[:-1]
        if not kind or not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        start, end = tokens[first].start, tokens[last - 1].end
        if kind != "LOC" and is_side(text[start:end]):
            kind = "LOC"
        if kind == "ORG" and _is_post(tokens[first:last]):
            continue
        if kind != "LOC" and is_side(tokens[first].text) and last - first > 2 and _is_host(tokens, first):
            kind, first, start = (
                "PER",
                first + 1,
                tokens[first + 1].start,
            )  # «ambassador to Russia Petr Kolar»
        bare = first if kind == "LOC" else _without_post(tokens, first, last)
        if bare > first and (kind == "PER" or is_side(tokens[first].text)):
            kind, first, start = "PER", bare, tokens[bare].start
        yield Name(start=start, end=end, first=first, last=last, type=kind)


def _without_post(tokens: list[Token], first: int, last: int) -> int:
    """Where the person's own name begins: «Kazakh President Kassym-Jomart Tokayev», «Prime Minister Modi»."""
    known = english_posts()
    posts = [n for n in range(first, last - 1) if known.is_noun(tokens[n].lemma)]
    before = range(first, posts[-1]) if posts else ()
    own = all(
        is_side(tokens[n].text) or tokens[n].lemma in known.portfolios or known.is_noun(tokens[n].lemma)
        for n in before
        if tokens[n].pos != "PUNCT"
    )
    return posts[-1] + 1 if posts and own else first


def _is_post(words: list[Token]) -> bool:
    """Whether a «body» is only a title, a post, what a minister has charge of, or an instrument."""
    known = english_posts()
    titles = known.before["titles"]
    instrument = english_instruments().kinds
    if words[0].lemma in ("order", "medal") and len(words) > 1 and words[1].text == "of":
        return True
    if words[0].lemma in instrument or words[-1].lemma in instrument:
        return words[-1].lemma not in ("plan", "statement", "exchange")  # «Memorandum of Cooperation»
    return all(
        word.lemma in known.portfolios or word.text.lower() in titles or known.is_noun(word.lemma)
        for word in words
        if word.pos != "PUNCT"
    )


def _is_host(tokens: list[Token], number: int) -> bool:
    """Whether a state stands at the end of a post: «ambassador to Russia»."""
    before = tokens[max(0, number - 3) : number]
    return bool(before) and before[-1].pos == "ADP" and any(english_posts().is_noun(t.lemma) for t in before)
