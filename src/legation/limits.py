"""Bounds on what reading may take: the time of a page, the memory of a worker, and what it remembers."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import _lru_cache_wrapper
from mmap import PAGESIZE as PAGE
from multiprocessing import parent_process
from threading import current_thread, main_thread

from legation.errors import UnreadablePage

MEMORY = 4 * 1024**3  # bytes of data of a worker; the models take far less
GROWN = 128 * 1024**2  # bytes that a process may grow by before it forgets the words that it has met
MANY = 1_000  # what a cache remembers from which on it grows with what is read; models are fewer
HARD = 2  # times the limit after which a worker dies over a page that cannot be interrupted


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises UnreadablePage where what is done within takes longer; 0 sets no limit.

    Only the main thread can be interrupted so, and only between steps of Python. In a worker a page that
    goes on regardless (within one call into C) therefore costs the worker, by the time that it computes.
    """
    if not seconds or current_thread() is not main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_: int, __: object) -> None:
        raise UnreadablePage(f"reading it took more than {seconds:g} s; leave it out, or split it")

    before = signal.signal(signal.SIGALRM, stop)
    worker = parent_process() is not None
    signal.setitimer(signal.ITIMER_REAL, seconds)
    if worker:
        signal.setitimer(signal.ITIMER_PROF, HARD * seconds)  # its signal ends a process
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if worker:
            signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before)


def bound_memory(most: int = MEMORY) -> None:
    """This process gets a MemoryError where it would take more bytes of data; where the system knows how."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def forget_if_grown() -> bool:
    """Empties the caches of words where this process has grown a lot since it last did; tells whether.

    They are bounded in number, but a page built against them brings words of 100,000 letters.
    """
    global _settled
    held = memory_held()
    if not held or not _settled:
        _settled = held
        return False
    if held < _settled + GROWN:
        return False
    for cache in [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]:
        if cache.cache_info().currsize > MANY:
            cache.cache_clear()
    gc.collect()
    _give_back()
    _settled = memory_held()
    return True


_settled = 0


def memory_held() -> int:
    """The bytes of memory that this process holds; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[1]) * PAGE
    except OSError:
        return 0


def _give_back() -> None:
    """Gives freed memory back to the system, where its C library knows how."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
