"""Claims of events as columns of numbers, so that a million of them can be compared by arithmetic."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute
from msgspec import Struct
from numpy.typing import NDArray

from legation.resolution.event_words import WORDS
from legation.resolution.ranking import ranks, starts
from legation.resolution.spelling import fold
from legation.resolution.times import ALWAYS, UNTOLD, span
from legation.vocabulary.states import states

Numbers = NDArray[Any]
GRAINS = ("none", "day", "span", "month", "year", "wide")
NONE, DAY, SPAN, MONTH, YEAR, WIDE = range(6)
HAPPENED, PLANNED, DENIED = range(3)
STATUSES = {"planned": PLANNED, "proposed": PLANNED, "denied": DENIED}
BACK, AHEAD = 60, 200  # days before its telling in which an undated act lies, and after for a planned one
STATES, ACTORS = 6, 8  # values of each kind that are compared, the first in a fixed order

# Acts that different reporters may call by one another's names stand in one group; all others part.
_GROUPS = {
    ("CONSULT", "visit"): "visit",
    ("CONSULT", "call"): "call",
    ("CONSULT", ""): "meeting",
    ("AGREE", "invite"): "invite",
    ("AGREE", ""): "promise",
    ("SUPPORT", ""): "join",
    ("PROTEST", "demo"): "protest",
    ("COOPERATE", ""): "coop",
    ("AID", ""): "aid",
    ("ACCUSE", ""): "oppose",
    ("PROTEST", ""): "oppose",
    ("REJECT", ""): "oppose",
    ("THREATEN", ""): "oppose",
    ("RETREAT", ""): "yield",
    ("CONCEDE", ""): "yield",
}
CONSULTING = frozenset({"visit", "meeting", "call"})
# Acts done once between two states, so that a date is not needed to know them again.
ONCE = frozenset({"recognise", "establish-relations"})
# Acts that say little without what they were about.
CONTENT = frozenset(
    "promise endorse coop aid request oppose sign found join ratify award yield publish exhibit sanction "
    "coerce".split()
)


@lru_cache(maxsize=1024)
def group_of(kind: str, act: str) -> str:
    """The group of acts within which claims may tell one happening."""
    if kind == "SUPPORT" and act:
        return act
    return _GROUPS.get((kind, act)) or _GROUPS.get((kind, "")) or kind.lower()


class Columns(Struct, frozen=True):
    """One row for each claim, in the order of their ids; lists are rows padded with -1."""

    ids: Any  # an Arrow array
    documents: Numbers
    passages: Numbers
    group: Numbers
    groups: tuple[str, ...]
    kind: Numbers
    act: Numbers
    lo: Numbers
    hi: Numbers
    grain: Numbers
    told: Numbers
    window_lo: Numbers
    window_hi: Numbers
    status: Numbers
    states: Numbers
    persons: Numbers
    bodies: Numbers
    senders: Numbers
    recipients: Numbers
    words: Numbers
    place: Numbers
    manner: Numbers
    level: Numbers
    ordinal: Numbers
    cyrillic: Numbers
    organiser: Numbers

    @property
    def size(self) -> int:
        """How many claims there are."""
        return len(self.ids)


def number_events(con: duckdb.DuckDBPyConnection) -> None:
    """Leave in `con` the table `ev`: claims of events in force, numbered by their ids, with their sources."""
    # The numbers are given to bare ids: a sort that carries the words along takes many times as long.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE numbered_claims AS
        SELECT c.id, (row_number() OVER (ORDER BY c.id) - 1)::INTEGER i FROM event_claims c
    """)
    con.execute("""
        CREATE OR REPLACE TEMP TABLE ev AS
        SELECT n.i, c.id, c.document, c.passage, c.type, c.act,
               c.status, c."when", c.when_text, c.states, c.place, c.sources, c.recipients,
               coalesce(nullif(p.published, ''), d.published, '') published,
               coalesce(f.family, c.document || '#' || c.passage) AS family,
               regexp_matches(c.evidence[1].quote, '[А-Яа-я]') cyrillic
        FROM event_claims c JOIN numbered_claims n ON n.id = c.id
        LEFT JOIN documents d ON d.id = c.document
        LEFT JOIN passages p ON p.document = c.document AND p.number = c.passage
        LEFT JOIN families f ON f.document = c.document AND f.passage = c.passage
    """)
    con.execute("DROP TABLE numbered_claims")
    # Who takes part, as numbers in the order of the actors' ids.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE acting AS
        SELECT DISTINCT ev.i, k.n, k.kind FROM claim_actors a JOIN ev ON ev.id = a.claim
        JOIN actor_kinds k USING (actor) WHERE a.field = 'actors'
    """)


def columns(con: duckdb.DuckDBPyConnection, told_words: Any) -> Columns:
    """The claims of `ev` as numbers; actors come from `acting`, what they are about from EVENT_WORDS."""
    base = con.sql("""
        SELECT id, passage, document, type, type || ' ' || act AS act, status, "when", published, place,
               cyrillic, states, sources, recipients
        FROM ev ORDER BY i
    """).to_arrow_table()
    size = base.num_rows
    ids = base["id"].combine_chunks()
    own = np.asarray(pa.compute.index_in(ids, value_set=told_words["id"]))
    act, acts = _coded(base["act"])
    of_act = [group_of(*name.split(" ", 1)) for name in acts]
    group_codes, groups = _coded(of_act)
    group = group_codes[act] if size else group_codes
    lo, hi, grain, told = _times(base)
    told_status, statuses = _coded(base["status"])
    status = np.array([STATUSES.get(s, HAPPENED) for s in statuses] or [0], dtype=np.int8)[told_status]
    window_lo, window_hi = _windows(lo, hi, grain, told, status)
    codes = {code: number for number, code in enumerate(sorted(states()))}
    documents = _coded(base["document"])[0]
    passage = base["passage"].to_numpy().astype(np.int64)
    return Columns(
        ids=ids,
        documents=documents,
        passages=documents * (int(passage.max(initial=0)) + 1) + passage,
        group=group,
        groups=groups,
        kind=_coded(base["type"])[0],
        act=act,
        lo=lo,
        hi=hi,
        grain=grain,
        told=told,
        window_lo=window_lo,
        window_hi=window_hi,
        status=status,
        states=_listed(base["states"], STATES, codes),
        persons=_actors(con, "person", size),
        bodies=_actors(con, "body", size),
        senders=_listed(base["sources"], STATES),
        recipients=_listed(base["recipients"], STATES),
        words=_listed(told_words["words"].take(pa.array(own)), WORDS),
        place=_places(base["place"]),
        manner=np.asarray(told_words["manner"])[own],
        level=np.asarray(told_words["level"])[own],
        ordinal=np.asarray(told_words["ordinal"])[own].astype(np.int16),
        cyrillic=base["cyrillic"].to_numpy(zero_copy_only=False).astype(bool),
        organiser=np.asarray(told_words["organiser"])[own],
    )


def _actors(con: duckdb.DuckDBPyConnection, kind: str, size: int) -> Numbers:
    """The actors of one kind that each claim names."""
    found = con.sql(f"SELECT i, n FROM acting WHERE kind = '{kind}'").to_arrow_table()
    numbers = found["n"].to_numpy()
    named = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int32)
    named[numbers] = 1
    return _padded(found["i"].to_numpy(), (np.cumsum(named) - 1)[numbers], size, ACTORS)


def _coded(values: Any) -> tuple[Numbers, tuple[str, ...]]:
    """Values (an Arrow column or a list) as numbers in the order of the values themselves."""
    column = pa.array(values, type=pa.string()) if isinstance(values, list) else values.combine_chunks()
    encoded = column.dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    names = encoded.dictionary.to_pylist()
    if not names:
        return np.zeros(0, np.int32), ()
    order = sorted(range(len(names)), key=lambda n: names[n])
    rank = np.empty(len(names), dtype=np.int32)
    rank[order] = np.arange(len(names), dtype=np.int32)
    return rank[np.asarray(encoded.indices)], tuple(names[n] for n in order)


def _times(base: Any) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    when, whens = _coded(base["when"])
    spans = [span(w) for w in whens] or [UNTOLD]
    published, days = _coded(base["published"])
    tellings = [span(p) for p in days] or [UNTOLD]
    told = np.array([_telling(t.lo, t.hi) for t in tellings], dtype=np.int32)
    return (
        np.array([s.lo for s in spans], dtype=np.int32)[when],
        np.array([s.hi for s in spans], dtype=np.int32)[when],
        np.array([GRAINS.index(s.grain) for s in spans], dtype=np.int8)[when],
        told[published],
    )


def _telling(lo: int, hi: int) -> int:
    """The day on which a text speaks: the middle of what is known; ALWAYS where nothing is."""
    if lo <= -ALWAYS or hi >= ALWAYS:
        return ALWAYS
    return (lo + hi) // 2


def _windows(
    lo: Numbers, hi: Numbers, grain: Numbers, told: Numbers, status: Numbers
) -> tuple[Numbers, Numbers]:
    """The days in which the act may lie; of an undated one, near its telling."""
    undated = (grain == NONE) & (told < ALWAYS)
    ahead = status == PLANNED
    low = np.where(undated, np.where(ahead, told - 3, told - BACK), lo)
    high = np.where(undated, np.where(ahead, told + AHEAD, told + 3), hi)
    return low.astype(np.int32), high.astype(np.int32)


def _listed(column: Any, width: int, codes: dict[str, int] | None = None) -> Numbers:
    """A column of lists as a matrix: of each its first `width` distinct values in the order of their names.

    `codes` numbers some of the names; the others come behind them.
    """
    lists = column.combine_chunks()
    lists = pa.concat_arrays(lists.chunks) if isinstance(lists, pa.ChunkedArray) else lists
    values, names = _coded(pa.chunked_array([lists.flatten()]))
    lengths = np.asarray(pa.compute.fill_null(pa.compute.list_value_length(lists), 0))
    made = _padded(np.repeat(np.arange(len(lists)), lengths), values, len(lists), width)
    if codes is None or not names:
        return made
    table = np.array([codes.get(name, len(codes) + n) for n, name in enumerate(names)], dtype=np.int32)
    return np.where(made >= 0, table[made], -1).astype(np.int32)


def _padded(rows: Numbers, values: Numbers, size: int, width: int) -> Numbers:
    """Values beside their row numbers as rows of a matrix padded with -1: each value once, in their order."""
    if not len(rows):
        return np.full((size, 1), -1, dtype=np.int32)
    top = int(values.max()) + 1
    packed = rows.astype(np.int64) * top + values
    packed.sort()
    packed = packed[starts(packed)]
    rows, values = packed // top, packed % top
    place = ranks(rows)
    width = min(width, int(place.max()) + 1)
    made = np.full((size, width), -1, dtype=np.int16 if top < 1 << 15 else np.int32)  # few bytes, fast work
    kept = place < width
    made[rows[kept], place[kept]] = values[kept]
    return made


def _places(column: Any) -> Numbers:
    """Places by their folded names; a state is no place to tell two happenings apart."""
    words = {fold(n) for s in states().values() for n in s.names}
    spelt, names = _coded(column)
    if not names:
        return spelt
    codes, known = _coded([fold(name) for name in names])
    none = np.array([not k or k in words for k in known], dtype=bool)
    return np.where(none[codes], -1, codes).astype(np.int32)[spelt]
