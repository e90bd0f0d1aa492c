"""A text as lines, each with its place."""

from __future__ import annotations

import re

from msgspec import Struct

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_ENDED = re.compile(r"[.!?…:;][»”\"')\]]*$")


class Line(Struct, frozen=True):
    """One line that holds more than blanks: `text` is `document.text[start:end]`, without blanks around."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words the line has, split at blanks."""
        return len(self.text.split())

    @property
    def ends_a_sentence(self) -> bool:
        """Whether it ends as a sentence does; headings and captions mostly do not."""
        return bool(_ENDED.search(self.text))


def lines_of(text: str) -> list[Line]:
    """The lines of the text that hold more than blanks and marks of byte order."""
    found = []
    for match in _LINE.finditer(text):
        words = match.group().strip(" \t\xa0\ufeff\u200b\v")
        if words:
            start = match.start() + match.group().index(words)
            found.append(Line(start, start + len(words), words))
    return found
