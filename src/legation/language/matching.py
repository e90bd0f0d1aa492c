"""Known phrases found in one pass over the words of a text: a trie over inflected forms.

A phrase is given in the nominative; it is found in every case, as its words' forms are known beforehand.
Surface forms are matched, and not the tagger's lemmas, so a slip of the tagger loses no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, Protocol, TypeVar

from msgspec import Struct

from legation.vocabulary.morphology import declined

Value = TypeVar("Value")
_PIECES = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*\+?|[^\w\s]")
_LATIN_TWINS = str.maketrans("aceopxyukmthb", "асеорхуикмтнв")
REMEMBERED = 20_000  # words of texts, in each set of phrases
_ABBREVIATION_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов")


class HasText(Protocol):
    """Anything with a `text`: a token."""

    @property
    def text(self) -> str:
        """The characters."""


class Match(Struct, Generic[Value], frozen=True):
    """Tokens `first` to `last` (exclusive) are the phrase with this value."""

    first: int
    last: int
    value: Value


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word as it is matched: lower-case, «ё» as «е», one kind of dash and apostrophe."""
    low = word.lower().replace("ё", "е")
    return low.replace("’", "'").replace("–", "-").replace("—", "-").replace("−", "-")


def pieces(phrase: str) -> list[str]:
    """The words and marks of a phrase, parted as the tokens of a text are."""
    return _PIECES.findall(phrase)


@cache
def forms(word: str) -> frozenset[str]:
    """All inflected forms of a nominative word, plain; the word alone where it does not decline."""
    low = plain(word)
    if word.isupper() and len(word) > 1:
        if low[-1] in "бвгджзклмнпрстфхцчш" and len(word) > 2:
            return frozenset(low + ending for ending in _ABBREVIATION_ENDINGS)
        return frozenset((low,))
    if not re.search("[а-я]", low):
        return frozenset((low,))
    return declined(low)


class Phrases(Generic[Value]):
    """Phrases with their values.

    >>> places = Phrases([("Япония", "JPN")])
    """

    def __init__(self, entries: Iterable[tuple[str, Value]] = ()) -> None:
        self._words: dict[str, list[str]] = {}
        self._root: dict[str, Any] = {}
        self._opened: dict[str, list[dict[str, Any]]] = {}
        self._dull: set[str] = set()
        for phrase, value in entries:
            self.add(phrase, value)

    def add(self, phrase: str, value: Value, *, capital: bool | None = None) -> None:
        """Takes one more phrase. With `capital` (the default: as the phrase itself is written) only
        capitalised words are it; an abbreviation is found only in capitals."""
        self.add_words(pieces(phrase), value, capital=phrase[:1].isupper() if capital is None else capital)

    def add_words(self, words: Sequence[str], value: Value, *, capital: bool) -> None:
        """Takes a phrase that is parted already, as the tokens of a text are."""
        self._opened.clear()
        self._dull.clear()
        node = self._root
        for word in words:
            key = plain(word)
            if word.isupper() and len(word) > 1 and len(words) == 1:
                key = word
            if key not in self._words.setdefault(key, []):
                self._words[key].append(key)
                for form in forms(word):
                    known = self._words.setdefault(form, [])
                    if key not in known:
                        known.append(key)
            node = node.setdefault(key, {})
        node.setdefault("", []).append((value, capital))

    def matches(self, tokens: Sequence[HasText]) -> Iterator[Match[list[Value]]]:
        """The longest phrases in the order of the text, never overlapping; all values that one may have."""
        texts = [token.text for token in tokens]
        dull, free = self._dull, 0
        # Most words are known to begin nothing, and are passed over at once.
        for number in [n for n, text in enumerate(texts) if text not in dull]:
            if number >= free and (nodes := self._opening(texts[number])):
                found = self._longest(texts, number, nodes)
                if found is not None:
                    yield found
                    free = found.last

    def _opening(self, text: str) -> list[dict[str, Any]]:
        """Where a word leads from the root; remembered, as most words of a text begin no phrase."""
        nodes = self._opened.get(text)
        if nodes is None:
            if len(self._opened) + len(self._dull) >= REMEMBERED:
                self._opened.clear()
                self._dull.clear()
            nodes = self._following([self._root], text)
            if nodes:
                self._opened[text] = nodes
            else:
                self._dull.add(text)
        return nodes

    def _following(self, nodes: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
        keys = self._words.get(plain(text), ())
        return [
            node[key]
            for node in nodes
            for key in keys
            if key in node and (not key.isupper() or text.startswith(key))
        ]

    def _longest(
        self, texts: Sequence[str], first: int, nodes: list[dict[str, Any]]
    ) -> Match[list[Value]] | None:
        best: Match[list[Value]] | None = None
        capitalised = texts[first][:1].isupper()
        last = first + 1
        while nodes:
            values = [
                value for node in nodes for value, capital in node.get("", ()) if not capital or capitalised
            ]
            if values:
                best = Match(first, last, values)
            nodes = self._following(nodes, texts[last]) if last < len(texts) else []
            last += 1
        return best
