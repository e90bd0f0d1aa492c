"""The dictionary of Russian word forms (pymorphy3, MIT, over OpenCorpora), loaded once a process."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

REMEMBERED = 100_000
_DECLENSIONS = (  # how a noun ends, how many letters give way, and what its cases put there
    (r"ия$", 1, "и ю ей"),
    (r"[^аеиоуыэюя]я$", 1, "и е ю ей"),
    (r"[гкхжшщч]а$", 1, "и е у ой"),
    (r"[^аеиоуыэюяa-z]а$", 1, "ы е у ой"),
    (r"[аоеуыэюя]й$", 1, "я ю ем е"),
    (r"[бвгдзклмнпрстфхжшчцщ]$", 0, "а у ом е"),
)


class Dictionary:
    """pymorphy3's analyser with what it said of a form remembered."""

    def __init__(self) -> None:
        import pymorphy3

        self._analyser = pymorphy3.MorphAnalyzer(lang="ru")
        self.parse = lru_cache(maxsize=REMEMBERED)(self._parse)
        self.word_is_known = lru_cache(maxsize=REMEMBERED)(self._analyser.word_is_known)

    def _parse(self, form: str) -> tuple[Any, ...]:
        """The readings of a form, likeliest first."""
        return tuple(self._analyser.parse(form))


@cache
def analyser() -> Dictionary:
    """The one dictionary of this process, loaded at first use."""
    return Dictionary()


def declined(word: str) -> frozenset[str]:
    """All inflected forms of a nominative word in its own number, with «ё» as «е».

    `word` is lower-case with «ё» as «е». The forms of the vocabulary's words stand in `words/forms.tsv`, made
    by `make forms`, so that a process need not work them out.
    """
    return _table().get(word) or worked_out(word)


@cache
def worked_out(word: str) -> frozenset[str]:
    """The same forms from the dictionary alone."""
    found = {word}
    for reading in analyser().parse(word):
        tag = reading.tag
        if "nomn" not in tag or reading.word.replace("ё", "е") != word or reading.score < 0.02:
            continue
        for form in reading.lexeme:
            same_number = tag.number == form.tag.number or tag.POS in {"ADJF", "PRTF"}
            if same_number and (form.tag.POS == tag.POS):
                found.add(form.word.replace("ё", "е"))
    if len(found) == 1 and (word.endswith("ия") or not analyser().word_is_known(word)):
        found |= _as_its_ending_tells(word)
    return frozenset(found)


def _as_its_ending_tells(word: str) -> set[str]:
    """The singular cases of a name that the dictionary takes for another form («Претория», «Эр-Рияд»)."""
    for ending, cut, cases in _DECLENSIONS:
        if re.search(ending, word):
            stem = word[: len(word) - cut]
            return {stem + case for case in cases.split()}
    return set()


@cache
def _table() -> dict[str, frozenset[str]]:
    path = files("legation.vocabulary") / "words" / "forms.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {word: frozenset(rest.split()) for word, _, rest in (line.partition("\t") for line in lines)}
