"""Names told by the rest of the document: what is a person, a body or a place elsewhere is one here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from legation.language.russian.names_known import CLOSING, OPENING, made, opens
from legation.record import Name, Token
from legation.vocabulary.morphology import analyser

NAMED = frozenset({"NOUN", "PROPN", "X"})  # parts of speech that a name may be taken for
SHOWN = 4  # a body in quotation marks weighs as much as so many names without
Kinds = dict[str, dict[str, int]]


def kinds_of(names: Iterable[Name], tokens: Sequence[Token]) -> Kinds:
    """For each word that stands for a name, how often it is of which kind: of one word, and surnames."""
    kinds: Kinds = {}
    for name in names:
        word = tokens[name.last - 1]
        whole = name.last - name.first == 1
        if (whole or name.type == "PER") and len(word.text) > 2 and not _is_roman(word.text):
            shown = name.type == "ORG" and _is_quoted(name.first, tokens)
            for key in _keys(word.lemma, word.text):
                of = kinds.setdefault(key, {})
                of[name.type] = of.get(name.type, 0) + (SHOWN if shown else 1)
    return kinds


def _is_roman(word: str) -> bool:
    return not word.strip("IVXLC")


@lru_cache(maxsize=50_000)
def _keys(lemma: str, word: str) -> tuple[str, ...]:
    """By what a word is known again: its lemma, and for a word that no dictionary has also its stem."""
    return (lemma,) if _is_known(lemma) else tuple(sorted({lemma, stem(word)}))


@cache
def stem(word: str) -> str:
    """A name without its endings: «Видениуса» → «видениус~»."""
    low = word.lower().replace("ё", "е")
    for ending in (
        "ами",
        "ями",
        "ого",
        "ому",
        "ым",
        "ом",
        "ой",
        "ем",
        "ах",
        "а",
        "у",
        "е",
        "ы",
        "и",
        "я",
        "ю",
        "о",
    ):
        if low.endswith(ending) and len(low) - len(ending) > 3:
            return low[: -len(ending)] + "~"
    return low + "~"


@cache
def _is_known(word: str) -> bool:
    return bool(analyser().word_is_known(word))


@cache
def _is_common(word: str) -> bool:
    """Whether the dictionary has the word, and not as a name."""
    proper = {"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"}
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    return any(not (r.tag.grammemes & proper) for r in readings)


def agreed(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """The names with the kind that the same word has at least twice elsewhere, where the text agrees."""
    kinds = kinds_of(names, tokens)
    found = []
    for name in names:
        word = tokens[name.first]
        if name.last - name.first == 1:
            counts = _counts(word, kinds)
            kind = max(counts, key=counts.__getitem__, default=name.type)
            if kind != name.type and counts[kind] >= 2 and counts[kind] > 2 * counts.get(name.type, 0):
                found.append(made(name.first, name.last, kind, tokens))
                continue
        found.append(name)
    return found


def _counts(word: Token, kinds: Kinds) -> dict[str, int]:
    found = [kinds[key] for key in _keys(word.lemma, word.text) if key in kinds]
    return max(found, key=lambda counts: sum(counts.values()), default={})


def again(names: Sequence[Name], tokens: Sequence[Token]) -> list[Name]:
    """A capitalised word that is a name of one kind elsewhere in the text is so wherever it stands free."""
    kinds = kinds_of(names, tokens)
    free = set(range(len(tokens)))
    for name in names:
        free.difference_update(range(name.first, name.last))
    found: list[Name] = _whole_again(names, free, tokens)
    for name in found:
        free.difference_update(range(name.first, name.last))
    capitals = [n for n, token in enumerate(tokens) if n in free and token.text[0].isupper()]
    for number in reversed(capitals):
        if number not in free:
            continue
        word = tokens[number]
        if word.pos not in NAMED and not (word.text.isascii() and word.text.isalpha()):
            continue
        of = _counts(word, kinds)
        if len(of) != 1:
            continue
        if not opens(tokens, number) or not _is_common(word.text) or _is_quoted(number, tokens):
            kind = next(iter(of))
            first = number
            while kind == "PER" and first - 1 in free and _is_given(tokens[first - 1].text):
                first -= 1
            found.append(made(first, number + 1, kind, tokens))
            free.difference_update(range(first, number))
    return found


def _whole_again(names: Sequence[Name], free: set[int], tokens: Sequence[Token]) -> list[Name]:
    """Bodies of several words that stand elsewhere in the very same words."""
    written: dict[str, tuple[str, ...]] = {}
    for name in names:
        words = tuple(token.text for token in tokens[name.first : name.last])
        if name.type == "ORG" and len(words) > 1 and words[0][:1].isupper():
            written.setdefault(words[0], words)
    if not written:
        return []
    found = []
    for number in [n for n, token in enumerate(tokens) if token.text in written]:
        words = written[tokens[number].text]
        last = number + len(words)
        same = tuple(token.text for token in tokens[number:last]) == words
        if same and free.issuperset(range(number, last)):
            found.append(made(number, last, "ORG", tokens))
    return found


@cache
def _is_given(word: str) -> bool:
    """Whether a capitalised word is a given name, or no word of the dictionary."""
    readings = [r for r in analyser().parse(word.lower()) if r.is_known]
    return word.istitle() and len(word) > 1 and (not readings or "Name" in readings[0].tag)


def _is_quoted(number: int, tokens: Sequence[Token]) -> bool:
    """Whether the word stands alone in quotation marks."""
    return (
        0 < number < len(tokens) - 1
        and tokens[number - 1].text in OPENING
        and tokens[number + 1].text in CLOSING
    )
