"""Full-text search over lemmas: «визиты Назарбаева» finds «визит Назарбаева»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from legation.errors import BadInput
from legation.record.resolved import Hit
from legation.store.filters import Found, cursor_at, place_of
from legation.store.packing import evidence_of, starts_of
from legation.store.rows import rows
from legation.store.words import is_without_blanks
from legation.vocabulary.morphology import analyser

OPEN, CLOSE = "\x02", "\x03"
RANKED = 2_000  # documents among which the best are chosen at once
END = 2**62  # above every document's number
AROUND = 90  # characters shown on either side of a match
_WORD = re.compile(r"[\w]+(?:[-'’][\w]+)*")
_ENGLISH_ENDING = re.compile(r"(?<=[a-z]{3})(?:ies|es|s|ed|ing)$")


def lemmas_of(word: str) -> list[str]:
    """The lemmas that a word asked for may have, itself among them."""
    bare = word.lower().replace("ё", "е")
    found = {bare}
    if re.search("[а-я]", bare):
        found |= {parse.normal_form.replace("ё", "е") for parse in analyser().parse(bare)}
    else:
        found.add(_ENGLISH_ENDING.sub("", bare))
    return sorted(found)


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


_MATCHED = (
    "FROM words JOIN documents d ON d.number = words.rowid WHERE words MATCH ? "
    "AND words.rowid >= ? AND words.rowid < ? AND d.superseded_by = ''"
)


def found_text(connection: Connection, asked: str, limit: int = 20, cursor: str = "") -> Found[Hit]:
    """Documents in which all the words stand; a hit shows where they stand closest.

    The best of the RANKED that were read last come first, then the best of as many before them, and so on:
    what a common word costs does not grow with the record.
    """
    query = expression(asked)
    if not query:
        return Found(())
    top, past = _window_of(cursor) if cursor else (END, 0)
    order = "ORDER BY words.rowid DESC LIMIT 1 OFFSET ?"
    found = rows(connection, f"SELECT words.rowid {_MATCHED} {order}", (query, 0, top, RANKED - 1))
    low = found[0][0] if found else 0
    best = "ORDER BY rank, d.id LIMIT ? OFFSET ?"
    numbers = [
        number
        for (number,) in rows(
            connection, f"SELECT words.rowid {_MATCHED} {best}", (query, low, top, limit + 1, past)
        )
    ]
    hits = [_hit(connection, _row(connection, query, number)) for number in numbers[:limit]]
    if len(numbers) > limit:
        return Found(hits, cursor_at(top, past + limit))
    return Found(hits, cursor_at(low, "0") if low else "")


def _window_of(cursor: str) -> tuple[int, int]:
    """Below which document, and after how many hits, a cursor goes on. Raises BadInput."""
    top, past = place_of(cursor)
    if not (top.isdecimal() and past.isdecimal() and len(top + past) < 30):
        raise BadInput(
            f"«{cursor[:40]}» is no cursor of a search; give the one that came with the list before."
        )
    return int(top), int(past)


_FOUND = """SELECT d.number, d.id, d.name, d.published, d.text, d.starts,
highlight(words, 0, char(2), char(3)) AS marked FROM words JOIN documents d ON d.number = words.rowid
WHERE words MATCH ? AND words.rowid = ?"""


class _Row(NamedTuple):
    """One of the documents found: marking the words of all before the best are chosen would take long."""

    number: int
    id: str
    name: str
    published: str
    text: str
    starts: bytes
    marked: str


def _row(connection: Connection, query: str, number: int) -> _Row:
    return _Row(*rows(connection, _FOUND, (query, number))[0])


def _hit(connection: Connection, row: _Row) -> Hit:
    first, last = _closest(_marked_words(row.marked))
    starts = starts_of(row.starts, str(row.number))
    start = starts[first] if first < len(starts) else 0
    end = starts[last + 1] if last + 1 < len(starts) else len(row.text)
    end = start + len(row.text[start:end].rstrip())
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
        items=tuple(sorted(_items_at(connection, row.number, start, end))),
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
    return [number for number, word in enumerate(marked.split(" ")) if OPEN in word or CLOSE in word]


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


_TOLD = """SELECT c.body, t.item FROM claims c JOIN tellings t ON t.claim = c.id
WHERE c.document = ?"""


def _items_at(connection: Connection, document: int, start: int, end: int) -> Iterable[str]:
    return {
        item
        for body, item in rows(connection, _TOLD, (document,))
        if any(e.start < end and start < e.end for e in evidence_of(body))
    }
