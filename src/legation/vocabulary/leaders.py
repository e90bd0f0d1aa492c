"""Who held the highest offices of states since 1990: what readers know without being told.

The table `words/leaders.tsv` was compiled by hand for Legation. A text that says «Барак Обама» and not whose
president he is names a side all the same; that the side comes from here is told as derived.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from legation.vocabulary.tables import table

COLUMNS = ("state", "ru", "en", "post", "from", "to")
BEFORE, AFTER = 1, 3  # years by which a surname alone may be told earlier or later than its bearer's office
LATER = 12  # years after the office in which even a whole name is still that of its state's leader
SHORTEST = 4  # letters of a surname that may stand alone
HIGHEST = frozenset({"head-of-state", "head-of-government"})  # whose surname may stand without an office
NOW = 9999


class Leader(Struct, frozen=True):
    """One term of one person: the words of the name, folded, and the years of the office."""

    state: str
    words: tuple[str, ...]
    post: str
    first: int
    last: int


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word of a name as it is compared: small letters, «ё» and «э» as «е»."""
    return word.lower().replace("ё", "е").replace("э", "е")


@cache
def _by_word() -> dict[str, tuple[Leader, ...]]:
    found: dict[str, list[Leader]] = {}
    for row in table("leaders.tsv", COLUMNS):
        first, last = int(row["from"]), int(row["to"] or NOW)
        for name in (row["ru"], row["en"]):
            words = tuple(map(folded, name.split()))
            leader = Leader(row["state"], words, row["post"], first, last)
            for word in dict.fromkeys(words):
                found.setdefault(word, []).append(leader)
    return {word: tuple(leaders) for word, leaders in found.items()}


def side_of(name: Sequence[str], year: int = 0, in_office: bool = False) -> str:
    """The ISO code of the state whose leader a person of this name is or was; empty where the table does not
    know it, or knows two.

    `name` are the words of the name in the nominative; initials («Н.») end in a full stop. A surname alone
    is known only in the `year` of its bearer's office, and without an office beside it (`in_office`) only
    where it was a head's.
    """
    words = [folded(word) for word in name if not word.endswith(".") and len(word) > 1]
    letters = [word[0].lower() for word in name if word.endswith(".") or len(word) == 1]
    if not words:
        return ""
    whole = len(words) > 1 or bool(letters)
    if not whole and len(words[0]) < SHORTEST:
        return ""
    fitting = [leader for leader in _by_word().get(words[-1], ()) if _fits(leader, words, letters, whole)]
    if not whole:
        fitting = [
            leader
            for leader in fitting
            if leader.first - BEFORE <= year <= leader.last + AFTER and (in_office or leader.post in HIGHEST)
        ]
    elif year:  # later on they may stand for something else
        fitting = [leader for leader in fitting if year <= leader.last + LATER]
    states = {leader.state for leader in fitting}
    return states.pop() if len(states) == 1 else ""


def _fits(leader: Leader, words: Sequence[str], letters: Sequence[str], whole: bool) -> bool:
    """Whether a name can be a leader's: all its words are theirs, and its first initial begins another."""
    if not whole:
        return leader.words[-1] == words[0]
    if any(word not in leader.words for word in words):
        return False
    others = [word[0] for word in leader.words if word not in words]
    return not letters or letters[0] in others
