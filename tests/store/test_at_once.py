"""Many questions answered from one state of the record; and how a change of it is seen."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from legation.record import Judgement
from legation.record.when import days, since_day, sort_day, until_day
from legation.store import desk
from legation.store.record import Record, open_record
from legation.store.watch import Watch


def _note(words: str) -> Judgement:
    return Judgement(verdict="note", kind="event", subjects=("e1",), value=words, made="2026-01-01")


def test_what_is_asked_at_once_is_answered_from_one_state(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record, open_record(tmp_path / "r.db") as other:
        record.judge(_note("before"))
        with record.at_once():
            assert len(record.judgements()) == 1
            other.judge(_note("meanwhile"))
            assert len(record.judgements()) == 1
            with record.at_once():
                assert len(record.judgements()) == 1
        assert len(record.judgements()) == 2


def test_a_change_is_seen_whoever_makes_it(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.db", create=True) as record, open_record(tmp_path / "r.db") as other:
        watch = Watch(record)
        seen = [watch.state(), watch.state()]
        other.judge(_note("by another"))
        seen.append(watch.state())
        record.judge(_note("by itself"))
        seen.append(watch.state())
        watch.close()
        assert seen[0] == seen[1]
        assert len(set(seen)) == 3
        assert seen[-1] == desk.state(record)


def test_undated_things_come_last_whatever_the_order(filled: Record) -> None:
    for newest in (False, True):
        found = filled.events(newest=newest)
        undated = [not event.when for event in found]
        assert undated == sorted(undated)
        told, cursor = [], ""
        while True:
            some = filled.events(newest=newest, limit=2, cursor=cursor)
            told += [event.id for event in some]
            cursor = some.cursor
            if not cursor:
                break
        assert told == [event.id for event in found]


@pytest.mark.parametrize("since", ["", "1994", "1994-04-08", "2016-11-07", "2019-03"])
@pytest.mark.parametrize("until", ["", "1994-04-07", "2016", "2030"])
def test_a_period_holds_what_began_by_its_end_and_lasted_into_it(
    filled: Record, since: str, until: str
) -> None:
    first, last = since_day(since), until_day(until)
    if first and last and first > last:
        return
    for newest in (False, True):
        found = [event.id for event in filled.events(since=since, until=until, newest=newest)]
        wanted = [
            event.id
            for event in filled.events(newest=newest)
            if not (first or last)
            or (
                days(event.when)[1] >= first
                and days(event.when)[1]
                and (not last or sort_day(event.when) <= last)
            )
        ]
        assert found == wanted


def test_of_things_told_often_some_claims_are_enough(filled: Record) -> None:
    for event in filled.events():
        (some,) = filled.items([event.id], claims=1)
        assert len(some.claims) == 1  # type: ignore[union-attr]
        told = {(t.claim, t.document, t.publisher, t.evidence) for t in event.claims}
        (one,) = some.claims  # type: ignore[union-attr]
        assert (one.claim, one.document, one.publisher, one.evidence) in told


@pytest.mark.parametrize(
    ("since", "until"),
    [("", ""), ("2015", "2016"), ("2015-03", "2016-05"), ("2016-02", "2016-11"), ("2015", "2016-05")],
)
def test_who_deals_with_whom_is_counted_alike_by_years_and_by_days(
    filled: Record, since: str, until: str
) -> None:
    first, last = since_day(since), until_day(until)
    wanted: Counter[tuple[str, str]] = Counter()
    for event in filled.events():
        day = sort_day(event.when)
        if not (first or last) or (first <= day <= last and event.when):
            wanted.update(combinations(sorted(event.states), 2))
    assert {(tie.a, tie.b): tie.things for tie in desk.ties(filled, first, last)} == wanted


@pytest.mark.parametrize(
    ("since", "until"),
    [("2015-03-09", "2016-05-20"), ("2015-03", "2016-05"), ("2016", "2016-02"), ("2015", "2016-05")],
)
@pytest.mark.parametrize("limit", [1, 3, 300])
def test_months_that_are_kept_are_counted_once(filled: Record, since: str, until: str, limit: int) -> None:
    known: dict[tuple[Any, ...], Any] = {}

    def kept(*names_and_work: Any) -> Any:
        *names, work = names_and_work
        return known[tuple(names)] if tuple(names) in known else known.setdefault(tuple(names), work())

    first, last = since_day(since), until_day(until)
    wanted = desk.ties(filled, first, last, limit=limit)
    assert wanted == desk.ties(filled, first, last)[:limit]
    assert desk.ties(filled, first, last, "", limit, kept) == wanted
    before = len(known)
    assert desk.ties(filled, first, last, "", limit, kept) == wanted
    assert len(known) == before > 1
