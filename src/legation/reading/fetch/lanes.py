"""One polite queue a host: each host is asked one thing at a time, apart in time; several hosts at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, Full, Queue
from threading import Condition, Thread
from time import monotonic
from typing import Generic, TypeVar

from msgspec import Struct

from legation.reading.fetch.addresses import host_of

R = TypeVar("R")
HELD = 8  # answers that wait to be taken; then the hosts wait too
LOOK = 0.2  # seconds between looks whether all is to stop


class Wanted(Struct, frozen=True):
    """A page that is to be fetched. `url` is what is asked next, `asked` what was wanted at first.

    `published` is when a feed says that it was. `tries` counts up; `past` are the addresses that redirected
    here.
    """

    url: str
    asked: str
    published: str = ""
    tries: int = 0
    past: tuple[str, ...] = ()


class Step(Struct, Generic[R], frozen=True):
    """What one request came to: a result, or what is to be asked next; the seconds its host is left alone."""

    result: R | None = None
    then: Wanted | None = None
    wait: float = 0


class _Lane:
    def __init__(self) -> None:
        self.waiting: deque[Wanted] = deque()
        self.ready = 0.0
        self.busy = False


class Lanes(Generic[R]):
    """Serves what is wanted, each host in its own lane. `serve` makes one request; it must not raise."""

    def __init__(self, serve: Callable[[Wanted], Step[R]], at_once: int) -> None:
        self._serve = serve
        self._at_once = at_once
        self._lanes: dict[str, _Lane] = {}
        self._pending = 0
        self._stopped = False
        self._turn = Condition()
        self._results: Queue[R] = Queue(HELD)

    def results(self, wanted: Iterable[Wanted], is_stopped: Callable[[], bool]) -> Iterator[R]:
        """The results as they come. Where the caller stops early, so does everything under way."""
        for each in wanted:
            self._lane(each).waiting.append(each)
            self._pending += 1
        threads = [
            Thread(target=self._work, daemon=True) for _ in range(min(self._at_once, len(self._lanes)) or 0)
        ]
        for thread in threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in threads) and not is_stopped():
                try:
                    yield self._results.get(timeout=LOOK)
                except Empty:
                    continue
            while not (self._results.empty() or is_stopped()):
                yield self._results.get()
        finally:
            with self._turn:
                self._stopped = True
                self._turn.notify_all()

    def _lane(self, wanted: Wanted) -> _Lane:
        return self._lanes.setdefault(host_of(wanted.url), _Lane())

    def _work(self) -> None:
        while (lane := self._next_lane()) is not None:
            wanted = lane.waiting.popleft() if lane.waiting else None
            if wanted is None:
                continue
            step = self._serve(wanted)
            if step.result is not None:
                self._give(step.result)
            with self._turn:
                lane.busy = False
                lane.ready = monotonic() + step.wait
                if step.then is None:
                    self._pending -= 1
                else:
                    self._lane(step.then).waiting.appendleft(step.then)
                self._turn.notify_all()

    def _next_lane(self) -> _Lane | None:
        """The lane that may be served now, marked busy; waits for one, None where all is done."""
        with self._turn:
            while self._pending and not self._stopped:
                free = [lane for lane in self._lanes.values() if lane.waiting and not lane.busy]
                first = min(free, key=lambda lane: lane.ready, default=None)
                now = monotonic()
                if first is not None and first.ready <= now:
                    first.busy = True
                    return first
                self._turn.wait(first.ready - now if first is not None else None)
            return None

    def _give(self, result: R) -> None:
        while not self._stopped:
            try:
                self._results.put(result, timeout=LOOK)
                return
            except Full:
                continue
