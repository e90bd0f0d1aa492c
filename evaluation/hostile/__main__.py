"""Run the reader over hostile files: no crash, no hang, no growth of memory, every failure explained.

python -m evaluation.hostile [--count 10000] [--seed 1] [--claims] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import psutil

from evaluation.hostile.files import hostile_files
from legation.errors import UnreadablePage
from legation.reading.read import read
from legation.reading.sources import pages_in
from legation.record import Failure

HANG = 10.0  # seconds a page


def main() -> int:
    """Print the counts; fail where anything crashed, hung or went unexplained."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", action="store_true", help="extract as well, not only read")
    parser.add_argument("--keep", type=Path, help="keep what crashed or hung in this folder")
    args = parser.parse_args()
    counts: Counter[str] = Counter()
    slowest, early = (0.0, ""), 0
    process = psutil.Process()
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(hostile_files(args.count, args.seed), 1):
            path = Path(folder, name)
            path.write_bytes(content)
            started = time.perf_counter()
            outcome = _outcome(path, claims=args.claims, counts=counts)
            took = time.perf_counter() - started
            slowest = max(slowest, (took, name))
            if took > HANG:
                outcome = "hung"
                print(f"{name}: {took:.1f} s", file=sys.stderr)
            counts[outcome] += 1
            if args.keep and outcome in ("crashed", "hung"):
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / name).write_bytes(content)
            path.unlink()
            if number == min(1_000, args.count // 2):
                early = process.memory_info().rss
    growth = process.memory_info().rss / early - 1 if early else 0.0
    print(f"{args.count:,} hostile files: " + ", ".join(f"{counts[key]:,} {key}" for key in sorted(counts)))
    print(
        f"slowest {slowest[0]:.1f} s ({slowest[1]}); memory {growth:+.1%} from the first thousand to the last"
    )
    return 1 if counts["crashed"] or counts["hung"] else 0


def _outcome(path: Path, *, claims: bool, counts: Counter[str]) -> str:
    """`read`, `explained` (every page of it failed with a reason) or `crashed`."""
    found = "explained"
    try:
        for each in pages_in([path]):
            counts["pages"] += 1
            if isinstance(each, Failure):
                assert each.reason
                continue
            try:
                document = read(each)
            except UnreadablePage as reason:
                counts["explained pages"] += bool(str(reason))
                continue
            found = "read"
            if claims:
                from legation.pipeline import reading_of

                for claim in reading_of(document).claims:
                    for evidence in claim.evidence:
                        assert document.text[evidence.start : evidence.end] == evidence.quote
    except Exception:
        print(f"{path.name}:", file=sys.stderr)
        traceback.print_exc(limit=-6)
        return "crashed"
    return found


if __name__ == "__main__":
    sys.exit(main())
