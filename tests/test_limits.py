"""A page that takes too long, or too much, fails alone."""

from __future__ import annotations

import itertools
import signal
import time
from collections import deque
from collections.abc import Sequence

import pytest

from legation.errors import UnreadablePage
from legation.limits import MEMORY, within
from legation.workers import in_workers


def test_what_takes_too_long_is_stopped_and_leaves_no_timer() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(UnreadablePage, match=r"more than 0\.05 s"), within(0.05):
        time.sleep(5)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_a_page_built_to_hang_or_to_exhaust_memory_costs_itself_alone() -> None:
    shards = [["well", "hungry"], ["endless", "well"]]
    found = [told for some in in_workers(reads, shards, 1, "{} was lost".format) for told in some]
    assert found == ["well", "too much", "endless was lost", "well"]


def reads(words: Sequence[str]) -> list[str]:
    return [read(word) for word in words]


def read(word: str) -> str:
    """«hungry» takes more than a worker may; «endless» cannot be interrupted, as one call into C."""
    try:
        with within(0.3):
            if word == "hungry":
                bytearray(MEMORY + 1)
            if word == "endless":
                deque(itertools.repeat(None), maxlen=0)
    except MemoryError:
        return "too much"
    return word
