"""The words of a document as full-text search keeps them: lemmas, and where each begins."""

from __future__ import annotations

import re

from legation.record import Document, Markup

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SCRIPTS_WITHOUT_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def words_of(markup: Markup) -> tuple[str, tuple[int, ...]]:
    """The lemmas of a marked document, parted by spaces, and the character at which each token begins."""
    lemmas = [_one_word(token.lemma) for token in markup.tokens]
    return " ".join(lemmas), tuple(token.start for token in markup.tokens)


def plain_words_of(document: Document) -> tuple[str, tuple[int, ...]]:
    """The same for a document whose language is not read: words as they stand, in lower case."""
    found: list[tuple[int, str]] = []
    for match in _WORD.finditer(document.text):
        word = match[0].lower().replace("ё", "е")
        if is_without_blanks(word):
            found += [(match.start() + n, letter) for n, letter in enumerate(word)]
        else:
            found.append((match.start(), word))
    return " ".join(word for _, word in found), tuple(start for start, _ in found)


def is_without_blanks(word: str) -> bool:
    """Whether the word is in a script that puts no blanks between words: each letter is then kept as one."""
    return bool(_SCRIPTS_WITHOUT_BLANKS.search(word))


def _one_word(lemma: str) -> str:
    return "".join(lemma.split()) or "_"
