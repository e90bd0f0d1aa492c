"""A run that goes on until it is stopped, and then ends in good order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, current_thread, main_thread
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def until_stopped() -> Iterator[Event]:
    """An event that the first Ctrl-C (or SIGTERM) sets; the second Ctrl-C ends the run at once."""
    stopped = Event()
    if current_thread() is not main_thread():
        yield stopped
        return

    def stop(number: int, _: FrameType | None) -> None:
        if stopped.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stopped.set()

    before = [signal.signal(each, stop) for each in STOPS]
    try:
        yield stopped
    finally:
        for each, handler in zip(STOPS, before, strict=True):
            signal.signal(each, handler)
