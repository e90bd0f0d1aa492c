"""Words of one speaker that several documents relay, told once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.fuzz import ratio, token_set_ratio

from legation.resolution.joining import Joins, Why
from legation.resolution.leading import Row, lead
from legation.resolution.spelling import fold, stem

SAME_WORDS = 82  # rapidfuzz's likeness from which two wordings are one statement
DAYS = 20  # within which one statement is relayed
SAYING = 5  # words from which one saying of two speakers is looked at
SHORTEST = 4  # words; shorter ones are one only where they are the same


@lru_cache(maxsize=1 << 14)
def _stems(quote: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in fold(quote).split())


def join_statements(rows: Sequence[Row], joins: Joins) -> dict[str, str]:
    """For each claim the smallest claim of its statement."""
    return lead(rows, _keys, _compare, joins)


def _keys(row: Row) -> list[Any]:
    return [(row["speaker_id"], word) for word in long_words(row["quote"])]


def long_words(quote: str) -> list[str]:
    """The stems of the four longest words, by which a statement is looked for."""
    return sorted(set(_stems(quote)), key=lambda w: (-len(w), w))[:4]


def saying(quote: str) -> str:
    """The words as they are compared between speakers; nothing where they are too few to be known again."""
    said = fold(quote)
    return said if len(said.split()) >= SAYING else ""


def unit_keys(row: Row) -> list[Any]:
    """Under what statements hang together: long words of one speaker, and the same saying of any."""
    speaker = row["actors"][0] if row["actors"] else row["speaker"]
    return [*((speaker, word) for word in row["words"]), *([row["saying"]] if row["saying"] else [])]


def _compare(a: Row, b: Row) -> Why:
    if a["place_key"] == b["place_key"] or abs(a["told_day"] - b["told_day"]) > DAYS:
        return []
    one, other = " ".join(_stems(a["quote"])), " ".join(_stems(b["quote"]))
    if min(len(_stems(a["quote"])), len(_stems(b["quote"]))) < SHORTEST:
        like = 100.0 if one == other else 0.0
    else:
        like = max(ratio(one, other), token_set_ratio(one, other) - 6)
    return [("words", round((like - SAME_WORDS) / 6, 2), f"{like:.0f} % alike")] if like > 60 else []


def statement_rows(
    rows: Sequence[Row], heads: Mapping[str, str], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One row for each statement, in its longest direct wording."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r["id"]):
        groups[heads[row["id"]]].append(row)
    made = []
    for head, group in sorted(groups.items()):
        shown = max(group, key=lambda r: (r["direct"], len(r["quote"]), r["id"]))
        made.append(
            {
                "id": f"s{head}",
                "speaker": shown["speaker_id"],
                "speaker_name": names.get(shown["speaker_id"], shown["speaker"]),
                "speaker_state": shown["speaker_state"],
                "quote": shown["quote"],
                "direct": shown["direct"],
                "about": sorted({state for r in group for state in r["about"]}),
                "via": shown["via"],
                "told": min((r["published"] for r in group if r["published"]), default=""),
                "sources": len({r["family"] for r in group}),
                "claims": len(group),
            }
        )
    return made
