"""Who is who over all documents: local names of persons, bodies and places become actors.

A local name is a distinct (kind, name, state); a bare organ («МИД» without its state) is one only within its
document. All names that a person could mean are compared in a fixed order, so that the order of reading
does not matter.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa
from msgspec import Struct

from legation.record.tables import table
from legation.resolution.bodies import Body, body_key, initials, is_abbreviation, join_bodies, join_places
from legation.resolution.joining import Joins, Proposal
from legation.resolution.judging import Judged
from legation.resolution.offices import is_office, office_key
from legation.resolution.persons import Person, join_persons, looks_like_a_person, parsed
from legation.resolution.spelling import fold, nominatives, stem
from legation.resolution.successors import Kin, kin_of
from legation.vocabulary.states import states

# How near the bar (0) a pair of names is left to a person as well.
DOUBT = 1.0

# Every name in every claim's field, one row each; `kind` is empty where the field does not tell it.
NAMES = """
    SELECT id claim, document, 'actors' field, unnest(actors) name, '' kind, '' state FROM event_claims
    UNION ALL SELECT id, document, 'speaker', speaker, '', speaker_state FROM statement_claims
    UNION ALL SELECT id, document, 'via', via, 'body', '' FROM statement_claims
    UNION ALL SELECT id, document, 'person', person, 'person', '' FROM tenure_claims
    UNION ALL SELECT id, document, 'of', "of", 'body', '' FROM tenure_claims
    UNION ALL SELECT id, document, 'parties', unnest(parties), 'body', '' FROM agreement_claims
"""


class Cast(Struct, frozen=True):
    """The actors with their rows, and the joins that made them.

    `of_name` gives the actor of (kind, name, state, document of a bare organ or empty).
    """

    actors: Any
    actor_joins: Any
    candidates: list[dict[str, Any]]
    kinds: dict[str, str]


def actor_id(kind: str, name: str, state: str = "", scope: str = "") -> str:
    """The id of the actor whose smallest local name this is."""
    told = f"{kind}:{name}\t{state}\t{scope}".rstrip("\t")
    return "a" + hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


def resolve_actors(con: duckdb.DuckDBPyConnection, judged: Judged) -> Cast:
    """Read names from the input tables in `con`; leave there the table `name_actors`.

    `name_actors` gives (document, name) → kind, actor; `claim_names` lists the names of claims.
    """
    _gather(con)
    nodes = con.execute(
        "SELECT kind, name, state, scope, weight, documents FROM nodes ORDER BY kind, name, state, scope"
    ).fetchall()
    keys = [_key(kind, name, state, scope) for kind, name, state, scope, _, _ in nodes]
    joins = Joins(*judged.pairs("actor", _finder(keys)))
    offices = _offices(con)
    people = [
        Person(key, name, state, frozenset(offices.get(name, ())), weight)
        for key, (kind, name, state, scope, weight, _) in zip(keys, nodes, strict=True)
        if kind == "person" and not scope
    ]
    join_persons(people, joins)
    bodies = _bodies(keys, nodes, "body")
    join_bodies(bodies, joins, _glosses(con, bodies), _together(con, bodies))
    join_places(_bodies(keys, nodes, "place"), joins)
    groups = joins.groups(keys)
    return _cast(con, keys, nodes, groups, joins)


def _key(kind: str, name: str, state: str, scope: str) -> str:
    return "\t".join((kind, name, state, scope))


def _gather(con: duckdb.DuckDBPyConnection) -> None:
    codes = sorted(states())
    con.execute("CREATE OR REPLACE TEMP TABLE codes AS SELECT unnest($1::VARCHAR[]) code", [codes])
    con.execute(f"CREATE OR REPLACE TEMP TABLE claim_names AS SELECT * FROM ({NAMES}) WHERE name <> ''")
    # Within a document a name has one kind and one state: those of its mentions, the most frequent first.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE local AS
        WITH best AS (
            SELECT document, name,
                   first(kind ORDER BY n DESC, kind) kind,
                   first(state ORDER BY state = '', n DESC, state) state, sum(n) n
            FROM names GROUP BY document, name
        ), claimed AS (
            SELECT document, name, max(kind) kind, max(state) state, count(*) n FROM claim_names
            WHERE name NOT IN (SELECT code FROM codes) GROUP BY document, name
        )
        SELECT coalesce(b.document, c.document) document, coalesce(b.name, c.name) AS name,
               coalesce(b.kind, c.kind) kind, coalesce(nullif(b.state, ''), c.state, '') state,
               coalesce(b.n, 0) + coalesce(c.n, 0) n
        FROM best b FULL JOIN claimed c USING (document, name)
    """)
    # One name told as of two kinds is mostly a slip of the reading: the kind that most mentions give holds.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE local AS
        WITH counted AS (SELECT name, kind, sum(n) n FROM local WHERE kind <> '' GROUP BY ALL),
        best AS (SELECT name, first(kind ORDER BY n DESC, kind DESC) kind FROM counted GROUP BY name)
        SELECT l.document, l.name, coalesce(b.kind, l.kind) kind, l.state, l.n FROM local l LEFT
            JOIN best b USING (name)
    """)
    names = con.execute("SELECT DISTINCT name, kind, state FROM local ORDER BY ALL").fetchall()
    shapes = _shapes(names)
    con.register("shapes", _columns(("name", "kind", "state", "guess", "bare"), shapes))
    con.execute("""
        CREATE OR REPLACE TEMP TABLE local AS
        SELECT l.document, l.name, s.guess kind, l.state,
            CASE WHEN s.bare THEN l.document ELSE '' END AS scope, l.n
        FROM local l JOIN shapes s USING (name, kind, state)
    """)
    con.execute("""
        CREATE OR REPLACE TEMP TABLE nodes AS
        SELECT kind, name, state, scope, sum(n)::BIGINT weight, count(DISTINCT document) documents
        FROM local GROUP BY ALL
    """)


def _shapes(names: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str, str, bool]]:
    """For each (name, kind, state) what it most likely names, and whether only its document can tell."""
    kinds = [
        "person" if is_office(name) else kind if kind in ("person", "place") else _guessed(name, kind)
        for name, kind, _ in names
    ]
    surnames = {
        parsed(name).surname for (name, _, _), kind in zip(names, kinds, strict=True) if kind == "person"
    }
    made = []
    for (name, kind, state), guess in zip(names, kinds, strict=True):
        alone = (
            not kind
            and " " not in name
            and guess == "body"
            and not nominatives(fold(name)).isdisjoint(surnames)
        )
        found = "person" if alone else guess
        made.append((name, kind, state, found, _is_bare(found, name, state)))
    return made


def _columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Any:
    columns: list[Any] = list(zip(*rows, strict=True)) or [[] for _ in names]
    types = {"bare": pa.bool_()}
    return pa.table(
        {n: pa.array(c, type=types.get(n, pa.string())) for n, c in zip(names, columns, strict=True)}
    )


def _guessed(name: str, kind: str) -> str:
    """What a name that no mention explains most likely names, by its shape."""
    if kind == "body" or is_abbreviation(name):
        return "body"
    if looks_like_a_person(name):
        return "person" if not body_key(name, "").known else "body"
    return "body"


def _is_bare(kind: str, name: str, state: str) -> bool:
    """Whether the name means something only within its document: an organ, or an office, and no more."""
    if kind == "person":
        return is_office(name)
    return kind == "body" and body_key(name, state).bare


def _offices(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    rows = con.execute('SELECT DISTINCT person, office, "of" FROM tenure_claims').fetchall()
    found: dict[str, set[str]] = defaultdict(set)
    for person, office, of in rows:
        found[person].add(f"{office_key(office)} {of}")
    return found


def _bodies(keys: Sequence[str], nodes: Sequence[tuple[Any, ...]], wanted: str) -> list[Body]:
    return [
        Body(key, name, state, weight)
        for key, (kind, name, state, _, weight, _) in zip(keys, nodes, strict=True)
        if kind == wanted
    ]


def _glosses(con: duckdb.DuckDBPyConnection, bodies: Sequence[Body]) -> frozenset[tuple[str, str]]:
    """Abbreviations that a text gives in brackets behind words with these initials, with the body's name."""
    shorts = {fold(b.name).replace(" ", "") for b in bodies if is_abbreviation(b.name)}
    explained: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for letters, stems in con.execute("SELECT DISTINCT letters, stems FROM glosses").fetchall():
        if letters in shorts:
            for length in range(2, len(stems) + 1):
                explained[tuple(stems[-length:])].add(letters)
    found = set()
    for body in bodies if explained else ():
        name = fold(body.name)
        for letters in explained.get(tuple(stem(word) for word in name.split()), ()):
            found.add((letters, name))
    return frozenset(found)


def _together(con: duckdb.DuckDBPyConnection, bodies: Sequence[Body]) -> frozenset[tuple[str, str]]:
    """Abbreviations and names with these initials that stand in one document."""
    shorts = {(b.name, fold(b.name).replace(" ", "")) for b in bodies if is_abbreviation(b.name)}
    wanted = {letters for _, letters in shorts}
    names = {b.name for b in bodies if not is_abbreviation(b.name)}
    full = sorted((name, letters) for name in names for letters in initials(name) if letters in wanted)
    con.register("short_names", _columns(("name", "letters"), sorted(shorts)))
    con.register("full_names", _columns(("name", "letters"), full))
    rows = con.execute("""
        SELECT DISTINCT s.name, f.name FROM short_names s JOIN full_names f USING (letters)
        JOIN local a ON a.name = s.name JOIN local b ON b.name = f.name AND b.document = a.document
    """).fetchall()
    return frozenset((short, name) for short, name in rows)


def _finder(keys: Sequence[str]) -> Mapping[str, list[str]]:
    """What a judgement may call a local name: its id, `kind:name`, or the name."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, name, state, scope = key.split("\t")
        for way in (actor_id(kind, name, state, scope), f"{kind}:{name}", name):
            found[way].append(key)
    return found


def _cast(
    con: duckdb.DuckDBPyConnection,
    keys: Sequence[str],
    nodes: Sequence[tuple[Any, ...]],
    groups: Mapping[str, str],
    joins: Joins,
) -> Cast:
    members: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for key, node in zip(keys, nodes, strict=True):
        members[groups[key]].append(node)
    ids, kinds, rows = {}, {}, []
    for head, group in sorted(members.items()):
        row = _actor(group)
        ids[head] = row["id"]
        kinds[row["id"]] = row["kind"]
        rows.append(row)
    con.register(
        "node_actors",
        _columns(
            ("kind", "name", "state", "scope", "actor"),
            [(*node[:4], ids[groups[key]]) for key, node in zip(keys, nodes, strict=True)],
        ),
    )
    con.execute("""
        CREATE OR REPLACE TEMP TABLE name_actors AS
        SELECT l.document, l.name, l.kind, l.state, a.actor
        FROM local l JOIN node_actors a USING (kind, name, state, scope)
    """)
    why, doubts = [], []
    for proposal, joined in joins.done:
        why.append(_join(proposal, joined, ids[groups[proposal.a]]))
        if abs(proposal.score) < DOUBT:
            doubts.append({**_join(proposal, joined, ""), "kind": "actor"})
    counted = dict(
        con.execute("SELECT actor, count(DISTINCT document) FROM name_actors GROUP BY 1").fetchall()
    )
    for row in rows:
        row["documents"] = counted.get(row["id"], 0)
    why.sort(key=lambda w: (w["a"], w["b"], w["score"]))
    doubts.sort(key=lambda w: (w["a"], w["b"], w["score"]))
    return Cast(table("actors", rows), table("actor_joins", why), doubts, kinds)


def _join(proposal: Proposal, joined: bool, actor: str) -> dict[str, Any]:
    ends = [":".join(part for part in key.split("\t")[:2]) for key in (proposal.a, proposal.b)]
    why = [{"feature": f, "weight": w, "note": n} for f, w, n in proposal.why]
    return {"actor": actor, "a": ends[0], "b": ends[1], "joined": joined, "score": proposal.score, "why": why}


def _actor(group: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
    kind = group[0][0]
    counts: Counter[str] = Counter()
    sides: Counter[str] = Counter()
    for _, name, state, _, weight, _ in group:
        counts[name] += weight
        if state:
            sides[state] += weight
    first = min((node[1], node[2], node[3]) for node in group)
    name = max(counts, key=lambda n: (_fullness(kind, n), counts[n], n))
    kin = kin_of(sorted(counts)) if kind == "body" else Kin()
    return {
        "id": actor_id(kind, *first),
        "kind": kind,
        "name": name,
        "state": min(sides, key=lambda s: (-sides[s], s)) if sides else "",
        "aliases": sorted(set(counts) - {name}),
        "documents": 0,
        "mentions": sum(counts.values()),
        "before": list(kin.before),
        "after": list(kin.after),
    }


def _fullness(kind: str, name: str) -> int:
    """Which names show an actor best: a given name and a surname; a body spelt out."""
    if kind == "person":
        words = parsed(name)
        latin = bool(re.search("[A-Za-z]", name))
        return (3 if len(words.words) == 2 else 2 if words.full else 0) + (1 if words.initials else 0) - latin
    return 0 if is_abbreviation(name) else 1
