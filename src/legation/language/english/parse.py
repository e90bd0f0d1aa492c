"""One parsed paragraph as plain lists, read out of spaCy's arrays in one go."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from legation.language.english.pipeline import Word, word

_COLUMNS = ("ORTH", "TAG", "DEP", "HEAD", "LENGTH", "SPACY", "SENT_START")
_THERE = frozenset({"is", "are", "was", "were", "'s", "'re"})


class Parse(Struct):
    """Words, tags, relations and heads of a paragraph, by number; `ents` are its names with their labels."""

    texts: list[str]
    starts: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    words: list[Word]
    children: list[list[int]]
    opens: list[bool]
    ents: list[tuple[int, int, str]]
    kinds: dict[int, str]

    def pos(self, number: int) -> str:
        """The part of speech of a word."""
        return self.words[number].pos


def parse_of(doc: Any) -> Parse:
    """The lists of one of spaCy's documents."""
    strings = doc.vocab.strings
    orth, tag, dep, head, length, blank, opens = doc.to_array(list(_COLUMNS)).astype("int64").T.tolist()
    texts, tags, deps = _named(strings, orth), _named(strings, tag), _named(strings, dep)
    heads = [number + away for number, away in enumerate(head)]
    starts, at = [], 0
    for long, after in zip(length, blank, strict=True):
        starts.append(at)
        at += long + after
    words = [
        word(text.lower() if text != "I" else text, t, d)
        for text, t, d in zip(texts, tags, deps, strict=True)
    ]
    children: list[list[int]] = [[] for _ in texts]
    for number, above in enumerate(heads):
        if above != number:
            children[above].append(number)
        if deps[number] == "expl" and number + 1 < len(texts) and texts[number + 1].lower() in _THERE:
            there = words[number + 1]
            words[number + 1] = Word("VERB", there.lemma, there.feats)
    ents = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
    kinds = {number: label for first, last, label in ents for number in range(first, last)}
    return Parse(texts, starts, tags, deps, heads, words, children, [o == 1 for o in opens], ents, kinds)


def _named(strings: Any, hashes: list[int]) -> list[str]:
    known = {key: strings[key % 2**64] for key in set(hashes)}
    return [known[key] for key in hashes]
