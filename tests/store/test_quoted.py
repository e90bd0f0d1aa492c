"""What is kept beside a thing of its first claims is what the claims say, whatever was judged or renamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.resolution.growing import page

from legation.pipeline import resolve_record
from legation.record import Judgement
from legation.record.outcome import Outcome
from legation.store.care import verify
from legation.store.quoted import KEPT
from legation.store.record import Record, open_record

KINDS = ("event", "statement", "figure", "agreement", "office")


@pytest.fixture
def dense(tmp_path: Path) -> Iterator[Record]:
    """A resolved record in which many claims tell one thing."""
    random = Random(3)
    pages = [page(random, n) for n in range(30)]
    with open_record(tmp_path / "dense.db", create=True) as record:
        found = [
            Outcome(name=d.name, origin=f"/{d.name}", fingerprint=d.id, document=d, reading=r)
            for d, r in pages
        ]
        record.file(found, "1")
        resolve_record(record)
        yield record


def ids(record: Record) -> list[str]:
    return [thing.id for kind in KINDS for thing in record.each(kind)]


def quotes(things: object) -> list[list[tuple[object, ...]]]:
    return [
        [(t.claim, t.document, t.document_name, t.published, t.publisher, t.evidence) for t in thing.claims]
        for thing in things  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("claims", range(1, KEPT + 3))
def test_lists_tell_the_first_claims_as_they_are_filed(dense: Record, claims: int) -> None:
    whole = dense.items(ids(dense))
    assert max(len(thing.claims) for thing in whole) > KEPT
    first = [
        [told for told in several if told[0] in sorted(claim for claim, *_ in several)[:claims]]
        for several in quotes(whole)
    ]
    assert quotes(dense.items(ids(dense), claims)) == first
    assert verify(dense).faults == ()


def test_the_words_of_a_rejected_claim_leave_the_lists_and_come_back(dense: Record) -> None:
    before = {thing.id: thing for thing in dense.events(claims=KEPT)}
    claim = next(thing.claims[0].claim for thing in before.values() if thing.sources > 1)
    verdict = Judgement(verdict="wrong", kind="claim", subjects=(claim,), who="me", why="a slip")
    dense.judge(verdict)
    resolve_record(dense)
    listed = {told.claim for thing in dense.items(ids(dense), KEPT) for told in thing.claims}
    assert listed
    assert claim not in listed
    assert verify(dense).faults == ()
    dense.judge(Judgement(verdict="note", kind="claim", subjects=(claim,), undoes=verdict.id))
    resolve_record(dense)
    assert claim in {told.claim for thing in dense.events(claims=KEPT) for told in thing.claims}


def test_an_outlet_that_is_renamed_has_its_new_name_in_lists(dense: Record) -> None:
    with dense.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE documents SET publisher = 'Вестник'")
    listed = {told.publisher for thing in dense.events(claims=1) for told in thing.claims}
    assert listed == {"Вестник"}
