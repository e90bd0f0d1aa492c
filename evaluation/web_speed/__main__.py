"""How quickly the desk answers over a large record: `python -m evaluation.web_speed --events 1000000`.

Builds a record of a made-up world straight into its tables (no text of anyone's), serves it with
`legation serve`, and lets readers ask at once for pairs' pages, filtered timelines, searches, documents and,
more seldom, other pages. They ask for great states and common words often and for most others seldom; few
addresses are asked for twice. Two kinds of readers: those who ask anew the moment they have an answer, so
that all of them wait at any time, and those who read for a second. Told: the seconds until the server
answers, milliseconds at the 50th and 95th percentile, and the server's CPU time for an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from evaluation.saved import save
from evaluation.web_speed.filling import fill
from evaluation.web_speed.readers import Answers, crowd
from evaluation.web_speed.world import World

PORT = 8791
GOAL_MS = 150
SECTION = "The desk"


@contextmanager
def served(record: Path, workers: int | None) -> Iterator[tuple[psutil.Process, float]]:
    """The server's process over a record, and the seconds until it answered."""
    command = [sys.executable, "-m", "legation.app.cli", "serve", "-r", str(record), "--port", str(PORT)]
    command += [] if workers is None else ["--workers", str(workers)]
    begun = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{PORT}/documents", timeout=30).close()
                    break
                except (urllib.error.URLError, ConnectionError):
                    time.sleep(0.02)
            yield psutil.Process(server.pid), time.monotonic() - begun
        finally:
            server.terminate()


def cpu_seconds(server: psutil.Process) -> float:
    """CPU time of the server and of the processes beside it."""
    times = [process.cpu_times() for process in (server, *server.children())]
    return float(sum(t.user + t.system for t in times))


def own_memory(process: psutil.Process) -> int:
    """Bytes that a process takes, without what it maps of files: the system takes those back as it needs."""
    told = process.memory_info()
    return int(told.rss - getattr(told, "shared", 0))


def table(answers: Answers) -> str:
    """A line for each kind of page."""
    lines = ["| page | answers | median, ms | 95 % within, ms |", "| --- | --- | --- | --- |"]
    for kind, times in answers.times.items():
        times.sort()
        middle, late = times[len(times) // 2], times[int(len(times) * 0.95)]
        lines.append(f"| {kind} | {len(times)} | {middle:.0f} | {late:.0f} |")
    return "\n".join(sorted(lines, key=lambda line: not line.startswith(("| page", "| ---"))))


def measured(given: argparse.Namespace, world: World, pause: float) -> str:
    """What one crowd of readers came to, told."""
    with served(given.record, given.workers) as (server, start):
        time.sleep(2)  # the processes beside the server stand ready
        before = cpu_seconds(server)
        asked = crowd(world, PORT, given.documents, given.readers, given.seconds, pause)
        answers = asyncio.run(asked)
        count = sum(map(len, answers.times.values()))
        spent = (cpu_seconds(server) - before) / (given.seconds + 5) * given.seconds / max(count, 1) * 1000
        memory = sum(map(own_memory, (server, *server.children()))) // 2**20
    who = "that ask without pause" if not pause else f"that read for {pause:g} s between answers"
    return (
        f"{given.readers} readers {who}: {count / given.seconds:.0f} answers a second, "
        f"{spent:.1f} ms of CPU for each, {answers.fresh:.0%} of the addresses asked for once; first answer "
        f"after {start:.1f} s; {memory} MB.\n\n{table(answers)}"
    )


def main() -> None:
    """Builds (unless the file is there), serves, asks, tells."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument(
        "--pause", type=float, action="append", help="seconds of reading; 0 and 1 unless told"
    )
    parser.add_argument("--workers", type=int)
    parser.add_argument("--record", type=Path, default=Path(".scratch/web_speed.db"))
    parser.add_argument("--save", action="store_true", help=f"in evaluation/speed.md, section «{SECTION}»")
    given = parser.parse_args()
    if not given.record.exists():
        begun = time.monotonic()
        fill(given.record, given.events, given.documents)
        print(f"built in {time.monotonic() - begun:.0f} s: {given.record.stat().st_size / 2**20:.0f} MiB")
    world = World()
    told = [measured(given, world, pause) for pause in given.pause or (0.0, 1.0)]
    head = (
        f"A record of {given.events:,} events and {given.documents:,} documents "
        f"({given.record.stat().st_size / 2**30:.1f} GB), two cores that also carry the readers. "
        f"To reach: pair, timeline, search and document within {GOAL_MS} ms, the first answer within 2 s."
    )
    text = "\n\n".join((head, *told))
    print(text)
    if given.save:
        save(SECTION, text)


if __name__ == "__main__":
    main()
