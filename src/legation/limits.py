"""Bounds on what reading one page may take: time, and the memory of a worker."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import current_thread, main_thread

from legation.errors import UnreadablePage

MEMORY = 4 * 1024**3  # bytes of data of a worker; the models take far less
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
