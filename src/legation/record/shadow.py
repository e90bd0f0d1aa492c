"""A text without what fools a reader but not the eye, and the way back to the characters of the page.

Soft hyphens, zero-width and direction marks and stress marks are left out; odd blanks and hyphens become
plain ones; Latin letters inside Cyrillic words become Cyrillic, and the other way round.
The document's text itself is kept, so that evidence is shown as the page shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from legation.record.document import Document, Furniture, Passage
from legation.record.markup import Markup

_UNSEEN = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_STRESS = "\u0300\u0301\u0341"
_ALIKE = dict(zip("AaBCcEeHKkMOoPpTXxYyIi", "АаВСсЕеНКкМОоРрТХхУуІі", strict=True))
_STRESSED = dict(zip("áéóýÁÉÓÝàèòÀÈÒ", "аеоуАЕОУаеоАЕО", strict=True))
_TO_CYRILLIC = str.maketrans(_ALIKE | _STRESSED)
# A keyboard switched in the middle of a word: letters without a twin are read by their sound.
_BY_SOUND = str.maketrans(
    dict(zip("DFGLNRSUVZbdfghiklmnrstuvz", "ДФГЛНРСУВЗбдфгхиклмнрстувз", strict=True)) | {"J": "Й", "j": "й"}
)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _ALIKE.items()})
_BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}

_ODD = re.compile(
    f"[иИ][{_UNSEEN}{_STRESS}]*\u0306|[еЕ][{_UNSEEN}{_STRESS}]*\u0308|[{_UNSEEN}{_STRESS}]|[{_BLANKS}]|[\u2010\u2011]"
)
_LATIN = "A-Za-zÀ-ÖØ-öø-ÿ"
_CYRILLIC = "А-Яа-яЁё\u0450-\u04ff\u0400-\u040f"
# From the beginning of a word, and without going back: a word of 100,000 letters is looked through once.
_MIXED = re.compile(
    f"(?<![{_LATIN}{_CYRILLIC}])"
    f"(?:[{_LATIN}]++[{_CYRILLIC}][{_LATIN}{_CYRILLIC}]*|[{_CYRILLIC}]++[{_LATIN}][{_LATIN}{_CYRILLIC}]*)"
)
_ONLY_LATIN = re.compile("[DFGJLNQRSUVWZbdfghjlmnqrstuvwz]")
_ONLY_CYRILLIC = re.compile("[БГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯЁбвгджзийлмнптфцчшщъыьэюяё\u0490-\u04ff]")
_ANY_CYRILLIC = re.compile(f"[{_CYRILLIC}]")

Placed = TypeVar("Placed", bound=Struct)


class Shadow(Struct, frozen=True, dict=True):
    """The readable text, and where it departs from the page: at each of `cuts` (offsets of the readable text)
    `removed` characters of the page have been passed by so far.
    """

    text: str
    cuts: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()

    def start(self, at: int) -> int:
        """The offset in the page's text of the character that stands at `at`."""
        number = bisect_right(self.cuts, at)
        return at + (self.removed[number - 1] if number else 0)

    def end(self, at: int) -> int:
        """The offset in the page's text at which a stretch ends that ends at `at`."""
        return self.start(at - 1) + 1 if at else 0

    @cached_property
    def is_same(self) -> bool:
        """Whether no character was left out, so that offsets are the page's own."""
        return not self.cuts

    def of(self, at: int) -> int:
        """The offset in the readable text of what stands at `at` in the page's, or next after it."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if self.start(middle) < at:
                low = middle + 1
            else:
                high = middle
        return low


def shadow_of(text: str) -> Shadow:
    """The readable form of a text; the text itself where nothing in it is odd."""
    pieces: list[str] = []
    cuts: list[int] = []
    removed: list[int] = []
    length = done = gone = 0
    for match in _ODD.finditer(text):
        plain = _plain(match.group())
        pieces += (text[done : match.start()], plain)
        length += match.start() - done + len(plain)
        done = match.end()
        less = len(match.group()) - len(plain)
        if less:
            gone += less
            if cuts and cuts[-1] == length:
                removed[-1] = gone
            else:
                cuts.append(length)
                removed.append(gone)
    seen = "".join((*pieces, text[done:])) if done else text
    return Shadow(_MIXED.sub(_one_alphabet, seen), tuple(cuts), tuple(removed))


def _plain(odd: str) -> str:
    if odd[0] + odd[-1] in _COMPOSED:
        return _COMPOSED[odd[0] + odd[-1]]
    if odd.isspace():
        return " "
    return "-" if odd in "\u2010\u2011" else ""


def _one_alphabet(mixed: re.Match[str]) -> str:
    """A word of two alphabets in the one that it is meant in, letter for letter."""
    word = mixed.group()
    latin_only, cyrillic_only = _ONLY_LATIN.search(word), _ONLY_CYRILLIC.search(word)
    if not latin_only:
        return word.translate(_TO_CYRILLIC)
    if cyrillic_only and not (_ANY_CYRILLIC.match(word[0]) and _ANY_CYRILLIC.match(word[-1])):
        return word  # «PRщик»: two alphabets on purpose, one after the other
    few = not cyrillic_only and 3 * len(_ANY_CYRILLIC.findall(word)) < len(word)
    return word.translate(_TO_LATIN) if few else word.translate(_TO_CYRILLIC).translate(_BY_SOUND)


def shadowed(document: Document, shadow: Shadow) -> Document:
    """The document with the readable text, its passages and furniture moved along."""
    passages = tuple(_moved_to(passage, shadow) for passage in document.passages)
    furniture = tuple(_moved_to(stretch, shadow) for stretch in document.furniture)
    return msgspec.structs.replace(document, text=shadow.text, passages=passages, furniture=furniture)


def restored(markup: Markup, document: Document, shadow: Shadow) -> Markup:
    """The markup of the readable text with every offset in the characters of the document's own text."""
    if shadow.is_same:
        return msgspec.structs.replace(markup, document=document)
    return msgspec.structs.replace(
        markup,
        document=document,
        tokens=tuple(_moved_back(token, shadow) for token in markup.tokens),
        sentences=tuple(_moved_back(sentence, shadow) for sentence in markup.sentences),
        names=tuple(_moved_back(name, shadow) for name in markup.names),
        dates=tuple(_moved_back(date, shadow) for date in markup.dates),
        amounts=tuple(_moved_back(amount, shadow) for amount in markup.amounts),
        quotations=tuple(
            msgspec.structs.replace(
                _moved_back(quotation, shadow),
                inner_start=shadow.start(quotation.inner_start),
                inner_end=shadow.end(quotation.inner_end),
            )
            for quotation in markup.quotations
        ),
    )


def _moved_to(stretch: Passage | Furniture, shadow: Shadow) -> Any:
    return msgspec.structs.replace(stretch, start=shadow.of(stretch.start), end=shadow.of(stretch.end))


def _moved_back(placed: Placed, shadow: Shadow) -> Placed:
    start, end = placed.start, placed.end  # type: ignore[attr-defined]
    return msgspec.structs.replace(placed, start=shadow.start(start), end=shadow.end(end))
