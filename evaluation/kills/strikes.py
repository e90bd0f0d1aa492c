"""The ways in which a run is struck; each compares the finished record with one built in peace."""

from __future__ import annotations

import os
import random
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from threading import Thread

import psutil
from msgspec import Struct, field

from evaluation.kills.runs import Kill, Running, Tell, Work, export, faults, make_pages, reads, run
from legation.errors import UnwritableRecord
from legation.outcomes import read_shard
from legation.reading.sources import pages_in
from legation.record import Page
from legation.settings import Settings
from legation.workers import one_thread_each

STAGES = ("reading", "resolving", "judging", "rebuilding")
# Seconds from the step to the kill, at most: about as long as the step takes.
DELAY = {"reading": 0.04, "resolving": 1.0, "judging": 0.004, "rebuilding": 1.0}
EARLY = 8  # the step of a stage at which a kill falls at most: a run that goes on has few pages left
Told = list[dict[str, int]]
NOBODY = 65534
PATIENCE = 60.0  # seconds for something to happen


class Struck(Struct):
    """What strikes came to: kills by where they fell, records finished and compared, and what was amiss."""

    stages: Counter[str] = field(default_factory=Counter)
    records: int = 0
    disks: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """All kills."""
        return sum(self.stages.values())


TWO = "one of two writers"
TRIES = 10  # runs to one kill at most: a run may end before its moment comes


class Range:
    """A folder with pages, the record of them built in peace, and room for the records that are struck."""

    def __init__(self, home: Path, pages: int, seed: int = 1) -> None:
        self.home, self.pages = home, home / "pages"
        self.chance = random.Random(seed)
        self.struck = Struck()
        make_pages(self.pages, pages)
        self.count = pages
        pages_found = [page for page in pages_in([self.pages]) if isinstance(page, Page)]
        with one_thread_each():  # before numpy is loaded: a process that has threads must not fork
            read_shard(pages_found[:1])
        for module in ("preparing", "resolve"):  # loaded here, since a forked run would load it each time
            import_module(f"legation.resolution.{module}")
        peace = home / "peace.db"
        if (code := run(reads([self.pages], peace)).code) != 0:
            raise RuntimeError(f"the run in peace ended with exit code {code}")
        self.expected = export(peace)

    def kills(self, count: int) -> None:
        """Kills one run after the other, a random moment after a random step, and lets it go on."""
        done, path = 0, self.home / "killed-0.db"
        while True:
            going = done < count
            ran = run(reads([self.pages], path), self._kill() if going else None)
            if ran.killed:
                done += 1
                self.struck.stages[ran.last] += 1
            self._look(path, ran.told, f"kill {done} ({ran.last})")
            if ran.code not in (0, -signal.SIGKILL):
                self.struck.faults.append(f"after kill {done} the run ended with exit code {ran.code}")
                return
            if not ran.killed:
                self.compare(path, "killed")
                if not going:
                    return
                path = self.home / f"killed-{self.struck.records}.db"

    def _kill(self) -> Kill:
        stage = self.chance.choice(STAGES)
        most = {"reading": min(EARLY, self.count), "judging": EARLY}.get(stage, 1)
        return Kill(stage, self.chance.randint(1, most), self.chance.uniform(0, DELAY[stage]))

    def two_writers(self, count: int) -> None:
        """Two runs write to one record at once, one of them is killed; both are finished afterwards."""
        files = sorted(self.pages.iterdir())
        halves = (files[::2], files[1::2])
        for number in range(TRIES * count):
            if self.struck.stages[TWO] == count:
                return
            path = self.home / f"two-{number}.db"
            both = [Running(reads(half, path, judges=False)) for half in halves]
            kill = Kill("reading", self.chance.randint(1, len(halves[0])), self.chance.uniform(0, 0.2))
            told = [dict[str, int](), dict[str, int]()]

            def watch(at: int, kill: Kill | None, both: list[Running] = both, told: Told = told) -> None:
                ran = both[at].watched(kill)
                told[at] = ran.told
                if ran.killed:
                    self.struck.stages[TWO] += 1
                elif ran.code:
                    self.struck.faults.append(f"two writers: one ended with exit code {ran.code}")

            threads = [Thread(target=watch, args=(at, kill if at == 0 else None)) for at in (0, 1)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            held = {"reading": sum(each.get("reading", 0) for each in told)}
            self._look(path, held, f"two writers {number}")
            run(reads([self.pages], path))
            self.compare(path, "two writers")
        if self.struck.stages[TWO] < count:
            self.struck.faults.append(f"two writers: {TRIES * count} runs ended before {count} were struck")

    def workers(self, count: int) -> None:
        """Kills worker processes of a run, which must finish by itself."""
        settings = Settings(workers=2, shard_pages=1)
        for number in range(count):
            path = self.home / f"workers-{number}.db"
            running = Running(reads([self.pages], path, settings))
            killer = Thread(target=self._kill_a_worker, args=(running.pid, self.chance.uniform(0, 1.5)))
            killer.start()
            ran = running.watched()
            killer.join()
            self._look(path, ran.told, f"worker {number}")
            if ran.code:
                self.struck.faults.append(f"worker {number}: the run ended with exit code {ran.code}")
            else:
                self.compare(path, "its worker killed")

    def _kill_a_worker(self, pid: int, delay: float) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and psutil.pid_exists(pid):
            try:
                of = psutil.Process(pid).children()
                busy = [
                    p
                    for p in of
                    if p.cpu_times().user > 0.5 and "resource_tracker" not in " ".join(p.cmdline())
                ]
            except psutil.Error:
                return
            if busy:
                time.sleep(delay)
                try:
                    self.chance.choice(busy).kill()
                except psutil.Error:
                    return
                self.struck.stages["a worker of read"] += 1
                return
            time.sleep(0.05)

    def full_disks(self, count: int) -> None:
        """The disk takes no more at a random size of the record; with room again the run goes on."""
        for number in range(count):
            path = self.home / f"full-{number}.db"
            room = self.chance.randint(40, 400) * 1024
            ran = run(_refused(reads([self.pages], path), lambda room=room: _no_more_than(room)))  # type: ignore[misc]
            if ran.code not in (0, 3):
                self.struck.faults.append(f"full disk {number}: exit code {ran.code}, not a clear refusal")
            self.struck.disks += ran.code == 3
            self._look(path, ran.told, f"full disk {number}")
            run(reads([self.pages], path))
            self.compare(path, "full disk")

    def read_only(self) -> None:
        """Nobody may write to the record's folder: a clear refusal, and the record stays as it was."""
        folder = self.home / "closed"
        folder.mkdir()
        path = folder / "record.db"
        run(reads([self.pages], path))
        path.chmod(0o444)
        folder.chmod(0o555)
        self.home.chmod(0o755)
        extra = self.home / "more"
        make_pages(extra, 1)
        (extra / "000.txt").write_text("АСТАНА, 1 июня 2020 года. Посол Японии прибыл в Астану.", "utf-8")
        ran = run(_refused(reads([extra], path), _be_nobody))
        if ran.code != 3:
            self.struck.faults.append(f"read-only folder: exit code {ran.code}, not a clear refusal")
        self.struck.disks += ran.code == 3
        folder.chmod(0o755)
        path.chmod(0o644)
        self.compare(path, "read-only folder")

    def compare(self, path: Path, how: str) -> None:
        """A record that came to its end has the canonical export of the one built in peace."""
        self.struck.records += 1
        if export(path) != self.expected:
            self.struck.faults.append(f"record {self.struck.records} ({how}): its canonical export differs")

    def _look(self, path: Path, told: dict[str, int], when: str) -> None:
        self.struck.faults += [f"{when}: {fault}" for fault in faults(path, told)]


def _refused(work: Work, prepare: Callable[[], None]) -> Work:
    """The work under a hindrance; ends with exit code 3 where it is refused as the product refuses."""

    def hindered(tell: Tell) -> None:
        prepare()
        try:
            work(tell)
        except UnwritableRecord:
            os._exit(3)

    return hindered


def _no_more_than(room: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


def _be_nobody() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
