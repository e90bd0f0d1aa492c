"""What the file counts by itself is what counting would give, whoever writes."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from legation.record.outcome import Outcome
from legation.record.when import days, sort_day
from legation.store.desk import ties
from legation.store.record import Record, open_record
from legation.store.schema import item_sides, items

COUNTED = "SELECT kind, count(*) FROM {} GROUP BY kind ORDER BY kind"
TOLD = "SELECT kind, things FROM tallies WHERE name = '{}' AND things > 0 ORDER BY kind"
SIDES = """SELECT side, kind, CASE last WHEN '' THEN '' ELSE substr(sort, 1, 4) END, type, act, status,
count(*) FROM item_sides WHERE side GLOB '[A-Z][A-Z][A-Z]' OR side GLOB '[A-Z][A-Z][A-Z] [A-Z][A-Z][A-Z]'
GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"""


def _agree(record: Record) -> None:
    with record.engine.connect() as connection:

        def rows(query: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

        assert rows("SELECT * FROM side_counts ORDER BY 1, 2, 3, 4, 5, 6") == rows(SIDES)
        for table in ("items", "claims", "actors", "candidates"):
            told = rows(TOLD.format(table))
            assert told == rows(COUNTED.format(table)), table


def test_counts_follow_what_is_filed_and_resolved(filled: Record) -> None:
    _agree(filled)
    held = filled.holdings()
    assert held.items["event"] == filled.count("event") == len(filled.events())
    for (a, b), things in filled.pairs():
        assert things == filled.count("event", states=[a, b]) == len(filled.events(states=[a, b]))
        assert len(filled.events(states=[a, b], type="CONSULT")) == filled.count(
            "event", states=[a, b], type="CONSULT"
        )


def test_counts_follow_rows_that_come_go_and_are_replaced(record: Record) -> None:
    chance = random.Random(3)
    with record.engine.begin() as connection:
        for _ in range(200):
            id, side = f"e{chance.randrange(20)}", chance.choice(["KAZ", "JPN KAZ", "a12"])
            listed = {
                "type": chance.choice("AB"),
                "act": "",
                "status": "happened",
                "first": "",
                "last": "2016",
            }
            row = {"side": side, "kind": "event", "sort": "2016-01-01", "item": id, **listed}
            if chance.random() < 0.3:
                connection.execute(item_sides.delete().where(item_sides.c.item == id))
            else:
                connection.execute(item_sides.insert().prefix_with("OR REPLACE").values(row))
                del row["side"], row["item"]
                row = {**row, "id": id, "sources": 1, "body": b"{}", "quoted": b"[]"}
                connection.execute(items.insert().prefix_with("OR REPLACE").values(row))
    _agree(record)


def test_documents_are_counted_by_what_became_of_them(tmp_path: Path, outcomes: list[Outcome]) -> None:
    with open_record(tmp_path / "r.db", create=True) as record:
        record.file(outcomes, "test")
        before = Counter(d.status for d in record.documents())
        assert record.holdings().documents == {**dict(sorted(before.items())), **_failed(record)}


def _failed(record: Record) -> dict[str, int]:
    failed = len(record.documents(status="failed"))
    return {"failed": failed} if failed else {}


@pytest.mark.parametrize(
    ("since", "until"), [("1900-01-01", "2099-12-31"), ("2015-06-01", ""), ("", "2021-05-02")]
)
def test_ties_are_what_the_lists_of_pairs_hold(filled: Record, since: str, until: str) -> None:
    found = ties(filled, since, until)
    assert found
    assert [tie.things for tie in found] == sorted((tie.things for tie in found), reverse=True)
    for tie in found:
        dated = [e.when for e in filled.events(states=[tie.a, tie.b]) if days(e.when)[1]]
        assert tie.things == sum(since <= sort_day(when) <= (until or "9999") for when in dated)
