"""What each document brings to resolution, worked out from that document alone.

Texts become runs of words and their signatures, claims the words that they are about, mentions the names that
the document has. Nothing here looks at two documents, so that what one brings is worked out once and kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from legation.record.tables import INPUTS, empty
from legation.resolution.batches import in_batches
from legation.resolution.copies import TEXTS, texts_of
from legation.resolution.event_words import EVENT_WORDS, event_words, say
from legation.resolution.leading import topic
from legation.resolution.spelling import fold, stem
from legation.resolution.statements import long_words, saying
from legation.vocabulary.states import states

LONGEST_NAME = 10  # words before a bracket that may be the name it shortens
_S, _I = pa.string(), pa.int32()

PREPARED: dict[str, Any] = {
    "documents": pa.schema({"id": _S, "published": _S, "superseded": pa.bool_()}),
    "passages": pa.schema({"document": _S, "number": _I, "start": _I, "end": _I, "published": _S}),
    **{name: INPUTS[name] for name in INPUTS if name.endswith("_claims")},
    "mentions": INPUTS["mentions"],
    "texts": TEXTS,
    "event_words": EVENT_WORDS,
    # How often a document has each name, by kind and state.
    "names": pa.schema({"document": _S, "name": _S, "kind": _S, "state": _S, "n": pa.int64()}),
    # Mentions of a capital that stands for its state: the city itself, by its name.
    "capitals": pa.schema({"document": _S, "start": _I, "end": _I, "text": _S, "state": _S, "city": _S}),
    # Letters that stand in brackets behind words, with the stems of those words.
    "glosses": pa.schema({"document": _S, "letters": _S, "stems": pa.list_(_S)}),
    # The words by which a statement is looked for: stems of its longest, and all of them (hashed).
    "statement_words": pa.schema({"id": _S, "words": pa.list_(_S), "saying": _S}),
    # Claims of signing or ratifying beside the claim of the agreement that they are about.
    "signings": pa.schema({"agreement": _S, "event": _S}),
}


class Prepared(Mapping[str, Any]):
    """The tables of PREPARED by name. Some may still be on their way: who asks for one waits for it, and gets
    it once, so that it goes when it has been used."""

    def __init__(self, made: Mapping[str, Any], coming: Mapping[str, Future[dict[str, Any]]]) -> None:
        self._made, self._coming = made, coming

    def __getitem__(self, name: str) -> Any:
        rows = self._coming[name].result().pop(name) if name in self._coming else self._made[name]
        return rows.select(PREPARED[name].names).cast(PREPARED[name])

    def __iter__(self) -> Iterator[str]:
        return iter(PREPARED)

    def __len__(self) -> int:
        return len(PREPARED)


def prepare(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of PREPARED, from the input tables of `record.tables` (a missing one counts as empty)."""
    with ThreadPoolExecutor(2) as beside:
        return dict(preparing(tables, beside))


def preparing(tables: Mapping[str, Any], beside: Executor) -> Prepared:
    """What `prepare` gives, before all of it is there: texts, and the words of events, are made `beside`."""
    whole = {**empty(INPUTS), **tables}
    given = {name: _once(name, whole[name].select(INPUTS[name].names)) for name in INPUTS}
    texts, words = beside.submit(_texts, given), beside.submit(_words, given)
    with _database(given, INPUTS) as con:
        made: dict[str, Any] = {name: given[name] for name in PREPARED if name in given}
        made["capitals"] = _capitals(con)
        con.register("capitals", made["capitals"])
        made["names"] = con.sql("""
            SELECT document, name, kind, state, count(*)::BIGINT n FROM (
                SELECT document, name, kind, state FROM mentions WHERE kind <> 'state' AND name <> ''
                UNION ALL SELECT document, city, 'place', state FROM capitals
            ) GROUP BY ALL ORDER BY ALL
        """).to_arrow_table()
        made["glosses"] = _glosses(con)
        made["statement_words"] = _statement_words(con)
    coming = {"texts": texts, "event_words": words, "signings": words}
    return Prepared({name: made.get(name) for name in PREPARED}, coming)


@contextmanager
def _database(given: Mapping[str, Any], names: Iterable[str]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as con:
        for name in names:
            con.register(name, in_batches(given[name]))
        yield con


def _texts(given: Mapping[str, Any]) -> dict[str, Any]:
    with _database(given, ("documents", "passages")) as con:
        return {"texts": texts_of(con)}


def _words(given: Mapping[str, Any]) -> dict[str, Any]:
    """What the claims of events are about, and which of them sign what."""
    with _database(given, ("documents", "mentions", "event_claims", "agreement_claims")) as con:
        say(con)
        return {"event_words": event_words(con), "signings": _signings(con)}


# What tells two rows of a table apart; the other tables may say a thing twice.
_KEYS = {"passages": ("document", "number"), "mentions": ()}


def _once(name: str, rows: Any) -> Any:
    """The rows, of each thing one, whichever order they came in."""
    keys = _KEYS.get(name, ("id",))
    if not keys:
        return rows.group_by(rows.column_names).aggregate([]) if rows.num_rows else rows
    if rows.num_rows == 0 or rows.group_by(list(keys)).aggregate([]).num_rows == rows.num_rows:
        return rows
    plain = [n for n in rows.column_names if not pa.types.is_nested(rows.schema.field(n).type)]
    rows = rows.sort_by([(n, "ascending") for n in (*keys, *(n for n in plain if n not in keys))])
    own = list(zip(*(rows[key].to_pylist() for key in keys), strict=True))
    return rows.take(pa.array([n for n, k in enumerate(own) if not n or k != own[n - 1]], pa.int64()))


def _capitals(con: duckdb.DuckDBPyConnection) -> Any:
    """Capitals used for their states; who speaks of the state also names the city."""
    rows = con.execute("""
        SELECT DISTINCT document, start, "end", text, name FROM mentions WHERE how = 'capital' ORDER BY ALL
    """).fetchall()
    found = [(*row, _city(row[3], row[4])) for row in rows]
    made = [dict(zip(PREPARED["capitals"].names, row, strict=True)) for row in found if row[-1]]
    return pa.Table.from_pylist(made, schema=PREPARED["capitals"])


@lru_cache(maxsize=1 << 17)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in fold(name).split())


@lru_cache(maxsize=1 << 14)
def _city(text: str, code: str) -> str:
    """The name in the nominative of the state's capital that a text gives in some case."""
    state = states().get(code)
    said = _stems(text)
    for name in (*state.capitals, *state.en_capitals) if state else ():
        own = _stems(name)
        if len(own) == len(said) and all(a[:5] == b[:5] for a, b in zip(own, said, strict=True)):
            return state.capitals[0] if state and name in state.en_capitals and state.capitals else name
    return ""


_GLOSS = re.compile(r"([^\n.;:(]{6,120})\(([А-ЯЁA-Z][А-ЯЁA-Zа-яё]{1,9})\)")


def _glosses(con: duckdb.DuckDBPyConnection) -> Any:
    """Abbreviations that a text gives in brackets behind words."""
    texts = con.execute("SELECT id, text FROM documents WHERE contains(text, '(') ORDER BY id").fetchall()
    found = {
        (document, fold(raw), tuple([stem(word) for word in fold(before).split()][-LONGEST_NAME:]))
        for document, text in texts
        for before, raw in _GLOSS.findall(text)
    }
    rows = [dict(zip(("document", "letters", "stems"), row, strict=True)) for row in sorted(found)]
    return pa.Table.from_pylist(rows, schema=PREPARED["glosses"])


def _statement_words(con: duckdb.DuckDBPyConnection) -> Any:
    rows = con.execute("SELECT id, quote FROM statement_claims ORDER BY id").fetchall()
    made = [{"id": id, "words": long_words(quote), "saying": _hashed(saying(quote))} for id, quote in rows]
    return pa.Table.from_pylist(made, schema=PREPARED["statement_words"])


def _hashed(words: str) -> str:
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest() if words else ""


def _signings(con: duckdb.DuckDBPyConnection) -> Any:
    """Which claims of signing or ratifying are of which agreement told in the same passage."""
    places: dict[tuple[str, int], list[tuple[str, int, int, frozenset[str]]]] = defaultdict(list)
    for id, document, passage, start, end, name in con.execute(
        'SELECT id, document, passage, start, "end", name FROM agreement_claims ORDER BY id'
    ).fetchall():
        places[document, passage].append((id, start, end, topic(name)))
    found = []
    for id, document, passage, start, end, said in con.execute("""
        SELECT id, document, passage, start, "end", said FROM said
        WHERE type = 'SUPPORT' AND act IN ('sign', 'ratify') ORDER BY id
    """).fetchall():
        for agreement, first, last, named in places.get((document, passage), ()):
            if max(first - end, start - last) < 0 or (named and named <= topic(said)):
                found.append({"agreement": agreement, "event": id})
    return pa.Table.from_pylist(found, schema=PREPARED["signings"])
