"""Shards read in worker processes, each on one core, so that a page that kills its worker costs itself alone.

A worker that dies takes the pool with it, and nobody can say which of the shards under way did it. So those
shards are read again one at a time: the one that kills again is halved until the page at fault is alone.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from legation.limits import bound_memory

P = TypeVar("P")
R = TypeVar("R")

AHEAD = 4  # shards under way for each worker, so that neither a slow one nor the filing keeps any waiting
# Without this each worker's BLAS starts a thread a core: the same job took 188 CPU-seconds, with it 28.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def in_workers(
    work: Callable[[Sequence[P]], list[R]],
    shards: Iterable[Sequence[P]],
    workers: int,
    lost: Callable[[P], R],
) -> Iterator[list[R]]:
    """What `work` makes of each shard, in the order of the shards.

    `lost` tells of an item that kills its worker.
    `work` and the items must be picklable. Shards are taken from the iterable only as workers come free.
    """
    waiting, suspects = iter(shards), deque[Sequence[P]]()
    while True:
        unsure: list[Sequence[P]] = []
        with _pool(workers) as pool:
            yield from _full_speed(pool, work, waiting, workers, unsure)
        if not unsure:
            return
        suspects.extend(unsure)
        while suspects:
            yield from _alone(work, suspects, lost)


def _full_speed(
    pool: ProcessPoolExecutor,
    work: Callable[[Sequence[P]], list[R]],
    waiting: Iterator[Sequence[P]],
    workers: int,
    unsure: list[Sequence[P]],
) -> Iterator[list[R]]:
    """Reads until all is done, or until a worker dies: then `unsure` holds what was under way."""
    running: deque[tuple[Future[list[R]], Sequence[P]]] = deque()
    while True:
        for shard in islice(waiting, AHEAD * workers - len(running)):
            try:
                running.append((pool.submit(work, shard), shard))
            except BrokenProcessPool:
                unsure += [*(shard for _, shard in running), shard]
                return
        if not running:
            return
        future, shard = running[0]
        try:
            done = future.result()
        except BrokenProcessPool:
            unsure += [shard for _, shard in running]
            return
        running.popleft()
        yield done


def _alone(
    work: Callable[[Sequence[P]], list[R]], suspects: deque[Sequence[P]], lost: Callable[[P], R]
) -> Iterator[list[R]]:
    """Reads suspects one at a time in one worker, until they are done or one kills it and is halved."""
    with _pool(1) as pool:
        while suspects:
            shard = suspects.popleft()
            try:
                yield pool.submit(work, shard).result()
            except BrokenProcessPool:
                if len(shard) == 1:
                    yield [lost(shard[0])]
                else:
                    half = len(shard) // 2
                    suspects.extendleft((shard[half:], shard[:half]))
                return


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    with one_thread_each():
        pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_settle)
        try:
            yield pool
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _settle() -> None:
    """A worker leaves interrupts to the process that started it, and ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound_memory()
    parent = parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=follow, daemon=True).start()


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes started within have one BLAS thread each."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
