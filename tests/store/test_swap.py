"""A build takes the place of the one before row by changed row."""

import pytest
from tests.store.alone import resolve_alone

from legation.record.outcome import Outcome
from legation.store.canonical import canonical_lines
from legation.store.record import Record


def test_the_same_build_again_writes_nothing(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    assert sum(record.resolve(resolve_alone).values()) > 0
    assert sum(record.resolve(resolve_alone).values()) == 0


def test_a_build_from_nothing_equals_one_that_grew(record: Record, outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        record.file([outcome], "1")
        record.resolve(resolve_alone)
    grown = list(canonical_lines(record))
    record.resolve(lambda given: resolve_alone({n: t.slice(0, 0) for n, t in given.items()}))
    assert len(record.events()) == 0
    record.resolve(resolve_alone)
    assert list(canonical_lines(record)) == grown


def test_a_build_that_breaks_leaves_the_one_before(record: Record, outcomes: list[Outcome]) -> None:
    record.file(outcomes, "1")
    record.resolve(resolve_alone)
    before = list(canonical_lines(record))

    def broken(given: object) -> dict[str, object]:
        raise RuntimeError("no memory")

    with pytest.raises(RuntimeError):
        record.resolve(broken)
    assert list(canonical_lines(record)) == before
