"""What the claims of events are about: the roots of their sentences, without the names of who acts in them.

Sentences are cut by the database; from then on a word is a number, and only distinct words are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute
from msgspec import Struct
from numpy.typing import NDArray

from legation.resolution.batches import in_batches
from legation.resolution.persons import looks_like_a_person
from legation.resolution.ranking import found, ranks, starts
from legation.resolution.spelling import fold, root, stem
from legation.vocabulary.happening_words import happening_words
from legation.vocabulary.states import states

Numbers = NDArray[Any]
WORDS = 16  # roots of what a claim is about that are compared, the first in alphabetical order
AT_ONCE = 100_000  # claims whose words are held as words at one time: bounds memory
_CUT = "[^a-zа-я0-9]+"
_S, _I = pa.string(), pa.int32()

# The roots of what an event's evidence is about; its manners and levels (bits), its ordinal (0: none).
EVENT_WORDS = pa.schema(
    {
        "id": _S,
        "words": pa.list_(_S),
        "manner": _I,
        "level": _I,
        "ordinal": _I,
        "organiser": pa.bool_(),
    }
)


def say(con: duckdb.DuckDBPyConnection) -> None:
    """Leave in `con` the table `said`: the evidence of each claim of an event in small letters, numbered."""
    con.execute("""
        CREATE TEMP TABLE said AS
        SELECT n, c.id, c.document, c.passage, c.type, c.act, c.start, c."end",
               lower(replace(array_to_string(list_transform(c.evidence, lambda e: e.quote), ' '), 'ё',
                   'е')) said
        FROM event_claims c
        JOIN (SELECT id, (row_number() OVER (ORDER BY id) - 1)::INTEGER n FROM event_claims) USING (id)
    """)


class Said(Struct, frozen=True):
    """All words of all claims: the claim's number, the word's in `words`, whether the evidence says it."""

    claim: Numbers
    word: Numbers
    inside: Numbers
    words: list[str]


def event_words(con: duckdb.DuckDBPyConnection) -> Any:
    """The table EVENT_WORDS of the claims of `said`."""
    base = con.sql("""
        SELECT n, id, document, type = 'CONSULT' OR act = 'sign' telling,
               contains(said, 'организатор') organiser FROM said ORDER BY n
    """).to_arrow_table()
    said = _words(con, base.num_rows)
    size = base.num_rows
    telling = base["telling"].to_numpy(zero_copy_only=False)[said.claim] & said.inside
    bits = [_told(word) for word in said.words]
    manner, level = (
        _bits_of(size, said.claim[telling], np.array([b[n] for b in bits] or [0])[said.word[telling]])
        for n in (0, 1)
    )
    hinted = np.array([b[2] for b in bits] or [False])[said.word] & telling
    return pa.table(
        {
            "id": base["id"],
            "words": _roots(con, said, base["document"]),
            "manner": pa.array(manner, _I),
            "level": pa.array(level, _I),
            "ordinal": pa.array(_ordinals(con, np.unique(said.claim[hinted]), size), _I),
            "organiser": base["organiser"],
        },
        schema=EVENT_WORDS,
    )


def _words(con: duckdb.DuckDBPyConnection, size: int) -> Said:
    """The words of more than two letters, claim by claim.

    What meetings were about is seldom told beside them; of other acts the whole sentence is looked at.
    """
    numbers: dict[str, int] = {}
    parts: list[tuple[Numbers, Numbers, Numbers]] = []
    for at in range(0, size, AT_ONCE):
        near = con.sql(f"""
            SELECT s.n, s.said, CASE WHEN s.type = 'CONSULT' THEN '' ELSE lower(replace(
                    regexp_extract(substr(d.text, greatest(1, s.start - 199), least(200, s.start)),
                        '[^.!?\n]*$')
                    || ' ' || regexp_extract(substr(d.text, s."end" + 1, 200), '^[^.!?\n]*'), 'ё', 'е'))
                END around
            FROM said s LEFT JOIN documents d ON d.id = s.document
            WHERE s.n >= {at} AND s.n < {at + AT_ONCE}
        """).to_arrow_table()
        con.register("near", in_batches(near))
        cut = con.sql(f"""
            SELECT n, string_split_regex(said, '{_CUT}') said, string_split_regex(around, '{_CUT}') around
            FROM near
        """).to_arrow_table()
        con.unregister("near")
        parts += [_numbered(cut, column, numbers) for column in ("said", "around")]
    columns = (np.concatenate([part[n] for part in parts] or [np.zeros(0, np.int32)]) for n in range(3))
    claim, word, inside = columns
    return Said(claim, word, inside.astype(bool), list(numbers))


def _numbered(cut: Any, column: str, numbers: dict[str, int]) -> tuple[Numbers, Numbers, Numbers]:
    """The words of one column as numbers of `numbers`, which grows, beside the numbers of their claims."""
    lists = cut[column].combine_chunks()
    encoded = lists.flatten().dictionary_encode()
    of = np.array(
        [numbers.setdefault(w, len(numbers)) if len(w) > 2 else -1 for w in encoded.dictionary.to_pylist()]
        or [-1],
        dtype=np.int32,
    )
    word = of[np.asarray(encoded.indices)]
    lengths = np.asarray(pa.compute.fill_null(pa.compute.list_value_length(lists), 0))
    claim = np.repeat(cut["n"].to_numpy(), lengths)
    kept = word >= 0
    return claim[kept].astype(np.int32), word[kept], np.full(int(kept.sum()), column == "said")


def _bits_of(size: int, claim: Numbers, bits: Numbers) -> Numbers:
    """For each claim all bits that its words have."""
    made = np.zeros(size, dtype=np.int32)
    some = bits != 0
    np.bitwise_or.at(made, claim[some], bits[some].astype(np.int32))
    return made


def _roots(con: duckdb.DuckDBPyConnection, said: Said, documents: Any) -> Any:
    """For each claim the roots of its words, each once, the first `WORDS` in alphabetical order."""
    rooted = [_rooted(word) for word in said.words]
    roots = sorted({made for _, made in rooted if made})
    rank = {made: n for n, made in enumerate(roots)}
    stems = {made: n for n, made in enumerate(dict.fromkeys(bare for bare, _ in rooted))}
    root_of = np.array([rank.get(made, -1) for _, made in rooted] or [-1], dtype=np.int32)
    stem_of = np.array([stems[bare] for bare, _ in rooted] or [0], dtype=np.int32)
    own = root_of[said.word]
    kept = own >= 0
    claim, own, bare = said.claim[kept], own[kept], stem_of[said.word[kept]]
    silent = _silent(con, documents, stems)
    loud = np.flatnonzero(silent.of_any[bare])  # most words are no names of anybody
    spoken = np.ones(len(claim), dtype=bool)
    spoken[loud] = ~found(
        silent.pairs, silent.document[claim[loud]].astype(np.int64) * max(len(stems), 1) + bare[loud]
    )
    size = max(len(roots), 1)
    packed = claim[spoken].astype(np.int64) * size + own[spoken]
    packed.sort()
    packed = packed[starts(packed)]
    claim, own = packed // size, packed % size
    place = ranks(claim)
    claim, own = claim[place < WORDS], own[place < WORDS]
    offsets = np.r_[0, np.cumsum(np.bincount(claim, minlength=len(documents)))].astype(np.int32)
    words = pa.DictionaryArray.from_arrays(own.astype(np.int32), pa.array(roots, _S)).cast(_S)
    return pa.ListArray.from_arrays(offsets, words)


class Silent(Struct, frozen=True):
    """The stems of names of persons and places, document by document: who acts is no subject.

    `document` gives each claim's document as a number, `pairs` (document, stem) packed as numbers, `of_any`
    whether a stem is silent in any document.
    """

    document: Numbers
    pairs: Numbers
    of_any: Numbers


def _silent(con: duckdb.DuckDBPyConnection, documents: Any, stems: dict[str, int]) -> Silent:
    rows = con.sql("""
        SELECT DISTINCT document, name, kind <> '' sure FROM (
            SELECT document, name, kind FROM mentions WHERE kind IN ('person', 'place')
            UNION ALL SELECT c.document, c.name, '' FROM (
                SELECT DISTINCT document, unnest(actors) name FROM event_claims) c
            ANTI JOIN mentions m ON m.document = c.document AND m.name = c.name
        )
    """).to_arrow_table()
    everywhere = pa.chunked_array([*documents.chunks, *rows["document"].chunks], _S)
    coded = np.asarray(everywhere.combine_chunks().dictionary_encode().indices)
    names = rows["name"].combine_chunks().dictionary_encode()
    sure = rows["sure"].to_numpy(zero_copy_only=False)
    spelt = names.dictionary.to_pylist()
    persons = np.array([looks_like_a_person(name) for name in spelt] or [False])
    of_name = [[stems[bare] for bare in _stems(name) if bare in stems] for name in spelt]
    lengths = np.array([len(own) for own in of_name] or [0])
    flat = np.array([bare for own in of_name for bare in own], dtype=np.int64)
    name = np.asarray(names.indices)
    kept = (sure | persons[name]) if len(name) else np.zeros(0, bool)
    name, document = name[kept], coded[len(documents) :][kept].astype(np.int64)
    long = lengths[name]
    starts = (np.cumsum(lengths) - lengths)[name]
    at = np.arange(int(long.sum())) + np.repeat(starts - (np.cumsum(long) - long), long)
    pairs = np.sort(np.repeat(document, long) * max(len(stems), 1) + flat[at])
    of_any = np.zeros(max(len(stems), 1), dtype=bool)
    of_any[flat[at]] = True
    return Silent(coded[: len(documents)], pairs, of_any)


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


def _ordinals(con: duckdb.DuckDBPyConnection, claims: Sequence[int] | Numbers, size: int) -> Numbers:
    """The number in a row that the evidence gives: «девятая встреча», «3-й раунд»."""
    words = happening_words()
    nouns = "|".join(words.counted)
    pattern = rf"(?:^|[^а-я])({'|'.join(words.ordinals.values())})[а-я]{{1,4}} (?:[а-я-]+ ){{0,2}}(?:{nouns})"
    con.register("hinted", pa.table({"n": pa.array(claims, _I)}))
    found: Iterable[tuple[int, str]] = con.execute(
        "SELECT n, regexp_extract(said, ?, 1) o FROM said SEMI JOIN hinted USING (n)", [pattern]
    ).fetchall()
    number_of = {beginning: number for number, beginning in words.ordinals.items()}
    made = np.zeros(size, dtype=np.int32)
    for n, beginning in found:
        made[n] = number_of.get(beginning, 0)
    return made
