"""The shape of a word as the tagger's weights know it: script and outline («RU_Xx», «PUNCT_,», «NUM»)."""

from __future__ import annotations

import re

PUNCTUATION = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
SCRIPT = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(PUNCTUATION)}]+)", re.IGNORECASE
)


def shape(word: str) -> str:
    """The word's shape, one of those the weights were trained with (slovnet's `word_shape`)."""
    match = SCRIPT.match(word)
    script = match.lastgroup if match else "OTHER"
    if script in ("RU", "EN"):
        return f"{script}_{_outline(word)}"
    if script == "PUNCT":
        return f"PUNCT_{word}" if len(word) == 1 and word in PUNCTUATION else "PUNCT_OTHER"
    return script or "OTHER"


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
