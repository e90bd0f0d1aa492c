"""Run the reader over hostile pages, all the way to their claims: no crash, no hang, no growth of memory.

    python -m evaluation.hostile [--count 10000] [--seed 1] [--keep FOLDER] [--save]

Each file is read as `legation read` reads it: what it holds unfolds into pages, and each page becomes a
document with claims or a failure with its reason. A page hangs where it takes more than ten seconds of
computing, with one thread for the arithmetic, as a worker of `read` has. Memory is measured with the caches
of words emptied: they are bounded by themselves (`legation.limits`), and how full they are at a moment says
nothing of growth.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is loaded: threads in wait count as computing


from msgspec import Struct

from evaluation.hostile.files import hostile_files
from evaluation.reliability import note
from legation.limits import forget, memory_held
from legation.outcomes import read_shard
from legation.reading.sources import pages_in
from legation.record import Failure
from legation.record.outcome import REPORT, Outcome

HANG = 10.0  # seconds of computing for one page
EARLY = 1_000  # files after which memory is measured for the first time


class Ran(Struct):
    """What a run came to. Memory is bytes after the first thousand files and after the last."""

    files: int = 0
    pages: int = 0
    read: int = 0
    explained: int = 0
    unexplained: int = 0
    crashed: int = 0
    hung: int = 0
    slowest: float = 0.0
    slowest_page: str = ""
    early: int = 0
    late: int = 0
    most: int = 0

    @property
    def growth(self) -> float:
        """How much memory grew, as a share of what it was."""
        return self.late / self.early - 1 if self.early else 0.0

    @property
    def is_well(self) -> bool:
        """No crash, no hang, nothing unexplained, memory within a tenth."""
        return not (self.crashed or self.hung or self.unexplained) and self.growth < 0.1


def run(count: int, seed: int = 1, keep: Path | None = None) -> Ran:
    """Reads so many hostile files; what crashed or hung is kept in the folder."""
    ran = Ran()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in hostile_files(count, seed):
            path = Path(folder, name)
            path.write_bytes(content)
            bad = _bad(path, ran)
            if bad and keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / name).write_bytes(content)
            path.unlink()
            ran.files += 1
            ran.most = max(ran.most, memory_held())
            if ran.files == min(EARLY, max(1, count // 2)):
                ran.early = _memory_at_rest()
            if ran.files % EARLY == 0:
                ran.late = _memory_at_rest()
                print(told(ran), file=sys.stderr, flush=True)
    ran.late = _memory_at_rest()
    return ran


def _memory_at_rest() -> int:
    forget()
    return memory_held()


def _bad(path: Path, ran: Ran) -> bool:
    """Reads one file; tells whether something crashed or hung over it."""
    before = (ran.crashed, ran.hung, ran.unexplained)
    try:
        for name, seconds, outcome in _outcomes(path):
            ran.pages += 1
            if seconds > ran.slowest:
                ran.slowest, ran.slowest_page = seconds, name
            if seconds > HANG:
                ran.hung += 1
                print(f"{name}: {seconds:.1f} s", file=sys.stderr)
            _count(name, outcome, ran)
    except Exception:
        ran.crashed += 1
        print(f"{path.name}:", file=sys.stderr)
        traceback.print_exc(limit=-6)
    return (ran.crashed, ran.hung, ran.unexplained) != before


def _outcomes(path: Path) -> Iterator[tuple[str, float, Outcome | Failure]]:
    started = time.process_time()
    for page in pages_in([path]):
        outcome = page if isinstance(page, Failure) else read_shard([page])[0]
        yield page.name, time.process_time() - started, outcome
        started = time.process_time()


def _count(name: str, outcome: Outcome | Failure, ran: Ran) -> None:
    failure = outcome if isinstance(outcome, Failure) else outcome.failure
    if failure is None and isinstance(outcome, Outcome) and outcome.document and outcome.reading:
        ran.read += 1
        for claim in outcome.reading.claims:
            for evidence in claim.evidence:
                assert outcome.document.text[evidence.start : evidence.end] == evidence.quote
    elif failure is None or not failure.reason:
        ran.unexplained += 1
        print(f"{name}: nothing says why", file=sys.stderr)
    elif failure.remedy == REPORT:  # an error of Legation's own, caught at the last moment
        ran.crashed += 1
        print(str(failure)[:300], file=sys.stderr)
    else:
        ran.explained += 1


def told(ran: Ran) -> str:
    """The figures in a line."""
    return (
        f"{ran.files:,} hostile files, {ran.pages:,} pages: {ran.read:,} read, {ran.explained:,} failed with "
        f"a reason, {ran.unexplained} without, {ran.crashed} crashes, {ran.hung} hangs (over {HANG:.0f} s of "
        f"computing; slowest {ran.slowest:.1f} s, {ran.slowest_page}); memory {ran.early / 1e6:.0f} MB after "
        f"the first thousand, {ran.late / 1e6:.0f} MB after the last ({ran.growth:+.1%}), "
        f"{ran.most / 1e6:.0f} MB at most with the words met"
    )


def main() -> int:
    """Prints the figures; fails where anything crashed, hung, grew or went unexplained."""
    parser = argparse.ArgumentParser(prog="evaluation.hostile", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep what crashed or hung in this folder")
    parser.add_argument("--save", action="store_true", help="write the figures to docs/reliability.md")
    args = parser.parse_args()
    ran = run(args.count, args.seed, args.keep)
    print(told(ran))
    if args.save:
        note("hostile", told(ran) + ".")
    return 0 if ran.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
