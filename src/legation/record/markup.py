"""A document with its language marked: sentences, words, syntax, names, dates, amounts, quotations.

All `start` and `end` are characters of the document's text, end exclusive. All token numbers count the
tokens of the whole document, so that a token's `head` is an index into `Markup.tokens`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator
from functools import cached_property
from itertools import compress, count

from msgspec import Struct

from legation.record.document import Document


class Token(Struct, frozen=True, kw_only=True):
    """One token with its Universal Dependencies analysis.

    `lemma` is lower-case with «ё» written as «е»; `pos` is a UPOS tag; `feats` are UD features;
    `head` is the number of the governing token, or the token's own number for a root; `rel` is the UD
    relation.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    feats: dict[str, str]
    head: int
    rel: str


class Sentence(Struct, frozen=True, kw_only=True):
    """Tokens `first` to `last` (exclusive) of the document; `passage` is the number of the passage."""

    start: int
    end: int
    first: int
    last: int
    passage: int = 0


class Name(Struct, frozen=True, kw_only=True):
    """A name found by the tagger: `type` is PER, LOC or ORG; `first` to `last` are its tokens."""

    start: int
    end: int
    first: int
    last: int
    type: str


class Date(Struct, frozen=True, kw_only=True):
    """An expression of time. `edtf` is what it resolves to, empty where the text does not support a year.

    `kind` is `point` (a day, month, year …), `span` (from … to), `since`, `until`, `duration`, `anniversary`
    (the time of what it is the anniversary of) or `set` (a list: several `Date`s are then given, one each).
    `relative` says that it was resolved against another date, named by `anchor` (EDTF).
    """

    start: int
    end: int
    first: int
    last: int
    edtf: str
    kind: str = "point"
    relative: bool = False
    anchor: str = ""


class Amount(Struct, frozen=True, kw_only=True):
    """A number with what it counts. `value` is scaled (2 млрд → 2000000000); `unit` is ISO 4217, `%` or a
    nominative noun; `comparator` is one of `= ~ > >= < <=`. The characters include comparator and unit.
    """

    start: int
    end: int
    first: int
    last: int
    value: float
    unit: str
    comparator: str = "="
    ordinal: bool = False


class Quotation(Struct, frozen=True, kw_only=True):
    """Quoted characters: `start` to `end` with the marks, `inner_start` to `inner_end` without.

    `kind` is `marks` («», "", “”) or `dash` (a line of speech after a dash).
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: str = "marks"


class Markup(Struct, frozen=True, kw_only=True, dict=True):
    """Everything that the language stage found in one document, in the order of the text."""

    document: Document
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    dates: tuple[Date, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token, the number of its sentence."""
        return tuple([n for n, s in enumerate(self.sentences) for _ in range(s.first, s.last)])

    def passage_of(self, token: int) -> int:
        """The number of the passage in which a token stands."""
        return self.sentences[self.sentence_of[token]].passage

    def year_of(self, token: int) -> int:
        """The year in which the passage of a token was published; 0 where it is not known."""
        passages = self.document.passages
        passage = self.passage_of(token)
        own = passages[passage].published if passage < len(passages) else ""
        told = (own or self.document.published)[:4]
        return int(told) if told.isdecimal() else 0

    def sentences_back(self, token: int, back: int) -> Iterator[Sentence]:
        """The sentence of a token and those before it in its passage, `back` at most, the nearest first."""
        number = self.sentence_of[token]
        for sentence in reversed(self.sentences[max(0, number - back) : number + 1]):
            if sentence.passage != self.sentences[number].passage:
                return
            yield sentence

    def dates_between(self, first: int, last: int) -> tuple[Date, ...]:
        """The times that begin among the tokens `first` to `last` (exclusive)."""
        low = bisect_left(self.dates, first, key=lambda date: date.first)
        return self.dates[low : bisect_left(self.dates, last, lo=low, key=lambda date: date.first)]

    def years_told(self, token: int) -> list[str]:
        """Of the times that the sentence of a token tells the first four characters (EDTF), in its order."""
        sentence = self.sentences[self.sentence_of[token]]
        return [date.edtf[:4] for date in self.dates_between(sentence.first, sentence.last) if date.edtf]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the numbers of the tokens that it governs, in the order of the text."""
        below: list[tuple[int, ...]] = [()] * len(self.tokens)  # most tokens govern none
        found: dict[int, list[int]] = {}
        for number, token in enumerate(self.tokens):
            head = token.head
            if head in found:
                if head != number:
                    found[head].append(number)
            elif head != number:
                found[head] = [number]
        for head, numbers in found.items():
            below[head] = tuple(numbers)
        return tuple(below)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The text of each token in small letters."""
        return tuple([token.text.lower() for token in self.tokens])

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The lemma of each token."""
        return tuple([token.lemma for token in self.tokens])

    def among(self, words: Container[str]) -> Iterator[int]:
        """The tokens whose lemma is one of these words, in the order of the text."""
        return compress(count(), map(words.__contains__, self.lemmas))
