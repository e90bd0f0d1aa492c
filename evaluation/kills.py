"""Kills a run at random moments, lets it go on, and compares the record with one built in peace.

    python -m evaluation.kills --kills 25 [--pages 24] [--seed 1] [--seconds 3600]

A run reads pages, resolves, judges and resolves again; `kill -9` comes a random moment after a random one of
the steps that it tells of, since most of the time goes into starting. After each kill the file must be sound
and hold every page and judgement that was told of. Each record that comes to its end must have the canonical
export of the one built in peace, byte for byte.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
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
NEVER = -1
DELAY = 0.3  # seconds at most from the step to the kill


class Struck(Struct, frozen=True):
    """What kills came to: how many fell in which stage, and how many records were finished and compared."""

    kills: int
    stages: dict[str, int]
    records: int
    faults: tuple[str, ...]


def work(folder: Path, path: Path) -> None:
    """The run that is killed. Tells on standard output what is done, a line each."""

    def told(step: Told) -> None:
        print(step.stage, step.pages, flush=True)

    with open_record(path, create=True) as record:
        read_into(record, pages_in([folder]), Settings(workers=1, shard_pages=1), told)
        print("rebuilding 0", flush=True)
        resolve_record(record)
        for number, judgement in enumerate(_judgements(path), 1):
            record.judge(judgement)
            print("judging", number, flush=True)
        print("rebuilding 0", flush=True)
        resolve_record(record)


def _judgements(path: Path) -> Iterator[Judgement]:
    with open_record(path) as record:
        found = sorted(claim.id for _, reading in record.sources() for claim in reading.claims)
    for claim in found[:JUDGED]:
        yield Judgement(verdict="wrong", kind="claim", subjects=(claim,), who="kills", made=MADE)


def make_pages(folder: Path, count: int) -> None:
    """Small pages, each with a claim or two."""
    for number in range(count):
        day, month = number % 28 + 1, ("марта", "апреля", "мая")[number // 28 % 3]
        text = (
            f"АСТАНА, {day} {month} 2019 года.\n\nПосол Франции встретился с министром торговли Казахстана."
        )
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")


def strike(kills: int, pages: int, seed: int = 1, seconds: float = 3600) -> Struck:
    """Kills so many runs, or as many as the seconds allow, and compares every record that came to its end."""
    chance, stages, faults = random.Random(seed), Counter[str](), list[str]()
    done = records = 0
    until = time.monotonic() + seconds
    with TemporaryDirectory() as home:
        folder = Path(home) / "pages"
        folder.mkdir()
        make_pages(folder, pages)
        peace, path = Path(home) / "peace.db", Path(home) / "0.db"
        steps = _run(folder, peace).steps
        expected = _export(peace)
        while True:
            going = done < kills and time.monotonic() < until
            after = chance.randint(0, steps) if going else NEVER
            ran = _run(folder, path, after, chance.uniform(0, DELAY))
            done += ran.killed
            faults += [f"kill {done} ({ran.last}): {fault}" for fault in _faults(path, ran.told)]
            if ran.killed:
                stages[ran.last] += 1
                continue
            records += 1
            if _export(path) != expected:
                faults.append(f"record {records}: its canonical export differs")
            if not going:
                return Struck(done, dict(sorted(stages.items())), records, tuple(faults))
            path = Path(home) / f"{records}.db"


class Ran(Struct, frozen=True):
    """One run: the stage in which it ended, the most told of each, its steps, whether it was killed."""

    last: str
    told: dict[str, int]
    steps: int
    killed: bool


def _run(folder: Path, path: Path, after: int = NEVER, delay: float = 0) -> Ran:
    """Runs, and kills the run some seconds after so many steps were told of."""
    command = [sys.executable, "-m", "evaluation.kills", "--work", str(folder), str(path)]
    last, told, steps = "starting", dict[str, int](), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        timer = Timer(delay, run.kill)
        if after == 0:
            timer.start()
        assert run.stdout is not None
        for line in run.stdout:
            steps += 1
            last, _, count = line.partition(" ")
            told[last] = max(told.get(last, 0), int(count))
            if steps == after:
                timer.start()
        code = run.wait()
        timer.cancel()
    if code not in (0, -9):
        raise RuntimeError(f"the run ended by itself with exit code {code}")
    return Ran(last, told, steps, code == -9)


def _faults(path: Path, told: dict[str, int]) -> list[str]:
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


def _export(path: Path) -> bytes:
    with open_record(path) as record:
        return b"".join(canonical_lines(record))


def main() -> None:
    """Prints the figures; exit code 1 where a record was not what it should be."""
    parser = argparse.ArgumentParser(prog="evaluation.kills", description=__doc__)
    parser.add_argument("--work", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--pages", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600, help="no kills after so long")
    asked = parser.parse_args()
    if asked.work:
        work(*asked.work)
        return
    struck = strike(asked.kills, asked.pages, asked.seed, asked.seconds)
    where = ", ".join(f"{stage} {count}" for stage, count in struck.stages.items())
    print(f"{struck.kills} kills ({where}); {struck.records} records finished and compared")
    print(*(struck.faults or ["no fault: every record sound, complete and equal"]), sep="\n")
    raise SystemExit(1 if struck.faults else 0)


if __name__ == "__main__":
    main()
