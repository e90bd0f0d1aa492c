"""Full-text search over lemmas: «визиты Назарбаева» finds «визит Назарбаева»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection

from legation.errors import BadInput
from legation.record.resolved import Hit
from legation.store.filters import Found, cursor_at, place_of
from legation.store.packing import evidence_of, starts_of
from legation.store.rows import as_json, rows
from legation.store.words import is_without_blanks
from legation.vocabulary.morphology import analyser

_MARK = re.compile("[\x02\x03]")  # as `highlight` sets them
RANKED = 2_000  # documents among which the best are chosen at once
END = 2**62  # above every document's number
AROUND = 90  # characters shown on either side of a match
_WORD = re.compile(r"[\w]+(?:[-'’][\w]+)*")
_ENGLISH_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|es|s|ed|ing)$")


@lru_cache(16_384)
def lemmas_of(word: str) -> tuple[str, ...]:
    """The lemmas that a word asked for may have, itself among them."""
    bare = word.lower().replace("ё", "е")
    found = {bare}
    if re.search("[а-я]", bare):
        found |= {parse.normal_form.replace("ё", "е") for parse in analyser().parse(bare)}
    else:
        found.add(_ENGLISH_ENDING.sub("", bare))
    return tuple(sorted(found))


def expression(asked: str) -> str:
    """The query in FTS5's language: every word must stand in the text, «words in quotes» side by side."""
    parts = []
    for quoted, word in re.findall(r'["«“]([^"»”]+)["»”]|(\S+)', asked):
        words = _WORD.findall(quoted or word)
        if not words:
            continue
        if any(map(is_without_blanks, words)):
            parts.append('"' + " ".join(letter for w in words for letter in w.lower()) + '"')
            continue
        # FTS5 has no alternatives inside a phrase: of a phrase the likeliest lemmas are asked for.
        if quoted:
            parts.append('"' + " ".join(_likeliest(w) for w in words) + '"')
            continue
        parts += ["(" + " OR ".join(f'"{lemma}"' for lemma in lemmas_of(w)) + ")" for w in words]
    return " AND ".join(parts)


def _likeliest(word: str) -> str:
    bare = word.lower().replace("ё", "е")
    return str(analyser().parse(bare)[0].normal_form).replace("ё", "е") if re.search("[а-я]", bare) else bare


_MATCHED = """FROM words WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?
AND NOT EXISTS (SELECT 1 FROM documents INDEXED BY documents_superseded
WHERE superseded_by <> '' AND number = words.rowid)"""
_RANKED = f"SELECT words.rowid, rank {_MATCHED} ORDER BY words.rowid DESC LIMIT ?"


def found_text(connection: Connection, asked: str, limit: int = 20, cursor: str = "") -> Found[Hit]:
    """Documents in which all the words stand; a hit shows where they stand closest.

    The best of the RANKED that were read last come first, then the best of as many before them, and so on:
    what a common word costs does not grow with the record.
    """
    query = expression(asked)
    if not query:
        return Found(())
    top, past = _window_of(cursor) if cursor else (END, 0)
    ranked = rows(connection, _RANKED, (query, 0, top, RANKED))
    low = ranked[-1][0] if len(ranked) == RANKED else 0
    numbers = _best(connection, ranked, past + limit + 1)[past:]
    hits = _hits(connection, query, numbers[:limit])
    if len(numbers) > limit:
        return Found(hits, cursor_at(top, past + limit))
    return Found(hits, cursor_at(low, "0") if low else "")


def _best(connection: Connection, ranked: Sequence[Sequence[Any]], count: int) -> list[int]:
    """The numbers of so many documents with the lowest ranks; of equal ones those whose ids come first."""
    ranks = sorted(rank for _, rank in ranked)
    last = ranks[min(count, len(ranks)) - 1] if ranks else 0.0
    near = {number: rank for number, rank in ranked if rank <= last}
    ids = dict(rows(connection, _IDS, (as_json(near),)))
    return sorted(near, key=lambda number: (near[number], ids[number]))[:count]


def _window_of(cursor: str) -> tuple[int, int]:
    """Below which document, and after how many hits, a cursor goes on. Raises BadInput."""
    top, past = place_of(cursor)
    if not (top.isdecimal() and past.isdecimal() and len(top + past) < 30):
        raise BadInput(
            f"«{cursor[:40]}» is no cursor of a search; give the one that came with the list before."
        )
    return int(top), int(past)


_IDS = "SELECT number, id FROM documents WHERE number IN (SELECT value FROM json_each(?))"
# One walk over what matches: asking for each document by itself would look up all the words each time.
_FOUND = """SELECT d.number, d.id, d.name, d.published, d.text, d.starts,
highlight(words, 0, char(2), char(3)) AS marked FROM words JOIN documents d ON d.number = words.rowid
WHERE words MATCH ? AND words.rowid >= ? AND words.rowid <= ?
AND +words.rowid IN (SELECT value FROM json_each(?))"""


class _Row(NamedTuple):
    """One of the documents found: marking the words of all before the best are chosen would take long."""

    number: int
    id: str
    name: str
    published: str
    text: str
    starts: bytes
    marked: str


class _Place(NamedTuple):
    """Where in a document found the words stand."""

    row: _Row
    start: int
    end: int


def _hits(connection: Connection, query: str, numbers: Sequence[int]) -> list[Hit]:
    if not numbers:
        return []
    asked = (query, min(numbers), max(numbers), as_json(numbers))
    found = {row[0]: _place(_Row(*row)) for row in rows(connection, _FOUND, asked)}
    items = _items_at(connection, list(found.values()))
    return [_hit(found[number], items[number]) for number in numbers]


def _place(row: _Row) -> _Place:
    first, last = _closest(_marked_words(row.marked))
    starts = starts_of(row.starts, str(row.number))
    start = starts[first] if first < len(starts) else 0
    end = starts[last + 1] if last + 1 < len(starts) else len(row.text)
    return _Place(row, start, start + len(row.text[start:end].rstrip()))


def _hit(place: _Place, items: Iterable[str]) -> Hit:
    row, start, end = place
    before, after = _around(row.text, start, end)
    return Hit(
        document=row.id,
        document_name=row.name,
        published=row.published,
        start=start,
        end=end,
        before=before,
        match=row.text[start:end],
        after=after,
        items=tuple(sorted(items)),
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after on the same line, cut between words."""
    before, after = text[max(start - AROUND, 0) : start], text[end : end + AROUND]
    if start > AROUND:
        before = before.partition(" ")[2] or before
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] or after
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _marked_words(marked: str) -> list[int]:
    """The numbers of the words with a mark: the blanks before it tell, for most words are unmarked."""
    found: list[int] = []
    number = at = 0
    for mark in _MARK.finditer(marked):
        number += marked.count(" ", at, mark.start())
        at = mark.start()
        if not found or found[-1] != number:
            found.append(number)
    return found


def _closest(words: list[int]) -> tuple[int, int]:
    """The longest run of marked words with at most two others between each and the next."""
    best = run = (words[0], words[0]) if words else (0, 0)
    size = best_size = 1
    for word in words[1:]:
        near = word - run[1] <= 3
        run, size = ((run[0], word), size + 1) if near else ((word, word), 1)
        if size > best_size:
            best, best_size = run, size
    return best


_SAID = """SELECT c.document, c.id, c.body FROM json_each(?) i CROSS JOIN claims c ON c.document = i.value"""
_RESTS = "SELECT t.claim, t.item FROM json_each(?) i CROSS JOIN tellings t ON t.claim = i.value"


def _items_at(connection: Connection, places: Sequence[_Place]) -> dict[int, set[str]]:
    """What rests on the words at each of these places, by the number of the document."""
    at = {place.row.number: place for place in places}
    told = {
        claim: document
        for document, claim, body in rows(connection, _SAID, (as_json(at),))
        if any(e.start < at[document].end and at[document].start < e.end for e in evidence_of(body))
    }
    items: dict[int, set[str]] = {number: set() for number in at}
    for claim, item in rows(connection, _RESTS, (as_json(told),)):
        items[told[claim]].add(item)
    return items
