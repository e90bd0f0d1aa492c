"""Shards: what is filed at once."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from legation.record.outcome import Outcome
from legation.shards import gathered


def shards(count: int, pause: float = 0, stop: type[BaseException] | None = None) -> Iterator[list[Outcome]]:
    for number in range(count):
        time.sleep(pause)
        yield [Outcome(name=f"{number}-{page}", fingerprint="") for page in range(2)]
    if stop:
        raise stop


@pytest.mark.parametrize(
    ("count", "pause", "seconds", "filed"),
    [
        (0, 0, 60, []),
        (1, 0, 60, [2]),
        (5, 0, 60, [2, 8]),  # the first shard at once, the rest together
        (5, 0, 0, [2, 2, 2, 2, 2]),
        (3, 0.02, 0.01, [2, 2, 2]),  # they come more slowly than they are filed
    ],
)
def test_outcomes_are_filed_together(count: int, pause: float, seconds: float, filed: list[int]) -> None:
    found = list(gathered(shards(count, pause), seconds))
    assert [len(outcomes) for outcomes in found] == filed
    assert [o.name for outcomes in found for o in outcomes] == [o.name for s in shards(count) for o in s]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_what_came_before_an_error_is_filed(stop: type[BaseException]) -> None:
    found: list[Outcome] = []
    with pytest.raises(stop):
        found.extend(outcome for outcomes in gathered(shards(4, stop=stop), 60) for outcome in outcomes)
    assert len(found) == 8
