"""What each document brings to resolution, worked out from that document alone.

Texts become runs of words and their signatures, claims the words that they are about, mentions the names that
the document has. Nothing here looks at two documents, so that what one brings is worked out once and kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

import duckdb
import pyarrow as pa

from legation.record.tables import INPUTS, empty
from legation.resolution.copies import TEXTS, texts_of
from legation.resolution.leading import topic
from legation.resolution.persons import looks_like_a_person
from legation.resolution.spelling import fold, root, stem
from legation.resolution.statements import long_words, saying
from legation.vocabulary.happening_words import happening_words
from legation.vocabulary.states import states

WORDS = 16  # roots of what a claim is about that are compared, the first in alphabetical order
LONGEST_NAME = 10  # words before a bracket that may be the name it shortens
_S, _I = pa.string(), pa.int32()

PREPARED: dict[str, Any] = {
    "documents": pa.schema({"id": _S, "published": _S, "superseded": pa.bool_()}),
    "passages": pa.schema({"document": _S, "number": _I, "start": _I, "end": _I, "published": _S}),
    **{name: INPUTS[name] for name in INPUTS if name.endswith("_claims")},
    "mentions": INPUTS["mentions"],
    "texts": TEXTS,
    # The roots of what an event's evidence is about; its manners and levels (bits), its ordinal (0: none).
    "event_words": pa.schema(
        {
            "id": _S,
            "words": pa.list_(_S),
            "manner": _I,
            "level": _I,
            "ordinal": _I,
            "organiser": pa.bool_(),
        }
    ),
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


def prepare(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of PREPARED, from the input tables of `record.tables` (a missing one counts as empty)."""
    whole = {**empty(INPUTS), **tables}
    given = {name: _once(name, whole[name].select(INPUTS[name].names)) for name in INPUTS}
    with duckdb.connect(":memory:") as con:
        for name in INPUTS:
            con.register(name, given[name])
        made: dict[str, Any] = {"texts": texts_of(con), "capitals": _capitals(con)}
        con.register("capitals", made["capitals"])
        made |= {
            "names": con.sql("""
                SELECT document, name, kind, state, count(*)::BIGINT n FROM (
                    SELECT document, name, kind, state FROM mentions WHERE kind <> 'state' AND name <> ''
                    UNION ALL SELECT document, city, 'place', state FROM capitals
                ) GROUP BY ALL ORDER BY ALL
            """).to_arrow_table(),
            "glosses": _glosses(con),
            "statement_words": _statement_words(con),
        }
        _said(con)
        made["event_words"] = _event_words(con)
        made["signings"] = _signings(con)
    made |= {name: given[name] for name in PREPARED if name in given}
    return {name: made[name].select(PREPARED[name].names).cast(PREPARED[name]) for name in PREPARED}


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


def _said(con: duckdb.DuckDBPyConnection) -> None:
    """Leave in `con` the table `said`: the words of each event's evidence, and those around it.

    What meetings were about is seldom told beside them; of other acts the whole sentence is looked at.
    """
    con.execute("""
        CREATE TEMP TABLE said AS
        SELECT c.id, c.document, c.passage, c.type, c.act, c.start, c."end",
               lower(replace(array_to_string(list_transform(c.evidence, lambda e: e.quote), ' '), 'ё',
                   'е')) said,
               CASE WHEN c.type = 'CONSULT' THEN '' ELSE lower(replace(
                   regexp_extract(substr(d.text, greatest(1, c.start - 199), least(200, c.start)),
                       '[^.!?\n]*$')
                   || ' ' || regexp_extract(substr(d.text, c."end" + 1, 200), '^[^.!?\n]*'), 'ё', 'е'))
               END around
        FROM event_claims c LEFT JOIN documents d ON d.id = c.document
    """)
    con.execute("""
        CREATE TEMP TABLE said_words AS
        SELECT id, document, w FROM (SELECT id, document, unnest(string_split_regex(
            said || ' ' || coalesce(around, ''), '[^a-zа-я0-9]+')) w FROM said) WHERE length(w) > 2
    """)


def _event_words(con: duckdb.DuckDBPyConnection) -> Any:
    words = [w for (w,) in con.execute("SELECT DISTINCT w FROM said_words").fetchall()]
    kept = [(w, *_rooted(w)) for w in sorted(words) if _rooted(w)[1]]
    _register(con, "stems", ("w", "stem", "root"), kept)
    _register(con, "silent", ("document", "stem"), _silent(con))
    told = [(w, *bits) for w in sorted(words) if any(bits := _told(w))]
    kinds = {"manner": _I, "level": _I, "ordinal": pa.bool_()}
    _register(con, "telling_words", ("w", "manner", "level", "ordinal"), told, kinds)
    con.execute("""
        CREATE TEMP TABLE telling AS
        SELECT s.id, bit_or(t.manner) manner, bit_or(t.level) AS level, bool_or(t.ordinal) ordinal
        FROM (SELECT id, unnest(string_split_regex(said, '[^a-zа-я0-9]+')) w FROM said
            WHERE type = 'CONSULT' OR act = 'sign') s JOIN telling_words t USING (w) GROUP BY s.id
    """)
    _register(con, "ordinals", ("id", "ordinal"), _ordinals(con), {"ordinal": _I})
    return con.sql(f"""
        SELECT s.id, coalesce(r.words, []) words, coalesce(t.manner, 0) manner, coalesce(t.level, 0) AS level,
               coalesce(o.ordinal, 0) ordinal, contains(s.said, 'организатор') organiser
        FROM said s LEFT JOIN telling t USING (id) LEFT JOIN ordinals o USING (id) LEFT JOIN (
            SELECT id, list_slice(list(DISTINCT root ORDER BY root), 1, {WORDS}) words
            FROM said_words JOIN stems USING (w) ANTI JOIN silent USING (document, stem) GROUP BY id
        ) r USING (id)
        ORDER BY s.id
    """).to_arrow_table()


def _register(
    con: duckdb.DuckDBPyConnection,
    name: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[Any, ...]],
    types: Mapping[str, Any] | None = None,
) -> None:
    cells: list[Any] = list(zip(*rows, strict=True)) or [[] for _ in columns]
    of = types or {}
    con.register(name, pa.table({n: pa.array(c, of.get(n, _S)) for n, c in zip(columns, cells, strict=True)}))


@cache
def _state_stems() -> frozenset[str]:
    return frozenset(
        stem(word)
        for state in states().values()
        for name in (*state.names, *state.adjectives, *state.capitals)
        for word in fold(name).split()
    )


@cache
def _english_states() -> frozenset[str]:
    """The words of the English names of states, which say nothing of what an act was about."""
    return frozenset(
        word
        for state in states().values()
        for name in (*state.en_names, *state.en_adjectives, *state.en_capitals)
        for word in fold(name).split()
    )


@lru_cache(maxsize=1 << 18)
def _rooted(word: str) -> tuple[str, str]:
    """The stem and the root of a word that says what an act was about; nothing for one that says little."""
    words = happening_words()
    if word in words.english or word in _english_states():
        return stem(word), ""
    bare = stem(words.means.get(word, word))
    word = words.means.get(word, word)
    if bare in _state_stems() or word in words.small or word.startswith(words.generic):
        return bare, ""
    return bare, root(word)


def _silent(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """The stems of the names of persons and places in each document: who acts is no subject."""
    rows = con.execute("""
        SELECT DISTINCT document, name, kind FROM mentions WHERE kind IN ('person', 'place')
        UNION SELECT DISTINCT c.document, c.name, '' FROM (
            SELECT document, unnest(actors) name FROM event_claims) c
        ANTI JOIN mentions m ON m.document = c.document AND m.name = c.name
    """).fetchall()
    return sorted(
        {
            (document, bare)
            for document, name, kind in rows
            if kind or looks_like_a_person(name)
            for bare in _stems(name)
        }
    )


@lru_cache(maxsize=1 << 17)
def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in fold(name).split())


@lru_cache(maxsize=1 << 18)
def _told(word: str) -> tuple[int, int, bool]:
    """The manners and levels that a word tells (bits), and whether it begins as an ordinal does."""
    words = happening_words()
    word = words.means.get(word, word)
    return _bits(word, words.manners), _bits(word, words.levels), word.startswith(_ordinal_beginnings())


@cache
def _ordinal_beginnings() -> tuple[str, ...]:
    return tuple(happening_words().ordinals.values())


def _bits(word: str, lists: dict[str, tuple[str, ...]]) -> int:
    return sum(1 << n for n, beginnings in enumerate(lists.values()) if word.startswith(beginnings))


def _ordinals(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """The number in a row that the evidence gives: «девятая встреча», «3-й раунд»."""
    words = happening_words()
    nouns = "|".join(words.counted)
    pattern = rf"(?:^|[^а-я])({'|'.join(words.ordinals.values())})[а-я]{{1,4}} (?:[а-я-]+ ){{0,2}}(?:{nouns})"
    found = con.execute(
        "SELECT id, regexp_extract(said, ?, 1) o FROM said JOIN telling t USING (id) WHERE t.ordinal",
        [pattern],
    ).fetchall()
    number_of = {beginning: number for number, beginning in words.ordinals.items()}
    return [(id, number_of[beginning]) for id, beginning in sorted(found) if beginning in number_of]


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
