"""The run that is killed, in a process of its own that tells what it has done, and what its record holds."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from signal import SIGKILL
from threading import Timer

from msgspec import Struct

from legation.pipeline import read_into, resolve_record
from legation.reading.sources import pages_in
from legation.record import Judgement
from legation.settings import Settings
from legation.store.canonical import canonical_lines
from legation.store.record import open_record
from legation.tally import Told

MADE = "2024-01-01T00:00:00Z"  # judgements bear a fixed instant, so that two runs make the same
JUDGED = 8
FAILED = 9  # exit code of a run that ended by an error

Tell = Callable[[str, int], None]
Work = Callable[[Tell], None]


class Kill(Struct, frozen=True):
    """`kill -9` some seconds after a run told for the so-manieth time that it is in a stage."""

    stage: str
    number: int
    delay: float


class Ran(Struct, frozen=True):
    """One run: the stage in which it ended, the most told of each, whether it was killed, its exit code."""

    last: str
    told: dict[str, int]
    killed: bool
    code: int


def reads(files: Sequence[Path], record: Path, settings: Settings | None = None, judges: bool = True) -> Work:
    """A run that reads, resolves, judges and resolves again, as commands one after the other would."""

    def work(tell: Tell) -> None:
        def told(step: Told) -> None:
            tell(step.stage, step.pages)

        chosen = settings or Settings(workers=1, shard_pages=1)
        with open_record(record, create=True) as held:
            read_into(held, pages_in(files), chosen, told)
            if judges:
                for number, judgement in enumerate(_judgements(record), 1):
                    held.judge(judgement)
                    tell("judging", number)
            tell("rebuilding", 0)
            resolve_record(held)

    return work


def _judgements(path: Path) -> Iterator[Judgement]:
    with open_record(path) as record:
        found = sorted(claim.id for _, reading in record.sources() for claim in reading.claims)
    for claim in found[:JUDGED]:
        yield Judgement(verdict="wrong", kind="claim", subjects=(claim,), who="kills", made=MADE)


def make_pages(folder: Path, count: int) -> None:
    """Small pages, each with a claim or two."""
    folder.mkdir()
    for number in range(count):
        day, month = number % 28 + 1, ("марта", "апреля", "мая")[number // 28 % 3]
        text = (
            f"АСТАНА, {day} {month} 2019 года.\n\nПосол Франции встретился с министром торговли Казахстана."
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def run(work: Work, kill: Kill | None = None, at_start: float | None = None) -> Ran:
    """Works in a forked process, which has the models already, and kills it where it is asked to.

    `at_start` kills so many seconds after the beginning, whatever the run is at.
    """
    running = Running(work)
    return running.watched(kill, at_start)


class Running:
    """A run in a process of its own. Fork before anything in this process has threads."""

    def __init__(self, work: Work) -> None:
        told, tells = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(told)
            _be(work, tells)
        os.close(tells)
        self._told = told

    def watched(self, kill: Kill | None = None, at_start: float | None = None) -> Ran:
        """Waits for its end, or brings it about."""
        last, told, seen = "starting", dict[str, int](), dict[str, int]()
        timers = [] if at_start is None else [Timer(at_start, self._strike)]
        for timer in timers:
            timer.start()
        with os.fdopen(self._told, encoding="ascii") as lines:
            for line in lines:
                last, _, count = line.partition(" ")
                told[last] = max(told.get(last, 0), int(count))
                seen[last] = seen.get(last, 0) + 1
                if kill and (last, seen[last]) == (kill.stage, kill.number):
                    timers.append(Timer(kill.delay, self._strike))
                    timers[-1].start()
        _, status = os.waitpid(self.pid, 0)
        for timer in timers:
            timer.cancel()
            timer.join()
        code = os.waitstatus_to_exitcode(status)
        return Ran(last, told, code == -SIGKILL, code)

    def _strike(self) -> None:
        try:
            os.kill(self.pid, SIGKILL)
        except ProcessLookupError:  # it was quicker
            return


def _be(work: Work, tells: int) -> None:
    """What the forked process does; it never returns into the code that forked."""
    try:
        with os.fdopen(tells, "w", encoding="ascii", buffering=1) as out:

            def tell(stage: str, count: int) -> None:
                print(stage, count, file=out)

            work(tell)
    except BaseException:
        traceback.print_exc(limit=-3)
        os._exit(FAILED)
    os._exit(0)


def faults(path: Path, told: dict[str, int]) -> list[str]:
    """What is wrong with a record after a kill: unsound, or without what was told of."""
    with open_record(path, create=True) as record:
        with record.engine.connect() as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
        holdings = record.holdings()
    found = [] if sound == "ok" else [f"integrity: {sound}"]
    if (held := sum(holdings.documents.values())) < told.get("reading", 0):
        found.append(f"{held} pages are held, {told['reading']} were told of")
    if holdings.judgements < told.get("judging", 0):
        found.append(f"{holdings.judgements} judgements are held, {told['judging']} were told of")
    return found


def export(path: Path) -> bytes:
    """The canonical export: equal records, equal bytes."""
    with open_record(path) as record:
        return b"".join(canonical_lines(record))
