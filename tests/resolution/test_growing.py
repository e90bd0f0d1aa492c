"""A record that grows page by page is the record that is built from nothing."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.resolution.growing import judgement, page

from legation.record import Document, Reading
from legation.record.resolved import Change
from legation.record.tables import OUTPUTS, input_tables
from legation.resolution.preparing import PREPARED, prepare
from legation.resolution.resolve import resolve, settle

Rows = dict[str, list[dict[str, Any]]]
ITEMS = ("events", "statements", "figures", "agreements", "offices")
KEYS = {
    "families": ("document",),
    "actors": ("id",),
    "actor_joins": ("a", "b", "actor"),
    "mention_actors": ("document",),
    "candidates": ("kind", "a", "b"),
}


def applied(record: Rows, change: Change) -> Rows:
    """The record after a change: what changed or is gone leaves, what is told anew comes."""
    new = {name: table.to_pylist() for name, table in change.tables.items()}
    items = set(change.gone["items"]) | {row["id"] for name in (*ITEMS, "conflicts") for row in new[name]}
    made: Rows = {"waiting": new["waiting"]}
    for name in (*ITEMS, "conflicts"):
        made[name] = [row for row in record[name] if row["id"] not in items] + new[name]
    made["tellings"] = [row for row in record["tellings"] if row["item"] not in items] + new["tellings"]
    sides = [row for row in record["conflict_sides"] if row["conflict"] not in items]
    made["conflict_sides"] = sides + new["conflict_sides"]
    told = {row["claim"] for row in made["tellings"]}
    anew = {row["claim"] for row in new["claim_actors"]}
    kept = [row for row in record["claim_actors"] if row["claim"] in told - anew]
    made["claim_actors"] = kept + new["claim_actors"]
    for name, keys in KEYS.items():
        gone = set(change.gone[name]) | {"\t".join(row[k] for k in keys) for row in new[name]}
        made[name] = [r for r in record[name] if "\t".join(r[k] for k in keys) not in gone] + new[name]
    return made


def plain(record: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(map(repr, record[name])) for name in OUTPUTS}


def grown(batches: list[list[tuple[Document, Reading]]], decided: list[Any], superseded: list[str]) -> Rows:
    record: Rows = {name: [] for name in OUTPUTS}
    prepared: list[dict[str, Any]] = []
    kept: dict[str, Any] = {}
    for number, batch in enumerate(batches):
        prepared.append(prepare(input_tables(batch)))
        out = superseded[:number]
        whole = {name: pa.concat_tables([p[name] for p in prepared]) for name in PREPARED}
        documents = [{**row, "superseded": row["id"] in out} for row in whole["documents"].to_pylist()]
        whole["documents"] = pa.Table.from_pylist(documents, schema=PREPARED["documents"])
        judged = input_tables((), decided[: 2 * number])["judgements"]
        change = settle(whole, judged, kept)
        record, kept = applied(record, change), change.kept
    return record


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**9), st.integers(4, 14), st.integers(2, 5))
def test_growing_gives_the_record_that_a_rebuild_gives(seed: int, number: int, splits: int) -> None:
    random = Random(seed)
    pages = [page(random, n) for n in range(number)]
    decided = [judgement(random, pages, n) for n in range(random.randrange(7))]
    random.shuffle(pages)
    cuts = sorted(random.sample(range(1, number), min(splits, number - 1)))
    batches = [pages[a:b] for a, b in zip([0, *cuts], [*cuts, number], strict=True)]
    superseded = [document.id for document, _ in batches[0]][: random.randrange(3)]
    grew = grown(batches, decided, superseded)
    steps = len(batches) - 1
    whole = resolve(input_tables(pages, decided[: 2 * steps], superseded[:steps]))
    rebuilt = {name: table.to_pylist() for name, table in whole.items()}
    before, after = plain(grew), plain(rebuilt)
    assert {n: r for n, r in before.items() if r != after[n]} == {
        n: r for n, r in after.items() if r != before[n]
    }
