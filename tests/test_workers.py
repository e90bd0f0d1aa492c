"""A page that kills its worker costs itself alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from legation.workers import in_workers


def squares(numbers: Sequence[int]) -> list[int | str]:
    """Kills its process at 13, and at 7 the first time."""
    for number in numbers:
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        flag = os.environ["LEGATION_TEST_FLAG"]
        if number == 7 and not os.path.exists(flag):
            open(flag, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
    return [number * number for number in numbers]


def lost(number: int) -> int | str:
    return f"{number} was lost"


def shards(count: int, size: int) -> list[list[int]]:
    return [list(range(at, min(at + size, count))) for at in range(0, count, size)]


@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_page_at_fault_is_lost(
    workers: int, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEGATION_TEST_FLAG", f"{tmp_path}/flag")
    made = in_workers(squares, shards(20, 4), workers, lost)
    found = [number for some in made for number in some]
    assert found == [number * number if number != 13 else "13 was lost" for number in range(20)]


def test_workers_have_one_thread_each_and_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    assert list(in_workers(threads, [["OMP_NUM_THREADS"], ["OPENBLAS_NUM_THREADS"]], 1, lambda x: x)) == [
        ["1"],
        ["1"],
    ]
    assert os.environ["OMP_NUM_THREADS"] == "8"


def threads(names: Sequence[str]) -> list[str]:
    return [os.environ[name] for name in names]


def test_an_error_in_a_worker_is_raised_here() -> None:
    with pytest.raises(ValueError, match="not a number"):
        list(in_workers(broken, [["x"]], 1, lost))


def broken(words: Sequence[str]) -> list[int]:
    raise ValueError(f"{words[0]} is not a number")
