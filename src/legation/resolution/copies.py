"""Copies of one text: exact, near and partial ones, passage by passage; a family counts as one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute
from msgspec import Struct
from numpy.typing import NDArray
from rensa import RMinHash
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from legation.resolution.ranking import starts

WORDS = 4  # a shingle's length; measured on rewrites of agency items, shorter ones join mere like subjects
BANDS, ROWS = 24, 3  # of texts alike by .5 some 96 % meet in a band, of texts alike by .1 some 2 %
NEAR = 0.55  # Jaccard from which two texts are one with changes
HELD = 0.6  # share of the shorter text found in the longer from which it is a part of it
LEAD = 0.75  # share of one lead found in the other text from which the lead was kept
LEAD_WORDS = 40
TEXTS_AT_ONCE = 20_000  # documents whose words are held as numbers at one time: bounds memory
LONGEST = 200_000  # characters of a passage that are looked at
LIKELY, LIKELY_LEAD = 0.15, 0.4  # share of equal signs from which two texts, or leads, are looked at closely
SHORTEST = 12  # words; shorter texts are compared only for being equal
SEED = 7

Numbers = NDArray[Any]


TEXTS = pa.schema(
    {
        **{"document": pa.string(), "number": pa.int32(), "told": pa.string(), "exact": pa.string()},
        "runs": pa.list_(pa.uint32()),
        # MinHash of the whole and of the lead; nothing for a text that is too short.
        **{name: pa.list_(pa.uint32()) for name in ("whole", "lead")},
    }
)


class Sets(Struct, frozen=True):
    """The runs of words of one text, and those of its lead."""

    whole: frozenset[int]
    lead: frozenset[int]


class Texts(Struct, frozen=True):
    """All passages in the order of their telling: hashes of runs of words, text behind text."""

    keys: list[tuple[str, int]]
    exact: list[str]
    runs: Numbers
    offsets: Numbers
    whole: Numbers
    lead: Numbers
    signed: Numbers

    def sets(self, number: int) -> Sets:
        """The runs of one text and of its lead."""
        runs = self.runs[int(self.offsets[number]) : int(self.offsets[number + 1])].tolist()
        return Sets(frozenset(runs), frozenset(runs[: LEAD_WORDS - WORDS + 1]))


def families(told: Any) -> list[dict[str, Any]]:
    """The rows of the table of families, from the texts of all documents (TEXTS).

    Each passage of each document stands in one family of copies; a document without passages counts as one.
    """
    texts = _laid_out(told)
    pairs = _pairs(texts)
    # Each text follows the one earlier text that it is most like, so that a digest of two items, itself
    # partly a copy of each, does not make the two one source.
    best: dict[int, tuple[float, int, str]] = {}
    for (early, late), (kind, similarity) in sorted(pairs.items()):
        if similarity > best.get(late, (0.0, 0, ""))[0]:
            best[late] = (similarity, early, kind)
    label = _components(len(texts.keys), [(early, late) for late, (_, early, _) in best.items()])
    heads: dict[int, int] = {}
    sizes: dict[int, int] = defaultdict(int)
    for number, group in enumerate(label):
        heads.setdefault(group, number)
        sizes[group] += 1
    rows = []
    for number, key in enumerate(texts.keys):
        head = texts.keys[heads[label[number]]]
        similarity, early, kind = best.get(number, (1.0, number, "original"))
        rows.append(
            {
                "family": f"d{head[0]}" + (f".{head[1]}" if head[1] else ""),
                "document": key[0],
                "passage": key[1],
                "copy": kind if sizes[label[number]] > 1 else "alone",
                "of": "" if early == number else "{}#{}".format(*texts.keys[early]),
                "similarity": round(similarity, 3),
            }
        )
    return sorted(rows, key=lambda row: (row["document"], row["passage"]))


def texts_of(con: duckdb.DuckDBPyConnection) -> Any:
    """Each passage of the tables `documents` and `passages` as a row of TEXTS, from that passage alone.

    Words are cut and numbered by the database, which is many times as fast as a loop.
    """
    firsts = [id for (id,) in con.execute("SELECT id FROM documents ORDER BY id").fetchall()][::TEXTS_AT_ONCE]
    parts = [_texts_between(con, *ends) for ends in pairwise([*firsts, None])]
    return pa.concat_tables([TEXTS.empty_table(), *parts])


def _texts_between(con: duckdb.DuckDBPyConnection, first: str, end: str | None) -> Any:
    """The passages of the documents from the first on, before the end."""
    found = con.sql(rf"""
        WITH cut AS (
            SELECT d.id document, coalesce(p.number, 0) number, coalesce(nullif(p.published, ''),
                d.published, '') told,
                   substr(d.text, coalesce(p.start, 0) + 1,
                          least(coalesce(p."end" - p.start, {LONGEST}), {LONGEST})) AS said
            FROM documents d LEFT JOIN passages p ON p.document = d.id
            WHERE d.id >= $1 AND ($2 IS NULL OR d.id < $2)
        ), worded AS (
            SELECT document, number, told,
                   regexp_extract_all(replace(lower(said), 'ё', 'е'), '[\p{{L}}\p{{N}}_]+') words FROM cut
        )
        SELECT document, number, told, md5(array_to_string(words, ' ')) exact, len(words) count,
               list_transform(words, lambda w: hash(w)) numbers
        FROM worded ORDER BY document, number
    """, params=[first, end]).to_arrow_table()  # fmt: skip
    lists = found["numbers"].combine_chunks()
    flat = np.asarray(lists.flatten()).astype(np.uint64)
    runs, offsets = _runs(flat, np.asarray(found["count"]).astype(np.int64))
    signs = (_signatures(runs, offsets, lead) for lead in (False, True))
    cells = [found[name].combine_chunks() for name in ("document", "number", "told", "exact")]
    return pa.Table.from_arrays(
        [*cells, pa.ListArray.from_arrays(offsets.astype(np.int32), runs), *signs], schema=TEXTS
    )


_FACTORS = np.array([1, 1_000_003, 998_244_353, 4_294_967_291], dtype=np.uint64)


def _runs(numbers: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """Hashes of the runs of `WORDS` words inside each text, and where each text's begin."""
    size = max(len(numbers) - WORDS + 1, 0)
    made = np.zeros(size, dtype=np.uint64)
    for at in range(WORDS):
        made += numbers[at : at + size] * _FACTORS[at]
    owner = np.repeat(np.arange(len(counts)), counts)
    inside = owner[:size] == owner[WORDS - 1 : WORDS - 1 + size]
    lengths = np.bincount(owner[:size][inside], minlength=len(counts))
    return (made[inside] >> np.uint64(32)).astype(np.uint32), np.r_[0, np.cumsum(lengths)].astype(np.int64)


def _signatures(runs: Numbers, offsets: Numbers, lead: bool) -> Any:
    """The MinHash of each text or of its lead, as a list; an empty one for a text that is too short."""
    starts, ends = offsets[:-1], offsets[1:]
    long = np.flatnonzero(ends - starts > SHORTEST - WORDS)
    starts, ends = starts[long], ends[long]
    ends = np.minimum(ends, starts + LEAD_WORDS - WORDS + 1) if lead else ends
    lengths = ends - starts
    own = np.r_[0, np.cumsum(lengths)]
    places = np.arange(own[-1]) + np.repeat(starts - own[:-1], lengths)
    flat = np.ascontiguousarray(runs[places].astype(np.uint64))
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, own.astype(np.uint64), BANDS * ROWS, SEED)
    signs = np.asarray(matrix.to_rows(), dtype=np.uint32).reshape(-1)
    sizes = np.zeros(len(offsets) - 1, dtype=np.int32)
    sizes[long] = BANDS * ROWS
    return pa.ListArray.from_arrays(np.r_[0, np.cumsum(sizes)].astype(np.int32), signs)


def _laid_out(told: Any) -> Texts:
    """The texts in the order of their telling, undated ones last."""
    if told.num_rows:
        days = pa.compute.if_else(pa.compute.equal(told["told"], ""), "9999", told["told"])
        told = told.append_column("day", days).sort_by(
            [(name, "ascending") for name in ("day", "document", "number")]
        )
    runs = told["runs"].combine_chunks()
    lengths = np.asarray(pa.compute.list_value_length(runs)).astype(np.int64)
    signs = [told[name].combine_chunks() for name in ("whole", "lead")]
    return Texts(
        keys=list(zip(told["document"].to_pylist(), told["number"].to_pylist(), strict=True)),
        exact=told["exact"].to_pylist(),
        runs=np.asarray(runs.flatten()),
        offsets=np.r_[0, np.cumsum(lengths)].astype(np.int64),
        whole=np.asarray(signs[0].flatten()).reshape(-1, BANDS * ROWS),
        lead=np.asarray(signs[1].flatten()).reshape(-1, BANDS * ROWS),
        signed=np.asarray(pa.compute.list_value_length(signs[0])) > 0,
    )


def _pairs(texts: Texts) -> dict[tuple[int, int], tuple[str, float]]:
    """The verified pairs (earlier, later) with the kind of copy and its similarity."""
    found: dict[tuple[int, int], tuple[str, float]] = {}
    by_words: dict[str, int] = {}
    distinct: list[int] = []
    for number, exact in enumerate(texts.exact):
        first = by_words.setdefault(exact, number)
        if first != number:
            found[first, number] = ("exact", 1.0)
        elif texts.signed[number]:
            distinct.append(number)
    last, one = -1, Sets(frozenset(), frozenset())
    for early, late in sorted(_candidates(texts, np.array(distinct, dtype=np.int64))):
        if early != last:
            last, one = early, texts.sets(early)
        kind, similarity = _copied(one, texts.sets(late))
        if kind:
            found[early, late] = (kind, similarity)
    return found


def _candidates(texts: Texts, distinct: Numbers) -> list[tuple[int, int]]:
    """Pairs of texts that may be copies: by MinHash of the whole, and of the lead.

    Of all texts that share a band each meets the earliest and its neighbour, so that a lead copied ten
    thousand times stays cheap.
    """
    if len(distinct) < 2:
        return []
    rows = np.cumsum(texts.signed)[distinct] - 1
    signs = [matrix[rows] for matrix in (texts.whole, texts.lead)]
    factors = np.array([1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
    found = []
    for matrix in signs:
        for band in range(0, BANDS * ROWS, ROWS):
            values = (matrix[:, band : band + ROWS] * factors).sum(axis=1, dtype=np.uint64)
            found.append(_neighbours(values))
    packed = np.sort(np.concatenate(found))
    packed = packed[starts(packed)]
    met = np.stack([packed // len(distinct), packed % len(distinct)], axis=1)
    # The signatures themselves say how alike two texts are, to some .05: most chance meetings end here.
    whole, lead = (_equal_share(matrix, met) for matrix in signs)
    met = distinct[met[(whole >= LIKELY) | (lead >= LIKELY_LEAD)]]
    return [(int(a), int(b)) for a, b in met]


AT_ONCE = 200_000  # pairs of signatures compared in one go: bounds memory


def _equal_share(matrix: Numbers, met: Numbers) -> Numbers:
    """Of each pair of rows the share of signs that are equal."""
    made = np.zeros(len(met))
    for at in range(0, len(met), AT_ONCE):
        a, b = met[at : at + AT_ONCE, 0], met[at : at + AT_ONCE, 1]
        made[at : at + AT_ONCE] = (matrix[a] == matrix[b]).mean(axis=1)
    return made


def _neighbours(values: Numbers) -> Numbers:
    """Of rows with one value the pairs (first, each) and (each, next), two row numbers packed as one."""
    order = np.argsort(values, kind="stable")
    same = values[order][1:] == values[order][:-1]
    start = np.r_[True, ~same]
    head = order[np.maximum.accumulate(np.where(start, np.arange(len(order)), 0))]
    size = len(order)
    return np.asarray(np.r_[head[~start] * size + order[~start], order[:-1][same] * size + order[1:][same]])


def _copied(one: Sets, other: Sets) -> tuple[str, float]:
    shared = len(one.whole & other.whole)
    jaccard = shared / (len(one.whole) + len(other.whole) - shared)
    if jaccard >= NEAR:
        return "near", jaccard
    held = shared / min(len(one.whole), len(other.whole))
    if held >= HELD:
        return "partial", held
    for lead, whole in ((one.lead, other.whole), (other.lead, one.whole)):
        kept = len(lead & whole) / len(lead)
        if kept >= LEAD:
            return "partial", kept
    return "", 0.0


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    ends = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    return [int(n) for n in connected_components(graph, directed=False)[1]]


def tables_for(documents: list[dict[str, Any]], passages: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A connection that holds these documents and passages and no more."""
    con = duckdb.connect(":memory:")
    text = {name: pa.string() for name in ("id", "text", "published")}
    place = {
        "document": pa.string(),
        "number": pa.int32(),
        "start": pa.int32(),
        "end": pa.int32(),
        "published": pa.string(),
    }
    con.register("documents", pa.Table.from_pylist(documents, pa.schema(text)))
    con.register("passages", pa.Table.from_pylist(passages, pa.schema(place)))
    return con
