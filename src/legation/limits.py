"""Bounds on what reading may take: the time of a page, the memory of a worker, and what it remembers."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import _lru_cache_wrapper
from mmap import PAGESIZE as PAGE
from multiprocessing import parent_process
from threading import Lock, current_thread, main_thread

from legation.errors import UnreadablePage

MEMORY = 4 * 1024**3  # bytes of data of a worker; the models take far less
ROOM = 2 * 1024**3  # bytes that one page may add to the data of a process; the worst known takes 1.3 GB
GROWN = 128 * 1024**2  # bytes that a process may grow by before it forgets the words that it has met
MANY = 100  # what a cache remembers from which on it grows with what is read; models are fewer
# Words remembered in plain tables, which are quicker than caches of functions: modules and their tables.
TABLES = {
    "legation.language.russian.lemmas": ("_known", "_by_tag", "_newest"),
    "legation.language.russian.segmentation": ("_known", "_alone"),
}
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


@contextmanager
def with_room(room: int = 0) -> Iterator[None]:
    """A MemoryError comes where what is done within adds more bytes to this process than `room` (0: `ROOM`).

    Unlike `bound_memory` it ends with the page, so that a process which does more than read pages may have
    it. Where several threads read at once, the first to begin sets the bound and the last to end lifts it.
    """
    global _reading, _before
    with _bounding:
        _reading += 1
        if _reading == 1:
            held = _memory_told(5)
            _before = bound_memory(held + (room or ROOM)) if held else None
    try:
        yield
    finally:
        with _bounding:
            _reading -= 1
            if _reading == 0 and _before is not None:
                bound_memory(_before, lift=True)


_bounding = Lock()
_reading = 0  # pages being read
_before: int | None = None  # the bound as it was before the first of them


def bound_memory(most: int = MEMORY, *, lift: bool = False) -> int | None:
    """This process gets a MemoryError where it would take more bytes of data; gives the bound before.

    A bound that is lower already stays, unless it is to be lifted. None where the system knows of none.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bounds = [each for each in (most, hard, *(() if lift else (soft,))) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(bounds, default=resource.RLIM_INFINITY), hard))
    return soft


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
    forget()
    return True


def forget() -> None:
    """Empties the caches of words, and gives what they held back to the system."""
    global _settled
    for cache in [each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper)]:
        if cache.cache_info().currsize > MANY:
            cache.cache_clear()
    for module, names in TABLES.items():
        for name in names if module in sys.modules else ():
            getattr(sys.modules[module], name).clear()
    gc.collect()
    _give_back()
    _settled = memory_held()


_settled = 0


def memory_held() -> int:
    """The bytes of memory that this process holds; 0 where the system does not tell."""
    return _memory_told(1)


def _memory_told(column: int) -> int:
    """Of the sizes that Linux tells of this process: 1 what is in memory, 5 its data."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:
            return int(told.read().split()[column]) * PAGE
    except OSError:
        return 0


def _give_back() -> None:
    """Gives freed memory back to the system, where its C library knows how."""
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
