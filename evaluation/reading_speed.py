"""How reading holds up: time per page as a record grows, two workers against one, memory of a worker.

    python -m evaluation.reading_speed [--pages 100000] [--ratio 2000] [--save]

The pages are made from the samples: a few paragraphs of several of them, with other numbers, so that none
is a copy of another. Growth is told in CPU time, children included, so that what else the machine does counts
little; the ratio of two workers to one is wall time, for which the machine must be quiet. The last of the
work, resolving, is not part of either: evaluation.resolution_speed and evaluation.growth measure it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is loaded: one core is measured

from evaluation.gold import ROOT
from evaluation.saved import save
from legation.outcomes import lost, read_shard
from legation.record import Page
from legation.settings import Settings, version
from legation.shards import cut, fresh, gathered, read_shards
from legation.tally import Tally

SEED = 20_260_101
PARTS = (2, 4)  # paragraphs of a page
TENTHS = 10
NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")
SHARD = Settings(workers=1)


def pages() -> Iterator[Page]:
    """Pages without end, the same in every run."""
    paragraphs = [
        paragraph
        for path in sorted((ROOT / "samples" / "ru").glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("\n")
        if len(paragraph.split()) > 8
    ]
    chance = random.Random(SEED)
    number = 0
    while True:
        own = chance.sample(paragraphs, chance.randint(*PARTS))
        text = "\n\n".join(NUMBER.sub(partial(_another, chance), paragraph) for paragraph in own)
        yield Page(
            name=f"page-{number}.txt", text=text, published=f"{2005 + number % 20}-0{1 + number % 9}-11"
        )
        number += 1


def _another(chance: random.Random, found: re.Match[str]) -> str:
    """Another number that can stand in the same place: a day, a year, or an amount."""
    value = int(found[0])
    if value <= 28:
        return str(chance.randint(1, 28))
    return str(chance.randint(1992, 2026) if 1900 < value < 2100 else chance.randint(29, 999))


def read(count: int, workers: int, every: int = 0) -> tuple[float, list[tuple[float, float]]]:
    """Reads so many pages into a new record: wall seconds, and CPU seconds of each `every` pages.

    With each of these stands what filing took of it: reading a page does not know the record, filing does.
    """
    from legation.store.record import open_record  # workers load this module, as they load the command's

    spent: list[tuple[float, float]] = []
    filed, before, filing = 0, _cpu(), 0.0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        record = open_record(Path(folder) / "record.db", create=True)
        shards = cut(fresh(record, islice(pages(), count), SHARD, Tally()), SHARD)
        for outcomes in gathered(read_shards(read_shard, shards, workers, lost)):
            began = time.process_time()
            record.file(outcomes, version())
            filing += time.process_time() - began
            filed += len(outcomes)
            if every and filed >= every * (len(spent) + 1):
                spent.append((_cpu() - before, filing))
                before, filing = _cpu(), 0.0
                print(f"{filed:,} pages, {_told(spent[-1], every)}", file=sys.stderr)
        took = time.perf_counter() - start
        record.close()
    return took, spent


def _told(spent: tuple[float, float], pages_: int) -> str:
    whole, filing = (seconds / pages_ * 1000 for seconds in spent)
    return f"{whole:.2f} ms a page, {filing:.2f} ms of it filing"


def _cpu() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def table(count: int, ratio: int) -> str:
    """The figures as Markdown."""
    lines = []
    if ratio:
        one, two = (read(ratio, workers)[0] for workers in (1, 2))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        lines += [
            f"Two workers against one, {ratio:,} pages, start of the workers included: {one / two:.2f}"
            f" ({one:.0f} s, {two:.0f} s); to reach: 1.8.",
            f"Peak memory of a worker: {peak:.0f} MB; to stay under: 450 MB.",
        ]
    if count:
        every = count // TENTHS
        read(500, 1)  # the models are loaded and the word forms known, as in any long run
        _, spent = read(count, 1, every)
        first, last = spent[0], spent[-1]
        lines.append(
            f"{count:,} pages into one record, CPU time of a page in the last tenth against the first: "
            f"{last[0] / first[0]:.3f} (first {_told(first, every)}; last {_told(last, every)}); to stay "
            "under: 1.1."
        )
    return "\n\n".join(lines)


def main() -> int:
    """Print the figures, and save them where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=100_000, help="for growth; 0 leaves it out")
    parser.add_argument(
        "--ratio", type=int, default=6_000, help="for two workers against one; 0 leaves it out"
    )
    parser.add_argument("--save", action="store_true", help="put the figures into evaluation/speed.md")
    args = parser.parse_args()
    found = table(args.pages, args.ratio)
    print(found)
    if args.save:
        save("Reading" if args.ratio else "Growth", found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
