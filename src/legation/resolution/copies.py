"""Copies of one text: exact, near and partial ones, passage by passage, so that a family counts as one source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from msgspec import Struct
from rensa import RMinHash, RMinHashLSH
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

WORDS = 4  # a shingle's length; measured on rewrites of agency items, shorter ones join mere like subjects
PERMUTATIONS, BANDS = 120, 40  # three rows a band: of texts alike by .5 all but .3 % meet, by .1 4 % do
NEAR = 0.55  # Jaccard from which two texts are one with changes
HELD = 0.6  # share of the shorter text found in the longer from which it is a part of it
LEAD = 0.75  # share of one lead found in the other text from which the lead was kept
LEAD_WORDS = 40
LONGEST = 200_000  # characters of a passage that are looked at
CANDIDATES = 60  # the earliest texts that each is compared with; a lead copied ten thousand times stays cheap
SHORTEST = 12  # words; shorter texts are compared only for being equal


class Text(Struct, frozen=True):
    """One passage's words, cut into shingles."""

    key: tuple[str, int]
    published: str
    exact: str
    shingles: frozenset[int]
    lead: frozenset[int]


def families(
    documents: Sequence[Mapping[str, Any]], passages: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of the table of families: each passage of each document in one family of copies.

    `documents` need `id`, `text`, `published`; `passages` their table's columns. A document without
    passages counts as one.
    """
    texts = sorted(_texts(documents, passages), key=lambda t: (t.published or "9999", t.key))
    pairs = _pairs(texts)
    # Each text follows the one earlier text that it is most like, so that a digest of two items, itself
    # partly a copy of each, does not make the two one source.
    best: dict[int, tuple[float, int, str]] = {}
    for (early, late), (kind, similarity) in sorted(pairs.items()):
        if similarity > best.get(late, (0.0, 0, ""))[0]:
            best[late] = (similarity, early, kind)
    label = _components(len(texts), [(early, late) for late, (_, early, _) in best.items()])
    heads: dict[int, int] = {}
    sizes: dict[int, int] = defaultdict(int)
    for number in range(len(texts)):
        heads.setdefault(label[number], number)
        sizes[label[number]] += 1
    rows = []
    for number, text in enumerate(texts):
        head = texts[heads[label[number]]]
        similarity, early, kind = best.get(number, (1.0, number, "original"))
        if sizes[label[number]] == 1:
            kind = "alone"
        rows.append(
            {
                "family": f"d{head.key[0]}" + (f".{head.key[1]}" if head.key[1] else ""),
                "document": text.key[0],
                "passage": text.key[1],
                "copy": kind,
                "of": "" if early == number else "{}#{}".format(*texts[early].key),
                "similarity": round(similarity, 3),
            }
        )
    return sorted(rows, key=lambda row: (row["document"], row["passage"]))


def _texts(documents: Sequence[Mapping[str, Any]], passages: Sequence[Mapping[str, Any]]) -> Iterable[Text]:
    cut: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for passage in passages:
        cut[passage["document"]].append(passage)
    for document in documents:
        whole = {"number": 0, "start": 0, "end": len(document["text"]), "published": ""}
        for passage in cut.get(document["id"]) or [whole]:
            text = document["text"][passage["start"] : passage["end"]][:LONGEST]
            words = _WORD.findall(text.lower().replace("ё", "е"))
            shingles = _shingles(words)
            lead = shingles if len(words) <= LEAD_WORDS else _shingles(words[:LEAD_WORDS])
            yield Text(
                (document["id"], passage["number"]),
                passage["published"] or document["published"] or "",
                " ".join(words),
                shingles,
                lead,
            )


_WORD = re.compile(r"\w+")
_FACTORS = np.array([1, 1_000_003, 998_244_353, 4_294_967_291], dtype=np.uint64)


@lru_cache(maxsize=1 << 20)
def _number(word: str) -> int:
    return crc32(word.encode())


def _shingles(words: Sequence[str]) -> frozenset[int]:
    """Hashes of the runs of words, stable from one process to the next."""
    if len(words) < WORDS:
        return frozenset()
    numbers = np.fromiter((_number(word) for word in words), dtype=np.uint64, count=len(words))
    runs = len(words) - WORDS + 1
    made = sum(numbers[at : at + runs] * _FACTORS[at] for at in range(WORDS))
    return frozenset(np.asarray(made).tolist())


def _pairs(texts: Sequence[Text]) -> dict[tuple[int, int], tuple[str, float]]:
    """The verified pairs (earlier, later) with the kind of copy and its similarity."""
    found: dict[tuple[int, int], tuple[str, float]] = {}
    by_words: dict[str, int] = {}
    distinct: list[int] = []
    for number, text in enumerate(texts):
        if not text.exact:
            continue
        first = by_words.setdefault(text.exact, number)
        if first != number:
            found[first, number] = ("exact", 1.0)
        elif len(text.shingles) > SHORTEST - WORDS:
            distinct.append(number)
    for early, late in _candidates(texts, distinct):
        kind, similarity = _copied(texts[early], texts[late])
        if kind:
            found[early, late] = (kind, similarity)
    return found


def _candidates(texts: Sequence[Text], distinct: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs of texts that may be copies: by MinHash of the whole, and of the lead."""
    found: set[tuple[int, int]] = set()
    for part in ("shingles", "lead"):
        index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
        for number in distinct:
            if part == "lead" and texts[number].lead is texts[number].shingles:
                continue  # the whole of a short text is its lead, and was looked up as such
            signature = RMinHash(num_perm=PERMUTATIONS, seed=7)
            signature.update([str(s) for s in sorted(getattr(texts[number], part))])
            for other in sorted(index.query(signature))[:CANDIDATES]:
                found.add((min(other, number), max(other, number)))
            index.insert(number, signature)
    return sorted(found)


def _copied(early: Text, late: Text) -> tuple[str, float]:
    shared = len(early.shingles & late.shingles)
    jaccard = shared / len(early.shingles | late.shingles)
    if jaccard >= NEAR:
        return "near", jaccard
    held = shared / min(len(early.shingles), len(late.shingles))
    if held >= HELD:
        return "partial", held
    for lead, whole in ((early.lead, late.shingles), (late.lead, early.shingles)):
        kept = len(lead & whole) / len(lead) if lead else 0.0
        if kept >= LEAD:
            return "partial", kept
    return "", 0.0


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return [int(n) for n in connected_components(graph, directed=False)[1]]
